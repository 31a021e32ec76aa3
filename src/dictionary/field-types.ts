/** Data types of the standard: the names in capitals that the model uses, and the spelling that people read. */
import { nearest } from './nearest.ts'

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  [
    ...['int', 'Length', 'TagNum', 'SeqNum', 'NumInGroup', 'DayOfMonth', 'float', 'Qty', 'Price', 'PriceOffset', 'Amt'],
    ...['Percentage', 'char', 'Boolean', 'String', 'MultipleCharValue', 'MultipleValueString', 'MultipleStringValue'],
    ...['Country', 'Currency', 'Exchange', 'MonthYear', 'UTCTimestamp', 'UTCTimeOnly', 'UTCDateOnly', 'UTCDate'],
    ...['LocalMktDate', 'LocalMktTime', 'TZTimeOnly', 'TZTimestamp', 'data', 'XMLData', 'Language', 'time', 'date'],
    ...['XID', 'XIDREF', 'Tenor'],
  ].map((name) => [name.toUpperCase(), name]),
)

/** The type as the standard writes it: `UTCTimestamp` for UTCTIMESTAMP. */
export function typeName(type: string): string {
  return SPELLINGS.get(type) ?? type
}

/** The type in capitals when it is one of the standard, in any case of letters. */
export function knownType(name: string): string | undefined {
  const type = name.toUpperCase()
  return SPELLINGS.has(type) ? type : undefined
}

/** For "did you mean". */
export function nearTypes(name: string): string[] {
  return nearest(name, SPELLINGS.values())
}

/**
 * Values that are right: for each field of a message that has to be there, one that no target has a reason to refuse.
 * As a cell of a step says it, so `<now>` and `<unique>` may stand in it.
 */
import type { Field } from '../dictionary/dictionary.ts'

/** By type of the standard; what is not here is text. */
const BY_TYPE: Readonly<Record<string, string>> = {
  INT: '1',
  SEQNUM: '1',
  LENGTH: '1',
  NUMINGROUP: '1',
  TAGNUM: '1',
  DAYOFMONTH: '15',
  FLOAT: '1.5',
  QTY: '100',
  PRICE: '10.25',
  PRICEOFFSET: '0.25',
  AMT: '1000',
  PERCENTAGE: '0.5',
  CHAR: 'A',
  BOOLEAN: 'N',
  UTCTIMESTAMP: '<now>',
  TIME: '<now>',
  UTCTIMEONLY: '12:00:00',
  LOCALMKTTIME: '12:00:00',
  DATE: '<today>',
  UTCDATE: '<today>',
  UTCDATEONLY: '<today>',
  LOCALMKTDATE: '<today>',
  MONTHYEAR: '202612',
  TZTIMEONLY: '12:00:00Z',
  TZTIMESTAMP: '20260105-12:00:00Z',
  CURRENCY: 'USD',
  COUNTRY: 'US',
  EXCHANGE: 'XNYS',
  LANGUAGE: 'en',
}

/** What an ordinary order has: the first code of a set would be an order that needs other fields too. */
const BY_TAG: ReadonlyMap<number, string> = new Map([
  [55, '<symbol>'], // Symbol
  [40, '2'], // OrdType: limit
  [21, '1'], // HandlInst: automated, private
  [54, '1'], // Side: buy
])

/**
 * ClOrdID, ExecID, OrderID, IOIID, AdvId, ListID, AllocID, QuoteID, QuoteReqID: where they are text, which FIX.4.0 and
 * 4.1 call "char".
 */
const OWN_IDS: ReadonlySet<number> = new Set([11, 17, 37, 23, 2, 66, 70, 117, 131])

/** The value that a field has in a message that is in order. */
export function exampleValue(field: Field): string {
  const usual = BY_TAG.get(field.tag)
  if (field.values !== undefined) {
    if (usual !== undefined && field.values.has(usual)) return usual
    const [first] = field.values.keys()
    if (first !== undefined) return first
  }
  if (usual !== undefined) return usual
  // An id that was used before would be a second fault.
  const text = field.type === 'STRING'
  if ((text && /ID$/.test(field.name)) || ((text || field.type === 'CHAR') && OWN_IDS.has(field.tag))) return '<unique>'
  return BY_TYPE[field.type] ?? 'A'
}

/** Another value that is as right; undefined when the set of codes has one only. */
export function otherValue(field: Field): string | undefined {
  const first = exampleValue(field)
  if (field.values !== undefined) return [...field.values.keys()].find((value) => value !== first)
  if (first === '<unique>' || first === '<now>') return first
  return OTHER_BY_TYPE[field.type] ?? (BY_TYPE[field.type] === undefined ? 'B' : undefined)
}

const OTHER_BY_TYPE: Readonly<Record<string, string>> = {
  INT: '2',
  SEQNUM: '2',
  FLOAT: '2.5',
  QTY: '200',
  PRICE: '10.50',
  AMT: '2000',
  CHAR: 'B',
  CURRENCY: 'EUR',
  COUNTRY: 'DE',
  EXCHANGE: 'XLON',
}

/** What a cell could say now that the target says something else. */
import { compare, parseDecimal } from '../codec/decimal.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { DifferenceField } from '../report/report.ts'
import { acceptedCell, loosened } from './expected-cells.ts'
import { isTargetID } from './known-values.ts'
import { fieldName, saysItself } from './step-rows.ts'

export interface Alternatives {
  /** The new value becomes the expectation. */
  readonly accept: string
  /** Both values fit. */
  readonly loosen: string
}

/** @param cell - as it stands in the feature */
export function fieldAlternatives(field: DifferenceField, cell: string, dictionary: Dictionary): Alternatives {
  const { tag, actual } = field
  if (actual === null)
    return { accept: 'absent', loosen: cell === 'any' ? 'any or absent' : orAbsent(cell, tag, dictionary) }
  const accept = isTargetID(fieldName(dictionary, tag), actual) ? 'any' : acceptedCell(tag, actual, dictionary)
  return { accept, loosen: looser(field, cell, actual, accept, dictionary) }
}

function orAbsent(cell: string, tag: number, dictionary: Dictionary): string {
  return isSimple(cell, tag, dictionary) ? `${cell} or absent` : 'any or absent'
}

function looser(
  { tag, expected }: DifferenceField,
  cell: string,
  actual: string,
  accept: string,
  dictionary: Dictionary,
): string {
  if (cell === 'absent') return `${isSimple(accept, tag, dictionary) ? accept : 'any'} or absent`
  if (accept === 'any') return 'any'
  const field = dictionary.fieldByTag(tag)
  if (field?.values === undefined) {
    const range = rangeOf(expected ?? '', actual, field?.type ?? '')
    if (range !== undefined) return range
    // Texts that only differ in numbers have one form.
    const form = loosened(actual, [])
    if (form !== undefined && form === loosened(expected ?? '', [])) return form
  }
  return isSimple(cell, tag, dictionary) && isSimple(accept, tag, dictionary) ? `${cell} or ${accept}` : 'any'
}

/** Cells that an `or` can stand between. */
function isSimple(cell: string, tag: number, dictionary: Dictionary): boolean {
  if (/ or |^\/|[<>]/.test(cell)) return false
  return cell.startsWith('same as ') || saysItself(cell, tag, dictionary.valueOf(tag, cell) ?? cell, dictionary)
}

const NUMBERS = /^(PRICE|PRICEOFFSET|QTY|AMT|PERCENTAGE|FLOAT|INT|LENGTH|SEQNUM|NUMINGROUP)$/

function rangeOf(a: string, b: string, type: string): string | undefined {
  const [first, second] = [parseDecimal(a), parseDecimal(b)]
  if (!NUMBERS.test(type) || first === undefined || second === undefined) return undefined
  return compare(first, second) < 0 ? `between ${a} and ${b}` : `between ${b} and ${a}`
}

/** Values of fields that make a Score expression true: for messages in which a rule's condition holds. */
import type { Dictionary, Field } from '../dictionary/dictionary.ts'
import type { Operand, Score } from '../validation/score.ts'
import { evaluateScore, type ScoreContext, valueOfOperand } from '../validation/score-evaluation.ts'
import { exampleValue } from './example-values.ts'

/** Values by the name of the field; null leaves the field out. */
export type Assignment = ReadonlyMap<string, string | null>

/** More combinations of values than this are not tried. */
const MAX_TRIED = 2_000

/**
 * Assignments that make an expression true, those with the values that it names first. For one field each value that it
 * names; for several the first combination that holds. None where none was found.
 *
 * @param fields - those that the expression speaks of
 */
export function assignmentsFor(score: Score, fields: readonly string[], dictionary: Dictionary): Assignment[] {
  const codes = (name: string): ReadonlyMap<string, string> | undefined => dictionary.fieldByName(name)?.values
  const candidates = fields.map((name) => candidatesFor(name, score, dictionary, codes))
  const found: Assignment[] = []
  let tried = 0
  for (const values of combinations(candidates)) {
    if (++tried > MAX_TRIED) break
    const assigned = new Map(fields.map((name, i) => [name, values[i] ?? null]))
    const context: ScoreContext = { value: (name) => assigned.get(name) ?? undefined, codes }
    if (evaluateScore(score, context) !== true) continue
    found.push(assigned)
    if (fields.length > 1) break
  }
  if (fields.length > 1) return found
  // Of a field that is only not something else one value tells as much as all others.
  const named = new Set(namedFor(fields[0] ?? '', score, codes))
  const withNamed = found.filter((one) => named.has(one.get(fields[0] ?? '') ?? ''))
  return withNamed.length > 0 ? withNamed : found.slice(0, 1)
}

function candidatesFor(
  name: string,
  score: Score,
  dictionary: Dictionary,
  codes: ScoreContext['codes'],
): (string | null)[] {
  const field = dictionary.fieldByName(name)
  const example = field === undefined ? 'A' : exampleValue(field)
  const named = namedFor(name, score, codes)
  const around = named.flatMap((value) => neighboursOf(value, field))
  return [...new Set([...named, ...around, ...(codes(name)?.keys() ?? []), example, null])]
}

/** A number just above and just below, for what is compared by order. */
function neighboursOf(value: string, field: Field | undefined): string[] {
  if (field?.values !== undefined || !/^-?\d{1,12}(?:\.\d+)?$/.test(value)) return []
  const whole = Number(value.split('.')[0])
  return [String(whole + 1), String(whole - 1)]
}

/** Values that the expression sets beside the field. */
function namedFor(name: string, score: Score, codes: ScoreContext['codes']): string[] {
  const context: ScoreContext = { value: () => undefined, codes }
  const beside = (one: Operand, others: readonly Operand[]): string[] =>
    one.kind === 'field' && one.name === name
      ? others.flatMap((other) => valueOfOperand(other, one, context) ?? [])
      : []
  switch (score.kind) {
    case 'exists':
      return []
    case 'not':
      return namedFor(name, score.of, codes)
    case 'and':
    case 'or':
      return [...namedFor(name, score.left, codes), ...namedFor(name, score.right, codes)]
    case 'in':
      return beside(score.of, score.members)
    case 'between':
      return beside(score.of, [score.low, score.high])
    default:
      return [...beside(score.left, [score.right]), ...beside(score.right, [score.left])]
  }
}

function* combinations<T>(lists: readonly (readonly T[])[]): Generator<T[]> {
  const [first, ...rest] = lists
  if (first === undefined) {
    yield []
    return
  }
  for (const value of first) for (const others of combinations(rest)) yield [value, ...others]
}

/** From stated keys and values to canonical ones, with everything that is wrong with them. */
import type { Family, Parameter } from './parameter.ts'
import type { Problem } from './parameter-error.ts'
import { findParameter, nearParameters } from './table.ts'

/** A value under its canonical name; a numbered name keeps its number. */
export interface ReadValue {
  readonly parameter: Parameter
  /** What stands in the place of `<n>` or `<MsgType>` in the name, else empty. */
  readonly index: string
  readonly value: unknown
  /** The key as it was stated. */
  readonly key: string
}

export interface ReadValues {
  readonly values: readonly ReadValue[]
  readonly problems: readonly Problem[]
}

/** Reads one layer of stated parameters. A value of undefined was not stated. */
export function readValues(stated: Readonly<Record<string, unknown>>, family?: Family): ReadValues {
  const values: ReadValue[] = []
  const problems: Problem[] = []
  for (const [key, value] of Object.entries(stated)) {
    if (value === undefined) continue
    const read = readValue(key, value, family)
    if (read === undefined) continue
    if ('message' in read) problems.push(read)
    else values.push(read)
  }
  return { values, problems: [...problems, ...contradictions(values)] }
}

function readValue(key: string, value: unknown, family: Family | undefined): ReadValue | Problem | undefined {
  const found = findParameter(key, family)
  if (found === undefined) return unknownKey(key, value)
  if ('ambiguous' in found) {
    const families = [...new Set(found.ambiguous)].join(', ')
    return {
      kind: 'unknownKey',
      key,
      value,
      message: `products mean different things by it; say the family: ${families}`,
    }
  }
  const { parameter, alias, index } = found
  const kind = alias?.kind ?? parameter.kind
  const read = kind.read(value)
  if (read === undefined) {
    const unit = alias?.kind === undefined && parameter.unit !== undefined ? ` (${parameter.unit})` : ''
    return {
      kind: 'value',
      key,
      value,
      message: `${kind.allowed}${unit}`,
      ...(parameter.secret === true ? { secret: true } : {}),
    }
  }
  const converted = alias?.convert === undefined ? read.value : alias.convert(read.value)
  return converted === undefined ? undefined : { parameter, index, value: converted, key }
}

function unknownKey(key: string, value: unknown): Problem {
  const near = nearParameters(key)
  const hint = near[0] === undefined ? 'see docs/parameters.md for every name' : `did you mean "${near[0]}"?`
  return { kind: 'unknownKey', key, value, message: hint, near }
}

/** Two names of one parameter in the same layer with different values: nobody could say which one counts. */
function contradictions(values: readonly ReadValue[]): Problem[] {
  const first = new Map<string, ReadValue>()
  return values.flatMap((read): Problem[] => {
    const id = `${read.parameter.name} ${read.index}`
    const earlier = first.get(id)
    first.set(id, earlier ?? read)
    if (earlier === undefined || JSON.stringify(earlier.value) === JSON.stringify(read.value)) return []
    const { key } = read
    return [
      {
        kind: 'combination',
        key,
        value: read.value,
        message: `is another name of "${earlier.key}", which says something else`,
      },
    ]
  })
}

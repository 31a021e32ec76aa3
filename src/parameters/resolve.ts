/** Stated parameters under any of their names become the whole `EngineParameters`, or a list of what is wrong. */
import { assemble, type Identity } from './assemble.ts'
import { contradictions, doubts } from './checks.ts'
import type { EngineWideSettings } from './engine-wide.ts'
import type { Family } from './parameter.ts'
import { ParameterError } from './parameter-error.ts'
import { PRESETS, type PresetName } from './presets.ts'
import { type ReadValue, readValues } from './read-values.ts'
import type { EngineParameters } from './settings.ts'
import { PARAMETERS } from './table.ts'

/** Parameters under any of their names, in upper or lower case; docs/parameters.md lists them. A value may be text. */
export type Stated = Readonly<Record<string, unknown>>

/** Whose parameters these are, and what holds where they say nothing. */
export interface ResolveOptions {
  /** What has no default: version, role, both CompIDs, dictionary. */
  readonly identity: Identity
  /** Default `standard`. */
  readonly preset?: PresetName
  /** Whose names and units these are. Default: canonical names first, then whichever product has the name. */
  readonly family?: Family
  /** What holds where the stated ones say nothing, strongest first: session, session default, engine-wide. */
  readonly layers?: readonly Stated[]
}

/** Parameters of which every one has a value, and what is to be said about them. */
export interface Resolved {
  /** For `createSession`. */
  readonly parameters: EngineParameters
  /** What was stated for the whole engine rather than for this session. */
  readonly engine: EngineWideSettings
  /** Combinations that can hardly be meant, values that the standard does not allow, and what is not supported. */
  readonly warnings: readonly string[]
  /** Accepted, and without effect. */
  readonly infos: readonly string[]
}

/**
 * Order, strongest first: stated here (in code), `layers` (session, session default, engine-wide), preset, default.
 *
 * @throws ParameterError with every problem: key, value, what is allowed, the nearest name for an unknown key
 */
export function resolveParameters(stated: Stated, options: ResolveOptions): Resolved {
  const { identity, preset = 'standard', family, layers = [] } = options
  const read = [stated, ...layers].reverse().map((layer) => readValues(layer, family))
  const own = read.flatMap(({ values }) => values)
  const values = strongest([...presetValues(preset, own), ...own])
  const assembled = assemble(identity, values)
  const problems = read.flatMap((layer) => layer.problems)
  // A value that was refused above is missing below: what it would be combined with says nothing then.
  const all = problems.length > 0 ? problems : contradictions(assembled, values)
  if (all.length > 0) throw new ParameterError(all)
  return { ...assembled, warnings: [...doubts(assembled, values), ...unlike(values)], infos: ineffective(values) }
}

/** Schedules of other products than that of a preset's times: one of these takes the place of all of them. */
const OTHER_SCHEDULES = [
  'tradePeriodBegin',
  'tradePeriodEnd',
  'endTime',
  'startDay',
  'endDay',
  'weekdays',
  'nonStopSession',
]

function presetValues(preset: PresetName, own: readonly ReadValue[]): readonly ReadValue[] {
  const { values } = readValues(PRESETS[preset].stated)
  const replaced = own.some(({ parameter }) => OTHER_SCHEDULES.includes(parameter.name))
  return replaced ? values.filter(({ parameter }) => parameter.path?.startsWith('schedule.') !== true) : values
}

const PLACES: ReadonlyMap<string, number> = new Map(PARAMETERS.map(({ name }, index) => [name, index]))

/** One value a parameter, that of the strongest layer, in the order of the table. */
function strongest(weakestFirst: readonly ReadValue[]): ReadValue[] {
  const kept = new Map<string, ReadValue>()
  for (const read of weakestFirst) kept.set(`${read.parameter.name} ${read.index}`, read)
  const place = ({ parameter }: ReadValue) => PLACES.get(parameter.name) ?? 0
  return [...kept.values()].sort((a, b) => place(a) - place(b) || Number(a.index) - Number(b.index))
}

/** Values that the standard does not allow, and behaviour of products that is not ours. */
function unlike(values: readonly ReadValue[]): string[] {
  return values.flatMap(({ parameter, key, value }): string[] => {
    if (parameter.nonCompliant?.(value) === true)
      return [`${parameter.name} ${JSON.stringify(value)} is not compliant with the FIX standard`]
    if (parameter.effect !== 'unsupported' || value === parameter.default) return []
    return [`${key} is not supported, and has no effect. ${parameter.meaning} ${parameter.reason}`]
  })
}

function ineffective(values: readonly ReadValue[]): string[] {
  return values.flatMap(({ parameter, key }) =>
    parameter.effect === 'none' ? [`${key} is accepted and has no effect. ${parameter.meaning}`] : [],
  )
}

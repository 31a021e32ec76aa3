/**
 * The `session:` blocks of a profile: every parameter of the engine under any of its names, and `preset:` and `family:`.
 * The table of parameters checks them; this only fits its words into those of the profile.
 */
import { z } from 'zod'
import { dictionaryFor } from '../dictionary/load.ts'
import { type FixVersion, VERSIONS } from '../fix/versions.ts'
import { defaultParameters, type Identity } from '../parameters/assemble.ts'
import { FAMILIES } from '../parameters/parameter.ts'
import { ParameterError } from '../parameters/parameter-error.ts'
import { PRESET_NAMES, type PresetName } from '../parameters/presets.ts'
import { readValues } from '../parameters/read-values.ts'
import { resolveParameters } from '../parameters/resolve.ts'
import { PARAMETERS } from '../parameters/table.ts'
import type { SessionSettings } from '../session/settings.ts'

/** What a block says, for `resolveParameters`: canonical names and values, and plain JSON. */
export interface ProfileParameters {
  readonly preset?: PresetName
  readonly stated: Readonly<Record<string, unknown>>
}

/** Canonical names for editors. Other names are allowed too, so nothing is closed here. */
const canonical = Object.fromEntries(
  PARAMETERS.filter(({ name }) => !name.includes('.')).map(({ name, kind, unit, meaning }) => {
    const description = unit === undefined ? meaning : `${meaning} (${unit})`
    return [
      name.replace('<n>', ''),
      z
        .unknown()
        .meta({ ...kind.schema, description })
        .optional(),
    ]
  }),
)

export const parameterBlock = z
  .object({ ...canonical, preset: z.enum(PRESET_NAMES).optional(), family: z.enum(FAMILIES).optional() })
  .catchall(z.unknown())
  .meta({ id: 'Parameters' })
  .superRefine((block, context) => {
    const { preset, family, ...stated } = block
    if (Object.keys(stated).length === 0) return
    for (const { key, ...params } of problemsOf(stated, preset, family))
      context.addIssue({ code: 'custom', path: [key], message: params.message, params })
  })
  .transform(({ preset, family, ...block }): ProfileParameters => {
    const stated = Object.fromEntries(
      readValues(block, family).values.map(({ parameter, index, value }) => [
        parameter.name.replace(/<.*?>/, index),
        value,
      ]),
    )
    return { ...(preset === undefined ? {} : { preset }), stated }
  })

function problemsOf(
  stated: Readonly<Record<string, unknown>>,
  preset: PresetName = 'standard',
  family: (typeof FAMILIES)[number] | undefined,
): ParameterError['problems'] {
  try {
    resolveParameters(stated, { identity: someIdentity(), preset, ...(family === undefined ? {} : { family }) })
    return []
  } catch (error) {
    if (error instanceof ParameterError) return error.problems
    throw error
  }
}

/** Which session the parameters are for is not known yet: what depends on it is checked when they are resolved. */
function someIdentity(): Identity {
  const version = VERSIONS.at(-1) as FixVersion
  return { version, role: 'initiator', senderCompID: '', targetCompID: '', dictionary: dictionaryFor(version) }
}

/** Names of what a block states beside the session itself: connections, schedule, storage, protection. */
export function besideSession({ stated }: ProfileParameters): string[] {
  return readValues(stated)
    .values.filter(({ parameter }) => parameter.path?.startsWith('session.') !== true)
    .map(({ parameter }) => parameter.name)
}

/** The part of a block, and of its preset, that belongs to the session alone; everything stated, defaults too. */
export function sessionPart({ preset = 'standard', stated }: ProfileParameters): Partial<SessionSettings> {
  if (preset === 'standard' && Object.keys(stated).length === 0) return {}
  const identity = someIdentity()
  const { session } = resolveParameters(stated, { identity, preset }).parameters
  const standard: SessionSettings = defaultParameters(identity).parameters.session
  const said = new Set(readValues(stated).values.map(({ parameter }) => parameter.path?.split('.')[1]))
  const part = Object.entries(session).filter(
    ([key, value]) => said.has(key) || JSON.stringify(value) !== JSON.stringify(standard[key as keyof SessionSettings]),
  )
  return Object.fromEntries(part.filter(([key]) => !(key in identity)))
}

/**
 * The `session:` blocks of a profile: every parameter of the engine under any of its names, and `preset:` and `family:`.
 * The table of parameters checks them; this only fits its words into those of the profile.
 */
import { z } from 'zod'
import { FAMILIES } from '../parameters/parameter.ts'
import { ParameterError } from '../parameters/parameter-error.ts'
import { PRESET_NAMES, type PresetName } from '../parameters/presets.ts'
import { readValues } from '../parameters/read-values.ts'
import { resolveParameters } from '../parameters/resolve.ts'
import { PARAMETERS } from '../parameters/table.ts'
import { type ProfileParameters, someIdentity } from './session-parameters.ts'

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

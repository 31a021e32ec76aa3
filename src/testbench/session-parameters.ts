/**
 * What a `session:` block of a profile says, once it has been read: each bench asks for it. Reading and checking a block
 * is elsewhere, because that takes a library which a thread of a run does without.
 */
import { dictionaryFor } from '../dictionary/load.ts'
import { type FixVersion, VERSIONS } from '../fix/versions.ts'
import { defaultParameters, type Identity } from '../parameters/assemble.ts'
import type { PresetName } from '../parameters/presets.ts'
import { readValues } from '../parameters/read-values.ts'
import { resolveParameters } from '../parameters/resolve.ts'
import type { SessionSettings } from '../session/settings.ts'

/** What a block says, for `resolveParameters`: canonical names and values, and plain JSON. */
export interface ProfileParameters {
  readonly preset?: PresetName
  readonly stated: Readonly<Record<string, unknown>>
}

/** Which session the parameters are for is not known yet: what depends on it is checked when they are resolved. */
export function someIdentity(): Identity {
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
  // The identity holds a dictionary, which is not compared: it is long, and no setting.
  const settings = Object.entries(session).filter(([key]) => !(key in identity))
  const part = settings.filter(
    ([key, value]) => said.has(key) || JSON.stringify(value) !== JSON.stringify(standard[key as keyof SessionSettings]),
  )
  return Object.fromEntries(part)
}

/** From canonical values to `EngineParameters`: simple values go to their places, some are put together from several. */
import { type SessionSettings, sessionSettings } from '../session/settings.ts'
import { derive } from './derive.ts'
import { ENGINE_WIDE_DEFAULTS, type EngineWideSettings } from './engine-wide.ts'
import type { ReadValue } from './read-values.ts'
import {
  APPLICATION_DEFAULTS,
  CONNECTION_DEFAULTS,
  type EngineParameters,
  PROTECTION_DEFAULTS,
  SCHEDULE_DEFAULTS,
  STORAGE_DEFAULTS,
  TLS_DEFAULTS,
} from './settings.ts'

/** What a session is called: everything of it that has no default. */
export type Identity = Pick<SessionSettings, 'version' | 'role' | 'senderCompID' | 'targetCompID' | 'dictionary'>

export interface Assembled {
  readonly parameters: EngineParameters
  readonly engine: EngineWideSettings
}

/** The preset `standard` with nothing stated. */
export function defaultParameters(identity: Identity): Assembled {
  return {
    parameters: {
      session: sessionSettings(identity),
      qualifier: undefined,
      connection: CONNECTION_DEFAULTS,
      schedule: SCHEDULE_DEFAULTS,
      storage: STORAGE_DEFAULTS,
      protection: PROTECTION_DEFAULTS,
      application: APPLICATION_DEFAULTS,
      tls: TLS_DEFAULTS,
    },
    engine: ENGINE_WIDE_DEFAULTS,
  }
}

interface Tree {
  [key: string]: unknown
}

/** Puts values where their rows say. The defaults are not changed: what is written to is copied on the way. */
export function assemble(identity: Identity, values: readonly ReadValue[]): Assembled {
  const { parameters, engine } = defaultParameters(identity)
  let tree: Tree = { ...parameters, engine }
  for (const { parameter, index, value } of values)
    if (parameter.path !== undefined) tree = placed(tree, pathOf(parameter.path, index), value)
  const { engine: engineWide, ...rest } = tree
  const placedParameters = withDestinations(rest as unknown as EngineParameters)
  return { parameters: derive(placedParameters, values), engine: engineWide as EngineWideSettings }
}

function pathOf(path: string, index: string): string[] {
  return path.split('.').map((part) => (part === '#' ? String(Number(index)) : part))
}

function placed(tree: Tree, [key = '', ...rest]: readonly string[], value: unknown): Tree {
  if (rest.length === 0) return { ...tree, [key]: value }
  return { ...tree, [key]: placed((tree[key] ?? {}) as Tree, rest, value) }
}

/** Destinations were placed by their numbers: the one without a number comes first. */
function withDestinations(parameters: EngineParameters): EngineParameters {
  const destinations = Object.values(parameters.connection.destinations)
  return { ...parameters, connection: { ...parameters.connection, destinations } }
}

/**
 * Properties files of FIX Antenna and FIXEdge: which of their entries belong to a session, strongest first, for
 * `resolveParameters`. Entries say by their prefix whom they are for (engine parameters 0.2):
 *
 *     Session.<Sender>/<Target>.<Name>   FixLayer.FixEngine.Session.<Id>.<Name>      sessions.<id>.<name>      a session
 *     Session.Default.<Name>             FixLayer.FixEngine.Sessions.Default<Name>   sessions.default.<name>   every session
 *     <Name>                                                                                                   the engine
 */
import type { Family } from './parameter.ts'
import { findParameter } from './table.ts'

/** Entries of a properties file, sorted by whom they are for: `layers` of `resolveParameters`. */
export interface PropertyLayers {
  /** Of the session, of every session, of the engine. */
  readonly layers: readonly Readonly<Record<string, string>>[]
  /** Entries of the engine and of every session that are no parameters; those of the session itself stay in its layer. */
  readonly unknown: readonly string[]
}

/** `key = value` lines; `#` and `!` begin comments, `\` at the end goes on in the next line. A later line wins. */
export function parseProperties(text: string): Record<string, string> {
  const properties: Record<string, string> = {}
  for (const raw of text.replace(/\\\r?\n\s*/g, '').split(/\r?\n/)) {
    const [, key, value] = /^\s*([^#!=:\s][^=:\s]*)\s*[=:\s]\s*(.*?)\s*$/.exec(raw) ?? []
    if (key !== undefined && value !== undefined) properties[key] = value
  }
  return properties
}

const SESSION = ['FixLayer.FixEngine.Session.{id}.', 'Session.{id}.', 'sessions.{id}.']
const DEFAULTS = ['FixLayer.FixEngine.Sessions.Default', 'Session.Default.', 'sessions.default.']
/** Entries of other sessions, and those of FIXEdge that have nothing to do with the FIX engine. */
const NOT_OURS = /^(FixLayer\.FixEngine\.)?Sessions?\./i

/**
 * Sorts the entries of a properties file for one session. Nothing is refused here: `resolveParameters` does that.
 *
 * @param id - `Sender/Target`, or the name that the file gives the session
 * @param environment - variables `FANET_<key>` and `FANET_sessions__<id>__<key>` come before the file
 */
export function layersFor(
  properties: Readonly<Record<string, string>>,
  id: string,
  family: Family,
  environment: Readonly<Record<string, string | undefined>> = {},
): PropertyLayers {
  const entries = Object.entries({ ...properties, ...variables(environment) })
  const session = withPrefix(
    entries,
    SESSION.map((prefix) => prefix.replace('{id}', id)),
  )
  const defaults = withPrefix(entries, DEFAULTS)
  const engine = Object.fromEntries(
    entries.filter(([key]) => !NOT_OURS.test(key) && !/^Schedules\./i.test(key) && !/^FixLayer\./i.test(key)),
  )
  const unknown = [defaults, engine].flatMap((layer) => Object.keys(layer).filter((key) => !known(key, family)))
  const parameters = [defaults, engine].map((layer) => onlyKnown(layer, family))
  const schedule = withPrefix(entries, [`Schedules.${statedValue('Schedule', [session, ...parameters])}.`])
  return { layers: [{ ...schedule, ...session }, ...parameters], unknown }
}

/** Two underscores stand for a dot, which a variable's name can not hold. */
function variables(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]): [string, string][] =>
      name.startsWith('FANET_') && value !== undefined ? [[name.slice(6).replaceAll('__', '.'), value]] : [],
    ),
  )
}

function withPrefix(
  entries: readonly (readonly [string, string])[],
  prefixes: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    prefixes.flatMap((prefix) =>
      entries
        .filter(([key]) => key.toLowerCase().startsWith(prefix.toLowerCase()))
        .map(([key, value]) => [key.slice(prefix.length), value]),
    ),
  )
}

function known(key: string, family: Family): boolean {
  return findParameter(key, family) !== undefined
}

function onlyKnown(layer: Readonly<Record<string, string>>, family: Family): Record<string, string> {
  return Object.fromEntries(Object.entries(layer).filter(([key]) => known(key, family)))
}

function statedValue(name: string, layers: readonly Readonly<Record<string, string>>[]): string {
  for (const layer of layers)
    for (const [key, value] of Object.entries(layer)) if (key.toLowerCase() === name.toLowerCase()) return value
  return ''
}

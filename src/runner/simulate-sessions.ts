/** The sessions of a simulator and where they meet the other side: from a profile, from options alone, from a QuickFIX file. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { combine } from '../dictionary/combine.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { dictionaryFor, loadDictionary } from '../dictionary/load.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { ParameterError, problemText } from '../parameters/parameter-error.ts'
import { parseQuickFixConfig, QuickFixConfigError } from '../parameters/quickfix-config.ts'
import { type Resolved, resolveParameters, type Stated } from '../parameters/resolve.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import type { Profile } from '../testbench/profile.ts'
import { logonFieldsOf, parseAddress } from './legs.ts'
import type { SimulationPlan } from './simulate-plan.ts'
import { LISTEN_HOST, type PlannedListener, presetOf, type SimulateOptions } from './simulate-request.ts'
import { ourRoles, type Role, statedBy, versionsAsked } from './simulate-stated.ts'
import { UsageError } from './usage-error.ts'

export type PlannedSessions = Pick<SimulationPlan, 'sessions' | 'listeners' | 'engine' | 'secretTags' | 'warnings'>

/** QuickFIX listens on every address unless SocketAcceptHost says another. */
const ANY_HOST = '0.0.0.0'

/** Types of storage that need a folder. */
const ON_DISK: readonly string[] = ['persistent', 'persistentMM', 'splitPersistent']

interface SessionDraft {
  readonly version: FixVersion
  readonly role: Role
  readonly senderCompID: string
  readonly targetCompID: string
  /** Weaker than what the command line says. */
  readonly layers: readonly Stated[]
  readonly dictionary: Dictionary
  readonly logonFields?: readonly (readonly [number, string])[]
}

/** @throws UsageError, ParameterError */
export function sessionsOfProfile(profile: Profile, options: SimulateOptions): PlannedSessions {
  const asked = versionsAsked(options)
  const fitting = profile.sessions.filter(
    ({ beginString }) => asked === undefined || asked.includes(findVersion(beginString) as FixVersion),
  )
  if (fitting.length === 0)
    throw new UsageError(
      `--begin-string ${options.beginString}: the profile has sessions of ${[...new Set(profile.sessions.map(({ beginString }) => beginString))].join(', ')}`,
    )
  const roles = ourRoles(options, profile)
  const load = onceEach(loadDictionary)
  const drafts = fitting.flatMap((session): SessionDraft[] => {
    const version = findVersion(session.beginString) as FixVersion
    const ours = session.role === undefined ? undefined : opposite(session.role)
    return roles
      .filter((role) => ours === undefined || ours === role)
      .map((role) => ({
        version,
        role,
        senderCompID: options.sender ?? session.senderCompID,
        targetCompID: options.target ?? session.targetCompID,
        layers: [{ heartBtInt: session.heartBtInt }, profile.testerParameters.stated],
        dictionary: profile.dictionary === undefined ? dictionaryFor(version) : load(profile.dictionary),
        logonFields: logonFieldsOf(profile, version),
      }))
  })
  const secretTags = fitting.flatMap(({ beginString }) =>
    logonFieldsOf(profile, findVersion(beginString) as FixVersion, profile.secretLogonFields).map(([tag]) => tag),
  )
  const { connect, listen } = profile.target
  const preset = options.preset ?? profile.testerParameters.preset
  return planned(unique(drafts), { connect, listen: listen?.toString() }, { ...options, preset }, secretTags)
}

/** A session that is nowhere written down: CompIDs, version and place are all said. @throws UsageError, ParameterError */
export function sessionsStated(options: SimulateOptions): PlannedSessions {
  const { sender, target, listen, connect } = options
  if (listen === undefined && connect === undefined)
    throw new UsageError(
      'where is the other side? --listen [HOST:]PORT to accept, --connect HOST:PORT to dial; or name a profile',
    )
  if (sender === undefined || target === undefined)
    throw new UsageError('without a profile a session needs --sender and --target')
  const versions = versionsAsked(options) ?? [findVersion('FIX.4.4') as FixVersion]
  const roles = ourRoles(options, undefined)
  const drafts = versions.flatMap((version) =>
    roles.map((role) => ({
      version,
      role,
      senderCompID: sender,
      targetCompID: target,
      layers: [],
      dictionary: dictionaryFor(version),
    })),
  )
  return planned(drafts, {}, options, [])
}

/**
 * Dictionary files and stores are named from where the command is given, as QuickFIX does it.
 *
 * @throws UsageError, QuickFixConfigError, ParameterError, DictionaryError
 */
export function sessionsOfQuickFix(file: string, options: SimulateOptions): PlannedSessions {
  const { sessions, warnings } = parseQuickFixConfig(readConfig(file, options.cwd), file)
  const asked = versionsAsked(options)
  const fitting = sessions.filter(({ version }) => asked === undefined || asked.includes(version))
  const load = onceEach((name) => loadDictionary(path.resolve(options.cwd, name)))
  const resolved = fitting.map((session) => {
    const { version, role, stated, dictionaries } = session
    const draft: SessionDraft = {
      version,
      role,
      senderCompID: options.sender ?? session.senderCompID,
      targetCompID: options.target ?? session.targetCompID,
      layers: [stated],
      dictionary: dictionaryOf(dictionaries, version, load),
    }
    return locating(`${file}:${session.line}`, () => resolve(draft, statedBy(options), {}, options))
  })
  const listeners = fitting.flatMap(({ listen }, i): PlannedListener[] => {
    if (listen === undefined) return []
    const { tls } = (resolved[i] as Resolved).parameters
    const address =
      options.listen === undefined
        ? { host: listen.host ?? ANY_HOST, port: listen.port }
        : parseAddress('--listen', options.listen, LISTEN_HOST)
    return [{ address, ...(tls.enabled ? { tls } : {}) }]
  })
  return {
    sessions: resolved.map(({ parameters }) => parameters),
    listeners: [...new Map(listeners.map((listener) => [JSON.stringify(listener.address), listener])).values()],
    engine: resolved.find(({ parameters }) => parameters.session.role === 'acceptor')?.engine,
    secretTags: [],
    warnings: [...warnings, ...new Set(resolved.flatMap((each) => each.warnings))],
  }
}

/** Combinations that can not be are found after the lines were read: the session they belong to is named at least. */
function locating<T>(place: string, resolve: () => T): T {
  try {
    return resolve()
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error
    throw new QuickFixConfigError(error.problems.map((problem) => `${place}: ${problemText(problem)}`))
  }
}

function readConfig(file: string, cwd: string): string {
  try {
    return readFileSync(path.resolve(cwd, file), 'utf8')
  } catch (cause) {
    throw new UsageError(`--quickfix-config ${file}: could not be read (${(cause as NodeJS.ErrnoException).code})`)
  }
}

function dictionaryOf(files: readonly string[], version: FixVersion, load: (file: string) => Dictionary): Dictionary {
  const [first, second] = files.map(load)
  if (first === undefined) return dictionaryFor(version)
  return second === undefined ? first : combine(first, second)
}

/** Many sessions have one dictionary: it is read once. */
function onceEach(load: (name: string) => Dictionary): (name: string) => Dictionary {
  const loaded = new Map<string, Dictionary>()
  return (name) => {
    const dictionary = loaded.get(name) ?? load(name)
    loaded.set(name, dictionary)
    return dictionary
  }
}

function opposite(role: Role): Role {
  return role === 'acceptor' ? 'initiator' : 'acceptor'
}

/** With --sender and --target several sessions of a profile may have become the same. */
function unique(drafts: readonly SessionDraft[]): SessionDraft[] {
  const byName = new Map(
    drafts.map((draft) => [[draft.version.id, draft.role, draft.senderCompID, draft.targetCompID].join('\n'), draft]),
  )
  return [...byName.values()]
}

/** Where the other side is, as the profile says it. */
interface Places {
  readonly connect?: string | undefined
  readonly listen?: string | undefined
}

function planned(
  drafts: readonly SessionDraft[],
  places: Places,
  options: SimulateOptions,
  secretTags: readonly number[],
): PlannedSessions {
  const stated = statedBy(options)
  const resolved = drafts.map((draft) => resolve(draft, stated, places, options))
  const accepting = resolved.filter(({ parameters }) => parameters.session.role === 'acceptor')
  return {
    sessions: resolved.map(({ parameters }) => parameters),
    listeners: accepting.length === 0 ? [] : listenersOf(accepting, places, options),
    engine: accepting[0]?.engine,
    secretTags,
    warnings: [...new Set(resolved.flatMap(({ warnings }) => warnings))],
  }
}

function resolve(draft: SessionDraft, stated: Stated, places: Places, options: SimulateOptions): Resolved {
  const { version, role, senderCompID, targetCompID, dictionary, logonFields = [] } = draft
  const resolved = resolveParameters(stated, {
    identity: { version, role, senderCompID, targetCompID, dictionary },
    preset: presetOf(options),
    layers: [...storeLayer(options), ...draft.layers],
  })
  const { session, connection, storage } = resolved.parameters
  if (storage.logDirectory === undefined && ON_DISK.includes(storage.storageType))
    throw new UsageError(
      `storageType ${storage.storageType} needs a folder: give --store FOLDER, or state logDirectory`,
    )
  const parameters: EngineParameters = {
    ...resolved.parameters,
    session: { ...session, logonFields: [...session.logonFields, ...logonFields] },
    connection:
      role === 'acceptor' ? connection : { ...connection, destinations: destinationsOf(connection, places, options) },
  }
  return { ...resolved, parameters }
}

function destinationsOf(
  { destinations }: EngineParameters['connection'],
  { connect }: Places,
  options: SimulateOptions,
): EngineParameters['connection']['destinations'] {
  if (options.connect === undefined && destinations.length > 0) return destinations
  const text = options.connect ?? connect
  if (text === undefined)
    throw new UsageError(
      'a session that dials needs to know where to: --connect HOST:PORT, or target.connect in the profile',
    )
  const address = parseAddress('--connect', text)
  if (address.port === 0)
    throw new UsageError(`--connect "${text}": nobody listens on port 0; state the port of the other side`)
  return [address]
}

function listenersOf(accepting: readonly Resolved[], { listen }: Places, options: SimulateOptions): PlannedListener[] {
  const stated = options.listen ?? listen
  const { engine, parameters } = accepting[0] as Resolved
  const tls = parameters.tls.enabled ? parameters.tls : undefined
  if (stated !== undefined) return [{ address: parseAddress('--listen', stated, LISTEN_HOST), tls }]
  const host = engine.listenAddress ?? LISTEN_HOST
  const ports = [
    ...engine.listenPorts.map((port) => ({ address: { host, port } })),
    ...engine.listenTlsPorts.map((port) => ({ address: { host, port }, tls: parameters.tls })),
  ]
  if (ports.length > 0) return ports
  throw new UsageError('a session that accepts needs a port: --listen [HOST:]PORT, or target.listen in the profile')
}

function storeLayer({ store, cwd }: SimulateOptions): Stated[] {
  return store === undefined ? [] : [{ storageType: 'persistent', logDirectory: path.resolve(cwd, store) }]
}

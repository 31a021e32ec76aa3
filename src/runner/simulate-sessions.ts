/** The sessions of a simulator and where they meet the other side: from a profile, from options alone, from a QuickFIX file. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { combine } from '../dictionary/combine.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { dictionaryFor, loadDictionary } from '../dictionary/load.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { ParameterError, problemText } from '../parameters/parameter-error.ts'
import { parseQuickFixConfig, QuickFixConfigError } from '../parameters/quickfix-config.ts'
import { readValues } from '../parameters/read-values.ts'
import type { Profile } from '../testbench/profile.ts'
import { logonFieldsOf, parseAddress } from './legs.ts'
import { type Drafted, type PlannedSessions, planned, planOf, resolve, type SessionDraft } from './simulate-drafts.ts'
import { LISTEN_HOST, type PlannedListener, type SimulateOptions } from './simulate-request.ts'
import { ourRoles, type Role, statedBy, versionsAsked } from './simulate-stated.ts'
import { UsageError } from './usage-error.ts'

/** QuickFIX listens on every address unless SocketAcceptHost says another. */
const ANY_HOST = '0.0.0.0'

/** Whatever the Logon of the other side says. */
const ANY_COMP_ID = '*'

/** They say that a session accepts, as --listen does. */
const LISTEN_PORTS = ['listenPorts', 'listenTlsPorts']

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
  const ports = readValues(statedBy(options)).values.some(({ parameter }) => LISTEN_PORTS.includes(parameter.name))
  if (listen === undefined && connect === undefined && !ports)
    throw new UsageError(
      'where is the other side? --listen [HOST:]PORT to accept, --connect HOST:PORT to dial; or name a profile',
    )
  const versions = versionsAsked(options) ?? [findVersion('FIX.4.4') as FixVersion]
  const roles = ports && connect === undefined ? ['acceptor' as const] : ourRoles(options, undefined)
  const drafts = versions.flatMap((version) =>
    roles.map((role) => ({
      version,
      role,
      senderCompID: sender ?? ANY_COMP_ID,
      targetCompID: target ?? ANY_COMP_ID,
      layers: [],
      dictionary: dictionaryFor(version),
      template: sender === undefined || target === undefined,
    })),
  )
  const plan = planned(drafts, {}, options, [])
  if (drafts.some(({ template }) => template) && plan.unknown === undefined)
    throw new UsageError(
      'without a profile a session needs --sender and --target, or accepts whoever comes: --listen with --set acceptUnknown=true',
    )
  return plan
}

/**
 * Dictionary files and stores are named from where the command is given, as QuickFIX does it.
 *
 * @throws UsageError, QuickFixConfigError, ParameterError, DictionaryError
 */
export function sessionsOfQuickFix(file: string, options: SimulateOptions): PlannedSessions {
  const { sessions, warnings, infos } = parseQuickFixConfig(readConfig(file, options.cwd), file)
  const asked = versionsAsked(options)
  const fitting = sessions.filter(({ version }) => asked === undefined || asked.includes(version))
  const load = onceEach((name) => loadDictionary(path.resolve(options.cwd, name)))
  const resolved = fitting.map((session) => {
    const { version, role, stated, dictionaries, template } = session
    const draft: SessionDraft = {
      version,
      role,
      senderCompID: options.sender ?? session.senderCompID,
      targetCompID: options.target ?? session.targetCompID,
      layers: [stated],
      dictionary: dictionaryOf(dictionaries, version, load),
      template,
    }
    return locating(`${file}:${session.line}`, () => resolve(draft, statedBy(options), {}, options))
  })
  const listeners = fitting.flatMap(({ listen }, i): PlannedListener[] => {
    if (listen === undefined) return []
    const { tls } = (resolved[i] as Drafted).parameters
    const address =
      options.listen === undefined
        ? { host: listen.host ?? ANY_HOST, port: listen.port }
        : parseAddress('--listen', options.listen, LISTEN_HOST)
    return [{ address, ...(tls.enabled ? { tls } : {}) }]
  })
  const apart = [...new Map(listeners.map((listener) => [JSON.stringify(listener.address), listener])).values()]
  const plan = planOf(resolved, apart, [])
  return { ...plan, warnings: [...warnings, ...plan.warnings], infos: [...infos, ...plan.infos] }
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

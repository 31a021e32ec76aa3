/** QuickFIX's configuration: who its sessions are, where they meet, and what they are told, in our parameters. */
import { type FixVersion, findVersion, VERSIONS } from '../fix/versions.ts'
import { problemText } from './parameter-error.ts'
import { type FileSession, type FileSetting, QuickFixConfigError, readQuickFixFile } from './quickfix-file.ts'
import { readValues } from './read-values.ts'
import { findParameter } from './table.ts'

export { QuickFixConfigError } from './quickfix-file.ts'

/** One session of the file. */
export interface QuickFixSession {
  /** Line of its [SESSION]. */
  readonly line: number
  /** ConnectionType. */
  readonly role: 'initiator' | 'acceptor'
  /** BeginString, with FIXT.1.1 also DefaultApplVerID. */
  readonly version: FixVersion
  /** SenderCompID(49) of our messages. */
  readonly senderCompID: string
  /** TargetCompID(56) of our messages. */
  readonly targetCompID: string
  /** Where an acceptor listens; no host = every address. An initiator's places are in `stated`. */
  readonly listen: { readonly host?: string; readonly port: number } | undefined
  /** AcceptorTemplate of an acceptor: no session, but what sessions are made like. `*` is any CompID then. */
  readonly template: boolean
  /** Dictionary files, session layer first; none = those of the version. */
  readonly dictionaries: readonly string[]
  /** Folder that FileStorePath names, as it stands there. */
  readonly fileStorePath: string | undefined
  /** Folder that FileLogPath names, as it stands there. */
  readonly fileLogPath: string | undefined
  /** For `resolveParameters` with the preset `quickfix`: canonical names and values, no family. */
  readonly stated: Readonly<Record<string, unknown>>
}

/** A configuration file, read. */
export interface QuickFixConfig {
  /** In the order of the file. */
  readonly sessions: readonly QuickFixSession[]
  /** Sentences about what is there and has no effect, or is there twice. */
  readonly warnings: readonly string[]
  /** Sentences about what is accepted, and means nothing here. */
  readonly infos: readonly string[]
}

/** Settings that say who and where the session is, rather than how it behaves. In lower case. */
const IDENTITY = [
  'connectiontype',
  'beginstring',
  'sendercompid',
  'targetcompid',
  'defaultapplverid',
  'datadictionary',
  'transportdatadictionary',
  'appdatadictionary',
]

/** Parts of a session's name that are neither sent nor compared here. */
const SUB_IDS = ['sendersubid', 'senderlocationid', 'targetsubid', 'targetlocationid']

/**
 * Reads the text of a configuration file of QuickFIX, QuickFIX/J or QuickFIX/n; no file is opened.
 *
 * @param file - name for messages
 * @throws QuickFixConfigError with every problem: file, line, key, value, what is allowed
 */
export function parseQuickFixConfig(text: string, file: string): QuickFixConfig {
  const warnings: string[] = []
  const infos = new Set<string>()
  const problems: string[] = []
  const unknown = new Map<string, number>()
  const sessions: QuickFixSession[] = []
  for (const section of readQuickFixFile(text, file, (sentence) => warnings.push(sentence))) {
    const reader = new SectionReader(section)
    const session = reader.session()
    if (session !== undefined) sessions.push(session)
    problems.push(...reader.problems.map(({ line, message }) => `${file}:${line}: ${message}`))
    for (const { key, line } of reader.unknown) unknown.set(key, line)
    for (const { key } of reader.subIds)
      infos.add(`${file}: ${key} is part of a session's name in QuickFIX; here it has no effect`)
  }
  problems.push(...twice(sessions).map(({ line, message }) => `${file}:${line}: ${message}`))
  if (problems.length > 0) throw new QuickFixConfigError([...new Set(problems)])
  if (unknown.size > 0) {
    const names = [...unknown].map(([key, line]) => `${key} (line ${line})`).join(', ')
    warnings.push(`${file}: settings that are not known, and have no effect: ${names}`)
  }
  return { sessions, warnings, infos: [...infos] }
}

interface LineProblem {
  readonly line: number
  readonly message: string
}

/** Two sessions of one name can not be told apart when somebody connects. */
function twice(sessions: readonly QuickFixSession[]): LineProblem[] {
  const first = new Map<string, number>()
  return sessions.flatMap(({ line, role, version, senderCompID, targetCompID, stated }): LineProblem[] => {
    const name = [version.beginString, senderCompID, targetCompID, stated.qualifier ?? ''].join('/')
    const earlier = first.get(`${role} ${name}`)
    first.set(`${role} ${name}`, earlier ?? line)
    if (earlier === undefined) return []
    return [{ line, message: `the session of line ${earlier} once more: tell them apart by SessionQualifier` }]
  })
}

/** QuickFIX's own settings, and ours under their canonical names; not what another product calls so. */
function isOurs(key: string): boolean {
  const found = findParameter(key, 'quickfix')
  if (found === undefined || 'ambiguous' in found) return false
  return found.alias === undefined || found.alias.families.includes('quickfix')
}

/** Reads one section. What is wrong is collected, so that a file is corrected in one go. */
class SectionReader {
  readonly problems: LineProblem[] = []
  readonly unknown: FileSetting[] = []
  readonly subIds: FileSetting[] = []
  readonly #section: FileSession

  constructor(section: FileSession) {
    this.#section = section
  }

  session(): QuickFixSession | undefined {
    const role = this.#role()
    const version = this.#version()
    const senderCompID = this.#needed('SenderCompID')
    const targetCompID = this.#needed('TargetCompID')
    const stated = this.#stated(role)
    const listen = role === 'acceptor' ? this.#listen() : undefined
    if (role === 'initiator') {
      this.#needed('SocketConnectHost')
      this.#needed('SocketConnectPort')
      this.#needed('HeartBtInt')
    }
    if (role === undefined || version === undefined || this.problems.length > 0) return undefined
    if (senderCompID === undefined || targetCompID === undefined) return undefined
    const dictionaries = this.#dictionaries(version)
    const fileStorePath = this.#text('FileStorePath')
    const fileLogPath = this.#text('FileLogPath')
    const { line } = this.#section
    const names = { senderCompID, targetCompID }
    const template =
      role === 'acceptor' && stated.acceptUnknown === true && this.#text('AcceptorTemplate') !== undefined
    return { line, role, version, ...names, listen, template, dictionaries, fileStorePath, fileLogPath, stated }
  }

  #setting(key: string): FileSetting | undefined {
    return this.#section.settings.get(key.toLowerCase())
  }

  #text(key: string): string | undefined {
    const value = this.#setting(key)?.value
    return value === '' ? undefined : value
  }

  #refuse(message: string, setting?: FileSetting): undefined {
    this.problems.push({ line: setting?.line ?? this.#section.line, message })
  }

  #needed(key: string): string | undefined {
    return this.#text(key) ?? this.#refuse(`${key} is missing: the session needs it, or [DEFAULT]`, this.#setting(key))
  }

  #role(): 'initiator' | 'acceptor' | undefined {
    const value = this.#needed('ConnectionType')?.toLowerCase()
    if (value === undefined || value === 'initiator' || value === 'acceptor') return value
    const setting = this.#setting('ConnectionType')
    return this.#refuse(`"ConnectionType" is "${setting?.value}": expected initiator or acceptor`, setting)
  }

  /** DefaultApplVerID is a name, FIX.5.0SP2, or the value of tag 1137, 9. */
  #version(): FixVersion | undefined {
    const beginString = this.#needed('BeginString')
    if (beginString === undefined) return undefined
    if (beginString !== 'FIXT.1.1') {
      const names = [...new Set(VERSIONS.map((version) => version.beginString))]
      return names.some((name) => name === beginString)
        ? findVersion(beginString)
        : this.#refuse(`"BeginString" is "${beginString}": expected ${names.join(', ')}`, this.#setting('BeginString'))
    }
    const application = this.#needed('DefaultApplVerID')
    if (application === undefined) return undefined
    const versions = VERSIONS.filter((version) => version.applVerID !== undefined)
    const names = versions.map(({ id }) => id.split('/')[1])
    const found = versions.find(({ applVerID }, i) => names[i] === application || applVerID === application)
    if (found !== undefined) return found
    const allowed = `expected ${names.join(', ')}, or their values of tag 1137`
    return this.#refuse(`"DefaultApplVerID" is "${application}": ${allowed}`, this.#setting('DefaultApplVerID'))
  }

  #dictionaries(version: FixVersion): string[] {
    const application = version.id.split('/')[1]
    const files =
      application === undefined
        ? [this.#text('DataDictionary')]
        : [
            this.#text('TransportDataDictionary'),
            this.#text(`AppDataDictionary.${application}`) ?? this.#text('AppDataDictionary'),
          ]
    return files.filter((file) => file !== undefined)
  }

  #listen(): QuickFixSession['listen'] {
    const port = this.#needed('SocketAcceptPort')
    const host = this.#text('SocketAcceptHost') ?? this.#text('SocketAcceptAddress')
    return port === undefined ? undefined : { ...(host === undefined ? {} : { host }), port: Number(port) }
  }

  /** Every other setting by our names. An acceptor takes HeartBtInt from Logon, and connects nowhere. */
  #stated(role: 'initiator' | 'acceptor' | undefined): Record<string, unknown> {
    const stated: Record<string, unknown> = {}
    for (const [lower, setting] of this.#section.settings) {
      if (IDENTITY.includes(lower) || lower.startsWith('appdatadictionary.')) continue
      if (SUB_IDS.includes(lower)) this.subIds.push(setting)
      else if (setting.value === '' || (role === 'acceptor' && lower.startsWith('socketconnect'))) continue
      else Object.assign(stated, this.#read(lower, setting))
    }
    if (stated.logDirectory !== undefined) stated.storageType ??= 'persistent'
    if (stated.tls === true && stated.listenPorts !== undefined) {
      stated.listenTlsPorts = stated.listenPorts
      delete stated.listenPorts
    }
    return stated
  }

  #read(lower: string, setting: FileSetting): Record<string, unknown> {
    const { key, line } = setting
    const [, time = setting.value, zone] = lower.endsWith('time')
      ? (/^([\d:]+)\s+(\S+)$/.exec(setting.value) ?? [])
      : []
    if (!isOurs(key)) {
      this.unknown.push(setting)
      return {}
    }
    const { values, problems } = readValues({ [key]: time }, 'quickfix')
    for (const problem of problems) this.problems.push({ line, message: problemText(problem) })
    const stated = values.map(({ parameter, index, value }) => [parameter.name.replace(/<.*?>/, index), value])
    // QuickFIX/J lets a time carry its zone.
    return Object.fromEntries(zone === undefined ? stated : [...stated, ['timeZone', zone]])
  }
}

/** From a profile and what the command line adds: the legs of a run, one for each version and role of the target. */

import type { Dictionary } from '../dictionary/dictionary.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { nearest } from '../dictionary/nearest.ts'
import { dictionaryOfSession } from '../dictionary/session-dictionary.ts'
import { Tag } from '../fix/tags.ts'
import { type FixVersion, findVersion, VERSIONS } from '../fix/versions.ts'
import type { TamperRule } from '../simulator/tamper.ts'
import type { Leg } from '../testbench/leg.ts'
import type { Profile } from '../testbench/profile.ts'
import { isExercisable } from '../testbench/profile-hooks.ts'
import { TRADING_VERSIONS } from '../testbench/trading.ts'
import type { Address } from '../transport/transport.ts'
import { UsageError } from './usage-error.ts'

/** What the command line may say about the target; it goes before the profile. */
export interface LegOptions {
  readonly profileName: string
  readonly seed: number
  readonly connect?: string | undefined
  readonly listen?: string | undefined
  readonly beginStrings?: readonly string[] | undefined
  readonly sender?: string | undefined
  readonly target?: string | undefined
  readonly heartbeat?: number | undefined
}

/** Where a listening tester is reached when only a port is said. */
const LISTEN_HOST = '127.0.0.1'

/** Values of these are never shown. */
const SECRET_TAGS: readonly number[] = [
  Tag.Password,
  Tag.NewPassword,
  Tag.RawData,
  Tag.EncryptedPassword,
  Tag.EncryptedNewPassword,
]

/** @throws UsageError when what is asked for can not be run */
export function legsOf(profile: Profile, options: LegOptions): Leg[] {
  const { target } = profile
  const external = options.connect !== undefined || options.listen !== undefined || target.engine === 'external'
  const legs: Leg[] = []
  for (const version of versionsOf(profile, options, external))
    for (const role of rolesOf(profile, options)) {
      if (profile.dictionary !== undefined) dictionaryOf(version, profile.dictionary)
      const pool = poolOf(profile, version, role, options)
      const { host, port } = external ? addressOf(profile, options, role) : { host: '127.0.0.1', port: 0 }
      legs.push(
        ...pool.map(
          (session, lane): Leg => ({
            profile: options.profileName,
            version: version.id,
            lane,
            targetRole: role,
            engine: external ? 'external' : target.engine,
            ...(external || target.module === undefined
              ? {}
              : { module: { file: target.module, options: target.options } }),
            transport: external ? 'tcp' : target.transport,
            addressed: options.connect !== undefined || options.listen !== undefined,
            host,
            port,
            senderCompID: options.sender ?? session.senderCompID,
            targetCompID: options.target ?? session.targetCompID,
            heartBtInt: options.heartbeat ?? session.heartBtInt,
            logonFields: logonFieldsOf(profile, version),
            secretTags: [
              ...SECRET_TAGS,
              ...logonFieldsOf(profile, version, profile.secretLogonFields).map(([tag]) => tag),
            ],
            capabilities: capabilitiesOf(profile, options, external),
            ...(profile.dictionary === undefined ? {} : { dictionary: profile.dictionary }),
            targetParameters: profile.targetParameters,
            testerParameters: profile.testerParameters,
            application: target.application,
            ...orderOf(profile, version),
            trading: tradingOf(profile, version, role),
            tamper: target.tamper as unknown as TamperRule[],
            targetFaults: target.faults,
            seed: options.seed,
            dialInMs: target.dialIn * 1000,
          }),
        ),
      )
    }
  if (legs.length === 0) throw new UsageError('no session of the profile fits the versions and roles asked for')
  return legs
}

/** Read once for all legs: a file may be large, and a wrong one is told before anything runs. */
const dictionaries = new Map<string, Dictionary>()

/** The profile's dictionary, or that of the version. @throws DictionaryError when it is faulty, or of another version */
function dictionaryOf(version: FixVersion, nameOrFile: string | undefined): Dictionary {
  if (nameOrFile === undefined) return dictionaryFor(version)
  const key = `${version.id} ${nameOrFile}`
  const known = dictionaries.get(key) ?? dictionaryOfSession(version, nameOrFile).dictionary
  dictionaries.set(key, known)
  return known
}

/** What the orders of session scenarios are to say. @throws UsageError for a field that no version has */
function orderOf({ order, dictionary: named }: Profile, version: FixVersion): Pick<Leg, 'order'> {
  const names = Object.keys(order)
  if (names.length === 0) return {}
  const dictionary = dictionaryOf(version, named)
  return {
    order: names.flatMap((name): [number, string | null][] => {
      const tag = /^\d+$/.test(name) ? Number(name) : dictionary.fieldByName(name)?.tag
      if (tag === undefined) refuseUnknownField(`order.${name}`, name, dictionary)
      const value = order[name] ?? null
      return tag === undefined
        ? []
        : [[tag, value === null ? null : (dictionary.valueOf(tag, String(value)) ?? String(value))]]
    }),
  }
}

/** What application scenarios trade with the target; undefined in versions that they are not written for. */
function tradingOf({ trading }: Profile, version: FixVersion, role: 'acceptor' | 'initiator'): Leg['trading'] {
  if (!TRADING_VERSIONS.includes(version.id)) return undefined
  const { plays = role === 'acceptor' ? 'venue' : 'client', symbol, price, tolerates } = trading
  return { plays, symbol, price, tolerates }
}

/** What the profile's own target can be asked to do says nothing about a stranger at --connect, which runs already. */
function capabilitiesOf(profile: Profile, { connect, listen }: LegOptions, external: boolean): readonly string[] {
  const { target, hooks, capabilities } = profile
  if (external && target.engine !== 'external') return []
  if (connect === undefined && listen === undefined) return capabilities
  return capabilities.filter((capability) => isExercisable(capability, hooks, false))
}

function rolesOf(profile: Profile, options: LegOptions): ('acceptor' | 'initiator')[] {
  if (options.connect !== undefined || options.listen !== undefined)
    return [
      ...(options.connect === undefined ? [] : (['acceptor'] as const)),
      ...(options.listen === undefined ? [] : (['initiator'] as const)),
    ]
  return [profile.target.role].flat()
}

function versionsOf(profile: Profile, options: LegOptions, external: boolean): FixVersion[] {
  const offered = new Set(profile.sessions.map(({ beginString }) => findVersion(beginString)))
  const asked = options.beginStrings
  if (asked !== undefined && !asked.includes('all')) return asked.map(versionNamed)
  // A stranger speaks one version until it is said otherwise; the profile of the self target lists all of ours.
  if (asked === undefined && external && profile.target.engine !== 'external') return [versionNamed('FIX.4.4')]
  return VERSIONS.filter((version) => offered.has(version))
}

function versionNamed(name: string): FixVersion {
  const version = findVersion(name)
  if (version !== undefined) return version
  const names = VERSIONS.map(({ id }) => id)
  const near = nearest(name, names, 1)[0]
  throw new UsageError(
    `--begin-string "${name}" is no FIX version${near === undefined ? '.' : `, did you mean "${near}"?`} Known are ${names.join(', ')}, and all`,
  )
}

/**
 * The sessions that the target has for a version and role, all of them: scenarios that wait run side by side. In memory
 * waiting costs nothing, and CompIDs of the command line are those of one session.
 */
function poolOf(
  profile: Profile,
  version: FixVersion,
  role: 'acceptor' | 'initiator',
  options: LegOptions,
): readonly Profile['sessions'][number][] {
  const fitting = profile.sessions.filter(
    (session) => findVersion(session.beginString) === version && (session.role ?? role) === role,
  )
  const one = isInMemory(profile, options) || options.sender !== undefined || options.target !== undefined
  if (fitting.length > 0) return one ? fitting.slice(0, 1) : fitting
  // With both CompIDs said, any version may be asked for.
  if (options.sender !== undefined && options.target !== undefined) return profile.sessions.slice(0, 1)
  return options.beginStrings === undefined ? [] : refuseVersion(profile, version)
}

function isInMemory({ target }: Profile, { connect, listen }: LegOptions): boolean {
  const external = connect !== undefined || listen !== undefined || target.engine === 'external'
  return !external && target.transport === 'memory'
}

function refuseVersion(profile: Profile, version: FixVersion): never {
  const offered = [...new Set(profile.sessions.map(({ beginString }) => beginString))].join(', ')
  throw new UsageError(
    `the profile has no session of ${version.id} (it has ${offered}): add one, or say --sender and --target`,
  )
}

function addressOf(profile: Profile, options: LegOptions, role: 'acceptor' | 'initiator'): Address {
  const { target } = profile
  if (role === 'acceptor') {
    const text = options.connect ?? target.connect
    if (text === undefined) throw new UsageError('a target that accepts needs an address: --connect HOST:PORT')
    return parseAddress('--connect', text)
  }
  const text = options.listen ?? target.listen?.toString()
  if (text === undefined) throw new UsageError('a target that dials needs a port to come to: --listen [HOST:]PORT')
  return parseAddress('--listen', text, LISTEN_HOST)
}

/** @throws UsageError unless it is `HOST:PORT`, or `PORT` where a host is implied */
export function parseAddress(option: string, text: string, defaultHost?: string): Address {
  const match = /^(?:(\[[^\]]+\]|[^:\s]*):)?(\d{1,5})$/.exec(text)
  const host = match?.[1]?.replace(/^\[|\]$/g, '') || defaultHost
  const port = Number(match?.[2])
  if (match === null || host === undefined || port > 65_535)
    throw new UsageError(`${option} "${text}": expected ${defaultHost === undefined ? 'HOST:PORT' : '[HOST:]PORT'}`)
  return { host, port }
}

/** A name that no version has is a mistake; one that this version does not have is left out. @throws UsageError */
function refuseUnknownField(key: string, name: string, own: Dictionary): void {
  const all = [own, ...VERSIONS.map(dictionaryFor)]
  const names = new Set(all.flatMap((dictionary) => dictionary.fields.map((field) => field.name)))
  if (names.has(name)) return
  const near = nearest(name, names, 1)[0]
  const hint = near === undefined ? 'state its tag, or a name of the dictionaries' : `did you mean "${near}"?`
  throw new UsageError(`unknown field "${key}" in the profile: ${hint}`)
}

/** Fields of a profile's `logon` that the version has; all of them unless `names` are stated. */
export function logonFieldsOf(
  profile: Profile,
  version: FixVersion,
  names: readonly string[] = Object.keys(profile.logon),
): [number, string][] {
  // Most profiles state none, and a dictionary is not read for nothing.
  if (names.length === 0) return []
  const dictionary = dictionaryOf(version, profile.dictionary)
  return names.flatMap((name): [number, string][] => {
    const value = profile.logon[name] ?? ''
    const tag = /^\d+$/.test(name) ? Number(name) : dictionary.fieldByName(name)?.tag
    if (tag === undefined) refuseUnknownField(`logon.${name}`, name, dictionary)
    if (value.includes('\x01'))
      throw new UsageError(`"logon.${name}" of the profile: expected text without SOH, which would end the field`)
    // Username and Password came with FIX.4.3: an older version of the same profile logs on without them.
    return tag === undefined ? [] : [[tag, dictionary.valueOf(tag, value) ?? value]]
  })
}

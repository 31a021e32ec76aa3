/** What a venue's pack and its profile tell about the target, and what they leave to be asked. Pure. */
import { findRequirement } from '../conformance/catalogue.ts'
import { findVersion } from '../fix/versions.ts'
import type { Answer, Answers } from './answers.ts'
import { FEATURES } from './choices.ts'
import type { Pack } from './pack.ts'
import type { PackCase } from './pack-cases.ts'
import type { Question } from './question.ts'
import { STANDARD_DICTIONARY } from './questions.ts'
import type { Setting, Settings } from './settings-of-answers.ts'

export interface PackFacts {
  /** What it states. */
  readonly known: Answers
  /** What it assumes, where it says itself that the venue tells each member. */
  readonly suggested: Answers
  /** Its own words for questions of ours. */
  readonly wording: Readonly<Record<string, { readonly title: string; readonly why: string }>>
  /** Questions of its own; the answer goes to the key behind `pack:`. */
  readonly questions: readonly Question[]
}

/** Keys of a profile that a question of ours is about. */
const OWN_QUESTIONS: Readonly<Record<string, string>> = {
  'sessions.0.senderCompID': 'sender',
  'sessions.0.targetCompID': 'target',
  'sessions.0.beginString': 'beginString',
  'target.connect': 'connect',
  'target.listen': 'listen',
  'trading.symbol': 'instrument',
}

/** Answers to questions of a pack are kept under this, with the key of the profile behind it. */
export const PACK_KEY = 'pack:'

/** Secrets come from the environment, and hooks from hooks.sh. */
const NEVER_ASKED = /^(logon|hooks)\./

/** Values of a pack that stand in for an answer. */
const PLACEHOLDER = /\bYOUR[-_ ]/

/** @param profile - the pack's own, as it is written */
export function packFactsOf(pack: Pack, cases: readonly PackCase[], profile: Settings): PackFacts {
  const stated = statedBy(pack, cases, profile)
  const wording: Record<string, { title: string; why: string }> = {}
  const questions: Question[] = []
  for (const { key, question, why } of pack.questions) {
    if (NEVER_ASKED.test(key)) continue
    const own = OWN_QUESTIONS[key]
    if (own === undefined) questions.push(questionOf(key, question, why, settingAt(profile, key)))
    else wording[own] = { title: question, why }
  }
  const asked = (key: string): boolean => key in wording
  return {
    known: Object.fromEntries(Object.entries(stated).filter(([key]) => !asked(key))),
    suggested: Object.fromEntries(Object.entries(stated).filter(([key]) => asked(key))),
    wording,
    questions,
  }
}

function statedBy({ certifies }: Pack, cases: readonly PackCase[], profile: Settings): Answers {
  const sessions = (settingAt(profile, 'sessions') ?? []) as readonly Settings[]
  const capabilities = (settingAt(profile, 'capabilities') ?? []) as readonly string[]
  const versions = sessions.flatMap(({ beginString }) => findVersion(String(beginString))?.id ?? [])
  const traded = cases.some(({ id, obligation }) => obligation !== 'notApplicable' && isApplication(id))
  const start = settingAt(profile, 'session.startTime')
  const schedule = typeof start !== 'string' ? undefined : /^[A-Za-z]/.test(start) ? 'weekly' : 'daily'
  const roles = [settingAt(profile, 'target.role') ?? 'acceptor'].flat()
  const stated: Record<string, Answer | undefined> = {
    role: roles.length > 1 ? 'both' : String(roles[0]),
    beginString: [...new Set(versions)],
    logon: logonOf(settingAt(profile, 'logon')),
    numbers: schedule,
    // The pack brings its own.
    dictionary: profile.dictionary === undefined ? undefined : STANDARD_DICTIONARY,
    plays: traded ? certifies : 'nothing',
    ...(traded && capabilities.length > 0 ? { businesses: businessesOf(capabilities) } : {}),
  }
  // Addresses and CompIDs of a pack are made up: they are always asked.
  return Object.fromEntries(
    Object.entries(stated).flatMap(([key, answer]) => (answer === undefined ? [] : [[key, answer]])),
  )
}

function isApplication(id: string): boolean {
  return findRequirement(id)?.parts !== undefined
}

function businessesOf(capabilities: readonly string[]): string[] {
  const named = (FEATURES.businesses ?? []).filter(({ capability }) => capability && capabilities.includes(capability))
  return ['orders', ...named.map(({ value }) => value)]
}

function logonOf(logon: Setting | undefined): string {
  const names = typeof logon === 'object' && logon !== null ? Object.keys(logon) : []
  return names.includes('Username') ? 'username' : names.includes('Password') ? 'password' : 'none'
}

function text(setting: Setting | undefined): string | undefined {
  return setting === undefined || PLACEHOLDER.test(String(setting)) ? undefined : String(setting)
}

function questionOf(key: string, title: string, why: string, assumed: Setting | undefined): Question {
  const usual = text(assumed) ?? ''
  return {
    key: `${PACK_KEY}${key}`,
    kind: 'text',
    title,
    why: `${why} It becomes ${key} of the profile; left empty it stays as the pack assumes it.`,
    usual: () => usual,
    wrong: (typed) => (typeof assumed === 'number' && !/^\d{0,9}$/.test(typed) ? 'expected a whole number' : undefined),
    flag: '--set',
  }
}

/** @param key - `sessions.0.senderCompID` */
export function settingAt(profile: Settings, key: string): Setting | undefined {
  let found: Setting | undefined = profile
  for (const part of key.split('.')) found = (found as Record<string, Setting> | null | undefined)?.[part]
  return found
}

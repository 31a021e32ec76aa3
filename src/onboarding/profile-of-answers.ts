/** From answers to the profile that is written: a fresh one, or that of the venue's pack with the answers put in. Pure. */
import path from 'node:path'
import { type Answers, textOf } from './answers.ts'
import { PACK_KEY, settingAt } from './pack-facts.ts'
import { changedProfile, freshProfile } from './profile-text.ts'
import { capabilitiesOf, type Setting, type Settings, settingsOf } from './settings-of-answers.ts'

/** How the profile names other files: relative to its folder, with `/` on every system. */
export interface ProfileFiles {
  /** The JSON Schema for editors; absent when it is out of reach. */
  readonly schema?: string | undefined
  readonly dictionary?: string | undefined
  readonly pack?: string | undefined
}

/** The pack's own profile. */
export interface PackProfile {
  readonly name: string
  readonly title: string
  readonly text: string
  readonly settings: Settings
  /** Its folder, relative to that of the profile which is made. */
  readonly folder: string
}

export function profileOf(answers: Answers, files: ProfileFiles, pack: PackProfile | undefined): string {
  const settings = settingsOf(answers, named(files))
  return pack === undefined ? freshProfile(answers, settings, files.schema) : fromPack(answers, settings, files, pack)
}

function named({ dictionary, pack }: ProfileFiles): { dictionary?: string; pack?: string } {
  return { ...(dictionary === undefined ? {} : { dictionary }), ...(pack === undefined ? {} : { pack }) }
}

function fromPack(answers: Answers, settings: Settings, { schema }: ProfileFiles, pack: PackProfile): string {
  const merged = rebased(merge(pack.settings, withoutGuesses(settings, answers, pack.settings)), pack)
  const body = changedProfile(
    pack.text.replace(/^(#.*\n)+/, ''),
    pack.settings,
    withPackAnswers(merged, answers, pack.settings),
  )
  const name = textOf(answers, 'name')
  return [
    ...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`]),
    `# ${name}: made by fixproof init from the pack of ${pack.title}, yours to edit. fixproof run -p ${name} uses it;`,
    `# fixproof plan ${name} --update plans again by what stands here. What the venue has not published: fixproof packs ${pack.name}`,
    body,
  ].join('\n')
}

/** What the pack states itself in more words than an answer has stays in its words. */
function withoutGuesses(settings: Settings, answers: Answers, stated: Settings): Settings {
  const { logon, ...rest } = settings
  const own = settingAt(stated, 'capabilities')
  const capabilities = [...new Set([...(Array.isArray(own) ? (own as string[]) : []), ...capabilitiesOf(answers)])]
  return {
    ...rest,
    ...(logon === undefined || stated.logon !== undefined ? {} : { logon }),
    ...(capabilities.length === 0 ? {} : { capabilities }),
  }
}

/** Sessions of the pack keep what the answers say nothing about: HeartBtInt, and their number. */
function merge(stated: Setting | undefined, answered: Setting): Setting {
  if (Array.isArray(stated) && Array.isArray(answered) && stated.every(isRecord) && answered.every(isRecord)) {
    const first = stated[0] ?? {}
    return answered.map((item) => merge(stated.find((one) => one.beginString === item.beginString) ?? first, item))
  }
  if (!isRecord(stated) || !isRecord(answered)) return answered
  const merged = Object.entries(answered).map(([key, value]) => [key, merge(stated[key], value)])
  return { ...stated, ...Object.fromEntries(merged) }
}

/** Keys of a pack's profile that name files beside it. */
const FILES: readonly string[] = ['dictionary', 'suite.features', 'suite.steps', 'application.persona']

/** Files that stand beside the pack are named from the new folder; names that are no files stay. */
function rebased(settings: Setting, { folder, settings: stated }: PackProfile): Settings {
  const moved = (name: Setting): Setting =>
    typeof name === 'string' && /[/\\]|\.[a-z]+$/.test(name) && !/^FIXT?\.\d/.test(name) && !path.posix.isAbsolute(name)
      ? path.posix.join(folder, name)
      : name
  let made: Setting = settings
  for (const key of FILES) {
    const own = settingAt(stated, key)
    // An answer may have named another dictionary.
    if (own === undefined || settingAt(made as Settings, key) !== own) continue
    made = put(made, key.split('.'), Array.isArray(own) ? own.map(moved) : moved(own))
  }
  return made as Settings
}

/** Answers to questions of the pack go where it says. @param stated - the pack's own profile */
export function withPackAnswers(settings: Settings, answers: Answers, stated: Settings): Settings {
  let made: Setting = settings
  for (const [key, answer] of Object.entries(answers)) {
    if (!key.startsWith(PACK_KEY) || typeof answer !== 'string' || answer === '') continue
    const place = key.slice(PACK_KEY.length)
    const isNumber = typeof settingAt(stated, place) === 'number'
    made = put(made, place.split('.'), isNumber ? Number(answer) : answer)
  }
  return made as Settings
}

/** @param path - of a list of sessions, what the first one says holds for all */
function put(setting: Setting | undefined, [first, ...rest]: readonly string[], value: Setting): Setting {
  if (first === undefined) return value
  if (Array.isArray(setting)) return setting.map((item) => put(item, rest, value))
  const record = isRecord(setting) ? setting : {}
  return { ...record, [first]: put(record[first], rest, value) }
}

function isRecord(value: Setting | undefined): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

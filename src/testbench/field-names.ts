/**
 * Names of fields and messages, as steps write them, to tags and MsgTypes. A name that another version uses for the same
 * tag is as good as the version's own: LastQty is LastShares in FIX.4.2.
 */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { builtIn } from '../dictionary/load.ts'
import { nearest } from '../dictionary/nearest.ts'
import { Tag } from '../fix/tags.ts'
import type { FixVersion } from '../fix/versions.ts'

/** What names are looked up in. */
export interface Speech {
  readonly version: FixVersion
  readonly dictionary: Dictionary
}

/** Newest names first: of two versions that use a name for different things the newer is meant. */
const ALL_VERSIONS = [
  'FIX.5.0SP2',
  'FIXT.1.1',
  'FIX.5.0SP1',
  'FIX.5.0',
  'FIX.4.4',
  'FIX.4.3',
  'FIX.4.2',
  'FIX.4.1',
] as const

/** MsgType(35) of a message by its name. @throws Error with the nearest names */
export function msgTypeOf(speech: Speech, name: string): string {
  const msgType = findMsgType(speech, name)
  if (msgType !== undefined) return msgType
  const { version, dictionary } = speech
  const names = dictionary.messages.map((message) => message.name)
  throw new Error(`${version.id} has no message "${name}"${nearIt(name, names)}`)
}

/** As `msgTypeOf`; undefined when the version has no such message. */
export function findMsgType({ dictionary }: Speech, name: string): string | undefined {
  const own = dictionary.messageByName(name)?.msgType
  if (own !== undefined) return own
  const msgType = elsewhere(name)
  return msgType !== undefined && dictionary.message(msgType) !== undefined ? msgType : undefined
}

/** There is such a message, and this version does not have it. */
export function isOfOtherVersions(speech: Speech, name: string): boolean {
  return findMsgType(speech, name) === undefined && elsewhere(name) !== undefined
}

function elsewhere(name: string): string | undefined {
  for (const version of ALL_VERSIONS) {
    const found = builtIn(version).messageByName(name)
    if (found !== undefined) return found.msgType
  }
  return undefined
}

/** Tag of a field by its name, or by the tag itself. @throws Error with the nearest names */
export function tagOf(speech: Speech, name: string): number {
  const tag = /^\d+$/.test(name) ? Number(name) : knownTag(speech, name)
  if (tag !== undefined) return tag
  const names = speech.dictionary.fields.map((known) => known.name)
  throw new Error(`${speech.version.id} has no field "${name}"${nearIt(name, names)}`)
}

/** The tag that the version, or any other, gives to a name; undefined when none knows it. */
export function knownTag({ dictionary }: Speech, name: string): number | undefined {
  return dictionary.fieldByName(name)?.tag ?? (Tag as Record<string, number>)[name] ?? tagElsewhere(name)
}

const tagsElsewhere = new Map<string, number | undefined>()

function tagElsewhere(name: string): number | undefined {
  if (tagsElsewhere.has(name)) return tagsElsewhere.get(name)
  let tag: number | undefined
  for (const version of ALL_VERSIONS) tag ??= builtIn(version).fieldByName(name)?.tag
  tagsElsewhere.set(name, tag)
  return tag
}

/** `; near it: A, B`, for the end of an error about a name; nothing when none is near. */
export function nearIt(name: string, names: Iterable<string>): string {
  const near = nearest(name, names)
  return near.length === 0 ? '' : `; near it: ${near.join(', ')}`
}

/** FIX words of a step, turned into fields and patterns: names to tags, labels to values, `<…>` to what it stands for. */
import type { Field } from '../codec/encode.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { FieldPattern, MessagePattern } from '../conformance/expect.ts'
import { type Matcher, parseMatcher, valueSaid } from '../conformance/matcher.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { eachField } from '../dictionary/members.ts'
import { nearest } from '../dictionary/nearest.ts'
import { Tag } from '../fix/tags.ts'
import { findVersion } from '../fix/versions.ts'
import type { Bench } from './bench.ts'
import { logonFields } from './establish.ts'

/** A field as a step names it: `MsgSeqNum`, `34`, and what the cell says. */
export type Row = readonly [name: string, cell: string]

/** MsgType(35) of a message by its name. @throws Error with the nearest names */
export function msgTypeOf(bench: Bench, name: string): string {
  const definition = bench.dictionary.messageByName(name)
  if (definition !== undefined) return definition.msgType
  const names = bench.dictionary.messages.map((message) => message.name)
  throw new Error(`${bench.version.id} has no message "${name}"; near it: ${nearest(name, names).join(', ')}`)
}

/** Tag of a field by its name, or by the tag itself. @throws Error with the nearest names */
export function tagOf(bench: Bench, name: string): number {
  if (/^\d+$/.test(name)) return Number(name)
  const field = bench.dictionary.fieldByName(name)?.tag ?? (Tag as Record<string, number>)[name]
  if (field !== undefined) return field
  const names = bench.dictionary.fields.map((known) => known.name)
  throw new Error(`${bench.version.id} has no field "${name}"; near it: ${nearest(name, names).join(', ')}`)
}

/** What a step states, as fields to send. */
export function statedFields(bench: Bench, messageName: string, rows: readonly Row[]): Field[] {
  const fields = rows.map(([name, cell]): Field => {
    const tag = tagOf(bench, name)
    return [tag, statedValue(bench, tag, cell)]
  })
  if (messageName !== 'Logon') return fields
  const named = new Set(fields.map(([tag]) => tag))
  return [...fields, ...logonFields(bench, false).filter(([tag]) => !named.has(tag))]
}

function statedValue(bench: Bench, tag: number, cell: string): string | null {
  const text = cell.trim()
  if (text === 'absent') return null
  if (text === '<empty>') return ''
  const offset = /^([+-]\d+) seconds? from now$/.exec(text)
  if (offset !== null)
    return formatUtcTimestamp(bench.now() + Number(offset[1]) * 1000, bench.version.timestampFraction)
  const digits = /^<now with (\d+) digits>$/.exec(text)
  if (digits !== null) return formatUtcTimestamp(bench.now(), Number(digits[1]))
  const since = /^<(\S+) since (\S+)>$/.exec(text)
  if (since !== null) {
    const version = findVersion(since[2] as string)
    if (version === undefined) throw new Error(`"${text}": "${since[2]}" is no FIX version`)
    return bench.version.ordinal >= version.ordinal ? (since[1] as string) : null
  }
  const value = standsFor(bench, tag, text)
  return valueSaid(tag, value, bench.dictionary)
}

/** `<open end>`, `<unique>`, `<SOH>`, `<another BeginString>`, `<600 letters>` and `<last sent by the tester>`, inside a cell or alone. */
export function standsFor(bench: Bench, tag: number, text: string): string {
  return text.replace(/<([^<>]+)>/g, (whole, name: string) => {
    switch (name) {
      case 'open end':
        return String(bench.version.openEnd)
      case 'last sent by the tester':
        return String(bench.wire.lastSent)
      case 'SOH':
        return '\x01'
      case 'another BeginString':
        return bench.version.beginString === 'FIX.4.4' ? 'FIX.4.2' : 'FIX.4.4'
      case 'unique':
        return bench.unique(`FP${tag}-`)
      default: {
        const same = /^same as (.+)\.([A-Za-z]+)$/.exec(name)
        if (same !== null) return namedValue(bench, same[1] as string, same[2] as string) ?? ''
        const letters = /^(\d+) letters$/.exec(name)
        if (letters !== null) return 'A'.repeat(Number(letters[1]))
        throw new Error(
          `"${whole}" stands for nothing: there are <open end>, <unique>, <SOH>, <600 letters>, <another BeginString>, <last sent by the tester>, <same as NAME.Field>`,
        )
      }
    }
  })
}

/**
 * What a step expects, as a pattern. A field that the version's message does not have is not asked for: FIX.4.0 and 4.1
 * have a Reject without RefTagID, RefMsgType and SessionRejectReason.
 */
export function patternOf(bench: Bench, messageName: string, rows: readonly Row[]): MessagePattern {
  const msgType = msgTypeOf(bench, messageName)
  const fields = rows.flatMap(([name, cell]): FieldPattern[] => {
    // What must not be there is looked for in every version, and so is a field that is stated by its tag.
    const always = cell.trim() === 'absent' || /^\d+$/.test(name)
    if (!always && !hasField(bench, msgType, name)) return []
    const tag = tagOf(bench, name)
    return [{ tag, name, matcher: expectedValue(bench, tag, cell) }]
  })
  return { msgType, name: messageName, fields }
}

function hasField(bench: Bench, msgType: string, name: string): boolean {
  const standard = dictionaryFor(bench.version)
  const field = bench.dictionary.fieldByName(name) ?? standard.fieldByName(name)
  if (field === undefined) {
    // A name that no version knows is a slip of the pen, not a field of a later version.
    if ((Tag as Record<string, number>)[name] === undefined) tagOf(bench, name)
    return false
  }
  // What the standard's message has is asked for, also where a dialect's dictionary leaves it out.
  return [bench.dictionary, standard].some((dictionary) => tagsIn(dictionary, msgType).has(field.tag))
}

/** Tags by dictionary and message: nearly every step asks, and a message of FIX.5.0 has hundreds. */
const tagsOfMessages = new WeakMap<Dictionary, Map<string, ReadonlySet<number>>>()

/** Tags of all fields that may stand in a message, header and trailer among them. */
function tagsIn(dictionary: Dictionary, msgType: string): ReadonlySet<number> {
  const byMessage = tagsOfMessages.get(dictionary) ?? new Map<string, ReadonlySet<number>>()
  tagsOfMessages.set(dictionary, byMessage)
  const known = byMessage.get(msgType)
  if (known !== undefined) return known
  const tags = new Set<number>()
  for (const members of [dictionary.header, dictionary.message(msgType)?.members ?? [], dictionary.trailer])
    for (const { tag } of eachField(members)) tags.add(tag)
  byMessage.set(msgType, tags)
  return tags
}

function expectedValue(bench: Bench, tag: number, cell: string): Matcher {
  const same = /^same as (.+)\.([A-Za-z]+)$/.exec(cell.trim())
  if (same !== null) return sameAs(bench, same[1] as string, same[2] as string)
  return parseMatcher(standsFor(bench, tag, cell), tag, bench.dictionary)
}

function sameAs(bench: Bench, name: string, fieldName: string): Matcher {
  const value = namedValue(bench, name, fieldName)
  return {
    describe: value ?? 'absent',
    ...(value === undefined ? {} : { value }),
    matches: (received) => received === value,
  }
}

function namedValue(bench: Bench, name: string, fieldName: string): string | undefined {
  const message = bench.named.get(name)
  if (message === undefined) throw new Error(`no message was named "${name}"`)
  return message.text(tagOf(bench, fieldName))
}

/** `MsgSeqNum 5 and PossDupFlag Y` and `TestReqID "a b"`, as rows. @throws Error on anything else */
export function parseClause(clause: string): Row[] {
  // What stands between quotes holds no "and" of ours.
  return clause.split(/(?: and |, )(?=[A-Z])(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((part): Row => {
    const match = /^([A-Za-z]+|\d+) (.+)$/s.exec(part.trim())
    if (match === null) throw new Error(`"${part}": expected a field and its value, such as MsgSeqNum 5`)
    return [match[1] as string, (match[2] as string).replace(/^"(.*)"$/, '$1')]
  })
}

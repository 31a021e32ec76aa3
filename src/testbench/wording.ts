/** FIX words of a step, turned into fields and patterns: names to tags, labels to values, `<…>` to what it stands for. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { FieldPattern, MessagePattern } from '../conformance/expect.ts'
import { textInGroup } from '../conformance/group-place.ts'
import type { Matcher } from '../conformance/matcher.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { eachField } from '../dictionary/members.ts'
import { isSessionMessage } from '../fix/msg-types.ts'
import { withDefaults } from './application-defaults.ts'
import type { Bench } from './bench.ts'
import { expectedValue, statedValue } from './cells.ts'
import { logonFields } from './establish.ts'
import { findMsgType, msgTypeOf, tagOf } from './field-names.ts'
import { fieldsInOrder } from './group-fields.ts'
import { placeRows, type Row } from './group-rows.ts'
import { missName } from './named-values.ts'

export { msgTypeOf, tagOf } from './field-names.ts'
export type { Row } from './group-rows.ts'

/**
 * What a step states, as fields to send. A Logon has what every Logon of the tester has beside it, and a message of the
 * application, in scenarios about trading, what its kind needs.
 */
export function statedFields(bench: Bench, messageName: string, rows: readonly Row[]): Field[] {
  const msgType = findMsgType(bench, messageName)
  const stated = placeRows(bench, msgType, rows).map((row) => {
    const value = row.opens && row.cell.trim() === '' ? undefined : statedValue(bench, row.tag, row.cell)
    if (row.capture !== undefined) bench.captured.set(row.capture, value ?? '')
    return { tag: row.tag, within: row.within, value }
  })
  const fields = fieldsInOrder(stated)
  if (messageName === 'Logon') {
    const named = new Set(fields.map(([tag]) => tag))
    return [...fields, ...logonFields(bench, false).filter(([tag]) => !named.has(tag))]
  }
  // What the user of a target states is no message yet.
  const needsMore = msgType !== undefined && bench.leg.trading !== undefined && messageName !== 'UserRequest'
  return needsMore && !isSessionMessage(msgType) ? withDefaults(bench, msgType, fields) : fields
}

/**
 * What a step expects, as a pattern. A field that the version's message does not have is not asked for: FIX.4.0 and 4.1
 * have a Reject without RefTagID, RefMsgType and SessionRejectReason.
 */
export function patternOf(bench: Bench, messageName: string, rows: readonly Row[]): MessagePattern {
  const msgType = msgTypeOf(bench, messageName)
  const fields = placeRows(bench, msgType, rows).flatMap((row): FieldPattern[] => {
    const { name, tag, within, cell, opens } = row
    // An empty cell beside a count leaves it to the entries below it.
    if (opens && cell.trim() === '') return []
    // What must not be there is looked for in every version, and so is a field that is stated by its tag.
    const always = cell.trim() === 'absent' || /^\d+$/.test(name)
    if (!always && !hasField(bench, msgType, within[0]?.count ?? tag)) return []
    const matcher = expectedValue(bench, tag, cell)
    return matcher === undefined ? [] : [{ tag, name, matcher, ...(within.length === 0 ? {} : { within }) }]
  })
  return { msgType, name: bench.dictionary.message(msgType)?.name ?? messageName, fields }
}

/** A field of a message, asked for where the version's message has it. */
export function fieldPattern(bench: Bench, msgType: string, name: string, matcher: Matcher): FieldPattern[] {
  const tag = tagOf(bench, name)
  return hasField(bench, msgType, tag) ? [{ tag, name, matcher }] : []
}

/**
 * Keeps what a message holds in the rows that capture: `| OrderID as "id" | any |`.
 *
 * @param message - undefined when none came
 */
export function capture(bench: Bench, message: Message | undefined, rows: readonly Row[]): void {
  const names = rows.flatMap(([name]) => / as "([^"]+)"$/.exec(name.trimEnd())?.[1] ?? [])
  if (names.length === 0) return
  if (message === undefined) {
    for (const name of names) missName(bench.captured, name)
    return
  }
  for (const { capture: name, tag, within } of placeRows(bench, message.msgType, rows)) {
    if (name === undefined) continue
    const value = within.length === 0 ? message.text(tag) : textInGroup(message, within, tag)
    if (value === undefined) bench.captured.delete(name)
    else bench.captured.set(name, value)
  }
}

function hasField(bench: Bench, msgType: string, tag: number): boolean {
  const standard = dictionaryFor(bench.version)
  // What the standard's message has is asked for, also where a dialect's dictionary leaves it out.
  return [bench.dictionary, standard].some((dictionary) => tagsIn(dictionary, msgType).has(tag))
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

/** `MsgSeqNum 5 and PossDupFlag Y` and `TestReqID "a b"`, as rows. @throws Error on anything else */
export function parseClause(clause: string): Row[] {
  // What stands between quotes, or in brackets, holds no "and" and no comma of ours.
  return clause.split(/(?: and |, )(?=[A-Z])(?![^<>]*>)(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((part): Row => {
    const match = /^([A-Za-z]\w*(?:\[\d+\]\.\w+)*|\d+) (.+)$/s.exec(part.trim())
    if (match === null) throw new Error(`"${part}": expected a field and its value, such as MsgSeqNum 5`)
    return [match[1] as string, (match[2] as string).replace(/^"(.*)"$/, '$1')]
  })
}

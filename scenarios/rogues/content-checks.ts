/** What a message holds, judged by the dictionary: cases 14.a to 14.k of the standard, one look along its fields. */
import type { Message } from '../../src/codec/message.ts'
import type { Field, FieldMember, GroupMember, Member } from '../../src/dictionary/dictionary.ts'
import { isListType } from '../../src/dictionary/dictionary.ts'
import { flatten } from '../../src/dictionary/members.ts'
import { lengthFieldOf } from '../../src/fix/data-fields.ts'
import { isSessionMessage, MsgType } from '../../src/fix/msg-types.ts'
import { SessionRejectReason as Reason } from '../../src/fix/reject-reasons.ts'
import { Tag } from '../../src/fix/tags.ts'
import type { RogueSession } from './session.ts'
import { hasFormat } from './value-formats.ts'

export interface ContentFault {
  readonly reason: number
  readonly tag: number | undefined
  readonly text: string
}

/** From here on tags are agreed between counterparties. */
const USER_DEFINED = 5_000

type Part = 'header' | 'body' | 'trailer'
const PARTS: readonly Part[] = ['header', 'body', 'trailer']

export function contentFault(session: RogueSession, message: Message): ContentFault | undefined {
  const definition = session.dictionary.message(message.msgType)
  if (definition === undefined) {
    if (session.is('validation.unknown-type-ignored')) return undefined
    return { reason: Reason.InvalidMsgType, tag: Tag.MsgType, text: 'invalid MsgType' }
  }
  return new ContentCheck(session, message, definition.members).fault()
}

class ContentCheck {
  readonly #session: RogueSession
  readonly #message: Message
  readonly #members: Readonly<Record<Part, readonly Member[]>>
  readonly #places = new Map<number, { readonly part: Part; readonly member: FieldMember | GroupMember }>()
  readonly #seen = new Set<number>()

  constructor(session: RogueSession, message: Message, body: readonly Member[]) {
    const { header, trailer } = session.dictionary
    this.#session = session
    this.#message = message
    this.#members = { header, body, trailer }
    for (const part of PARTS)
      for (const member of flatten(this.#members[part])) this.#places.set(tagOf(member), { part, member })
  }

  fault(): ContentFault | undefined {
    return this.#fields() ?? this.#required()
  }

  #fields(): ContentFault | undefined {
    const message = this.#message
    let stage = 0
    for (let at = 0; at < message.count; at++) {
      const tag = message.tagAt(at)
      const place = this.#places.get(tag)
      const fault = this.#single(at, tag, place?.member)
      if (fault !== undefined) return fault
      if (place === undefined) continue
      const order = PARTS.indexOf(place.part)
      if (order < stage && !this.#session.is('validation.order-not-checked'))
        return { reason: Reason.TagSpecifiedOutOfRequiredOrder, tag, text: 'tag out of required order' }
      stage = Math.max(stage, order)
      if (place.member.kind !== 'group') continue
      const end = this.#group(place.member, at)
      if (typeof end !== 'number') return end
      at = end - 1
    }
    return undefined
  }

  /** What is wrong with a field by itself. */
  #single(at: number, tag: number, member: FieldMember | GroupMember | undefined): ContentFault | undefined {
    const session = this.#session
    const message = this.#message
    if (tag === 0 && !message.fieldTextAt(at).includes('=')) {
      if (session.is('validation.stray-delimiter-accepted')) return undefined
      return { reason: Reason.NonDataValueIncludesFieldDelimiter, tag: undefined, text: 'value includes SOH' }
    }
    const field = session.dictionary.fieldByTag(tag)
    if (field === undefined) {
      if (tag >= USER_DEFINED) return undefined
      if (session.is('validation.undefined-tag-accepted')) return undefined
      return { reason: Reason.InvalidTagNumber, tag, text: 'invalid tag number' }
    }
    if (message.startAt(at) === message.endAt(at) && !session.is('validation.empty-value-accepted'))
      return { reason: Reason.TagSpecifiedWithoutAValue, tag, text: 'tag specified without a value' }
    if (member === undefined && !session.is('validation.foreign-tag-accepted'))
      return { reason: Reason.TagNotDefinedForThisMessageType, tag, text: 'tag not defined for this message type' }
    if (this.#seen.has(tag) && !session.is('validation.repeated-tag-accepted'))
      return { reason: Reason.TagAppearsMoreThanOnce, tag, text: 'tag appears more than once' }
    this.#seen.add(tag)
    return this.#value(at, field)
  }

  #value(at: number, field: Field): ContentFault | undefined {
    const session = this.#session
    const { tag, type, values } = field
    // What precedes data is taken by length, so its bytes need no look.
    if (lengthFieldOf(tag) !== undefined) return undefined
    const text = this.#message.textAt(at)
    if (text === '') return undefined
    if (!hasFormat(type, text, session.options.version.ordinal) && !session.is('validation.format-not-checked'))
      return { reason: Reason.IncorrectDataFormat, tag, text: `incorrect data format for a ${type}` }
    // The numbers of a ResendRequest are judged where their range is.
    if (values === undefined || tag === Tag.BeginSeqNo || tag === Tag.EndSeqNo) return undefined
    if (this.#takesAnyValue) return undefined
    const items = isListType(type) ? text.split(' ') : [text]
    if (items.every((item) => values.has(item)) || session.is('validation.any-value-accepted')) return undefined
    return { reason: Reason.ValueIsIncorrect, tag, text: 'value is incorrect' }
  }

  /** A client lets no fill be lost for a value that is new to it. */
  get #takesAnyValue(): boolean {
    const { trading } = this.#session.options
    const { msgType } = this.#message
    if (msgType === MsgType.BusinessMessageReject && this.#session.is('client.rejects-business-reject')) return false
    return trading?.plays === 'client' && !isSessionMessage(msgType)
  }

  /** @returns where the field behind the group stands, or what is wrong */
  #group(group: GroupMember, at: number): number | ContentFault {
    const message = this.#message
    const session = this.#session
    const count = Number(message.textAt(at))
    const members = flatten(group.members)
    const places = new Map(members.map((member, place) => [tagOf(member), { member, place }]))
    const delimiter = tagOf(members[0] as FieldMember)
    let entries = 0
    let next = at + 1
    let last = -1
    const entered = new Set<number>()
    for (; next < message.count; next++) {
      const tag = message.tagAt(next)
      const found = places.get(tag)
      if (found === undefined) break
      const misplaced = { reason: Reason.RepeatingGroupFieldsOutOfOrder, tag, text: 'group fields out of order' }
      if (tag === delimiter) {
        entries++
        entered.clear()
      } else if ((entries === 0 || found.place < last) && !session.is('validation.group-order-not-checked'))
        return misplaced
      if (entered.has(tag) && !session.is('validation.group-order-not-checked')) return misplaced
      entered.add(tag)
      last = found.place
      const fault = found.member.kind === 'field' ? this.#value(next, found.member.field) : undefined
      if (fault !== undefined) return fault
      if (found.member.kind !== 'group') continue
      const end = this.#group(found.member, next)
      if (typeof end !== 'number') return end
      next = end - 1
    }
    if (entries !== count && !session.is('validation.group-count-not-checked'))
      return { reason: Reason.IncorrectNumInGroupCount, tag: group.count.tag, text: 'incorrect NumInGroup count' }
    return next
  }

  #required(): ContentFault | undefined {
    if (this.#session.is('validation.required-tag-not-checked')) return undefined
    for (const part of PARTS)
      for (const member of flatten(this.#members[part])) {
        const tag = tagOf(member)
        if (member.required && !this.#message.has(tag) && !this.#excused(tag))
          return { reason: Reason.RequiredTagMissing, tag, text: 'required tag missing' }
      }
    return undefined
  }

  #excused(tag: number): boolean {
    return tag === Tag.TestReqID && this.#session.is('test-request.taken-without-id')
  }
}

function tagOf(member: FieldMember | GroupMember): number {
  return member.kind === 'field' ? member.field.tag : member.count.tag
}

/**
 * Expectations as questions to the journal. Pure: the same record gives the same answer, and neither a socket nor the
 * engine is asked. What is judged is what the target sent; the tester's own messages are passed over.
 */
import type { Message } from '../codec/message.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Entry, EventEntry, MessageEntry } from '../journal/journal.ts'
import type { Difference, DifferenceField } from './difference.ts'
import { type GroupStep, textInGroup } from './group-place.ts'
import type { Matcher } from './matcher.ts'
import { TELLING } from './telling.ts'

export interface FieldPattern {
  readonly tag: number
  /** Of the field, with its place for one in a group: `NoPartyIDs[1].PartyID`. */
  readonly name: string
  readonly matcher: Matcher
  /** Where it stands, for a field inside repeating groups; the first of its tag otherwise. */
  readonly within?: readonly GroupStep[] | undefined
}

/** A message as an expectation describes it. Fields that are not named may be anything. */
export interface MessagePattern {
  readonly msgType: string
  /** Name of the message, for people. */
  readonly name: string
  readonly fields: readonly FieldPattern[]
}

export type Outcome =
  | { readonly kind: 'pending' }
  | { readonly kind: 'met'; readonly entry: Entry }
  | { readonly kind: 'violated'; readonly entry?: Entry; readonly actual: string; readonly difference?: Difference }

/** How messages and values are called, so that what is said of them is said in FIX's words. */
export interface Naming {
  messageName(msgType: string): string
  label(tag: number, value: string): string | undefined
  /** Undefined for a tag that nobody knows. */
  fieldName?(tag: number): string | undefined
}

/**
 * Looks for the message that a pattern describes, from position `cursor` on.
 *
 * What an idle target may send at any time is passed over; any other message of another type, bytes that are no message,
 * and the end of the connection violate at once. So does a message of the type whose fields differ: the first of its
 * type decides.
 */
export function expectMessage(
  entries: readonly Entry[],
  cursor: number,
  pattern: MessagePattern,
  naming: Naming,
): Outcome {
  return expectOneOf(entries, cursor, [pattern], naming)
}

/**
 * Looks for a message that one of several patterns describes: the standard allows each of them, and the first message of
 * any of their types decides.
 *
 * @param passesOver - further messages that say nothing here
 */
export function expectOneOf(
  entries: readonly Entry[],
  cursor: number,
  patterns: readonly MessagePattern[],
  naming: Naming,
  passesOver: (message: Message) => boolean = () => false,
): Outcome {
  for (let i = cursor; i < entries.length; i++) {
    const entry = entries[i] as Entry
    if (entry.kind === 'event') {
      const fault = faultOf(entry)
      if (fault !== undefined)
        return { kind: 'violated', entry, actual: fault, difference: unlike(anyOfThem(patterns), naming) }
      continue
    }
    const { direction, message } = entry
    if (direction === 'out' || passesOver(message)) continue
    const outcomes = patterns
      .filter((pattern) => message.msgType === pattern.msgType && !isOfInterval(message, pattern))
      .map((pattern) => compare(entry, pattern, naming))
    const decided = outcomes.find(({ kind }) => kind === 'met') ?? nearestOf(outcomes)
    if (decided !== undefined) return decided
    if (isUnasked(entries, entry)) continue
    return {
      kind: 'violated',
      entry,
      actual: describeMessage(message, naming),
      difference: { ...unlike(anyOfThem(patterns), naming, message), entry: i },
    }
  }
  return { kind: 'pending' }
}

/** Of the patterns that a message does not fit, the one that it is nearest to: that is what is told. */
function nearestOf(outcomes: readonly Outcome[]): Outcome | undefined {
  const unequal = (outcome: Outcome): number =>
    outcome.kind === 'violated' ? (outcome.difference?.fields.filter(({ equal }) => !equal).length ?? 0) : 0
  return outcomes.toSorted((a, b) => unequal(a) - unequal(b))[0]
}

/** True when a message is of the type and has all fields as the pattern says. */
export function fits(message: Message, { msgType, fields }: MessagePattern): boolean {
  return message.msgType === msgType && fields.every((field) => field.matcher.matches(valueAt(message, field), message))
}

function valueAt(message: Message, { tag, within }: FieldPattern): string | undefined {
  return within === undefined ? message.text(tag) : textInGroup(message, within, tag)
}

/** Several patterns as one, for what is said of a message that is none of them. */
export function anyOfThem(patterns: readonly MessagePattern[]): MessagePattern {
  const said = (of: (pattern: MessagePattern) => string): string => [...new Set(patterns.map(of))].join(' or ')
  return { msgType: said(({ msgType }) => msgType), name: said(({ name }) => name), fields: [] }
}

/** The end of the connection, expected. Whatever the target sends before it is passed over if `strict` is false. */
export function expectDisconnect(entries: readonly Entry[], cursor: number, naming: Naming, strict: boolean): Outcome {
  for (let i = cursor; i < entries.length; i++) {
    const entry = entries[i] as Entry
    if (entry.kind === 'event') {
      if (endOf(entry) !== undefined) return { kind: 'met', entry }
      const fault = strict ? faultOf(entry) : undefined
      if (fault !== undefined) return { kind: 'violated', entry, actual: fault }
    } else if (strict && entry.direction === 'in' && !isUnasked(entries, entry))
      return { kind: 'violated', entry, actual: describeMessage(entry.message, naming) }
  }
  return { kind: 'pending' }
}

/** The first thing the target did from `cursor` on that an idle target would not do; undefined when it kept still. */
export function firstReaction(entries: readonly Entry[], cursor: number, naming: Naming): Outcome | undefined {
  for (let i = cursor; i < entries.length; i++) {
    const entry = entries[i] as Entry
    if (entry.kind === 'event') {
      const fault = faultOf(entry)
      if (fault !== undefined) return { kind: 'violated', entry, actual: fault }
    } else if (entry.direction === 'in' && !isUnasked(entries, entry))
      return { kind: 'violated', entry, actual: describeMessage(entry.message, naming) }
  }
  return undefined
}

/**
 * What the target may send at any time without being asked, once both sides have logged on: Heartbeats of the interval,
 * TestRequests, and, while the tester has sent no application message, application messages of its own. What is sent
 * again is an answer, never unasked.
 */
export function isUnasked(entries: readonly Entry[], entry: MessageEntry): boolean {
  const { message } = entry
  if (message.text(Tag.PossDupFlag) === 'Y' || !bothLoggedOn(entries, entry)) return false
  if (message.msgType === MsgType.TestRequest) return true
  if (message.msgType === MsgType.Heartbeat) return !message.has(Tag.TestReqID)
  if (isSessionMessage(message.msgType) || message.msgType === MsgType.BusinessMessageReject) return false
  return isNew(entries, entry) && !entries.some(isOfApplication)
}

/** Whether a Logon of each side went before an entry on its connection. */
function bothLoggedOn(entries: readonly Entry[], { connection, index }: MessageEntry): boolean {
  const left = new Set(['in', 'out'])
  for (const entry of entries) {
    if (entry.index >= index) return false
    if (entry.kind === 'message' && entry.connection === connection && isLogon(entry)) left.delete(entry.direction)
    if (left.size === 0) return true
  }
  return false
}

function isLogon({ message }: MessageEntry): boolean {
  return message.msgType === MsgType.Logon
}

/** Its number was not used since the target last logged on: a message sent again without saying so is none of these. */
function isNew(entries: readonly Entry[], { message, connection, index }: MessageEntry): boolean {
  const received = entries.filter(
    (entry): entry is MessageEntry =>
      entry.kind === 'message' && entry.direction === 'in' && entry.connection === connection && entry.index < index,
  )
  const numbers = received.slice(received.findLastIndex(isLogon)).map((entry) => entry.message.msgSeqNum ?? 0)
  const { msgSeqNum } = message
  return msgSeqNum !== undefined && numbers.every((number) => number < msgSeqNum)
}

/** A message of the application from the tester, garbled or not: what the target sends then may be its answer. */
function isOfApplication(entry: Entry): boolean {
  if (entry.direction !== 'out') return false
  if (entry.kind === 'message') return !isSessionMessage(entry.message.msgType)
  const msgType = /(?:^|\x01)35=([^\x01]*)/.exec(entry.bytes?.toString('latin1') ?? '')?.[1]
  return msgType === undefined || !isSessionMessage(msgType)
}

/** A Heartbeat of the interval is not the answer to a TestRequest that is waited for. */
export function isOfInterval(message: Message, pattern: MessagePattern): boolean {
  return (
    message.msgType === MsgType.Heartbeat &&
    !message.has(Tag.TestReqID) &&
    pattern.fields.some(({ tag, matcher }) => tag === Tag.TestReqID && !matcher.matches(undefined))
  )
}

/** What is no message and yet speaks against the target: the end of the connection, or bytes that are no message. */
export function faultOf(entry: EventEntry): string | undefined {
  if (entry.event === 'garbled' && entry.direction === 'in')
    return `the target sent bytes that are no FIX message (${entry.text})`
  return endOf(entry)
}

function endOf(entry: EventEntry): string | undefined {
  if (entry.event !== 'disconnect' && entry.event !== 'refused') return undefined
  return entry.event === 'disconnect' ? `the target closed the connection (${entry.text})` : entry.text
}

/** Holds one message against a pattern of its type. */
export function compare(entry: MessageEntry, pattern: MessagePattern, naming: Naming): Outcome {
  const fields = pattern.fields.map((field) => compareField(entry.message, field, naming))
  if (fields.every((field) => field.equal)) return { kind: 'met', entry }
  return {
    kind: 'violated',
    entry,
    actual: describeMessage(
      entry.message,
      naming,
      pattern.fields.map(({ tag }) => tag),
    ),
    difference: { entry: entry.index, fields },
  }
}

function compareField(message: Message, field: FieldPattern, naming: Naming): DifferenceField {
  const { tag, name, matcher } = field
  const actual = valueAt(message, field)
  const actualLabel = actual === undefined ? undefined : naming.label(tag, actual)
  const expected = matcher.value ?? matcher.describe
  const expectedLabel = matcher.value === undefined ? undefined : naming.label(tag, matcher.value)
  return {
    tag,
    name,
    expected,
    ...(expectedLabel === undefined ? {} : { expectedLabel }),
    actual: actual ?? null,
    ...(actualLabel === undefined ? {} : { actualLabel }),
    equal: matcher.matches(actual, message),
  }
}

/** The difference between a message of another type, or none, and the one wanted: its MsgType. */
export function unlike(pattern: MessagePattern, naming: Naming, message?: Message): Difference {
  const field: DifferenceField = {
    tag: Tag.MsgType,
    name: 'MsgType',
    expected: pattern.msgType,
    expectedLabel: pattern.name,
    actual: message?.msgType ?? null,
    ...(message === undefined ? {} : { actualLabel: naming.messageName(message.msgType) }),
    equal: false,
  }
  return { fields: [field] }
}

/** A message in a line: name, number, and the fields that matter for its type. */
export function describeMessage(message: Message, naming: Naming, extra: readonly number[] = []): string {
  const tags = new Set([...extra, ...(TELLING[message.msgType] ?? [])])
  const details = [...tags].flatMap((tag) => {
    const value = message.text(tag)
    const name = TELLING_NAMES[tag] ?? naming.fieldName?.(tag)
    return value === undefined || name === undefined ? [] : [`${name} = ${value}${labelled(naming, tag, value)}`]
  })
  const head = `${naming.messageName(message.msgType)} ${message.text(Tag.MsgSeqNum) ?? 'without MsgSeqNum'}`
  return details.length === 0 ? head : `${head}: ${details.join(', ')}`
}

function labelled(naming: Naming, tag: number, value: string): string {
  const label = naming.label(tag, value)
  return label === undefined || label === value ? '' : ` ${label}`
}

const TELLING_NAMES: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(Tag).map(([name, tag]) => [tag, name]),
)

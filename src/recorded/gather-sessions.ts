/**
 * What a log holds, taken apart into sessions and their connections: by CompIDs and BeginString, by what the log says of
 * connections, and by Logon and Logout where it says nothing of them.
 */
import { decode } from '../codec/decode.ts'
import type { Message } from '../codec/message.ts'
import { parseUtcTimestamp } from '../codec/utc-timestamp.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { type FixVersion, findVersion, VERSIONS } from '../fix/versions.ts'
import type { LogItem } from './log-reader.ts'
import {
  isMessage,
  itemsOf,
  type RecordedConnection,
  type RecordedItem,
  type RecordedSession,
  type Side,
} from './recorded-session.ts'
import { type Addressed, chooseTarget, sideOf, type TargetChoice, writerOf } from './sides.ts'

export interface GatherOptions {
  /** SenderCompID of the side that is to be tested. */
  readonly target?: string | undefined
  /** CompIDs of targets in the user's profile. */
  readonly knownTargets?: ReadonlySet<string>
  /** Epoch ms: only what lies between them. */
  readonly from?: number | undefined
  readonly to?: number | undefined
}

export interface Gathered {
  readonly target: TargetChoice
  readonly sessions: readonly RecordedSession[]
}

/** There is nothing to be imported. The message says what was read instead. */
export class NothingRecorded extends Error {
  override readonly name = 'NothingRecorded'
}

type Kept =
  | { readonly kind: 'message'; readonly line: number; readonly at: number | undefined; readonly message: Message }
  | {
      readonly kind: 'garbage'
      readonly line: number
      readonly at: number | undefined
      readonly text: string
      readonly problem: string
    }

interface Read {
  readonly item: Kept
  readonly addressed: Addressed
  readonly beginString: string
}

type Event = Extract<LogItem, { kind: 'event' }>

/** A scenario of so many messages nobody reads; a whole day of a market is to be narrowed to what is wanted of it. */
const MESSAGES_MAX = 100_000

/** What of a log is kept until all of it was read: copies, since items are valid until the next one. */
export class Recording {
  readonly #from: number | undefined
  readonly #to: number | undefined
  readonly #read: (Read | Event)[] = []
  /** Lines of all logs. */
  lines = 0

  /** @param within - epoch ms: only what lies between them */
  constructor(within: Pick<GatherOptions, 'from' | 'to'> = {}) {
    this.#from = within.from
    this.#to = within.to
  }

  /** @throws NothingRecorded when there are more messages than can be made a scenario */
  add(item: LogItem): void {
    this.lines = Math.max(this.lines, item.line)
    const kept = keep(item)
    if (kept === undefined || !isWithin(kept, { from: this.#from, to: this.#to })) return
    if (this.#read.length >= MESSAGES_MAX)
      throw new NothingRecorded(
        `the log holds more than ${MESSAGES_MAX} messages: say which of them are wanted, by --from and --to`,
      )
    this.#read.push(kept)
  }

  /** In the order of time where it is that of several logs. */
  inOrder(): readonly (Read | Event)[] {
    const timeOf = (one: Read | Event): number => ('item' in one ? one.item.at : one.at) ?? Number.NaN
    const isSorted = this.#read.every((one, i) => i === 0 || !(timeOf(one) < timeOf(this.#read[i - 1] ?? one)))
    return isSorted || this.#read.some((one) => Number.isNaN(timeOf(one)))
      ? this.#read
      : this.#read.toSorted((a, b) => timeOf(a) - timeOf(b))
  }
}

export function recordingOf(log: Iterable<LogItem>, within: Pick<GatherOptions, 'from' | 'to'> = {}): Recording {
  const recording = new Recording(within)
  for (const item of log) recording.add(item)
  return recording
}

/** @throws NothingRecorded, TargetUnknown */
export function gatherSessions(recording: Recording, options: GatherOptions = {}): Gathered {
  const read = recording.inOrder()
  const { lines } = recording
  const messages = read.filter((one): one is Read => 'item' in one && one.item.kind === 'message')
  if (messages.length === 0) throw new NothingRecorded(nothingIn(lines, options))
  const addressed = messages.map((one) => one.addressed)
  const target = chooseTarget(addressed, options.target, options.knownTargets ?? new Set())
  const writer = writerOf(addressed)
  const gathering = new Gathering(
    target.compID,
    messages,
    writer,
    read.some((one) => !('item' in one)),
  )
  for (const one of read) gathering.take(one)
  const sessions = gathering.sessions()
  if (sessions.length === 0) throw new NothingRecorded(`no session of "${target.compID}" is in the log`)
  return { target, sessions }
}

function nothingIn(lines: number, { from, to }: Pick<GatherOptions, 'from' | 'to'>): string {
  if (lines === 0) return 'the log is empty'
  if (from !== undefined || to !== undefined) return 'the log holds no FIX message between --from and --to'
  return `the log holds no FIX message in ${lines} lines: expected messages that begin with 8=FIX`
}

/** Bytes of an item are valid until the next one: what is kept is a copy. */
function keep(item: LogItem): Read | Event | undefined {
  if (item.kind === 'event') return item.event === 'other' ? fieldsAlone(item) : item
  const { line, at, direction } = item
  if (item.kind === 'garbled') {
    const text = messageTextIn(item.bytes.toString('latin1'))
    const sender = fieldIn(text, Tag.SenderCompID)
    const addressed = { sender, receiver: fieldIn(text, Tag.TargetCompID), direction }
    return {
      item: { kind: 'garbage', line, at, text, problem: item.problem },
      addressed,
      beginString: fieldIn(text, 8),
    }
  }
  const message = decode(Buffer.from(item.bytes))
  const text = (tag: number): string => message.text(tag) ?? ''
  const sent = parseUtcTimestamp(text(Tag.SendingTime))?.epochMs
  return {
    item: { kind: 'message', line, at: at ?? sent, message },
    addressed: { sender: text(Tag.SenderCompID), receiver: text(Tag.TargetCompID), direction },
    beginString: text(Tag.BeginString),
  }
}

/** A line that holds nothing but fields, without BeginString(8) and CheckSum(10): it was sent like that. */
function fieldsAlone({ line, at, text }: Event): Read | undefined {
  const fields = /(?:^|\s)((?:\d{1,4}=[^\x01|]*?(?:\x01|\||\^A))+)$/.exec(text)?.[1]
  if (fields === undefined || !/(^|\x01|\||\^A)35=/.test(fields)) return undefined
  const direction = /<[-<]/.test(text.slice(0, -fields.length)) ? 'in' : undefined
  const item = { kind: 'garbage' as const, line, at, text: withSoh(fields), problem: 'fields without BeginString(8)' }
  return { item, addressed: { sender: '', receiver: '', direction }, beginString: '' }
}

function withSoh(text: string): string {
  return text.includes('\x01') ? text : text.replaceAll(/\||\^A/g, '\x01')
}

/** Of a line whose message lost its beginning, from the first field on. */
function messageTextIn(text: string): string {
  const from = text.search(/(?<![\d.:-])\d{1,4}=/)
  const message = from > 0 && !text.startsWith('8=') ? text.slice(from) : text
  return withSoh(message)
}

function fieldIn(text: string, tag: number): string {
  return new RegExp(`(?:^|\\x01)${tag}=([^\\x01]*)`).exec(text)?.[1] ?? ''
}

function isWithin(one: Read | Event, { from, to }: Pick<GatherOptions, 'from' | 'to'>): boolean {
  const at = 'item' in one ? one.item.at : one.at
  if (at === undefined) return true
  return (from === undefined || at >= from) && (to === undefined || at <= to)
}

interface Open {
  readonly beginString: string
  readonly tester: string
  readonly connections: RecordedConnection[]
  /** The next message begins a connection. */
  begins: boolean
}

class Gathering {
  readonly #target: string
  readonly #testers: ReadonlySet<string>
  readonly #writer: Side | undefined
  readonly #open = new Map<string, Open>()
  readonly #real: ReadonlySet<string>
  #last: Open | undefined
  #early: Read[] = []
  #connects = false
  readonly #tellsConnections: boolean

  /** @param tellsConnections - the log says when connections begin or end */
  constructor(target: string, messages: readonly Read[], writer: string | undefined, tellsConnections: boolean) {
    this.#tellsConnections = tellsConnections
    this.#target = target
    this.#real = realSessions(messages, target)
    this.#testers = new Set([...this.#real].map((key) => key.split('\n')[1] ?? ''))
    this.#writer = writer === undefined ? undefined : writer === target ? 'target' : 'tester'
  }

  take(one: Read | Event): void {
    if (!('item' in one)) return one.event === 'connect' ? this.#connect() : this.#disconnect(one)
    if (this.#isOfOthers(one.addressed)) return
    const session = this.#sessionOf(one)
    // Of what comes before any session is known, its beginning belongs to the first one.
    if (session === undefined) return void this.#early.push(one)
    for (const early of this.#early.splice(0)) this.#add(session, early)
    this.#add(session, one)
  }

  sessions(): RecordedSession[] {
    return [...this.#open.values()]
      .map((open): RecordedSession => {
        const connections = open.connections.filter(({ items, end }) => items.length > 0 || end?.by === 'target')
        const items = connections.flatMap((connection) => connection.items)
        return {
          version: versionOf(open.beginString, items),
          testerCompID: open.tester,
          targetCompID: this.#target,
          targetRole: roleIn(items),
          connections,
        }
      })
      .filter((session) => itemsOf(session).length > 0)
  }

  /** What has the CompIDs of no session is a fault in one: of the session that was last heard of. */
  #sessionOf({ addressed, beginString }: Read): Open | undefined {
    const key = keyOf(addressed, beginString, this.#target)
    if (key !== undefined && this.#real.has(key)) return this.#opened(key)
    const [only] = this.#real
    return this.#last ?? (this.#real.size === 1 && only !== undefined ? this.#opened(only) : undefined)
  }

  #opened(key: string): Open {
    const known = this.#open.get(key)
    if (known !== undefined) return known
    const [beginString = '', tester = ''] = key.split('\n')
    const open = { beginString, tester, connections: [], begins: true }
    this.#open.set(key, open)
    return open
  }

  /** A session between two others, which is none of ours. */
  #isOfOthers({ sender, receiver }: Addressed): boolean {
    const ours = (id: string): boolean => id === this.#target || this.#testers.has(id)
    return sender !== '' && receiver !== '' && !ours(sender) && !ours(receiver) && this.#real.size > 1
  }

  #add(session: Open, { item, addressed }: Read): void {
    const from = sideOf(addressed, this.#target, this.#testers, this.#writer)
    const recorded: RecordedItem = { ...item, from }
    const current = session.connections.at(-1)
    const inferred = !this.#tellsConnections && current !== undefined && beginsConnection(current, recorded)
    const begins = session.begins || this.#connects || inferred
    if (current === undefined || begins) session.connections.push({ items: [recorded] })
    else current.items.push(recorded)
    session.begins = false
    this.#connects = false
    this.#last = session
  }

  #connect(): void {
    this.#connects = true
  }

  #disconnect({ line, at, text }: Event): void {
    // A connection on which nothing was said tells something only when the other side closed it.
    const session = this.#last
    this.#connects = false
    const current = session?.connections.at(-1)
    if (session === undefined || current === undefined || current.end !== undefined || session.begins) return
    const other = /other side|peer|remote|counterparty|reset|refused|by client|eof|end of (file|stream)/i.test(text)
    const writer = this.#writer ?? 'tester'
    current.end = { line, at, by: other ? (writer === 'tester' ? 'target' : 'tester') : writer }
    session.begins = true
  }
}

/** A Logon where the connection has had both Logons, unless it asks for a reset inside the session. */
function beginsConnection({ items }: RecordedConnection, next: RecordedItem): boolean {
  if (!isMessage(next, MsgType.Logon)) return false
  const loggedOut = items.some((item) => isMessage(item, MsgType.Logout))
  const both = (['tester', 'target'] as const).every((side) =>
    items.some((item) => isMessage(item, MsgType.Logon, side)),
  )
  const last = items.at(-1)
  const confirms = isMessage(last, MsgType.Logon) && last.from !== next.from
  return loggedOut || (both && !confirms && next.message.text(Tag.ResetSeqNumFlag) !== 'Y')
}

/** Sessions in which both sides speak; where there are none, those of which one side is told. */
function realSessions(messages: readonly Read[], target: string): ReadonlySet<string> {
  const sides = new Map<string, { senders: Set<string>; count: number }>()
  for (const { addressed, beginString } of messages) {
    const key = keyOf(addressed, beginString, target)
    if (key === undefined) continue
    const known = sides.get(key) ?? { senders: new Set(), count: 0 }
    known.senders.add(addressed.sender)
    known.count++
    sides.set(key, known)
  }
  const both = [...sides].filter(([, { senders }]) => senders.size > 1)
  if (both.length > 0) return new Set(both.map(([key]) => key))
  // The version is that in which the target speaks: a wrong BeginString is the tester's.
  const [most] = [...sides].sort(
    (a, b) => Number(b[1].senders.has(target)) - Number(a[1].senders.has(target)) || b[1].count - a[1].count,
  )
  return new Set(most === undefined ? [] : [most[0]])
}

/** Undefined for a message that is neither from nor to the target. */
function keyOf({ sender, receiver }: Addressed, beginString: string, target: string): string | undefined {
  const tester = sender === target ? receiver : receiver === target ? sender : undefined
  return tester === undefined ? undefined : `${beginString}\n${tester}`
}

function versionOf(beginString: string, items: readonly RecordedItem[]): FixVersion {
  for (const item of items) {
    if (!isMessage(item, MsgType.Logon)) continue
    const applVerID = item.message.text(Tag.DefaultApplVerID)
    const version = VERSIONS.find((one) => one.beginString === beginString && one.applVerID === applVerID)
    if (version !== undefined) return version
  }
  // One that is no version is a fault, made on purpose in a session that never stood.
  const version = findVersion(beginString) ?? findVersion('FIX.4.4')
  if (version !== undefined) return version
  throw new NothingRecorded(
    `BeginString "${beginString}" is no FIX version: known are ${VERSIONS.map(({ id }) => id).join(', ')}`,
  )
}

/** The first Logon is that of the side that dialled. */
function roleIn(items: readonly RecordedItem[]): RecordedSession['targetRole'] {
  const first = items.find((item) => isMessage(item, MsgType.Logon))
  return first?.from === 'target' ? 'initiator' : 'acceptor'
}

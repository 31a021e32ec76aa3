/**
 * What a log holds, taken apart into sessions and their connections: by CompIDs and BeginString, by what the log says of
 * connections, and by Logon and Logout where it says nothing of them.
 */
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { type FixVersion, findVersion, VERSIONS } from '../fix/versions.ts'
import {
  isMessage,
  itemsOf,
  type RecordedConnection,
  type RecordedItem,
  type RecordedSession,
  type Side,
} from './recorded-session.ts'
import { type LogEvent, NothingRecorded, type Read, type Recording, type Within } from './recording.ts'
import { type Addressed, chooseTarget, sideOf, type TargetChoice, writerOf } from './sides.ts'

export interface GatherOptions extends Within {
  /** SenderCompID of the side that is to be tested. */
  readonly target?: string | undefined
  /** CompIDs of targets in the user's profile. */
  readonly knownTargets?: ReadonlySet<string>
}

export interface Gathered {
  readonly target: TargetChoice
  readonly sessions: readonly RecordedSession[]
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

function nothingIn(lines: number, { from, to }: Within): string {
  if (lines === 0) return 'the log is empty'
  if (from !== undefined || to !== undefined) return 'the log holds no FIX message between --from and --to'
  return `the log holds no FIX message in ${lines} ${lines === 1 ? 'line' : 'lines'}: expected messages that begin with 8=FIX`
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
  readonly #foreign: ReadonlySet<string>
  #last: Open | undefined
  #early: Read[] = []
  #connects = false
  readonly #tellsConnections: boolean

  /** @param tellsConnections - the log says when connections begin or end */
  constructor(target: string, messages: readonly Read[], writer: string | undefined, tellsConnections: boolean) {
    this.#tellsConnections = tellsConnections
    this.#target = target
    this.#real = realSessions(messages, target)
    this.#foreign = foreignPairs(messages, target)
    this.#testers = new Set([...this.#real].map((key) => key.split('\n')[1] ?? ''))
    this.#writer = writer === undefined ? undefined : writer === target ? 'target' : 'tester'
  }

  take(one: Read | LogEvent): void {
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
    return this.#foreign.has(pairOf(sender, receiver))
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

  #disconnect({ line, at, text }: LogEvent): void {
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

/** Pairs of CompIDs without the target's of which both speak: one alone is a fault in a session of ours. */
function foreignPairs(messages: readonly Read[], target: string): ReadonlySet<string> {
  const senders = new Map<string, Set<string>>()
  for (const { addressed } of messages) {
    const { sender, receiver } = addressed
    if (sender === target || receiver === target || sender === receiver) continue
    const pair = pairOf(sender, receiver)
    senders.set(pair, (senders.get(pair) ?? new Set()).add(sender))
  }
  return new Set([...senders].filter(([, known]) => known.size > 1).map(([pair]) => pair))
}

function pairOf(sender: string, receiver: string): string {
  return [sender, receiver].sort().join('\n')
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

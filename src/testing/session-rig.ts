/**
 * For tests only: a session core that speaks FIX. Messages are built by name and go through the codec both ways, time
 * is a number of seconds, and what the session does comes back as values to compare. It plays the shell: it keeps what
 * was sent, answers `replay`, and holds the timers; it knows no rule of FIX.
 */
import assert from 'node:assert/strict'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { Tag } from '../fix/tags.ts'
import { type FixVersion, findVersion, type VersionId } from '../fix/versions.ts'
import type { Action, Observation, SendAction, SessionEnd } from '../session/action.ts'
import type { SessionEvent } from '../session/event.ts'
import { createSession, type Session } from '../session/session.ts'
import { type Role, type SessionSettings, sessionSettings } from '../session/settings.ts'
import { step } from '../session/step.ts'
import { resentFields } from '../session/stored-fields.ts'
import type { TimerName } from '../session/timers.ts'
import { withBody } from './messages-by-name.ts'
import { closed, delivered, type Fields, type Seen } from './seen.ts'

/** Monday 2026-01-05 12:00:00 UTC: where time stands when a rig is made. */
export const START = Date.UTC(2026, 0, 5, 12)

const TAG_NAMES: ReadonlyMap<number, string> = new Map(Object.entries(Tag).map(([name, tag]) => [tag, name]))

export interface RigOptions extends Partial<Omit<SessionSettings, 'version'>> {
  /** Default acceptor. */
  readonly role?: Role
  /** Default FIX.4.4. */
  readonly version?: VersionId | 'FIXT.1.1'
  /** Numbers from an earlier connection; both stated or not, the store is not `fresh` then. */
  readonly nextIn?: number
  readonly nextOut?: number
}

export class SessionRig {
  readonly session: Session
  readonly version: FixVersion
  /** Epoch milliseconds. */
  now = START
  readonly timers = new Map<TimerName, number>()
  /** What was sent under which number, as a store keeps it; delete an entry to lose a message. */
  readonly stored = new Map<number, Message>()
  /** Numbers persisted by `count`, and everything told by `observe`, oldest first. */
  readonly counted: number[] = []
  readonly observed: Observation[] = []
  /** Every message sent, as bytes for the other side of a talk. */
  readonly wire: Buffer[] = []
  /** Blocks read from the store, for the answers to ResendRequests. */
  readonly replays: [begin: number, end: number][] = []
  resets = 0
  /** How each connection ended, and ClOrdID(11) of what a reset gave back to the application. */
  readonly ends: SessionEnd[] = []
  readonly neverSent: string[] = []
  #carried: Message[] = []
  /** Every action of the last event, in the order in which they were performed. */
  actions: Action[] = []
  #seen: Seen[] = []
  #answersEnded = 0

  constructor(options: RigOptions = {}) {
    const { role = 'acceptor', version = 'FIX.4.4', nextIn, nextOut, ...stated } = options
    this.version = findVersion(version) as FixVersion
    const settings = sessionSettings({
      role,
      version: this.version,
      senderCompID: 'US',
      targetCompID: 'THEM',
      dictionary: dictionaryFor(this.version),
      ...stated,
    })
    const fresh = nextIn === undefined && nextOut === undefined
    this.session = createSession(settings, { nextIn: nextIn ?? 1, nextOut: nextOut ?? 1, fresh })
  }

  /** `[nextIn, nextOut]`. */
  get numbers(): [number, number] {
    return [this.session.nextIn, this.session.nextOut]
  }

  get state(): Session['state'] {
    return this.session.state
  }

  /** Texts of the observations of one kind. */
  told(what: Observation['what']): string[] {
    return this.observed.filter((observation) => observation.what === what).map(({ text }) => text)
  }

  connect(): Seen[] {
    return this.apply({ kind: 'connected', at: this.now })
  }

  disconnect(): Seen[] {
    return this.apply({ kind: 'disconnected', why: 'cut', at: this.now })
  }

  /** A message of the counterparty: identity, MsgSeqNum = the expected one and SendingTime = now unless stated. */
  receive(name: string, fields: Fields = {}): Seen[] {
    return this.receiveMessage(this.message(name, fields))
  }

  receiveMessage(message: Message): Seen[] {
    return this.apply({ kind: 'received', message, at: this.now })
  }

  garble(): Seen[] {
    return this.apply({ kind: 'garbled', why: 'CheckSum is wrong', at: this.now })
  }

  submit(name: string, fields: Fields = {}): Seen[] {
    const msgType = this.#msgType(name)
    return this.apply({ kind: 'submitted', msgType, fields: this.#withBody(name, fields), at: this.now })
  }

  requestLogout(text?: string): Seen[] {
    return this.apply({ kind: 'logoutRequested', at: this.now, ...(text === undefined ? {} : { text }) })
  }

  requestReset(): Seen[] {
    return this.apply({ kind: 'resetRequested', at: this.now })
  }

  /** Lets time pass and fires what falls due, in order. */
  pass(seconds: number): Seen[] {
    const until = this.now + seconds * 1000
    const seen: Seen[] = []
    for (;;) {
      const [timer, at] = [...this.timers].sort((a, b) => a[1] - b[1])[0] ?? []
      if (timer === undefined || at === undefined || at > until) break
      this.timers.delete(timer)
      this.now = Math.max(this.now, at)
      seen.push(...this.apply({ kind: 'timerFired', timer, at: this.now }))
    }
    this.now = until
    return seen
  }

  /** Sets the wall clock forward, or back; timers go on waiting as long as they had to. */
  setClock(seconds: number): void {
    this.now += seconds * 1000
    for (const [timer, at] of this.timers) this.timers.set(timer, at + seconds * 1000)
  }

  /** One event, and what came of it. */
  apply(event: SessionEvent): Seen[] {
    this.#seen = []
    this.actions = []
    this.#perform(event)
    for (; this.#answersEnded > 0; this.#answersEnded--) this.#perform({ kind: 'answerEnded', at: this.now })
    return this.#seen
  }

  /** A message as the counterparty writes it. */
  message(name: string, fields: Fields = {}): Message {
    const { senderCompID, targetCompID } = this.session.settings
    const header: Field[] = [
      [Tag.BeginString, this.version.beginString],
      [Tag.MsgType, this.#msgType(name)],
      [Tag.SenderCompID, targetCompID],
      [Tag.TargetCompID, senderCompID],
      [Tag.MsgSeqNum, this.session.nextIn],
      [Tag.SendingTime, this.time()],
    ]
    return decode(encode(this.#withBody(name, fields), header))
  }

  /** A UTCTimestamp so many seconds from now, in the precision of the version. */
  time(seconds = 0): string {
    return formatUtcTimestamp(this.now + seconds * 1000, this.version.timestampFraction)
  }

  #perform(event: SessionEvent): void {
    const actions: Action[] = []
    step(this.session, event, actions)
    for (const action of actions) this.#act(action)
    const messages = this.#carried
    this.#carried = []
    if (messages.length > 0) this.#perform({ kind: 'carried', messages, at: this.now })
  }

  #read(begin: number, end: number): Message[] {
    const wanted = [...this.stored].filter(([number]) => number >= begin && number <= end)
    return wanted.sort((a, b) => a[0] - b[0]).map(([, message]) => message)
  }

  #act(action: Action): void {
    this.actions.push(action)
    switch (action.kind) {
      case 'send':
        return this.#send(action)
      case 'resend': {
        const { message, msgSeqNum } = action
        const fields = resentFields(action)
        return this.#send({
          kind: 'send',
          msgType: message.msgType,
          msgSeqNum,
          header: [],
          fields,
          store: false,
          transmit: true,
        })
      }
      case 'deliver':
        this.#seen.push(delivered(action.message.text(Tag.ClOrdID) ?? action.message.msgType, action.possDup))
        return
      case 'count':
        this.counted.push(action.nextIn)
        return
      case 'replay': {
        const { begin, end } = action
        this.replays.push([begin, end])
        return this.#perform({ kind: 'replayed', messages: this.#read(begin, end), at: this.now })
      }
      case 'answerEnded':
        this.#answersEnded++
        return
      case 'recall':
        return this.#perform({ kind: 'recalled', messages: this.#read(action.begin, action.end), at: this.now })
      case 'reset': {
        this.resets++
        const unsent = action.unsent.flatMap(({ begin, end }) => this.#read(begin, end))
        if (action.unsentBecome === 'carried') this.#carried.push(...unsent)
        else this.neverSent.push(...unsent.map((message) => message.text(Tag.ClOrdID) ?? message.msgType))
        return this.stored.clear()
      }
      case 'ended':
        this.ends.push({ how: action.how, reason: action.reason, text: action.text })
        return
      case 'arm':
        this.timers.set(action.timer, action.at)
        return
      case 'disarm':
        this.timers.delete(action.timer)
        return
      case 'disconnect':
        this.#seen.push(closed)
        return
      case 'observe':
        this.observed.push(action.observation)
        return
    }
  }

  #send(action: SendAction): void {
    const { senderCompID, targetCompID } = this.session.settings
    const identity: Field[] = [
      [Tag.BeginString, this.version.beginString],
      [Tag.SenderCompID, senderCompID],
      [Tag.TargetCompID, targetCompID],
    ]
    const message = decode(encode([[Tag.MsgType, action.msgType], ...action.fields], [...identity, ...action.header]))
    if (action.store !== false) this.stored.set(action.msgSeqNum, message)
    if (!action.transmit) return
    this.wire.push(message.bytes)
    const { dictionary } = this.session.settings
    const fields: Record<string, string | undefined> = {}
    for (let i = 0; i < message.count; i++) {
      const tag = message.tagAt(i)
      // Also fields that the version does not have: a test may state that they are absent.
      const name = TAG_NAMES.get(tag) ?? dictionary.fieldByTag(tag)?.name ?? String(tag)
      // The first of a group stands for all: tests that care look at the bytes.
      fields[name] ??= message.textAt(i)
    }
    this.#seen.push({ sent: dictionary.message(action.msgType)?.name ?? action.msgType, fields })
  }

  #withBody(name: string, fields: Fields): Field[] {
    const { dictionary } = this.session.settings
    return withBody(dictionary, this.version, name, fields, this.time())
  }

  #msgType(name: string): string {
    return this.session.settings.dictionary.messageByName(name)?.msgType ?? name
  }
}

/** A session with Logon exchanged: nextIn and nextOut are 2, or one more than what was stated. */
export function establishedRig(options: RigOptions = {}): SessionRig {
  const rig = new SessionRig(options)
  rig.connect()
  const heartBtInt = options.heartBtInt ?? 30
  rig.receive('Logon', { HeartBtInt: heartBtInt })
  assert.equal(rig.state, 'active', rig.observed.map(({ text }) => text).join('; '))
  rig.observed.length = 0
  rig.counted.length = 0
  return rig
}

/**
 * One connection of the rogue target: what it sends, when it sends by itself, and how it ends. Written from the rules of
 * the standard without a look at the engine of the house, so that it is a second opinion on the scenarios.
 */
import { decode } from '../../src/codec/decode.ts'
import { encode, type Field } from '../../src/codec/encode.ts'
import type { Message } from '../../src/codec/message.ts'
import { formatUtcTimestamp } from '../../src/codec/utc-timestamp.ts'
import type { Dictionary } from '../../src/dictionary/dictionary.ts'
import { dictionaryFor } from '../../src/dictionary/load.ts'
import { MsgType } from '../../src/fix/msg-types.ts'
import { Tag } from '../../src/fix/tags.ts'
import type { TargetModuleOptions } from '../../src/testbench/target-module.ts'
import type { Transport } from '../../src/transport/transport.ts'
import type { FaultName } from './faults.ts'
import { Gap } from './gap.ts'
import { receive } from './incoming.ts'
import { spoil } from './outgoing-faults.ts'
import { repeatLast } from './resend.ts'
import { routeBack } from './route-back.ts'
import { type Delivery, type Store, emptyStore as unstored } from './store.ts'
import { Supervision } from './supervision.ts'
import type { Trader } from './trading/trader.ts'
import { TraderLink } from './trading/trader-link.ts'
import { WireReader } from './wire-reader.ts'

/** `leaving`: a Logout was sent because of a fault; nothing that comes now counts, but for the answer to it. */
export type Phase = 'awaitingLogon' | 'logonSent' | 'active' | 'logoutSent' | 'loggedOut' | 'leaving' | 'ended'

/** How long an answer to a Logon, and to a Logout, may take; and the wait after a Logout that names a fault. */
const ANSWER_MS = 10_000
const FAREWELL_MS = 2_000

/** How long after the Logon messages wait that were queued before it, so that the counterparty can say what it misses. */
const QUEUE_MS = 200

/** One counterparty: who it is, and what is kept for it. */
export interface Place {
  /** Its name stands as `targetCompID`. */
  readonly options: TargetModuleOptions
  readonly store: Store
}

export interface Owner extends Place {
  /** What it trades with; undefined where orders are not the matter. */
  readonly trader: Trader | undefined
  is(fault: FaultName): boolean
  /** The place of a further counterparty, where it is one. @param senderCompID - as its Logon says */
  placeOf(senderCompID: string | undefined): Place | undefined
  /** Makes a session the one of its identity. @returns false while another has it */
  claim(session: RogueSession): boolean
  ended(session: RogueSession): void
}

export class RogueSession {
  options: TargetModuleOptions
  readonly dictionary: Dictionary
  store: Store
  readonly gap = new Gap()
  readonly supervision: Supervision
  phase: Phase
  /** Seconds. */
  heartBtInt: number
  /** The Logon with ResetSeqNumFlag(141) that was sent and not yet answered. */
  resetPending = false
  /** Both sides have said Logout. */
  parted = false
  readonly #owner: Owner
  readonly #link: TraderLink
  readonly #transport: Transport
  readonly #reader: WireReader
  readonly #timers = new Set<{ cancel(): void }>()

  constructor(owner: Owner, transport: Transport) {
    this.#owner = owner
    this.#transport = transport
    this.options = owner.options
    this.store = owner.store
    this.dictionary = dictionaryFor(owner.options.version)
    this.heartBtInt = owner.options.heartBtInt
    this.phase = owner.options.role === 'acceptor' ? 'awaitingLogon' : 'logonSent'
    this.#reader = new WireReader((fault) => this.is(fault))
    this.supervision = new Supervision(this)
    this.#link = new TraderLink(owner.trader, this)
  }

  is(fault: FaultName): boolean {
    return this.#owner.is(fault)
  }

  claim(): boolean {
    return this.#owner.claim(this)
  }

  /** Whose connection this is, where there are several that may come. */
  recognize(logon: Message): void {
    const place = this.#owner.placeOf(logon.text(Tag.SenderCompID))
    if (place === undefined) return
    this.options = place.options
    this.store = place.store
  }

  /** A message for whoever trades. @returns false where nobody does */
  trade(message: Message): boolean {
    return this.#link.received(message)
  }

  /** Begins to listen; the initiator's Logon comes from `logon.ts`. */
  open(): void {
    this.#transport.listen({ onData: (chunk) => this.#arrived(chunk), onClose: () => this.#end() })
    if (!this.is('timing.waits-for-ever-for-logon'))
      this.after(ANSWER_MS, () => {
        const waited = this.phase === 'awaitingLogon' || this.phase === 'logonSent'
        if (waited && !this.is('logon.first-message-ignored')) this.close()
      })
  }

  #arrived(chunk: Buffer): void {
    for (const { kind, bytes } of this.#reader.push(chunk)) {
      if (this.phase === 'ended') return
      if (kind === 'message') receive(this, decode(bytes))
      else this.#garbled(bytes)
    }
  }

  #garbled(bytes: Buffer): void {
    this.options.note(`garbled, ignored: ${bytes.length} bytes`)
    if (this.phase !== 'active') return
    if (this.is('framing.garbled-counted')) this.store.nextIn++
    if (this.is('framing.garbled-rejected')) this.reject(decode(bytes), 5, undefined, 'garbled')
    if (this.is('framing.garbled-ends-session')) this.refuse('garbled message')
    if (this.is('framing.garbled-cuts-connection')) this.close()
    if (this.is('framing.garbled-requested-again')) this.gap.request(this)
  }

  /** SendingTime(52) for a message that leaves now. */
  get sendingTime(): string {
    const { clock, version } = this.options
    const hour = this.is('timing.sends-local-time') ? 3_600_000 : 0
    const fraction = this.is('timing.fraction-in-every-version') ? 3 : version.timestampFraction
    return formatUtcTimestamp(clock.now() + hour, fraction)
  }

  /** Sends a message under the next number, and keeps it for a resend. */
  send(msgType: string, body: readonly Field[], delivery: Delivery = {}): void {
    const { store } = this
    if (delivery.repeatLast === true) return repeatLast(this)
    if (msgType === MsgType.Heartbeat && this.is('heartbeat.skips-a-number')) store.nextOut++
    const msgSeqNum = store.nextOut
    store.sent.set(msgSeqNum, { msgType, body, sendingTime: this.sendingTime })
    const keepsNumber = msgType === MsgType.Heartbeat && this.is('heartbeat.uses-no-number')
    if (!keepsNumber) store.nextOut = msgSeqNum + 1
    if (delivery.skip !== true) this.write(msgType, msgSeqNum, body)
  }

  /** Puts a message on the wire under a number, whatever it is; a repetition goes this way. */
  write(msgType: string, msgSeqNum: number, body: readonly Field[]): void {
    if (this.phase === 'ended') return
    const { version, senderCompID, targetCompID } = this.options
    const header: Field[] = [
      [Tag.BeginString, version.beginString],
      [Tag.MsgType, msgType],
      [Tag.SenderCompID, senderCompID],
      [Tag.TargetCompID, targetCompID],
      [Tag.MsgSeqNum, msgSeqNum],
      [Tag.SendingTime, this.sendingTime],
    ]
    const stated = new Set(body.map(([tag]) => tag))
    const fields = [...header.filter(([tag]) => !stated.has(tag)), ...body]
    const { fields: spoilt, bytes } = spoil(this, msgType, fields)
    this.#transport.write(bytes ?? encode(spoilt))
    this.supervision.sent()
  }

  /**
   * Reject(3). What the version does not know is left out.
   *
   * @param tag - RefTagID(371)
   */
  reject(message: Message, reason: number, tag: number | undefined, text: string): void {
    const { version } = this.options
    const { rejectReasons, highestRejectReason } = version
    const said = this.is('validation.reject-reason-other') ? 0 : reason
    const fields: Field[] = [...routeBack(message, this.dictionary)]
    if (!this.is('validation.reject-names-no-message')) fields.push([Tag.RefSeqNum, message.text(Tag.MsgSeqNum) ?? 0])
    if (rejectReasons || this.is('validation.reject-reasons-in-every-version')) {
      const refTag = this.is('validation.reject-names-other-tag') ? Tag.Text : tag
      if (refTag !== undefined && !this.is('venue.reject-without-ref-tag')) fields.push([Tag.RefTagID, refTag])
      fields.push([Tag.RefMsgType, message.msgType])
      if (said <= highestRejectReason) fields.push([Tag.SessionRejectReason, said])
    }
    if (this.is('validation.reject-silent')) return
    this.send(MsgType.Reject, [...fields, [Tag.Text, text]])
    if (this.is('validation.reject-ends-session')) this.refuse(text)
  }

  /** Logout that names a fault; the connection ends soon after. @param status - SessionStatus(1409), FIXT.1.1 alone */
  refuse(text: string, status?: number): void {
    if (this.phase === 'leaving' || this.phase === 'ended') return
    if (this.is('logout.refuses-without-a-word')) return this.close()
    const said: Field[] = this.is('logout.refuses-without-text') ? [] : [[Tag.Text, text]]
    if (status !== undefined && this.options.version.applVerID !== undefined) said.push([Tag.SessionStatus, status])
    this.send(MsgType.Logout, said)
    if (this.is('logout.refuses-and-stays')) return
    this.phase = 'leaving'
    this.after(FAREWELL_MS, () => this.close())
  }

  /** Leaves on its own account. */
  logout(): void {
    if (this.phase !== 'active') return
    if (this.is('logout.leaves-without-a-word')) return this.close()
    this.send(MsgType.Logout, [])
    this.phase = 'logoutSent'
    if (this.is('logout.does-not-wait-for-answer')) return this.close()
    if (!this.is('logout.waits-for-ever-for-answer')) this.after(ANSWER_MS, () => this.close())
  }

  /** Has answered the Logout of the counterparty, and leaves it to that to close. */
  loggedOut(): void {
    this.phase = 'loggedOut'
    this.parted = true
    if (this.is('logout.closes-at-once')) return this.close()
    if (!this.is('logout.never-closes')) this.after(ANSWER_MS, () => this.close())
  }

  /** The Logon exchange is done. */
  established(): void {
    this.phase = 'active'
    this.supervision.start()
    // Behind what this Logon is answered by.
    this.after(0, () => this.#link.announce())
    this.after(this.is('persistence.queue-before-recovery') ? 0 : QUEUE_MS, () => this.flush())
  }

  /** Sends what waited for a session, once nothing is missing and no reset is under way. */
  flush(): void {
    if (this.phase !== 'active') return
    if (this.resetPending && !this.is('reset.application-does-not-wait')) return
    if (this.gap.open && !this.is('persistence.queue-before-recovery')) return
    const { queue } = this.store
    const waiting = queue.splice(0)
    if (this.is('persistence.queue-reversed')) waiting.reverse()
    for (const { msgType, body, delivery } of waiting) this.send(msgType, body, delivery)
    if (this.is('persistence.queue-not-emptied')) queue.push(...waiting)
  }

  close(): void {
    this.#transport.close()
  }

  /** As if the process were gone. */
  kill(): void {
    this.#link.renounce()
    this.#stop()
    this.#transport.destroy()
  }

  after(ms: number, fire: () => void): { cancel(): void } {
    const { clock } = this.options
    const timer = clock.schedule(clock.now() + ms, () => {
      this.#timers.delete(timer)
      fire()
    })
    this.#timers.add(timer)
    return timer
  }

  #end(): void {
    if (this.phase === 'ended') return
    this.#link.renounce()
    this.#stop()
    if (this.is('persistence.numbers-last-a-connection')) Object.assign(this.store, unstored())
    this.#owner.ended(this)
  }

  #stop(): void {
    this.phase = 'ended'
    for (const timer of this.#timers) timer.cancel()
    this.#timers.clear()
  }
}

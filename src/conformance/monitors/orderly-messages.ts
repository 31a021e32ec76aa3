/** Messages of the peer that are in order: each is accepted and counted, which shows when a TestRequest behind them is answered. */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import type { Tell } from './pending.ts'
import type { Sighting } from './sighting.ts'

/** What every message in order shows. */
const ALWAYS = ['2.a', '2.h', '2.j', '2.l', '2.p', '2.s', '3.a', '3.d'] as const
const ACCEPTED = 'the message is accepted and counted'
/** Messages whose numbers are remembered until they are known to be taken. */
const REMEMBERED = 64

export class OrderlyMessages {
  readonly #tell: Tell
  #count = 0
  #heartbeats = 0
  #rejects = 0
  /** Heartbeats with a TestReqID that the target did not ask with. */
  #strange = 0
  #data = 0
  readonly #seqs = new Float64Array(REMEMBERED)
  readonly #types: string[] = []
  readonly #isStrange: boolean[] = []
  #first = -1

  constructor(tell: Tell) {
    this.#tell = tell
  }

  add(message: Message, seq: number, { ordinal }: Sighting, asked: ReadonlySet<string>): void {
    const { msgType } = message
    const strange = this.#strange
    if (this.#count === 0) this.#first = ordinal
    this.#count++
    if (msgType === MsgType.Heartbeat) {
      this.#heartbeats++
      const id = message.text(Tag.TestReqID)
      if (id !== undefined && !asked.has(id)) this.#strange++
    }
    if (msgType === MsgType.Reject) this.#rejects++
    if (hasData(message)) this.#data++
    const at = seq % REMEMBERED
    this.#seqs[at] = seq
    this.#types[at] = msgType
    this.#isStrange[at] = this.#strange > strange
  }

  /** A TestRequest behind them was answered. */
  confirm(): void {
    if (this.#count === 0) return
    const finding = { grade: 'passed' as const, expected: [ACCEPTED], actual: 'a TestRequest behind it was answered' }
    const since = this.#first
    this.#tell(ALWAYS, finding, since, this.#count)
    if (this.#heartbeats > 0) this.#tell(['5'], finding, since, this.#heartbeats)
    if (this.#rejects > 0) this.#tell(['7'], finding, since, this.#rejects)
    if (this.#strange > 0) this.#tell(['PX-40'], finding, since, this.#strange)
    if (this.#data > 0) this.#tell(['PX-36'], finding, since, this.#data)
    this.#begin()
  }

  /** The target asks for a number that was there, and in order. */
  blame(from: number, told: string): void {
    const at = from % REMEMBERED
    if (this.#seqs[at] !== from) return
    const type = this.#types[at]
    const id = type === MsgType.Heartbeat ? '5' : type === MsgType.Reject ? '7' : '2.a'
    this.#tell([id], { grade: 'failed', expected: [ACCEPTED], actual: `${told}, and ${from} was there` })
    this.#begin()
  }

  /** Another message came under its number: what refers to that may mean either. */
  forget(seq: number): void {
    if (this.#seqs[seq % REMEMBERED] === seq) this.#seqs[seq % REMEMBERED] = Number.NaN
  }

  /** The target rejects a message that was in order. */
  rejected(about: number, told: string): void {
    const at = about % REMEMBERED
    if (this.#seqs[at] !== about) return
    const type = this.#types[at]
    const id = type === MsgType.Heartbeat ? (this.#isStrange[at] ? 'PX-40' : '5') : type === MsgType.Reject ? '7' : ''
    if (id !== '') this.#tell([id], { grade: 'failed', expected: [ACCEPTED], actual: told })
  }

  #begin(): void {
    this.#count = 0
    this.#heartbeats = 0
    this.#rejects = 0
    this.#strange = 0
    this.#data = 0
  }
}

/** A data field that holds the delimiter, so that only its length tells where it ends. */
function hasData(message: Message): boolean {
  for (const tag of DATA) {
    const i = message.indexOf(tag)
    if (i >= 0 && message.bytesAt(i).includes(1)) return true
  }
  return false
}

const DATA = [Tag.RawData, 355] as const

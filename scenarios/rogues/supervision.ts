/** Heartbeats while nothing else is sent, a TestRequest after silence, and the end of a connection that stays silent. */
import { MsgType } from '../../src/fix/msg-types.ts'
import { Tag } from '../../src/fix/tags.ts'
import type { RogueSession } from './session.ts'

/** What a message may take beyond HeartBtInt(108), as a share of it. */
const ALLOWANCE = 1.2

export class Supervision {
  readonly #session: RogueSession
  #lastSent = 0
  #lastBeat = 0
  #lastReceived = 0
  /** When the TestRequest was sent that is not answered yet. */
  #askedAt: number | undefined
  #asked = 0
  #running = false

  constructor(session: RogueSession) {
    this.#session = session
  }

  get #now(): number {
    return this.#session.options.clock.now()
  }

  sent(): void {
    this.#lastSent = this.#now
  }

  received(): void {
    this.#lastReceived = this.#now
    if (!this.#session.is('test-request.answer-not-taken')) this.#askedAt = undefined
  }

  start(): void {
    if (this.#running || this.#interval === 0) return
    this.#running = true
    this.#lastReceived = this.#now
    this.#lastBeat = this.#now
    this.#look()
  }

  get #interval(): number {
    const session = this.#session
    const { heartBtInt } = session
    if (heartBtInt === 0) return session.is('timing.zero-interval-means-one') ? 1_000 : 0
    if (session.is('timing.interval-of-its-own')) return 30_000
    if (session.is('timing.interval-in-milliseconds')) return heartBtInt
    return heartBtInt * 1000
  }

  #look(): void {
    const session = this.#session
    if (session.phase !== 'active' && session.phase !== 'logoutSent') return
    if (session.phase === 'logoutSent' && session.is('logout.waits-for-ever-for-answer')) return
    const now = this.#now
    if (now >= this.#beatDue) this.#beat()
    if (this.#askedAt === undefined) {
      if (now >= this.#silenceDue) this.#ask()
    } else if (now >= this.#deadDue) {
      this.#askedAt = undefined
      if (session.is('test-request.asks-for-ever')) this.#ask()
      else if (session.is('test-request.gives-up-asking')) this.#lastReceived = now
      else return session.close()
    }
    const next = Math.min(this.#beatDue, this.#askedAt === undefined ? this.#silenceDue : this.#deadDue)
    session.after(Math.max(1, next - now), () => this.#look())
  }

  get #beatDue(): number {
    const session = this.#session
    const from = session.is('heartbeat.sent-whatever-else-is') ? this.#lastBeat : this.#lastSent
    return from + this.#interval * (session.is('heartbeat.every-second-interval') ? 2 : 1)
  }

  get #silenceDue(): number {
    const session = this.#session
    const share = session.is('timing.test-request-late') ? 6 : session.is('timing.test-request-early') ? 0.5 : ALLOWANCE
    return this.#lastReceived + this.#interval * share
  }

  get #deadDue(): number {
    return (this.#askedAt ?? 0) + this.#interval * (this.#session.is('timing.dead-late') ? 10 : ALLOWANCE)
  }

  #beat(): void {
    const session = this.#session
    this.#lastBeat = this.#now
    this.#lastSent = this.#now
    if (session.is('heartbeat.never-sent')) return
    session.send(MsgType.Heartbeat, session.is('heartbeat.idle-with-id') ? [[Tag.TestReqID, 'IDLE']] : [])
    if (session.is('heartbeat.sent-twice')) session.send(MsgType.Heartbeat, [])
  }

  #ask(): void {
    const session = this.#session
    this.#askedAt = this.#now
    if (session.is('test-request.never-sent')) return
    if (session.is('test-request.sent-as-heartbeat')) return session.send(MsgType.Heartbeat, [])
    const id = `ROGUE${++this.#asked}`
    session.send(MsgType.TestRequest, session.is('test-request.sent-without-id') ? [] : [[Tag.TestReqID, id]])
  }
}

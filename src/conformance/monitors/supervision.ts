/** Groups 4 and 6: Heartbeats of an idle target, and its question when the peer keeps silent. By the clock of the log alone. */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import type { Finding } from './sighting.ts'

type Tell = (cases: readonly string[], finding: Finding) => void

/** Of HeartBtInt; those of the scenarios. */
const LATE = 1.6
const EARLY = 0.5
const ASKED = 3
const ENDED = 4
/** Where HeartBtInt is a second or two: what a timer of whole seconds may add. */
const TIMER_MS = 1_200

/** With HeartBtInt 0 nothing may come by itself for so long. */
const QUIET_MS = 5_000
const QUIET = 'with HeartBtInt 0 no Heartbeat and no watch for silence'

const HEARTBEAT = 'Heartbeat within 1.6 HeartBtInt of the last message sent, and not within 0.5'
const QUESTION = 'TestRequest within 3 HeartBtInt of silence; then the end of the connection within 4'

export class Supervision {
  readonly #tell: Tell
  #interval = Number.NaN
  #lastOfTarget = Number.NaN
  #lastOfPeer = Number.NaN
  /** Milliseconds without a message of the target, when they were too many. */
  #late = 0
  #isUnasked = false
  /** When the target asked and nothing came since. */
  #askedAt = Number.NaN
  #unsolicited = 0
  #began = Number.NaN

  constructor(tell: Tell) {
    this.#tell = tell
  }

  /** @param seconds - HeartBtInt(108) as agreed, undefined where it is not known */
  begin(seconds: number | undefined, at: number): void {
    this.#interval = seconds === undefined ? Number.NaN : seconds * 1000
    this.#lastOfTarget = at
    this.#lastOfPeer = at
    this.#began = at
    this.#askedAt = Number.NaN
    this.#late = 0
    this.#isUnasked = false
    this.#unsolicited = 0
  }

  /** A session that is not established is not watched. */
  stop(): void {
    this.#interval = Number.NaN
  }

  /** @param isNext - no number of the target is missing before it, so that the log has all it sent */
  target(message: Message, at: number, resolution: number, isNext: boolean): void {
    const interval = this.#interval
    if (Number.isNaN(interval)) return
    const { msgType } = message
    const asks = msgType === MsgType.TestRequest
    const beats = msgType === MsgType.Heartbeat && !message.has(Tag.TestReqID)
    if (interval === 0) {
      if (beats || (asks && ++this.#unsolicited > 1)) this.#zero(beats ? 'Heartbeat' : 'TestRequest')
      return
    }
    this.time(at, resolution)
    const since = at - this.#lastOfTarget
    this.#tellLate(isNext)
    if (beats && since < this.#latest(resolution)) {
      const actual = `it came after ${since} ms`
      const isEarly = since + resolution < EARLY * interval
      this.#tell(['4.a'], { grade: isEarly ? 'warning' : 'passed', expected: [HEARTBEAT], actual })
    }
    if (asks && at - this.#lastOfPeer + resolution >= EARLY * interval) {
      if (Number.isNaN(this.#askedAt)) this.#askedAt = at
      const actual = `TestRequest after ${at - this.#lastOfPeer} ms of silence`
      if (!this.#isUnasked) this.#tell(['6'], { grade: 'passed', expected: [QUESTION], actual })
    }
    this.#lastOfTarget = at
  }

  peer(at: number, resolution: number): void {
    this.time(at, resolution)
    this.#lastOfPeer = at
    this.#askedAt = Number.NaN
    this.#isUnasked = false
  }

  /** The connection ends, or the target says Logout. */
  ended(at: number, byTarget: boolean, resolution: number): void {
    this.time(at, resolution)
    this.#tellLate(true)
    if (this.#interval === 0 && at - this.#began >= QUIET_MS && this.#unsolicited < 2)
      this.#tell(['PX-28'], {
        grade: 'passed',
        expected: [QUIET],
        actual: `nothing by itself in ${at - this.#began} ms`,
      })
    if (byTarget && at - this.#askedAt <= ENDED * this.#interval + resolution)
      this.#tell(['PX-47'], {
        grade: 'passed',
        expected: [QUESTION],
        actual: `the end ${at - this.#askedAt} ms after TestRequest`,
      })
    this.stop()
  }

  /** The clock of the log has come so far, and the session still stands. */
  time(at: number, resolution: number): void {
    const interval = this.#interval
    if (!(interval > 0)) return
    if (at - this.#lastOfTarget >= this.#latest(resolution)) this.#late = at - this.#lastOfTarget
    if (
      !this.#isUnasked &&
      Number.isNaN(this.#askedAt) &&
      this.#lastOfTarget - this.#lastOfPeer > ASKED * interval + resolution
    ) {
      this.#isUnasked = true
      const actual = `no TestRequest in ${this.#lastOfTarget - this.#lastOfPeer} ms of silence`
      this.#tell(['6'], { grade: 'failed', expected: [QUESTION], actual })
    }
    if (!this.#isUnasked && this.#lastOfTarget - this.#askedAt > ENDED * interval + resolution) {
      this.#isUnasked = true
      const actual = `${this.#lastOfTarget - this.#askedAt} ms after a TestRequest that was not answered the session stands`
      this.#tell(['6', 'PX-47'], { grade: 'failed', expected: [QUESTION], actual })
    }
  }

  #latest(resolution: number): number {
    return Math.max(LATE * this.#interval, this.#interval + TIMER_MS) + resolution
  }

  #tellLate(isNext: boolean): void {
    if (this.#late === 0) return
    const actual = `nothing was sent for ${this.#late} ms, with HeartBtInt ${this.#interval / 1000}`
    this.#late = 0
    const expected = [HEARTBEAT]
    if (isNext) this.#tell(['4.a'], { grade: 'failed', expected, actual })
    else this.#tell(['4.a'], { grade: 'inconclusive', expected, actual, reason: 'the log lacks messages of that time' })
  }

  #zero(name: string): void {
    this.#unsolicited = 2
    this.#tell(['PX-28'], { grade: 'failed', expected: [QUIET], actual: `${name} by itself` })
  }
}

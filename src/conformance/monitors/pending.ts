/** What is asked of the target and not answered yet. The next messages, the clock and the end of the connection decide. */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import { describeMessage } from '../expect.ts'
import { atDisconnect } from './endings.ts'
import type { SessionState } from './session-state.ts'
import type { Finding } from './sighting.ts'
import type { Step } from './steps.ts'
import {
  advance,
  broken,
  done,
  dueOf,
  missed,
  type NewStimulus,
  open,
  opened,
  type Stimulus,
  skipOptional,
  stepOf,
} from './stimulus.ts'

/** @param since - ordinal of the sighting that it begins with */
export type Tell = (cases: readonly string[], finding: Finding, since?: number, times?: number) => void

/** More open questions than this are given up, oldest first. */
const MOST = 64
/** A Logout that comes later than this behind a message is not held to answer it. */
const ANSWERS_MS = 2_000

interface Question extends Stimulus {
  readonly testReqID: string
}

export class Pending {
  readonly #state: SessionState
  readonly #tell: Tell
  #open: Stimulus[] = []
  /** TestRequests that came ahead of their turn: their answers prove nothing. */
  readonly #early = new Set<string>()
  /** The earliest instant at which something is due. */
  #due = Number.POSITIVE_INFINITY
  /** A ResendRequest is not answered in full. */
  get isResending(): boolean {
    return this.#open.some(({ cases }) => cases.includes('8') || cases.includes('20'))
  }

  /** Garbled bytes whose end was told wrongly: what stood behind them may be lost with them. */
  get hasGarbled(): boolean {
    return this.#open.some(({ cases }) => cases.includes('PX-35') || cases.includes('2.m') || cases.includes('2.t'))
  }

  constructor(state: SessionState, tell: Tell) {
    this.#state = state
    this.#tell = tell
  }

  add(stimulus: NewStimulus, seq: number, ordinal: number, at: number): void {
    this.#push(opened(stimulus, seq, ordinal, at))
  }

  /** A TestRequest in its turn: its answer shows that all before it were taken. */
  ask(
    testReqID: string,
    seq: number,
    cases: readonly string[],
    steps: readonly Step[],
    ordinal: number,
    at: number,
    known: boolean,
  ): void {
    const level = /^[\x20-\x7e]*$/.test(testReqID) ? {} : { level: 'should' as const }
    const lenient = known ? {} : { lenient: 'the log does not show which number the target expects' }
    const what = `TestRequest ${seq} with TestReqID ${testReqID}`
    const question: Question = { ...opened({ cases, steps, what, ...lenient, ...level }, seq, ordinal, at), testReqID }
    this.#push(question)
  }

  askedEarly(message: Message): void {
    if (this.#early.size >= MOST) this.#early.clear()
    this.#early.add(message.text(Tag.TestReqID) ?? '')
  }

  #push(stimulus: Stimulus): void {
    if (this.#open.length >= MOST) {
      const [oldest] = this.#open.splice(0, 1)
      if (oldest !== undefined) this.#decide(oldest, open(oldest, `more than ${MOST} questions were open at once`))
    }
    this.#open.push(stimulus)
    this.#dueWith(stimulus)
  }

  #dueWith(stimulus: Stimulus): void {
    const due = dueOf(stimulus)
    if (due < this.#due) this.#due = due
  }

  /**
   * Takes a message of the target.
   *
   * @returns the number of the TestRequest that it answers in its turn
   */
  target(message: Message, at: number): number | undefined {
    if (this.#open.length === 0) return undefined
    const told = (): string => describeMessage(message, this.#state.naming)
    const { msgType } = message
    let confirmed: Question | undefined
    let taken = false
    for (const stimulus of [...this.#open]) {
      const before = stimulus.step
      const finding = advance(stimulus, message, at, told)
      if (finding === undefined && stimulus.step === before) continue
      if (stimulus.step > before) this.#dueWith(stimulus)
      taken = true
      if (finding !== undefined) this.#decide(stimulus, finding)
      if ('testReqID' in stimulus && finding?.grade !== 'failed') confirmed ??= stimulus as Question
      if (msgType === MsgType.Heartbeat) break
    }
    if (confirmed !== undefined) {
      this.#confirm(confirmed, told())
      return confirmed.seq
    }
    if (msgType === MsgType.Logout) this.#loggedOut(told(), at, taken)
    else if (msgType === MsgType.Reject) this.#rejected(message, told())
    return undefined
  }

  /** The answer to a TestRequest in its turn: what came before it was taken, and answered or not. */
  #confirm({ ordinal, seq, testReqID }: Question, told: string): void {
    for (const stimulus of this.#open.filter((one) => one.ordinal < ordinal)) {
      const step = skipOptional(stimulus)
      if (step === undefined) this.#decide(stimulus, done(stimulus))
      else if (step.do === 'number') {
        const isRight = step.next.some((next) => next <= seq)
        stimulus.did = told
        const wrong = stimulus.isFault ? broken(stimulus, told) : open(stimulus, 'the target counts otherwise', told)
        this.#decide(stimulus, isRight ? done(stimulus) : wrong)
      } else if (step.do === 'end' && step.orNext !== undefined) {
        stimulus.did = `it went on: ${told}`
        this.#decide(stimulus, done(stimulus))
      } else if (stimulus.slow === true || step.do === 'stay') continue
      else this.#decide(stimulus, broken(stimulus, `no ${step.text}: TestRequest ${testReqID} behind it was answered`))
    }
  }

  /** Its Logout answers that of the peer, which was in its turn: what else was asked for before it will not come. */
  leaves(ordinal: number): void {
    for (const stimulus of this.#open.filter((one) => one.ordinal < ordinal)) {
      const step = skipOptional(stimulus)
      if (step?.do !== 'message' || stimulus.slow === true) continue
      this.#decide(stimulus, broken(stimulus, `no ${step.text}: the Logout behind it was answered`))
    }
  }

  /** The target asks from a number that it should expect by now. */
  shows(next: number): void {
    for (const stimulus of [...this.#open]) {
      const step = stepOf(stimulus)
      if (step?.do !== 'number') continue
      stimulus.did = `ResendRequest from ${next}`
      this.#decide(
        stimulus,
        step.next.includes(next) || step.next.some((one) => one < next)
          ? done(stimulus)
          : broken(stimulus, stimulus.did),
      )
    }
  }

  /**
   * The target asks from a number that it should have passed, or not have reached.
   *
   * @returns whether something out of the ordinary is to blame
   */
  blame(from: number): boolean {
    const candidates = this.#open.filter((stimulus) => stimulus.isFault && stepOf(stimulus)?.do === 'number')
    if (candidates.length === 0) return false
    const [only] = candidates
    for (const stimulus of candidates) {
      const actual = `ResendRequest from ${from}`
      const finding =
        candidates.length === 1 && only === stimulus
          ? broken(stimulus, actual)
          : open(stimulus, 'it is one of several that may have been counted wrongly', actual)
      this.#decide(stimulus, finding)
    }
    return true
  }

  /** A Logout that nobody asked for, behind something out of the ordinary. */
  #loggedOut(told: string, at: number, taken: boolean): void {
    // It is the answer to what came last, if to anything.
    const newest = this.#open.findLast(({ isFault }) => isFault)
    for (const stimulus of [...this.#open]) {
      const step = stepOf(stimulus)
      if (step === undefined || step.do === 'end' || step.do === 'stay') continue
      if (stimulus.cases.includes('PX-23')) continue
      if (this.#state.peerLoggedOut && !stimulus.isFault) continue

      const isAnswer = stimulus === newest && !taken
      if (isAnswer && this.#isSoon(stimulus, at) && !this.#state.peerLoggedOut)
        this.#decide(stimulus, broken(stimulus, told))
      else this.#decide(stimulus, open(stimulus, 'the session was ended before it could show', told))
    }
  }

  #isSoon({ since }: Stimulus, at: number): boolean {
    return Number.isNaN(at - since) || at - since <= ANSWERS_MS + this.#state.resolution
  }

  /** A Reject of the very message is another answer than the one wanted. */
  #rejected(message: Message, told: string): void {
    const about = message.int(Tag.RefSeqNum)
    for (const stimulus of [...this.#open]) {
      if (stimulus.seq !== about || stepOf(stimulus) === undefined) continue
      const step = stepOf(stimulus)
      if (stimulus.did === told || (step?.do !== 'message' && step?.do !== 'number')) continue
      if (stimulus.did !== '') continue
      this.#decide(stimulus, stimulus.isFault ? broken(stimulus, told) : open(stimulus, 'it was rejected', told))
    }
  }

  /** Whether the clock has come so far that something is overdue. */
  time(at: number): void {
    const now = at - this.#state.resolution
    if (!(now >= this.#due)) return
    for (const stimulus of [...this.#open]) {
      while (now >= dueOf(stimulus)) {
        const step = stepOf(stimulus)
        if (step === undefined) break
        if (step.do === 'message' && step.level !== 'must') {
          missed(stimulus, step)
          stimulus.step++
          continue
        }
        if (step.do === 'stay') this.#decide(stimulus, done(stimulus))
        else if (step.do === 'end' && !this.#state.tellsEnds && stimulus.step > 0) waitForNext(stimulus)
        else if (step.do === 'end' && !this.#state.tellsEnds) this.#decide(stimulus, open(stimulus, NO_ENDS))
        else this.#overdue(stimulus, `no ${step.text}`)
        break
      }
    }
    this.#due = Math.min(Number.POSITIVE_INFINITY, ...this.#open.map(dueOf).filter((due) => due > now))
  }

  /** A TestRequest that nobody answers: what was out of the ordinary before it is to blame. */
  #overdue(stimulus: Stimulus, actual: string): void {
    const before =
      'testReqID' in stimulus
        ? this.#open.filter((one) => one.isFault && one.ordinal < stimulus.ordinal && stepOf(one)?.do === 'number')
        : []
    const [only] = before
    if (only === undefined) return this.#decide(stimulus, broken(stimulus, actual))
    this.#decide(stimulus, open(stimulus, 'something out of the ordinary went before it', actual))
    const told = `${actual} to ${stimulus.what}`
    for (const one of before)
      this.#decide(one, before.length === 1 ? broken(one, told) : open(one, 'it is one of several to blame', told))
  }

  /** @param by - who closed; undefined where the log does not say */
  disconnected(by: 'target' | 'peer' | undefined, at: number): void {
    const newest = this.#open.findLast(({ isFault }) => isFault)
    const isAnswered = this.#open.some((one) => stepOf(one)?.do === 'end')
    for (const stimulus of [...this.#open]) {
      const isBlamed = stimulus === newest && !isAnswered
      this.#decide(stimulus, atDisconnect(stimulus, by, isBlamed, this.#isSoon(stimulus, at)))
    }
    this.#early.clear()
    this.#due = Number.POSITIVE_INFINITY
  }

  logEnds(): void {
    for (const stimulus of [...this.#open]) {
      const step = skipOptional(stimulus)
      const isOver = step === undefined || step.do === 'stay'
      this.#decide(stimulus, isOver ? done(stimulus) : open(stimulus, 'the log ends before it could show'))
    }
  }

  #decide(stimulus: Stimulus, finding: Finding): void {
    const at = this.#open.indexOf(stimulus)
    if (at < 0) return
    this.#open.splice(at, 1)
    this.#tell(stimulus.cases, finding, stimulus.ordinal)
  }
}

const NO_ENDS = 'the log does not tell when connections end'

/** A Logout was said; that the connection ended behind it shows when the next one begins. */
function waitForNext(stimulus: Stimulus): void {
  stimulus.since = Number.NaN
}

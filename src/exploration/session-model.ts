/**
 * One session as a target ought to keep it: which number it expects, whether it misses messages, whether it is logged on.
 * Written from the standard's order of checks and its table for numbers that are too high; it knows nothing of our own
 * engine. Where the standard leaves a choice, the model does not say what will be, and no move depends on it.
 */
import type { FixVersion } from '../fix/versions.ts'

export type Standing =
  /** Nothing has been played yet. */
  | 'begin'
  | 'established'
  /** The connection has ended; the target keeps its numbers, and a Logon may follow. */
  | 'dropped'
  /** Nothing that comes now is laid down by the standard. */
  | 'over'

/** A number that the target has used. */
export interface SentMessage {
  readonly msgSeqNum: number
  readonly msgType: string
  /** It came with PossDupFlag(43) the first time it came. */
  readonly repeatedOnly?: boolean
}

/** What the record shows of numbers, for what no model can foresee: a target may send at any time. */
export interface Facts {
  /** What the target sent under the present numbering, each number once, oldest first. */
  readonly sent: readonly SentMessage[]
  /** MsgSeqNum(34) that the tester's next message carries unless it states one. */
  readonly testerNext: number
}

export interface ModelOptions {
  readonly version: FixVersion
  /** Role of the target. */
  readonly role: 'acceptor' | 'initiator'
  readonly capabilities: readonly string[]
}

export class SessionModel {
  readonly version: FixVersion
  readonly role: 'acceptor' | 'initiator'
  readonly #capabilities: ReadonlySet<string>
  standing: Standing = 'begin'
  /** MsgSeqNum(34) that the target expects next. */
  nextIn = 2
  /** The highest number that came while messages before it are missing; undefined without a gap. */
  gapUpTo: number | undefined
  /** The lowest number that came beyond the gap. */
  #gapFrom = 0
  /** Numbers below the one expected that were filled or jumped over: a message may still come under them, or be ignored. */
  readonly #skipped = new Set<number>()
  /** Numbers of the tester's Logons. */
  readonly #logons = new Set([1])
  /** Those among the skipped that a SequenceReset-Reset jumped over: what comes under them as a repetition is new (case 2.e). */
  readonly #jumped: number[] = []
  /** TestReqIDs of TestRequests that came inside the gap: each may still be answered when it is closed. */
  held: string[] = []
  /** The target is known to go on with its numbers on a new connection. */
  keepsNumbers = false
  /** Whether the target has shown that it has taken all that was sent. */
  settled = true
  /** The tester has answered what it was asked, so its own next number says what is expected. */
  asTesterGoesOn = false
  /** What the target has sent under the present numbering. */
  sent: readonly SentMessage[] = [{ msgSeqNum: 1, msgType: 'A' }]
  testerNext = 2

  constructor({ version, role, capabilities }: ModelOptions) {
    this.version = version
    this.role = role
    this.#capabilities = new Set(capabilities)
  }

  can(capability: string): boolean {
    return this.#capabilities.has(capability)
  }

  /** Logged on, and nothing is missing. */
  get active(): boolean {
    return this.standing === 'established' && this.gapUpTo === undefined
  }

  get inGap(): boolean {
    return this.standing === 'established' && this.gapUpTo !== undefined
  }

  /** The last number that the target has used. */
  get lastOut(): number {
    return Math.max(0, ...this.sent.map(({ msgSeqNum }) => msgSeqNum))
  }

  /** A number under which the target has surely had a message, the Logon's for 0. */
  received(n: number): number {
    const numbers = this.#numbersReceived()
    return numbers[n % Math.max(1, numbers.length)] ?? 1
  }

  /** The same for a message that may be repeated: a Logon never is. Undefined where there is none. */
  repeatable(n: number): number | undefined {
    const numbers = this.#numbersReceived().filter((number) => !this.#logons.has(number))
    return numbers[n % Math.max(1, numbers.length)]
  }

  #numbersReceived(): number[] {
    const numbers: number[] = []
    for (let number = 1; number < this.nextIn; number++) if (!this.#skipped.has(number)) numbers.push(number)
    return numbers
  }

  /** What it would be after an ordinary Logon exchange, for questions before anything is played. */
  established(): SessionModel {
    const { version, role } = this
    const copy = new SessionModel({ version, role, capabilities: [...this.#capabilities] })
    copy.standing = 'established'
    return copy
  }

  /** The session stands, both sides at the beginning that the record shows. */
  begin(facts: Facts): void {
    this.standing = 'established'
    this.observe(facts)
    this.nextIn = facts.testerNext
    this.#logons.add(this.nextIn - 1)
    // An acceptor's Logon is the answer to the tester's; an initiator may not have read the answer yet.
    this.settled = this.role === 'acceptor'
  }

  observe(facts: Facts): void {
    this.sent = facts.sent
    this.testerNext = facts.testerNext
    if (this.asTesterGoesOn) this.nextIn = facts.testerNext
    this.asTesterGoesOn = false
  }

  /** The target surely sends a message of this type before the move is over. */
  answers(msgType: string): void {
    this.sent = [...this.sent, { msgSeqNum: this.lastOut + 1, msgType }]
  }

  /** The next message of the tester counts. */
  count(): void {
    this.nextIn++
    this.settled = false
  }

  /** How many numbers are surely missing. */
  get missing(): number {
    return this.gapUpTo === undefined ? 0 : Math.max(0, this.#gapFrom - this.nextIn)
  }

  /** What was rejected under numbers from this one on may count as received, or not. */
  doubt(from: number): void {
    for (let number = from; number < this.nextIn; number++) this.#skipped.add(number)
  }

  /** The next message of the tester is a Logon, and counts. */
  countLogon(): void {
    this.#logons.add(this.nextIn)
    this.count()
  }

  /** A message arrives whose number lies above the one expected. @param upTo - the last number that it speaks for */
  miss(msgSeqNum: number, upTo = msgSeqNum): void {
    if (this.gapUpTo === undefined) this.#gapFrom = msgSeqNum
    this.gapUpTo = Math.max(upTo, this.gapUpTo ?? 0)
    this.settled = false
  }

  /** All up to the number before is accounted for. */
  goOnAt(nextIn: number): void {
    for (let number = this.nextIn; number < nextIn; number++) this.#skipped.add(number)
    this.nextIn = nextIn
    if (this.gapUpTo !== undefined && nextIn > this.gapUpTo) this.gapUpTo = undefined
    this.settled = false
  }

  /** A SequenceReset-Reset leaves numbers out, of which none has come; its own may count as one that has. */
  jumpTo(nextIn: number, msgSeqNum: number): void {
    for (let number = this.nextIn + 1; number < nextIn; number++) if (number !== msgSeqNum) this.#jumped.push(number)
    this.goOnAt(nextIn)
  }

  get jumped(): number {
    return this.#jumped.length
  }

  /** One of the numbers that were jumped over; from now on it has come. */
  takeJumped(n: number): number {
    const [number = 1] = this.#jumped.splice(n % Math.max(1, this.#jumped.length), 1)
    this.#skipped.delete(number)
    return number
  }

  /** Both sides begin again: the Logon that says so is number 1. */
  reset(): void {
    this.#skipped.clear()
    this.#jumped.length = 0
    this.#logons.clear()
    this.#logons.add(1)
    this.gapUpTo = undefined
    this.goOnAt(2)
  }

  drop(): void {
    this.standing = 'dropped'
    this.gapUpTo = undefined
    this.held = []
    this.settled = true
  }
}

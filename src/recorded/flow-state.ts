/** What the bench that will play the scenario knows at each step: numbers, the connection, and when something last happened. */
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { ExpectedNumber } from './expected-number.ts'
import { RecordedNumbers } from './recorded-numbers.ts'
import type { RecordedItem, RecordedMessage, Side } from './recorded-session.ts'

export class FlowState {
  readonly numbers = new RecordedNumbers()
  readonly expected = new ExpectedNumber()
  /** MsgSeqNum(34) of the tester's next message that does not state one, in the scenario. */
  nextOut = 1
  loggedOn = false
  /** A Logout went one way or the other. */
  leaving = false
  /** Garbled bytes, or a number out of order: a probe might not be answered. */
  doubtful = false
  /** A TestRequest of the tester is not answered: who knows whether the target has heard it. */
  awaitsHeartbeat = false
  connected = false
  /** Side of the last message that the scenario tells of, and when it was. */
  lastFrom: Side | undefined
  lastAt: number | undefined
  /** When the tester last said something, dropped or not. */
  testerAt: number | undefined
  /** Numbers of the log. */
  readonly lastNumber: Record<Side, number> = { tester: 0, target: 0 }
  readonly #byNumber = new Map<number, RecordedMessage>()

  /** Both sides stand behind their Logons, number 1 of the scenario each. */
  established(tester: number, target: number): void {
    this.numbers.begin('tester', tester, 1)
    this.numbers.begin('target', target, 1)
    this.lastNumber.tester = tester
    this.lastNumber.target = target
    this.nextOut = 2
    this.expected.begin(2)
    this.loggedOn = true
    this.connected = true
  }

  /** True when a TestRequest would be answered next by any target. */
  get canProbe(): boolean {
    const isSure = !this.leaving && !this.doubtful && !this.awaitsHeartbeat
    return this.connected && this.loggedOn && isSure && this.nextOut === this.expected.next
  }

  /** A TestRequest of the harness and its answer stand between the messages of the log. */
  probed(): void {
    this.numbers.move('tester', this.lastNumber.tester, 1)
    this.numbers.move('target', this.lastNumber.target, 1)
    this.nextOut++
    this.expected.begin(this.nextOut)
  }

  /** The scenario leaves the message out. */
  dropped({ from, message, at }: RecordedMessage): void {
    const number = message.msgSeqNum
    if (number === undefined || !Number.isSafeInteger(number)) return
    this.numbers.move(from, number, -1)
    this.lastNumber[from] = number
    if (from === 'tester') this.testerAt = at
  }

  /** Number of the scenario of a message of the tester; NaN for one that has none. */
  numberOf(message: Message): number {
    const recorded = message.msgSeqNum
    if (recorded === undefined || !Number.isSafeInteger(recorded)) return Number.NaN
    return this.ofTester(recorded)
  }

  ofTester(recorded: number): number {
    const number = this.numbers.of('tester', recorded)
    return number < 1 && recorded >= 1 ? 1 : number
  }

  /**
   * The counting of the counterparty by wire, which the scenario will be played by.
   *
   * @param canBeNamed - the step that sends it can give it a name
   */
  sent(item: RecordedMessage, canBeNamed: boolean): void {
    const { message } = item
    const number = this.numberOf(message)
    const newSeqNo = message.int(Tag.NewSeqNo)
    const next = newSeqNo === undefined ? undefined : this.numbers.of('tester', newSeqNo)
    const resets = message.msgType === MsgType.Logon && number === 1 && message.text(Tag.ResetSeqNumFlag) === 'Y'
    if (resets) {
      this.numbers.begin('tester', 1, 1)
      this.expected.begin(1)
    }
    if (resets || number >= this.nextOut) this.nextOut = number + 1
    if (message.msgType === MsgType.SequenceReset && next !== undefined && next > this.nextOut) this.nextOut = next
    const inOrder = number === this.expected.next && (next === undefined || next > number)
    if (!inOrder && message.text(Tag.PossDupFlag) !== 'Y') this.doubtful = true
    this.expected.take(message, number, next)
    if (message.msgType === MsgType.Logout) this.leaving = true
    if (message.msgType === MsgType.TestRequest) this.awaitsHeartbeat = true
    if (message.msgSeqNum !== undefined) {
      this.lastNumber.tester = message.msgSeqNum
      if (canBeNamed) this.#byNumber.set(message.msgSeqNum, item)
      else this.#byNumber.delete(message.msgSeqNum)
    }
    this.#saw(item)
  }

  garbled(item: RecordedItem): void {
    this.#saw(item)
  }

  received(item: RecordedMessage): void {
    const { message } = item
    if (message.msgType === MsgType.Logon) {
      if (message.msgSeqNum === 1 && (message.text(Tag.ResetSeqNumFlag) === 'Y' || !this.loggedOn))
        this.numbers.begin('target', 1, 1)
      this.loggedOn = true
    }
    if (message.msgType === MsgType.Logout) this.leaving = true
    // An answer to a TestRequest shows that what was doubtful is over.
    if (message.msgType === MsgType.Heartbeat && message.has(Tag.TestReqID)) {
      this.doubtful = false
      this.awaitsHeartbeat = false
    }
    if (message.msgSeqNum !== undefined && message.text(Tag.PossDupFlag) !== 'Y')
      this.lastNumber.target = message.msgSeqNum
    this.#saw(item)
  }

  /** The message of the tester that had this number in the log. */
  sentUnder(number: number): RecordedMessage | undefined {
    return this.#byNumber.get(number)
  }

  ended(): void {
    this.connected = false
    this.loggedOn = false
    this.leaving = false
    this.doubtful = false
    this.awaitsHeartbeat = false
    this.lastFrom = undefined
    this.lastAt = undefined
  }

  #saw({ from, at }: RecordedItem): void {
    this.lastFrom = from
    this.lastAt = at ?? this.lastAt
    if (from === 'tester') this.testerAt = at ?? this.testerAt
  }
}

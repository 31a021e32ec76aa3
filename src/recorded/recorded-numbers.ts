/**
 * From numbers of the log to numbers of the scenario. A session of a scenario begins at 1 for both sides, whatever the log
 * says; messages that the scenario leaves out or adds move all that come behind them.
 */
import type { Side } from './recorded-session.ts'

interface Shift {
  /** MsgSeqNum of the log from which on it holds. */
  readonly from: number
  readonly by: number
}

export class RecordedNumbers {
  readonly #shifts: Record<Side, Shift[]> = { tester: [{ from: 0, by: 0 }], target: [{ from: 0, by: 0 }] }

  /** The message of this number is number `to` of the scenario, and so on from there. */
  begin(side: Side, recorded: number, to: number): void {
    this.#shifts[side] = [{ from: 0, by: to - recorded }]
  }

  /** What comes behind `recorded` moves by `count`: a message was left out (-1), or one added (+1). */
  move(side: Side, recorded: number, count: number): void {
    const by = (this.#shifts[side].at(-1)?.by ?? 0) + count
    this.#shifts[side].push({ from: recorded + 1, by })
  }

  of(side: Side, recorded: number): number {
    const shift = this.#shifts[side].findLast(({ from }) => from <= recorded)
    return recorded + (shift?.by ?? 0)
  }
}

/** Outcomes of which several are right, and messages that may come at one of several moments. */
import { Then, When } from '@cucumber/cucumber'
import type { Level } from '../src/report/report.ts'
import {
  countSent,
  expectAliveAt,
  expectEndOrGoingOn,
  expectGivenUp,
  expectNoneFor,
  rejectRequests,
} from '../src/testbench/outcomes.ts'
import { expectEndOrIgnored } from '../src/testbench/rejected-or-garbled.ts'
import { parseClause, patternOf } from '../src/testbench/wording.ts'
import type { FixWorld } from './world.ts'

Then(
  'the target {level} disconnect within {duration}, or go on and expect MsgSeqNum {msgSeqNums}',
  async function (this: FixWorld, level: Level, withinMs: number, expected: readonly number[]) {
    await expectEndOrGoingOn(this.bench, level, withinMs, expected)
  },
)

Then(
  'the target {level} disconnect within {duration}, or ignore it and expect MsgSeqNum {int}',
  async function (this: FixWorld, level: Level, withinMs: number, msgSeqNum: number) {
    await expectEndOrIgnored(this.bench, level, withinMs, msgSeqNum)
  },
)

Then(
  'the target must disconnect within {duration}, or say Logout and disconnect within {duration} of it',
  async function (this: FixWorld, withinMs: number, waitMs: number) {
    await expectGivenUp(this.bench, withinMs, waitMs)
  },
)

Then(
  'the session is alive and the target expects MsgSeqNum {int} or {int}',
  async function (this: FixWorld, lower: number, higher: number) {
    await expectAliveAt(this.bench, 'must', [lower, higher])
  },
)

Then(
  'the session should be alive, and the target expect MsgSeqNum {int}',
  async function (this: FixWorld, msgSeqNum: number) {
    await this.bench.probe(msgSeqNum, 'should')
  },
)

Then(
  /^the target (must|should|may) have sent ([A-Z]\w+)(?: with (.+?))? once$/,
  function (this: FixWorld, level: Level, name: string, clause: string | null) {
    const { bench } = this
    const count = countSent(bench, patternOf(bench, name, clause ? parseClause(clause) : []))
    bench.judge(level, count === 1, `${name}${clause ? ` with ${clause}` : ''} once`, `it came ${count} times`)
  },
)

Then(
  /^the target (must|should|may) have sent ([A-Z]\w+)(?: with (.+?))? at (most|least) (\d+) times$/,
  function (this: FixWorld, level: Level, name: string, clause: string | null, bound: 'most' | 'least', times: string) {
    const { bench } = this
    const count = countSent(bench, patternOf(bench, name, clause ? parseClause(clause) : []))
    const holds = bound === 'most' ? count <= Number(times) : count >= Number(times)
    const what = `${name}${clause ? ` with ${clause}` : ''}`
    bench.judge(level, holds, `${what} at ${bound} ${times} times`, `it came ${count} times`)
  },
)

/** Each order has one answer, whichever it is. */
Then(
  'the target must have answered {int} orders, and taken {int} to {int} of them',
  function (this: FixWorld, orders: number, least: number, most: number) {
    const { bench } = this
    const count = (name: string, rows: readonly (readonly [string, string])[]): number =>
      countSent(bench, patternOf(bench, name, rows))
    const accepted = count('ExecutionReport', [['OrdStatus', 'New']])
    const refused = count('ExecutionReport', [['OrdStatus', 'Rejected']]) + count('BusinessMessageReject', [])
    const actual = `${accepted} taken, ${refused} refused`
    const holds = accepted >= least && accepted <= most && accepted + refused === orders
    bench.judge('must', holds, `${least} to ${most} of ${orders} taken, and the others refused`, actual)
  },
)

Then(
  /^the target (must|should|may) not send ([A-Z]\w+) or ([A-Z]\w+) for (\S+ \w+)$/,
  async function (this: FixWorld, level: Level, one: string, other: string, duration: string) {
    const { bench } = this
    await expectNoneFor(bench, level, [one, other], bench.milliseconds(duration))
  },
)

When('the tester answers each ResendRequest by Reject for {duration}', async function (this: FixWorld, ms: number) {
  await rejectRequests(this.bench, ms)
})

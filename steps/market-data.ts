/** Market data and reference data: what came of a request as a whole, and what a client makes of it. */
import { Then, When } from '@cucumber/cucumber'
import type { Level } from '../src/report/report.ts'
import { judgeBooksOf, judgeSecurityList, passMarketData } from '../src/testbench/market-data.ts'
import { clOrdIDOf, judgeShown } from '../src/testbench/target-user.ts'
import type { Row } from '../src/testbench/wording.ts'
import type { FixWorld } from './world.ts'

Then(
  /^the books of "([^"]+)" (must|should|may) be in order, after at least (\d+) updates$/,
  function (this: FixWorld, request: string, level: Level, least: number) {
    judgeBooksOf(this.bench, level, request, least)
  },
)

When('the market data that is under way has come', async function (this: FixWorld) {
  await passMarketData(this.bench)
})

Then(
  /^the target (must|should|may) send a whole SecurityList for "([^"]+)" within (\S+ \w+)$/,
  async function (this: FixWorld, level: Level, request: string, duration: string) {
    await judgeSecurityList(this.bench, level, request, this.bench.milliseconds(duration))
  },
)

Then(
  /^the target (must|should|may) show a book of (\S+) with (.+?)$/,
  async function (this: FixWorld, level: Level, symbol: string, clause: string) {
    await judgeShown(this.bench, level, { symbol }, `the book of ${symbol}`, shownRows(clause))
  },
)

Then(
  /^the target (must|should|may) show no book of (\S+)$/,
  async function (this: FixWorld, level: Level, symbol: string) {
    const rows: Row[] = [
      ['bids', 'absent'],
      ['offers', 'absent'],
    ]
    await judgeShown(this.bench, level, { symbol }, `the book of ${symbol}`, rows)
  },
)

Then(
  /^the target (must|should|may) show an alarm about the book of (\S+)$/,
  async function (this: FixWorld, level: Level, symbol: string) {
    await judgeShown(this.bench, level, { symbol }, `the book of ${symbol}`, [['alarms', 'at least 1']])
  },
)

Then(
  /^the target (must|should|may) show (\d+) securities of "([^"]+)"$/,
  async function (this: FixWorld, level: Level, count: number, request: string) {
    await judgeShown(this.bench, level, { clOrdID: clOrdIDOf(this.bench, request) }, request, [
      ['securities', String(count)],
    ])
  },
)

Then(
  /^the target (must|should|may) show no securities of "([^"]+)"$/,
  async function (this: FixWorld, level: Level, request: string) {
    await judgeShown(this.bench, level, { clOrdID: clOrdIDOf(this.bench, request) }, request, [
      ['securities', 'absent'],
    ])
  },
)

/** `bids 5 and bid1 above 99.90`: names that are no fields, as docs/targets.md has them. */
function shownRows(clause: string): Row[] {
  return clause.split(/ and |, /).map((part): Row => {
    const [, name, cell] = /^(\w+) (.+)$/.exec(part) ?? []
    if (name === undefined || cell === undefined)
      throw new Error(`"${part}": expected a name and its value, such as bids 5`)
    return [name, cell]
  })
}

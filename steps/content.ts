/** Messages whose content is wrong, or only unusual: orders with other fields, fields in another order, and what may come of it. */
import { type DataTable, Then, When } from '@cucumber/cucumber'
import type { Level } from '../src/report/report.ts'
import { expectRejectOrGarbled } from '../src/testbench/rejected-or-garbled.ts'
import { sendOrder, sendOrderAgain } from '../src/testbench/tester-orders.ts'
import { parseClause, patternOf, type Row, statedFields, tagOf } from '../src/testbench/wording.ts'
import { rowsOf } from './tables.ts'
import type { FixWorld } from './world.ts'

When(
  "the tester's next message has its fields in the order {fields}",
  function (this: FixWorld, names: readonly string[]) {
    const { bench } = this
    bench.nextOrder = names.map((name) => tagOf(bench, name))
  },
)

When(/^the tester sends an order with:$/, function (this: FixWorld, table: DataTable) {
  const { bench } = this
  this.order = sendOrder(bench, statedFields(bench, 'NewOrderSingle', rowsOf(this, undefined, table)))
})

When(/^the tester sends this order again with (.+?)$/, function (this: FixWorld, clause: string) {
  const { bench } = this
  sendOrderAgain(bench, this.order, statedFields(bench, 'NewOrderSingle', parseClause(clause)))
})

Then(
  'the target {level} send one of these within {duration}:',
  async function (this: FixWorld, level: Level, withinMs: number, table: DataTable) {
    const { bench } = this
    const rows = table.raw() as unknown as Row[]
    const patterns = rows.map(([name, clause]) => patternOf(bench, name, clause === '' ? [] : parseClause(clause)))
    const came = await bench.expectOneOf(level, patterns, withinMs)
    if (came !== undefined && level !== 'may') bench.record.taken.push(bench.record.seen)
  },
)

Then(
  'the target must reject it, or ignore it as garbled, within {duration}:',
  async function (this: FixWorld, withinMs: number, table: DataTable) {
    const { bench } = this
    await expectRejectOrGarbled(bench, patternOf(bench, 'Reject', rowsOf(this, undefined, table)), withinMs)
  },
)

/** Many orders at once, whose requests cross with their fills. */
import { Then, When } from '@cucumber/cucumber'
import type { RaceLedger } from '../src/testbench/race-ledger.ts'
import { judgeStatuses, judgeViews, raceOfTester, raceOfUser } from '../src/testbench/races.ts'
import type { FixWorld } from './world.ts'

const ledgers = new WeakMap<FixWorld, RaceLedger>()

When(
  'the tester sends {int} orders, and cancels and replaces them at random times',
  async function (this: FixWorld, count: number) {
    ledgers.set(this, await raceOfTester(this.bench, count))
  },
)

When(
  "the target's user sends {int} orders, and cancels and replaces them at random times",
  async function (this: FixWorld, count: number) {
    ledgers.set(this, await raceOfUser(this.bench, count))
  },
)

Then('the status of each of these orders must be what its reports have told', async function (this: FixWorld) {
  await judgeStatuses(this.bench, ledgerOf(this))
})

Then('the target must show each of these orders, and the position, as it was told', async function (this: FixWorld) {
  await judgeViews(this.bench, ledgerOf(this))
})

function ledgerOf(world: FixWorld): RaceLedger {
  const ledger = ledgers.get(world)
  if (ledger === undefined) throw new Error('no orders have raced: a step before this one sends them')
  return ledger
}

/** What scenarios that `fixproof explore` has found ask of a target at their end. */
import { Then } from '@cucumber/cucumber'
import { judgeGoodOrder } from '../src/testbench/good-order.ts'
import type { FixWorld } from './world.ts'

Then('every message of the target must be in order', function (this: FixWorld) {
  judgeGoodOrder(this.bench)
})

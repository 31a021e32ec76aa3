import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NotReached } from '../conformance/verdict.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { establish } from './establish.ts'

test("a session that has ended can not be handed to the tester's engine: the stimulus was not reached", async () => {
  const bench = new Bench(legWith(), 'bench.test')
  await establish(bench)
  bench.wire.cut()
  await bench.afterDisconnect()
  assert.throws(() => bench.keepByEngine(), NotReached)
  bench.close()
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { NotReached } from '../conformance/verdict.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { judgeShown, rememberPositions } from './target-user.ts'
import type { Shown } from './trading.ts'

/** A bench whose target shows that as its position in SIM. */
function benchOf(position: () => string): Bench {
  const bench = new Bench(legWith({ version: 'FIX.4.4' }), 'shown')
  const show = ({ symbol }: { symbol?: string }): Shown => (symbol === 'SIM' ? { position: position() } : {})
  Object.defineProperty(bench, 'control', { value: { trading: { show, enter: () => undefined } } })
  return bench
}

const inSim = { symbol: 'SIM' }

describe('the position that a client shows', () => {
  test('is that of the scenario: what it held before is none of it', async () => {
    let position = '40'
    const bench = benchOf(() => position)
    await rememberPositions(bench, [[55, 'SIM']])
    position = '65.0'
    await judgeShown(bench, 'should', inSim, 'SIM', [['position', '25']])
    await judgeShown(bench, 'should', inSim, 'SIM', [['position', '65']])
    assert.deepEqual(
      bench.record.missed.map(({ actual }) => actual),
      ['position 25.0'],
    )
  })

  test('is remembered once, before the first order', async () => {
    let position = '40'
    const bench = benchOf(() => position)
    await rememberPositions(bench, [[55, 'SIM']])
    position = '50'
    await rememberPositions(bench, [[55, 'SIM']])
    await judgeShown(bench, 'should', inSim, 'SIM', [['position', '10']])
    assert.deepEqual(bench.record.missed, [])
  })

  test('is taken as it is where nothing is remembered, and where the client can not be asked', async () => {
    const bench = benchOf(() => '25')
    await judgeShown(bench, 'should', inSim, 'SIM', [['position', '25']])
    assert.deepEqual(bench.record.missed, [])
    const silent = benchOf(() => {
      throw new NotReached('it shows nothing')
    })
    await rememberPositions(silent, [[55, 'SIM']])
  })
})

import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Leg } from '../testbench/leg.ts'
import type { ScenarioSummary } from './scenarios.ts'
import { parseShard, shardPart } from './shard.ts'
import type { Unit } from './units.ts'

const legOf = (version: string, transport: Leg['transport'] = 'tcp'): Leg =>
  ({ version, targetRole: 'acceptor', transport, capabilities: [], engine: 'self' }) as unknown as Leg

const scenarioOf = (line: number, waitS = 0): ScenarioSummary => ({
  ...{ file: 'features/x.feature', line, name: `${line}`, tags: [], cases: [], steps: 1 },
  waitS,
})

function unitsOf(waits: readonly number[], legs: readonly Leg[]): Unit[] {
  return legs.flatMap((leg) => waits.map((waitS, i) => ({ leg, scenario: scenarioOf(i + 1, waitS) })))
}

/** How many units and how many seconds of waiting each shard has. */
function loads(units: readonly Unit[], of: number): { units: number; waitS: number }[] {
  return Array.from({ length: of }, (_, i) => {
    const { isToRun } = shardPart({ index: i + 1, of }, units, path.basename)
    const mine = units.filter(({ leg, scenario }) => isToRun(scenario, leg))
    return { units: mine.length, waitS: mine.reduce((sum, { scenario }) => sum + scenario.waitS, 0) }
  })
}

const LEGS = [legOf('FIX.4.2'), legOf('FIX.4.4')]

describe('shards', () => {
  test('every scenario of every column is in exactly one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (waits, of) => {
          const units = unitsOf(waits, LEGS)
          fc.pre(of <= units.length)
          const parts = Array.from({ length: of }, (_, i) => shardPart({ index: i + 1, of }, units, path.basename))
          for (const { leg, scenario } of units)
            assert.equal(parts.filter(({ isToRun }) => isToRun(scenario, leg)).length, 1)
        },
      ),
    )
  })

  test('have about as much to wait for each: no more between two of them than the longest scenario', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { minLength: 4, maxLength: 40 }),
        fc.integer({ min: 2, max: 4 }),
        (waits, of) => {
          const weights = loads(unitsOf(waits, LEGS), of).map(({ units, waitS }) => units * 0.2 + waitS)
          assert.ok(Math.max(...weights) - Math.min(...weights) <= Math.max(...waits) + 0.2 + 1e-9)
        },
      ),
    )
  })

  test('one that waits long is worth many that do not', () => {
    const [first, second] = loads(unitsOf([60, 20, 20, 20], [legOf('FIX.4.4')]), 2)
    assert.deepEqual(
      [first, second],
      [
        { units: 1, waitS: 60 },
        { units: 3, waitS: 60 },
      ],
    )
  })

  test('count scenarios alone where nothing is waited for', () => {
    const counts = loads(unitsOf([60, 0, 0, 0, 0, 0], [legOf('FIX.4.4', 'memory')]), 3).map(({ units }) => units)
    assert.deepEqual(counts, [2, 2, 2])
  })

  test('more than there are scenarios are refused: an empty one would prove nothing', () => {
    assert.throws(
      () => shardPart({ index: 1, of: 4 }, unitsOf([0], [legOf('FIX.4.4')]), path.basename),
      /only 1 scenario/,
    )
  })

  test('of one run agree on what was dealt out, wherever they are made, and those of others do not', () => {
    const dealt = (index: number, units: readonly Unit[], of = 2): string =>
      shardPart({ index, of }, units, path.basename).dealt
    const units = unitsOf([3, 2, 1], [legOf('FIX.4.4')])
    const elsewhere = units.map(({ leg, scenario }) => ({ leg, scenario: { ...scenario, file: '/other/x.feature' } }))
    assert.equal(dealt(1, units), dealt(2, elsewhere))
    const others: readonly (readonly Unit[])[] = [
      unitsOf([3, 2, 1], [legOf('FIX.4.2')]),
      unitsOf([3, 2], [legOf('FIX.4.4')]),
      // The same scenarios, dealt out by other weights.
      unitsOf([1, 2, 60], [legOf('FIX.4.4')]),
    ]
    for (const other of others) assert.notEqual(dealt(1, units), dealt(2, other))
  })

  test('are asked for as I/N', () => {
    assert.deepEqual(parseShard('2/4'), { index: 2, of: 4 })
    for (const text of ['0/4', '5/4', '2', '2/', '1/0', '-1/2', '1/2/3', '1/9999'])
      assert.throws(() => parseShard(text), /--shard ".*": expected I\/N/, text)
  })
})

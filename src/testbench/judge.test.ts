import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { MessagePattern } from '../conformance/expect.ts'
import { RequirementBroken } from '../conformance/verdict.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { patternOf } from './wording.ts'

const trading = { plays: 'venue', symbol: 'SIM', price: '100', tolerates: [] } as const

const report = (status: string): readonly [string, readonly Field[]] => [
  '8',
  [
    [11, 'A1'],
    [39, status],
  ],
]
const PROBED: readonly [string, readonly Field[]] = ['0', [[112, 'PROBE']]]

/** A bench that has received these messages behind one of its own. */
function benchWith(...received: (readonly [msgType: string, fields: readonly Field[]])[]): Bench {
  const bench = new Bench(legWith({ version: 'FIX.4.4', trading }), 'judge')
  const said = (direction: 'in' | 'out', msgType: string, fields: readonly Field[]): void =>
    void bench.environment.journal.message(direction, decode(encode([[8, 'FIX.4.4'], [35, msgType], ...fields])), 1)
  said('out', 'D', [[11, 'A1']])
  for (const [msgType, fields] of received) said('in', msgType, fields)
  return bench
}

const withStatus = (bench: Bench, status: string): MessagePattern =>
  patternOf(bench, 'ExecutionReport', [['OrdStatus', status]])

describe('a message that misses a recommendation', () => {
  test('is no violation of the step behind it', async () => {
    const bench = benchWith(report('0'), PROBED)
    await bench.expect('should', withStatus(bench, 'Rejected'), 1)
    await bench.expect('must', bench.heartbeatWith('PROBE'), 1)
    assert.equal(bench.record.missed.length, 1)
  })

  test('is no violation where messages may come in any order', async () => {
    const bench = benchWith(report('0'), report('1'))
    await bench.expect('should', withStatus(bench, 'Rejected'), 1)
    const came = await bench.expectAll('must', [withStatus(bench, 'Partially filled')], 1)
    assert.equal(came?.length, 1)
  })

  test('meets the step behind it where it fits', async () => {
    const bench = benchWith(report('0'))
    await bench.expect('should', withStatus(bench, 'Rejected'), 1)
    const came = await bench.expect('must', withStatus(bench, 'New'), 1)
    assert.equal(came?.text(39), '0')
  })

  test('hides no other message', async () => {
    const bench = benchWith(report('0'), report('0'))
    await bench.expect('should', withStatus(bench, 'Rejected'), 1)
    await assert.rejects(bench.expect('must', bench.heartbeatWith('PROBE'), 1), RequirementBroken)
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { legWith } from '../testing/leg-fixture.ts'
import { OrderTalk } from '../testing/order-talk.ts'
import { Bench } from './bench.ts'
import { judgeScenarioOrders } from './judge-orders.ts'
import type { Leg } from './leg.ts'
import { type Ending, resultsOf, type ScenarioInfo } from './result.ts'

const trading: Leg['trading'] = { plays: 'venue', symbol: 'SIM', price: '100', tolerates: [] }

const info: ScenarioInfo = {
  name: 'Partial fill that stays open',
  feature: 'features/application/orders.feature',
  line: 12,
  rule: undefined,
  cases: ['ORD-03.b', 'ORD-03.a'],
  level: 'must',
  needs: [],
}

const ending: Ending = { steps: [], durationMs: 5, startedAt: '2026-01-05T09:00:00.000Z' }

const NEW = 'D X - 100\n8 X - 0 0/0 0 100 0 100 0'
const WRONG = `${NEW}\n8 X - F 1/0 1 100 40 61 40`

/** A bench whose record holds a talk about orders. */
function benchWith(rows: string, leg: Leg): Bench {
  const bench = new Bench(leg, 'orders')
  const { journal } = bench.environment
  for (const entry of new OrderTalk('FIX.4.4').rows(rows).journal.entries)
    if (entry.kind === 'message') journal.message(entry.direction, entry.message, 1, entry.at)
  return bench
}

function resultsWith(rows: string, change: Partial<ScenarioInfo> = {}, leg = legWith({ trading })) {
  const bench = benchWith(rows, leg)
  bench.judge('must', true, 'a report', 'ExecutionReport 2')
  return resultsOf(leg, { ...info, ...change }, bench, ending)
}

describe('orders that a scenario saw', () => {
  test('a broken invariant is a result of its own, behind those of the cases', () => {
    const results = resultsWith(WRONG)
    assert.deepEqual(
      results.map((result) => [result.case, result.verdict]),
      [
        ['ORD-03.b', 'passed'],
        ['ORD-03.a', 'passed'],
        ['INV-1', 'failed'],
      ],
    )
    const broken = results[2]
    assert.partialDeepStrictEqual(broken, {
      title: 'LeavesQty of a working order',
      example: 'Partial fill that stays open',
      feature: 'features/application/orders.feature',
      line: 12,
      expected: ['LeavesQty is 60 while the order works (OrderQty 100, CumQty 40)'],
      actual: 'LeavesQty is 61',
      difference: { entry: 2 },
      durationMs: 0,
      repeat: 'npx fixproof run features/application/orders.feature:12 --profile self --begin-string FIX.4.4 --seed 1',
    })
    assert.deepEqual(
      broken?.transcript.map(({ fault }) => fault === true),
      [false, false, true],
    )
  })

  test('what was looked at is counted once for the scenario, whichever cases it proves', () => {
    const results = resultsWith(NEW)
    assert.equal(results[0]?.checks?.['INV-1'], 1)
    assert.equal(results[1]?.checks, undefined)
  })

  test('a should is a warning', () =>
    assert.equal(resultsWith(`${NEW}\n8 X - 4 4/0 4 100 0 100 0`).at(-1)?.verdict, 'warning'))

  test('what the profile tolerates is none', () => {
    const last = `${NEW}\n8 X - F 1/0 1 100 100 0 100`
    assert.equal(resultsWith(last).length, 3)
    const leg = legWith({ trading: { ...trading, tolerates: ['finalFillAsPartial'] } })
    assert.equal(resultsWith(last, {}, leg).length, 2)
  })

  test('what the case itself asks for is none', () => {
    const late = `${NEW}\n8 X - 4 4/0 4 100 0 0 0\n8 X - F 1/0 4 100 40 0 40`
    assert.equal(resultsWith(late).at(-1)?.case, 'INV-18')
    assert.equal(resultsWith(late, { cases: ['MAT-J.1.b'] }).length, 1)
  })

  test('only scenarios of the application, where something is traded, are looked at', () => {
    assert.equal(resultsWith(WRONG, { cases: ['2.a'] }).length, 1)
    assert.equal(resultsWith(WRONG, {}, legWith()).length, 2)
    assert.equal(resultsOf(legWith({ trading }), info, undefined, ending)[0]?.checks, undefined)
  })

  test('what is doubtful says so in its clause', () => {
    const [result] = resultsWith(NEW, { cases: ['MAT-A.1.a'] })
    assert.match(result?.clause ?? '', /^FIX Order State Changes, A\.1\.a \(FIX\.4\.2: D1\)\. Note: The rows of this/)
  })

  test('a further session is judged by itself, and found where its notes stand', () => {
    const leg = legWith({ trading })
    const bench = new Bench(leg, 'orders')
    const { journal } = bench.environment
    for (const entry of new OrderTalk('FIX.4.4').rows(WRONG).journal.entries)
      if (entry.kind === 'message')
        journal.event('note', `DC: ${entry.direction === 'in' ? 'received' : 'sent'} MsgType x`, {
          bytes: entry.message.bytes,
          at: entry.at,
        })
    const judgement = judgeScenarioOrders(leg, info.cases, bench, true)
    assert.deepEqual([...(judgement?.broken.keys() ?? [])], ['INV-1'])
    assert.equal(judgement?.broken.get('INV-1')?.[0]?.entry, 2)
  })
})

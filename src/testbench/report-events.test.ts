import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import { fits } from '../conformance/expect.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { reportPattern } from './reports.ts'

const bench = new Bench(legWith({ version: 'FIX.4.4' }), 'events')
const order = decode(
  encode([
    [8, 'FIX.4.4'],
    [35, 'D'],
    [11, 'X'],
    [55, 'SIM'],
    [54, '1'],
  ]),
)

/** @param code - in ExecType and OrdStatus */
function isReport(event: string, code: string, quantities: readonly Field[]): boolean {
  const told: Field[] = [[150, code], [39, code], ...quantities]
  const report = decode(encode([[8, 'FIX.4.4'], [35, '8'], [11, 'X'], [55, 'SIM'], [54, '1'], ...told]))
  return fits(report, reportPattern(bench, event, { order }, []))
}

const quantities = (ordered: string, traded: string, left: string): Field[] => [
  [38, ordered],
  [14, traded],
  [151, left],
]

describe('LeavesQty of an order that is over', () => {
  for (const [event, code] of [
    ['Canceled', '4'],
    ['Expired', 'C'],
    ['Rejected', '8'],
  ] as const) {
    test(`${event}: 0, or what was left`, () => {
      assert.ok(isReport(event, code, quantities('100', '40', '0')))
      assert.ok(isReport(event, code, quantities('100.0', '40', '60.00')))
    })

    test(`${event}: nothing else, and not without it`, () => {
      assert.equal(isReport(event, code, quantities('100', '40', '61')), false)
      assert.equal(isReport(event, code, quantities('100', '40', '40')), false)
      assert.equal(isReport(event, code, quantities('100', '40', '0').slice(0, 2)), false)
    })
  }

  test('of a filled one: 0', () => {
    const filled = (left: string): Field[] => [...quantities('100', '100', left), [32, '60'], [31, '10']]
    const isFill = (left: string): boolean => {
      const told: Field[] = [[150, 'F'], [39, '2'], ...filled(left)]
      const report = decode(encode([[8, 'FIX.4.4'], [35, '8'], [11, 'X'], [55, 'SIM'], [54, '1'], ...told]))
      return fits(report, reportPattern(bench, 'Fill', { order }, []))
    }
    assert.ok(isFill('0'))
    assert.equal(isFill('60'), false)
  })
})

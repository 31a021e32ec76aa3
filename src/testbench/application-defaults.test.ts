import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { VersionId } from '../fix/versions.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import type { Row } from './group-rows.ts'
import { statedFields, tagOf } from './wording.ts'

const trading = { plays: 'venue', symbol: 'XYZ', price: '50', tolerates: [] } as const
const VERSIONS: readonly VersionId[] = ['FIX.4.2', 'FIX.4.4', 'FIXT.1.1/FIX.5.0SP2']

const benchOf = (version: VersionId): Bench => new Bench(legWith({ version, trading }), 'defaults')

/** By names, the time left out. */
function sent(bench: Bench, message: string, rows: readonly Row[] = []): Record<string, unknown> {
  const fields = statedFields(bench, message, rows)
  const named = fields.map(([tag, value]) => [bench.dictionary.fieldByTag(tag)?.name ?? tag, value])
  const { TransactTime, ...rest } = Object.fromEntries(named)
  return rest
}

/** Sends it into the record, as if it had gone out. */
function journal(bench: Bench, msgType: string, fields: readonly Field[]): void {
  const connection = bench.environment.journal.openConnection()
  bench.environment.journal.message('out', decode(encode([[8, 'FIX.4.4'], [35, msgType], ...fields])), connection)
}

describe('an order', () => {
  for (const version of VERSIONS)
    test(`${version}: what it needs`, () => {
      const bench = benchOf(version)
      assert.deepEqual(sent(bench, 'NewOrderSingle'), {
        ClOrdID: 'FP11-1',
        ...(version === 'FIX.4.2' ? { HandlInst: '1' } : {}),
        Symbol: 'XYZ',
        Side: '1',
        OrderQty: '1',
        OrdType: '2',
        Price: '50',
      })
      assert.ok(statedFields(bench, 'NewOrderSingle', []).some(([tag]) => tag === tagOf(bench, 'TransactTime')))
    })

  test('what is stated stays, and absent leaves a field out', () => {
    const order = sent(benchOf('FIX.4.4'), 'NewOrderSingle', [
      ['ClOrdID', 'MINE'],
      ['Side', 'Sell'],
      ['Price', 'absent'],
    ])
    assert.deepEqual([order.ClOrdID, order.Side, order.Price], ['MINE', '2', null])
  })

  test('a price only where the type has one, a quantity only where there is no other', () => {
    const bench = benchOf('FIX.4.4')
    const price = (ordType: string): unknown => sent(bench, 'NewOrderSingle', [['OrdType', ordType]]).Price
    assert.deepEqual(['Market', 'Stop', 'Stop limit', 'Limit'].map(price), [undefined, undefined, '50', '50'])
    assert.equal('OrderQty' in sent(bench, 'NewOrderSingle', [['CashOrderQty', '1000']]), false)
  })

  test('is an order of the session’s suite as ever: only what is stated', () => {
    assert.deepEqual(statedFields(new Bench(legWith(), 'session'), 'NewOrderSingle', [['ClOrdID', 'A']]), [[11, 'A']])
  })
})

describe('a request about an order', () => {
  const ORDER: readonly Field[] = [
    [11, 'A'],
    [1, 'ACC'],
    [55, 'ABC'],
    [54, '2'],
    [38, '7'],
    [40, '4'],
    [44, '9.5'],
    [99, '9'],
    [59, '1'],
  ]

  for (const version of VERSIONS)
    test(`${version}: a cancel request names the order and repeats its terms`, () => {
      const bench = benchOf(version)
      journal(bench, 'D', ORDER)
      const { ClOrdID, ...rest } = sent(bench, 'OrderCancelRequest')
      assert.equal(ClOrdID, 'FP11-1')
      assert.deepEqual(rest, {
        OrigClOrdID: 'A',
        Symbol: 'ABC',
        Side: '2',
        ...(version === 'FIXT.1.1/FIX.5.0SP2' ? {} : { OrderQty: '7' }),
      })
    })

  test('a replacement is the order again but for what it states', () => {
    const bench = benchOf('FIX.4.2')
    journal(bench, 'D', [...ORDER, [21, '1']])
    const { ClOrdID, ...rest } = sent(bench, 'OrderCancelReplaceRequest', [['Price', '10']])
    assert.deepEqual(rest, {
      Price: '10',
      OrigClOrdID: 'A',
      Symbol: 'ABC',
      Side: '2',
      OrderQty: '7',
      HandlInst: '1',
      Account: 'ACC',
      OrdType: '4',
      StopPx: '9',
      TimeInForce: '1',
    })
  })

  test('another OrdType does not take over the prices of the old one', () => {
    const bench = benchOf('FIX.4.4')
    journal(bench, 'D', ORDER)
    const replace = sent(bench, 'OrderCancelReplaceRequest', [['OrdType', 'Market']])
    assert.deepEqual([replace.Price, replace.StopPx], [undefined, undefined])
  })

  test('of several orders the one that is named, and of its versions the last that was sent', () => {
    const bench = benchOf('FIX.4.4')
    journal(bench, 'D', ORDER)
    journal(bench, 'G', [
      [11, 'B'],
      [41, 'A'],
      [55, 'ABC'],
      [54, '2'],
      [38, '8'],
    ])
    journal(bench, 'D', [
      [11, 'C'],
      [55, 'OTHER'],
      [54, '1'],
      [38, '1'],
    ])
    const cancel = (rows: Row[]): unknown[] => {
      const request = sent(bench, 'OrderCancelRequest', rows)
      return [request.OrigClOrdID, request.Symbol, request.OrderQty]
    }
    assert.deepEqual(cancel([['OrigClOrdID', 'A']]), ['A', 'ABC', '7'])
    assert.deepEqual(cancel([['OrigClOrdID', 'B']]), ['B', 'ABC', '8'])
    assert.deepEqual(cancel([]), ['C', 'OTHER', '1'])
    assert.deepEqual(cancel([['OrigClOrdID', 'NOSUCH']]), ['NOSUCH', 'OTHER', '1'])
  })

  test('a question about the status has the id of the order, not one of its own', () => {
    const bench = benchOf('FIX.4.4')
    journal(bench, 'D', ORDER)
    const question = sent(bench, 'OrderStatusRequest')
    assert.deepEqual([question.ClOrdID, question.Symbol, question.Side], ['A', 'ABC', '2'])
  })
})

describe('any other message', () => {
  test('has the ids and times that the dictionary requires', () => {
    const bench = benchOf('FIX.4.4')
    assert.deepEqual(sent(bench, 'SecurityListRequest'), { SecurityReqID: 'FP320-1' })
    assert.deepEqual(sent(bench, 'OrderMassCancelRequest', [['MassCancelRequestType', '7']]), {
      MassCancelRequestType: '7',
      ClOrdID: 'FP11-2',
    })
    assert.equal(sent(bench, 'OrderMassStatusRequest').MassStatusReqID, 'FP584-3')
    assert.equal(sent(bench, 'SecurityStatusRequest').Symbol, 'XYZ')
  })

  test('a message of the session has none of it', () => {
    assert.deepEqual(sent(benchOf('FIX.4.4'), 'TestRequest'), {})
  })
})

describe('a request about instruments', () => {
  for (const version of VERSIONS)
    test(`${version}: the instrument of the profile, bids and offers`, () => {
      const bench = benchOf(version)
      assert.deepEqual(statedFields(bench, 'QuoteRequest', []), [
        [131, 'FP131-1'],
        [146, '1'],
        [55, 'XYZ'],
      ])
      const fields = statedFields(bench, 'MarketDataRequest', [
        ['SubscriptionRequestType', '0'],
        ['MarketDepth', '1'],
      ])
      assert.deepEqual(fields.slice(-5), [
        [146, '1'],
        [55, 'XYZ'],
        [267, '2'],
        [269, '0'],
        [269, '1'],
      ])
    })

  test('groups that are stated stay', () => {
    const bench = benchOf('FIX.4.4')
    const fields = statedFields(bench, 'QuoteRequest', [['NoRelatedSym[1].Symbol', 'OTHER']])
    assert.deepEqual(
      fields.filter(([tag]) => tag === 55),
      [[55, 'OTHER']],
    )
  })
})

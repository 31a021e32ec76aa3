import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimal, formatDecimal, ZERO } from '../codec/decimal.ts'
import { type BookOrder, type Change, type Entry, OrderBook } from './book.ts'
import type { SelfTradeMode } from './book-matching.ts'

/** `sell a 10 @ 100`; what else is stated in `more`. */
function order(text: string, more: Partial<BookOrder> = {}): BookOrder {
  const [side, id = '', qty = '', price] = text.split(' ')
  return {
    id,
    side: side === 'buy' ? 'buy' : 'sell',
    qty: decimal(qty),
    price: price === undefined ? undefined : decimal(price),
    ...more,
  }
}

function bookOf(...orders: (string | BookOrder)[]): OrderBook {
  const book = new OrderBook()
  for (const each of orders) book.enter(typeof each === 'string' ? order(each) : each)
  return book
}

/** `a 10@100`, `-a` for an order that ended without a trade, `a -10` for a decrement. */
function told({ events }: Entry): string[] {
  return events.map((event) => {
    const qty = formatDecimal(event.qty)
    if (event.kind === 'trade') return `${event.maker} ${qty}@${formatDecimal(event.px)}`
    return event.mode === 'decrement' ? `${event.maker} -${qty}` : `${event.mode} ${event.maker}`
  })
}

test('the better price trades first, and of one price the order that came first', () => {
  const book = bookOf('sell late 5 100.0', 'sell dear 5 101', 'sell cheap 5 99')
  book.enter(order('sell later 5 100'))
  const entry = book.enter(order('buy taker 12 101'))
  assert.deepEqual(told(entry), ['cheap 5@99', 'late 5@100.0', 'later 2@100.0'])
  assert.equal(entry.rests, false)
  assert.equal(formatDecimal(book.order('later')?.open ?? ZERO), '3')
})

test('what is left of a limit order rests at its price; a market order never rests', () => {
  const book = bookOf('sell a 5 100')
  assert.equal(book.enter(order('buy b 8 100')).rests, true)
  assert.deepEqual(told(book.enter(order('sell c 10'))), ['b 3@100'])
  assert.equal(book.size, 0)
})

test('immediate: what does not trade at once is gone', () => {
  const book = bookOf('sell a 5 100')
  const entry = book.enter(order('buy b 8 100', { staying: 'immediate' }))
  assert.deepEqual([told(entry), entry.rests, formatDecimal(entry.left)], [['a 5@100'], false, '3'])
})

test('whole: all of it or nothing at all, over several prices', () => {
  const book = bookOf('sell a 5 100', 'sell b 5 101')
  assert.deepEqual(told(book.enter(order('buy c 11 101', { staying: 'whole' }))), [])
  assert.deepEqual(told(book.enter(order('buy d 10 100', { staying: 'whole' }))), [])
  assert.equal(book.size, 2)
  assert.deepEqual(told(book.enter(order('buy e 10 101', { staying: 'whole' }))), ['a 5@100', 'b 5@101'])
})

test('a minimum quantity that is not there: nothing trades, and the order rests until one as big comes', () => {
  const book = bookOf('sell a 40 100')
  const min = { minQty: decimal(50) }
  const entry = book.enter(order('buy b 100 100', min))
  assert.deepEqual([told(entry), entry.rests], [[], true])
  assert.deepEqual(told(book.enter(order('sell c 49 100'))), [])
  assert.deepEqual(told(book.enter(order('sell d 50 100'))), ['b 50@100'])
  assert.deepEqual(told(book.enter(order('sell e 1 100'))), ['b 1@100'], 'the minimum is for the first trade only')
  assert.deepEqual(told(book.enter(order('buy f 100 100', { ...min, staying: 'immediate' }))), ['a 40@100', 'c 49@100'])
})

test('a display quantity: trades come in peaks, and each new peak stands behind the others of its price', () => {
  const book = bookOf(order('sell ice 25 100', { peak: decimal(10) }), 'sell plain 10 100')
  assert.deepEqual(
    book.depth('sell').map(({ qty, orders }) => [formatDecimal(qty), orders]),
    [['20', 2]],
  )
  const entry = book.enter(order('buy b 31 100'))
  assert.deepEqual(told(entry), ['ice 10@100', 'plain 10@100', 'ice 10@100', 'ice 1@100'])
  assert.equal(formatDecimal(book.order('ice')?.shown ?? ZERO), '4')
})

test('a display quantity of 0 shows nothing and trades all', () => {
  const book = bookOf(order('sell dark 25 100', { peak: ZERO }))
  assert.deepEqual(book.depth('sell'), [])
  assert.deepEqual(told(book.enter(order('buy b 30 100'))), ['dark 25@100'])
})

test('a minimum quantity beside a display quantity: the first trade is as big as the minimum, the next ones as the peaks', () => {
  const book = bookOf()
  const both = { peak: decimal(10), minQty: decimal(50) }
  assert.equal(book.enter(order('buy ice 75 100', both)).rests, true)
  assert.deepEqual(told(book.enter(order('sell s 65 100'))), ['ice 50@100', 'ice 10@100', 'ice 5@100'])
  assert.deepEqual(told(book.enter(order('sell t 9 100'))), ['ice 5@100', 'ice 4@100'])
})

test('less quantity keeps the place; more of it, another price or another peak loses it', () => {
  const terms = (qty: string, more: Partial<Change> = {}): Change => ({
    price: decimal(100),
    qty: decimal(qty),
    ...more,
  })
  const cases: [string, Change, string][] = [
    ['less', terms('4'), 'a'],
    ['the same', terms('5'), 'a'],
    ['more', terms('6'), 'b'],
    ['peak', terms('5', { peak: decimal(1) }), 'b'],
    ['price', terms('5', { price: decimal('100.01') }), 'b'],
  ]
  for (const [name, change, first] of cases) {
    const book = bookOf('buy a 5 100', 'buy b 5 100')
    if (name === 'price') book.replace('b', change)
    else book.replace('a', change)
    assert.equal(told(book.enter(order('sell s 1 100')))[0]?.split(' ')[0], first, name)
  }
})

test('a new price that crosses trades on the way, and a replaced order may become immediate', () => {
  const book = bookOf('buy a 5 99', 'sell s 3 100')
  const entry = book.replace('a', { price: decimal(100), qty: decimal(5), staying: 'immediate' })
  assert.deepEqual([entry && told(entry), entry?.rests, book.size], [['s 3@100'], false, 0])
  assert.equal(book.replace('a', { price: decimal(100), qty: decimal(5) }), undefined)
  book.enter(order('buy c 5 99'))
  const same: Change = { price: decimal(99), qty: decimal(5), staying: 'immediate' }
  assert.deepEqual([book.replace('c', same)?.rests, book.size], [false, 0], 'also where nothing else changes')
})

test('reducing from outside keeps the place, never adds, and takes out at nothing', () => {
  const book = bookOf('buy a 5 100', 'buy b 5 100')
  book.reduce('a', decimal(7))
  book.reduce('a', decimal(2))
  assert.deepEqual(told(book.enter(order('sell s 3 100'))), ['a 2@100', 'b 1@100'])
  book.reduce('b', ZERO)
  assert.deepEqual([book.size, book.cancel('b'), book.best('buy')], [0, undefined, undefined])
})

const own: Partial<BookOrder> = { owner: 'me' }
const preventions: [SelfTradeMode, string[], string, string[]][] = [
  ['aggressor', ['other 5@99', 'aggressor mine'], 'ended', ['mine', 'far']],
  ['resting', ['other 5@99', 'resting mine', 'far 5@101'], 'rests', ['taker']],
  ['both', ['other 5@99', 'both mine'], 'ended', ['far']],
  ['decrement', ['other 5@99', 'mine -10', 'far 5@101'], 'filled', []],
]
for (const [selfTrade, events, end, left] of preventions) {
  test(`self-trade prevention, mode ${selfTrade}: nothing trades with an order of the same owner`, () => {
    const book = bookOf('sell other 5 99', order('sell mine 10 100', own), 'sell far 5 101')
    const entry = book.enter(order('buy taker 20 101', { ...own, selfTrade }))
    assert.deepEqual(told(entry), events)
    assert.equal(entry.ended ? 'ended' : entry.rests ? 'rests' : 'filled', end)
    assert.deepEqual(
      ['mine', 'far', 'taker'].filter((id) => book.has(id)),
      left,
    )
  })
}

test('an order that is killed changes nothing, its own side neither', () => {
  const book = bookOf(order('sell mine 10 100', own), 'sell far 5 101')
  const whole = order('buy taker 20 101', { ...own, selfTrade: 'resting', staying: 'whole' })
  assert.deepEqual([told(book.enter(whole)), book.size], [[], 2])
})

test('10^12 with 8 decimals is exact', () => {
  const book = bookOf('sell huge 999999999999.99999999 0.00000001')
  for (let i = 0; i < 3; i++) book.enter(order(`buy b${i} 0.00000001 0.00000001`))
  assert.equal(formatDecimal(book.order('huge')?.open ?? ZERO), '999999999999.99999996')
})

test('the same id twice, and no quantity, are mistakes of the caller', () => {
  const book = bookOf('buy a 5 100')
  assert.throws(() => book.enter(order('buy a 5 100')), /stands in the book already/)
  assert.throws(() => book.enter(order('buy z 0 100')), /has no quantity/)
})

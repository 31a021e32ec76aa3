/** What every order book must keep, whatever orders come. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { add, compare, type Decimal, decimal, equals, isPositive, subtract, ZERO } from '../codec/decimal.ts'
import { type Entry, OrderBook } from './book.ts'
import type { SelfTradeMode } from './book-matching.ts'
import type { BookSideName } from './book-side.ts'

/** Small prices and quantities so that orders meet, beside ones of 10^12 and of 10^-8. */
const quantity = fc.oneof(
  fc.integer({ min: 1, max: 30 }).map((n) => decimal(n)),
  fc.constantFrom('0.00000001', '999999999999', '999999999999.99999999', '0.5', '10.00').map(decimal),
)
const price = fc.constantFrom('99', '99.5', '100', '100.00', '100.00000001', '101').map(decimal)
const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('enter' as const),
      side: fc.constantFrom<BookSideName>('buy', 'sell'),
      price: fc.option(price, { nil: undefined, freq: 8 }),
      qty: quantity,
      staying: fc.constantFrom('rest' as const, 'rest' as const, 'immediate' as const, 'whole' as const),
      peak: fc.option(fc.constantFrom('0', '7', '100000000000').map(decimal), { nil: undefined, freq: 3 }),
      owner: fc.constantFrom('A', 'B', undefined),
      selfTrade: fc.constantFrom<SelfTradeMode | undefined>(undefined, 'aggressor', 'resting', 'both', 'decrement'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), of: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('replace' as const), of: fc.nat(30), price, qty: quantity }) },
)

/** Drops peaks that would make a great many trades of one order: what a venue's checks refuse. */
function sane(peak: Decimal | undefined, qty: Decimal): Decimal | undefined {
  return peak !== undefined && isPositive(peak) && compare(qty, decimal(1000)) > 0 && compare(peak, decimal(1000)) < 0
    ? undefined
    : peak
}

test('property: quantity is conserved exactly, the book is never crossed, and price-time order holds', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      const book = new OrderBook()
      const open = new Map<string, { side: BookSideName; price: Decimal | undefined; left: Decimal }>()
      const settle = (entry: Entry, id: string, qty: Decimal) => {
        const taker = open.get(id)
        assert.ok(taker)
        let last: Decimal | undefined
        let left = qty
        for (const event of entry.events) {
          const maker = open.get(event.maker)
          assert.ok(maker, 'a maker that lives')
          if (event.kind === 'trade') {
            assert.ok(isPositive(event.qty))
            assert.notEqual(maker.side, taker.side)
            assert.ok(maker.price !== undefined && equals(maker.price, event.px), 'at the price of the maker')
            const worse = last === undefined ? 0 : compare(event.px, last)
            assert.ok(taker.side === 'buy' ? worse >= 0 : worse <= 0, 'the better price first')
            if (taker.price !== undefined) {
              const limit = compare(event.px, taker.price)
              assert.ok(taker.side === 'buy' ? limit <= 0 : limit >= 0, 'never beyond the limit')
            }
            last = event.px
            maker.left = subtract(maker.left, event.qty)
            left = subtract(left, event.qty)
          } else if (event.mode === 'decrement') {
            maker.left = subtract(maker.left, event.qty)
            left = subtract(left, event.qty)
          } else if (event.mode !== 'aggressor') maker.left = ZERO
          if (!isPositive(maker.left)) open.delete(event.maker)
          assert.ok(maker.left.units >= 0n, 'nobody trades more than there is')
        }
        if (!entry.ended) assert.ok(equals(left, entry.left))
        taker.left = left
        if (!entry.rests) open.delete(id)
      }
      commands.forEach((each, n) => {
        if (each.do === 'enter') {
          const id = `o${n}`
          const { side, qty } = each
          open.set(id, { side, price: each.price, left: qty })
          const entry = book.enter({ ...each, id, peak: sane(each.peak, qty) })
          if (each.staying === 'whole') assert.ok(equals(entry.traded, qty) || entry.events.length === 0)
          settle(entry, id, qty)
        } else {
          const id = [...open.keys()][each.of]
          if (id === undefined) return
          if (each.do === 'cancel') {
            const left = book.cancel(id)
            assert.ok(left !== undefined && equals(left, open.get(id)?.left ?? ZERO))
            open.delete(id)
          } else {
            const entry = book.replace(id, { price: each.price, qty: each.qty })
            const before = open.get(id)
            assert.ok(entry !== undefined && before !== undefined)
            before.price = each.price
            settle(entry, id, each.qty)
          }
        }
        assert.equal(book.size, open.size)
        for (const [id, { left }] of open) assert.ok(equals(book.order(id)?.open ?? ZERO, left), id)
        for (const side of ['buy', 'sell'] as const) {
          const other = [...open.values()]
            .filter((each) => each.side !== side)
            .reduce((sum, { left }) => add(sum, left), ZERO)
          const { traded } = book.probe({ side, price: undefined, qty: decimal('9'.repeat(30)) })
          assert.ok(equals(traded, other), 'all that rests can be traded with')
        }
        const [bid, ask] = [book.best('buy'), book.best('sell')]
        assert.ok(bid === undefined || ask === undefined || compare(bid, ask) < 0, 'not crossed')
      })
    }),
    { numRuns: 300 },
  )
})

test('property: of one price orders trade in the order of their arrival', () => {
  fc.assert(
    fc.property(fc.array(quantity, { minLength: 1, maxLength: 12 }), quantity, (quantities, wanted) => {
      const book = new OrderBook()
      quantities.forEach((qty, n) => {
        book.enter({ id: String(n), side: 'sell', price: decimal(100), qty })
      })
      const { events } = book.enter({ id: 'taker', side: 'buy', price: decimal(100), qty: wanted })
      assert.deepEqual(
        events.map(({ maker }) => Number(maker)),
        events.map((_, n) => n),
      )
      const total = quantities.reduce(add, ZERO)
      const traded = events.reduce((sum, { qty }) => add(sum, qty), ZERO)
      assert.ok(equals(traded, compare(total, wanted) < 0 ? total : wanted))
    }),
  )
})

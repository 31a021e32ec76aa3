import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { SlidingWindow } from './sliding-window.ts'

describe('sliding window', () => {
  test('counts the messages of the last interval, as one that keeps every instant would', () => {
    const steps = fc.array(fc.nat(12), { maxLength: 80 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 30 }), steps, (limit, interval, pauses) => {
        const window = new SlidingWindow(limit, interval)
        const all: number[] = []
        let at = 1000
        for (const pause of pauses) {
          at += pause
          all.push(at)
          const inside = all.filter((instant) => at - instant < interval).length
          assert.equal(window.add(at), Math.min(inside, limit + 1))
        }
      }),
    )
  })

  test('who waits until it fits never has more than the limit in any interval, and never waits in vain', () => {
    const pauses = fc.array(fc.nat(12), { maxLength: 80 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 30 }), pauses, (limit, interval, given) => {
        const window = new SlidingWindow(limit, interval)
        const sent: number[] = []
        let at = 1000
        for (const pause of given) {
          at += pause
          const fits = window.fitsAt(at)
          // One millisecond earlier it would have been one too many.
          if (fits > at) assert.equal(sent.filter((instant) => fits - 1 - instant < interval).length, limit)
          at = fits
          window.add(at)
          sent.push(at)
          assert.equal(sent.filter((instant) => at - instant < interval).length <= limit, true)
        }
      }),
    )
  })

  test('a clock that was set back holds nobody up', () => {
    const window = new SlidingWindow(1, 1000)
    window.add(3_600_000)
    assert.equal(window.fitsAt(0), 0)
  })

  for (const [limit, interval] of [
    [0, 1000],
    [-1, 1000],
    [1.5, 1000],
    [5, 0],
    [5, Number.NaN],
  ] as const)
    test(`${limit} in ${interval} ms is refused`, () => {
      assert.throws(() => new SlidingWindow(limit, interval), /of a throttle must be a whole number above 0/)
    })
})

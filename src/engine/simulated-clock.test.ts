import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { SimulatedClock } from './simulated-clock.ts'

describe('simulated clock', () => {
  test('timers fire in the order of their instants, and of their scheduling at the same instant', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), (delays) => {
        const clock = new SimulatedClock(1000)
        const fired: [number, number][] = []
        delays.forEach((delay, order) => {
          clock.schedule(1000 + delay, () => fired.push([clock.now() - 1000, order]))
        })
        clock.advanceTo(1020)
        const expected = delays.map((delay, order): [number, number] => [delay, order])
        assert.deepEqual(
          fired,
          expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]),
        )
      }),
    )
  })

  test('the clock stands at the instant of the timer while it fires', () => {
    const clock = new SimulatedClock(1000)
    let seen = 0
    clock.schedule(5000, () => {
      seen = clock.now()
    })
    assert.equal(clock.nextAt, 5000)
    assert.equal(clock.fireNext(), true)
    assert.equal(seen, 5000)
    assert.equal(clock.fireNext(), false)
  })

  test('a time that has passed means now', () => {
    const clock = new SimulatedClock(1000)
    clock.schedule(1, () => undefined)
    assert.equal(clock.nextAt, 1000)
  })

  test('a cancelled timer never fires, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ delay: fc.nat(9), cancelled: fc.boolean() })), (timers) => {
        const clock = new SimulatedClock(0)
        const fired = new Set<number>()
        timers.forEach(({ delay, cancelled }, i) => {
          const timer = clock.schedule(delay, () => fired.add(i))
          if (cancelled) timer.cancel()
        })
        const left = timers.flatMap(({ cancelled }, i) => (cancelled ? [] : [i]))
        clock.advanceTo(9)
        assert.deepEqual(
          [...fired].sort((a, b) => a - b),
          left,
        )
        assert.equal(clock.nextAt, undefined)
      }),
    )
  })

  test('a timer that another cancels at the same instant does not fire', () => {
    const clock = new SimulatedClock(0)
    let fired = 0
    clock.schedule(5, () => second.cancel())
    const second = clock.schedule(5, () => fired++)
    clock.advanceTo(5)
    assert.equal(fired, 0)
  })

  test('a timer scheduled while firing fires in the same advance when it is due', () => {
    const clock = new SimulatedClock(0)
    const fired: number[] = []
    const every = (): void => {
      fired.push(clock.now())
      clock.schedule(clock.now() + 10, every)
    }
    clock.schedule(10, every)
    clock.advanceTo(35)
    assert.deepEqual(fired, [10, 20, 30])
    assert.equal(clock.now(), 35)
  })

  test('runUntil stops when it is done, and stands at the deadline when it is not', () => {
    const clock = new SimulatedClock(0)
    let done = false
    clock.schedule(10, () => {
      done = true
    })
    clock.schedule(20, () => assert.fail('nobody waited for this'))
    assert.equal(
      clock.runUntil(() => done, 15),
      true,
    )
    assert.equal(clock.now(), 10)
    assert.equal(
      clock.runUntil(() => false, 15),
      false,
    )
    assert.equal(clock.now(), 15)
  })

  test('without a deadline the clock stands at the last timer', () => {
    const clock = new SimulatedClock(0)
    clock.schedule(10, () => undefined)
    clock.advanceTo(Number.POSITIVE_INFINITY)
    assert.equal(clock.now(), 10)
  })

  test('the clock never goes back', () => {
    const clock = new SimulatedClock(100)
    clock.advanceTo(50)
    assert.equal(clock.now(), 100)
  })

  test('an instant that is no number is refused, since no order could hold it', () => {
    assert.throws(() => new SimulatedClock(0).schedule(Number.NaN, () => undefined), RangeError)
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { realClock } from './clock.ts'

/** Resolves when the timer fires. */
function fired(at: number): Promise<void> {
  return new Promise((resolve) => realClock.schedule(at, resolve))
}

describe('real clock', () => {
  test('a time that has passed fires as soon as possible, though not inside the call', async () => {
    let inside = true
    const firing = new Promise<boolean>((resolve) => realClock.schedule(0, () => resolve(inside)))
    inside = false
    assert.equal(await firing, false)
  })

  test('a timer never fires before its instant, although setTimeout may be early by a part of a millisecond', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
    let elapsed = 0
    t.mock.method(performance, 'now', () => elapsed)
    let count = 0
    realClock.schedule(Date.now() + 10, () => count++)
    elapsed = 9.6
    t.mock.timers.tick(10)
    assert.equal(count, 0)
    elapsed = 10.1
    t.mock.timers.tick(1)
    assert.equal(count, 1)
  })

  test('a cancelled timer does not fire, and two cancels do no harm', async () => {
    const timer = realClock.schedule(realClock.now(), () => assert.fail('it was cancelled'))
    timer.cancel()
    timer.cancel()
    await fired(realClock.now() + 2)
  })

  test('a wait beyond the longest delay of setTimeout is cut into pieces', (t) => {
    t.mock.timers.enable({ apis: ['Date'] })
    const delays: number[] = []
    let elapsed = 0
    let wake = (): void => undefined
    t.mock.method(performance, 'now', () => elapsed)
    t.mock.method(globalThis, 'setTimeout', (callback: () => void, delay: number) => {
      delays.push(delay)
      wake = callback
    })
    let count = 0
    const fortyDays = 40 * 24 * 3600 * 1000
    realClock.schedule(Date.now() + fortyDays, () => count++)
    for (const expected of [0, 1]) {
      elapsed += delays.at(-1) as number
      wake()
      assert.equal(count, expected)
    }
    assert.deepEqual(delays, [2 ** 31 - 1, fortyDays - (2 ** 31 - 1)])
  })
})

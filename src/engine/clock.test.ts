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

  test('a timer never fires before its instant', async () => {
    const early: number[] = []
    await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const at = realClock.now() + (i % 5)
        await fired(at)
        if (realClock.now() < at) early.push(at - realClock.now())
      }),
    )
    assert.deepEqual(early, [])
  })

  test('a cancelled timer does not fire, and two cancels do no harm', async () => {
    const timer = realClock.schedule(realClock.now(), () => assert.fail('it was cancelled'))
    timer.cancel()
    timer.cancel()
    await fired(realClock.now() + 2)
  })

  test('a wait beyond the longest delay of setTimeout is cut into pieces', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    let elapsed = 0
    t.mock.method(performance, 'now', () => elapsed)
    let count = 0
    const days = 24 * 3600 * 1000
    realClock.schedule(Date.now() + 40 * days, () => count++)
    const pass = (ms: number): void => {
      elapsed += ms
      t.mock.timers.tick(ms)
    }
    pass(25 * days)
    assert.equal(count, 0)
    pass(14 * days)
    assert.equal(count, 0)
    pass(1 * days + 1)
    assert.equal(count, 1)
  })
})

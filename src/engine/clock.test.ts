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

  test('timers fire in the order of their instants, at one instant in that of their scheduling, and none is left', async () => {
    const order: number[] = []
    const at = realClock.now() + 3
    const last = new Promise<void>((resolve) => {
      realClock.schedule(at + 1, () => resolve())
      for (const i of [2, 3, 4]) realClock.schedule(at, () => order.push(i))
      realClock.schedule(at - 2, () => order.push(1))
      realClock.schedule(at - 2, () => order.push(0)).cancel()
    })
    await last
    assert.deepEqual(order, [1, 2, 3, 4])
  })

  test('one setTimeout serves all timers, and none stays when the last one is cancelled', () => {
    const waits = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const before = waits()
    const timers = Array.from({ length: 1000 }, (_, i) =>
      realClock.schedule(realClock.now() + 60_000 - i, () => undefined),
    )
    assert.equal(waits(), before + 1)
    for (const timer of timers) timer.cancel()
    assert.equal(waits(), before)
  })

  test('a timer that sets itself again at once lets others have their turn', async () => {
    let running = true
    const again = (): void => {
      if (running) realClock.schedule(0, again)
    }
    again()
    await new Promise((resolve) => setImmediate(resolve))
    await fired(realClock.now() + 2)
    running = false
    await fired(realClock.now() + 2)
  })

  test('a timer that is due before those that run already does not wait for them', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
    let elapsed = 0
    t.mock.method(performance, 'now', () => elapsed)
    const fired: string[] = []
    const late = realClock.schedule(Date.now() + 100, () => fired.push('late'))
    realClock.schedule(Date.now() + 10, () => fired.push('early'))
    elapsed = 10
    t.mock.timers.tick(10)
    assert.deepEqual(fired, ['early'])
    late.cancel()
  })

  test('a timer that throws takes none along', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
    let elapsed = 0
    t.mock.method(performance, 'now', () => elapsed)
    let count = 0
    realClock.schedule(Date.now() + 5, () => {
      throw new Error('thrown on purpose')
    })
    realClock.schedule(Date.now() + 5, () => count++)
    elapsed = 5
    assert.throws(() => t.mock.timers.tick(5), /thrown on purpose/)
    assert.equal(count, 0)
    t.mock.timers.tick(1)
    assert.equal(count, 1)
  })

  test('a jump of the wall clock moves no timer that runs', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    let [wall, elapsed] = [1_000_000, 0]
    t.mock.method(Date, 'now', () => wall)
    t.mock.method(performance, 'now', () => elapsed)
    const order: string[] = []
    realClock.schedule(wall + 10, () => order.push('before'))
    wall -= 3_600_000
    realClock.schedule(wall + 5, () => order.push('behind'))
    for (const now of [5, 10]) {
      elapsed = now
      t.mock.timers.tick(5)
    }
    assert.deepEqual(order, ['behind', 'before'])
  })
})

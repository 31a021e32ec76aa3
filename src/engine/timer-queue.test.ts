import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type QueuedTimer, TimerQueue } from './timer-queue.ts'

const nothing = (): void => undefined

/** What is done with a queue: a timer added, one of those there ever were cancelled, the first one taken. */
const work = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), at: fc.integer({ min: 0, max: 30 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take' as const) }) },
)

describe('timer queue', () => {
  test('is a list that is sorted by instant, then by order of adding, whatever is added, cancelled and taken', () => {
    fc.assert(
      fc.property(fc.array(work, { maxLength: 200, size: 'max' }), (works) => {
        const queue = new TimerQueue()
        const ever: QueuedTimer[] = []
        let list: QueuedTimer[] = []
        for (const step of works) {
          if (step.do === 'add') {
            const timer = queue.add(step.at, nothing)
            ever.push(timer)
            list.push(timer)
            list.sort((a, b) => a.at - b.at || a.order - b.order)
          } else if (step.do === 'cancel' && ever.length > 0) {
            const timer = ever[step.which % ever.length]
            timer?.cancel()
            list = list.filter((other) => other !== timer)
          } else if (step.do === 'take') assert.equal(queue.take(), list.shift())
          assert.equal(queue.first, list[0])
          assert.equal(queue.length, list.length)
        }
        for (const timer of list) assert.equal(queue.take(), timer)
        assert.equal(queue.take(), undefined)
      }),
    )
  })

  test('tells when the last timer is cancelled, and not when it is taken', () => {
    let emptied = 0
    const queue = new TimerQueue(() => emptied++)
    const [first, second] = [queue.add(1, nothing), queue.add(2, nothing)]
    first.cancel()
    assert.equal(emptied, 0)
    second.cancel()
    second.cancel()
    assert.equal(emptied, 1)
    queue.add(3, nothing)
    queue.take()?.cancel()
    assert.equal(emptied, 1)
  })

  test('timers at the end of time stand behind all others', () => {
    const queue = new TimerQueue()
    queue.add(Number.POSITIVE_INFINITY, nothing)
    const first = queue.add(Number.MAX_VALUE, nothing)
    assert.equal(queue.take(), first)
  })
})

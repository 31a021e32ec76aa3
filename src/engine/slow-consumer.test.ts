import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { SimulatedClock } from './simulated-clock.ts'
import { SlowConsumerWatch } from './slow-consumer.ts'

function rig(delayMs = 100) {
  const clock = new SimulatedClock(0)
  const told: [number, number][] = []
  const wire = { backlog: 0 }
  const watch = new SlowConsumerWatch({
    clock,
    delayMs,
    backlog: () => wire.backlog,
    onSlow: (waitedMs, backlog) => told.push([waitedMs, backlog]),
  })
  const write = (bytes: number): void => {
    wire.backlog += bytes
    watch.wrote(bytes)
  }
  return { clock, told, wire, watch, write }
}

describe('slow consumer watch', () => {
  test('tells that bytes have waited too long, once until they have left', () => {
    const { clock, told, wire, write } = rig()
    write(500)
    clock.advanceTo(99)
    assert.deepEqual(told, [])
    clock.advanceTo(1000)
    assert.deepEqual(told, [[100, 500]])
    wire.backlog = 0
    clock.advanceTo(2000)
    write(70)
    clock.advanceTo(3000)
    assert.deepEqual(told, [
      [100, 500],
      [100, 70],
    ])
  })

  test('who is always a little behind, yet reads, is not slow', () => {
    const { clock, told, wire, write } = rig()
    for (let at = 0; at < 2000; at += 10) {
      clock.advanceTo(at)
      write(50)
      // What was written 40 ms ago has left.
      wire.backlog = Math.min(wire.backlog, 200)
    }
    assert.deepEqual(told, [])
  })

  test('what was written behind bytes that left in time is watched in its turn', () => {
    const { clock, told, wire, write } = rig()
    write(100)
    clock.advanceTo(60)
    write(40)
    wire.backlog = 40
    clock.advanceTo(1000)
    assert.deepEqual(told, [[100, 40]])
  })

  test('nothing is watched when nothing waits, when it is off, or when the connection has gone', () => {
    const off = rig(0)
    off.write(10)
    assert.equal(off.clock.nextAt, undefined)
    const { clock, wire, watch, write } = rig()
    watch.wrote(10)
    assert.equal(clock.nextAt, undefined)
    write(10)
    watch.stop()
    assert.equal(clock.nextAt, undefined)
    wire.backlog = 0
  })
})

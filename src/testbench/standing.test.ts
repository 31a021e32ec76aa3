import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import { SimulatedClock } from '../engine/simulated-clock.ts'
import { Journal } from '../journal/journal.ts'
import { standsFor } from './standing.ts'

const START = Date.UTC(2026, 0, 5)
const testRequest = decode(
  encode([
    [8, 'FIX.4.4'],
    [35, '1'],
  ]),
)

/** A message comes at 0 ms, the step that asks begins at `asked`, and the target leaves at `leaves`. */
async function stands(ms: number, asked: number, leaves: number | undefined): Promise<boolean> {
  const clock = new SimulatedClock(START)
  const journal = new Journal({ now: () => clock.now(), elapsed: () => 0 })
  let connected = true
  journal.message('in', testRequest, 1)
  if (leaves !== undefined)
    clock.schedule(START + leaves, () => {
      connected = false
      journal.event('disconnect', 'closed by the other side')
    })
  clock.advanceTo(START + asked)
  const until = async (done: () => boolean, deadline: number) => clock.runUntil(done, deadline)
  return standsFor({ clock, journal, until }, () => connected, ms)
}

test('a connection that nobody ends stands', async () => {
  assert.equal(await stands(1000, 0, undefined), true)
})

test('the time counts from what the step follows, not from the moment at which the step begins', async () => {
  assert.equal(await stands(1000, 4, 1002), true)
  assert.equal(await stands(1000, 4, 1000), true)
  assert.equal(await stands(1000, 4, 999), false)
  assert.equal(await stands(1000, 0, 999), false)
})

test('a pause before the step is no part of the time', async () => {
  assert.equal(await stands(1000, 5000, 5200), false)
  assert.equal(await stands(1000, 5000, 5900), false)
  assert.equal(await stands(1000, 5000, 6000), true)
})

test('a connection that has ended before does not stand', async () => {
  assert.equal(await stands(1000, 500, 100), false)
})

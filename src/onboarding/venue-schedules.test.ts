/** What the schedules of the packs come to: when numbers end, and that nobody is kept out who may come in. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { schedulesOf } from '../engine/scheduler.ts'
import { planSimulation } from '../runner/simulate-plan.ts'
import { mayConnect, nextEvents, numberingEnded } from '../session/schedule.ts'
import { packNamed } from './pack.ts'

function schedulesOfPack(name: string): ReturnType<typeof schedulesOf> {
  const profile = packNamed(name)?.profile
  const [session] = planSimulation({ profile, listen: '0', set: [], cwd: '.', env: {} }).sessions
  assert.ok(session !== undefined)
  return schedulesOf(session.schedule)
}

const at = (text: string): number => Date.parse(text)

describe('the schedule of a pack', () => {
  test('tt: one numbering from Saturday 22:00 UTC to the next, and no pause', () => {
    const { schedule } = schedulesOfPack('tt')
    assert.ok(schedule !== undefined)
    const wednesday = at('2026-01-07T12:00:00Z')
    assert.equal(mayConnect(schedule, wednesday), true)
    assert.deepEqual(
      nextEvents(schedule, wednesday).map(({ kind, at: when }) => [kind, new Date(when).toISOString()]),
      [
        ['terminate', '2026-01-10T22:00:00.000Z'],
        ['start', '2026-01-10T22:00:00.000Z'],
      ],
    )
    assert.equal(mayConnect(schedule, at('2026-01-10T22:00:01Z')), true)
    assert.equal(numberingEnded(schedule, wednesday, at('2026-01-10T21:59:59Z')), false)
    assert.equal(numberingEnded(schedule, wednesday, at('2026-01-10T22:00:01Z')), true)
  })

  test('generic-weekly: closed from Friday to Sunday in the zone of the venue, summer and winter', () => {
    const { schedule } = schedulesOfPack('generic-weekly')
    assert.ok(schedule !== undefined)
    const open = (text: string): boolean => mayConnect(schedule, at(text))
    // 17:00 in New York is 22:00 UTC in January and 21:00 in July.
    assert.deepEqual(['2026-01-09T21:59:59Z', '2026-01-09T22:00:01Z', '2026-01-11T22:00:01Z'].map(open), [
      true,
      false,
      true,
    ])
    assert.deepEqual(['2026-07-10T20:59:59Z', '2026-07-10T21:00:01Z', '2026-07-12T21:00:01Z'].map(open), [
      true,
      false,
      true,
    ])
  })

  test('generic-24x7: always open, and a reset on Saturday at 22:00 UTC', () => {
    const { schedule, reset } = schedulesOfPack('generic-24x7')
    assert.equal(schedule, undefined)
    assert.ok(reset !== undefined)
    const [next] = nextEvents(reset, at('2026-01-07T12:00:00Z'))
    assert.equal(new Date(next?.at ?? 0).toISOString(), '2026-01-10T22:00:00.000Z')
  })

  test('cme: one numbering a week', () => {
    const { schedule } = schedulesOfPack('cme')
    assert.ok(schedule !== undefined)
    const monday = at('2026-01-05T12:00:00Z')
    assert.equal(numberingEnded(schedule, monday, at('2026-01-09T12:00:00Z')), false)
    assert.equal(numberingEnded(schedule, monday, at('2026-01-12T12:00:00Z')), true)
  })
})

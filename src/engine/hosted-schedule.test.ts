/** Hosted sessions under a schedule: both sides follow it, whatever a Logout means to them. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ScheduleText } from '../session/schedule.ts'
import { type HostedRig, hostedRig, type Peer, peerOf, type StatedParts } from '../testing/hosted-rig.ts'

const at = (text: string): number => Date.parse(`${text}Z`)

const WEEK: ScheduleText = {
  timeZone: 'UTC',
  startTime: '0 0 10 ? * MON',
  connectTime: '0 0 10 ? * TUE-FRI',
  disconnectTime: '0 0 17 ? * MON-THU',
  terminateTime: '0 0 17 ? * FRI',
}

/** Both sides, begun on Monday 2026-01-05 09:00. */
async function both(stated: StatedParts): Promise<{ rig: HostedRig; peer: Peer }> {
  const rig = hostedRig('initiator', stated)
  const peer = await peerOf(rig, 1, stated)
  rig.host.start()
  return { rig, peer }
}

function check(
  { rig, peer }: Awaited<ReturnType<typeof both>>,
  moments: readonly (readonly [string, boolean, number])[],
) {
  for (const [moment, stands, archived] of moments) {
    rig.clock.advanceTo(at(moment))
    const hosts = [rig.host, peer.host]
    assert.deepEqual(
      hosts.map(({ state }) => state === 'established'),
      [stands, stands],
      `${moment}: ${hosts.map(({ state }) => state).join(', ')}`,
    )
    assert.deepEqual(
      [rig.stores.get('primary')?.archives().length, peer.store.archives().length],
      [archived, archived],
      moment,
    )
    assert.deepEqual([rig.host.nextIn, rig.host.nextOut], [peer.host.nextOut, peer.host.nextIn], moment)
  }
}

describe('a hosted session under a schedule', () => {
  test('a week: one numbering, connected by day', async () => {
    check(await both({ schedule: { schedule: WEEK }, session: { heartBtInt: 600 } }), [
      ['2026-01-05T09:59', false, 0],
      ['2026-01-05T10:01', true, 0],
      ['2026-01-05T17:01', false, 0],
      ['2026-01-06T10:01', true, 0],
      ['2026-01-09T17:01', false, 1],
      ['2026-01-10T12:00', false, 1],
      ['2026-01-12T10:01', true, 1],
    ])
  })

  test('a Logout that ends the trading day does not keep the schedule from going on at the same instant', async () => {
    const schedule: ScheduleText = { timeZone: 'UTC', startTime: '17:00', terminateTime: '17:00' }
    const session = { heartBtInt: 600, intradayLogoutTolerance: false }
    const pair = await both({ schedule: { schedule }, session, connection: { recreateOnLogout: false } })
    for (const day of ['05', '06', '07']) {
      pair.rig.clock.advanceTo(at(`2026-01-${day}T17:00:05`))
      assert.deepEqual([pair.rig.host.state, pair.peer.host.state], ['established', 'established'], day)
      assert.deepEqual([pair.rig.host.nextIn, pair.rig.host.nextOut], [2, 2], day)
    }
  })

  test('a daily reset inside the session (SD-25)', async () => {
    const schedule = {
      performResetSeqNumTime: true,
      resetSequenceTime: '17:00:00',
      resetSequenceTimeZone: 'Europe/Paris',
    }
    const pair = await both({ schedule, session: { heartBtInt: 600 } })
    check(pair, [
      ['2026-01-05T15:59:59', true, 0],
      ['2026-01-05T16:00:01', true, 1],
      ['2026-01-06T16:00:01', true, 2],
    ])
    assert.equal(pair.rig.host.nextOut, 2)
    assert.equal(pair.rig.host.statistics.connections, 1)
  })

  test('stopped and started again, it makes up for the end that it missed (SD-24)', async () => {
    const pair = await both({ schedule: { schedule: WEEK }, session: { heartBtInt: 600 } })
    const { rig, peer } = pair
    rig.clock.advanceTo(at('2026-01-08T18:00'))
    for (const host of [rig.host, peer.host]) host.stop()
    rig.clock.advanceTo(at('2026-01-12T12:00'))
    assert.ok(rig.host.nextOut > 10)
    for (const host of [peer.host, rig.host]) host.start()
    check(pair, [['2026-01-12T12:00:05', true, 1]])
    assert.equal(rig.host.nextOut, 2)
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import type { ConnectionSettings } from '../parameters/settings.ts'
import { news } from '../testing/engine-rig.ts'
import { type HostedRig, hostedRig, type Peer, PRIMARY, peerOf, type StatedParts } from '../testing/hosted-rig.ts'

const END_OF_DAY = { session: { intradayLogoutTolerance: false }, connection: { recreateOnLogout: false } } as const

/** US in `role`, established with a counterparty that keeps its numbers and comes back by itself. */
async function established(role: 'initiator' | 'acceptor', stated: StatedParts = {}, theirs: StatedParts = {}) {
  const rig = hostedRig(role, stated)
  const peer = await connected(rig, theirs)
  return { rig, peer }
}

async function connected(rig: HostedRig, theirs: StatedParts = {}): Promise<Peer> {
  if (rig.host.parameters.session.role === 'acceptor') await rig.engine.listen(PRIMARY)
  rig.host.start()
  const peer = await peerOf(rig, PRIMARY.port, theirs)
  rig.pass(1100)
  assert.equal(rig.host.state, 'established')
  return peer
}

describe('Logout as the end of the day', () => {
  for (const role of ['initiator', 'acceptor'] as const)
    test(`SD-15, SD-16: ${role}: correctly terminated, and nobody is connected until it is made anew at 1/1`, async () => {
      const { rig, peer } = await established(role, END_OF_DAY, END_OF_DAY)
      peer.host.logout()
      rig.pass(100)
      assert.equal(rig.host.state, 'correctlyTerminated')
      assert.deepEqual([rig.host.nextIn, rig.host.nextOut], [1, 1])
      const { attempts, connections } = rig.host.statistics
      peer.host.start()
      rig.pass(10_000)
      assert.equal(rig.host.state, 'correctlyTerminated')
      assert.deepEqual(rig.host.statistics.attempts, attempts)
      assert.equal(rig.host.statistics.connections, connections)
      rig.host.start()
      rig.pass(1100)
      assert.equal(rig.host.state, 'established')
      assert.deepEqual(
        rig.talk().filter((line) => line.startsWith('out A')),
        ['out A1', 'out A1'],
      )
      rig.engine.close()
      peer.engine.close()
    })

  test('SD-15: the connection of whoever comes then is closed without a word', async () => {
    const { rig, peer } = await established('acceptor', END_OF_DAY)
    const before = rig.talk().length
    peer.host.logout()
    rig.pass(60_000)
    assert.deepEqual(rig.talk().slice(before), ['in 52', 'out 52'])
    assert.equal(peer.host.statistics.attempts.primary > 30, true)
    assert.equal(peer.host.statistics.bytesIn > 0, true)
    rig.engine.close()
    peer.engine.close()
  })
})

describe('Logout as the end of a connection', () => {
  test('SD-17: both Logons continue, and the two Logouts are counted', async () => {
    const { rig, peer } = await established('initiator')
    peer.host.logout()
    rig.pass(1100)
    assert.deepEqual(rig.talk(), ['out A1', 'in A1', 'in 52', 'out 52', 'out A3', 'in A3'])
    rig.engine.close()
    peer.engine.close()
  })

  test('SD-18: what was sent meanwhile comes after the Logon, once, under the number it had', async () => {
    const { rig, peer } = await established('initiator')
    rig.host.logout()
    rig.pass(100)
    assert.equal(rig.host.state, 'reconnect')
    rig.host.send('B', news('a'))
    rig.pass(2000)
    assert.equal(peer.delivered.length, 1)
    assert.equal(rig.talk().filter((line) => line.startsWith('out B3')).length, 1)
    rig.engine.close()
    peer.engine.close()
  })

  test('SD-19: with ResetSeqNumOnNonGracefulTermination a cut link has the next Logon at 1, without 141', async () => {
    const session = { resetSeqNumOnNonGracefulTermination: true }
    const { rig, peer } = await established('initiator', { session }, { session })
    peer.host.disconnect()
    rig.pass(1100)
    assert.deepEqual(rig.talk(Tag.ResetSeqNumFlag), ['out A1', 'in A1', 'out A1', 'in A1'])
    rig.engine.close()
    peer.engine.close()
  })

  test('SD-20: the same keeps the numbers behind a Logout that is answered', async () => {
    const session = { resetSeqNumOnNonGracefulTermination: true }
    const { rig, peer } = await established('initiator', { session }, { session })
    peer.host.logout()
    rig.pass(1100)
    assert.deepEqual(rig.talk().slice(-2), ['out A3', 'in A3'])
    rig.engine.close()
    peer.engine.close()
  })

  test('own Logout that is not answered: with recreateOnLogout it goes on, without it is non-gracefully terminated', async () => {
    for (const [recreateOnLogout, expected] of [
      [true, 'established'],
      [false, 'nonGracefullyTerminated'],
    ] as const) {
      const { rig, peer } = await established('initiator', { connection: { recreateOnLogout } })
      rig.host.logout()
      peer.host.disconnect()
      rig.pass(3000)
      assert.equal(rig.host.state, expected)
      rig.engine.close()
      peer.engine.close()
    }
  })

  test('stop ends it by Logout, whatever recreateOnLogout says; start goes on', async () => {
    const { rig, peer } = await established('initiator')
    rig.host.stop('the end')
    rig.pass(60_000)
    assert.equal(rig.host.state, 'initial')
    assert.deepEqual(rig.talk(Tag.Text).slice(-2), ['out 52 58=the end', 'in 52'])
    rig.host.start()
    rig.pass(100)
    assert.deepEqual(rig.talk().slice(-2), ['out A3', 'in A3'])
    rig.engine.close()
    peer.engine.close()
  })

  test('an acceptor whose link breaks waits for Logon again, with its numbers', async () => {
    const { rig, peer } = await established('acceptor')
    rig.host.disconnect()
    assert.equal(rig.host.state, 'waitForFirstLogon')
    assert.equal(rig.host.nextOut, 2)
    rig.engine.close()
    peer.engine.close()
  })
})

describe('SD-22: RecreateOnLogout, TerminateOnLogout, IntradayLogoutTolerance', () => {
  interface Row {
    readonly recreate: boolean
    readonly terminate: boolean
    readonly tolerance: boolean
    readonly state: string
    readonly listed: boolean
    /** nextOut two seconds behind the Logout: 2 for a new life, 4 for the same, 3 and 1 at rest. */
    readonly nextOut: number
    readonly archives: number
  }
  const row = (
    [recreate, terminate, tolerance]: readonly [boolean, boolean, boolean],
    state: string,
    listed: boolean,
    nextOut: number,
    archives: number,
  ): Row => ({ recreate, terminate, tolerance, state, listed, nextOut, archives })

  const rows: readonly Row[] = [
    row([false, true, false], 'correctlyTerminated', false, 1, 1),
    row([true, false, true], 'established', true, 4, 0),
    row([true, true, false], 'established', true, 2, 1),
    row([true, true, true], 'established', true, 4, 1),
    row([true, false, false], 'established', true, 2, 1),
    row([false, false, false], 'correctlyTerminated', true, 1, 1),
    row([false, false, true], 'initial', true, 3, 0),
    row([false, true, true], 'correctlyTerminated', false, 3, 1),
  ]
  for (const role of ['initiator', 'acceptor'] as const)
    for (const { recreate, terminate, tolerance, ...expected } of rows)
      test(`${role}, ${recreate} ${terminate} ${tolerance}: ${expected.state}`, async () => {
        const connection: Partial<ConnectionSettings> = { recreateOnLogout: recreate, terminateOnLogout: terminate }
        const session = { intradayLogoutTolerance: tolerance }
        const { rig, peer } = await established(role, { session, connection }, { session })
        rig.host.logout()
        rig.pass(2000)
        const { state, nextOut, archives } = rig.host
        const listed = rig.engine.sessions().length === 1
        assert.deepEqual({ state, listed, nextOut, archives: archives.length }, expected)
        assert.equal(rig.host.removed, !listed)
        assert.equal(rig.engine.find('US/THEM'), rig.host)
        rig.engine.close()
        peer.engine.close()
      })

  test('a removed session takes no message, and is listed again when it is made anew', async () => {
    const { rig, peer } = await established('initiator', {
      session: { intradayLogoutTolerance: false },
      connection: { recreateOnLogout: false, terminateOnLogout: true },
    })
    rig.host.logout()
    rig.pass(100)
    assert.throws(() => rig.host.send('B', news('a')), /has ended/)
    rig.host.start()
    assert.equal(rig.engine.sessions().length, 1)
    rig.engine.close()
    peer.engine.close()
  })

  test('an archive that fails ends the session, and says why', async () => {
    const connection = { recreateOnLogout: true, terminateOnLogout: true }
    const { rig, peer } = await established('initiator', { connection })
    const store = rig.stores.get('primary')
    assert.ok(store)
    store.reset = () => {
      throw new Error('the archive folder is missing')
    }
    rig.host.logout()
    rig.pass(2000)
    assert.equal(rig.host.state, 'nonGracefullyTerminated')
    assert.equal(rig.observed.at(-1), 'the storage failed: the archive folder is missing')
    assert.equal(rig.host.nextOut, 3)
    rig.engine.close()
    peer.engine.close()
  })

  test('endless re-creation: each life is archived and begins at 1', async () => {
    const session = { intradayLogoutTolerance: false }
    const connection = { recreateOnLogout: true, terminateOnLogout: true }
    const { rig, peer } = await established('initiator', { session, connection }, { session })
    for (let life = 1; life <= 4; life++) {
      rig.host.logout()
      rig.pass(1100)
      assert.equal(rig.host.archives.length, life)
      assert.equal(rig.host.nextOut, 2)
    }
    assert.deepEqual(rig.states.slice(-8), [
      'established',
      'waitForConfirmLogout',
      'correctlyTerminated',
      'initial',
      'reconnect',
      'waitForConnect',
      'waitForConfirmLogon',
      'established',
    ])
    rig.engine.close()
    peer.engine.close()
  })
})

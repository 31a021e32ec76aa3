import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fromThem, LOGON, news } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import { hostedRig } from '../testing/hosted-rig.ts'
import type { HostedApplication } from './hosted-application.ts'

const AN_HOUR_MS = 3_600_000

/** An acceptor that stood on its primary listener up to 3/4, its last message stored without a connection. */
function left(application: HostedApplication = {}) {
  const told: string[] = []
  const rig = hostedRig('acceptor', {
    application: {
      ...application,
      onSwitchConnection: (from, to) => void told.push(`${from} to ${to}`),
      onUndelivered: (message) => void told.push(`undelivered ${message.text(148)}`),
    },
  })
  const { host } = rig
  host.start()
  const first = new FakeTransport()
  host.accept(first, 'primary', false)
  first.data(fromThem('A', 1, LOGON), fromThem('0', 2))
  host.send('B', news('sent'))
  first.closeByPeer()
  host.send('B', news('kept'))
  assert.deepEqual([host.nextIn, host.nextOut], [3, 4])
  const come = (bytes: Buffer, sharedStore = false): FakeTransport => {
    const transport = new FakeTransport()
    host.accept(transport, 'backup', sharedStore)
    transport.data(bytes)
    return transport
  }
  return { ...rig, told, come }
}

describe('a Logon over the other listener', () => {
  test('SD-79: accepted, it begins anew at 1/1 in storage of its own, and what was never sent goes back', () => {
    const { host, stores, told, come } = left()
    assert.deepEqual(come(fromThem('A', 1, LOGON)).sent, ['A:1'])
    assert.deepEqual([host.state, host.activeConnection, host.nextIn, host.nextOut], ['established', 'backup', 2, 2])
    assert.deepEqual(told, ['undelivered kept', 'primary to backup'])
    assert.deepEqual([stores.get('backup')?.nextIn, stores.get('backup')?.nextOut], [2, 2])
    assert.equal(stores.get('primary')?.nextOut, 4)
    host.send('B', news('b'))
    assert.deepEqual(
      stores
        .get('backup')
        ?.read(1, 9)
        .map(({ msgSeqNum }) => msgSeqNum),
      [1, 2],
    )
    host.disconnect()
    assert.deepEqual([host.activeConnection, host.nextIn, host.nextOut], ['backup', 2, 3])
  })

  test('come back to, a listener begins anew once more, its numbering before that in the archive', () => {
    const { host, stores, told, come } = left()
    come(fromThem('A', 1, LOGON)).closeByPeer()
    const again = new FakeTransport()
    host.accept(again, 'primary', false)
    again.data(fromThem('A', 1, LOGON))
    assert.deepEqual([again.sent, host.activeConnection], [['A:1'], 'primary'])
    assert.equal(stores.get('primary')?.archives().length, 1)
    assert.deepEqual(told, ['undelivered kept', 'primary to backup', 'backup to primary'])
  })

  for (const sharedStore of [false, true])
    for (const [why, logon, application] of [
      ['whose SendingTime is wrong', fromThem('A', sharedStore ? 3 : 1, LOGON, AN_HOUR_MS), {}],
      [
        'that the application refuses',
        fromThem('A', sharedStore ? 3 : 1, LOGON),
        { onLogon: () => ({ refuse: 'no' }) },
      ],
    ] as const)
      test(`a Logon ${why} changes nothing, sharedStore ${sharedStore}`, () => {
        let refusing = false
        const { host, stores, told, come } = left(
          'onLogon' in application ? { onLogon: () => (refusing ? application.onLogon() : undefined) } : {},
        )
        refusing = true
        const createdAt = stores.get('primary')?.createdAt
        const transport = come(logon, sharedStore)
        transport.closeByPeer()
        refusing = false
        assert.equal(transport.sent.includes('A:1'), false)
        assert.deepEqual([host.state, host.activeConnection], ['waitForFirstLogon', 'primary'])
        assert.deepEqual(told, [])
        for (const store of stores.values()) assert.deepEqual(store.archives(), [])
        if (sharedStore) return
        assert.deepEqual([host.nextIn, host.nextOut, host.numberingSince], [3, 4, createdAt])
        const again = new FakeTransport()
        host.accept(again, 'primary', false)
        again.data(fromThem('A', 3, LOGON))
        assert.deepEqual(again.sent, ['A:4'])
      })

  test('what was said to a connection that was refused is not lost', () => {
    const { host, told } = left()
    const transport = new FakeTransport()
    host.accept(transport, 'backup', false)
    host.send('B', news('early'))
    transport.closeByPeer()
    assert.deepEqual(told, ['undelivered early'])
    assert.equal(host.nextOut, 4)
  })

  test('what was said before the Logon came is in the new numbering', () => {
    const { host, stores, told } = left()
    const transport = new FakeTransport()
    host.accept(transport, 'backup', false)
    host.send('B', news('early'))
    transport.data(fromThem('A', 1, LOGON))
    assert.deepEqual(told, ['undelivered kept', 'primary to backup'])
    assert.deepEqual([transport.sent[0], host.nextOut, stores.get('backup')?.nextOut], ['A:2', 3, 3])
  })

  test('killed before its Logon was accepted, it is forgotten', () => {
    const { host, told } = left()
    host.accept(new FakeTransport(), 'backup', false)
    host.kill()
    host.start()
    const again = new FakeTransport()
    host.accept(again, 'primary', false)
    again.data(fromThem('A', 3, LOGON))
    assert.deepEqual([again.sent, host.activeConnection, told], [['A:4'], 'primary', []])
  })

  test('begun in storage that fails before the answer is out, the numbering is the one that it goes on with', () => {
    const { host, stores, come, told } = left({ onFault: () => undefined })
    come(fromThem('A', 1, LOGON)).closeByPeer()
    const primary = stores.get('primary')
    assert.ok(primary)
    const { flush } = primary
    primary.flush = () => {
      throw new Error('no space left')
    }
    const transport = new FakeTransport()
    host.accept(transport, 'primary', false)
    transport.data(fromThem('A', 1, LOGON))
    primary.flush = flush
    assert.deepEqual([transport.sent, host.activeConnection], [[], 'primary'])
    assert.deepEqual(told, ['undelivered kept', 'primary to backup', 'backup to primary'])
  })

  test('storage that can not begin anew ends the session where it was', () => {
    const { host, observed, stores, come, told } = left()
    come(fromThem('A', 1, LOGON)).closeByPeer()
    const primary = stores.get('primary')
    assert.ok(primary)
    primary.reset = () => {
      throw new Error('no space left')
    }
    const transport = new FakeTransport()
    host.accept(transport, 'primary', false)
    transport.data(fromThem('A', 1, LOGON))
    assert.deepEqual(
      [host.state, observed.at(-1), transport.sent],
      ['nonGracefullyTerminated', 'the storage failed: no space left', []],
    )
    assert.deepEqual([host.activeConnection, host.nextIn, host.nextOut], ['backup', 2, 2])
    assert.deepEqual(told, ['undelivered kept', 'primary to backup'])
  })
})

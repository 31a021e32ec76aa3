import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { encode, type Field } from '../codec/encode.ts'
import { Tag } from '../fix/tags.ts'
import { findVersion } from '../fix/versions.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING, fromThem, LOGON, settingsFor } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import { Ear } from '../transport/contract.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import type { Network, Transport } from '../transport/transport.ts'
import { Acceptor, type AcceptorOptions } from './acceptor.ts'
import { EngineSession } from './engine-session.ts'
import { SimulatedClock } from './simulated-clock.ts'

const address = { host: 'memory', port: 9878 }

function rig(options: Partial<AcceptorOptions> = {}) {
  const clock = new SimulatedClock(BEGINNING)
  const network = new MemoryNetwork({ clock })
  const refused: string[] = []
  const acceptor = new Acceptor({ network, clock, address, onRefused: (why) => refused.push(why), ...options })
  const add = (targetCompID: string, versionId: 'FIX.4.2' | 'FIX.4.4' = 'FIX.4.4'): EngineSession => {
    const version = findVersion(versionId)
    assert.ok(version)
    const settings = settingsFor('acceptor', { targetCompID, version })
    const session = new EngineSession({ settings, store: new MemoryStore(clock.now()), clock })
    acceptor.add(session)
    return session
  }
  return { clock, network, acceptor, refused, add }
}

function logonFrom(senderCompID: string, stated: readonly Field[] = []): Buffer {
  return encode(
    [[Tag.MsgType, 'A'], [Tag.SenderCompID, senderCompID], ...LOGON, ...stated],
    [
      [Tag.BeginString, 'FIX.4.4'],
      [Tag.TargetCompID, 'US'],
      [Tag.MsgSeqNum, 1],
      [Tag.SendingTime, '20260105-09:00:00.000'],
    ],
  )
}

function arrive(acceptor: Acceptor, ...bytes: Buffer[]): FakeTransport {
  const transport = new FakeTransport()
  acceptor.accept(transport)
  if (bytes.length > 0) transport.data(...bytes)
  return transport
}

describe('acceptor', () => {
  test('one port serves many sessions: the CompIDs of the Logon decide', async () => {
    const { clock, network, acceptor, add } = rig()
    const sessions = [add('A'), add('B'), add('C')]
    assert.deepEqual(await acceptor.start(), address)
    const ear = new Ear()
    network.dial(address, {
      onConnect: (transport) => {
        transport.listen(ear)
        transport.write(logonFrom('B'))
      },
      onError: (cause) => assert.fail(cause.message),
    })
    clock.advanceTo(BEGINNING + 100)
    assert.deepEqual(
      sessions.map(({ established }) => established),
      [false, true, false],
    )
    assert.match(ear.bytes.toString('latin1'), /\x0135=A\x01.*\x0156=B\x01/)
    arrive(acceptor, logonFrom('C'))
    assert.equal(sessions[2]?.established, true)
    acceptor.stop()
  })

  test('among sessions of the same CompIDs the BeginString decides', () => {
    const { acceptor, add } = rig()
    const older = add('A', 'FIX.4.2')
    const newer = add('A', 'FIX.4.4')
    arrive(acceptor, logonFrom('A'))
    assert.deepEqual([older.connected, newer.connected], [false, true])
  })

  test('a wrong BeginString of known CompIDs is the session’s to answer', () => {
    const { acceptor, add } = rig()
    const session = add('A')
    const transport = arrive(acceptor, logonFrom('A', [[Tag.BeginString, 'FIX.4.2']]))
    assert.equal(session.connected, true)
    assert.deepEqual(transport.sent, ['5:1'])
  })

  test('CompIDs of no session: closed, nothing sent, nothing counted', () => {
    const { acceptor, refused, add } = rig()
    const session = add('A')
    const transport = arrive(acceptor, logonFrom('STRANGER'))
    assert.deepEqual([transport.ended, transport.writes], ['closed', []])
    assert.deepEqual(refused, ['the Logon names no session of ours'])
    assert.deepEqual([session.nextIn, session.nextOut], [1, 1])
  })

  test('a second connection of a session that is connected: closed, nothing sent, the first is not touched', () => {
    const { acceptor, refused, add } = rig()
    const session = add('THEM')
    const first = arrive(acceptor, logonFrom('THEM'))
    const second = arrive(acceptor, logonFrom('THEM'))
    assert.deepEqual([second.ended, second.writes], ['closed', []])
    assert.deepEqual(refused, ['the session is connected already'])
    first.data(fromThem('1', 2, [[Tag.TestReqID, 'ALIVE']]))
    assert.deepEqual(first.sent, ['A:1', '0:2'])
    assert.equal(session.established, true)
  })

  test('a session may come again as soon as its connection has gone', () => {
    const { acceptor, add } = rig()
    const session = add('THEM')
    arrive(acceptor, logonFrom('THEM')).closeByPeer()
    const second = arrive(acceptor, logonFrom('THEM', [[Tag.MsgSeqNum, 2]]))
    assert.equal(session.established, true)
    assert.deepEqual(second.sent, ['A:2'])
  })

  test('while the schedule keeps a session closed, its Logon is refused in silence', () => {
    const { acceptor, refused, add } = rig({ mayConnect: (session) => session.settings.targetCompID !== 'A' })
    const [closed, open] = [add('A'), add('B')]
    const transport = arrive(acceptor, logonFrom('A'))
    arrive(acceptor, logonFrom('B'))
    assert.deepEqual([transport.ended, transport.writes, closed.connected, open.connected], ['closed', [], false, true])
    assert.deepEqual(refused, ['the session is closed by its schedule'])
  })

  test('a connection without a first message is closed at the timeout, and told', () => {
    const { clock, acceptor, refused } = rig()
    const transport = arrive(acceptor)
    clock.advanceTo(BEGINNING + 10_000)
    assert.equal(transport.ended, 'closed')
    transport.receiver?.onClose('closed')
    assert.deepEqual(refused, ['no message came: closed'])
  })

  test('connections that wait for their first message are limited, and room comes back', () => {
    const { acceptor, refused, add } = rig()
    const session = add('THEM')
    const waiting = Array.from({ length: 256 }, () => arrive(acceptor))
    assert.deepEqual(refused, [])
    assert.equal(arrive(acceptor, logonFrom('THEM')).ended, 'closed')
    assert.deepEqual(refused, ['too many connections wait for their Logon'])
    waiting[0]?.closeByPeer()
    arrive(acceptor, logonFrom('THEM'))
    assert.equal(session.established, true)
  })

  test('stop ends sessions, waiting connections and their timers, and the port', async () => {
    const { clock, network, acceptor, add } = rig()
    const session = add('THEM')
    await acceptor.start()
    const [silent, first] = [arrive(acceptor), arrive(acceptor, logonFrom('THEM'))]
    acceptor.stop()
    silent.receiver?.onClose('closed')
    assert.deepEqual([silent.ended, first.ended, session.connected], ['destroyed', 'destroyed', false])
    assert.equal(clock.nextAt, undefined)
    network.listenNow(address, () => undefined)
  })

  test('a stop before the port is open closes it when it is', async () => {
    let closed = 0
    let open: ((value: { address: typeof address; close(): void }) => void) | undefined
    const network: Network = {
      dial: () => undefined,
      listen: (_address, _onConnection: (transport: Transport) => void) =>
        new Promise((resolve) => {
          open = resolve
        }),
    }
    const { acceptor } = rig({ network })
    const starting = acceptor.start()
    acceptor.stop()
    open?.({ address, close: () => closed++ })
    await starting
    assert.equal(closed, 1)
  })
})

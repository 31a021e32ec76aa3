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
  const make = (targetCompID: string, versionId: 'FIX.4.2' | 'FIX.4.4' = 'FIX.4.4'): EngineSession => {
    const version = findVersion(versionId)
    assert.ok(version)
    const settings = settingsFor('acceptor', { targetCompID, version })
    return new EngineSession({ settings, store: new MemoryStore(clock.now()), clock })
  }
  const add = (...stated: Parameters<typeof make>): EngineSession => {
    const session = make(...stated)
    acceptor.add(session)
    return session
  }
  return { clock, network, acceptor, refused, add, make }
}

function logonFrom(senderCompID: string, stated: readonly Field[] = [], beginString = 'FIX.4.4'): Buffer {
  return encode(
    [[Tag.MsgType, 'A'], [Tag.SenderCompID, senderCompID], ...LOGON, ...stated],
    [
      [Tag.BeginString, beginString],
      [Tag.TargetCompID, 'US'],
      [Tag.MsgSeqNum, 1],
      [Tag.SendingTime, '20260105-09:00:00.000'],
    ],
  )
}

function arrive(acceptor: Acceptor, ...bytes: Buffer[]): FakeTransport {
  return arriveFrom('the test', acceptor, ...bytes)
}

function arriveFrom(remote: string, acceptor: Acceptor, ...bytes: Buffer[]): FakeTransport {
  const transport = Object.assign(new FakeTransport(), { remote })
  acceptor.accept(transport)
  if (bytes.length > 0) transport.data(...bytes)
  return transport
}

describe('acceptor', () => {
  test('garbage instead of a Logon ends the connection at once where every session closes on a bad Logon', () => {
    const garbled = Buffer.from(logonFrom('A'))
    garbled.write('999', garbled.length - 4)
    for (const [first, second, closes] of [
      ['close', 'close', true],
      ['close', 'logout', false],
    ] as const) {
      const { acceptor, clock, refused } = rig()
      for (const [targetCompID, refusedLogon] of [
        ['A', first],
        ['B', second],
      ] as const) {
        const settings = settingsFor('acceptor', { targetCompID, refusedLogon })
        acceptor.add(new EngineSession({ settings, store: new MemoryStore(clock.now()), clock }))
      }
      const transport = arrive(acceptor, garbled)
      assert.equal(transport.ended, closes ? 'destroyed' : undefined)
      if (closes) transport.closeByPeer()
      assert.deepEqual(refused, closes ? ['no message came: the first message is garbled'] : [])
    }
  })

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
    assert.deepEqual(refused, ['no message came: 10 s are over'])
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

  test('as many connections may wait for their first message as there are sessions', () => {
    const { acceptor, refused, add } = rig()
    const sessions = Array.from({ length: 300 }, (_, i) => add(`THEM${i}`))
    const waiting = sessions.map(() => arrive(acceptor))
    assert.deepEqual(refused, [])
    arrive(acceptor)
    assert.deepEqual(refused, ['too many connections wait for their Logon'])
    waiting.forEach((transport, i) => {
      transport.data(logonFrom(`THEM${i}`))
    })
    assert.equal(
      sessions.every(({ established }) => established),
      true,
    )
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

  test('who is not among the allowed addresses is closed before a byte is read', () => {
    const { acceptor, refused, add } = rig({ allowedRemoteAddresses: ['192.0.2.0/24', '::1'] })
    const session = add('THEM')
    const stranger = arriveFrom('198.51.100.1:40000', acceptor, logonFrom('THEM'))
    assert.deepEqual([stranger.ended, stranger.writes, stranger.receiver], ['closed', [], undefined])
    assert.deepEqual(refused, ['198.51.100.1 is not among the allowed addresses'])
    arriveFrom('192.0.2.9:40000', acceptor, logonFrom('THEM'))
    assert.equal(session.established, true)
  })

  test('a session has allowed addresses of its own, which are asked when the Logon names it', () => {
    const { acceptor, refused, make } = rig()
    const session = make('THEM')
    acceptor.add(session, { allowedRemoteAddresses: ['192.0.2.7'] })
    const stranger = arriveFrom('192.0.2.8:40000', acceptor, logonFrom('THEM'))
    assert.deepEqual([stranger.ended, stranger.writes, session.connected], ['closed', [], false])
    assert.deepEqual(refused, ["192.0.2.8 is not among the session's allowed addresses"])
    arriveFrom('[::ffff:192.0.2.7]:40000', acceptor, logonFrom('THEM'))
    assert.equal(session.established, true)
  })

  test('an allowed address that is none is refused when the acceptor is made, or the session added', () => {
    assert.throws(() => rig({ allowedRemoteAddresses: ['everywhere'] }), RangeError)
    const { acceptor, make } = rig()
    assert.throws(() => acceptor.add(make('THEM'), { allowedRemoteAddresses: ['everywhere'] }), RangeError)
  })

  test('the time for the first message can be set, 0 for no limit', () => {
    const { clock, acceptor } = rig({ waitLogon: 3 })
    const transport = arrive(acceptor)
    clock.advanceTo(BEGINNING + 2_999)
    assert.equal(transport.ended, undefined)
    clock.advanceTo(BEGINNING + 3_000)
    assert.equal(transport.ended, 'closed')
    const patient = rig({ waitLogon: 0 })
    arrive(patient.acceptor)
    assert.equal(patient.clock.nextAt, undefined)
  })

  test('connections of one host that wait for their first message are limited, others are not touched', () => {
    const { acceptor, refused } = rig({ sizeWaitHostMax: 2 })
    const waiting = [1, 2].map((port) => arriveFrom(`192.0.2.7:${port}`, acceptor))
    assert.equal(arriveFrom('192.0.2.7:3', acceptor).ended, 'closed')
    assert.deepEqual(refused, ['too many connections of 192.0.2.7 wait for their Logon'])
    assert.equal(arriveFrom('192.0.2.8:4', acceptor).ended, undefined)
    waiting[0]?.closeByPeer()
    assert.equal(arriveFrom('192.0.2.7:5', acceptor).ended, undefined)
  })

  describe('qualifier', () => {
    function qualifiedRig(qualifiers: readonly (string | undefined)[], options: Partial<AcceptorOptions> = {}) {
      const { acceptor, refused, make } = rig(options)
      const sessions = qualifiers.map((qualifier) => {
        const session = make('THEM')
        acceptor.add(session, { qualifier })
        return session
      })
      const connected = (): boolean[] => sessions.map((session) => session.connected)
      return { acceptor, refused, connected }
    }

    test('tells sessions with the same CompIDs apart', () => {
      const { acceptor, connected } = qualifiedRig(['A', 'B', undefined])
      arrive(acceptor, logonFrom('THEM', [[9012, 'B']]))
      assert.deepEqual(connected(), [false, true, false])
      arrive(acceptor, logonFrom('THEM'))
      assert.deepEqual(connected(), [false, true, true])
      arrive(acceptor, logonFrom('THEM', [[9012, 'A']]))
      assert.deepEqual(connected(), [true, true, true])
    })

    test('stands in the tag that was stated', () => {
      const { acceptor, connected } = qualifiedRig(['A', 'B'], { logonMessageSessionQualifierTag: 7001 })
      arrive(
        acceptor,
        logonFrom('THEM', [
          [7001, 'B'],
          [9012, 'A'],
        ]),
      )
      assert.deepEqual(connected(), [false, true])
    })

    test('that no session has, or none where all have one, names no session', () => {
      const { acceptor, refused, connected } = qualifiedRig(['A', 'B'])
      arrive(acceptor, logonFrom('THEM', [[9012, 'C']]))
      arrive(acceptor, logonFrom('THEM'))
      assert.deepEqual(connected(), [false, false])
      assert.deepEqual(refused, Array(2).fill('the Logon names no session of ours'))
    })

    test('means nothing to a session without one', () => {
      const { acceptor, connected } = qualifiedRig([undefined])
      arrive(acceptor, logonFrom('THEM', [[9012, 'C']]))
      assert.deepEqual(connected(), [true])
    })
  })

  describe('sessions made for a Logon', () => {
    test('a Logon that names no session may get one made, and finds it again', () => {
      const made: EngineSession[] = []
      const { acceptor, add, make } = rig({
        createSession: (first) => {
          const session = make(first.text(Tag.SenderCompID) as string)
          made.push(session)
          return session
        },
      })
      const known = add('THEM')
      arrive(acceptor, logonFrom('THEM'))
      assert.deepEqual([known.established, made.length], [true, 0])
      const first = arrive(acceptor, logonFrom('STRANGER'))
      assert.deepEqual([first.sent, made[0]?.established], [['A:1'], true])
      first.closeByPeer()
      const second = arrive(acceptor, logonFrom('STRANGER', [[Tag.MsgSeqNum, 2]]))
      assert.deepEqual([second.sent, made.length], [['A:2'], 1])
    })

    test('whoever got one made is unknown in another version: gets another, or the first one answers', () => {
      const made: EngineSession[] = []
      const { acceptor, make } = rig({
        createSession: (first) => {
          if (made.length === 2) return undefined
          const session = make('STRANGER', first.text(Tag.BeginString) === 'FIX.4.2' ? 'FIX.4.2' : 'FIX.4.4')
          made.push(session)
          return session
        },
      })
      const in44 = arrive(acceptor, logonFrom('STRANGER'))
      const in42 = arrive(acceptor, logonFrom('STRANGER', [], 'FIX.4.2'))
      assert.deepEqual(
        made.map(({ established, settings }) => [settings.version.id, established]),
        [
          ['FIX.4.4', true],
          ['FIX.4.2', true],
        ],
      )
      for (const transport of [in44, in42]) transport.closeByPeer()
      const again = arrive(acceptor, logonFrom('STRANGER', [[Tag.MsgSeqNum, 2]]))
      const in43 = arrive(acceptor, logonFrom('STRANGER', [], 'FIX.4.3'))
      assert.deepEqual([again.sent, in43.ended, made.length], [['A:2'], 'closed', 2])
      again.closeByPeer()
      assert.deepEqual(arrive(acceptor, logonFrom('STRANGER', [[Tag.MsgSeqNum, 3]], 'FIX.4.3')).sent, ['5:3'])
    })

    test('a session that was there before answers for every version', () => {
      const { acceptor, add } = rig({ createSession: () => assert.fail('it is known') })
      add('KNOWN')
      assert.deepEqual(arrive(acceptor, logonFrom('KNOWN', [], 'FIX.4.2')).sent, ['5:1'])
    })

    test('may be added by whoever makes it, and then what was said there holds', () => {
      const { acceptor, refused, make } = rig({
        createSession: () => {
          const session = make('A')
          acceptor.add(session, { allowedRemoteAddresses: ['192.0.2.7'] })
          return session
        },
      })
      assert.equal(arriveFrom('192.0.2.8:1', acceptor, logonFrom('A')).ended, 'closed')
      assert.deepEqual(refused, ["192.0.2.8 is not among the session's allowed addresses"])
      assert.deepEqual(arriveFrom('192.0.2.7:1', acceptor, logonFrom('A')).sent, ['A:1'])
    })

    test('may be refused, by a throw too, and their number is limited', () => {
      let answer: () => EngineSession | undefined = () => undefined
      const { acceptor, refused, make } = rig({ createSession: () => answer(), maxCreatedSessions: 1 })
      assert.equal(arrive(acceptor, logonFrom('A')).ended, 'closed')
      answer = () => {
        throw new Error('the list of clients can not be read')
      }
      assert.equal(arrive(acceptor, logonFrom('A')).ended, 'closed')
      answer = () => make('A')
      assert.equal(arrive(acceptor, logonFrom('A')).ended, undefined)
      answer = () => make('B')
      const beyond = arrive(acceptor, logonFrom('B'))
      assert.deepEqual([beyond.ended, beyond.writes], ['closed', []])
      assert.deepEqual(refused, [
        'the Logon names no session of ours',
        'no session could be made for the Logon: the list of clients can not be read',
        '1 sessions were made for Logons that named none',
      ])
    })
  })

  test('a session that needs TLS takes no plain connection', () => {
    const plain = rig()
    plain.acceptor.add(plain.make('THEM'), { requireTls: true })
    assert.equal(arrive(plain.acceptor, logonFrom('THEM')).ended, 'closed')
    assert.deepEqual(plain.refused, ['the session needs TLS'])
    const secure = rig({ network: { secure: true, dial: assert.fail, listen: assert.fail } })
    const session = secure.make('THEM')
    secure.acceptor.add(session, { requireTls: true })
    arrive(secure.acceptor, logonFrom('THEM'))
    assert.equal(session.established, true)
  })

  test('a session that was taken out is served no more', () => {
    const { acceptor, refused, add } = rig()
    const session = add('THEM')
    acceptor.remove(session)
    arrive(acceptor, logonFrom('THEM'))
    assert.deepEqual([session.connected, refused.length], [false, 1])
  })
})

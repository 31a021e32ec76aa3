import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import { Framer } from '../codec/framer.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { SimulatedClock } from '../engine/simulated-clock.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { Journal } from '../journal/journal.ts'
import { sessionSettings } from '../session/settings.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import type { Transport } from '../transport/transport.ts'
import { EngineCounterparty } from './engine-counterparty.ts'

const version = findVersion('FIX.4.4') as FixVersion

/** The tester's engine on one end, bytes on the other: it expects 8, and its next number is 5. */
function takenOver() {
  const clock = new SimulatedClock(Date.UTC(2026, 0, 5))
  const network = new MemoryNetwork({ clock })
  const journal = new Journal({ now: () => clock.now(), elapsed: () => 0 })
  const address = { host: 'memory', port: 1 }
  const received: string[] = []
  const framer = new Framer()
  let far: Transport | undefined
  let near: Transport | undefined
  network.listenNow(address, (transport) => {
    far = transport
    transport.listen({
      onData: (chunk) => {
        for (const frame of framer.push(chunk)) {
          const message = decode(frame.bytes)
          received.push(`${message.msgType} ${message.text(34)}`)
        }
      },
      onClose: (why) => received.push(`closed: ${why}`),
    })
  })
  network.dial(address, {
    onConnect: (transport) => {
      near = transport
    },
    onError: (error) => assert.fail(error),
  })
  const settle = (ms = 20): void => clock.advanceTo(clock.now() + ms)
  settle()
  const settings = sessionSettings({
    version,
    role: 'initiator',
    senderCompID: 'TESTER',
    targetCompID: 'VENUE',
    dictionary: dictionaryFor(version),
  })
  const connection = journal.openConnection()
  const tester = new EngineCounterparty(settings, clock, journal, {
    transport: near as Transport,
    connection,
    nextIn: 8,
    nextOut: 5,
    heartBtInt: 30,
  })
  const says = (fields: readonly Field[]): void => {
    const header: Field[] = [
      [8, 'FIX.4.4'],
      [49, 'VENUE'],
      [56, 'TESTER'],
      [52, formatUtcTimestamp(clock.now())],
    ]
    far?.write(encode(fields, header))
    settle()
  }
  return { tester, received, says, settle, journal, connection }
}

describe('the counterparty whose session the engine keeps', () => {
  it('goes on with the numbers it was given, and answers a TestRequest by itself', () => {
    const { tester, received, says } = takenOver()
    assert.equal(tester.nextOut, 5)
    says([
      [35, '1'],
      [34, 8],
      [112, 'A'],
    ])
    assert.deepEqual(received, ['0 5'])
    assert.equal(tester.nextOut, 6)
    assert.equal(tester.lastSent, 5)
  })

  it('loses one message on the way, and fills the gap when it is asked', () => {
    const { tester, received, says, settle, journal } = takenOver()
    tester.loseNext()
    tester.send('0', [])
    tester.send('0', [])
    settle()
    assert.deepEqual(received, ['0 6'])
    assert.ok(journal.entries.some((entry) => entry.kind === 'event' && /lost on the way/.test(entry.text)))
    says([
      [35, '2'],
      [34, 8],
      [7, 5],
      [16, 0],
    ])
    assert.deepEqual(received, ['0 6', '4 5'])
  })

  it('sends Heartbeats in the interval that was agreed', () => {
    const { received, settle } = takenOver()
    settle(30_010)
    assert.deepEqual(received, ['0 5'])
  })

  it('records what is said under the connection it took over', () => {
    const { tester, settle, journal, connection } = takenOver()
    tester.send('0', [])
    settle()
    const messages = journal.entries.filter((entry) => entry.kind === 'message')
    assert.deepEqual(
      messages.map((entry) => entry.connection),
      [connection],
    )
  })

  it('takes a Logout for the wish to leave, and ends with its answer', () => {
    const { tester, received, says, settle } = takenOver()
    tester.send('5', [])
    settle()
    says([
      [35, '5'],
      [34, 8],
    ])
    assert.equal(received[0], '5 5')
    assert.match(received[1] ?? '', /^closed/)
    assert.equal(tester.connected, false)
  })

  it('garbles nothing, and does not move its number: both are for the wire', () => {
    const { tester } = takenOver()
    assert.throws(() => tester.send('0', [], 'wrong CheckSum'), /garbles nothing/)
    assert.throws(() => {
      tester.nextOut = 9
    }, /stands at MsgSeqNum 5, not at 9/)
    tester.nextOut = 5
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { BEGINNING, fromThem, LOGON } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import { Ear } from '../transport/contract.ts'
import { type Greeting, greet } from './greeter.ts'
import { SimulatedClock } from './simulated-clock.ts'

function rig() {
  const clock = new SimulatedClock(BEGINNING)
  const transport = new FakeTransport()
  const greetings: Greeting[] = []
  const gone: string[] = []
  greet(
    transport,
    clock,
    (greeting) => greetings.push(greeting),
    (why) => gone.push(why),
  )
  return { clock, transport, greetings, gone }
}

const logon = fromThem('A', 1, LOGON)

describe('greeter', () => {
  test('the first message is told, and the connection is given on from its first byte', () => {
    const { clock, transport, greetings } = rig()
    transport.data(logon.subarray(0, 20))
    transport.data(logon.subarray(20), fromThem('0', 2))
    assert.equal(greetings.length, 1)
    assert.equal(greetings[0]?.first.msgType, 'A')
    const ear = new Ear()
    greetings[0]?.transport.listen(ear)
    assert.equal(ear.bytes.equals(Buffer.concat([logon, fromThem('0', 2)])), true)
    assert.equal(clock.nextAt, undefined)
  })

  test('garbage before the first message is given on too', () => {
    const { transport, greetings } = rig()
    const garbage = Buffer.from('GET / HTTP/1.1\r\n')
    transport.data(garbage)
    transport.data(logon)
    const ear = new Ear()
    greetings[0]?.transport.listen(ear)
    assert.equal(ear.bytes.equals(Buffer.concat([garbage, logon])), true)
  })

  test('what comes while nobody has taken the connection is kept, and so is its end', () => {
    const { transport, greetings, gone } = rig()
    transport.data(logon)
    transport.data(fromThem('0', 2))
    transport.closeByPeer()
    const ear = new Ear()
    greetings[0]?.transport.listen(ear)
    assert.equal(ear.bytes.equals(Buffer.concat([logon, fromThem('0', 2)])), true)
    assert.deepEqual(ear.closes, ['closed by the other side'])
    assert.deepEqual(gone, [])
  })

  test('a connection that says nothing is closed after 10 seconds, in silence', () => {
    const { clock, transport } = rig()
    clock.advanceTo(BEGINNING + 9_999)
    assert.equal(transport.ended, undefined)
    clock.advanceTo(BEGINNING + 10_000)
    assert.equal(transport.ended, 'closed')
    assert.deepEqual(transport.writes, [])
  })

  test('too many bytes without a message end the connection', () => {
    const { transport } = rig()
    for (let i = 0; i < 16; i++) transport.data(Buffer.alloc(4096, 'x'))
    assert.equal(transport.ended, undefined)
    transport.data(Buffer.of(1))
    assert.equal(transport.ended, 'destroyed')
  })

  test('too many bytes before anybody takes the connection end it too', () => {
    const { transport } = rig()
    transport.data(logon)
    for (let i = 0; i < 17; i++) transport.data(Buffer.alloc(4096, 'x'))
    assert.equal(transport.ended, 'destroyed')
  })

  test('an end before the first message is told, and no timer stays', () => {
    const { clock, transport, greetings, gone } = rig()
    transport.data(logon.subarray(0, 20))
    transport.closeByPeer()
    assert.deepEqual([greetings.length, gone, clock.nextAt], [0, ['closed by the other side'], undefined])
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import { DeliveryTamper } from './delivery.ts'

function report(msgSeqNum: number, execID: string, more: readonly Field[] = []): Buffer {
  return encode([
    [8, 'FIX.4.4'],
    [35, '8'],
    [49, 'VENUE'],
    [56, 'CLIENT'],
    [34, msgSeqNum],
    [52, '20260105-09:00:00.000'],
    ...more,
    [17, execID],
  ])
}

const heartbeat = encode([
  [8, 'FIX.4.4'],
  [35, '0'],
  [49, 'VENUE'],
  [56, 'CLIENT'],
  [34, 9],
  [52, '20260105-09:00:00.000'],
])

test('what is skipped never leaves, whatever waits before it', () => {
  const tamper = new DeliveryTamper()
  tamper.skip([[17, 'E2']])
  const ack = report(2, 'E1')
  assert.deepEqual(tamper.outgoing(ack), [ack])
  assert.deepEqual(tamper.outgoing(report(3, 'E2')), [])
  const next = report(4, 'E22')
  assert.deepEqual(tamper.outgoing(next), [next])
})

test('what was skipped leaves when it is sent again', () => {
  const tamper = new DeliveryTamper()
  tamper.skip([[17, 'E2']])
  tamper.outgoing(report(3, 'E2'))
  const again = report(3, 'E2', [[43, 'Y']])
  assert.deepEqual(tamper.outgoing(again), [again])
})

test('a resend under way is not taken for the message that is to be skipped', () => {
  const tamper = new DeliveryTamper()
  tamper.skip([[17, 'E2']])
  const again = report(3, 'E2', [[43, 'Y']])
  assert.deepEqual(tamper.outgoing(again), [again])
  assert.deepEqual(tamper.outgoing(report(3, 'E2')), [])
})

test('the last report goes again under its number, marked, before what carries it', () => {
  const tamper = new DeliveryTamper()
  tamper.outgoing(report(2, 'E1'))
  tamper.outgoing(report(3, 'E2'))
  assert.equal(tamper.repeatLast().msgType, '0')
  const [repeated, carrier, ...others] = tamper.outgoing(heartbeat)
  assert.equal(others.length, 0)
  assert.deepEqual(carrier, heartbeat)
  const message = decode(repeated ?? Buffer.alloc(0))
  assert.equal(message.msgSeqNum, 3)
  assert.equal(message.text(43), 'Y')
  assert.equal(message.text(122), '20260105-09:00:00.000')
  assert.equal(message.text(17), 'E2')
  assert.deepEqual(tamper.outgoing(heartbeat), [heartbeat])
})

test('a message is told by its type, also where whoever spoilt it before has moved the type', () => {
  const moved = (bytes: Buffer): Buffer[] => [
    Buffer.from(bytes.toString('latin1').replace(/(35=.\x01)(49=VENUE\x01)/, '$2$1'), 'latin1'),
  ]
  const tamper = new DeliveryTamper({ outgoing: moved, incoming: (message) => message })
  tamper.outgoing(report(2, 'E1'))
  tamper.repeatLast()
  const [repeated, carrier] = tamper.outgoing(heartbeat)
  assert.deepEqual(carrier, moved(heartbeat)[0])
  assert.equal(decode(repeated ?? Buffer.alloc(0)).msgSeqNum, 2)
})

test('bytes that are no message leave as they are', () => {
  const tamper = new DeliveryTamper()
  for (const text of ['', '8', '8=FIX.4.4\x01', '8=FIX.4.4\x019=5\x0135'])
    assert.deepEqual(tamper.outgoing(Buffer.from(text)), [Buffer.from(text)])
})

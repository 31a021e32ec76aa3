import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import { establishedRig, fromThem, news } from '../testing/engine-rig.ts'
import type { SimulatedClock } from './simulated-clock.ts'

const MESSAGES = 5000
const TOO_MUCH = 2 * 1024 * 1024

/** Lets so much time pass. */
function pass(clock: SimulatedClock, ms: number): void {
  clock.runUntil(() => false, clock.now() + ms)
}

/** The bytes of the answer, and how many Heartbeats went out while it waited for the counterparty to read. */
function answer(resendMessagesBlockSize: number): { bytes: string; heartbeats: number } {
  const { clock, session, transport } = establishedRig({ settings: { resendMessagesBlockSize } })
  for (let i = 2; i <= MESSAGES; i++)
    if (i % 7 === 0) session.submit('0', [])
    else session.submit('B', news(`n${i}`))
  transport.writes.length = 0
  transport.backlog = TOO_MUCH
  transport.data(
    fromThem('2', 2, [
      [Tag.BeginSeqNo, 1],
      [Tag.EndSeqNo, 0],
    ]),
  )
  pass(clock, 29_000)
  transport.data(fromThem('0', 3, [], clock.now()))
  pass(clock, 31_000)
  // Some of it is read, and the rest waits again: block after block.
  for (let i = 0; i < 3; i++) {
    transport.backlog = 0
    const { write } = transport
    transport.write = (bytes) => {
      transport.backlog = TOO_MUCH
      write.call(transport, bytes)
    }
    transport.receiver?.onDrain?.()
    transport.write = write
  }
  transport.backlog = 0
  transport.receiver?.onDrain?.()
  const resent = transport.messages.filter((message) => message.text(Tag.PossDupFlag) === 'Y')
  const heartbeats = transport.messages.filter((message) => message.msgType === '0').length
  return { bytes: resent.map((message) => message.toString()).join('\n'), heartbeats }
}

test('5000 messages in blocks of 1, 7, 1000 and all: the same bytes, and Heartbeats go on meanwhile (SD-61)', () => {
  const whole = answer(0)
  assert.equal(whole.bytes.split('\n').filter((line) => line.includes('|35=B|')).length, 4285)
  assert.equal(whole.heartbeats, 2)
  for (const size of [1, 7, 1000]) {
    const inBlocks = answer(size)
    assert.ok(inBlocks.bytes === whole.bytes, `blocks of ${size}`)
    assert.equal(inBlocks.heartbeats, whole.heartbeats)
  }
})

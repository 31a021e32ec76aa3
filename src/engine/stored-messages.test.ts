import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { build, wire } from '../codec/arbitraries.ts'
import { decode } from '../codec/decode.ts'
import type { Message } from '../codec/message.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING } from '../testing/engine-rig.ts'
import { readMessages } from './stored-messages.ts'

function contentOf(message: Message): unknown {
  const fields = Array.from({ length: message.count }, (_, i) => [message.tagAt(i), message.textAt(i)])
  return [message.toString(), message.msgSeqNum, fields]
}

/** One message as a store may hold it: in good order, with a sum that was stated wrong, with a tail, and torn. */
const stored = fc
  .tuple(
    fc.constantFrom('58=text|', '95=3|96=a|b|', '', '58=|', '9=1|58=8=FIX.4.4|', 'x|', '70000=a|'),
    fc.constantFrom('', '58=tail', '8=FIX.4.4|9=5|35=0|10=161|'),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(([body, tail, broken]) => (msgSeqNum: number): Buffer => {
    const bytes = Buffer.concat([build(`35=8|34=${msgSeqNum}|52=20260105-12:00:00|${body}`), wire(tail)])
    if (broken === 1) bytes[bytes.length - 2] = 0x39
    if (broken === 2) bytes[11] = 0x39
    return broken === 3 ? bytes.subarray(0, bytes.length - 1) : bytes
  })

test('stored messages are read as they lie, and are what each of them is by itself', () => {
  fc.assert(
    fc.property(fc.array(stored, { minLength: 1, maxLength: 6 }), (all) => {
      const store = new MemoryStore(BEGINNING)
      for (const [i, bytesOf] of all.entries()) store.saveOutgoing(i + 1, bytesOf(i + 1))
      const damaged: string[] = []
      const messages = readMessages(store, 1, all.length, (text) => damaged.push(text))
      const wanted = all.map((bytesOf, i) => decode(bytesOf(i + 1)))
      assert.deepEqual(damaged, [])
      assert.deepEqual(messages.map(contentOf), wanted.map(contentOf))
    }),
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../../codec/decode.ts'
import { dictionaryFor } from '../../dictionary/load.ts'
import { type FixVersion, findVersion } from '../../fix/versions.ts'
import type { MessageEntry } from '../../journal/journal.ts'
import { type InvariantFinding, judgeOrders, OrderWatch } from './order-invariants.ts'

const version = findVersion('FIX.4.4') as FixVersion
const dictionary = dictionaryFor(version)
const AT = Date.UTC(2026, 10, 22, 17)
const TIME = '60=20261122-17:00:00.000'

/** Orders of 100 that are filled at once; the one called `wrong` says 90 in the end. */
function talk(orders: number, wrong: number, out = 1): MessageEntry[] {
  const entries: MessageEntry[] = []
  const add = (direction: 'in' | 'out', seq: number, body: string): void => {
    const text = `8=FIX.4.4|9=1|${body.replace('|', `|49=V|56=C|34=${seq}|52=20261122-17:00:00.000|`)}|10=000|`
    const message = decode(Buffer.from(text.replaceAll('|', '\x01'), 'latin1'))
    entries.push({ kind: 'message', direction, message, index: entries.length, at: AT, elapsedMs: 0, connection: 1 })
  }
  let seq = 0
  for (let i = 0; i < orders; i++) {
    const terms = `11=C${i}|55=IBM|54=1|38=100|40=1`
    add('out', out + i, `35=D|${terms}|${TIME}`)
    const cum = i === wrong ? 90 : 100
    add('in', ++seq, `35=8|37=O${i}|17=E${i}-0|150=0|39=0|151=100|14=0|6=0|${terms}|${TIME}`)
    add('in', ++seq, `35=8|37=O${i}|17=E${i}-1|150=F|39=2|32=100|31=5|151=${100 - cum}|14=${cum}|6=5|${terms}|${TIME}`)
  }
  return entries
}

function watched(entries: readonly MessageEntry[], most: number): { found: InvariantFinding[]; watch: OrderWatch } {
  const watch = new OrderWatch({ version, dictionary, tolerates: [] }, most)
  const found: InvariantFinding[] = []
  for (const entry of entries) {
    // The bytes do not outlast the call.
    const bytes = Buffer.from(entry.message.bytes)
    found.push(...watch.see({ ...entry, message: decode(bytes) }))
    bytes.fill(0)
  }
  return { found, watch }
}

test('message by message it finds what the fold over all finds', () => {
  const entries = talk(40, 17)
  const options = { version, dictionary, plays: 'venue', tolerates: [], ended: true } as const
  const { found, watch } = watched(entries, 1_000)
  const whole = judgeOrders(entries, options)
  assert.ok(found.length > 0)
  assert.deepEqual(found, whole.findings)
  assert.deepEqual(watch.end().checks, whole.checks)
})

test('what is over is forgotten beyond the limit, and said to be; faults are found all the same', () => {
  const { found, watch } = watched(talk(3_000, 2_990), 100)
  assert.ok(found.length > 0)
  assert.ok(found.every(({ actual }) => /90|10/.test(actual)))
  assert.ok(watch.forgotten.orders > 2_000, `${watch.forgotten.orders}`)
  assert.ok(watch.forgotten.execIDs > 5_000, `${watch.forgotten.execIDs}`)
})

test('what comes too early waits, beyond its bytes', () => {
  const entries = talk(3, -1)
  const swapped = [...entries.slice(0, 4), entries[5], entries[4], ...entries.slice(6)] as MessageEntry[]
  assert.deepEqual(watched(swapped, 100).found, [])
})

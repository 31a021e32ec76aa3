import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import { MemoryStore } from '../store/memory-store.ts'
import type { OnDamaged, StoredMessage } from '../store/message-store.ts'
import { StoreError } from '../store/store-error.ts'
import { BEGINNING, establishedRig, fromThem, news } from '../testing/engine-rig.ts'

const DAMAGE = { problem: 'damaged', file: 'messages.log', found: 'no message', expected: 'one', remedy: '-' } as const

/** Message 2 can not be read. */
class DamagedStore extends MemoryStore {
  override read(begin: number, end: number, onDamaged?: OnDamaged): StoredMessage[] {
    const found = super.read(begin, end)
    if (!found.some(({ msgSeqNum }) => msgSeqNum === 2)) return found
    const error = new StoreError(DAMAGE)
    if (onDamaged === undefined) throw error
    onDamaged(2, error)
    return found.filter(({ msgSeqNum }) => msgSeqNum !== 2)
  }
}

for (const [forceResendWhenCorruptedStore, sent, faults] of [
  [true, ['4:2', 'B:3'], 0],
  [false, [], 1],
] as const)
  test(`SD-66: forceResendWhenCorruptedStore ${forceResendWhenCorruptedStore}: a damaged message in an answer`, () => {
    const store = new DamagedStore(BEGINNING)
    const rig = establishedRig({ store, storage: { forceResendWhenCorruptedStore } })
    for (const text of ['a', 'b']) rig.session.submit('B', news(text))
    const before = rig.transport.sent.length
    rig.transport.data(
      fromThem('2', 2, [
        [Tag.BeginSeqNo, 2],
        [Tag.EndSeqNo, 0],
      ]),
    )
    assert.deepEqual(rig.transport.sent.slice(before), sent)
    assert.equal(rig.application.faults.length, faults)
    assert.equal(rig.session.connected, faults === 0)
  })

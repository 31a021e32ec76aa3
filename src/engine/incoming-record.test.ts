import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING, establishedRig, fromThem, LOGON, news } from '../testing/engine-rig.ts'

/** A store that writes down which numbers it was given to keep, and when they counted. */
class KeepingStore extends MemoryStore {
  readonly kept: string[] = []

  saveIncoming(msgSeqNum: number, bytes: Uint8Array, at: number): void {
    assert.match(Buffer.from(bytes).toString('latin1'), new RegExp(`\x0134=${msgSeqNum}\x01`))
    this.kept.push(`${msgSeqNum} at ${at - BEGINNING}`)
  }

  override setNextIn(msgSeqNum: number): void {
    this.kept.push(`counted to ${msgSeqNum}`)
    super.setNextIn(msgSeqNum)
  }
}

function keepingRig(logIncomingMessages: boolean, stated: Parameters<typeof establishedRig>[0] = {}) {
  const store = new KeepingStore(BEGINNING)
  return { ...establishedRig({ store, storage: { logIncomingMessages }, ...stated }), store }
}

const message = (msgSeqNum: number): Buffer => fromThem('B', msgSeqNum, news('a'))

describe('logIncomingMessages', () => {
  test('each message is handed to the store before its number counts, session messages too', () => {
    const { store, transport } = keepingRig(true)
    transport.data(message(2), fromThem('0', 3))
    assert.deepEqual(store.kept, ['1 at 0', 'counted to 2', '2 at 0', 'counted to 3', '3 at 0', 'counted to 4'])
  })

  test('without it nothing is kept', () => {
    const { store, transport } = keepingRig(false)
    transport.data(message(2))
    assert.deepEqual(store.kept, ['counted to 2', 'counted to 3'])
  })

  test('a message behind a gap is kept when it counts, with the time it came', () => {
    const { clock, store, transport } = keepingRig(true)
    transport.data(message(3))
    clock.advanceTo(BEGINNING + 100)
    assert.equal(store.kept.includes('3 at 0'), false)
    transport.data(fromThem('B', 2, [[Tag.PossDupFlag, 'Y'], [Tag.OrigSendingTime, '20260105-08:00:00'], ...news('b')]))
    assert.deepEqual(store.kept.slice(2), ['2 at 100', 'counted to 3', '3 at 0', 'counted to 4'])
  })

  test('a message that the application has not taken is not kept', async () => {
    let done = (): void => undefined
    const reaction = { onMessage: () => new Promise<void>((resolve) => (done = resolve)) }
    const { store, transport } = keepingRig(true, { reaction })
    transport.data(message(2))
    assert.deepEqual(store.kept, ['1 at 0', 'counted to 2'])
    done()
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(store.kept.slice(2), ['2 at 0', 'counted to 3'])
  })

  test('a Logon that resets is the first of the new numbering; one received before is kept once', () => {
    const { store, transport } = keepingRig(true)
    transport.data(message(2), fromThem('A', 1, [...LOGON, [Tag.ResetSeqNumFlag, 'Y']]))
    assert.deepEqual(store.kept.slice(4), ['1 at 0', 'counted to 2'])
    transport.data(fromThem('B', 1, [[Tag.PossDupFlag, 'Y'], [Tag.OrigSendingTime, '20260105-08:00:00'], ...news('a')]))
    transport.data(message(2))
    assert.deepEqual(store.kept.slice(6), ['2 at 0', 'counted to 3'])
  })
})

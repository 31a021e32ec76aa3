/**
 * What every message store promises, as tests. A store's own test file calls `storeContract` and adds what is peculiar
 * to it.
 */

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { contentOf, operation, playAgainstModel, type StoreUnderTest, startedAt, textOf } from './contract-model.ts'
import type { MessageStore } from './message-store.ts'

export { contentOf, type StoreUnderTest, textOf } from './contract-model.ts'

const empty = { nextIn: 1, nextOut: 1, unsent: [], messages: [] }

/** A message that is told from others by its text. */
export function fix(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`8=FIX.4.4\u00019=5\u000135=B\u000158=${text}\u000110=000\u0001`, 'latin1'))
}

/** Runs the tests that every store passes; those about messages where it keeps any. */
export function storeContract(name: string, under: StoreUnderTest): void {
  const withMessages = (...numbers: number[]): MessageStore => {
    const store = under.open(startedAt)
    for (const number of numbers) store.saveOutgoing(number, fix(`message ${number}`))
    return store
  }
  const testOfMessages = (name: string, run: () => void): void => {
    if (under.keepsMessages ?? true) test(name, run)
  }
  const numbersIn = (store: MessageStore, begin: number, end: number): number[] =>
    store.read(begin, end).map((message) => message.msgSeqNum)

  describe(`${name} keeps the contract of a message store`, () => {
    test('a new store expects 1 and gives 1', () => {
      const store = under.open(startedAt)
      assert.deepEqual(contentOf(store), { ...empty, createdAt: startedAt })
      assert.deepEqual(store.archives(), [])
      store.close()
    })

    test('an outgoing message and its number are stored in one call', () => {
      const store = under.open(startedAt)
      store.saveOutgoing(1, fix('a'))
      assert.equal(store.nextOut, 2)
      store.saveOutgoing(2, fix('b'))
      assert.equal(store.nextOut, 3)
      assert.equal(store.nextIn, 1)
      store.close()
    })

    testOfMessages('a message is read back byte for byte, before the flush and after it', () => {
      const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte)
      const store = under.open(startedAt)
      store.saveOutgoing(1, everyByte)
      assert.deepEqual(store.read(1, 1), [{ msgSeqNum: 1, bytes: everyByte }])
      store.flush(startedAt)
      assert.deepEqual(store.read(1, 1), [{ msgSeqNum: 1, bytes: everyByte }])
      store.close()
    })

    testOfMessages('flushed and waiting messages are read in one list', () => {
      const store = withMessages(1, 2)
      store.flush(startedAt)
      store.saveOutgoing(3, fix('message 3'))
      const texts = store.read(1, 3).map(({ bytes }) => textOf(bytes))
      assert.deepEqual(
        texts,
        [1, 2, 3].map((number) => textOf(fix(`message ${number}`))),
      )
      store.close()
    })

    testOfMessages('the caller may reuse its buffer after the save', () => {
      const buffer = fix('first')
      const store = under.open(startedAt)
      store.saveOutgoing(1, buffer)
      buffer.fill(0)
      assert.deepEqual(store.read(1, 1)[0]?.bytes, fix('first'))
      store.close()
    })

    testOfMessages('what is read is the caller’s own', () => {
      const store = withMessages(1)
      store.read(1, 1)[0]?.bytes.fill(0)
      assert.deepEqual(store.read(1, 1)[0]?.bytes, fix('message 1'))
      store.close()
    })

    testOfMessages('a range is read inclusively, ascending, and leaves out numbers without a message', () => {
      const store = withMessages(2, 3, 7, 1_000_000_000)
      for (const [begin, end, expected] of [
        [1, Number.POSITIVE_INFINITY, [2, 3, 7, 1_000_000_000]],
        [3, 7, [3, 7]],
        [4, 6, []],
        [7, 7, [7]],
        [8, 1_000_000_000, [1_000_000_000]],
        [5, 0, []],
        [7, 3, []],
      ] as const) {
        assert.deepEqual(numbersIn(store, begin, end), expected, `from ${begin} to ${end}`)
      }
      store.close()
    })

    testOfMessages('a number is never given twice', () => {
      const store = withMessages(1, 2, 5)
      for (const number of [1, 4, 5]) {
        assert.throws(() => store.saveOutgoing(number, fix('again')), RangeError, `MsgSeqNum ${number}`)
      }
      assert.equal(store.nextOut, 6)
      assert.deepEqual(numbersIn(store, 1, 9), [1, 2, 5])
      store.close()
    })

    test('what is no sequence number is refused', () => {
      const store = under.open(startedAt)
      for (const number of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
        assert.throws(() => store.saveOutgoing(number, fix('a')), RangeError, `saveOutgoing ${number}`)
        assert.throws(() => store.setNextIn(number), RangeError, `setNextIn ${number}`)
        assert.throws(() => store.setNextOut(number), RangeError, `setNextOut ${number}`)
      }
      assert.throws(() => store.reset(Number.NaN), RangeError)
      assert.throws(() => under.open(-1), RangeError)
      assert.deepEqual(contentOf(store), { ...empty, createdAt: startedAt })
      store.close()
    })

    test('nextIn is set to any number, up and down', () => {
      const store = under.open(startedAt)
      for (const number of [5, 6, 2]) {
        store.setNextIn(number)
        assert.equal(store.nextIn, number)
      }
      store.close()
    })

    testOfMessages('nextOut moved on leaves a gap', () => {
      const store = withMessages(1)
      store.setNextOut(10)
      assert.throws(() => store.saveOutgoing(9, fix('a')), RangeError)
      store.saveOutgoing(10, fix('b'))
      assert.deepEqual(numbersIn(store, 1, 99), [1, 10])
      store.close()
    })

    testOfMessages(
      'nextOut moved back frees the numbers from there on, and their old messages are not read again',
      () => {
        const store = withMessages(1, 2, 3, 4)
        store.flush(startedAt)
        store.setNextOut(2)
        assert.deepEqual(numbersIn(store, 1, 9), [1])
        store.saveOutgoing(2, fix('new'))
        store.setNextOut(5)
        assert.deepEqual(numbersIn(store, 1, 9), [1, 2])
        assert.deepEqual(store.read(2, 2)[0]?.bytes, fix('new'))
        store.close()
      },
    )

    testOfMessages('what never had a connection is unsent, up to the last message that had one', () => {
      const store = under.open(startedAt)
      const unsent = (): number[] => store.unsent().map(({ msgSeqNum }) => msgSeqNum)
      assert.deepEqual(unsent(), [])
      store.saveOutgoing(1, fix('sent'))
      store.saveOutgoing(2, fix('waits'), false)
      store.saveOutgoing(5, fix('waits too'), false)
      assert.deepEqual(store.unsent(), [
        { msgSeqNum: 2, bytes: fix('waits') },
        { msgSeqNum: 5, bytes: fix('waits too') },
      ])
      store.flush(startedAt)
      assert.deepEqual(unsent(), [2, 5])
      store.saveOutgoing(6, fix('sent'))
      assert.deepEqual(unsent(), [], 'the counterparty will ask for what lies before 6')
      store.saveOutgoing(7, fix('waits'), false)
      store.setNextOut(8)
      assert.deepEqual(unsent(), [7])
      store.setNextOut(6)
      store.saveOutgoing(6, fix('waits'), false)
      assert.deepEqual(unsent(), [6], 'what was given back counts no longer')
      store.reset(startedAt + 1)
      assert.deepEqual(unsent(), [])
      store.close()
    })

    testOfMessages(
      'what a transmitted message has overtaken waits on, until it is sent or one behind it says so',
      () => {
        const store = under.open(startedAt)
        const unsent = (): number[] => store.unsent().map(({ msgSeqNum }) => msgSeqNum)
        store.saveOutgoing(1, fix('waits'), false)
        store.saveOutgoing(2, fix('waits'), false)
        store.saveOutgoing(3, fix('ahead'), true, true)
        store.saveOutgoing(4, fix('waits'), false)
        store.saveOutgoing(5, fix('ahead'), true, true)
        assert.deepEqual(unsent(), [1, 2, 4])
        store.markSent(1)
        assert.deepEqual(unsent(), [2, 4])
        store.markSent(3)
        store.markSent(2)
        assert.deepEqual(unsent(), [4], 'what is known does not change')
        store.setNextOut(5)
        store.saveOutgoing(5, fix('waits'), false)
        assert.deepEqual(unsent(), [4, 5])
        store.saveOutgoing(6, fix('sent'))
        assert.deepEqual(unsent(), [])
        assert.deepEqual(numbersIn(store, 1, 9), [1, 2, 3, 4, 5, 6])
        store.close()
      },
    )

    testOfMessages('what leaves at last is kept as it was sent, under its number, and waits no longer', () => {
      const store = under.open(startedAt)
      store.saveOutgoing(1, fix('sent'))
      for (const number of [2, 3, 5]) store.saveOutgoing(number, fix('waits'), false)
      store.flush(startedAt)
      const buffer = fix('at last, and longer')
      store.saveLate(3, buffer)
      buffer.fill(0)
      const content = [
        { msgSeqNum: 1, bytes: fix('sent') },
        { msgSeqNum: 2, bytes: fix('waits') },
        { msgSeqNum: 3, bytes: fix('at last, and longer') },
        { msgSeqNum: 5, bytes: fix('waits') },
      ]
      assert.deepEqual(store.read(1, 9), content)
      store.flush(startedAt)
      assert.deepEqual(store.read(1, 9), content)
      assert.deepEqual(store.read(3, 3), [content[2]])
      assert.deepEqual(store.unsent(), [content[1], content[3]])
      assert.deepEqual([store.nextIn, store.nextOut], [1, 6])
      store.saveLate(2, fix('2'))
      store.saveLate(5, fix('5'))
      store.saveOutgoing(6, fix('6'))
      assert.deepEqual(
        store.read(1, 9).map(({ bytes }) => textOf(bytes)),
        ['sent', '2', 'at last, and longer', '5', '6'].map((text) => textOf(fix(text))),
      )
      assert.deepEqual(store.unsent(), [])
      const bytesHeld = store.read(1, 9).reduce((sum, { bytes }) => sum + bytes.length, 0)
      assert.equal(store.memoryBytes ?? bytesHeld, bytesHeld)
      store.reset(startedAt + 1)
      assert.deepEqual(
        store.archives().map(({ messages }) => messages),
        [5],
      )
      store.close()
    })

    testOfMessages('nothing leaves at last under a number that has no message', () => {
      const store = withMessages(1, 3)
      for (const number of [0, 2, 4, Number.NaN])
        assert.throws(() => store.saveLate(number, fix('late')), RangeError, `MsgSeqNum ${number}`)
      assert.deepEqual(numbersIn(store, 1, 9), [1, 3])
      store.close()
    })

    testOfMessages('a reset archives the numbering and begins anew at 1/1', () => {
      const store = withMessages(1, 2, 3)
      store.setNextIn(8)
      store.reset(startedAt + 1000)
      assert.deepEqual(contentOf(store), { ...empty, createdAt: startedAt + 1000 })
      store.saveOutgoing(1, fix('new'))
      assert.deepEqual(store.read(1, 1)[0]?.bytes, fix('new'))
      store.reset(startedAt + 2000)
      assert.deepEqual(
        store.archives().map(({ createdAt, archivedAt, messages }) => [createdAt, archivedAt, messages]),
        [
          [startedAt, startedAt + 1000, 3],
          [startedAt + 1000, startedAt + 2000, 1],
        ],
      )
      store.close()
    })

    testOfMessages('resets at one instant are each archived', () => {
      const store = under.open(startedAt)
      for (let count = 0; count < 11; count++) {
        for (let number = 1; number <= count; number++) store.saveOutgoing(number, fix('a'))
        store.reset(startedAt)
      }
      const archives = store.archives()
      assert.deepEqual(
        archives.map(({ messages }) => messages),
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      )
      assert.equal(new Set(archives.map(({ location }) => location)).size, 11)
      store.close()
    })

    testOfMessages('a numbering that is terminated is archived, and the store is closed', () => {
      const store = withMessages(1, 2)
      assert.throws(() => store.terminate(Number.NaN), RangeError)
      store.setNextIn(4)
      store.terminate(startedAt + 1000)
      assert.throws(() => store.read(1, 1), /the store is closed/)
      if (under.reopen === undefined) return
      const again = under.reopen(store, startedAt + 2000)
      assert.deepEqual(contentOf(again), { ...empty, createdAt: startedAt + 2000 })
      assert.deepEqual(
        again.archives().map(({ createdAt, archivedAt, messages }) => [createdAt, archivedAt, messages]),
        [[startedAt, startedAt + 1000, 2]],
      )
      again.close()
    })

    test('a closed store refuses all but a second close', () => {
      const store = withMessages(1)
      store.close()
      const verbs: [string, () => unknown][] = [
        ['saveOutgoing', () => store.saveOutgoing(2, fix('a'))],
        ['saveLate', () => store.saveLate(1, fix('a'))],
        ['markSent', () => store.markSent(1)],
        ['setNextIn', () => store.setNextIn(2)],
        ['setNextOut', () => store.setNextOut(2)],
        ['read', () => store.read(1, 1)],
        ['unsent', () => store.unsent()],
        ['flush', () => store.flush(startedAt)],
        ['reset', () => store.reset(startedAt)],
        ['terminate', () => store.terminate(startedAt)],
        ['archives', () => store.archives()],
      ]
      for (const [verb, call] of verbs) assert.throws(call, /the store is closed/, verb)
      store.close()
    })

    test('any sequence of operations leaves what a simple model says', () => {
      fc.assert(
        fc.property(fc.array(operation, { maxLength: 40 }), (operations) => playAgainstModel(under, operations)),
      )
    })
  })
}

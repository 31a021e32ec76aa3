import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { afterCrash, newFolder, openIn } from '../store/store-rig.ts'
import { BEGINNING, establishedRig, fromThem, LOGON, news, sessionRig } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import { LosingStore } from '../testing/losing-store.ts'

const askFor = (msgSeqNum: number, begin: number): Buffer =>
  fromThem('2', msgSeqNum, [
    [Tag.BeginSeqNo, begin],
    [Tag.EndSeqNo, 0],
  ])

describe('engine session on a file store', () => {
  test('a life that ends without a word is continued by the next: numbers, and messages asked for again', () => {
    const folder = newFolder()
    const store = openIn(folder)
    const first = establishedRig({ store })
    for (const text of ['a', 'b', 'c']) first.session.submit('B', news(text))
    first.transport.data(fromThem('B', 2, news('from them')))
    const sent = first.transport.messages
    // The process is killed here: nothing is closed, what lies on the disk is all there is.
    const next = openIn(afterCrash(folder))
    assert.deepEqual([next.nextIn, next.nextOut], [3, 5])

    const second = sessionRig({ store: next })
    second.transport.data(fromThem('A', 3, LOGON))
    assert.deepEqual(second.transport.sent, ['A:5'])
    second.transport.data(askFor(4, 2))
    assert.deepEqual(second.transport.sent, ['A:5', 'B:2', 'B:3', 'B:4', '4:5'])
    for (const again of second.transport.messages.slice(1, 4)) {
      const original = sent.find(({ msgSeqNum }) => msgSeqNum === again.msgSeqNum)
      assert.equal(again.text(148), original?.text(148))
      assert.equal(again.text(Tag.PossDupFlag), 'Y')
      assert.equal(again.text(Tag.OrigSendingTime), original?.text(Tag.SendingTime))
    }
    first.session.close()
    second.session.close()
  })

  test('a process that dies in a delivery gets the message again, marked as a possible duplicate', () => {
    const folder = newFolder()
    const store = openIn(folder)
    let left = ''
    const first = establishedRig({
      store,
      reaction: {
        onMessage: () => {
          left = afterCrash(folder)
        },
      },
    })
    first.transport.data(fromThem('B', 2, news('seen, not counted')))
    first.session.close()

    const second = sessionRig({ store: openIn(left) })
    second.transport.data(fromThem('A', 3, LOGON))
    assert.deepEqual(second.transport.sent, ['A:2', '2:3'])
    const again = [
      [Tag.PossDupFlag, 'Y'],
      [Tag.OrigSendingTime, '20260105-09:00:00.000'],
      ...news('seen, not counted'),
    ] as const
    second.transport.data(fromThem('B', 2, again))
    assert.deepEqual(second.application.delivered, ['seen, not counted?'])
    second.session.close()
  })

  test('messages that waited for a connection follow a reset in the next life, with new numbers (SD-11)', () => {
    const folder = newFolder()
    const first = establishedRig({ store: openIn(folder) })
    first.session.submit('B', news('sent'))
    first.session.cut()
    for (const text of ['a', 'b']) first.session.submit('B', news(text))
    first.session.abandon()
    first.store.close()
    const second = sessionRig({ store: openIn(folder) })
    second.transport.data(fromThem('A', 1, [...LOGON, [Tag.ResetSeqNumFlag, 'Y']]))
    assert.deepEqual(
      second.transport.messages.map((message) => [message.msgSeqNum, message.text(148) ?? message.msgType]),
      [
        [1, 'A'],
        [2, 'a'],
        [3, 'b'],
      ],
    )
    second.session.close()
  })

  test('a reset that the counterparty did not ask for is repeated by the next life, as long as nothing shows that it arrived', () => {
    const first = establishedRig({ store: new MemoryStore(BEGINNING) })
    first.session.resetInSession()
    first.transport.closeByPeer()
    const { store } = first
    const repeated = sessionRig({ store })
    repeated.transport.data(fromThem('A', 7, LOGON))
    assert.deepEqual(repeated.transport.sent, ['A:1'])
    repeated.session.abandon()

    const second = sessionRig({ store })
    second.transport.data(fromThem('A', 8, LOGON))
    assert.deepEqual(second.transport.sent, ['A:1'])
    assert.equal(second.transport.messages[0]?.text(Tag.ResetSeqNumFlag), 'Y')
    // What comes under the new numbering shows that it did.
    second.transport.data(fromThem('0', 2))
    second.session.abandon()
    const third = sessionRig({ store })
    third.transport.data(fromThem('A', 3, LOGON))
    assert.deepEqual(third.transport.sent, ['A:2'])
    first.session.abandon()
    third.session.abandon()
  })

  test('a reset whose Logon could not be written is announced with the next Logon', () => {
    let fails = false
    const rig = establishedRig({ store: new LosingStore(BEGINNING, () => fails) })
    fails = true
    rig.session.resetInSession()
    fails = false
    assert.deepEqual([rig.application.faults.length, rig.session.nextIn, rig.session.nextOut], [1, 1, 1])
    const transport = new FakeTransport()
    rig.session.attach(transport)
    transport.data(fromThem('A', 2, LOGON))
    assert.deepEqual(transport.sent, ['A:1'])
    assert.equal(transport.messages[0]?.text(Tag.ResetSeqNumFlag), 'Y')
    rig.session.close()
  })

  test('a new period archives the numbering, and the next life begins with the new one', () => {
    const folder = newFolder()
    const first = establishedRig({ store: openIn(folder) })
    first.session.cut()
    first.session.beginPeriod()
    assert.deepEqual(
      first.session.archives.map(({ messages }) => messages),
      [1],
    )
    first.session.close()
    const store = openIn(folder)
    assert.deepEqual([store.nextIn, store.nextOut, store.read(1, 9)], [1, 1, []])
    store.close()
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Message } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'
import type { SessionSettings } from '../session/settings.ts'
import { MemoryStore } from '../store/memory-store.ts'
import type { MessageStore, StoredMessage } from '../store/message-store.ts'
import { logPathIn, newFolder, openIn, rewrite, withFlippedByte } from '../store/store-rig.ts'
import { BEGINNING, establishedRig, fromThem, news, type SessionRig } from '../testing/engine-rig.ts'
import type { Application } from './application.ts'

/** Messages 2 to 7 are sent, and 8 is a Heartbeat. */
function seven(reaction: Application, settings: Partial<SessionSettings> = {}, store?: MessageStore): SessionRig {
  const rig = establishedRig({ reaction, settings, ...(store === undefined ? {} : { store }) })
  for (let i = 2; i <= 7; i++) rig.session.submit('B', news(`n${i}`))
  rig.transport.data(fromThem('1', 2, [[Tag.TestReqID, 'X']]))
  rig.transport.writes.length = 0
  return rig
}

const asked = 3

function ask({ transport }: SessionRig, begin: number, end: number, msgSeqNum = asked): string[] {
  const fields = [
    [Tag.BeginSeqNo, begin],
    [Tag.EndSeqNo, end],
  ] as const
  transport.writes.length = 0
  transport.data(fromThem('2', msgSeqNum, fields))
  return transport.messages.map((message) => {
    assert.equal(message.text(Tag.PossDupFlag), 'Y')
    return message.msgType === '4'
      ? `fill ${message.msgSeqNum} to ${message.text(Tag.NewSeqNo)}`
      : `${message.msgType} ${message.msgSeqNum}`
  })
}

const told = ({ application }: SessionRig) => application.observed.map(({ level, text }) => `${level}: ${text}`)

describe('onResend (engine parameters 3.6)', () => {
  test('without it everything is sent again', () => {
    assert.deepEqual(ask(seven({}), 3, 7), ['B 3', 'B 4', 'B 5', 'B 6', 'B 7'])
  })

  for (const block of [0, 1, 2, 1000])
    test(`false for one of them: filled over (SD-64, blocks of ${block})`, () => {
      const rig = seven({ onResend: ({ msgSeqNum }) => msgSeqNum !== 5 }, { resendMessagesBlockSize: block })
      assert.deepEqual(ask(rig, 3, 7), ['B 3', 'B 4', 'fill 5 to 6', 'B 6', 'B 7'])
    })

  test('false for all: one gap fill over the range, merged with what is filled over anyway (SD-65)', () => {
    const rig = seven({ onResend: () => false })
    assert.deepEqual(ask(rig, 1, 0), ['fill 1 to 9'])
  })

  test('asked once for each application message, with the stored one; never for a session message (SD-67)', () => {
    const seen: Message[] = []
    const onResend = (message: Message) => seen.push(message) > 0
    const rig = seven({ onResend }, { resendRejects: true, resendMessagesBlockSize: 2 })
    // A Reject(3) of ours, which is sent again here, is a session message all the same.
    rig.transport.data(fromThem('B', 3))
    assert.deepEqual(ask(rig, 1, 0, 4).slice(-2), ['fill 8 to 9', '3 9'])
    assert.deepEqual(
      seen.map((message) => `${message.msgType} ${message.msgSeqNum} ${message.text(148)}`),
      [2, 3, 4, 5, 6, 7].map((number) => `B ${number} n${number}`),
    )
    assert.ok(seen.every((message) => !message.has(Tag.PossDupFlag)))
  })

  test('a throw counts as false and is told; the session lives (SD-68)', () => {
    const rig = seven({
      onResend({ msgSeqNum }) {
        if (msgSeqNum === 4) throw new Error('no such order')
        return true
      },
    })
    assert.deepEqual(ask(rig, 3, 5), ['B 3', 'fill 4 to 5', 'B 5'])
    assert.ok(told(rig).includes('error: the application failed on resending message 4: no such order'))
    assert.equal(rig.session.state, 'active')
  })

  test('with a limit, what lies behind the step is not asked about (SD-58)', () => {
    const seen: number[] = []
    const rig = seven({ onResend: ({ msgSeqNum }) => seen.push(msgSeqNum as number) > 0 }, { resendMessagesLimit: 3 })
    rig.transport.data(
      fromThem('2', 3, [
        [Tag.BeginSeqNo, 2],
        [Tag.EndSeqNo, 0],
      ]),
    )
    assert.deepEqual(rig.transport.sent, ['B:2', 'B:3', 'B:4', '1:9'])
    assert.deepEqual(seen, [2, 3, 4])
  })

  test('with a limit, what ends the step takes a number behind that of our own ResendRequest (SD-58, case 20)', () => {
    const rig = seven({}, { resendMessagesLimit: 3 })
    const request = [
      [Tag.BeginSeqNo, 2],
      [Tag.EndSeqNo, 0],
    ] as const
    rig.transport.data(fromThem('2', 9, request))
    assert.deepEqual(rig.transport.sent, ['B:2', 'B:3', 'B:4', '2:9', '1:10'])
    assert.deepEqual(rig.application.faults, [])
  })

  test('with a limit, a step that waited for the counterparty to read is ended all the same', () => {
    const rig = seven({}, { resendMessagesLimit: 3 })
    rig.transport.backlog = 2 * 1024 * 1024
    assert.deepEqual(ask(rig, 2, 0), [])
    rig.transport.backlog = 0
    rig.transport.receiver?.onDrain?.()
    assert.deepEqual(rig.transport.sent, ['B:2', 'B:3', 'B:4', '1:9'])
  })

  test('the application closes the session while it is asked: nothing more is sent, and no store is touched', () => {
    const rig = seven({
      onResend(_message, session) {
        session.close()
        return true
      },
    })
    assert.deepEqual(ask(rig, 2, 7), [])
    assert.deepEqual(rig.application.faults, [])
  })
})

describe('onResendRequest and onResendRequestLoop', () => {
  test('each request is told, and from the limit on the loop too, which the application may end (SD-56)', () => {
    const calls: string[] = []
    const rig = seven(
      {
        onResendRequest: (begin, end) => void calls.push(`${begin} to ${end}`),
        onResendRequestLoop(count, begin, end, session) {
          calls.push(`${count} times ${begin} to ${end}`)
          if (count === 3) session.cut()
        },
      },
      { duplicateResendRequestLimit: 2 },
    )
    ask(rig, 7, 0, 3)
    ask(rig, 7, 0, 4)
    ask(rig, 7, 0, 5)
    assert.deepEqual(calls, ['7 to 0', '7 to 0', '2 times 7 to 0', '7 to 0', '3 times 7 to 0'])
    assert.equal(rig.transport.ended, 'destroyed')
  })

  test('a throw is told, and the answer is given', () => {
    const rig = seven({
      onResendRequest() {
        throw new Error('what?')
      },
    })
    assert.deepEqual(ask(rig, 7, 7), ['B 7'])
    assert.ok(told(rig).includes('error: the application failed on ResendRequest: what?'))
  })
})

/** A store with records that hold something else than was stored, or that fails altogether. */
class SpoiltStore extends MemoryStore {
  readonly garbage = new Set<number>()
  broken = false

  override read(begin: number, end: number): StoredMessage[] {
    if (this.broken) throw new Error('the disk is gone')
    return super.read(begin, end).map((message) => {
      if (!this.garbage.has(message.msgSeqNum)) return message
      return { msgSeqNum: message.msgSeqNum, bytes: Buffer.from('no message') }
    })
  }
}

const warnings = (rig: SessionRig) => told(rig).filter((text) => text.startsWith('warning: stored message'))

describe('a stored message that is damaged (SD-66)', () => {
  for (const block of [0, 1, 4, 1000]) {
    test(`bytes that are no message: filled over, with a warning; the others are sent again (blocks of ${block})`, () => {
      const store = new SpoiltStore(BEGINNING)
      const rig = seven({}, { resendMessagesBlockSize: block }, store)
      store.garbage.add(3)
      store.garbage.add(6)
      assert.deepEqual(ask(rig, 2, 7), ['B 2', 'fill 3 to 4', 'B 4', 'B 5', 'fill 6 to 7', 'B 7'])
      assert.deepEqual(warnings(rig), [
        'warning: stored message 3 is passed over: its bytes are no message with this MsgSeqNum',
        'warning: stored message 6 is passed over: its bytes are no message with this MsgSeqNum',
      ])
      assert.deepEqual(rig.application.faults, [])
    })

    test(`a record of a file that does not pass its checksum: the same (blocks of ${block})`, () => {
      const folder = newFolder()
      const store = openIn(folder)
      const rig = seven({}, { resendMessagesBlockSize: block }, store)
      rewrite(logPathIn(folder), (bytes) => withFlippedByte(bytes, Buffer.from(bytes).indexOf('148=n5')))
      assert.deepEqual(ask(rig, 4, 7), ['B 4', 'fill 5 to 6', 'B 6', 'B 7'])
      assert.match(warnings(rig).join(), /^warning: stored message 5 is passed over: .*checksum/s)
      assert.deepEqual(rig.application.faults, [])
      rig.session.close()
    })
  }

  test('a store that fails as a whole is a fault', () => {
    const store = new SpoiltStore(BEGINNING)
    const rig = seven({}, {}, store)
    store.broken = true
    assert.deepEqual(ask(rig, 2, 7), [])
    assert.deepEqual(
      rig.application.faults.map(({ message }) => message),
      ['the disk is gone'],
    )
  })
})

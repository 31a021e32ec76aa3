import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Field } from '../codec/encode.ts'
import { BODY, placeOf } from '../codec/field-order.ts'
import type { Message } from '../codec/message.ts'
import { findVersion } from '../fix/versions.ts'
import { establishedRig, fromThem, LOGON, sessionRig } from '../testing/engine-rig.ts'
import { Echo } from './echo.ts'

/** What stands between header and trailer, byte for byte. */
function bodyOf(message: Message): string {
  const inBody = Array.from({ length: message.count }, (_, i) => i).filter((i) => placeOf(message.tagAt(i)) === BODY)
  const [first, last] = [inBody[0], inBody.at(-1)]
  if (first === undefined || last === undefined) return ''
  return message.bytes.toString('latin1', message.fieldStartAt(first), message.endAt(last))
}

const echoing = (types: string[] = ['D', 'd']) => establishedRig({ reaction: new Echo(types) })

const order = (clOrdID: string, more: readonly Field[] = []): Field[] => [
  ...more,
  [11, clOrdID],
  [21, '3'],
  [40, '1'],
  [54, '1'],
  [55, 'INTC'],
  [60, '20260105-09:00:00'],
]

describe('echo', () => {
  test('a listed type goes back with its body byte for byte: groups, data fields with SOH, bytes beyond ASCII', () => {
    const body: Field[] = [
      [11, 'A|B='],
      [453, 2],
      [448, 'ONE'],
      [447, 'D'],
      [452, '1'],
      [448, 'TWO'],
      [447, 'D'],
      [452, '12'],
      [55, Buffer.from([0x41, 0xe4, 0xff])],
      [54, '1'],
      [60, '20260105-09:00:00'],
      [38, '100.00'],
      [40, '1'],
      [354, 6],
      [355, Buffer.from('a\x01b=c\x01', 'latin1')],
    ]
    const { transport } = echoing()
    const sent = fromThem('D', 2, body)
    transport.data(sent)
    const answer = transport.messages.at(-1) as Message
    assert.equal(answer.msgType, 'D', answer.toString())
    const start = sent.indexOf('\x0111=') + 1
    assert.equal(bodyOf(answer), sent.toString('latin1', start, sent.length - '\x0110=123\x01'.length))
    assert.equal(answer.text(49), 'US')
    assert.equal(answer.text(56), 'THEM')
    assert.equal(answer.msgSeqNum, 2)
  })

  test('a PossResend goes back unless its ClOrdID was seen', () => {
    const { transport } = echoing()
    transport.data(fromThem('D', 2, order('one', [[97, 'Y']])))
    transport.data(fromThem('D', 3, order('one', [[97, 'Y']])))
    transport.data(fromThem('D', 4, order('one')))
    transport.data(fromThem('D', 5, order('two', [[97, 'Y']])))
    const answers = transport.messages.slice(1)
    assert.deepEqual(
      answers.map((message) => `${message.text(11)}:${message.text(97)}`),
      ['one:Y', 'one:undefined', 'two:Y'],
    )
  })

  test('what was seen before the Logon is forgotten', () => {
    const { session, transport } = echoing()
    transport.data(fromThem('D', 2, order('one')))
    transport.closeByPeer()
    const next = sessionRig().transport
    session.attach(next)
    next.data(fromThem('A', 3, LOGON))
    next.data(fromThem('D', 4, order('one', [[97, 'Y']])))
    assert.deepEqual(
      next.messages.map((message) => message.msgType),
      ['A', 'D'],
    )
  })

  test('of ClOrdIDs only so many are remembered, the newest', () => {
    const { transport } = establishedRig({ reaction: new Echo(['D'], 2) })
    for (const [i, id] of ['one', 'two', 'three'].entries()) transport.data(fromThem('D', 2 + i, order(id)))
    transport.data(fromThem('D', 5, order('one', [[97, 'Y']])))
    transport.data(fromThem('D', 6, order('three', [[97, 'Y']])))
    assert.deepEqual(
      transport.messages.slice(1).map((message) => message.text(11)),
      ['one', 'two', 'three', 'one'],
    )
  })

  test('a type that is not listed is unsupported: BusinessMessageReject, before FIX.4.2 Reject', () => {
    for (const [id, msgType, reason] of [
      ['FIX.4.4', 'j', '3'],
      ['FIX.4.1', '3', undefined],
    ] as const) {
      const answers: [string, Map<number, unknown>][] = []
      const message = echoing().transport
      message.data(fromThem('D', 2, order('one')))
      const version = findVersion(id)
      assert.ok(version)
      new Echo(['d']).onMessage(message.messages.at(-1) as Message, {
        settings: { version },
        submit: (type, fields) => answers.push([type, new Map(fields)]),
      })
      const [[type, fields] = ['', new Map()]] = answers
      assert.equal(type, msgType)
      assert.equal(fields.get(380)?.toString(), reason)
      assert.equal(fields.get(45), 2)
    }
  })
})

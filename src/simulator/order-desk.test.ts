import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import type { Field } from '../codec/encode.ts'
import type { EngineSession } from '../engine/engine-session.ts'
import { findVersion } from '../fix/versions.ts'
import { FIX44, fromThem, news, settingsFor } from '../testing/engine-rig.ts'
import { type ApplicationName, applicationNamed } from './order-desk.ts'

const order: readonly Field[] = [
  [11, 'C1'],
  [55, 'ABC'],
  [54, '1'],
  [38, '100'],
]

/** What the application submits when the message comes. */
function answersTo(
  bytes: Buffer,
  name: ApplicationName = 'acknowledge',
  version = FIX44,
): [string, Map<number, unknown>][] {
  const answers: [string, Map<number, unknown>][] = []
  const session = {
    settings: settingsFor('acceptor', { version }),
    nextOut: 7,
    submit: (msgType: string, fields: readonly Field[]) => answers.push([msgType, new Map(fields)]),
  }
  applicationNamed(name).onMessage?.(decode(bytes), session as unknown as EngineSession, false)
  return answers
}

describe('order desk', () => {
  test('a NewOrderSingle is acknowledged by an ExecutionReport with OrdStatus New', () => {
    const [[msgType, fields] = ['', new Map()], ...more] = answersTo(fromThem('D', 5, order))
    assert.equal(msgType, '8')
    assert.deepEqual(more, [])
    for (const [tag, value] of [...order, [39, '0'], [150, '0'], [151, '100'], [14, '0'], [6, '0']] as const)
      assert.equal(fields.get(tag), value, `field ${tag}`)
    assert.equal(fields.has(20), false)
  })

  test('up to FIX.4.2 the report has ExecTransType, up to FIX.4.0 no ExecType', () => {
    for (const [id, has20, has150] of [
      ['FIX.4.0', true, false],
      ['FIX.4.2', true, true],
      ['FIX.4.3', false, true],
    ] as const) {
      const [[, fields] = ['', new Map()]] = answersTo(fromThem('D', 5, order), 'acknowledge', findVersion(id))
      assert.deepEqual([fields.has(20), fields.has(150)], [has20, has150], id)
    }
  })

  test('two orders that come together get reports with ids of their own', () => {
    const ids = [5, 6].map((number) => answersTo(fromThem('D', number, order))[0]?.[1].get(37))
    assert.notEqual(ids[0], ids[1])
  })

  test('another type is rejected as not supported, by the means of the version', () => {
    const [[msgType, fields] = ['', new Map()]] = answersTo(fromThem('B', 5, news('a')))
    assert.equal(msgType, 'j')
    assert.deepEqual([fields.get(45), fields.get(372), fields.get(380)], [5, 'B', 3])
    const [[older] = ['']] = answersTo(fromThem('B', 5, news('a')), 'acknowledge', findVersion('FIX.4.1'))
    assert.equal(older, '3')
  })

  test('a BusinessMessageReject is not answered: two desks would never stop', () => {
    assert.deepEqual(answersTo(fromThem('j', 5, [[372, 'D']])), [])
  })

  describe('an order with PossResend', () => {
    const resent = (msgSeqNum: number, clOrdID: string): Buffer =>
      fromThem('D', msgSeqNum, [[97, 'Y'], [11, clOrdID], ...order.slice(1)])

    /** ClOrdID of the reports to messages that come one after the other. */
    function reported(...messages: readonly Buffer[]): unknown[] {
      const reports: unknown[] = []
      const session = {
        settings: settingsFor('acceptor', { version: FIX44 }),
        submit: (_: string, fields: readonly Field[]) => reports.push(new Map(fields).get(11)),
      }
      const desk = applicationNamed('acknowledge')
      for (const bytes of messages) desk.onMessage?.(decode(bytes), session as unknown as EngineSession, false)
      return reports
    }

    test('is ignored when it was received before', () => {
      assert.deepEqual(reported(fromThem('D', 5, order), resent(6, 'C1')), ['C1'])
      assert.deepEqual(reported(resent(5, 'C2'), resent(6, 'C2')), ['C2'])
    })

    test('is an order like any other when it was not', () => {
      assert.deepEqual(reported(fromThem('D', 5, order), resent(6, 'C2')), ['C1', 'C2'])
    })

    test('without the flag an order that comes again is a new one', () => {
      assert.deepEqual(reported(fromThem('D', 5, order), fromThem('D', 6, order)), ['C1', 'C1'])
    })

    test('the desk remembers the last 10 000 orders', () => {
      const all = Array.from({ length: 10_001 }, (_, i) => fromThem('D', i + 5, [[11, `N${i}`], ...order.slice(1)]))
      assert.deepEqual(reported(...all, resent(20_000, 'N1'), resent(20_001, 'N0')).slice(10_001), ['N0'])
    })
  })

  test('silent answers nothing', () => {
    assert.deepEqual(answersTo(fromThem('D', 5, order), 'silent'), [])
  })
})

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

  test('silent answers nothing', () => {
    assert.deepEqual(answersTo(fromThem('D', 5, order), 'silent'), [])
  })
})

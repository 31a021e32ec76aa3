import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { findVersion } from '../fix/versions.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { inVersion } from './cells.ts'
import { capture, patternOf, statedFields } from './wording.ts'

const benchOf = (version: 'FIX.4.2' | 'FIX.4.4' | 'FIXT.1.1/FIX.5.0SP2' = 'FIX.4.4'): Bench =>
  new Bench(legWith({ version }), 'cells')
const message = (msgType: string, ...body: readonly Field[]): Message =>
  decode(encode([[8, 'FIX.4.4'], [35, msgType], ...body]))

describe('a dictionary of the profile', () => {
  /** As an Orchestra file of FIX.4.2 has it: another name for D, and the types that it knows as values of RefMsgType. */
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'fixproof-')), 'dictionary.yaml')
  const text = `base: FIX.4.2
fields: { change: { RefMsgType: { values: { add: { D: NEW_ORDER, '1': TEST_REQUEST } } } } }
messages:
  remove: [NewOrderSingle]
  add: [{ msgType: D, name: OrderSingle, category: app, members: [ClOrdID!, Symbol!, Side!] }]
`
  writeFileSync(file, text)
  const bench = new Bench(legWith({ version: 'FIX.4.2', dictionary: file }), 'cells')

  test('may call a message otherwise than the suite', () => {
    assert.deepEqual(statedFields(bench, 'NewOrderSingle', [['Side', '1']]), [[54, '1']])
    const { fields } = patternOf(bench, 'Reject', [['RefMsgType', 'NewOrderSingle or absent']])
    assert.equal(fields[0]?.matcher.matches('D'), true)
    assert.equal(fields[0]?.matcher.matches('1'), false)
  })

  test('need not list the type that a faulty message has', () => {
    const { fields } = patternOf(bench, 'Reject', [['RefMsgType', 'ZZ']])
    assert.equal(fields[0]?.matcher.matches('ZZ'), true)
  })
})

describe('by version', () => {
  const said = (cell: string): (string | undefined)[] =>
    ['FIX.4.1', 'FIX.4.2', 'FIX.4.3', 'FIX.4.4', 'FIX.5.0SP2'].map((name) => {
      const version = findVersion(name)
      assert.ok(version)
      return inVersion(version, cell)
    })

  for (const [cell, ...wanted] of [
    ['<FIX.4.2: 0, FIX.4.4: 99, FIX.5.0: 18>', undefined, '0', '0', '99', '18'],
    ['<FIX.5.0: 18, FIX.4.2: 0 or 3>', undefined, '0 or 3', '0 or 3', '0 or 3', '18'],
    ['<FIX.4.2: Partial fill or Fill, FIX.4.3: Trade>', undefined, 'Partial fill or Fill', 'Trade', 'Trade', 'Trade'],
    ['not <FIX.4.2: 0, FIX.4.4: 99>', undefined, 'not 0', 'not 0', 'not 99', 'not 99'],
    ['<FIX.4.2: absent, FIX.4.4: any>', undefined, 'absent', 'absent', 'any', 'any'],
    ['<Y since FIX.4.4>', undefined, undefined, undefined, 'Y', 'Y'],
    ['plain', 'plain', 'plain', 'plain', 'plain', 'plain'],
  ] as const)
    test(cell, () => assert.deepEqual(said(cell), wanted))

  test('nothing for the version: not sent, and not asked for', () => {
    assert.deepEqual(statedFields(benchOf(), 'NewOrderSingle', [['Text', '<FIX.5.0: x>']]), [[58, null]])
    assert.deepEqual(patternOf(benchOf(), 'ExecutionReport', [['Text', '<FIX.5.0: x>']]).fields, [])
  })

  test('a version that is none is a slip of the pen', () => {
    assert.throws(() => said('<FIX.4.2: 0, FIX4.4: 1>'), /"FIX4.4" is no FIX version/)
  })
})

describe('names of other versions', () => {
  test('a field by either name, asked for where the version’s message has it', () => {
    const tags = (name: string, version: Parameters<typeof benchOf>[0]): number[] =>
      patternOf(benchOf(version), 'ExecutionReport', [[name, 'any']]).fields.map(({ tag }) => tag)
    for (const name of ['LastQty', 'LastShares']) {
      assert.deepEqual(tags(name, 'FIX.4.2'), [32])
      assert.deepEqual(tags(name, 'FIXT.1.1/FIX.5.0SP2'), [32])
    }
    assert.deepEqual(tags('ExecTransType', 'FIX.4.4'), [])
    assert.deepEqual(tags('WorkingIndicator', 'FIX.4.2'), [])
  })

  test('a message by either name', () => {
    assert.equal(patternOf(benchOf('FIX.4.2'), 'MassQuoteAcknowledgement', []).msgType, 'b')
    assert.equal(patternOf(benchOf(), 'QuoteAcknowledgement', []).msgType, 'b')
  })
})

describe('what a message holds, under a name', () => {
  const report = message('8', [37, 'O1'], [453, 2], [448, 'A'], [448, 'B'])

  test('a captured value stands for itself from then on', () => {
    const bench = benchOf()
    capture(bench, report, [
      ['OrderID as "id"', 'any'],
      ['NoPartyIDs[2].PartyID as "second"', 'any'],
    ])
    assert.deepEqual(statedFields(bench, 'OrderStatusRequest', [['Text', '<id> of <second>']]), [[58, 'O1 of B']])
  })

  test('what a message lacks leaves nothing of an earlier value', () => {
    const bench = benchOf()
    for (const from of [report, message('8')]) capture(bench, from, [['OrderID as "id"', 'any']])
    assert.throws(() => statedFields(bench, 'OrderStatusRequest', [['OrderID', '<id>']]), /"<id>" stands for nothing/)
  })

  test('a value that is sent is captured too', () => {
    const bench = benchOf()
    statedFields(bench, 'NewOrderSingle', [['ClOrdID as "mine"', '<unique>']])
    assert.match(bench.captured.get('mine') ?? '', /^FP11-/)
  })

  test('same as: of a group, of several messages, numbers by what they mean', () => {
    const bench = benchOf()
    bench.named.set('a', message('8', [44, '10.50'], [453, 1], [448, 'X']))
    bench.named.set('b', message('8', [44, '11']))
    const holds = (cell: string, price: string): boolean | undefined =>
      patternOf(bench, 'ExecutionReport', [['Price', cell]]).fields[0]?.matcher.matches(price)
    assert.deepEqual([holds('same as a.Price', '10.5'), holds('same as a.Price', '10.51')], [true, false])
    assert.deepEqual(
      [holds('same as a.Price or same as b.Price', '11.0'), holds('other than a.Price', '10.5')],
      [true, false],
    )
    assert.deepEqual(statedFields(bench, 'NewOrderSingle', [['Account', 'same as a.NoPartyIDs[1].PartyID']]), [
      [1, 'X'],
    ])
  })

  test('a label that is nearly one is a slip of the pen; any other value may be wrong on purpose', () => {
    assert.throws(() => statedFields(benchOf(), 'NewOrderSingle', [['OrdType', 'Limt']]), /near it: Limit/)
    assert.deepEqual(statedFields(benchOf(), 'NewOrderSingle', [['OrdType', '?']]), [[40, '?']])
  })
})

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import { Tag } from '../fix/tags.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import type { Leg } from './leg.ts'
import { msgTypeOf, parseClause, patternOf, type Row, statedFields } from './wording.ts'

const benchOf = (change: Partial<Leg> = {}): Bench => new Bench(legWith(change), 'wording')

describe('a clause', () => {
  const cases: readonly [clause: string, rows: readonly Row[]][] = [
    ['MsgSeqNum 5', [['MsgSeqNum', '5']]],
    [
      'MsgSeqNum 5 and PossDupFlag Y',
      [
        ['MsgSeqNum', '5'],
        ['PossDupFlag', 'Y'],
      ],
    ],
    [
      'MsgSeqNum 5, PossDupFlag Y and Text "a b"',
      [
        ['MsgSeqNum', '5'],
        ['PossDupFlag', 'Y'],
        ['Text', 'a b'],
      ],
    ],
    ['TestReqID "two words"', [['TestReqID', 'two words']]],
    ['TestReqID "you and Me, Too"', [['TestReqID', 'you and Me, Too']]],
    [
      'TestReqID "A and B" and MsgSeqNum 2',
      [
        ['TestReqID', 'A and B'],
        ['MsgSeqNum', '2'],
      ],
    ],
    [
      'HeartBtInt -1 and ResetSeqNumFlag <Y since FIX.4.1>',
      [
        ['HeartBtInt', '-1'],
        ['ResetSeqNumFlag', '<Y since FIX.4.1>'],
      ],
    ],
    ['MsgSeqNum between 1 and 9', [['MsgSeqNum', 'between 1 and 9']]],
    ['58 x', [['58', 'x']]],
  ]
  for (const [clause, rows] of cases) test(clause, () => assert.deepEqual(parseClause(clause), rows))

  for (const clause of ['', 'MsgSeqNum', 'MsgSeqNum 5 and PossDupFlag', '"5"'])
    test(`is none: ${clause}`, () => assert.throws(() => parseClause(clause), /expected a field and its value/))
})

describe('what a step states', () => {
  const states = (rows: readonly Row[], bench = benchOf(), name = 'Heartbeat') => statedFields(bench, name, rows)

  test('names become tags, labels become values, numbers of tags are taken as they are', () => {
    assert.deepEqual(
      states([
        ['MsgSeqNum', '5'],
        ['EncryptMethod', 'None'],
        ['9999', 'x'],
      ]),
      [
        [34, '5'],
        [98, '0'],
        [9999, 'x'],
      ],
    )
  })

  test('absent leaves a field out, <empty> sends it without a value', () => {
    assert.deepEqual(
      states([
        ['EndSeqNo', 'absent'],
        ['BeginSeqNo', '<empty>'],
      ]),
      [
        [16, null],
        [7, ''],
      ],
    )
  })

  test('<open end> is 999999 up to FIX.4.1 and 0 since', () => {
    assert.deepEqual(states([['EndSeqNo', '<open end>']]), [[16, '0']])
    assert.deepEqual(states([['EndSeqNo', '<open end>']], benchOf({ version: 'FIX.4.1' })), [[16, '999999']])
  })

  test('<… since …> is left out before the version, and a version that is none is a slip of the pen', () => {
    const rows: Row[] = [['ResetSeqNumFlag', '<Y since FIX.4.1>']]
    assert.deepEqual(states(rows), [[141, 'Y']])
    assert.deepEqual(states(rows, benchOf({ version: 'FIX.4.0' })), [[141, null]])
    assert.throws(() => states([['ResetSeqNumFlag', '<Y since FIX4.1>']]), /"FIX4.1" is no FIX version/)
  })

  test('seconds from now are reckoned on the clock of the run', () => {
    const bench = benchOf()
    assert.deepEqual(states([['SendingTime', '+130 seconds from now']], bench), [[52, '20260105-09:02:10.000']])
    assert.deepEqual(states([['SendingTime', '-1 second from now']], bench), [[52, '20260105-08:59:59.000']])
    assert.deepEqual(states([['SendingTime', '-1 second from now']], benchOf({ version: 'FIX.4.1' })), [
      [52, '20260105-08:59:59'],
    ])
  })

  test('<unique> is another text each time', () => {
    const [[, one], [, two]] = states([
      ['TestReqID', '<unique>'],
      ['Text', '<unique>'],
    ]) as [[number, string], [number, string]]
    assert.notEqual(one, two)
  })

  test('<same as NAME.Field> is what that message holds', () => {
    const bench = benchOf()
    bench.named.set(
      'question',
      decode(
        encode([
          [8, 'FIX.4.4'],
          [35, '1'],
          [Tag.TestReqID, 'Q1'],
        ]),
      ),
    )
    assert.deepEqual(states([['TestReqID', '<same as question.TestReqID>']], bench), [[112, 'Q1']])
    assert.throws(() => states([['TestReqID', '<same as answer.TestReqID>']], bench), /no message was named "answer"/)
  })

  test('<SOH> is the byte that ends a field', () => {
    assert.deepEqual(states([['TestReqID', 'A<SOH>B']]), [[112, 'A\x01B']])
  })

  test('<N letters> is a text of that length, <now with N digits> the time as exact as that', () => {
    const bench = benchOf()
    assert.deepEqual(
      statedFields(bench, 'TestRequest', [
        ['TestReqID', '<600 letters>'],
        ['SendingTime', '<now with 6 digits>'],
      ]),
      [
        [Tag.TestReqID, 'A'.repeat(600)],
        [Tag.SendingTime, '20260105-09:00:00.000000'],
      ],
    )
  })

  test('anything else in brackets stands for nothing', () => {
    assert.throws(() => states([['TestReqID', '<whatever>']]), /"<whatever>" stands for nothing/)
  })

  test('a Logon has what every Logon of the tester has, unless it is stated', () => {
    const bench = benchOf({ logonFields: [[553, 'alice']] })
    assert.deepEqual(states([['HeartBtInt', '5']], bench, 'Logon'), [
      [108, '5'],
      [98, 0],
      [553, 'alice'],
    ])
    assert.deepEqual(states([], benchOf({ version: 'FIXT.1.1/FIX.5.0SP2' }), 'Logon'), [
      [98, 0],
      [108, 30],
      [1137, '9'],
    ])
  })

  test('names that nobody knows come with those near them', () => {
    assert.throws(() => states([['MsgSeqNumb', '5']]), /FIX.4.4 has no field "MsgSeqNumb"; near it: .*MsgSeqNum/)
    assert.throws(() => msgTypeOf(benchOf(), 'Heartbeet'), /FIX.4.4 has no message "Heartbeet"; near it: .*Heartbeat/)
  })
})

describe('what a step expects', () => {
  const rows: Row[] = [
    ['RefSeqNum', '3'],
    ['RefTagID', 'BeginSeqNo'],
    ['SessionRejectReason', 'any'],
  ]
  const names = (bench: Bench): string[] => patternOf(bench, 'Reject', rows).fields.map(({ name }) => name)

  test('a field that the version’s message does not have is not asked for', () => {
    assert.deepEqual(names(benchOf({ version: 'FIX.4.1' })), ['RefSeqNum'])
    assert.deepEqual(names(benchOf({ version: 'FIX.4.2' })), ['RefSeqNum', 'RefTagID', 'SessionRejectReason'])
  })

  test('a dialect’s dictionary that leaves a field out takes no question away', async () => {
    const file = path.join(await mkdtemp(path.join(os.tmpdir(), 'fixproof-')), 'dialect.xml')
    writeFileSync(
      file,
      `<fix major="4" minor="4"><header><field name="BeginString" required="Y"/></header><trailer/><messages>
        <message name="Reject" msgtype="3" msgcat="admin"><field name="RefSeqNum" required="Y"/></message></messages><components/>
        <fields><field number="8" name="BeginString" type="STRING"/><field number="45" name="RefSeqNum" type="SEQNUM"/></fields></fix>`,
    )
    assert.deepEqual(names(benchOf({ dictionary: file })), ['RefSeqNum', 'RefTagID', 'SessionRejectReason'])
  })

  test('a name that no version knows is a slip of the pen, never a question less', () => {
    assert.throws(() => patternOf(benchOf(), 'Reject', [['RefTag', '7']]), /no field "RefTag"/)
  })

  test('a field of the header is asked for in any message', () => {
    assert.deepEqual(patternOf(benchOf(), 'Heartbeat', [['PossDupFlag', 'Y']]).fields.length, 1)
  })

  test('what must be absent is looked for in every version, and so is a field that is stated by its tag', () => {
    const old = benchOf({ version: 'FIX.4.0' })
    const tags = (rows: readonly Row[]): number[] => patternOf(old, 'Logon', rows).fields.map(({ tag }) => tag)
    assert.deepEqual(tags([['ResetSeqNumFlag', 'absent']]), [141])
    assert.deepEqual(tags([['ResetSeqNumFlag', 'Y']]), [])
    assert.deepEqual(tags([['789', '2']]), [789])
  })

  test('same as: equal to the other message, and absent where that has none', () => {
    const bench = benchOf()
    bench.named.set(
      'q',
      decode(
        encode([
          [8, 'FIX.4.4'],
          [35, '1'],
          [Tag.TestReqID, 'Q1'],
        ]),
      ),
    )
    const [same] = patternOf(bench, 'Heartbeat', [['TestReqID', 'same as q.TestReqID']]).fields
    assert.deepEqual(
      [same?.matcher.matches('Q1'), same?.matcher.matches('Q2'), same?.matcher.matches(undefined)],
      [true, false, false],
    )
    const [none] = patternOf(bench, 'Logout', [['Text', 'same as q.Text']]).fields
    assert.deepEqual([none?.matcher.matches(undefined), none?.matcher.matches('')], [true, false])
  })
})

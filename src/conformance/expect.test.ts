import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import { builtIn } from '../dictionary/load.ts'
import { Tag } from '../fix/tags.ts'
import { Journal } from '../journal/journal.ts'
import {
  describeMessage,
  expectDisconnect,
  expectMessage,
  expectOneOf,
  firstReaction,
  type MessagePattern,
  type Naming,
} from './expect.ts'
import { labelOf, parseMatcher } from './matcher.ts'

const dictionary = builtIn('FIX.4.4')

const naming: Naming = {
  messageName: (msgType) => dictionary.message(msgType)?.name ?? `MsgType ${msgType}`,
  label: (tag, value) => labelOf(dictionary, tag, value),
}

type Fields = Readonly<Record<string, string | number>>

/** A record in the making: `in` is from the target, numbers go up by themselves unless they are stated. */
class Talk {
  readonly journal = new Journal({ now: () => 0, elapsed: () => 0 })
  #next = 1
  #connection = this.journal.openConnection()

  say(direction: 'in' | 'out', name: string, fields: Fields = {}): this {
    const { MsgSeqNum = direction === 'in' ? this.#next++ : 1, ...rest } = fields
    const msgType = dictionary.messageByName(name)?.msgType ?? name
    const stated = Object.entries(rest).map(
      ([field, value]): Field => [dictionary.fieldByName(field)?.tag ?? Number(field), value],
    )
    const bytes = encode([[Tag.BeginString, 'FIX.4.4'], [Tag.MsgType, msgType], [Tag.MsgSeqNum, MsgSeqNum], ...stated])
    this.journal.message(direction, decode(bytes), this.#connection)
    return this
  }
  in = (name: string, fields?: Fields): this => this.say('in', name, fields)
  out = (name: string, fields?: Fields): this => this.say('out', name, fields)

  logons(): this {
    return this.out('Logon').in('Logon')
  }
  ends(text = 'closed by the other side'): this {
    this.journal.event('disconnect', text)
    return this
  }
  garbled(direction: 'in' | 'out', text: string): this {
    this.journal.event('garbled', 'CheckSum is wrong', { direction, bytes: Buffer.from(text.replaceAll('|', '\x01')) })
    return this
  }
  reconnects(): this {
    this.#connection = this.journal.openConnection()
    return this
  }
}

const talk = (): Talk => new Talk().logons()

function pattern(name: string, cells: Readonly<Record<string, string>> = {}): MessagePattern {
  const fields = Object.entries(cells).map(([field, cell]) => {
    const tag = dictionary.fieldByName(field)?.tag as number
    return { tag, name: field, matcher: parseMatcher(cell, tag, dictionary) }
  })
  return { msgType: dictionary.messageByName(name)?.msgType as string, name, fields }
}

const ask = ({ journal }: Talk, wanted: MessagePattern, cursor = 2) =>
  expectMessage(journal.entries, cursor, wanted, naming)

const order = { ClOrdID: 'A', Symbol: 'X' }

describe('a message that is expected', () => {
  const logout = pattern('Logout')
  const heartbeat = pattern('Heartbeat', { TestReqID: 'Q' })
  const cases: readonly [name: string, talk: Talk, wanted: MessagePattern, outcome: string, actual?: RegExp][] = [
    ['nothing yet', talk(), logout, 'pending'],
    ['it came', talk().in('Logout'), logout, 'met'],
    ['what the tester sends is not judged', talk().out('Logout').out('Heartbeat'), logout, 'pending'],
    ['a Heartbeat of the interval before it', talk().in('Heartbeat').in('Logout'), logout, 'met'],
    ['a TestRequest of the target before it', talk().in('TestRequest', { TestReqID: 'x' }).in('Logout'), logout, 'met'],
    [
      'a Heartbeat that answers before it',
      talk().in('Heartbeat', { TestReqID: 'x' }).in('Logout'),
      logout,
      'violated',
      /Heartbeat 2: TestReqID = x/,
    ],
    [
      'another message before it',
      talk().in('Reject', { Text: 'no' }).in('Logout'),
      logout,
      'violated',
      /Reject 2: Text = no/,
    ],
    ['the end of the connection before it', talk().ends(), logout, 'violated', /closed the connection/],
    [
      'bytes that are no message',
      talk().garbled('in', 'rubbish').in('Logout'),
      logout,
      'violated',
      /no FIX message \(CheckSum is wrong\)/,
    ],
    ['bytes that the tester garbled', talk().garbled('out', '8=FIX.4.4|35=0|').in('Logout'), logout, 'met'],
    ['the interval’s Heartbeat is no answer', talk().in('Heartbeat'), heartbeat, 'pending'],
    ['the answer behind it', talk().in('Heartbeat').in('Heartbeat', { TestReqID: 'Q' }), heartbeat, 'met'],
    [
      'an answer to another question',
      talk().in('Heartbeat', { TestReqID: 'R' }),
      heartbeat,
      'violated',
      /TestReqID = R/,
    ],
    [
      'the first of its type decides',
      talk().in('Heartbeat', { TestReqID: 'R' }).in('Heartbeat', { TestReqID: 'Q' }),
      heartbeat,
      'violated',
    ],
    [
      'a Heartbeat that must have no TestReqID',
      talk().in('Heartbeat'),
      pattern('Heartbeat', { TestReqID: 'absent' }),
      'met',
    ],
    ['a message of the target’s application', talk().in('News').in('Logout'), logout, 'met'],
    [
      'the same once the tester sent an order',
      talk().out('NewOrderSingle', order).in('ExecutionReport').in('Logout'),
      logout,
      'violated',
      /ExecutionReport/,
    ],
    [
      'the same once the tester garbled an order',
      talk().garbled('out', '8=FIX.4.4|35=D|').in('ExecutionReport').in('Logout'),
      logout,
      'violated',
      /ExecutionReport/,
    ],
    ['a BusinessMessageReject is an answer', talk().in('BusinessMessageReject').in('Logout'), logout, 'violated'],
    ['what is sent again is an answer', talk().in('News', { PossDupFlag: 'Y' }).in('Logout'), logout, 'violated'],
    ['also a TestRequest', talk().in('TestRequest', { PossDupFlag: 'Y' }).in('Logout'), logout, 'violated'],
    [
      'also without PossDupFlag, by its number',
      talk().in('News').in('News', { MsgSeqNum: 2 }).in('Logout'),
      logout,
      'violated',
      /News 2/,
    ],
  ]
  for (const [name, record, wanted, outcome, actual] of cases)
    test(`${name}: ${outcome}`, () => {
      const result = ask(record, wanted)
      assert.equal(result.kind, outcome, JSON.stringify(result))
      if (actual !== undefined && result.kind === 'violated') assert.match(result.actual, actual)
    })

  test('before both have logged on nothing may come first, neither Heartbeat nor TestRequest nor News', () => {
    for (const name of ['Heartbeat', 'TestRequest', 'News']) {
      assert.equal(ask(new Talk().out('Logon').in(name).in('Logon'), pattern('Logon'), 0).kind, 'violated', name)
      assert.equal(ask(new Talk().in('Logon').in(name), pattern('Logout'), 1).kind, 'violated', name)
    }
  })

  test('a new connection is a new beginning', () => {
    const record = talk().in('Heartbeat').ends().reconnects().out('Logon').in('Heartbeat').in('Logon')
    assert.equal(ask(record, pattern('Logon'), 4).kind, 'violated')
  })

  test('what lies before the cursor is judged already', () => {
    assert.equal(ask(talk().in('Reject').in('Logout'), pattern('Logout'), 3).kind, 'met')
  })

  test('the difference holds tag, name, value and label of each field, and where it is', () => {
    const wanted = pattern('Reject', {
      SessionRejectReason: 'Value is incorrect',
      RefTagID: 'BeginSeqNo',
      Text: 'absent',
    })
    const result = ask(talk().in('Reject', { RefTagID: 16, SessionRejectReason: 5 }), wanted)
    assert.equal(result.kind, 'violated')
    assert.partialDeepStrictEqual(result, {
      difference: {
        entry: 2,
        fields: [
          { tag: 373, name: 'SessionRejectReason', expected: '5', actual: '5', equal: true },
          {
            tag: 371,
            name: 'RefTagID',
            expected: '7',
            expectedLabel: 'BeginSeqNo',
            actual: '16',
            actualLabel: 'EndSeqNo',
            equal: false,
          },
          { tag: 58, name: 'Text', expected: 'absent', actual: null, equal: true },
        ],
      },
    })
  })

  test('in the place of a message another: the difference is its MsgType', () => {
    const result = ask(talk().in('Reject'), pattern('Logout'))
    assert.partialDeepStrictEqual(result, {
      difference: {
        entry: 2,
        fields: [{ tag: 35, expected: '5', expectedLabel: 'Logout', actual: '3', actualLabel: 'Reject' }],
      },
    })
  })

  test('in the place of a message nothing but the end: no value', () => {
    assert.partialDeepStrictEqual(ask(talk().ends(), pattern('Logout')), {
      difference: { fields: [{ tag: 35, actual: null }] },
    })
  })
})

describe('the end of a connection that is expected', () => {
  const end = ({ journal }: Talk, strict: boolean): string => expectDisconnect(journal.entries, 2, naming, strict).kind

  test('comes, whatever is sent before it', () => {
    assert.equal(end(talk(), false), 'pending')
    assert.equal(end(talk().in('Reject').garbled('in', 'x').ends(), false), 'met')
  })

  test('comes, and nothing may be sent before it', () => {
    assert.equal(end(talk().in('Heartbeat').ends(), true), 'met')
    assert.equal(end(talk().in('Reject').ends(), true), 'violated')
    assert.equal(end(talk().garbled('in', 'x').ends(), true), 'violated')
  })

  test('nothing at all where nobody has logged on', () => {
    const { entries } = new Talk().out('Heartbeat').in('Heartbeat').ends().journal
    assert.equal(expectDisconnect(entries, 0, naming, true).kind, 'violated')
  })

  test('a connection that is refused is at its end', () => {
    const record = talk()
    record.journal.event('refused', 'connection refused')
    assert.equal(end(record, true), 'met')
  })
})

describe('the first reaction', () => {
  const first = ({ journal }: Talk): string | undefined => {
    const outcome = firstReaction(journal.entries, 2, naming)
    return outcome?.kind === 'violated' ? outcome.actual : undefined
  }

  test('none where the target does what it may do at any time', () => {
    assert.equal(first(talk().in('Heartbeat').in('TestRequest').in('News').out('Heartbeat')), undefined)
  })

  test('a message, garbled bytes, the end of the connection', () => {
    assert.match(first(talk().in('Reject')) ?? '', /^Reject 2/)
    assert.match(first(talk().garbled('in', 'x')) ?? '', /no FIX message/)
    assert.match(first(talk().ends('reset')) ?? '', /reset/)
  })
})

test('a message in a line: name, number, what tells most of its type, and labels', () => {
  const said = talk().in('Reject', { RefSeqNum: 3, RefTagID: 7, SessionRejectReason: 5, Text: 'no' }).journal.entries[2]
  assert.ok(said?.kind === 'message')
  assert.match(
    describeMessage(said.message, naming),
    /^Reject 2: RefSeqNum = 3, RefTagID = 7 BeginSeqNo, SessionRejectReason = 5 \S.*, Text = no$/,
  )
})

describe('one of several messages that are allowed', () => {
  const patterns = [pattern('Reject', { RefSeqNum: '2' }), pattern('ResendRequest', { BeginSeqNo: '2' })]
  const askFor = ({ journal }: Talk, passes?: (msgType: string) => boolean) =>
    expectOneOf(journal.entries, 2, patterns, naming, passes && ((message) => passes(message.msgType)))

  for (const [what, came] of [
    ['the first of them', talk().in('Reject', { RefSeqNum: 2 })],
    ['the other one', talk().in('ResendRequest', { BeginSeqNo: 2, EndSeqNo: 0 })],
  ] as const)
    test(`${what} meets it`, () => assert.equal(askFor(came).kind, 'met'))

  test('one of their types with another value violates, and its difference is told', () => {
    const outcome = askFor(talk().in('ResendRequest', { BeginSeqNo: 3, EndSeqNo: 0 }))
    assert.ok(outcome.kind === 'violated')
    assert.deepEqual(
      outcome.difference?.fields.map(({ name, equal }) => [name, equal]),
      [['BeginSeqNo', false]],
    )
  })

  test('of two patterns for one type either is enough', () => {
    const both = [pattern('Reject', { RefSeqNum: '2' }), pattern('Reject', { RefSeqNum: '3' })]
    const { journal } = talk().in('Reject', { RefSeqNum: 3 })
    assert.equal(expectOneOf(journal.entries, 2, both, naming).kind, 'met')
  })

  test('a message of another type violates, and all that were allowed are named', () => {
    const outcome = askFor(talk().in('Heartbeat', { TestReqID: 'Q' }))
    assert.ok(outcome.kind === 'violated')
    assert.equal(outcome.difference?.fields[0]?.expectedLabel, 'Reject or ResendRequest')
  })

  test('what is passed over neither meets nor violates', () => {
    const answered = talk().in('Heartbeat', { TestReqID: 'Q' })
    assert.equal(askFor(answered, (msgType) => msgType === '0').kind, 'pending')
    assert.equal(askFor(answered.in('Reject', { RefSeqNum: 2 }), (msgType) => msgType === '0').kind, 'met')
  })

  test('the end of the connection violates', () => {
    assert.equal(askFor(talk().ends()).kind, 'violated')
  })
})

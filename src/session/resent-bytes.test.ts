import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { build, wire } from '../codec/arbitraries.ts'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import { Message } from '../codec/message.ts'
import { Splicer } from '../codec/splice.ts'
import { dataFieldOf } from '../fix/data-fields.ts'
import { Tag } from '../fix/tags.ts'
import type { ResendAction } from './action.ts'
import { resentFields } from './stored-fields.ts'

const US = { senderCompID: 'US', targetCompID: 'THEM' }

interface Again {
  readonly sendingTime: string
  readonly origSendingTime: string
  readonly lastMsgSeqNumProcessed: number | undefined
}

const USUAL: Again = {
  sendingTime: '20260105-12:00:05.000',
  origSendingTime: '20260105-12:00:00.000',
  lastMsgSeqNumProcessed: undefined,
}

/** A message sent again: spliced, and taken apart and encoded, which is the plain way. */
function bothWays(message: Message, beginString = 'FIX.4.4', compIDs = US, again = USUAL, msgSeqNum = 17) {
  const action: ResendAction = { kind: 'resend', message, msgSeqNum, seqNumLength: 1, ...again }
  const computed: Field[] = [
    [Tag.BeginString, beginString],
    [Tag.SenderCompID, compIDs.senderCompID],
    [Tag.TargetCompID, compIDs.targetCompID],
    [Tag.MsgType, message.msgType],
  ]
  return {
    spliced: new Splicer(beginString, compIDs).splice(action)?.toString('latin1'),
    encoded: encode(resentFields(action), computed).toString('latin1'),
  }
}

/** Header, body and trailer fields, some with a meaning for whoever sends again; most of them more than once. */
const TAGS = [
  ...[8, 9, 35, 49, 56, 34, 52, 43, 122, 369, 10, 97, 115, 128, 50, 57, 142, 116, 129, 144, 145, 347, 370],
  ...[627, 628, 629, 630, 1128, 1129, 1156, 11, 58, 55, 33, 148, 45, 7, 16, 36, 789, 5001, 32_768, 70_000],
]
const character = fc.integer({ min: 2, max: 255 }).map((code) => String.fromCharCode(code))
const text = fc.string({ unit: character.filter((one) => one !== '|'), maxLength: 9 })
const plain = fc.tuple(fc.constantFrom(...TAGS), text).map(([tag, value]) => `${tag}=${value}|`)
const data = fc
  .tuple(fc.constantFrom(90, 93, 95, 212, 354, 43_109), text, fc.boolean())
  .map(([tag, value, soh]) => `${tag}=${value.length + (soh ? 1 : 0)}|${dataFieldOf(tag)}=${value}${soh ? '|' : ''}|`)
const field = fc.oneof(
  { weight: 8, arbitrary: plain },
  { weight: 2, arbitrary: data },
  // Data without its Length, a Length that is wrong, and what is no field at all.
  {
    weight: 1,
    arbitrary: fc.constantFrom('96=a|', '91=x|', '95=9|96=a|', '93=1|', '89=s|', 'x|', '058=a|', '=b|', '|'),
  },
)
const time = fc.constantFrom('20260105-12:00:00.000', '20260105-12:00:00', '20260105-11:59:59', '', 'noon')
const again = fc.record({
  sendingTime: fc.constantFrom('20260105-12:00:05.000', '20260105-12:00:05', '20260105-12:00:05.000000'),
  origSendingTime: time,
  lastMsgSeqNumProcessed: fc.option(fc.integer({ min: 0, max: 2 ** 31 }), { nil: undefined }),
})
const identity = fc.record({
  senderCompID: fc.constantFrom('US', 'ÜS', '€', ''),
  targetCompID: fc.constantFrom('THEM', 'T€'),
})
const version = fc.constantFrom('FIX.4.0', 'FIX.4.4', 'FIXT.1.1')

/** The same message as it lies in what a store has read, with an index for all of it. */
function amongOthers({ bytes, index, count }: Message): Message {
  const source = Buffer.concat([wire('8=FIX.4.4|'), bytes, wire('8=FIX.4.4|')])
  const shared = Int32Array.from([8, 2, 9, ...index].map((number, i) => (i < 3 || i % 3 === 0 ? number : number + 10)))
  return new Message(source, 10, 10 + bytes.length, shared, 3, count)
}

describe('a stored message sent again', () => {
  test('has the same bytes spliced and encoded, whatever was stored', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '8=FIX.4.4|9=5|35=8|', '8=FIX.4.4|9=5|35=8|49=US|56=THEM|34=17|52=20260105-12:00:00|'),
        fc.array(field, { maxLength: 12 }),
        fc.constantFrom('', '10=000|', '10=000', '93=1|89=s|10=1|'),
        again,
        identity,
        version,
        fc.integer({ min: 1, max: 2 ** 31 }),
        (start, fields, end, again, compIDs, beginString, msgSeqNum) => {
          const message = amongOthers(decode(wire(start + fields.join('') + end)))
          const { spliced, encoded } = bothWays(message, beginString, compIDs, again, msgSeqNum)
          assert.equal(spliced ?? encoded, encoded)
        },
      ),
      { numRuns: 3000 },
    )
  })

  test('is spliced wherever our encoder wrote it, and also when it has been sent again before', () => {
    const tagOf = (text: string): string => text.slice(0, text.indexOf('='))
    const fields = fc.uniqueArray(fc.oneof(plain, data), { maxLength: 12, selector: tagOf })
    fc.assert(
      fc.property(fields, again, (fields, again) => {
        const body = decode(wire(fields.join('')))
        const stated = Array.from({ length: body.count }, (_, i): Field => [body.tagAt(i), body.bytesAt(i)])
        const ours = stated.filter(([tag]) => ![8, 9, 10, 35].includes(tag))
        const message = decode(encode([[Tag.BeginString, 'FIX.4.4'], [Tag.MsgType, '8'], ...ours]))
        const { spliced, encoded } = bothWays(message, 'FIX.4.4', US, again)
        assert.equal(spliced, encoded)
        assert.equal(bothWays(decode(Buffer.from(encoded, 'latin1')), 'FIX.4.4', US, again).spliced, encoded)
      }),
    )
  })

  test('every length of BodyLength(9); a message that fits no piece of memory is not spliced', () => {
    for (const length of [0, 20, 30, 40, 800, 830, 860, 900, 9_800, 9_900, 9_950, 99_900, 600_000]) {
      const message = decode(build(`35=8|49=US|56=THEM|34=17|52=20260105-12:00:00.000|58=${'x'.repeat(length)}|`))
      const { spliced, encoded } = bothWays(message)
      assert.equal(spliced === undefined, length > 65_000)
      assert.ok((spliced ?? encoded) === encoded, `a text of ${length}`)
    }
  })

  test('messages lie one behind the other in a piece of memory, and stay as they are', () => {
    const splicer = new Splicer('FIX.4.4', US)
    const message = decode(build('35=8|49=US|56=THEM|34=17|52=20260105-12:00:00.000|58=text|'))
    const all = Array.from({ length: 20_000 }, (_, i) => splicer.splice({ message, msgSeqNum: i, ...USUAL }) as Buffer)
    let breaks = 0
    for (const [i, bytes] of all.entries()) {
      assert.equal(decode(bytes).msgSeqNum, i)
      const before = all[i - 1]
      if (before?.buffer !== bytes.buffer || before.byteOffset + before.length !== bytes.byteOffset) breaks++
    }
    assert.ok(breaks < 50, `${breaks} pieces`)
  })
})

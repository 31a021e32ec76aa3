/** The decoder of logs against the obvious way to do it: the same text, however the log is made and however it comes. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { build, cutAt } from '../codec/arbitraries.ts'
import { decodeLogByText } from '../testing/decode-log-by-text.ts'
import { LogDecoder } from './decode-log.ts'

/** What one character a byte makes of the sign for SOH in UTF-8; it is no delimiter. */
const SIGN_FOR_SOH = '\xe2\x90\x81'
const DELIMITERS = ['\x01', '|', '^A', '<SOH>', SIGN_FOR_SOH]

const delimiter = fc.constantFrom(...DELIMITERS)
const tag = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('9', '35', '34', '49', '56', '54', '40', '58', '10', '277', '18') },
  fc.constantFrom('95', '96', '354', '355', '554', '925', '1128', '1137', '8', '65535', '65536', '99999', '100000'),
  fc.constantFrom('', '0', '010', '007', 'x', '4294967296', '99999999999'),
)
const value = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('', '1', 'A', 'D', 'AE', 'U9', '5', '9', '7', '6 G', 'ME', '003', '161', '8'),
  },
  fc.constantFrom('^', '<', '<SO', '^B', '\r', ' ', '\xa0', '\xe9', 'caf\xc3\xa9', '8=FIX', '10=123', '1'.repeat(11)),
  fc.constantFrom('1234', '12345', 'abcdefgh\xff', 'a b c', ' 12 ', '0x10', 'constructor', '***', 'FUT'),
  fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)), maxLength: 9 }),
)
const field = fc.tuple(tag, fc.constantFrom('=', '=', '=', '=', '=', '=', ''), value).map((parts) => parts.join(''))
const version = fc.constantFrom('FIX.4.4', 'FIX.4.4', 'FIX.4.0', 'FIX.4.2', 'FIXT.1.1', 'FIX.9', 'FIX')

/** A message as somebody may have written it, with what is wrong in it. */
const anyMessage = fc
  .tuple(
    version,
    fc.array(field, { maxLength: 8 }),
    fc.constantFrom('10=000', '10=7', '10=1234', '10=12345', '10=', '10=12a', '11=x'),
    fc.array(delimiter, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', ' ', '\r', '\xa0', 'x', '\t', '^', '<SO', '10=001|', '\x01', '|', '^A', '<SOH>'),
  )
  .map(
    ([begin, fields, trailer, delimiters, end]) =>
      [`8=${begin}`, ...fields, trailer].reduce(
        (text, part, i) => `${text}${i === 0 ? '' : delimiters[i % delimiters.length]}${part}`,
        '',
      ) + end,
  )

/** A message whose lengths and sums are right, data fields included. */
const goodMessage = fc
  .tuple(
    version,
    fc.array(fc.oneof(field, fc.constantFrom('95=3|96=a|b', '95=9|96=abc', '354=2|355=||')), { maxLength: 6 }),
    fc.constantFrom('A', 'D', '8', 'B'),
    delimiter,
  )
  .map(([begin, fields, type, between]) =>
    build(`35=${type}|${fields.map((one) => `${one}|`).join('')}`, begin)
      .toString('latin1')
      .replaceAll('\x01', between),
  )

const between = fc.constantFrom(
  '\n',
  '\n',
  '\r\n',
  '\n\n',
  '',
  ' ',
  '\t',
  'IN ',
  '09:00 : ',
  'caf\xe9 ',
  '8=',
  '8=FI',
  '\xa0',
)
const log = fc
  .array(fc.oneof(anyMessage, goodMessage, between, between, fc.constant('\n')), { maxLength: 14 })
  .map((parts) => parts.join(''))
const cuts = fc.array(fc.nat({ max: 2000 }), { maxLength: 12 })

function printed(decoder: LogDecoder, chunks: readonly Buffer[]): string {
  const pieces: Buffer[] = []
  for (const chunk of chunks) for (const piece of decoder.push(chunk)) pieces.push(Buffer.from(piece))
  for (const piece of decoder.end()) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString('latin1')
}

function expected(text: string): string {
  const { text: decoded, messages } = decodeLogByText(text)
  return messages === 0 ? '' : Buffer.from(`${decoded}\n`).toString('latin1')
}

describe('a log is decoded as if it were one text', () => {
  test('of any make, in any chunks', () => {
    fc.assert(
      fc.property(log, cuts, (text, at) => {
        const decoder = new LogDecoder()
        assert.equal(printed(decoder, cutAt(Buffer.from(text, 'latin1'), at)), expected(text))
        assert.equal(decoder.messages, decodeLogByText(text).messages)
      }),
      { numRuns: 3000 },
    )
  })

  test('with lines that are looked through before their line feed has come', () => {
    fc.assert(
      fc.property(log, cuts, (text, at) => {
        const chunks = cutAt(Buffer.from(text, 'latin1'), at)
        assert.equal(printed(new LogDecoder(1 << 20, 1), chunks), expected(text))
      }),
      { numRuns: 2000 },
    )
  })

  test('where a line is too long, its chunks do not matter either', () => {
    fc.assert(
      fc.property(log, cuts, fc.integer({ min: 1, max: 80 }), (text, at, longest) => {
        const bytes = Buffer.from(text, 'latin1')
        const whole = printed(new LogDecoder(longest, 1), [bytes])
        assert.equal(printed(new LogDecoder(longest, 1), cutAt(bytes, at)), whole)
      }),
      { numRuns: 1000 },
    )
  })

  test('of messages of several application versions, and of none', () => {
    const fields = ['35=D|1128=7|', '35=D|', '35=A|1137=8|', '35=D|40=2|', '35=D|1128=x|', '35=D|1128=9|']
    const text = fields.map((body) => build(`${body}54=1|1300=x|59=A|`, 'FIXT.1.1').toString('latin1')).join('\n')
    assert.equal(printed(new LogDecoder(), [Buffer.from(text, 'latin1')]), expected(text))
  })

  test('where MsgType is not in its place, or there twice', () => {
    const text = '8=FIX.4.4|35=A|35=D|96=x|10=000|\n8=FIX.4.4|35=D|9=5|35=A|96=x|10=000|\n8=FIX.4.4|9=5|96=x|10=000|'
    assert.equal(printed(new LogDecoder(), [Buffer.from(text, 'latin1')]), expected(text))
  })

  test('with lines of all lengths, beyond those of the chunks', () => {
    const message = build('35=D|49=ME|56=YOU|34=2|11=x|54=1|').toString('latin1')
    const lengths = [5, 90_000, 3, 200_000, 70_000, 66_000, 10, 400_000, 1, 131_072]
    const text = lengths.map((length) => `${'x'.repeat(length)}\n${message.repeat(length % 4)} y\n`).join('')
    for (const length of [20_011, 50_000, 65_536]) {
      const chunks: Buffer[] = []
      for (let at = 0; at < text.length; at += length) chunks.push(Buffer.from(text.slice(at, at + length), 'latin1'))
      assert.ok(printed(new LogDecoder(), chunks) === expected(text))
      assert.ok(printed(new LogDecoder(1 << 20, 1000), chunks) === expected(text))
    }
  })

  test('with a message that is longer than what is written at once, in several pieces', () => {
    const text = `IN ${build(`35=D|${'58=some text|9999=|'.repeat(60_000)}`).toString('latin1')} \r\nended \n`
    const decoder = new LogDecoder()
    const pieces = [...decoder.push(Buffer.from(text, 'latin1'))].map(({ length }) => length)
    assert.ok(pieces.length > 3 && Math.max(...pieces) < 1.1 * 2 ** 20, `${pieces}`)
    assert.ok(printed(new LogDecoder(), [Buffer.from(text, 'latin1')]) === expected(text))
  })

  test('with messages that are copied for the codec, of many lengths', () => {
    for (let length = 4060; length < 4120; length++) {
      const text = `8=FIX.4.4|58=${'x'.repeat(length)}^A10=1`
      assert.ok(printed(new LogDecoder(), [Buffer.from(text, 'latin1')]) === expected(text), `${length}`)
    }
  })

  test('with values of many bytes, above 127 as well', () => {
    const text = `${'\xe9'.repeat(1_200_000)}\n${build(`35=D|58=${'\xff'.repeat(700_000)}|`).toString('latin1')}\n`
    assert.ok(printed(new LogDecoder(), [Buffer.from(text, 'latin1')]) === expected(text))
  })

  test('without any line feed, and longer than any line may be', () => {
    const text = build('35=D|49=ME|56=YOU|34=2|11=x|54=1|').toString('latin1').repeat(3000)
    const decoder = new LogDecoder(100_000, 5_000)
    assert.equal(printed(decoder, cutAt(Buffer.from(text, 'latin1'), [70_000, 70_001, 150_000])), expected(text))
    assert.equal(decoder.messages, 3000)
  })

  test('a line of which nothing is a message is cut where it is too long, and what follows is another line', () => {
    const text = `${'abcdefghij'.repeat(3)}\n8=FIX.4.4|9=5|35=0|10=161|`
    const lines = printed(new LogDecoder(27), cutAt(Buffer.from(text, 'latin1'), [5, 29])).split('\n')
    assert.deepEqual(lines.slice(0, 3), ['abcdefghijabcdefghijabcdefg', 'hij', 'Heartbeat(0)  ?  ? -> ?'])
    const cut = printed(new LogDecoder(22), [Buffer.from(`8=FIX.4.4|35=0|10=161|\n${text}`, 'latin1')])
    assert.match(cut, /\n\nabcdefghijabcdefghijab\ncdefghij\n8=FIX\.4\.4\|9=5\|35=0\|10=\n161\|\n$/)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { build, garbage, model, shown, stream, wire } from './arbitraries.ts'
import { decode } from './decode.ts'
import { Framer } from './framer.ts'

function fieldsOf(text: string): [number, string][] {
  const message = decode(wire(text))
  return Array.from({ length: message.count }, (_, i) => [message.tagAt(i), message.textAt(i).replaceAll('\x01', '|')])
}

const LOGON = '8=FIX.4.4|9=65|35=A|34=1|49=A|52=20240229-12:34:56.789|56=B|98=0|108=30|141=Y|10=000|'

describe('decode', () => {
  const cases: [name: string, text: string, expected: [number, string][]][] = [
    [
      'fields in the order of the wire',
      '8=FIX.4.4|9=5|35=0|',
      [
        [8, 'FIX.4.4'],
        [9, '5'],
        [35, '0'],
      ],
    ],
    ['nothing', '', []],
    [
      'a SOH inside RawData(96) does not cut it',
      '95=5|96=a|b=c|58=x|',
      [
        [95, '5'],
        [96, 'a|b=c'],
        [58, 'x'],
      ],
    ],
    [
      'a data field without bytes',
      '95=0|96=|58=x|',
      [
        [95, '0'],
        [96, ''],
        [58, 'x'],
      ],
    ],
    [
      'a length that does not end at a SOH is not believed',
      '95=2|96=a|b=c|',
      [
        [95, '2'],
        [96, 'a'],
        [0, 'c'],
      ],
    ],
    [
      'a length beyond the message is not believed',
      '95=99|96=a|58=x|',
      [
        [95, '99'],
        [96, 'a'],
        [58, 'x'],
      ],
    ],
    [
      'a length that is no number is not believed',
      '95=x|96=a|58=x|',
      [
        [95, 'x'],
        [96, 'a'],
        [58, 'x'],
      ],
    ],
    [
      'a Length field counts only directly before its data',
      '95=6|58=x|96=a|97=Y|',
      [
        [95, '6'],
        [58, 'x'],
        [96, 'a'],
        [97, 'Y'],
      ],
    ],
    [
      'data does not reach over the CheckSum(10) at the end',
      '95=8|96=a|10=000|',
      [
        [95, '8'],
        [96, 'a'],
        [10, '000'],
      ],
    ],
    [
      'a tag that is no number is tag 0',
      'abc=1|-5=2|+5=3|5x=4|=5|',
      [
        [0, '1'],
        [0, '2'],
        [0, '3'],
        [0, '4'],
        [0, '5'],
      ],
    ],
    [
      'a tag with a leading zero is tag 0',
      '035=A|0=1|',
      [
        [0, 'A'],
        [0, '1'],
      ],
    ],
    [
      'a tag beyond 31 bits is tag 0',
      '2147483647=a|2147483648=b|99999999999999999999=c|',
      [
        [2147483647, 'a'],
        [0, 'b'],
        [0, 'c'],
      ],
    ],
    [
      'a field without = is tag 0 and all value',
      'abc|35|35=A|',
      [
        [0, 'abc'],
        [0, '35'],
        [35, 'A'],
      ],
    ],
    [
      'an empty field',
      '||35=A|',
      [
        [0, ''],
        [0, ''],
        [35, 'A'],
      ],
    ],
    [
      'a last field without SOH',
      '35=A|58=x',
      [
        [35, 'A'],
        [58, 'x'],
      ],
    ],
    ['= inside a value', '58=a=b|', [[58, 'a=b']]],
  ]
  for (const [name, text, expected] of cases) it(name, () => assert.deepEqual(fieldsOf(text), expected))

  it('reads more fields than the working space held at first', () => {
    const message = decode(wire(Array.from({ length: 5000 }, (_, i) => `58=${i}|`).join('')))
    assert.equal(message.count, 5000)
    assert.equal(message.textAt(4999), '4999')
    assert.equal(message.textAt(0), '0')
  })

  it('never throws, and fields with their SOH cover all bytes', () => {
    fc.assert(
      fc.property(fc.oneof(garbage, stream), (bytes) => {
        const message = decode(bytes)
        let position = 0
        for (let i = 0; i < message.count; i++) {
          assert.equal(message.fieldStartAt(i), position)
          assert.ok(message.startAt(i) >= position && message.endAt(i) >= message.startAt(i))
          position = message.endAt(i) + 1
        }
        assert.ok(position === bytes.length || position === bytes.length + 1)
      }),
      { numRuns: 500 },
    )
  })

  it('gives the fields of any well-formed message', () => {
    fc.assert(
      fc.property(model, ({ fields, bytes }) => {
        const message = decode(bytes)
        const found = Array.from({ length: message.count }, (_, i) => [message.tagAt(i), message.textAt(i)])
        assert.deepEqual(found.slice(2, -1), fields)
      }),
      { numRuns: 500 },
    )
  })
})

describe('Message', () => {
  const message = decode(wire(LOGON))

  it('reads values by tag', () => {
    assert.equal(message.msgType, 'A')
    assert.equal(message.msgSeqNum, 1)
    assert.equal(message.text(49), 'A')
    assert.equal(message.int(108), 30)
    assert.equal(message.boolean(141), true)
    assert.deepEqual(message.utcTimestamp(52), {
      epochMs: Date.UTC(2024, 1, 29, 12, 34, 56, 789),
      picos: 0,
      fractionDigits: 3,
    })
    assert.deepEqual(message.bytesAt(message.indexOf(108)), Buffer.from('30'))
    assert.equal(message.fieldTextAt(3), '34=1')
    assert.equal(message.toString(), LOGON)
  })

  it('tells absent from malformed', () => {
    assert.equal(message.has(58), false)
    for (const read of [message.text(58), message.int(58), message.boolean(58), message.utcTimestamp(58)]) {
      assert.equal(read, undefined)
    }
    assert.equal(message.int(49), Number.NaN)
    assert.equal(message.boolean(49), undefined)
    assert.equal(message.utcTimestamp(49), undefined)
    assert.equal(message.has(49), true)
  })

  it('finds repeated tags from a position on', () => {
    const group = decode(wire('35=A|384=2|372=D|372=8|'))
    assert.equal(group.indexOf(372), 2)
    assert.equal(group.indexOf(372, 3), 3)
    assert.equal(group.indexOf(372, 4), -1)
  })

  it('finds a tag before a position only', () => {
    const group = decode(wire('35=A|384=2|372=D|372=8|'))
    assert.equal(group.indexOf(372, 0, 2), -1)
    assert.equal(group.indexOf(372, 0, 3), 2)
    assert.equal(group.indexOf(372, 3, 3), -1)
  })

  it('reads numbers of the float family, and values by position', () => {
    const order = decode(wire('35=D|38=1500|44=-10.25|99=1e5|58=|'))
    assert.deepEqual(
      [38, 44, 99, 58, 140].map((tag) => order.float(tag)),
      [1500, -10.25, NaN, NaN, undefined],
    )
    assert.deepEqual([order.floatAt(2), order.intAt(1), order.intAt(2)], [-10.25, 1500, NaN])
  })

  it('reads values where the message does not begin with its buffer', () => {
    const bytes = build('35=A|34=7|141=Y|44=1.5|52=20240229-12:34:56.789|58=text|')
    const inside = new Framer().push(Buffer.concat([bytes, bytes])).at(1)
    assert.ok(inside?.kind === 'complete' && inside.message.sourceStart === bytes.length)
    const { message } = inside
    assert.deepEqual([message.msgType, message.msgSeqNum, message.boolean(141)], ['A', 7, true])
    assert.deepEqual([message.float(44), message.text(58), message.fieldTextAt(3)], [1.5, 'text', '34=7'])
    assert.equal(message.utcTimestamp(52)?.epochMs, Date.UTC(2024, 1, 29, 12, 34, 56, 789))
    assert.deepEqual(message.bytesAt(2), Buffer.from('A'))
    assert.equal(String(message), shown(bytes))
  })

  describe('entryStart', () => {
    const book = decode(wire('35=X|268=3|279=0|270=1|279=1|279=2|271=5|10=000|'))
    const starts = (count: number, ...numbers: number[]) => numbers.map((n) => book.entryStart(count, n))

    it('is where each entry begins, as many as the count states', () => {
      assert.deepEqual(starts(268, 0, 1, 2, 3), [2, 4, 5, -1])
      assert.deepEqual(starts(268, -1, 0.5, Number.NaN), [-1, -1, -1])
      assert.deepEqual(starts(555, 0), [-1])
    })

    it('is -1 for entries that are not there, and for a count that is none', () => {
      const at = (text: string, n: number) => decode(wire(text)).entryStart(268, n)
      assert.equal(at('268=5|279=0|279=1|', 2), -1)
      assert.equal(at('268=1|279=0|279=1|', 1), -1)
      assert.equal(at('268=0|279=0|', 0), -1)
      assert.equal(at('268=x|279=0|', 0), -1)
      assert.equal(at('35=X|268=1|', 0), -1)
    })

    it('finds the group inside an entry from the entry on', () => {
      const legs = decode(wire('555=2|600=A|539=2|524=a|524=b|600=B|539=1|524=c|'))
      const second = legs.entryStart(555, 1)
      assert.equal(second, 5)
      assert.equal(legs.textAt(legs.entryStart(539, 0, second)), 'c')
      assert.equal(legs.textAt(legs.entryStart(539, 1)), 'b')
    })

    it('finds each entry of any group', () => {
      const entries = fc.array(fc.array(fc.integer({ min: 270, max: 290 }), { maxLength: 4 }), { maxLength: 6 })
      fc.assert(
        fc.property(entries, (groups) => {
          const text = groups.map((tags) => ['269=0|', ...tags.map((tag) => `${tag}=1|`)].join('')).join('')
          const message = decode(wire(`35=X|268=${groups.length}|${text}`))
          let expected = 2
          for (const [n, tags] of groups.entries()) {
            assert.equal(message.entryStart(268, n), expected)
            expected += 1 + tags.length
          }
          assert.equal(message.entryStart(268, groups.length), -1)
        }),
      )
    })
  })

  it('MsgType(35) is found where it does not belong, and is empty when absent', () => {
    assert.equal(decode(wire('8=FIX.4.4|35=AE|9=1|')).msgType, 'AE')
    assert.equal(decode(wire('8=FIX.4.4|')).msgType, '')
    assert.equal(decode(wire('8=FIX.4.4|')).msgSeqNum, undefined)
  })

  it('shares the bytes it was given', () => {
    const bytes = wire(LOGON)
    assert.equal(decode(bytes).bytes, bytes)
    assert.equal(decode(bytes).bytesAt(0).buffer, bytes.buffer)
    assert.equal(shown(decode(bytes).bytesAt(0)), 'FIX.4.4')
  })
})

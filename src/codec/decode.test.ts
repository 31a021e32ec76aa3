import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { garbage, model, shown, stream, wire } from './arbitraries.ts'
import { decode } from './decode.ts'

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

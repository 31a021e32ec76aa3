import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { build, message, model, shown, sumOf, wire } from './arbitraries.ts'
import { decode } from './decode.ts'
import { type EncodeOptions, encode, encodeRaw, type Field } from './encode.ts'

/** The given beginning with the CheckSum(10) that fits it. */
function summedUp(beginning: string): string {
  return `${beginning}10=${`00${sumOf(wire(beginning))}`.slice(-3)}|`
}

const HEADER: Field[] = [
  [8, 'FIX.4.4'],
  [49, 'A'],
  [56, 'B'],
  [34, 7],
  [52, 'T'],
]

describe('encode', () => {
  // Bytes written by hand; lengths and sums counted by hand or by the builder of the tests.
  const cases: [name: string, fields: Field[], computed: Field[], expected: string, options?: EncodeOptions][] = [
    [
      'BodyLength(9) and CheckSum(10) are computed',
      [
        [8, 'FIX.4.4'],
        [35, '0'],
      ],
      [],
      '8=FIX.4.4|9=5|35=0|10=163|',
    ],
    [
      'header first, trailer last, body as stated',
      [
        [58, 'x'],
        [93, 1],
        [89, 's'],
        [43, 'Y'],
        [35, 'D'],
        [11, 'y'],
      ],
      HEADER,
      shown(build('35=D|49=A|56=B|34=7|43=Y|52=T|58=x|11=y|93=1|89=s|')),
    ],
    [
      'stated beats computed',
      [
        [35, '0'],
        [34, 99],
        [49, 'X'],
      ],
      HEADER,
      shown(build('35=0|49=X|56=B|34=99|52=T|')),
    ],
    [
      'null leaves a computed field out',
      [
        [35, '0'],
        [34, null],
        [52, null],
      ],
      HEADER,
      shown(build('35=0|49=A|56=B|')),
    ],
    [
      'a stated BodyLength(9) is kept',
      [
        [8, 'F'],
        [9, 99],
        [35, '0'],
        [10, '000'],
      ],
      [],
      '8=F|9=99|35=0|10=000|',
    ],
    [
      'a stated CheckSum(10) is kept',
      [
        [8, 'FIX.4.4'],
        [35, '0'],
        [10, '1'],
      ],
      [],
      '8=FIX.4.4|9=5|35=0|10=1|',
    ],
    [
      '8, 9 and 10 may be left out',
      [
        [8, null],
        [9, null],
        [10, null],
        [35, '0'],
      ],
      HEADER,
      '35=0|49=A|56=B|34=7|52=T|',
    ],
    [
      'repeated tags keep their order',
      [
        [35, 'A'],
        [384, 2],
        [372, 'D'],
        [385, 'R'],
        [372, '8'],
        [385, 'S'],
      ],
      [[8, 'FIX.4.4']],
      shown(build('35=A|384=2|372=D|385=R|372=8|385=S|')),
    ],
    [
      'a repeated header field stays twice',
      [
        [35, '0'],
        [49, 'A'],
        [49, 'C'],
      ],
      [[8, 'FIX.4.4']],
      shown(build('35=0|49=A|49=C|')),
    ],
    [
      'hops come last in the header, in their order',
      [
        [58, 'z'],
        [627, 2],
        [628, 'x'],
        [630, 1],
        [628, 'y'],
        [35, '0'],
      ],
      HEADER,
      shown(build('35=0|49=A|56=B|34=7|52=T|627=2|628=x|630=1|628=y|58=z|')),
    ],
    [
      'RawDataLength(95) is computed before RawData(96)',
      [
        [35, 'B'],
        [58, 'x'],
        [96, wire('a|b')],
      ],
      [[8, 'FIX.4.4']],
      shown(build('35=B|58=x|95=3|96=a|b|')),
    ],
    [
      'a stated RawDataLength(95) is kept where it is',
      [
        [35, 'B'],
        [95, 9],
        [58, 'x'],
        [96, wire('a|b')],
      ],
      [[8, 'FIX.4.4']],
      shown(build('35=B|95=9|58=x|96=a|b|')),
    ],
    [
      'RawDataLength(95) null is left out',
      [
        [35, 'B'],
        [95, null],
        [96, wire('a|b')],
      ],
      [[8, 'FIX.4.4']],
      shown(build('35=B|96=a|b|')),
    ],
    [
      'SignatureLength(93) goes with Signature(89) into the trailer',
      [
        [35, '0'],
        [89, 'ab'],
        [58, 'x'],
      ],
      [[8, 'FIX.4.4']],
      shown(build('35=0|58=x|93=2|89=ab|')),
    ],
    [
      'numbers are decimal digits',
      [
        [35, 'D'],
        [44, 1e-7],
        [38, 1.5e21],
        [31, -2.5e-8],
        [99, 0],
      ],
      [[8, 'FIX.4.4']],
      shown(build('35=D|44=0.0000001|38=1500000000000000000000|31=-0.000000025|99=0|')),
    ],
    [
      'latin1 is one byte a character',
      [
        [35, 'B'],
        [58, 'é'],
      ],
      [[8, 'FIX.4.4']],
      shown(build('35=B|58=é|')),
    ],
    [
      'a string beyond latin1 is UTF-8 as a whole',
      [
        [35, 'B'],
        [355, 'é€'],
      ],
      [[8, 'FIX.4.4']],
      shown(build(`35=B|354=5|355=${Buffer.from('é€').toString('latin1')}|`)),
    ],
    [
      'a field without value',
      [
        [35, 'B'],
        [58, ''],
      ],
      [[8, 'FIX.4.4']],
      shown(build('35=B|58=|')),
    ],
    [
      'RawData(96) null leaves its length out too',
      [
        [35, 'B'],
        [96, null],
      ],
      [[8, 'FIX.4.4']],
      shown(build('35=B|')),
    ],
    [
      'as stated: without BeginString(8) the first field is BodyLength(9)',
      [
        [35, '0'],
        [8, null],
      ],
      [],
      summedUp('9=5|35=0|'),
      { order: 'asStated' },
    ],
    [
      'as stated: MsgType(35) is not third',
      [
        [49, 'A'],
        [35, 'D'],
        [11, 'x'],
      ],
      HEADER,
      shown(build('49=A|35=D|56=B|34=7|52=T|11=x|')),
      { order: 'asStated' },
    ],
    [
      'as stated: BodyLength(9) goes behind a stated BeginString(8)',
      [
        [35, '0'],
        [8, 'FIX.4.4'],
        [58, 'x'],
      ],
      [],
      '35=0|8=FIX.4.4|9=5|58=x|10=198|',
      { order: 'asStated' },
    ],
    [
      'as stated: the body counts up to CheckSum(10)',
      [
        [8, 'F'],
        [9, '1'],
        [35, '0'],
        [10, '000'],
        [58, 'x'],
      ],
      [],
      '8=F|9=1|35=0|10=000|58=x|',
      { order: 'asStated' },
    ],
  ]
  for (const [name, fields, computed, expected, options] of cases) {
    it(name, () => assert.equal(shown(encode(fields, computed, options)), expected))
  }

  it('a number that is not finite is an error that names the field', () => {
    assert.throws(() => encode([[44, Number.NaN]]), /field 44: NaN/)
  })

  it('a message longer than the working space', () => {
    const long = 'x'.repeat(20_000)
    assert.equal(
      shown(
        encode(
          [
            [35, 'B'],
            [58, long],
            [96, Buffer.from(long)],
          ],
          [[8, 'FIX.4.4']],
        ),
      ),
      shown(build(`35=B|58=${long}|95=20000|96=${long}|`)),
    )
  })

  it('the result is not overwritten by the next', () => {
    const first = encode([[35, '0']], HEADER)
    const before = shown(first)
    encode(
      [
        [35, 'D'],
        [11, 'y'],
      ],
      HEADER,
    )
    assert.equal(shown(first), before)
  })

  it('decode(encode(m)) = m', () => {
    fc.assert(
      fc.property(model, ({ fields }) => {
        const stated: Field[] = fields.map(([tag, value]) => [tag, Buffer.from(value, 'latin1')])
        const read = decode(encode(stated, [[8, 'FIX.4.4']], { order: 'asStated' }))
        const found = Array.from({ length: read.count }, (_, i) => [read.tagAt(i), read.textAt(i)])
        assert.deepEqual(found.slice(2, -1), fields)
      }),
      { numRuns: 500 },
    )
  })

  it('encode(decode(b)) = b, with length and sum taken over and with both computed anew', () => {
    fc.assert(
      fc.property(message, (bytes) => {
        const read = decode(bytes)
        const fields = Array.from({ length: read.count }, (_, i): Field => [read.tagAt(i), read.bytesAt(i)])
        assert.equal(shown(encode(fields, [], { order: 'asStated' })), shown(bytes))
        const open = fields.filter(([tag]) => tag !== 9 && tag !== 10)
        assert.equal(shown(encode(open, [], { order: 'asStated' })), shown(bytes))
      }),
      { numRuns: 500 },
    )
  })
})

describe('encodeRaw', () => {
  it('| is SOH, nothing else is touched', () => {
    assert.deepEqual(encodeRaw('8=é|10=1'), Buffer.from([0x38, 0x3d, 0xe9, 1, 0x31, 0x30, 0x3d, 0x31]))
  })

  it('refuses what one byte cannot hold', () => assert.throws(() => encodeRaw('58=€|'), /beyond latin1/))
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { build, cutAt, garbage, message, shown, stream, sumOf, wire } from './arbitraries.ts'
import { decode } from './decode.ts'
import type { Frame } from './frame.ts'
import { Framer } from './framer.ts'
import type { Message } from './message.ts'

/** Everything that comes out of a stream given in chunks, its end included. */
function framesOf(...chunks: Buffer[]): Frame[] {
  const framer = new Framer()
  return [...chunks.flatMap((chunk) => framer.push(chunk)), ...framer.flush()]
}

function text(frames: Frame[]): string[] {
  return frames.map((frame) =>
    frame.kind === 'complete' ? shown(frame.bytes) : `${shown(frame.bytes)} <- ${frame.why}`,
  )
}

/** The given beginning with the CheckSum(10) that fits it. */
function summedUp(beginning: string): Buffer {
  return wire(`${beginning}10=${`00${sumOf(wire(beginning))}`.slice(-3)}|`)
}

// Written by hand: the bytes of 8=FIX.4.4|9=5|35=0| add up to 931 = 3 * 256 + 163.
const HEARTBEAT = '8=FIX.4.4|9=5|35=0|10=163|'

describe('Framer: complete and partial', () => {
  it('a message comes out with its last byte and not before', () => {
    const framer = new Framer()
    for (const byte of wire(HEARTBEAT.slice(0, -1))) assert.deepEqual(framer.push(Buffer.of(byte)), [])
    assert.equal(framer.pending, HEARTBEAT.length - 1)
    assert.deepEqual(text(framer.push(wire('|'))), [HEARTBEAT])
    assert.equal(framer.pending, 0)
  })

  const complete: [name: string, bytes: Buffer][] = [
    ['BeginString(8) of no known version', build('35=0|', 'FIX.9.9')],
    ['BeginString(8) that does not begin with FIX', build('35=0|', 'XYZ')],
    ['BodyLength(9) with leading zeros', wire('8=FIX.4.4|9=0005|35=0|10=051|')],
    ['SOH and CheckSum(10) inside RawData(96)', build('35=B|95=14|96=a|10=000|8=FIX|58=x|')],
    ['a RawDataLength(95) that is wrong', build('35=B|95=3|96=abcdef|58=x|')],
    ['8= and 10= inside a value', build('35=B|58=8=FIX.4.4|58=10=000|')],
    ['MsgType(35) without a value', build('35=|')],
    ['tags 8 and 10 with a leading zero', build('35=0|08=x|010=000|')],
    ['RawDataLength(95) that would reach to the end of CheckSum(10)', build('35=B|95=9|96=ab|')],
    ['RawDataLength(95) and no data', build('35=B|95=9|58=ab|')],
  ]
  for (const [name, bytes] of complete) {
    it(`complete: ${name}`, () => assert.deepEqual(text(framesOf(bytes)), [shown(bytes)]))
  }

  it('frames keep their bytes when more is pushed', () => {
    const framer = new Framer()
    const frames: Frame[] = []
    for (let i = 0; i < 300; i++) {
      const bytes = build(`35=0|112=${i}|`)
      frames.push(...framer.push(bytes.subarray(0, 9)), ...framer.push(bytes.subarray(9)))
    }
    assert.deepEqual(
      text(frames),
      Array.from({ length: 300 }, (_, i) => shown(build(`35=0|112=${i}|`))),
    )
  })

  it('a long message byte by byte is one frame', () => {
    const bytes = build(`35=B|58=${'x'.repeat(60_000)}|95=60000|96=${'|'.repeat(60_000)}|`)
    const framer = new Framer()
    const frames: Frame[] = []
    for (let i = 0; i < bytes.length; i++) frames.push(...framer.push(bytes.subarray(i, i + 1)))
    assert.equal(frames.length, 1)
    assert.ok(frames[0]?.kind === 'complete' && frames[0].bytes.equals(bytes))
  })

  it('of a chunk that ends a message only what that lacked is copied', () => {
    const bytes = build(`35=B|58=${'x'.repeat(200)}|`)
    const whole = Buffer.concat([bytes, bytes, bytes])
    // Cut in each part of the first message: within the header its length is not known yet.
    for (let at = 1; at < bytes.length; at++) {
      const framer = new Framer()
      framer.push(whole.subarray(0, at))
      const rest = whole.subarray(at)
      const frames = framer.push(rest)
      assert.deepEqual(text(frames), [bytes, bytes, bytes].map(shown))
      const sources = frames.map((frame) => frame.kind === 'complete' && frame.message.source === rest)
      assert.deepEqual(sources, [false, true, true])
      assert.equal(framer.pending, 0)
    }
  })

  it('validateCheckSum false accepts any three digits', () => {
    const framer = new Framer({ validateCheckSum: false })
    assert.equal(framer.push(wire('8=FIX.4.4|9=5|35=0|10=999|'))[0]?.kind, 'complete')
    assert.equal(framer.push(wire('8=FIX.4.4|9=5|35=0|10=99a|'))[0]?.kind, 'garbled')
  })
})

describe('Framer: garbled', () => {
  // Each is one garbled message; it has to come out, with these words, before anything else arrives.
  const garbled: [why: string, bytes: string][] = [
    ['BeginString(8) has no value', '8=|9=5|35=0|10=163|'],
    ['BodyLength(9) is not the second field', '8=FIX.4.4|35=0|9=5|10=163|'],
    ['BodyLength(9) is "5x", not a number', '8=FIX.4.4|9=5x|35=0|10=163|'],
    ['BodyLength(9) is "-5", not a number', '8=FIX.4.4|9=-5|35=0|10=163|'],
    ['BodyLength(9) is "+5", not a number', '8=FIX.4.4|9=+5|35=0|10=163|'],
    ['BodyLength(9) is "", not a number', '8=FIX.4.4|9=|35=0|10=163|'],
    ['BodyLength(9) is "9999999", more than the limit of 1048576 bytes', '8=FIX.4.4|9=9999999|35=0|10=163|'],
    [
      'BodyLength(9) is "99999999999999999999", more than the limit of 1048576 bytes',
      '8=FIX.4.4|9=99999999999999999999|35=0|10=1|',
    ],
    ['MsgType(35) is not the third field', '8=FIX.4.4|9=10|34=1|35=0|10=163|'],
    ['BodyLength(9) is 7, the body has 5 bytes', '8=FIX.4.4|9=7|35=0|10=163|'],
    ['BodyLength(9) is 500, the body has 5 bytes', '8=FIX.4.4|9=500|35=0|10=163|'],
    ['BodyLength(9) is 5, the body has 10 bytes', '8=FIX.4.4|9=5|35=0|34=1|10=163|'],
    ['BodyLength(9) is 4, the body has 5 bytes', '8=FIX.4.4|9=4|35=0|10=163|'],
    ['BeginString(8) appears twice', '8=FIX.4.4|9=11|35=0|8=ABC|10=163|'],
    ['CheckSum(10) is 162, computed 163', '8=FIX.4.4|9=5|35=0|10=162|'],
    ['CheckSum(10) has 0 characters', '8=FIX.4.4|9=5|35=0|10=|'],
    ['CheckSum(10) has 1 character', '8=FIX.4.4|9=5|35=0|10=7|'],
    ['CheckSum(10) has 2 characters', '8=FIX.4.4|9=5|35=0|10=63|'],
    ['CheckSum(10) has 4 characters', '8=FIX.4.4|9=5|35=0|10=0163|'],
    ['CheckSum(10) is "abc", not three digits', '8=FIX.4.4|9=5|35=0|10=abc|'],
  ]
  for (const [why, bytes] of garbled) {
    it(`${bytes}: ${why}`, () => {
      assert.deepEqual(text(new Framer().push(wire(bytes))), [`${bytes} <- ${why}`])
      assert.deepEqual(text(new Framer().push(wire(bytes + HEARTBEAT))), [`${bytes} <- ${why}`, HEARTBEAT])
    })
  }

  // The sum fits, and where that is possible the count: only the one thing named is wrong.
  const onlyOne: [name: string, bytes: Buffer][] = [
    ['BeginString(8) has no value', build('35=0|', '')],
    ['BeginString(8) with a = in it', build('35=0|', '5=FIX.4.4')],
    ['another field second', summedUp('8=FIX.4.4|7=5|35=0|')],
    ['another field third', build('45=0|')],
    ['another field third, tag 36', build('36=0|')],
    ['another field third, tag 355', build('355=0|')],
    ['BodyLength(9) of 0', summedUp('8=FIX.4.4|9=0|')],
    ['BodyLength(9) with a blank', summedUp('8=FIX.4.4|9= 5|35=0|')],
    ['the body does not end with SOH', build('35=0x')],
    ['the body ends in a tag behind RawDataLength(95)', build('35=B|95=3|96')],
    ['a second BeginString(8)', build('35=0|8=ABC|')],
    ['a second CheckSum(10)', build('35=0|10=000|')],
    ['CheckSum(10) inside RawData(96) whose length is wrong', build('35=B|95=4|96=a|10=000|')],
    ['CheckSum(10) behind another than the data field', build('35=B|95=8|58=a|10=000|')],
  ]
  for (const [name, bytes] of onlyOne) {
    it(`garbled: ${name}`, () => {
      const frames = new Framer().push(Buffer.concat([bytes, wire(HEARTBEAT)]))
      assert.deepEqual(text(frames.filter((frame) => frame.kind === 'complete')), [HEARTBEAT])
      assert.equal(frames.at(-1)?.kind, 'complete')
    })
  }

  const behind: [name: string, stream: string, expected: string[]][] = [
    ['noise', `GET / |\n${HEARTBEAT}`, ['GET / |\n <- garbage before BeginString(8)', HEARTBEAT]],
    [
      'a message cut off in a field',
      `8=FIX.4.4|9=60|35=D|11=ab${HEARTBEAT}`,
      ['8=FIX.4.4|9=60|35=D|11=ab <- CheckSum(10) is missing: BodyLength(9) is 60, 10 bytes follow it', HEARTBEAT],
    ],
    [
      'a message cut off behind a field',
      `8=FIX.4.4|9=60|35=D|${HEARTBEAT}`,
      ['8=FIX.4.4|9=60|35=D| <- CheckSum(10) is missing: BodyLength(9) is 60, 5 bytes follow it', HEARTBEAT],
    ],
    [
      'CheckSum(10) without its SOH',
      `8=FIX.4.4|9=5|35=0|10=163${HEARTBEAT}`,
      ['8=FIX.4.4|9=5|35=0|10=163 <- CheckSum(10) does not end with SOH', HEARTBEAT],
    ],
    [
      'fields behind CheckSum(10)',
      `${HEARTBEAT}58=x|${HEARTBEAT}`,
      [HEARTBEAT, '58=x| <- garbage before BeginString(8)', HEARTBEAT],
    ],
    [
      'a cut-off message whose BodyLength(9) ends at the very same trailer',
      `8=FIX.4.4|9=29|35=D|58=x${HEARTBEAT}`,
      ['8=FIX.4.4|9=29|35=D|58=x <- CheckSum(10) is missing: BodyLength(9) is 29, 9 bytes follow it', HEARTBEAT],
    ],
    [
      'noise and a garbled message: two frames',
      `\n8=FIX.4.4|9=5|35=0|10=000|${HEARTBEAT}`,
      [
        '\n <- garbage before BeginString(8)',
        '8=FIX.4.4|9=5|35=0|10=000| <- CheckSum(10) is 000, computed 163',
        HEARTBEAT,
      ],
    ],
    [
      'a garbled message with 8=FIX.4.4 as a value: one frame',
      `8=FIX.4.4|9=5|35=B|58=8=FIX.4.4|10=163|${HEARTBEAT}`,
      ['8=FIX.4.4|9=5|35=B|58=8=FIX.4.4|10=163| <- BodyLength(9) is 5, the body has 18 bytes', HEARTBEAT],
    ],
    [
      'a wrong CheckSum(10) and a beginning inside that announces more: no waiting',
      `8=FIX.4.4|9=35|35=B|58=8=F|9=900|35=x|95=800|96=y|10=000|${HEARTBEAT}`,
      ['8=FIX.4.4|9=35|35=B|58=8=F|9=900|35=x|95=800|96=y|10=000| <- CheckSum(10) is 000, computed 230', HEARTBEAT],
    ],
    [
      'two garbled messages: two frames',
      `8=FIX.4.4|9=6|35=0|10=163|8=FIX.4.4|9=5|35=0|10=16x|${HEARTBEAT}`,
      [
        '8=FIX.4.4|9=6|35=0|10=163| <- BodyLength(9) is 6, the body has 5 bytes',
        '8=FIX.4.4|9=5|35=0|10=16x| <- CheckSum(10) is "16x", not three digits',
        HEARTBEAT,
      ],
    ],
  ]
  for (const [name, bytes, expected] of behind) {
    it(`a valid message behind ${name} comes out in the same push`, () => {
      assert.deepEqual(text(new Framer().push(wire(bytes))), expected)
    })
  }

  it('a garbled message that began behind a complete one ends at its trailer, however late that comes', () => {
    const framer = new Framer()
    assert.deepEqual(text(framer.push(wire(`${HEARTBEAT}8=FIX.4.4|9=x|35=0|10=1`))), [HEARTBEAT])
    assert.deepEqual(text(framer.push(wire('63|'))), [
      '8=FIX.4.4|9=x|35=0|10=163| <- BodyLength(9) is "x", not a number',
    ])
  })

  it('flush: a message swallowed by the data field of a cut-off one comes out', () => {
    const framer = new Framer()
    const cutOff = '8=FIX.4.4|9=900|35=B|95=800|96=ab'
    assert.deepEqual(framer.push(wire(cutOff + HEARTBEAT)), [])
    assert.deepEqual(text(framer.flush()), [
      `${cutOff} <- CheckSum(10) is missing: BodyLength(9) is 900, 17 bytes follow it`,
      HEARTBEAT,
    ])
    assert.deepEqual(text(framer.push(wire(HEARTBEAT))), [HEARTBEAT])
  })

  it('a message inside RawData(96) is data, even when the CheckSum(10) around it is wrong', () => {
    const outer = build(`35=B|95=${HEARTBEAT.length + 1}|96=x${HEARTBEAT}|`)
    outer[outer.indexOf('96=x') + 3] = 0x79
    const frames = framesOf(outer)
    assert.deepEqual(
      frames.map((frame) => frame.kind),
      ['garbled'],
    )
  })

  it('garbage without an end comes out in frames of the limit', () => {
    const framer = new Framer({ maxFrameLength: 100 })
    const frames = framer.push(Buffer.alloc(250, 'x'))
    assert.deepEqual(
      frames.map((frame) => frame.bytes.length),
      [100, 100],
    )
    assert.equal(framer.pending, 50)
  })

  it('a message longer than the limit is garbled, one of exactly the limit is not', () => {
    const framer = new Framer({ maxFrameLength: HEARTBEAT.length })
    assert.equal(framer.push(wire(HEARTBEAT))[0]?.kind, 'complete')
    assert.equal(framer.push(build('35=00|'))[0]?.kind, 'garbled')
  })

  it('garbage full of beginnings is worked off in one go, and the message behind it found', () => {
    // Without a limit on looking again this takes 20 000 million steps.
    const beginnings = '58=8=FIX.4.4|9=500000|35=D|'.repeat(40_000)
    const frames = new Framer().push(wire(`${beginnings}10=|${HEARTBEAT}`))
    assert.deepEqual(text(frames.slice(-1)), [HEARTBEAT])
  })
})

describe('Framer: properties', () => {
  it('any split of any stream gives the same frames, and every byte comes out once', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 12 }), (bytes, cuts) => {
        const whole = framesOf(bytes)
        assert.deepEqual(Buffer.concat(whole.map((frame) => frame.bytes)), bytes)
        assert.deepEqual(text(framesOf(...cutAt(bytes, cuts))), text(whole))
        assert.deepEqual(text(framesOf(...Array.from(bytes, (byte) => Buffer.of(byte)))), text(whole))
      }),
      { numRuns: 400 },
    )
  })

  it('a frame gives the message that its bytes give, however the stream was cut', () => {
    const fields = ({ message }: { message: Message }) =>
      Array.from({ length: message.count }, (_, i) => [message.tagAt(i), message.startAt(i), message.endAt(i)])
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 12 }), fc.boolean(), (bytes, cuts, validateGarbled) => {
        const framer = new Framer({ validateGarbled })
        const frames = [...cutAt(bytes, cuts).flatMap((chunk) => framer.push(chunk)), ...framer.flush()]
        for (const frame of frames) {
          if (frame.kind === 'garbled') continue
          assert.equal(frame.message.bytes, frame.bytes)
          assert.deepEqual(fields(frame), fields({ message: decode(frame.bytes) }))
        }
      }),
      { numRuns: 400 },
    )
  })

  it('messages without garbage come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 6 }), (messages, cuts) => {
        assert.deepEqual(text(framesOf(...cutAt(Buffer.concat(messages), cuts))), messages.map(shown))
      }),
    )
  })

  it('a valid message behind garbage is never lost', () => {
    fc.assert(
      fc.property(garbage, message, message, (before, first, second) => {
        // Garbage that begins like a message and sums up to 0 makes a longer message with the same CheckSum(10).
        for (let at = before.indexOf('8='); at >= 0; at = before.indexOf('8=', at + 1)) {
          fc.pre(sumOf(before.subarray(at)) !== 0)
        }
        const complete = text(framesOf(before, first, second).filter((frame) => frame.kind === 'complete'))
        assert.deepEqual(complete.slice(-2), [shown(first), shown(second)])
      }),
      { numRuns: 2000 },
    )
  })

  it('changing any one byte of a message never yields a message', () => {
    fc.assert(
      fc.property(message, fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, change) => {
        const changed = Buffer.from(bytes)
        changed[at % bytes.length] = ((changed[at % bytes.length] as number) + change) % 256
        assert.deepEqual(
          framesOf(changed).filter((frame) => frame.kind === 'complete'),
          [],
        )
      }),
      { numRuns: 3000 },
    )
  })
})

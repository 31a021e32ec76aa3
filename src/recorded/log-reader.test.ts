import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkSum, formatCheckSum } from '../codec/checksum.ts'
import { directionOfFile } from './log-form.ts'
import { LogEncodingError, type LogItem, LogReader, type LogReaderOptions } from './log-reader.ts'

function fix(body: string, beginString = 'FIX.4.4'): string {
  const text = body.replaceAll('|', '\x01')
  const head = `8=${beginString}\x019=${Buffer.byteLength(text, 'latin1')}\x01${text}`
  const bytes = Buffer.from(head, 'latin1')
  return `${head}10=${formatCheckSum(checkSum(bytes, 0, bytes.length))}\x01`
}

const LOGON = fix('35=A|34=1|49=A|56=B|52=20261122-17:00:00|98=0|108=30|')
const BEAT = fix('35=0|34=2|49=B|56=A|52=20261122-17:00:01|')
const ORDER = fix('35=D|34=3|49=A|56=B|52=20261122-17:00:02|11=X|58=a|')

type Told = Record<string, unknown> & { kind: string }

function told(item: LogItem): Told {
  if (item.kind === 'event') return { kind: item.event, line: item.line, at: item.at, text: item.text }
  const { kind, line, at, direction } = item
  const raw = item.bytes.toString('latin1').replaceAll('\x01', '|')
  if (item.kind === 'garbled') return { kind, line, at, direction, raw, problem: item.problem }
  assert.equal(item.message.bytes.toString('latin1'), item.bytes.toString('latin1'))
  const altered = item.altered === undefined ? {} : { altered: item.altered }
  return { kind, line, at, direction, raw, msgType: item.message.msgType, ...altered }
}

function read(log: string | Buffer, options?: LogReaderOptions, cuts: readonly number[] = []): Told[] {
  const bytes = typeof log === 'string' ? Buffer.from(log, 'latin1') : log
  const reader = new LogReader(options)
  const items: Told[] = []
  let from = 0
  for (const to of [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    // The chunk is written over afterwards, as whoever reads a file does.
    const chunk = Buffer.from(bytes.subarray(from, to))
    for (const item of reader.push(chunk)) items.push(told(item))
    chunk.fill(0x7e)
    from = Math.max(from, to)
  }
  for (const item of reader.end()) items.push(told(item))
  return items
}

const brief = (items: readonly Told[]): unknown[] =>
  items.map(({ kind, line, direction, msgType, problem, text }) =>
    [line, kind, direction, msgType ?? problem ?? text].filter((part) => part !== undefined),
  )

const AT = Date.UTC(2026, 10, 22, 17, 0, 0, 123)

test('messages one behind the other, with and without line feeds', () => {
  const all = [
    [1, 'message', 'A'],
    [1, 'message', '0'],
    [1, 'message', 'D'],
  ]
  assert.deepEqual(brief(read(LOGON + BEAT + ORDER)), all)
  assert.deepEqual(
    brief(read(`${LOGON}\n${BEAT}\r\n\r\n${ORDER}\n`)).map((item) => (item as unknown[])[0]),
    [1, 2, 4],
  )
})

for (const [name, delimiter] of [
  ['|', '|'],
  ['^A', '^A'],
  ['<SOH>', '<SOH>'],
  ['\\u0001', '\\u0001'],
  [';', ';'],
] as const) {
  test(`${name} between fields is SOH again`, () => {
    const items = read([LOGON, BEAT, ORDER].map((text) => text.replaceAll('\x01', delimiter)).join('\n'))
    assert.deepEqual(
      items.map(({ raw }) => raw),
      [LOGON, BEAT, ORDER].map((text) => text.replaceAll('\x01', '|')),
    )
    assert.deepEqual(
      items.map(({ kind, line }) => [kind, line]),
      [1, 2, 3].map((line) => ['message', line]),
    )
  })
}

test('a delimiter inside a value belongs to the value, where the message is whole with it', () => {
  const barred = fixBytes('35=0\x0134=2\x0158=a|b\x01')
  const [found] = read(barred.replaceAll('\x01', '|'))
  assert.equal(found?.kind, 'message')
  assert.equal(found?.raw, barred.replaceAll('\x01', '|'))
})

function fixBytes(body: string): string {
  const head = `8=FIX.4.4\x019=${body.length}\x01${body}`
  return `${head}10=${formatCheckSum(checkSum(Buffer.from(head, 'latin1'), 0, head.length))}\x01`
}

test('QuickFIX: a time stamp, and events of another file', () => {
  const log = `20261122-17:00:00.123456789 : ${LOGON}\n20261122-17:00:00.123 : Created session\n20261122-17:00:00.123 : Disconnecting\n`
  const items = read(log)
  assert.deepEqual(
    items.map(({ kind, at }) => [kind, at]),
    [
      ['message', AT],
      ['other', AT],
      ['disconnect', AT],
    ],
  )
})

test('QuickFIX/J: the way in words, the arrow of the session is none, and what an event quotes is no message', () => {
  const head = '<20261122-17:00:00.123, FIX.4.4:A->B'
  const items = read(
    `${head}, outgoing> (${LOGON})\n${head}, incoming> (${BEAT})\n${head}, event> (Rejecting invalid message: ${ORDER})\n`,
  )
  assert.deepEqual(
    items.map(({ kind, direction, at, line }) => [kind, direction, at, line]),
    [
      ['message', 'out', AT, 1],
      ['message', 'in', AT, 2],
      ['other', undefined, AT, 3],
    ],
  )
})

test('FIX Antenna: a stamp before each message, and the way in the name of the file', () => {
  assert.equal(directionOfFile('/logs/A-B.in'), 'in')
  assert.equal(directionOfFile('A-B-20261122.out'), 'out')
  assert.equal(directionOfFile('A-B.out.20261122-170000'), 'out')
  assert.equal(directionOfFile('session.log'), undefined)
  const [item] = read(`20261122-17:00:00.123 - ${LOGON}\n`, { direction: 'in' })
  assert.deepEqual([item?.kind, item?.direction, item?.at], ['message', 'in', AT])
})

test('our own store: records with a header line each', () => {
  const items = read(`#9f3a21bc begin 1 10\nfixproof 1\n#9f3a21bc message 1 80\n${LOGON}\n`, { direction: 'out' })
  assert.deepEqual(brief(items).at(-1), [4, 'message', 'out', 'A'])
})

for (const [line, direction] of [
  ['--> ', 'out'],
  ['<- ', 'in'],
  ['> ', 'out'],
  ['< ', 'in'],
  ['12:00:00.123 [INFO] IN  ', 'in'],
  ['12:00:00.123 [main] Sent: ', 'out'],
  ['2026-11-22 17:00:00,123 received ', 'in'],
  ['{"time":"2026-11-22T17:00:00.123Z","dir":"out","msg":"', 'out'],
  ['[2026-11-22T18:00:00.123+01:00] fromAdmin ', 'in'],
  ['nothing said ', undefined],
] as const) {
  test(`plain lines: ${line}`, () => {
    const [item] = read(`${line}${LOGON.replaceAll('\x01', '|')}\n`)
    assert.deepEqual([item?.kind, item?.direction], ['message', direction])
    if (/17:00:00[.,]123|18:00:00/.test(line)) assert.equal(item?.at, AT)
  })
}

test('JSON lines say the direction behind the message too', () => {
  const [item] = read(`{"at":1795366800123,"raw":"${LOGON.replaceAll('\x01', '\\u0001')}","direction":"in"}\n`)
  assert.deepEqual([item?.kind, item?.direction, item?.at], ['message', 'in', 1795366800123])
})

test('what is garbled comes with its line and the reason', () => {
  const wrongSum = BEAT.replace(/10=\d+/, '10=000')
  const short = BEAT.replace(/9=(\d+)/, (_, digits: string) => `9=${Number(digits) - 1}`)
  assert.deepEqual(brief(read(`${LOGON}\n${wrongSum}\n${short}\n${ORDER}\n`)), [
    [1, 'message', 'A'],
    [2, 'garbled', `CheckSum(10) is 000, computed ${/10=(\d+)/.exec(BEAT)?.[1]}`],
    [3, 'garbled', `BodyLength(9) is ${BEAT.length - 1 - 8 - 14}, the body has ${BEAT.length - 8 - 14} bytes`],
    [4, 'message', 'D'],
  ])
})

test('a message whose BeginString is not first is one, with what stands before it', () => {
  const text = '9=54|8=FIX.4.4|35=0|34=2|10=130|'
  for (const [delimiter, written] of [
    ['|', '|'],
    ['^A', '^A'],
    ['\x01', '\x01'],
  ] as const) {
    const [item, ...others] = read(`2026-11-22 17:00:00.123 -> ${text.replaceAll('|', written)}\n`)
    assert.deepEqual([item?.kind, item?.raw, item?.direction, others.length], ['garbled', text, 'out', 0], delimiter)
  }
})

test('a stream goes on behind garbled bytes, those between messages are told, and a cut end is too', () => {
  const wrongSum = BEAT.replace(/10=\d+/, '10=000')
  const kinds = read(`${LOGON}${wrongSum}RUBBISH${ORDER}${LOGON.slice(0, 40)}`).map(({ kind, raw }) => [kind, raw])
  assert.deepEqual(kinds, [
    ['message', LOGON.replaceAll('\x01', '|')],
    ['garbled', wrongSum.replaceAll('\x01', '|')],
    ['garbled', 'RUBBISH'],
    ['message', ORDER.replaceAll('\x01', '|')],
    ['garbled', LOGON.slice(0, 40).replaceAll('\x01', '|')],
  ])
})

test('a log that leaves out the last delimiter is no garbage; one that writes it and misses it once is', () => {
  const open = (text: string): string => text.slice(0, -1)
  assert.deepEqual(
    read(`${open(LOGON)}\n${open(BEAT)}\n`).map(({ kind }) => kind),
    ['message', 'message'],
  )
  assert.deepEqual(brief(read(`${LOGON}\n${open(BEAT)}\n`))[1], [2, 'garbled', 'CheckSum(10) does not end with SOH'])
})

test('a masked password and UTF-8 are the fault of the log', () => {
  const logon = fix('35=A|34=1|49=A|56=B|553=me|554=secret|')
  const [masked] = read(logon.replace('secret', '***'))
  assert.deepEqual([masked?.kind, masked?.altered], ['message', 'the value of 554 is masked in the log'])
  const [text] = read(Buffer.from(fix('35=0|34=1|58=Z\u00fcrich|'), 'utf8'))
  assert.deepEqual([text?.kind, text?.altered], ['message', 'the log was written as UTF-8'])
  assert.equal(text?.raw, fix('35=0|34=1|58=Z\u00fcrich|').replaceAll('\x01', '|'))
})

test('UTF-16 is converted, UTF-8 may have a mark, and gzip is refused', () => {
  const text = `20261122-17:00:00.123 : ${LOGON}\n`
  for (const bytes of [
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
    Buffer.from(text, 'utf16le'),
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
  ])
    assert.deepEqual(
      read(bytes, undefined, [7]).map(({ kind, at }) => [kind, at]),
      [['message', AT]],
    )
  assert.throws(() => read(Buffer.from([0x1f, 0x8b, 8, 0])), LogEncodingError)
})

test('data fields hold what they like, line feeds and ends of messages too', () => {
  const data = fix('35=0|34=1|95=12|96=a\n8=FIX|10=1|58=x|')
  const items = read(`${data}\n${BEAT}\n`)
  assert.deepEqual(
    items.map(({ kind, line }) => [kind, line]),
    [
      ['message', 1],
      ['message', 3],
    ],
  )
})

test('limits: a line without an end, a message without an end', () => {
  const items = read(`${'x'.repeat(5000)}${LOGON}8=FIX.4.4\x019=999999\x0135=0\x0158=${'y'.repeat(5000)}`, {
    longestLine: 1000,
    longestMessage: 1000,
  })
  assert.equal(items.filter(({ kind }) => kind === 'message').length, 1)
  assert.equal(items.at(-1)?.kind, 'garbled')
})

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(LOGON, BEAT, ORDER),
    fc.constantFrom(LOGON, BEAT, ORDER).map((text) => `20261122-17:00:00.123 IN ${text.replaceAll('\x01', '|')}\n`),
    fc.constantFrom(
      '\n',
      '\r\n',
      '8=',
      '8=FIX',
      '8=FIX.4.4\x01',
      '10=',
      '\x0110=12\x01',
      '|10=123|',
      '\0',
      'connected\n',
    ),
    fc.string({ maxLength: 12 }),
    fc.constantFrom(LOGON, BEAT).chain((text) => fc.nat(text.length).map((n) => text.slice(0, n))),
  ),
  { maxLength: 12 },
)

test('what comes out does not depend on where the chunks are cut', () => {
  fc.assert(
    fc.property(pieces, fc.array(fc.nat(5000), { maxLength: 8 }), (parts, cuts) => {
      const log = parts.join('')
      assert.deepEqual(read(log, undefined, cuts), read(log))
    }),
    { numRuns: 500 },
  )
})

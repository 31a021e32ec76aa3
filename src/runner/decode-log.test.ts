import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { encode, type Field } from '../codec/encode.ts'
import { LogDecoder } from './decode-log.ts'

/** @param text - a log, one character a byte (latin1) */
function decodeLog(log: string): { text: string; messages: number } {
  const decoder = new LogDecoder()
  const pieces = [...copies(decoder.push(Buffer.from(log, 'latin1'))), ...copies(decoder.end())]
  return { text: Buffer.concat(pieces).toString(), messages: decoder.messages }
}

function copies(pieces: Iterable<Buffer>): Buffer[] {
  return Array.from(pieces, (piece) => Buffer.from(piece))
}

const line = (delimiter: string, ...fields: Field[]): string =>
  encode([[8, 'FIX.4.4'], ...fields])
    .toString('latin1')
    .replaceAll('\x01', delimiter)

const LOGON: Field[] = [
  [35, 'A'],
  [49, 'ME'],
  [56, 'YOU'],
  [34, 1],
  [98, 0],
  [108, 30],
]
const ORDER: Field[] = [
  [35, 'D'],
  [49, 'ME'],
  [56, 'YOU'],
  [34, 2],
  [11, 'x'],
  [54, '1'],
]

describe('a log is decoded', () => {
  for (const [name, delimiter] of [
    ['SOH', '\x01'],
    ['a bar', '|'],
    ['^A', '^A'],
    ['<SOH>', '<SOH>'],
  ] as const)
    test(`with ${name} between the fields`, () => {
      const { text, messages } = decodeLog(line(delimiter, ...LOGON))
      assert.equal(messages, 1)
      assert.match(text, /^Logon\(A\) {2}1 {2}ME -> YOU\n/)
      assert.match(text, /108 HeartBtInt +30/)
      assert.doesNotMatch(text, /wrong/)
    })

  test('values of enums get their label', () => {
    assert.match(decodeLog(line('|', ...ORDER)).text, /54 Side +1 {2}Buy/i)
  })

  test('what stands before a message is kept, several in a line as well, and lines of other things too', () => {
    const { text, messages } = decodeLog(
      `started\n2026-01-05 09:00:00 IN ${line('|', ...LOGON)} then ${line('|', ...ORDER)}\nended`,
    )
    assert.equal(messages, 2)
    assert.match(text, /^started\n2026-01-05 09:00:00 IN {2}Logon/)
    assert.match(text, /\nthen {2}NewOrderSingle/)
    assert.match(text, /\n\nended\n$/)
  })

  test('a wrong CheckSum and a wrong BodyLength are told', () => {
    const good = line('|', ...LOGON)
    assert.match(decodeLog(good.replace(/10=\d+/, '10=000')).text, /CheckSum +000 {2}wrong: computed \d{3}/)
    assert.match(decodeLog(good.replace(/\|9=\d+/, '|9=7')).text, /BodyLength +7 {2}wrong: the body has \d+ bytes/)
  })

  test('no password is shown: neither the field of that name nor RawData of a Logon', () => {
    const secret = 'hunter2'
    const { text } = decodeLog(line('|', ...LOGON, [95, 7], [96, secret], [554, secret], [925, secret], [1402, secret]))
    assert.doesNotMatch(text, /hunter2/)
    assert.match(text, /Password +\*\*\*/)
  })

  test('RawData of other messages is a text like any other', () => {
    assert.match(decodeLog(line('|', [35, 'B'], [95, 5], [96, 'hello'])).text, /RawData +hello/)
  })

  test('fields and messages that nobody knows', () => {
    const { text } = decodeLog(line('|', [35, 'U9'], [9999, 'x']))
    assert.match(text, /^unknown message\(U9\) {2}\? {2}\? -> \?/)
    assert.match(text, /9999 \? +x/)
  })

  test('nothing in it', () => {
    assert.deepEqual(decodeLog('nothing\nhere\n'), { text: '', messages: 0 })
    assert.equal(decodeLog('8=FIX.4.4|9=5|35=0|').messages, 0)
  })
})

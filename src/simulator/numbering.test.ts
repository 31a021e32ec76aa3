import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import { Tag } from '../fix/tags.ts'
import { lowered, raised } from './numbering.ts'

const BASES = { tester: 20, target: 300 }
const HEAD: readonly Field[] = [
  [8, 'FIX.4.0'],
  [49, 'A'],
  [56, 'B'],
  [34, 5],
  [52, '20260105-09:00:00'],
]

const messageOf = (...fields: Field[]) => decode(encode(fields, HEAD))

describe('numbers of a scenario on a session that goes on', () => {
  const cases: readonly [what: string, tag: number, scenario: string, wire: string][] = [
    ['MsgSeqNum is the sender’s', Tag.MsgSeqNum, '2', '22'],
    ['NewSeqNo too', Tag.NewSeqNo, '6', '26'],
    ['BeginSeqNo is the receiver’s', Tag.BeginSeqNo, '1', '301'],
    ['EndSeqNo too', Tag.EndSeqNo, '100', '400'],
    ['RefSeqNum too', Tag.RefSeqNum, '7', '307'],
    ['0 is an open end', Tag.EndSeqNo, '0', '0'],
    ['999999 is one', Tag.EndSeqNo, '999999', '999999'],
    ['-1 is no number of a message', Tag.BeginSeqNo, '-1', '-1'],
    ['nor is one that no session has', Tag.BeginSeqNo, '2147483648', '2147483648'],
    ['nor a text', Tag.BeginSeqNo, 'abc', 'abc'],
    ['leading zeros stay', Tag.MsgSeqNum, '0005', '0025'],
    ['other fields are left', Tag.HeartBtInt, '30', '30'],
  ]
  for (const [what, tag, scenario, wire] of cases)
    test(what, () => {
      assert.deepEqual(raised([[tag, scenario]], BASES), [[tag, wire]])
      if (tag === Tag.MsgSeqNum) return
      const sent = messageOf([35, '2'], [tag, wire])
      assert.equal(lowered(sent, 'out', BASES).text(tag), scenario)
    })

  test('what the target sends is read the other way round', () => {
    const request = messageOf([35, '2'], [34, 304], [7, 25], [16, 0])
    const read = lowered(request, 'in', BASES)
    assert.deepEqual([read.msgSeqNum, read.text(7), read.text(16)], [4, '5', '0'])
  })

  test('every other field stays where it was, whatever became shorter', () => {
    const message = messageOf([35, '3'], [34, 304], [45, 22], [58, 'why'])
    const read = lowered(message, 'in', BASES)
    const fields = (one: typeof message): string[] =>
      Array.from({ length: one.count }, (_, i) => `${one.tagAt(i)}=${one.textAt(i)} ${one.fieldTextAt(i)}`)
    const unlike = fields(read).filter((text, i) => text !== fields(message)[i])
    assert.deepEqual(unlike, ['34=4 34=4', '45=2 45=2'])
    assert.equal(message.msgSeqNum, 304, 'the record keeps what was on the wire')
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Framer } from '../codec/framer.ts'
import { Tag } from '../fix/tags.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { establish } from './establish.ts'
import { rawBytes, sendRawBytes } from './raw-bytes.ts'

const bench = (): Bench => new Bench(legWith(), 'raw')
const text = (written: string, of = bench()): string => rawBytes(of, written).toString('latin1').replaceAll('\x01', '|')

describe('bytes that are written out', () => {
  test('stay as they are, right or wrong', () => {
    const written = '8=FIX.4.4|9=5|35=0|10=000|'
    assert.equal(text(written), written)
    assert.equal(text('garbage'), 'garbage')
  })

  test('three dots are computed, in each message', () => {
    const one = '8=…|9=...|35=0|49=…|56=…|34=…|52=…|10=…|'
    const frames = new Framer().push(rawBytes(bench(), `${one}\n${one}`))
    assert.deepEqual(
      frames.map((frame) => (frame.kind === 'complete' ? frame.message.msgSeqNum : frame.why)),
      [1, 2],
    )
    const [first] = frames
    assert.ok(first?.kind === 'complete')
    assert.equal(first.message.text(Tag.SenderCompID), 'TESTER')
    assert.equal(first.message.text(Tag.SendingTime), '20260105-09:00:00.000')
  })

  test('BodyLength and CheckSum are those of the bytes, whichever of them is stated', () => {
    assert.equal(text('8=FIX.4.4|9=…|35=0|10=999|'), '8=FIX.4.4|9=5|35=0|10=999|')
    assert.match(text('8=FIX.4.4|9=77|35=0|10=…|'), /\|9=77\|35=0\|10=220\|$/)
    assert.match(text('8=FIX.4.4|9=…|35=0|10=…|'), /\|10=163\|$/)
    assert.equal(text('8=FIX.4.4|9=…|35=0|'), '8=FIX.4.4|9=5|35=0|')
  })

  test('lines are joined, and <…> stands for what it does in cells', () => {
    assert.equal(text('8=FIX.4.4|9=5|\n    35=1|\n  112=<3 letters>|10=0|'), '8=FIX.4.4|9=5|35=1|112=AAA|10=0|')
  })

  test('dots in any other field, and no bytes at all, are faults of the scenario', () => {
    assert.throws(() => text('8=FIX.4.4|9=…|35=…|10=…|'), /"35=…": only 8, 9, 10/)
    assert.throws(() => text('8=FIX.4.4|9=…|35=0|10=…|58=x|'), /"9=…": it is computed where it stands once/)
    assert.throws(() => text(' \n '), /no bytes to send/)
  })

  test('a message is counted as one, everything else is not', async () => {
    const talk = bench()
    await establish(talk)
    await sendRawBytes(talk, 'rubbish')
    await sendRawBytes(talk, '8=…|9=…|35=1|49=…|56=…|34=…|52=…|112=RAW|10=…|')
    await talk.expect('must', talk.heartbeatWith('RAW'), 1_000)
    await talk.probe()
    assert.equal(talk.wire.lastSent, 3)
    talk.close()
  })

  test('where numbers go on from earlier scenarios, a message has that of the wire and counts in the scenario', async () => {
    const talk = bench()
    talk.numbers.renumber({ tester: 100, target: 0 })
    await talk.connect()
    await sendRawBytes(talk, '8=…|9=…|35=0|49=…|56=…|34=…|52=…|10=…|')
    const sent = talk.environment.journal.entries.findLast(
      (entry) => entry.kind === 'message' && entry.direction === 'out',
    )
    assert.equal(sent?.kind === 'message' ? sent.message.msgSeqNum : undefined, 101)
    assert.equal(talk.wire.nextOut, 2)
    talk.close()
  })
})

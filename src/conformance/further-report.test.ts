import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { Journal } from '../journal/journal.ts'
import { furtherReport } from './further-report.ts'

/** A talk in short: `D` an order of the tester, `8` a report; a message in a line, its fields behind the MsgType. */
function talk(...lines: readonly string[]) {
  const journal = new Journal({ now: () => 0, elapsed: () => 0 })
  for (const [i, line] of lines.entries()) {
    const direction = line.startsWith('8') ? 'in' : 'out'
    const body = `35=${line}|34=${i + 1}|`.replaceAll('|', '\x01')
    journal.message(direction, decode(Buffer.from(`8=FIX.4.4\x019=${body.length}\x01${body}10=000\x01`, 'latin1')), 1)
  }
  return furtherReport(journal.entries)?.message.text(17)
}

test('a fill behind the acknowledgement goes on with the order', () => {
  assert.equal(talk('D|11=A', '8|11=A|17=1|150=0|39=0|14=0', '8|11=A|17=2|150=F|39=2|14=100'), '2')
})

test('so does New behind Pending New, and FIX.4.0 without ExecType', () => {
  assert.equal(talk('D|11=A', '8|11=A|17=1|150=A|39=A|14=0', '8|11=A|17=2|150=0|39=0|14=0'), '2')
  assert.equal(talk('D|11=A', '8|11=A|17=1|20=0|39=0|14=0', '8|11=A|17=2|20=0|39=1|14=50'), '2')
})

test('one report for each of several orders is no such thing', () => {
  assert.equal(talk('D|11=A', '8|11=A|17=1|150=0|39=0', 'D|11=B', '8|11=B|17=2|150=0|39=0'), undefined)
})

test('an order that is acknowledged twice, or a report that comes twice, is a fault and stays one', () => {
  assert.equal(talk('D|11=A', '8|11=A|17=1|150=0|39=0|14=0', '8|11=A|17=2|150=0|39=0|14=0'), undefined)
  assert.equal(talk('D|11=A', '8|11=A|17=1|150=0|39=0|14=0', '8|11=A|17=1|150=F|39=2|14=100'), undefined)
})

test('an order that the tester sent twice may be processed twice: what comes then is judged', () => {
  const twice = ['D|11=A', '8|11=A|17=1|150=0|39=0|14=0', 'D|11=A|43=Y', '8|11=A|17=2|150=8|39=8|14=0']
  assert.equal(talk(...twice), undefined)
})

test('what is sent again is an answer to a ResendRequest', () => {
  assert.equal(talk('D|11=A', '8|11=A|17=1|150=0|39=0|14=0', '8|43=Y|11=A|17=2|150=F|39=2|14=100'), undefined)
})

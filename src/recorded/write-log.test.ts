import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TranscriptEntry } from '../report/report.ts'
import { fix } from '../testing/recorded-log.ts'
import { LogReader } from './log-reader.ts'
import { LOG_FORMS, writeLog } from './write-log.ts'

const at = '2026-11-22T17:00:00.000Z'
const beat = fix('35=0|49=A|56=B|34=2|52=20261122-17:00:00.000')
const talk: TranscriptEntry[] = [
  { at, direction: 'event', event: 'stage', text: 'connection made', raw: '' },
  { at, direction: 'event', event: 'connect', text: 'connected to venue:9878', raw: '' },
  { at, direction: 'out', msgType: '0', raw: beat },
  { at, direction: 'in', msgType: '0', raw: beat },
  { at, direction: 'out', event: 'garbled', text: 'wrong CheckSum', raw: beat.replace(/10=\d+/, '10=999') },
  { at, direction: 'event', event: 'disconnect', text: 'closed by the other side', raw: '' },
]

function read(text: string): string[] {
  const reader = new LogReader()
  return [...reader.push(Buffer.from(text, 'latin1')), ...reader.end()].map((item) =>
    item.kind === 'event' ? item.event : `${item.kind} ${item.direction ?? 'either way'} ${item.at}`,
  )
}

for (const form of LOG_FORMS)
  test(`${form}: messages, garbled bytes and connections, as a reader of logs finds them`, () => {
    const told = form === 'plain' || form === 'antenna'
    const when = Date.parse(at)
    assert.deepEqual(read(writeLog(talk, form)), [
      'connect',
      `message ${told ? 'out' : 'either way'} ${when}`,
      `message ${told ? 'in' : 'either way'} ${when}`,
      `garbled ${told ? 'out' : 'either way'} ${when}`,
      'disconnect',
    ])
  })

test('a masked password leaves the message as long as it says', () => {
  const raw = fix(
    '35=A|49=A|56=B|34=1|52=20261122-17:00:00.000|98=0|108=30|95=6|96=secret|554=longer than three',
  ).replace(/96=[^|]*\|554=[^|]*/, '96=***|554=***')
  assert.deepEqual(read(writeLog([{ at, direction: 'out', raw }], 'soh')), [`message either way ${Date.parse(at)}`])
})

test('a bar of the transcript is SOH or a bar, as the CheckSum has it', () => {
  const whole = fix('35=0|49=A|56=B|34=2|52=20261122-17:00:00.000|112=a~b')
  const raw = whole
    .replace('~', '|')
    .replace(/10=(\d+)/, (_, sum: string) => `10=${String((Number(sum) + 254) % 256).padStart(3, '0')}`)
  assert.match(writeLog([{ at, direction: 'in', raw }], 'soh'), /112=a\|b\x0110=/)
})

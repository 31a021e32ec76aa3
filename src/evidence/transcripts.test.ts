/** Transcripts as files. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { builtIn } from '../dictionary/load.ts'
import type { TranscriptEntry } from '../report/report.ts'
import { HOSTILE, reportOf, resultOf } from '../report/report-fixtures.ts'
import { fieldNames } from './decoded-message.ts'
import { transcriptFiles } from './transcripts.ts'

const LOGON = '8=FIX.4.4|9=65|35=A|49=ME|56=YOU|34=1|52=20260105-09:00:00|98=0|108=30|10=108|'
const entries: TranscriptEntry[] = [
  { at: '2026-01-05T09:00:00.000Z', virtualMs: 0, direction: 'event', event: 'connect', text: 'connected', raw: '' },
  { at: '2026-01-05T09:00:00.001Z', virtualMs: 1, direction: 'out', msgType: 'A', msgSeqNum: 1, raw: LOGON },
  {
    at: '2026-01-05T09:00:00.003Z',
    virtualMs: 3,
    direction: 'in',
    msgType: 'A',
    raw: LOGON,
    fault: true,
    note: 'too late',
  },
]
const namesOf = (version: string) => fieldNames(builtIn(version))
const files = (...results: Parameters<typeof resultOf>[0][]) =>
  new Map(
    transcriptFiles(reportOf(results.map((result) => resultOf(result))), namesOf).map(({ name, content }) => [
      name,
      content,
    ]),
  )

test('all results of a case are in one pair of files; those without messages are left out', () => {
  const made = files(
    { case: '2.c', transcript: entries },
    { case: '2.c', targetRole: 'initiator', transcript: entries },
    { case: '2.d', transcript: [] },
    { case: '4.a', transcript: entries.slice(0, 1) },
  )
  assert.deepEqual(
    [...made.keys()],
    ['transcripts/2.c.fix.log', 'transcripts/2.c.txt', 'transcripts/4.a.fix.log', 'transcripts/4.a.txt'],
  )
})

test('the raw file has a line for each entry: both clocks, direction, bytes with SOH', () => {
  const raw = files({ transcript: entries }).get('transcripts/2.c.fix.log')
  assert.deepEqual(raw?.toString('latin1').split('\n'), [
    '# 2.c~FIX.4.4~acceptor passed',
    '# 2026-01-05T09:00:00.000Z +0 connect: connected',
    `2026-01-05T09:00:00.001Z +1 out ${LOGON.replaceAll('|', '\x01')}`,
    `2026-01-05T09:00:00.003Z +3 in ${LOGON.replaceAll('|', '\x01')}`,
    '',
    '',
  ])
})

test('the decoded file names messages, fields and labels, and what broke the requirement', () => {
  const text = `${files({ transcript: entries }).get('transcripts/2.c.txt')}`
  assert.match(text, /^=== 2\.c~FIX\.4\.4~acceptor: passed$/m)
  assert.match(text, /\+1 ms {2}tester to target {2}Logon\(A\) 1\n {4}8 BeginString = FIX\.4\.4\n/)
  assert.match(text, /^ {4}98 EncryptMethod = 0 {2}None/m)
  assert.match(text, /\+3 ms {2}target to tester {2}Logon\(A\) 1 {2}\(too late\) {2}<== broke the requirement$/m)
})

test('bytes of the target do nothing to a terminal or to the lines, and ids do not leave the folder', () => {
  const raw = `8=FIX.4.4|9=5|35=B|58=\x1b[31m${HOSTILE}\n|10=000|`
  const made = files(
    { case: '../../etc/passwd', title: 'a\nb\x1b', transcript: [{ at: 'now', direction: 'in', raw }] },
    { case: '../..|etc/passwd', transcript: entries },
  )
  const names = [...made.keys()]
  assert.equal(new Set(names).size, 4)
  for (const name of names) assert.match(name, /^transcripts\/[A-Za-z0-9_][A-Za-z0-9._-]*$/)
  const text = `${made.get(names[1] ?? '')}`
  assert.doesNotMatch(text, /\x1b/)
  assert.equal(text.split('\n').filter((line) => line.startsWith('    58 ')).length, 1)
})

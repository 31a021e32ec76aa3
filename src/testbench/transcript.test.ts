import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import { Journal } from '../journal/journal.ts'
import { transcriptOf } from './transcript.ts'

const SECRETS = { secretTags: new Set([554, 96]) }

function journalAt(times: { now: number }): Journal {
  return new Journal({ now: () => times.now, elapsed: () => 0 })
}

const logon = (...fields: Field[]) => decode(encode([[8, 'FIX.4.4'], [35, 'A'], [34, 7], ...fields]))

test('one entry for each of the journal, so that positions are the same; both clocks; | for SOH', () => {
  const times = { now: Date.UTC(2026, 0, 5, 9) }
  const journal = journalAt(times)
  journal.event('connect', 'connected')
  times.now += 1500
  journal.message('out', logon(), 1)
  const [connected, sent] = transcriptOf(journal.entries, SECRETS)
  assert.deepEqual(connected, {
    at: '2026-01-05T09:00:00.000Z',
    virtualMs: 0,
    direction: 'event',
    event: 'connect',
    text: 'connected',
    raw: '',
  })
  assert.partialDeepStrictEqual(sent, {
    at: '2026-01-05T09:00:01.500Z',
    virtualMs: 1500,
    direction: 'out',
    msgType: 'A',
    msgSeqNum: 7,
  })
  assert.match(sent?.raw ?? '', /^8=FIX\.4\.4\|9=\d+\|35=A\|34=7\|10=\d{3}\|$/)
})

test('the entry that broke the requirement is marked, and no other', () => {
  const journal = journalAt({ now: 0 })
  for (let i = 0; i < 3; i++) journal.message('in', logon(), 1)
  const marked = transcriptOf(journal.entries, { ...SECRETS, fault: 1 }).map(({ fault }) => fault === true)
  assert.deepEqual(marked, [false, true, false])
})

test('secrets are masked, whatever is in them, and say not even how long they are', () => {
  const journal = journalAt({ now: 0 })
  journal.message('out', logon([554, 'se|cret'], [95, 5], [96, 'a\x01554'], [553, 'alice']), 1)
  const raw = transcriptOf(journal.entries, SECRETS)[0]?.raw ?? ''
  assert.match(raw, /\|554=\*\*\*\|95=5\|96=\*\*\*\|553=alice\|/)
  assert.doesNotMatch(raw, /secret|cret/)
})

test('secrets are masked in garbled bytes as well', () => {
  const journal = journalAt({ now: 0 })
  const bytes = Buffer.from('8=FIX.4.4\x0135=A\x01554=se|cret\x01553=alice\x0110=abc\x01')
  journal.event('garbled', 'CheckSum is wrong', { bytes, direction: 'out' })
  const [entry] = transcriptOf(journal.entries, SECRETS)
  assert.partialDeepStrictEqual(entry, {
    direction: 'out',
    event: 'garbled',
    raw: '8=FIX.4.4|35=A|554=***|553=alice|10=abc|',
  })
})

test('of much rubbish only the beginning is shown, and how much it was', () => {
  const journal = journalAt({ now: 0 })
  journal.event('garbled', 'garbage', { bytes: Buffer.alloc(100_000, 'x'), direction: 'in' })
  const raw = transcriptOf(journal.entries, SECRETS)[0]?.raw ?? ''
  assert.match(raw, /^x{4096}… \(100000 bytes\)$/)
})

test('a number that is too great to be one is left to the raw text', () => {
  const journal = journalAt({ now: 0 })
  journal.message(
    'in',
    decode(
      encode([
        [8, 'FIX.4.4'],
        [35, '0'],
        [34, '99999999999999999999'],
      ]),
    ),
    1,
  )
  assert.equal('msgSeqNum' in (transcriptOf(journal.entries, SECRETS)[0] ?? {}), false)
})

test('bytes are shown one character each', () => {
  const journal = journalAt({ now: 0 })
  journal.message('in', logon([58, Buffer.from([0xff, 0xc4])]), 1)
  assert.match(transcriptOf(journal.entries, SECRETS)[0]?.raw ?? '', /58=ÿÄ\|/)
})

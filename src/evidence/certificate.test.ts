/** The certificate as HTML: what it says, and that nothing of a stranger's text becomes markup. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { Report } from '../report/report.ts'
import { HOSTILE, hostileReport, reportOf, reportWith, resultOf } from '../report/report-fixtures.ts'
import { renderCertificate } from './certificate.ts'
import type { Certified } from './certified.ts'
import { factsOf, type Stated } from './facts.ts'
import { mailText, readmeText } from './readme-text.ts'

const HASH = 'ab'.repeat(32)

function certified(report: Report, stated: Partial<Stated> = {}, change: Partial<Certified> = {}): Certified {
  return {
    facts: factsOf(report, { restrictions: [], ...stated }, '2026-09-14T09:00:00.000Z', false),
    report,
    tool: { name: 'fixproof', version: '0.1.0', files: 900, sha256: HASH },
    suite: { name: 'Session suite', version: '0.1.0', sha256: HASH, features: [] },
    sources: [{ kind: 'profile', file: 'profile.yaml', origin: 'scenarios/x/profile.yaml', sha256: HASH }],
    reportSha256: HASH,
    bundle: 'x.fixcert',
    ...change,
  }
}

const page = (report: Report, stated?: Partial<Stated>): string => renderCertificate(certified(report, stated))
/** The text of a page, without markup. */
const textOf = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')

test('a conformant run: verdict, identity, sign-off, validity, and how to verify it', () => {
  const text = textOf(
    page(reportWith('passed', 'warning'), {
      firm: 'Meridian Markets Ltd',
      application: 'Gateway',
      applicationVersion: '4.2.1',
      tester: 'Ada',
      reviewer: 'Grace',
      validUntil: '2027-09-14',
      comment: 'second attempt',
    }),
  )
  for (const said of [
    /FIX conformance certificate Conformant Gateway 4\.2\.1, Meridian Markets Ltd/,
    /Gateway 4\.2\.1 keeps every must of the standard in 2 checks, with 1 warning/,
    /Issued 2026-09-14 09:00:00 UTC Valid until 2027-09-14/,
    /Tester Name Ada Date Signature Reviewer Name Grace/,
    /valid until the end of 2027-09-14/,
    /\(RTS 6\), Article 6/,
    /Comment second attempt/,
    /The bundle is not signed/,
  ])
    assert.match(text, said)
  assert.doesNotMatch(text, /NOT CONFORMANT/)
})

test('waivers and restrictions stand in the verdict, and each of them on the page', () => {
  const waiver = { id: 'QF-01', case: '2.b', expect: 'x', reason: 'known', owner: 'Ada', until: '2026-12-31' }
  const report = reportOf([resultOf({ case: '2.a' }), resultOf({ case: '2.b', verdict: 'waived', waiver: 'QF-01' })], {
    waivers: [waiver, { ...waiver, id: 'QF-02', stale: true, expired: true }],
  })
  const text = textOf(page({ ...report, waivers: [waiver] }, { restrictions: ['no options'] }))
  assert.match(text, /Conformant, with waivers and restrictions/)
  assert.match(text, /Restrictions no options/)
  assert.match(text, /Owner of all: Ada\.[\s\S]*QF-01 2\.b known 1 2026-12-31/)
  // A waiver that has run out is no conformity.
  assert.match(textOf(page(report)), /NOT CONFORMANT/)
})

test('a run of a part of the suite is conformant with that restriction', () => {
  const text = textOf(page(reportOf([resultOf()], { narrowed: { cases: ['2.c'] } })))
  assert.match(text, /Conformant, with restrictions/)
  assert.match(text, /Restrictions only some of the suite was asked for: 2\.c/)
})

test('never conformant while something failed, is open, or was not reached', () => {
  for (const verdict of ['failed', 'errored', 'inconclusive'] as const) {
    const text = textOf(page(reportWith('passed', verdict)))
    assert.match(text, /FIX conformance certificate NOT CONFORMANT/, verdict)
  }
  for (const report of [
    reportOf([]),
    reportWith('notApplicable'),
    reportOf([resultOf()], { outcome: { exitCode: 130, word: 'interrupted' } }),
    reportOf([resultOf()], { unfinished: 1 }),
    reportOf([resultOf()], { outcome: { exitCode: 4, word: 'target unreachable' } }),
  ])
    assert.match(textOf(page(report)), /NOT CONFORMANT/)
  // A report that says so of itself is not believed.
  assert.match(
    textOf(page({ ...reportWith('failed'), outcome: { exitCode: 0, word: 'conformant' } })),
    /NOT CONFORMANT/,
  )
})

test('no markup out of data, no script, no request, and a policy that allows the style alone', () => {
  const html = page(hostileReport(), {
    firm: HOSTILE,
    restrictions: ['</style><script>alert(1)</script>'],
    tester: '<b>',
  })
  assert.doesNotMatch(html, /<script|<b>|javascript:|<img|<link|url\(|@import/i)
  assert.doesNotMatch(html.replace('http://www.w3.org', ''), /https?:\/\//)
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? ''
  const policy = createHash('sha256').update(style).digest('base64')
  assert.ok(html.includes(`style-src 'sha256-${policy}'`))
  assert.match(html, /default-src 'none'/)
  // What stands in the margins of the paper is text of a stranger inside of the style.
  assert.doesNotMatch(style, /</)
  assert.match(style, /@bottom-left \{ content: "[^"\n]*\\3c [^"\n]*"; \}/)
  assert.doesNotMatch(html, / style="/)
})

test('README names only what is there, and the mail the verdict', () => {
  const signed = certified(reportWith('passed'), {}, { keyId: HASH })
  const text = readmeText(signed, ['certificate.html', 'report.json', 'transcripts/2.a.txt'])
  assert.match(text, /^ {2}report\.json {2,}/m)
  assert.doesNotMatch(text, /^ {2}(plan\.yaml|certificate\.pdf|attempts)/m)
  assert.match(text, /openssl pkeyutl -verify -pubin -inkey FIRM\.pub -rawin -in signed\.bin -sigfile signature\.bin/)
  assert.match(readmeText(certified(reportWith('passed')), []), /--allow-unsigned[\s\S]*is not signed/)
  assert.match(mailText(certified(reportWith('failed'))), /^Subject: FIX conformance test of .*: NOT CONFORMANT$/m)
})

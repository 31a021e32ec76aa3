/** What all formats owe: the same numbers, and hostile text that stays text. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { SaxesParser } from 'saxes'
import { builtIn } from '../../dictionary/load.ts'
import { dictionaryExcerpt } from '../dictionary-excerpt.ts'
import { reportDigest } from '../digest.ts'
import { answer } from '../outcome.ts'
import { type Report, VERDICTS } from '../report.ts'
import {
  baselineReport,
  HOSTILE,
  hostileReport,
  plannedReport,
  reportOf,
  reportWith,
  resultOf,
  wideReport,
} from '../report-fixtures.ts'
import { sampleReport } from '../samples.ts'
import { countVerdicts, tally } from '../verdicts.ts'
import { renderConsole } from './console.ts'
import { renderHtml } from './html.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'

const REPORTS: [name: string, report: Report][] = [
  ['the sample', sampleReport()],
  ['411 results in 16 columns', wideReport()],
  ['hostile text', hostileReport()],
  ['nothing matched', reportOf([])],
  ['a baseline', baselineReport()],
  ['a plan', plannedReport()],
  ['all passed', reportWith('passed', 'passed')],
]

/** Elements of an XML text with their attributes; throws when it is not well formed. */
function elements(xml: string): { name: string; attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => assert.fail(error.message))
  parser.on('opentag', ({ name, attributes }) => found.push({ name, attributes: attributes as Record<string, string> }))
  parser.write(xml).close()
  return found
}

const embedded = (html: string): unknown => JSON.parse(/id="report-data">(.*?)<\/script>/.exec(html)?.[1] ?? '')

for (const [name, report] of REPORTS) {
  const counts = countVerdicts(report.results)
  const { exitCode } = answer(report)
  const digest = reportDigest(report)

  test(`${name}: the console counts what report.json counts`, () => {
    const text = renderConsole(report)
    assert.ok(text.includes(`  ${VERDICTS.map((verdict) => tally(verdict, counts[verdict])).join(', ')}\n`))
    assert.ok(text.includes(`sha256    ${digest}`))
    assert.match(text.trimEnd().split('\n').at(-1) ?? '', new RegExp(`^  exit      ${exitCode} \\(`))
  })

  test(`${name}: Markdown counts what report.json counts`, () => {
    const row = VERDICTS.map((verdict) => (counts[verdict] ? `**${counts[verdict]}**` : '0')).join(' | ')
    const text = renderMarkdown(report)
    assert.ok(text.includes(`\n| ${row} |\n`))
    assert.ok(text.includes(`exit code ${exitCode} · report.json sha256 <code>${digest.slice(0, 16)}</code>`))
  })

  test(`${name}: JUnit counts what report.json counts`, () => {
    const found = elements(renderJunit(report))
    const count = (element: string) => found.filter(({ name: is }) => is === element).length
    const sum = (attribute: string) =>
      found
        .filter(({ name: is }) => is === 'testsuite')
        .reduce((n, { attributes }) => n + Number(attributes[attribute]), 0)
    assert.equal(count('testcase'), report.results.length)
    assert.equal(count('failure'), counts.failed)
    assert.equal(count('error'), counts.errored + counts.inconclusive)
    assert.equal(count('skipped'), counts.notApplicable + counts.waived)
    assert.equal(count('system-out'), counts.warning)
    const total = found[0]?.attributes ?? {}
    for (const attribute of ['tests', 'failures', 'errors', 'skipped'])
      assert.equal(sum(attribute), Number(total[attribute]))
    assert.equal(Number(total.tests), report.results.length)
  })

  test(`${name}: the page holds report.json and nothing less, and its words without script agree`, () => {
    const html = renderHtml(report)
    assert.equal(JSON.stringify(embedded(html)), JSON.stringify(report))
    assert.ok(html.includes(VERDICTS.map((verdict) => tally(verdict, counts[verdict])).join(', ')))
  })
}

test('the page allows its own script and style by their hash and loads nothing', () => {
  const html = renderHtml(sampleReport(), dictionaryExcerpt(sampleReport(), builtIn))
  assert.match(html, /default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/)
  assert.doesNotMatch(html.replace(/<script type="application\/json".*?<\/script>/gs, ''), /\b(src|href)="(?!data:)/)
  assert.doesNotMatch(html, /\{\{/)
})

test('hostile text opens no element and ends none in the page', () => {
  const html = renderHtml(hostileReport())
  const plain = renderHtml(reportOf([]))
  for (const tag of ['<script', '</script', '<img', '<!--', '</details>']) {
    assert.equal(html.split(tag).length, plain.split(tag).length, tag)
  }
})

test('hostile text is no markup in Markdown, and ends no line, cell or fence', () => {
  // As a reader of Markdown does: a fence ends at a line of as many backticks as began it.
  let fence = ''
  const outside = renderMarkdown(hostileReport())
    .split('\n')
    .filter((line) => {
      const run = /^`{3,}/.exec(line)?.[0] ?? ''
      if (fence === '') fence = run
      else if (line === fence) fence = ''
      else return false
      return run === ''
    })
  assert.equal(fence, '')
  const tags = outside.join('\n').match(/<\/?[a-z]+/gi) ?? []
  assert.deepEqual([...new Set(tags)].sort(), [
    '</code',
    '</details',
    '</sub',
    '</summary',
    '<br',
    '<code',
    '<details',
    '<sub',
    '<summary',
  ])
  const cells = (line: string | undefined) => (line?.startsWith('|') ? line.split(/(?<!\\)\|/).length : 0)
  outside.forEach((line, i) => {
    if (cells(line) && cells(outside[i - 1])) assert.equal(cells(line), cells(outside[i - 1]), line)
  })
})

const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/

test('a command that is a fence itself does not end its fence', () => {
  const text = renderMarkdown(reportOf([resultOf({ verdict: 'failed', repeat: '```' })]))
  assert.ok(text.includes('\n````sh\n```\n````\n'))
})

test('no control character and no turn of direction reaches the terminal, Markdown or JUnit', () => {
  const report = hostileReport()
  for (const text of [renderConsole(report), renderMarkdown(report), renderJunit(report)]) {
    assert.doesNotMatch(text, UNSEEN)
    assert.ok(text.isWellFormed())
  }
  assert.match(HOSTILE, UNSEEN)
})

test('an XML reader gets hostile text back as text', () => {
  const names = elements(renderJunit(hostileReport())).filter(({ name }) => name === 'testcase')
  assert.ok(names.every(({ attributes }) => attributes.name?.includes('</script><img src=x onerror=')))
})

test('Markdown names clause, cause and command of each failure, and what the baseline says of it', () => {
  const text = renderMarkdown(baselineReport())
  assert.match(text, /^## ✕ Regression: /)
  assert.match(text, /### Vanished \(1\)\n\n- \*\*13\.b\*\* FIX\.4\.4 acceptor: Logout received\n/)
  const row = /\| \*\*2\.d\*\* .*/.exec(text)?.[0] ?? ''
  assert.match(
    row,
    /<br>Clause 2\.d \| FIX\.4\.4 acceptor<br>and 3\.b FIX\.4\.2 acceptor<br>\*\*regression\*\*: was passed \|/,
  )
  assert.match(row, /\| A garbled message was counted\. \|$/)
  assert.match(text, /\| FIX\.4\.4 acceptor<br>known \|/)
  assert.match(text, /Commands that repeat them<\/summary>\n\n```sh\nnpx fixproof run 2\.d\n```/)
  assert.match(text, /- \*\*10\.e\*\* FIX\.4\.4 acceptor, inconclusive, was passed: not reached/)
})

test('JUnit says what was in the baseline', () => {
  const text = renderJunit(baselineReport())
  assert.match(text, /Before: passed in the baseline\n/)
  assert.match(text, /Before: failed in the baseline, so it does not count\n/)
  assert.match(text, /Probable cause: A garbled message was counted\. Seen in Engine 1\.2\.\n/)
})

test('a large report is packed in the page, and is the same unpacked', () => {
  const transcript = Array.from({ length: 60 }, () => ({
    at: '2026-09-14T07:41:52.118Z',
    direction: 'in' as const,
    raw: '8=FIX.4.4|9=5|35=0|58=</script>|10=000|',
  }))
  const { results, ...head } = wideReport()
  const large = { ...head, results: results.map((result) => ({ ...result, transcript })) }
  const html = renderHtml(large)
  const packed = /id="report-data" data-packing="deflate-raw">([\w+/=]+)<\/script>/.exec(html)?.[1]
  assert.ok(packed, 'base64 in the page')
  const text = JSON.stringify(large)
  assert.equal(inflateRawSync(Buffer.from(packed, 'base64')).toString(), text)
  assert.ok(html.length < 0.5 * text.length, `${html.length} of ${text.length}`)
})

test('every format tells how far the plan is, what the venue is like, and what was before', () => {
  const report = plannedReport()
  const done = '4 of 5 mandatory done: 2 passed, 1 waived, 1 failed, 1 open'
  const console = renderConsole(report)
  assert.ok(console.includes(`plan      ${done}`))
  assert.match(console, /open {6}4\.a\n/)
  assert.match(console, /Q-1 +2\.d +The gateway ends the session on every gap\. \(Meridian FIX guide\): seen 1 time/)
  assert.match(console, /Earlier +attempt 1: failed, no Logout within 2 s/)
  assert.match(console, /Attempt 2: 2 scenarios repeated, the others are of attempt 1\./)
  const markdown = renderMarkdown(report)
  assert.ok(markdown.includes(done))
  assert.match(markdown, /- open: 4\.a\n/)
  assert.match(markdown, /never \| quirk of the venue, seen 1 time: The gateway .* \(Meridian FIX guide\)/)
  assert.match(markdown, /attempt 1: failed, no Logout within 2 s/)
  const junit = renderJunit(report)
  for (const [name, count] of Object.entries({ total: 5, passed: 2, waived: 1, failed: 1, open: 1 }))
    assert.ok(junit.includes(`name="plan.mandatory.${name}" value="${count}"`), name)
  assert.match(junit, /waived by Q-1, quirk of the venue, owner pack meridian: The gateway .* \(Meridian FIX guide\)/)
  assert.match(junit, /Earlier: attempt 1: failed, no Logout within 2 s\n/)
})

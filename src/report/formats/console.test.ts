import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnsOf } from '../matrix.ts'
import type { Report, ReportWaiver } from '../report.ts'
import { baselineReport, hostileReport, reportOf, reportWith, resultOf, wideReport } from '../report-fixtures.ts'
import { sampleReport } from '../samples.ts'
import { progressLine, renderBody, renderConsole, renderHead } from './console.ts'
import { wrap } from './terminal.ts'

const matrixPart = (text: string) => /\nMatrix\n\n([\s\S]*?)\n\n {2}✔ passed/.exec(text)?.[1]?.split('\n') ?? []

for (const [name, report] of Object.entries({ sample: sampleReport(), wide: wideReport(), hostile: hostileReport() })) {
  test(`${name}: no line is longer than 100 columns`, () => {
    const text = renderConsole(report, { written: ['reports/x/report.html', 'reports/x/report.json'] })
    assert.deepEqual(
      text.split('\n').filter((line) => [...line].length > 100),
      [],
    )
  })
}

test('colour only repeats what letters say', () => {
  const plain = renderConsole(sampleReport(), { color: true }).replace(/\x1b\[\d+m/g, '')
  assert.equal(plain, renderConsole(sampleReport()))
  assert.notEqual(renderConsole(sampleReport(), { color: true }), plain)
})

test('sixteen columns: two letters a role, every cell with its mark, several examples counted', () => {
  const lines = matrixPart(renderConsole(wideReport()))
  assert.match(lines[0] ?? '', /^ +4\.0 +4\.1 +4\.2 +4\.3 +4\.4 +5\.0 +5\.0SP1 5\.0SP2$/)
  assert.match(lines[1] ?? '', /^ +(ac in {2}){7}ac in$/)
  const rows = lines.filter((line) => /^ {3}\S/.test(line))
  assert.equal(rows.length, 25)
  for (const row of rows) assert.equal(row.slice(-55).replace(/[^✔FEIWVN]/g, '').length, 16, row)
  assert.match(rows[0] ?? '', /✔\+/)
})

test('a title is cut only where the columns leave no room', () => {
  const title = 'A title of more than fifty characters, as the standard has many'
  assert.ok(renderConsole(reportOf([resultOf({ title })])).includes(title))
})

test('above eighty cases those that passed everywhere are counted, not listed', () => {
  const lines = matrixPart(renderConsole(wideReport(120)))
  assert.ok(lines.some((line) => /^ {3}and \d+ cases that passed wherever run$/.test(line)))
  const listed = lines.filter((line) => /^ {3}(SD-\d+|2\.\w) /.test(line))
  assert.ok(listed.length > 0 && listed.every((line) => /[FEIWVN+]/.test(line.slice(-55))))
})

test('a list of more than thirty says how many more there are and where', () => {
  const results = Array.from({ length: 42 }, (_, i) => resultOf({ case: `SD-${i}`, verdict: 'inconclusive' }))
  const text = renderBody(reportOf(results), { written: ['out/report.html'] })
  assert.match(text, /\nNot proven \(42\)\n/)
  assert.match(text, /\n {2}and 12 more: see report\.html#verdict=errored,inconclusive\n/)
})

test('what is not applicable is listed by its reason', () => {
  const results = ['a', 'b'].map((letter) =>
    resultOf({ case: `2.${letter}`, verdict: 'notApplicable', reason: 'no kill' }),
  )
  assert.match(
    renderBody(reportOf(results)),
    /Not applicable \(2\)\n\n {2}N 2 cases +2 results +no kill \(2\.a, 2\.b\)/,
  )
})

test('links into the page are printed only when a page was written', () => {
  assert.match(
    renderBody(reportWith('failed'), { written: ['out/report.html'] }),
    /report\.html#case=2\.a~FIX\.4\.4~acceptor/,
  )
  assert.doesNotMatch(renderBody(reportWith('failed'), { written: ['out/report.json'] }), /#case=/)
})

test('head, progress and body are what the whole is made of', () => {
  const report = sampleReport()
  const text = renderConsole(report)
  assert.ok(text.startsWith(renderHead(report, { scenarios: 72 })))
  assert.ok(text.endsWith(renderBody(report)))
  const [column] = columnsOf(report.results)
  assert.ok(column && text.includes(`\n${progressLine(column, 13, 72)}\n`))
})

test('progress of more results than a line holds is counted instead of dotted', () => {
  const results = Array.from({ length: 90 }, (_, i) => resultOf({ verdict: i % 9 ? 'passed' : 'warning' }))
  const line = progressLine({ beginString: 'FIX.4.4', role: 'acceptor', results }, 90, 400)
  assert.match(line, /^ {2}FIX\.4\.4 acceptor +90\/400 {2}10 W 80 passed +378 ms$/)
})

test('a command that is broken over lines can be copied and run', () => {
  const command = `npx fixproof run ${'--tags @some-rather-long-tag '.repeat(6)}--seed 7`
  const text = renderBody(reportOf([resultOf()], { command }))
  const broken = /again {5}(npx[\s\S]*?)\n {2}exit/.exec(text)?.[1] ?? ''
  assert.equal(broken.replace(/ \\\n +/g, ' '), command)
  assert.ok(broken.includes('\\'))
})

test('a word longer than a line is cut', () => {
  assert.deepEqual(wrap('ab cdefghij', 4), ['ab', 'cdef', 'ghij'])
})

test('an empty report ends with its exit code too', () => {
  assert.match(renderConsole(reportOf([])), /No scenario matched[\s\S]*exit {6}3 \(nothing matched\)\n$/)
})

test('failures of one cause are one entry, with clause, cause, the others and the command', () => {
  const text = renderBody(baselineReport())
  assert.match(text, /\nFailures \(2\), 2 regressions\n/)
  assert.equal(text.match(/ ✕ /g)?.length, 1)
  assert.match(text, /\n +Clause +Clause 2\.d\n/)
  assert.match(text, /\n +Before +passed in the baseline\n/)
  assert.match(text, /\n +Probable +A garbled message was counted\. Seen in Engine 1\.2\.\n/)
  assert.match(text, /\n +Also +3\.b FIX\.4\.2 acceptor\n/)
  assert.match(text, /\n +Repeat +npx fixproof run 2\.d\n/)
})

test('against a baseline: what vanished, what is known and what is no longer proven stand apart', () => {
  const text = renderBody(baselineReport())
  assert.match(
    text,
    /\nVanished since the baseline \(1\)\n\n {2}· 13\.b +FIX\.4\.4 acceptor +was passed: Logout received\n/,
  )
  assert.match(text, /\nFailures as in the baseline \(1\)\n\n {2}F 2\.a +FIX\.4\.4 acceptor +no Heartbeat\n/)
  assert.match(text, / I 10\.e +FIX\.4\.4 acceptor +was passed: not reached\n/)
  assert.match(text, /baseline +last-release\.json, sha256 a{16}\n/)
  assert.match(
    text.replace(/\s+/g, ' '),
    /Against the baseline of 2026-09-01: 4 regressions \(1 of them vanished\), 1 repaired, 1 known\./,
  )
  assert.match(text, / {2}first +2\.d /)
  assert.match(text, / {2}exit +7 \(regression\)\n$/)
})

test('nothing worse than in the baseline is no conformity', () => {
  const { results, ...rest } = baselineReport()
  const { vanished: _, ...baseline } = rest.baseline as NonNullable<Report['baseline']>
  const known = { ...rest, results: results.slice(0, 1), baseline: { ...baseline, vanished: [] } }
  assert.match(renderBody(known), /NOT CONFORMANT, NO REGRESSION[\s\S]* exit +0 \(no regression\)\n$/)
})

test('a waiver that needs attention is told with what to do', () => {
  const waiver = { id: 'W-1', case: '2.c', expect: 'no Logout', reason: 'r', owner: 'o', until: '2026-12-31' }
  const state = (change: Partial<ReportWaiver>) =>
    /waiver +(.*)\n/.exec(renderBody(reportOf([resultOf()], { waivers: [{ ...waiver, ...change }] })))?.[1]
  assert.equal(state({}), undefined)
  assert.equal(state({ stale: true }), 'W-1 is stale: 2.c passes. Remove it from the waivers.')
  assert.equal(state({ expired: true }), 'W-1 expired on 2026-12-31: renew it or repair 2.c.')
  assert.equal(state({ otherOutcome: true }), 'W-1 does not cover what 2.c shows now; it is for: no Logout')
})

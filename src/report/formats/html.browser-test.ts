/**
 * The page in a browser, opened as a file. Not part of the ordinary tests, since it needs Chromium:
 *
 *     npx node --test src/report/formats/html.browser-test.ts
 *
 * CHROMIUM names the browser where it is in no usual place. Pictures go to a temporary folder, which is printed.
 */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { builtIn } from '../../dictionary/load.ts'
import { dictionaryExcerpt } from '../dictionary-excerpt.ts'
import { reportDigest } from '../digest.ts'
import { caseLink, matrixOf, resultKeys } from '../matrix.ts'
import { answer } from '../outcome.ts'
import type { Report } from '../report.ts'
import {
  baselineReport,
  hostileReport,
  plannedReport,
  reportOf,
  reportWith,
  resultOf,
  wideReport,
} from '../report-fixtures.ts'
import { SAMPLES, sampleReport } from '../samples.ts'
import { worst } from '../verdicts.ts'
import { duration, headline, where } from '../wording.ts'
import { renderHtml } from './html.ts'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']
const sample = sampleReport()
const folder = mkdtempSync(join(tmpdir(), 'fixproof-report-'))
let browser: Browser

before(async () => {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place))
  assert.ok(executablePath, `no Chromium in ${PLACES.join(', ')}; name it in CHROMIUM`)
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  console.log(`pictures in ${folder}`)
})
after(() => browser.close())

interface Opened {
  page: Page
  /** Errors of the console, of scripts, and requests for anything but the file itself. */
  faults: string[]
}

async function open(url: string, options: { width?: number; dark?: boolean } = {}): Promise<Opened> {
  const viewport = { width: options.width ?? 1440, height: 1000 }
  const page = await browser.newPage({ viewport, colorScheme: options.dark ? 'dark' : 'light' })
  page.setDefaultTimeout(10_000)
  const faults: string[] = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url.split('#')[0] && !request.url().startsWith('data:'))
      faults.push(request.url())
  })
  await page.goto(url)
  await page.waitForSelector('h1')
  return { page, faults }
}

let written = 0
async function openReport(report: Report, hash = '', options = {}): Promise<Opened> {
  const file = join(folder, `${written++}.html`)
  writeFileSync(
    file,
    renderHtml(
      report,
      dictionaryExcerpt(report, (name) => (/^FIX/.test(name) ? builtIn(name) : undefined)),
    ),
  )
  return open(`${pathToFileURL(file).href}${hash}`, options)
}

const openSample = (hash = '', options = {}) => open(`${new URL('report.html', SAMPLES).href}${hash}`, options)
const text = (page: Page, selector: string) => page.locator(selector).first().innerText()

test('the sample opens from a file without an error and without a request', async () => {
  const { page, faults } = await openSample()
  await page.locator('#evidence').scrollIntoViewIfNeeded()
  await page
    .locator('[data-sha]', { hasText: reportDigest(sample) })
    .first()
    .waitFor()
  assert.deepEqual(faults, [])
  await page.close()
})

const knownOnly: Report = {
  ...baselineReport(),
  results: baselineReport().results.filter(({ verdict, was }) => verdict === 'failed' && was === 'failed'),
  baseline: { ...(baselineReport().baseline as NonNullable<Report['baseline']>), vanished: [] },
}
const expired: Report = {
  ...reportOf([resultOf({ case: '2.b' }), resultOf({ verdict: 'failed', waiver: 'W-9' })]),
  waivers: [{ id: 'W-9', case: '2.c', expect: '', reason: '', owner: '', until: '2026-01-31', expired: true }],
}

const ANSWERS: [name: string, report: Report][] = [
  ['sample', sample],
  ['wide', wideReport()],
  ['nothing', reportOf([])],
  ['unreachable', reportOf([], { outcome: { exitCode: 4, word: 'target unreachable' } })],
  ['conformant', reportWith('passed', 'warning', 'notApplicable')],
  ['waived', reportWith('passed', 'waived')],
  ['inconclusive', reportWith('passed', 'inconclusive', 'waived')],
  ['only not applicable', reportWith('notApplicable')],
  ['errored', reportWith('passed', 'errored', 'inconclusive')],
  ['said to be conformant, and is not', { ...reportWith('failed'), outcome: { exitCode: 0, word: 'conformant' } }],
  ['a baseline, and worse', baselineReport()],
  ['a baseline, and nothing worse', knownOnly],
  ['an expired waiver', expired],
  ['a plan, its second attempt', plannedReport()],
  [
    'a plan, of which a mandatory case was not seen',
    { ...plannedReport(), results: plannedReport().results.filter(({ verdict }) => verdict === 'passed') },
  ],
  ['interrupted', { ...reportWith('failed'), outcome: { exitCode: 130, word: 'interrupted' } }],
  ['what was not made', { ...reportWith('passed', 'waived'), unfinished: 6 }],
  [
    'stale waiver in a shard',
    {
      ...reportWith('passed'),
      shard: { index: 1, of: 2 },
      waivers: [{ id: 'W-9', case: '2.a', expect: '', reason: '', owner: '', until: '2026-12-31', stale: true }],
    },
  ],
  [
    'stale waiver',
    {
      ...reportWith('passed'),
      waivers: [{ id: 'W-9', case: '2.a', expect: '', reason: '', owner: '', until: '2026-12-31', stale: true }],
    },
  ],
]
for (const [name, report] of ANSWERS) {
  test(`the page answers as the other formats do: ${name}`, async () => {
    const { page, faults } = await openReport(report)
    const expected = answer(report)
    assert.equal(await text(page, 'h1'), expected.heading)
    assert.equal(await text(page, '.lede'), expected.lede)
    const shown = await page.locator('.counts button b').allInnerTexts()
    assert.deepEqual(shown, Object.values(expected.counts).map(String))
    assert.match(await text(page, '.facts'), new RegExp(`exit code ${expected.exitCode}\\b`))
    assert.ok((await text(page, '.facts')).includes(duration(report.durationMs)))
    assert.deepEqual(faults, [])
    await page.close()
  })
}

test('the matrix has the rows of the standard, a cell for each case and column, and the finding of each row', async () => {
  const { page } = await openSample()
  const matrix = matrixOf(sample)
  const rows = matrix.groups.flatMap((group) => group.rows)
  assert.deepEqual(
    await page.locator('.matrix .case th .id').allInnerTexts(),
    rows.map((row) => row.case),
  )
  assert.equal(
    await page.locator('.matrix .cell').count(),
    rows.reduce((sum, row) => sum + row.cells.size, 0),
  )
  assert.equal(await page.locator('.matrix thead .rol').count(), matrix.columns.length)
  const findings = rows.map((row) => {
    const all = matrix.columns.flatMap((column) => row.cells.get(column.key) ?? [])
    const said = all.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'notApplicable')
    // What does not concern a column is a finding only when nothing else is to be said of the row.
    const found =
      said.length > 0
        ? worst(said)
        : all.find((r) => all.every(({ verdict }) => verdict === r.verdict && verdict === 'notApplicable'))
    return found ? `${where(found)}: ${headline(found)}` : ''
  })
  assert.deepEqual(await page.locator('.matrix td.note').allTextContents(), findings)
  await page.close()
})

test('a case opens with requirement, difference, steps and a transcript that names messages and fields', async () => {
  const { page, faults } = await openSample()
  await page.locator('.cell[data-key="10.e~FIX.4.4~acceptor"]').click()
  assert.match(await text(page, '#case-title'), /^10\.e ?NewSeqNo not above MsgSeqNum/)
  assert.match(
    await text(page, '.verdictline'),
    /SessionRejectReason\(373\): expected 5 Value is incorrect, got 99 Other/,
  )
  await page.locator('.wire li.fault .entry').click()
  const decoded = (await page.locator('.wire li.fault .dec tr').allInnerTexts()).map((row) => row.split('\t').join(' '))
  assert.ok(decoded.includes('35 MsgType 3 Reject'), decoded.join('\n'))
  assert.ok(decoded.some((row) => /^373 SessionRejectReason 99 Other/.test(row)))
  assert.ok(decoded.some((row) => /^9 BodyLength \d+ matches$/.test(row)))
  assert.ok(decoded.some((row) => /^10 CheckSum \d{3} matches$/.test(row)))
  assert.equal(await page.locator('.wire li.fault .dec tr.hit').count(), 1)
  assert.match(page.url(), /msg=\d+/)
  assert.deepEqual(faults, [])
  await page.close()
})

test('groups are shown as instances, nested', async () => {
  const raw = '8=FIX.4.4|9=5|35=D|453=2|448=A|447=D|452=1|802=1|523=X|803=4|448=B|452=2|55=EURUSD|10=000|'
  const at = '2026-09-14T07:41:52.118Z'
  const report = reportWith('passed')
  for (const result of report.results) result.transcript.push({ at, direction: 'out', msgType: 'D', raw })
  const { page } = await openReport(report, '#case=2.a~FIX.4.4~acceptor&msg=1')
  const rows = (await page.locator('.dec tr').allInnerTexts()).map((row) => row.split('\t').join(' ').trim())
  assert.deepEqual(
    rows.filter((row) => /^\w+\[/.test(row)),
    ['NoPartyIDs[1]', 'NoPartySubIDs[1]', 'NoPartyIDs[2]'],
  )
  assert.ok(rows.some((row) => row.startsWith('55 Symbol EURUSD')))
  assert.ok(rows.some((row) => /does not match/.test(row)))
  await page.close()
})

test('every link that console and Markdown print opens its case', async () => {
  const { page } = await openSample()
  for (const [result, key] of resultKeys(sample.results)) {
    await page.evaluate(`location.hash = ${JSON.stringify(caseLink(key))}`)
    await page.locator(`#case[open] .scroll[data-key="${key}"]`).waitFor()
    assert.ok((await text(page, '#case-title')).includes(where(result)))
  }
  await page.close()
})

test('a deep link opens its case at once; one that is not there leaves the report as it is', async () => {
  const opened = await openSample('#case=2.d~FIX.4.4~acceptor~4')
  assert.match(await text(opened.page, '#case-title'), /CheckSum of two bytes/)
  await opened.page.close()
  const missing = await openSample('#case=99.z~FIX.4.4~acceptor')
  assert.equal(await missing.page.locator('#case[open]').count(), 0)
  await missing.page.close()
})

test('keyboard: / filters, j and k move, f goes to failures, Enter opens, Esc closes and clears', async () => {
  const { page } = await openSample()
  const focused = () => page.evaluate('document.activeElement.dataset.key')
  await page.keyboard.press('/')
  await page.keyboard.type('outside tolerance')
  assert.match(page.url(), /q=outside\+tolerance/)
  assert.deepEqual(await page.locator('.matrix .case th .id').allInnerTexts(), ['2.o'])
  assert.equal(await text(page, '.tools output'), '6 of 72')
  await page.keyboard.press('Escape')
  assert.equal(await page.locator('.matrix .case').count(), 21)
  await page.keyboard.press('Escape')
  await page.keyboard.press('f')
  assert.equal(await focused(), '2.b~FIX.4.4~acceptor')
  await page.keyboard.press('j')
  assert.equal(await focused(), '2.c~FIX.4.4~acceptor')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  assert.match(await text(page, '#case-title'), /2\.b/)
  await page.keyboard.press('j')
  assert.match(page.url(), /case=2\.b~FIX\.4\.4~initiator/)
  await page.keyboard.press('Escape')
  assert.equal(await page.locator('#case[open]').count(), 0)
  await page.keyboard.press('?')
  assert.equal(await page.locator('#help[open]').count(), 1)
  await page.close()
})

test('a press on a count filters the matrix to it', async () => {
  const { page } = await openSample()
  await page.locator('.counts button.v-failed').click()
  assert.equal(await text(page, '.tools output'), '6 of 72')
  assert.match(page.url(), /verdict=failed/)
  await page.close()
})

test('a packed report opens as a plain one does, with its hash, and without a request', async () => {
  const filler = {
    at: '2026-09-14T07:41:52.118Z',
    direction: 'event' as const,
    event: 'note',
    text: 'x'.repeat(1_000_000),
    raw: '',
  }
  const large: Report = {
    ...sample,
    results: sample.results.map((result, i) => (i ? result : { ...result, transcript: [filler] })),
  }
  const { page, faults } = await openReport(large, '#case=2.d~FIX.4.4~acceptor~4')
  assert.equal(await page.locator('#report-data').getAttribute('data-packing'), 'deflate-raw')
  assert.match(await text(page, '#case-title'), /CheckSum of two bytes/)
  await page.keyboard.press('Escape')
  await page.locator('#evidence').scrollIntoViewIfNeeded()
  await page
    .locator('[data-sha]', { hasText: reportDigest(large) })
    .first()
    .waitFor()
  assert.deepEqual(faults, [])
  await page.close()
})

test('a plan is counted, a quirk is told with its source, and a repeated case with what it was before', async () => {
  const report = plannedReport()
  const { page, faults } = await openReport(report)
  const done = '4 of 5 mandatory done: 2 passed, 1 waived, 1 failed, 1 open'
  const facts = await text(page, '.facts')
  for (const part of [done, 'Meridian order entry', 'Attempt 2: 2 scenarios repeated'])
    assert.ok(facts.includes(part), part)
  const evidence = await text(page, '.ev')
  for (const part of ['The venue has no encryption.', 'Meridian FIX guide, 7.1', 'attempts/1.report.json.gz', '4.a'])
    assert.ok(evidence.includes(part), part)
  assert.match(
    evidence,
    /The gateway ends the session on every gap\.\s+Meridian FIX guide[\s\S]*never\s+quirk of the venue, seen 1 time/,
  )
  await page.locator('[data-f="q"]').fill('mandatory')
  assert.equal(await text(page, '.tools output'), '4 of 5')
  await page.goto(`${page.url().split('#')[0]}#${caseLink('2.c~FIX.4.4~acceptor')}`)
  const failed = await text(page, '#case')
  assert.match(failed, /mandatory by the plan[\s\S]*MER-12 of the venue/)
  assert.match(failed, /Earlier attempts\s+Attempt 1\s+Failed: no Logout within 2 s/)
  await page.screenshot({ path: join(folder, 'attempt.png') })
  await page.goto(`${page.url().split('#')[0]}#${caseLink('2.d~FIX.4.4~acceptor')}`)
  const quirk = await text(page, '#case')
  assert.match(quirk, /Quirk of the venue Q-1\s+The venue\s+The gateway ends .*\s+Source\s+Meridian FIX guide/)
  assert.doesNotMatch(quirk, /9999/)
  await page.keyboard.press('Escape')
  await page.locator('#evidence').scrollIntoViewIfNeeded()
  await page.screenshot({ path: join(folder, 'plan.png'), fullPage: true })
  assert.deepEqual(faults, [])
  await page.close()
})

test('against a baseline the regression stands first, what is known and what vanished apart', async () => {
  const { page, faults } = await openReport(baselineReport())
  assert.match(
    await text(page, '.first'),
    /2\.d .*[\s\S]*Regression: passed in the baseline\.[\s\S]*Probable cause[\s\S]*The same cause: 3\.b FIX\.4\.2 acceptor/,
  )
  const kickers = await page.locator('.kicker').allInnerTexts()
  for (const title of ['Failed as in the baseline (1)', 'Vanished since the baseline (1)'])
    assert.ok(kickers.includes(title), kickers.join())
  const changes = await page.locator('.ev tr', { hasText: /Regression|Vanished|Repaired/ }).allInnerTexts()
  assert.deepEqual(
    changes.map((row) =>
      row
        .split('\t')
        .slice(0, 2)
        .join(' ')
        .replace(/ MsgSeqNum.*| Logout.*/, ''),
    ),
    ['Regression 2.d', 'Regression 3.b', 'Regression 10.e', 'Vanished 13.b', 'Repaired 8'],
  )
  await page.locator('[data-f="q"]').fill('regression')
  assert.equal(await text(page, '.tools output'), '3 of 6')
  assert.deepEqual(faults, [])
  await page.close()
})

test('the theme follows the system, and can be set', async () => {
  const background = (page: Page) => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
  const light = await openSample()
  const dark = await openSample('', { dark: true })
  assert.notEqual(await background(light.page), await background(dark.page))
  await light.page.locator('[data-do="theme"]').click()
  assert.equal(await background(light.page), await background(dark.page))
  await light.page.close()
  await dark.page.close()
})

test('paper: the answer, all failures and the whole matrix, whatever is filtered on the screen', async () => {
  const { page } = await openSample('#verdict=waived&q=zzz')
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.locator('#main').isVisible(), false)
  assert.equal(await text(page, '#print h1'), 'Not conformant')
  assert.equal(await page.locator('#print .case-p').count(), 6 + 3 + 2)
  assert.equal(await page.locator('#print .matrix .case').count(), 21)
  assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 20_000)
  await page.close()
})

test('nothing shifts while the page comes up and is scrolled through', async () => {
  const { page } = await openReport(wideReport(120))
  const shift = await page.evaluate(`(async () => {
    let sum = 0
    const observer = new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value })
    observer.observe({ type: 'layout-shift', buffered: true })
    for (let y = 0; y < document.body.scrollHeight; y += 700) {
      scrollTo(0, y)
      await new Promise((done) => setTimeout(done, 30))
    }
    return sum
  })()`)
  assert.equal(shift, 0)
  await page.close()
})

test('a summary that disagrees with its results is named in a red box', async () => {
  const wrong = await openReport({ ...sample, summary: { ...sample.summary, failed: 0, passed: 60 } })
  assert.match(await text(wrong.page, '.alert'), /does not agree with its results/)
  assert.equal(await text(wrong.page, 'h1'), 'Not conformant')
  await wrong.page.close()
  const right = await openReport(sample)
  assert.equal(await right.page.locator('.alert').count(), 0)
  await right.page.close()
})

test('sixteen columns fit: no scrolling sideways, no cell over another', async () => {
  for (const width of [1440, 1100]) {
    const { page } = await openReport(wideReport(), '', { width })
    const box = await page.locator('#matrix-box').evaluate((el) => [el.scrollWidth, el.clientWidth])
    assert.ok((box[0] ?? 0) <= (box[1] ?? 0), `${box[0]} > ${box[1]} at ${width}`)
    const cells = await page
      .locator('.matrix .case')
      .first()
      .locator('.cell')
      .evaluateAll((all) => all.map((el) => el.getBoundingClientRect().toJSON()))
    assert.equal(cells.length, 16)
    for (const [i, cell] of cells.entries()) {
      assert.ok(i === 0 || cell.left >= (cells[i - 1]?.right ?? 0) - 0.5, `cell ${i} at ${width}`)
    }
    await page.close()
  }
})

test('hostile text runs nothing, opens no element and stays inside the page', async () => {
  const { page, faults } = await openReport(hostileReport(), '#case=2.a~FIX.4.4~acceptor')
  await page.locator('[data-do="expand"]').click()
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
  assert.equal(await page.locator('img').count(), 0)
  assert.doesNotMatch(await page.title(), /^taken/)
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'))
  assert.deepEqual(faults, [])
  await page.close()
})

test('pictures to look at', async () => {
  const shots: [name: string, report: Report, hash: string, width: number][] = [
    ['answer', sample, '', 1440],
    ['case', sample, '#case=2.b~FIX.4.4~acceptor&msg=5', 1440],
    ['wide', wideReport(), '', 1440],
    ['phone', sample, '', 390],
  ]
  for (const [name, report, hash, width] of shots) {
    for (const dark of [false, true]) {
      const { page, faults } = await openReport(report, hash, { width, dark })
      await page.screenshot({ path: join(folder, `${name}-${dark ? 'dark' : 'light'}.png`), fullPage: name === 'wide' })
      assert.deepEqual(faults, [])
      await page.close()
    }
  }
})

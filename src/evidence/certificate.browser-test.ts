/**
 * The certificate in a browser, and printed by it. Not part of the ordinary tests, since it needs Chromium:
 *
 *     npx node --test src/evidence/certificate.browser-test.ts
 *
 * CHROME_PATH names the browser where it is in no usual place. Pages and pictures go to a temporary folder, which is printed.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import type { Report } from '../report/report.ts'
import { hostileReport, reportOf, reportWith, resultOf, wideReport } from '../report/report-fixtures.ts'
import { sampleReport } from '../report/samples.ts'
import { renderCertificate } from './certificate.ts'
import { factsOf } from './facts.ts'
import { findBrowser, printPdf } from './print-pdf.ts'

const ISSUED = '2026-09-14T09:00:00.000Z'
const HASH = 'ab'.repeat(32)
const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-certificate-'))
let browser: Browser
let executablePath = ''

before(async () => {
  executablePath = findBrowser(process.env) ?? ''
  assert.ok(executablePath, 'no browser in a usual place; name it in CHROME_PATH')
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  console.log(`pages in ${folder}`)
})
after(() => browser.close())

function page(report: Report): string {
  const stated = {
    restrictions: ['No orders with more than two legs'],
    firm: 'Bank für Außergewöhnlich Lange Namen und Wertpapierdienstleistungen Aktiengesellschaft & Co. KGaA',
    application: 'Börsengateway',
    applicationVersion: '2026.11.0-rc3+build.88421',
    tester: 'Dr. Ægir Þórsson',
    validUntil: '2027-09-14',
  }
  return renderCertificate({
    facts: factsOf(report, stated, ISSUED, false),
    report,
    tool: { name: 'fixproof', version: '0.1.0', files: 900, sha256: HASH },
    suite: { name: 'Session suite', version: '0.1.0', sha256: HASH, features: [] },
    sources: [
      {
        kind: 'profile',
        file: 'profile.yaml',
        origin: `scenarios/${'very-long-name-'.repeat(8)}/profile.yaml`,
        sha256: HASH,
      },
    ],
    reportSha256: HASH,
    keyId: HASH,
    bundle: 'meridian.fixcert',
  })
}

const REPORTS: Readonly<Record<string, Report>> = {
  conformant: reportWith('passed', 'warning'),
  sample: sampleReport(),
  hostile: hostileReport(),
  wide: wideReport(60),
  failed: reportOf(
    Array.from({ length: 80 }, (_, i) => resultOf({ case: `2.${i}`, verdict: 'failed', title: 'Long '.repeat(20) })),
  ),
}

for (const [name, report] of Object.entries(REPORTS)) {
  test(`${name}: no error, no request, nothing wider than the sheet, on screen and small screens`, async () => {
    const file = path.join(folder, `${name}.html`)
    writeFileSync(file, page(report))
    for (const width of [1200, 390]) {
      const tab = await browser.newPage({ viewport: { width, height: 1000 } })
      const faults: string[] = []
      tab.on('console', (message) => faults.push(message.text()))
      tab.on('pageerror', (error) => faults.push(error.message))
      tab.on('request', (request) => request.url() !== pathToFileURL(file).href && faults.push(request.url()))
      await tab.goto(pathToFileURL(file).href)
      assert.equal(await tab.locator('h1').count(), 1)
      // The style is applied: its hash is the one of the policy.
      assert.equal(await tab.evaluate('getComputedStyle(document.querySelector("td, dd")).overflowWrap'), 'anywhere')
      const [scroll, client] = await tab.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      )
      assert.ok(scroll <= client, `${scroll} wide on a screen of ${client}`)
      await tab.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true })
      assert.deepEqual(faults, [])
      await tab.close()
    }
  })

  test(`${name}: prints on A4, and to the same bytes each time`, async () => {
    const [first, second] = [
      await printPdf(page(report), executablePath, ISSUED),
      await printPdf(page(report), executablePath, ISSUED),
    ]
    writeFileSync(path.join(folder, `${name}.pdf`), first)
    assert.equal(first.subarray(0, 5).toString(), '%PDF-')
    const text = first.toString('latin1')
    assert.match(text, /\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/)
    assert.match(text, /\/CreationDate \(D:20260914090000/)
    assert.ok(first.equals(second), 'printed otherwise the second time')
  })
}

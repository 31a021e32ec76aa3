/**
 * Golden files: what every format makes of `reports/samples/report.json`, byte for byte.
 *
 *     UPDATE_SAMPLES=1 npx node --test src/report/samples.test.ts
 *
 * writes them anew; the difference is then reviewed like code.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { renderedSamples, SAMPLES, sampleReport } from './samples.ts'

for (const [file, content] of renderedSamples(sampleReport())) {
  const url = new URL(file, SAMPLES)
  if (process.env.UPDATE_SAMPLES === '1') writeFileSync(url, content)
  test(`reports/samples/${file} is what the formats make of report.json`, () => {
    const golden = existsSync(url) ? readFileSync(url, 'utf8') : ''
    if (golden === content) return
    const [now, before] = [content.split('\n'), golden.split('\n')]
    const at = now.findIndex((line, i) => line !== before[i])
    // Lines of the page hold hundreds of kilobytes: the first place that differs says enough.
    const line = (text: string | undefined) => JSON.stringify(text ?? '(end)').slice(0, 200)
    assert.fail(`line ${at + 1}: golden ${line(before[at])}, now ${line(now[at])}; UPDATE_SAMPLES=1 rewrites it`)
  })
}

test('the samples name no place of the machine they were made on', () => {
  for (const [file, content] of renderedSamples(sampleReport())) {
    assert.doesNotMatch(content, /\/(home|root|work|tmp|Users)\//, file)
  }
})

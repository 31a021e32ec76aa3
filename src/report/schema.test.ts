/** Run with UPDATE_SAMPLES=1 to write report.schema.json anew from the model in schema.ts; then format it. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { parseReport, ReportFormatError } from './parse-report.ts'
import type { Report } from './report.ts'
import { baselineReport, hostileReport, plannedReport, reportWith, wideReport } from './report-fixtures.ts'
import { sampleReport } from './samples.ts'
import { jsonSchema, reportSchema } from './schema.ts'

const shipped = new URL('./report.schema.json', import.meta.url)
const asJson = () => `${JSON.stringify(jsonSchema(), null, 2)}\n`
if (process.env.UPDATE_SAMPLES === '1') writeFileSync(shipped, asJson())

test('the shipped JSON Schema is the one of the model', () => {
  assert.deepEqual(JSON.parse(readFileSync(shipped, 'utf8')), JSON.parse(asJson()))
  assert.equal(jsonSchema().$schema, 'https://json-schema.org/draft/2020-12/schema')
})

test('every sample and every report of the tests has the shape of the schema', () => {
  for (const report of [
    sampleReport(),
    wideReport(),
    hostileReport(),
    reportWith('passed'),
    baselineReport(),
    plannedReport(),
  ]) {
    assert.deepEqual(reportSchema.safeParse(report).error?.issues ?? [], [])
  }
})

test('a report is read as it was written, keys in their order', () => {
  const text = JSON.stringify(sampleReport())
  assert.equal(JSON.stringify(parseReport(text, 'report.json')), text)
})

test('a target may say a negative MsgSeqNum, and its report is read all the same', () => {
  const report = reportWith('failed')
  const entry = { at: report.startedAt, direction: 'in' as const, msgSeqNum: -2147483648, raw: '' }
  for (const result of report.results) result.transcript.push(entry)
  assert.deepEqual(parseReport(JSON.stringify(report), 'report.json'), report)
})

const FAULTS: [name: string, change: (report: Report) => unknown, message: RegExp][] = [
  ['a missing key', ({ seed: _, ...rest }) => rest, /^run\.json: seed: expected number; it is missing$/],
  [
    'another schema version',
    (report) => ({ ...report, schemaVersion: '2' }),
    /^run\.json: schemaVersion: expected "1"; found "2"$/,
  ],
  [
    'an unknown verdict',
    (report) => ({ ...report, results: [{ ...report.results[0], verdict: 'ok' }] }),
    /^run\.json: results\[0\]\.verdict: expected one of "failed"\|.*; found "ok"$/,
  ],
  ['a list at the top', () => [], /^run\.json: \(top\): expected object; found \[\]$/],
]
for (const [name, change, message] of FAULTS) {
  test(`an error names file, key and what was expected: ${name}`, () => {
    assert.throws(
      () => parseReport(JSON.stringify(change(reportWith('passed'))), 'run.json'),
      (error) => (error instanceof ReportFormatError && message.test(error.message)) || assert.fail(String(error)),
    )
  })
}

test('what is no JSON at all is said so', () => {
  assert.throws(
    () => parseReport('{', 'run.json'),
    /^ReportFormatError: run\.json: this is not JSON, or it was cut short: /,
  )
})

test('spellings from before schema 1 was settled are read', () => {
  const old = JSON.parse(JSON.stringify(reportWith('passed')))
  old.results[0].taken = 'one'
  old.results[0].transcript = [{ at: '2026-09-14T07:41:52.118Z', direction: 'event', event: 'connect' }]
  old.results[0].steps = [{ keyword: 'Then', text: 'x', status: 'failed', detail: 'why' }]
  const [result] = parseReport(JSON.stringify(old), 'old.json').results
  assert.deepEqual(result?.taken, ['one'])
  assert.equal(result?.transcript[0]?.raw, '')
  assert.deepEqual(result?.steps?.[0], { keyword: 'Then', text: 'x', status: 'failed', note: 'why' })
})

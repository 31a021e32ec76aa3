import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportDigest } from '../digest.ts'
import { parseReport } from '../parse-report.ts'
import { hostileReport, reportOf, reportWith, wideReport } from '../report-fixtures.ts'
import { sampleReport } from '../samples.ts'
import { renderJson } from './json.ts'

for (const [name, report] of [
  ['the sample', sampleReport()],
  ['a wide one', wideReport()],
  ['a hostile one', hostileReport()],
  ['one without results', reportOf([])],
  ['keys behind the results', { ...reportOf([]), ...reportWith('passed'), command: 'x' }],
] as const)
  test(`${name}: is read back as it was, and has the same digest`, () => {
    const read = parseReport(renderJson(report), 'report.json')
    assert.equal(JSON.stringify(read), JSON.stringify(report))
    assert.equal(reportDigest(read), reportDigest(report))
  })

test('a result is a line, and the head is spread out', () => {
  const lines = renderJson(reportWith('passed', 'failed')).split('\n')
  assert.equal(lines.filter((line) => line.startsWith('  {"case":')).length, 2)
  assert.ok(lines.includes(' "schemaVersion": "1",'))
  assert.ok(lines.includes('  "name": "fixproof",'))
})

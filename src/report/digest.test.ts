import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compactText, reportDigest } from './digest.ts'
import { renderJson } from './formats/json.ts'
import type { Report } from './report.ts'
import { reportOf, resultOf } from './report-fixtures.ts'

const text = fc.string({ unit: 'binary', maxLength: 12 })

/** Reports whose keys stand in any order, with members that are undefined and texts of every kind. */
const reports = fc
  .record({
    results: fc.array(
      fc.record({ actual: text, title: text, reason: fc.option(text, { nil: undefined }) }).map((said) => ({
        ...resultOf(),
        ...said,
      })),
      { maxLength: 4 },
    ),
    command: fc.option(text, { nil: undefined }),
    turned: fc.boolean(),
  })
  .map(({ results, command, turned }) => {
    const members = Object.entries({ ...reportOf([]), results, command })
    return Object.fromEntries(turned ? members.toReversed() : members) as unknown as Report
  })

test('the compact form is that of JSON.stringify to the letter, and report.json holds the same', () => {
  fc.assert(
    fc.property(reports, (report) => {
      assert.equal(compactText(report), JSON.stringify(report))
      const read = JSON.parse(renderJson(report)) as Report
      assert.equal(JSON.stringify(read), JSON.stringify(report))
      assert.equal(reportDigest(read), reportDigest(report))
    }),
  )
})

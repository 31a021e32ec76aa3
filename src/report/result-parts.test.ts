import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { builtIn } from '../dictionary/load.ts'
import { dictionaryExcerpt, prepareExcerpt } from './dictionary-excerpt.ts'
import { compactText } from './digest.ts'
import { packPiece, renderHtml } from './formats/html.ts'
import { renderJson } from './formats/json.ts'
import type { Report, ReportResult } from './report.ts'
import { wideReport } from './report-fixtures.ts'
import { partsOf, readFrom, writeDown } from './result-parts.ts'

/** As a thread tells them: a text for each, from which it is read again. */
function told(results: readonly ReportResult[]): ReportResult[] {
  return results.map((result) => {
    const text = JSON.stringify(result)
    const read = JSON.parse(text) as ReportResult
    readFrom(read, text)
    return read
  })
}

/** Results of one version and role, each list in the order of the report. */
function columns(results: readonly ReportResult[]): ReportResult[][] {
  return [...Map.groupBy(results, ({ beginString, targetRole }) => `${beginString} ${targetRole}`).values()]
}

test('a report of parts that were written down early is the same to the byte', () => {
  const { results, ...head } = wideReport()
  const sorted = columns(results)
  const transcript = Array.from({ length: 60 }, () => ({
    at: '2026-09-14T07:41:52.118Z',
    direction: 'in' as const,
    raw: '8=FIX.4.4|35=D|453=1|448=Zürich|447=D|10=000|',
  }))
  const whole = (some: ReportResult[][]): Report => ({ ...head, results: some.flat(), command: 'behind the results' })
  const long = sorted.map((column) => column.map((result) => ({ ...result, transcript })))
  const plain = whole(structuredClone(long))
  const early = long.map(told)
  for (const column of early) {
    const part = writeDown(column)
    assert.ok(part)
    void packPiece(part.compact)
    prepareExcerpt(part, builtIn(column[0]?.beginString ?? ''))
  }
  const report = whole(early)
  const excerpt = dictionaryExcerpt(report, builtIn)
  assert.equal(compactText(report), JSON.stringify(plain))
  assert.equal(renderJson(report), renderJson(plain))
  assert.deepEqual(excerpt, dictionaryExcerpt(plain, builtIn))
  assert.equal(renderHtml(report, excerpt), renderHtml(plain, excerpt))
})

test('what was written down early is used again; a part that has become another is written anew', () => {
  const [column = [], other = []] = columns(wideReport().results).map(told)
  assert.ok(column.length > 1)
  const part = writeDown(column)
  assert.deepEqual([column[0]?.beginString, part === undefined], [other[0]?.beginString, false])
  assert.equal(partsOf([...column, ...other])[0], part)
  const fewer = column.slice(0, -1)
  assert.equal(partsOf(fewer)[0]?.compact.toString(), fewer.map((result) => JSON.stringify(result)).join(','))
})

test('a result that was written down does not change any more', () => {
  const [result] = told(wideReport().results)
  assert.ok(result)
  writeDown([result])
  assert.throws(() => {
    result.verdict = 'waived'
  }, TypeError)
})

test('a result that changes before it is written down for a report is in it as it is then', () => {
  const [result] = told(wideReport().results)
  assert.ok(result)
  result.actual = 'changed'
  assert.equal(partsOf([result])[0]?.compact.toString(), JSON.stringify(result))
})

test('the excerpt holds what occurs in any part of a version', () => {
  const [one = [], other = []] = columns(wideReport().results)
  const saying = (results: readonly ReportResult[], raw: string): ReportResult[] =>
    results.map((result) => ({ ...result, transcript: [{ at: '', direction: 'in', raw }] }))
  const results = [...saying(one, '35=D|54=1|453=1|'), ...saying(other, '35=8|54=2|')]
  const excerpt = dictionaryExcerpt({ results }, () => builtIn('FIX.4.4'))[one[0]?.beginString ?? '']
  assert.deepEqual(excerpt?.messages, { D: 'NewOrderSingle', 8: 'ExecutionReport' })
  assert.deepEqual(excerpt.fields[54]?.values, { 1: 'Buy', 2: 'Sell' })
  assert.deepEqual(Object.keys(excerpt.groups), ['453'])
})

test('pieces of a page that were packed alone are one text when they stand together', async () => {
  const pieces = ['{"results":[', 'a'.repeat(70_000), ',', 'b', ']}']
  const packed = await Promise.all(pieces.map((piece) => packPiece(Buffer.from(piece))))
  const end = Buffer.from([3, 0])
  assert.equal(inflateRawSync(Buffer.concat([...packed, end])).toString(), pieces.join(''))
})

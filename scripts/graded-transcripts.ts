/** The transcripts of a report as logs, graded, and the verdict of each held against the live one. */
import { readFileSync } from 'node:fs'
import { worstOf } from '../src/conformance/monitors/case-book.ts'
import { LogJudge } from '../src/conformance/monitors/log-judge.ts'
import { OrderWatches } from '../src/conformance/monitors/order-watches.ts'
import type { Grade } from '../src/conformance/monitors/sighting.ts'
import { dictionaryFor } from '../src/dictionary/load.ts'
import { type FixVersion, findVersion } from '../src/fix/versions.ts'
import { LogReader } from '../src/recorded/log-reader.ts'
import { type LogForm, writeLog } from '../src/recorded/write-log.ts'
import type { Report, ReportResult, TranscriptEntry } from '../src/report/report.ts'
import { namingFrom } from '../src/testbench/naming.ts'
import { validatorFor } from '../src/validation/validate.ts'

/** What a live verdict says of the target: a waived one failed, or was a warning. */
export function liveGrade(result: ReportResult): Grade | undefined {
  if (result.verdict === 'passed' || result.verdict === 'warning' || result.verdict === 'failed') return result.verdict
  if (result.verdict !== 'waived') return undefined
  const broken = result.steps?.some(({ status }) => status === 'failed') ?? true
  return broken ? 'failed' : 'warning'
}

/** CompID of the target, by what it sent or was sent. */
export function targetOf(transcript: readonly TranscriptEntry[]): string | undefined {
  const [sent] = transcript.filter(
    ({ direction, event, raw }) => direction === 'in' && event === undefined && raw !== '',
  )
  const found = /\|49=([^|]*)\|/.exec(sent?.raw ?? '')?.[1]
  if (found !== undefined) return found
  const [got] = transcript.filter(({ direction, raw }) => direction === 'out' && raw !== '')
  return /\|56=([^|]*)\|/.exec(got?.raw ?? '')?.[1]
}

export interface Graded {
  readonly grade: Grade | undefined
  readonly actual: string
  readonly reason: string
  /** All verdicts of the log, by case. */
  readonly all: ReadonlyMap<string, Grade>
  /** What was seen of each. */
  readonly why: ReadonlyMap<string, string>
}

export function rulesOf(version: FixVersion) {
  const dictionary = dictionaryFor(version)
  const validator = validatorFor(dictionary)
  return {
    naming: namingFrom(dictionary),
    faultOf: (message: Parameters<typeof validator.validate>[0]) => validator.validate(message),
    dictionaryIsStated: true,
  }
}

export function gradeTranscript(result: ReportResult, form: LogForm = 'plain'): Graded {
  const watches = new OrderWatches(dictionaryFor, [])
  const judge = new LogJudge({
    also: watches.see.bind(watches),
    target: targetOf(result.transcript),
    rulesOf: () => rulesOf(findVersion(result.beginString) as FixVersion),
  })
  const reader = new LogReader()
  const log = Buffer.from(writeLog(result.transcript, form), 'latin1')
  for (const items of [reader.push(log), reader.end()])
    for (const item of items)
      if (item.kind === 'event') judge.event({ file: 0, ...item })
      else if (item.kind === 'message') judge.line({ file: 0, ...item })
      else judge.line({ file: 0, ...item, message: undefined })
  judge.end()
  watches.end()
  const all = new Map<string, Grade>()
  const why = new Map<string, string>()
  let found: Pick<Graded, 'grade' | 'actual' | 'reason'> = { grade: undefined, actual: '', reason: '' }
  for (const { book } of judge.graded)
    for (const [id, record] of book.records) {
      const worst = worstOf(record)
      if (worst === undefined) continue
      all.set(id, worst.grade)
      why.set(id, worst.actual)
      if (id === result.case) found = { grade: worst.grade, actual: worst.actual, reason: worst.reason ?? '' }
    }
  return { ...found, all, why }
}

export function readResults(file: string): ReportResult[] {
  const { results } = JSON.parse(readFileSync(file, 'utf8')) as Report
  return results.filter(({ transcript }) => transcript.length > 0)
}

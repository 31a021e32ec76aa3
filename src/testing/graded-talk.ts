/** A talk written down line by line, as a log that is graded: who says what, when time passes, and who closes. */
import { checkSum, formatCheckSum } from '../codec/checksum.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { type CaseRecord, worstOf } from '../conformance/monitors/case-book.ts'
import { LogJudge } from '../conformance/monitors/log-judge.ts'
import { OrderWatches } from '../conformance/monitors/order-watches.ts'
import type { Grade } from '../conformance/monitors/sighting.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { LogReader } from '../recorded/log-reader.ts'
import { namingFrom } from '../testbench/naming.ts'
import { validatorFor } from '../validation/validate.ts'

export interface TalkOptions {
  readonly version?: string
  /** Default: time stamps of milliseconds. */
  readonly stamps?: 'none'
  /** Side whose lines are left out. */
  readonly without?: 'P' | 'T'
  /** The CompID that is graded; default T, the target. */
  readonly target?: string
  /** Default true: the dictionary is that of the venue. */
  readonly stated?: boolean
}

const START = Date.UTC(2026, 10, 22, 17)
/** Between two lines. */
const STEP_MS = 10

/**
 * - `P 35=0|34=2`: the peer sends it; header fields that are not stated are as they should be
 * - `T …`: the target does
 * - `P! …`: with a wrong CheckSum; `P? …`: with one of two digits
 * - `wait 2500`: milliseconds pass
 * - `closed by T`, `closed`, `connected`
 */
export function logOf(talk: readonly string[], { version = 'FIX.4.4', stamps, without }: TalkOptions = {}): string {
  let at = START
  const beginString = findVersion(version)?.beginString ?? version
  return talk
    .flatMap((line) => {
      const [word = '', rest = ''] = split(line)
      if (word === 'wait') {
        at += Number(rest)
        return []
      }
      at += STEP_MS
      const stamp = stamps === 'none' ? '' : `${formatUtcTimestamp(at)} `
      if (word === 'connected') return [`${stamp}Connected to venue:9878`]
      if (word === 'closed')
        return [
          `${stamp}Disconnected${{ 'by P': ': closed by this side', 'by T': ': closed by the other side' }[rest] ?? ''}`,
        ]
      if (word[0] === without) return []
      const arrow = word[0] === 'P' ? '-> ' : '<- '
      return [`${stamp}${arrow}${messageOf(word, rest, beginString, at)}`]
    })
    .map((line) => `${line}\n`)
    .join('')
}

function split(line: string): [string, string] {
  const at = line.indexOf(' ')
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
}

function messageOf(word: string, stated: string, version: string, at: number): string {
  const sender = word[0] ?? ''
  const tags = new Set(stated.split('|').map((field) => field.split('=')[0]))
  const usual = [
    ['49', sender],
    ['56', sender === 'P' ? 'T' : 'P'],
    ['52', formatUtcTimestamp(at, version < 'FIX.4.2' ? 0 : 3)],
  ].filter(([tag]) => !tags.has(tag) && !tags.has(`-${tag}`))
  const [type = '', ...others] = stated.split('|').filter((field) => !/^(8=|-)/.test(field))
  const begin = /(?:^|\|)8=([^|]*)/.exec(stated)?.[1] ?? version
  const text = [type, ...usual.map(([tag, value]) => `${tag}=${value}`), ...others]
    .map((field) => `${field}\x01`)
    .join('')
  const head = `8=${begin}\x019=${text.length}\x01${text}`
  const sum = checkSum(Buffer.from(head, 'latin1'), 0, head.length)
  const written = formatCheckSum(word.endsWith('!') ? (sum + 1) % 256 : sum)
  return `${head}10=${word.endsWith('?') ? written.slice(1) : written}\x01`
}

/** Grades the log of a talk. @returns the verdict and what was seen, by case */
export function gradeTalk(
  talk: readonly string[],
  options: TalkOptions = {},
): Map<string, { grade: Grade; actual: string; reason: string }> {
  return gradeLog(logOf(talk, options), options)
}

export function gradeLog(log: string, { target = 'T', version = 'FIX.4.4', stated = true }: TalkOptions = {}) {
  const watches = new OrderWatches(dictionaryFor, [])
  const judge = new LogJudge({
    target,
    rulesOf: (found) => rulesOf(findVersion(version) ?? found, stated),
    also: watches.see.bind(watches),
  })
  const reader = new LogReader()
  for (const items of [reader.push(Buffer.from(log, 'latin1')), reader.end()])
    for (const item of items)
      if (item.kind === 'event') judge.event({ file: 0, ...item })
      else if (item.kind === 'message') judge.line({ file: 0, ...item })
      else judge.line({ file: 0, ...item, message: undefined })
  judge.end()
  watches.end()
  const records = judge.graded.flatMap(({ book }): [string, CaseRecord][] => [...book.records])
  return new Map(
    records.flatMap(([id, record]) => {
      const worst = worstOf(record)
      return worst === undefined ? [] : [[id, { grade: worst.grade, actual: worst.actual, reason: worst.reason ?? '' }]]
    }),
  )
}

function rulesOf(version: FixVersion, dictionaryIsStated: boolean) {
  const dictionary = dictionaryFor(version)
  const validator = validatorFor(dictionary)
  return {
    naming: namingFrom(dictionary),
    faultOf: (message: Parameters<typeof validator.validate>[0]) => validator.validate(message),
    dictionaryIsStated,
  }
}

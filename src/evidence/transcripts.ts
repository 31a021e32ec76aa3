/**
 * The messages of a report as files: for each case one with the bytes as they were on the wire, and one with the names and labels of
 * its fields. All results of a case stand in one file: a run has thousands of results, and a folder of as many files is read by nobody.
 */

import { resultKeys } from '../report/matrix.ts'
import { visible } from '../report/plain-text.ts'
import type { Report, ReportResult, TranscriptEntry } from '../report/report.ts'
import { VERDICT_WORD } from '../report/verdicts.ts'
import { caseTitle } from '../report/wording.ts'
import { decodedMessage, type FieldNames } from './decoded-message.ts'
import type { BundleFile } from './seal.ts'
import { wireBytes } from './wire-bytes.ts'

/** Names of the fields of a version. */
export type NamesOf = (beginString: string) => FieldNames

/** Two files for each case with messages, in the order of the run. */
export function transcriptFiles(report: Report, namesOf: NamesOf): BundleFile[] {
  const keys = resultKeys(report.results)
  const byCase = Map.groupBy(
    report.results.filter(({ transcript }) => transcript.length > 0),
    (result) => result.case,
  )
  const names = new Set<string>()
  return [...byCase].flatMap(([id, results]) => {
    const name = `transcripts/${fileName(id, names)}`
    const raw = results.flatMap((result) => rawLines(result, keys.get(result) ?? id))
    const decoded = results.map((result) => decodedText(result, keys.get(result) ?? id, namesOf(result.beginString)))
    return [
      { name: `${name}.fix.log`, content: Buffer.concat(raw) },
      { name: `${name}.txt`, content: Buffer.from(`${CLOCKS}\n${decoded.join('\n')}`) },
    ]
  })
}

const CLOCKS =
  'Times are those of the clock of the run; behind + stands how long the scenario had been running. Of a message from the\n' +
  'target the SendingTime(52) is the clock of the target.\n'

/** Ids of cases are plain; those of a suite of the user may be anything. */
function fileName(id: string, taken: Set<string>): string {
  const plain =
    id
      .replace(/[^A-Za-z0-9._-]/g, '_')
      .replace(/^\.+/, '_')
      .slice(0, 80) || '_'
  let name = plain
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain}-${n}`
  taken.add(name.toLowerCase())
  return name
}

const LINE_FEED = Buffer.from('\n')

/** A line for each entry: when, how long after the beginning, which way, and the bytes. What is no message begins with `#`. */
function rawLines(result: ReportResult, key: string): Buffer[] {
  const head = Buffer.from(`# ${plainText(key)} ${result.verdict}\n`)
  return [head, ...result.transcript.flatMap((entry) => [...rawLine(entry), LINE_FEED]), LINE_FEED]
}

function rawLine({ at, virtualMs, direction, raw, event, text }: TranscriptEntry): Buffer[] {
  const when = `${at}${virtualMs === undefined ? '' : ` +${virtualMs}`}`
  if (raw === '') return [Buffer.from(`# ${when} ${plainText([event, text].filter(Boolean).join(': '))}`)]
  // The text of what was garbled may be cut, and says so behind its end.
  const mark = event === undefined ? '' : ` ${plainText(event)}`
  return [Buffer.from(`${when} ${direction}${mark} `), wireBytes(raw)]
}

/** One byte a character: other bytes than those of the wire stand in no raw file. */
function plainText(text: string): string {
  return visible(text).replace(/[^\x20-\x7e]/g, '?')
}

function decodedText(result: ReportResult, key: string, names: FieldNames): string {
  const lines = [
    `=== ${visible(key)}: ${VERDICT_WORD[result.verdict]}`,
    `    ${visible(caseTitle(result))}`,
    ...(result.startedAt === undefined ? [] : [`    started ${result.startedAt}`]),
    '',
  ]
  for (const entry of result.transcript) lines.push(...decodedLines(entry, names), '')
  return lines.join('\n')
}

function decodedLines(entry: TranscriptEntry, names: FieldNames): string[] {
  const { at, virtualMs, direction, raw, event, text, note } = entry
  const when = `${at}${virtualMs === undefined ? '' : ` +${virtualMs} ms`}`
  const told = [event, text, note].filter(Boolean).join(': ')
  if (raw === '') return [`${when}  ${visible(told)}`]
  const way = direction === 'in' ? 'target to tester' : 'tester to target'
  const { head, fields } = decodedMessage(wireBytes(raw), names)
  const fault = entry.fault ? '  <== broke the requirement' : ''
  return [`${when}  ${way}  ${head}${told === '' ? '' : `  (${visible(told)})`}${fault}`, ...fields]
}

/** Reports as files: read back, and written in every format. */
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { builtIn } from '../dictionary/load.ts'
import { findVersion } from '../fix/versions.ts'
import { systemWords } from '../log/system-words.ts'
import { dictionaryExcerpt, prepareExcerpt } from '../report/dictionary-excerpt.ts'
import { renderBadge, renderBadgeJson } from '../report/formats/badge.ts'
import { renderCodeQuality } from '../report/formats/code-quality.ts'
import { packPiece, packReport, renderHtml } from '../report/formats/html.ts'
import { jsonPieces } from '../report/formats/json.ts'
import { renderJunit } from '../report/formats/junit.ts'
import { renderMarkdown } from '../report/formats/markdown.ts'
import { parseReport } from '../report/parse-report.ts'
import type { Report, ReportResult } from '../report/report.ts'
import { writeDown } from '../report/result-parts.ts'
import { FORMATS, type Format } from './report-formats.ts'
import { UsageError } from './usage-error.ts'

/** @throws UsageError when it can not be read, ReportFormatError when it is no report */
export function readReport(file: string): Report {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new UsageError(`${file}: could not be read: ${systemWords(cause)}`)
  }
  return parseReport(text, file)
}

/**
 * Does for the files what can be done before the last result is there.
 *
 * @param results - all of one version and role; they are not to change any more
 */
export function prepareReport(results: readonly ReportResult[], formats: readonly Format[]): void {
  const part = writeDown(results)
  if (part === undefined || !formats.includes('html')) return
  void packPiece(part.compact)
  const dictionary = dictionaryOf(part.results[0]?.beginString ?? '')
  if (dictionary !== undefined) prepareExcerpt(part, dictionary)
}

/** Writes the report's files. @returns their paths, in the order of the formats */
export async function writeReport(report: Report, directory: string, formats: readonly Format[]): Promise<string[]> {
  mkdirSync(directory, { recursive: true })
  const files = formats.flatMap((format) => (FILES[format] ?? []).map(([name, render]) => ({ format, name, render })))
  // The page is packed, and what is ready is written, while the next is made; what takes longest begins first.
  const byDuration = files.toSorted((a, b) => LONGEST.indexOf(b.format) - LONGEST.indexOf(a.format))
  await Promise.all(byDuration.map(async ({ name, render }) => write(path.join(directory, name), await render(report))))
  return files.map(({ name }) => path.join(directory, name))
}

type Render = (report: Report) => Content | Promise<Content>

/** Files of each format; what is for the terminal has none. */
const FILES: Readonly<Partial<Record<Format, readonly (readonly [file: string, render: Render])[]>>> = {
  html: [['report.html', htmlOf]],
  json: [['report.json', jsonPieces]],
  junit: [['junit.xml', renderJunit]],
  markdown: [['summary.md', renderMarkdown]],
  codequality: [['gl-code-quality-report.json', renderCodeQuality]],
  badge: [
    ['badge.svg', renderBadge],
    ['badge.json', renderBadgeJson],
  ],
}

/** Others take no time. */
const LONGEST: readonly Format[] = ['json', 'html']

type Content = string | readonly Buffer[]

async function write(file: string, content: Content): Promise<void> {
  if (typeof content === 'string') return await writeFile(file, content)
  const stream = createWriteStream(file)
  // All pieces go in one call of the system, however busy this thread is.
  stream.cork()
  for (const piece of content) stream.write(piece)
  stream.end()
  await finished(stream)
}

async function htmlOf(report: Report): Promise<string> {
  const packing = packReport(report)
  const excerpt = dictionaryExcerpt(report, dictionaryOf)
  return renderHtml(report, excerpt, await packing)
}

/** @throws UsageError */
export function formatsOf(text: string): Format[] {
  return text.split(',').map((name) => {
    const format = FORMATS.find((known) => known === name.trim())
    if (format === undefined) throw new UsageError(`--format "${name}": known are ${FORMATS.join(', ')}`)
    return format
  })
}

function dictionaryOf(beginString: string): ReturnType<typeof builtIn> | undefined {
  return findVersion(beginString) === undefined ? undefined : builtIn(beginString)
}

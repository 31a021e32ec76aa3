/** Reports as files: read back, and written in every format. */
import { mkdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { builtIn } from '../dictionary/load.ts'
import { findVersion } from '../fix/versions.ts'
import { dictionaryExcerpt } from '../report/dictionary-excerpt.ts'
import { packReport, renderHtml } from '../report/formats/html.ts'
import { renderJson } from '../report/formats/json.ts'
import { renderJunit } from '../report/formats/junit.ts'
import { renderMarkdown } from '../report/formats/markdown.ts'
import { parseReport } from '../report/parse-report.ts'
import type { Report } from '../report/report.ts'
import { FORMATS, type Format } from './report-formats.ts'
import { UsageError } from './usage-error.ts'

/** @throws UsageError when it can not be read, ReportFormatError when it is no report */
export function readReport(file: string): Report {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new UsageError(`${file}: could not be read (${(cause as NodeJS.ErrnoException).code})`)
  }
  return parseReport(text, file)
}

/** Writes the report's files. @returns their paths, in the order of the formats */
export async function writeReport(report: Report, directory: string, formats: readonly Format[]): Promise<string[]> {
  mkdirSync(directory, { recursive: true })
  const renderings: Readonly<Partial<Record<Format, [file: string, render: () => string | Promise<string>]>>> = {
    html: ['report.html', () => htmlOf(report)],
    json: ['report.json', () => renderJson(report)],
    junit: ['junit.xml', () => renderJunit(report)],
    markdown: ['summary.md', () => renderMarkdown(report)],
  }
  // The page is packed, and what is ready is written, while the next is made.
  const byDuration = ['html', 'json', 'junit', 'markdown'] as const
  const written = byDuration
    .filter((format) => formats.includes(format))
    .map(async (format) => {
      const [name, render] = renderings[format] ?? []
      if (name === undefined || render === undefined) return
      await writeFile(path.join(directory, name), await render())
    })
  await Promise.all(written)
  return formats.flatMap((format) => {
    const rendering = renderings[format]
    return rendering === undefined ? [] : [path.join(directory, rendering[0])]
  })
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

/** The golden files of `reports/samples/`: one report.json and what every format makes of it. */
import { readFileSync } from 'node:fs'
import { builtIn } from '../dictionary/load.ts'
import { dictionaryExcerpt } from './dictionary-excerpt.ts'
import { githubAnnotations } from './formats/annotations.ts'
import { renderBadge, renderBadgeJson } from './formats/badge.ts'
import { renderCodeQuality } from './formats/code-quality.ts'
import { renderConsole } from './formats/console.ts'
import { renderHtml } from './formats/html.ts'
import { renderJunit } from './formats/junit.ts'
import { renderMarkdown } from './formats/markdown.ts'
import { parseReport } from './parse-report.ts'
import type { Report } from './report.ts'

export const SAMPLES = new URL('../../reports/samples/', import.meta.url)

export function sampleReport(): Report {
  return parseReport(readFileSync(new URL('report.json', SAMPLES), 'utf8'), 'reports/samples/report.json')
}

/** The files that a run writes, as the console of the sample names them. */
const WRITTEN = ['report.html', 'report.json', 'junit.xml', 'summary.md', 'journal.ndjson'].map(
  (file) => `reports/meridian-gateway/${file}`,
)

/** File name → content. */
export function renderedSamples(report: Report): Map<string, string> {
  return new Map([
    ['console.txt', renderConsole(report, { written: WRITTEN })],
    ['summary.md', renderMarkdown(report)],
    ['junit.xml', renderJunit(report)],
    ['gl-code-quality-report.json', renderCodeQuality(report)],
    ['badge.svg', renderBadge(report)],
    ['badge.json', renderBadgeJson(report)],
    ['annotations.txt', `${githubAnnotations(report, true).join('\n')}\n`],
    ['report.html', renderHtml(report, dictionaryExcerpt(report, builtIn))],
  ])
}

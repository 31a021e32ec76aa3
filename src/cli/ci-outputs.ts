/** What a CI server is told besides the report's files: notes on feature files, and the summary of the job. */
import { appendFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { githubAnnotations } from '../report/formats/annotations.ts'
import { renderMarkdown } from '../report/formats/markdown.ts'
import type { Report } from '../report/report.ts'
import type { Format } from '../runner/report-formats.ts'
import type { Terminal } from './terminal.ts'

export const ANNOTATIONS = ['auto', 'github', 'gitlab', 'none'] as const

export interface CiOptions {
  readonly annotations: (typeof ANNOTATIONS)[number]
  /** Warnings too, and not only what failed or was not proven. */
  readonly annotateWarnings: boolean
}

/** Options of every command that makes a report. */
export const CI_OPTIONS = {
  annotations: {
    choices: ANNOTATIONS,
    default: 'auto' as CiOptions['annotations'],
    describe:
      'notes on feature files: github prints them, gitlab writes gl-code-quality-report.json; auto: github where GITHUB_ACTIONS is true',
  },
  'annotate-warnings': { type: 'boolean', default: false, describe: 'notes on warnings too' },
} as const

/** GitLab takes notes from a file, which is a format of the report. */
export function withCiFormats(formats: readonly Format[], { annotations }: Pick<CiOptions, 'annotations'>): Format[] {
  const more: readonly Format[] = annotations === 'gitlab' && !formats.includes('codequality') ? ['codequality'] : []
  return [...formats, ...more]
}

/** Tells GitHub, where it is asked for or the run is one of its jobs. Others read the report's files. */
export function tellCi(report: Report, options: CiOptions, terminal: Terminal): void {
  const { annotations, annotateWarnings } = options
  const { GITHUB_ACTIONS, GITHUB_WORKSPACE, GITHUB_STEP_SUMMARY: summary } = terminal.env
  if (annotations === 'gitlab' || annotations === 'none') return
  if (annotations === 'github' || GITHUB_ACTIONS === 'true') {
    const root = GITHUB_WORKSPACE ?? terminal.cwd
    for (const line of githubAnnotations(report, annotateWarnings, (feature) => belowRoot(feature, root, terminal.cwd)))
      terminal.print(line)
  }
  if (summary !== undefined && summary !== '') addToSummary(report, summary, terminal)
}

/** A feature of an installed package is no file of the repository. */
function belowRoot(feature: string, root: string, cwd: string): string | undefined {
  const file = path.relative(root, path.resolve(cwd, feature)).replaceAll(path.sep, '/')
  return file.startsWith('..') || path.isAbsolute(file) || file.split('/').includes('node_modules') ? undefined : file
}

/** Of a step; GitHub throws the summary away when it is longer. */
const MOST_BYTES = 1024 * 1024

const CUT = '\n\nThe summary was cut: all of it is in summary.md and report.html among the files of the run.\n'

function addToSummary(report: Report, file: string, terminal: Terminal): void {
  const used = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  try {
    appendFileSync(file, cutTo(`${renderMarkdown(report)}\n`, MOST_BYTES - used))
  } catch (cause) {
    // The report is written: a summary that can not be is no reason to end otherwise.
    terminal.complain(
      `fixproof: the job summary could not be written to ${file} (${(cause as NodeJS.ErrnoException).code})`,
    )
  }
}

/** Whole lines only; nothing when not even the first fits. */
export function cutTo(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  const room = bytes - Buffer.byteLength(CUT)
  const kept = Buffer.from(text).subarray(0, Math.max(0, room))
  const end = kept.lastIndexOf('\n')
  return end < 0 ? '' : `${kept.toString('utf8', 0, end)}${CUT}`
}

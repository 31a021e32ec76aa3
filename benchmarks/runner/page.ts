/** The generated part of docs/performance.md. Pure: results in, text out. */
import type { Results, WorkloadResult } from './results.ts'
import { markdownTable } from './results-table.ts'

const BEGIN = '<!-- figures: written by `npm run bench:peers -- --write-docs`, do not edit -->'
const END = '<!-- end of figures -->'

/** @throws Error when the page has no place for them */
export function withFigures(page: string, results: Results): string {
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin < 0 || end < begin) throw new Error(`the page has no lines ${BEGIN} and ${END}`)
  return `${page.slice(0, begin + BEGIN.length)}\n\n${figures(results)}\n\n${page.slice(end)}`
}

export function figures({ machine, workloads }: Results): string {
  const { cpu, cores, memoryGiB, system, versions } = machine
  const software = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    `Machine: ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}.`,
    `Versions: ${software.join(', ')}.`,
    ...workloads.flatMap(section),
  ].join('\n\n')
}

function section(result: WorkloadResult): string[] {
  const { title, at, load, options, measured, checks, failed } = result
  const when = `${at.slice(0, 16).replace('T', ' ')} UTC, load ${load.map((value) => value.toFixed(2)).join(' ')} before`
  const how = `${options.rounds} round${options.rounds === 1 ? '' : 's'}${options.quick ? ', small counts: no figures to rely on' : ''}`
  const bad = checks.filter(({ ok }) => !ok).map(({ engine, what, detail }) => `- ${engine}: ${what}: ${detail}`)
  return [
    `### ${title}`,
    `${when}; ${how}; journal ${options.journal ? 'on' : 'off'}.`,
    ...(measured.length === 0 ? [] : [markdownTable(measured)]),
    ...(failed === undefined ? [] : [`Not run to its end: ${failed}`]),
    ...(checks.length === 0
      ? []
      : [`${checks.length - bad.length} of ${checks.length} checks of the work done passed.`]),
    ...(bad.length === 0 ? [] : [bad.join('\n')]),
  ]
}

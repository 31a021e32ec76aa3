/** The answer as a badge: an SVG of our own, and the JSON that badge services read. */
import { columnsOf } from '../matrix.ts'
import { answer } from '../outcome.ts'
import { clip, visible } from '../plain-text.ts'
import type { Report, Verdict } from '../report.ts'
import { fullVersion, targetName } from '../wording.ts'

/** Dark enough for white text (4.5 : 1 and more). */
const COLOUR: Readonly<Record<Verdict, string>> = {
  passed: '#18794a',
  warning: '#8a5600',
  failed: '#b4232c',
  waived: '#6741b0',
  inconclusive: '#1b6292',
  notApplicable: '#626c78',
  errored: '#8d1a6b',
}
const LABEL_COLOUR = '#3b4149'

/** `FIX.4.4`, `FIX.4.0 to FIX.5.0SP2`, and what came of it. */
function words(report: Report): { label: string; message: string; tone: Verdict } {
  const versions = [...new Set(columnsOf(report.results).map(({ beginString }) => fullVersion(beginString)))]
  const [first = 'FIX'] = versions
  const label = versions.length > 1 ? `${first} to ${versions.at(-1)}` : first
  const { exitCode, heading, tone, counts } = answer(report)
  if (report.shard)
    return { label, message: `shard ${report.shard.index} of ${report.shard.of}`, tone: 'notApplicable' }
  if (counts.failed > 0 && exitCode === 1) return { label, message: `${counts.failed} failed`, tone }
  return { label, message: heading.toLowerCase(), tone }
}

/** In the format of an endpoint of shields.io. */
export function renderBadgeJson(report: Report): string {
  const { label, message, tone } = words(report)
  return `${JSON.stringify({ schemaVersion: 1, label, message, color: COLOUR[tone].slice(1), isError: tone === 'failed' })}\n`
}

const HEIGHT = 20
const PADDING = 6
const FONT_SIZE = 11

/** About how wide Verdana and its like write a character at 11 pixels; the first that fits. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[.,:;'|!iIlj ]/, 3.8],
  [/[frt]/, 4.6],
  [/[mwMW%@]/, 10.5],
  [/[a-z]/, 6.6],
]
const USUAL_WIDTH = 7.2

function widthOf(text: string): number {
  const widths = [...text].map((one) => WIDTHS.find(([kind]) => kind.test(one))?.[1] ?? USUAL_WIDTH)
  return Math.ceil(widths.reduce((sum, width) => sum + width, 0))
}

export function renderBadge(report: Report): string {
  const { label, message, tone } = words(report)
  const [left, right] = [label, message].map((text) => widthOf(text) + 2 * PADDING) as [number, number]
  const title = escaped(`${targetName(report)}, ${label}: ${message}`)
  const text = (content: string, x: number, width: number): string =>
    `<text x="${x + width / 2}" y="14" textLength="${width - 2 * PADDING}">${escaped(content)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" viewBox="0 0 ${left + right} ${HEIGHT}" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<path fill="${LABEL_COLOUR}" d="M3 0h${left - 3}v${HEIGHT}H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3Z"/>`,
    `<path fill="${COLOUR[tone]}" d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${right - 3}Z"/>`,
    `<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="${FONT_SIZE}">`,
    text(label, 0, left),
    text(message, left, right),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

function escaped(text: string): string {
  return clip(visible(text), 120).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

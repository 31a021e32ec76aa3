/**
 * A transcript as a log, in the forms that engines and their users write. Pure: text from entries. The log is written
 * as the tester writes it: what goes to the target is outgoing.
 */
import { checkSum, formatCheckSum } from '../codec/checksum.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { TranscriptEntry } from '../report/report.ts'

/**
 * - `soh`, `bar`, `caret`: time stamp and message, with SOH, `|` or `^A` between the fields; no direction
 * - `quickfix`: `FIX.4.4-TESTER-VENUE.messages.current.log`: `20261122-17:00:00.000 : 8=…` with SOH; no direction
 * - `antenna`: `<<`/`>>` behind a bracketed time stamp, with SOH
 * - `plain`: an arrow for the direction, `->` from the writer and `<-` to it, with `|`
 */
export const LOG_FORMS = ['soh', 'bar', 'caret', 'quickfix', 'antenna', 'plain'] as const
export type LogForm = (typeof LOG_FORMS)[number]

const SOH = '\x01'

/** What a line of each form begins with; an event has no direction. */
const PREFIX: Readonly<Record<LogForm, (at: number, direction: TranscriptEntry['direction']) => string>> = {
  soh: (at) => `${new Date(at).toISOString()} `,
  bar: (at) => `${new Date(at).toISOString()} `,
  caret: (at) => `${new Date(at).toISOString()} `,
  quickfix: (at) => `${formatUtcTimestamp(at)} : `,
  antenna: (at, direction) => `[${formatUtcTimestamp(at)}] ${{ in: '<< ', out: '>> ', event: '' }[direction]}`,
  plain: (at, direction) =>
    `${new Date(at).toISOString().replace('T', ' ').replace('Z', '')} ${{ in: '<- ', out: '-> ', event: '' }[direction]}`,
}

/** What stands between fields. */
const DELIMITER: Readonly<Record<LogForm, string>> = {
  soh: SOH,
  bar: '|',
  caret: '^A',
  quickfix: SOH,
  antenna: SOH,
  plain: '|',
}

/** Events that any engine writes into its log; the others are the harness's own. */
const LOGGED: ReadonlySet<string> = new Set(['connect', 'disconnect', 'refused'])

/**
 * @param entries - of a result of report.json, `|` for SOH in `raw`
 * @returns one character for each byte: to be written as latin1
 */
export function writeLog(entries: readonly TranscriptEntry[], form: LogForm): string {
  const lines = entries.flatMap((entry) => {
    const at = Date.parse(entry.at)
    const content = entry.raw === '' ? eventText(entry) : withDelimiter(wireText(entry), DELIMITER[form])
    return content === undefined ? [] : [`${PREFIX[form](at, entry.direction)}${content}`]
  })
  return lines.map((line) => `${line}\n`).join('')
}

function eventText({ event = '', text = '' }: TranscriptEntry): string | undefined {
  if (!LOGGED.has(event)) return undefined
  if (event === 'disconnect') return text === 'closed' ? 'Disconnected: closed by this side' : `Disconnected: ${text}`
  return event === 'connect' ? text.replace(/^connected/, 'Connected') : `Disconnected: ${text}`
}

/** With SOH, and as long as it says: a secret that the transcript hides is shorter or longer than it was. */
function wireText({ raw, event }: TranscriptEntry): string {
  const text = raw.replaceAll('|', SOH)
  if (event !== undefined) return text
  if (raw.includes('=***|')) return withLengths(text)
  // A transcript shows a bar for SOH and for a bar, and tag 0 for a field that has none: the CheckSum(10) tells.
  const withBars = raw.replaceAll(/\|(?=\d+=|$)/g, SOH)
  return [text, withBars, text.replaceAll(`${SOH}0=`, SOH)].find(sumsUp) ?? text
}

function sumsUp(text: string): boolean {
  const bytes = Buffer.from(text, 'latin1')
  return text.endsWith(`${SOH}10=${formatCheckSum(checkSum(bytes, 0, bytes.length - '10=000|'.length))}${SOH}`)
}

function withLengths(text: string): string {
  const [, begin, body] = /^(8=[^\x01]*\x01)9=\d+\x01(.*\x01)10=\d+\x01$/s.exec(text) ?? []
  if (begin === undefined || body === undefined) return text
  const lengths = body.replace(/(\x01(?:95|1401|1403)=)\d+(?=\x01(?:96|1402|1404)=\*\*\*\x01)/g, '$13')
  const whole = `${begin}9=${lengths.length}${SOH}${lengths}`
  const bytes = Buffer.from(whole, 'latin1')
  return `${whole}10=${formatCheckSum(checkSum(bytes, 0, bytes.length))}${SOH}`
}

function withDelimiter(text: string, delimiter: string): string {
  return delimiter === SOH ? text : text.replaceAll(SOH, delimiter)
}

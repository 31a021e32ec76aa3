/** How a result is put into words: where it was, what was wrong, how long it took. The page's script has the same. */
import { clip, visible } from './plain-text.ts'
import type { DifferenceField, EarlierAttempt, Report, ReportResult, ReportWaiver } from './report.ts'

/** `FIX.5.0SP2` for `FIXT.1.1/FIX.5.0SP2`. */
export function fullVersion(beginString: string): string {
  return clip(visible(beginString.replace('FIXT.1.1/', '')), 20)
}

/** `5.0SP2` for `FIXT.1.1/FIX.5.0SP2`, `4.4` for `FIX.4.4`. */
export function shortVersion(beginString: string): string {
  return fullVersion(beginString).replace('FIX.', '')
}

export function where(result: Pick<ReportResult, 'beginString' | 'targetRole'>): string {
  return `${fullVersion(result.beginString)} ${result.targetRole}`
}

/** Title, and the row of the outline where there is one; a title that the row begins with is not said twice. */
export function caseTitle({ title, example }: Pick<ReportResult, 'title' | 'example'>): string {
  const row = example?.startsWith(title) ? example.slice(title.length).replace(/^[:,]?\s*/, '') : example
  return row ? `${title}: ${row}` : title
}

export function firstDifference(result: Pick<ReportResult, 'difference'>): DifferenceField | undefined {
  return result.difference?.fields.find((field) => !field.equal)
}

/** Value and label of a field, as `5 Value is incorrect`; `none` for a value that is not there. */
export function shown(value: string | null | undefined, label: string | undefined, none = 'nothing'): string {
  if (value === null || value === undefined) return none
  return label && label !== value ? `${value} ${label}` : value
}

/** One line that says what was wrong. A MsgType by its name; any other field with tag, name, value and label. */
export function headline(result: Pick<ReportResult, 'difference' | 'reason' | 'actual'>): string {
  const field = firstDifference(result)
  if (!field) return result.reason ?? result.actual
  if (field.tag === 35) {
    const actual = field.actual === null ? 'nothing' : (field.actualLabel ?? field.actual)
    return `expected ${field.expectedLabel ?? shown(field.expected, undefined)}, got ${actual}`
  }
  const expected = shown(field.expected, field.expectedLabel)
  return `${field.name}(${field.tag}): expected ${expected}, got ${shown(field.actual, field.actualLabel)}`
}

/** `35 MsgType = 3 Reject`, or `none` where the value is not there. */
export function fieldText(field: DifferenceField, side: 'expected' | 'actual', none: string): string {
  const [value, label] = side === 'expected' ? [field.expected, field.expectedLabel] : [field.actual, field.actualLabel]
  return value === null ? none : `${field.tag} ${field.name} = ${shown(value, label)}`
}

/** What was expected, and what was seen instead, in a line each. */
export function comparison(result: ReportResult): { expected: string; actual: string } {
  const fields = result.difference?.fields ?? []
  const differing = fields.filter((field) => !field.equal)
  if (differing.length === 0) return { expected: result.expected.join('; '), actual: result.actual }
  const seen = fields.filter((field) => field.actual !== null && (!field.equal || field.expected === 'any'))
  return {
    expected: differing.map((field) => fieldText(field, 'expected', `${field.tag} ${field.name} absent`)).join(', '),
    actual: seen.length
      ? `${seen.map((field) => fieldText(field, 'actual', '')).join(', ')}${saidOf(result, seen)}`
      : result.actual,
  }
}

/** Of another message than was wanted its fields, too: above all, what a Logout or a Reject gives as reason. */
function saidOf({ actual }: ReportResult, [first, ...rest]: readonly DifferenceField[]): string {
  if (first?.tag !== 35 || rest.length > 0) return ''
  const said = /^[A-Z]\w+ -?\d+: (.+)$/s.exec(actual)?.[1]
  return said === undefined ? '' : `, ${said}`
}

/** What is probably wrong, and in which engines it was seen before. */
export function causeText({ text, seenIn }: NonNullable<ReportResult['cause']>): string {
  return seenIn?.length ? `${text} Seen in ${seenIn.join(', ')}.` : text
}

/** `2.d FIX.4.2 acceptor, 3.b FIX.4.4 initiator and 12 more`. */
export function others(results: readonly ReportResult[], limit = 4): string {
  const counts = Map.groupBy(results, (result) => `${result.case} ${where(result)}`)
  const named = [...counts.keys()].slice(0, limit)
  const hidden = results.length - named.reduce((sum, name) => sum + (counts.get(name)?.length ?? 0), 0)
  return `${named.join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`
}

/** `5.9 ms`, `960 ms`, `3.07 s`, `41.2 s`, `3 min 5 s`, `48 h 0 min`. */
export function duration(ms: number): string {
  if (ms < 9.95) return `${Math.round(ms * 10) / 10} ms`
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)} s`
  if (ms < 119_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 120) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Sum of all clocks of the run, virtual milliseconds. */
export function virtualMs(results: readonly ReportResult[]): number {
  return results.reduce((sum, result) => sum + result.virtualMs, 0)
}

/** Name and version of the target; its address where it has no name. */
export function targetName(report: Pick<Report, 'target'>): string {
  return [report.target.name ?? report.target.address, report.target.version].filter(Boolean).join(' ')
}

/** `acceptor at 127.0.0.1:9878, initiator listening on :9979`. */
export function endpoints(report: Pick<Report, 'target'>): string {
  const list = report.target.endpoints ?? [report.target]
  return list.map(({ role, address }) => `${role} ${/^\S+:\d+$/.test(address) ? 'at ' : ''}${address}`).join(', ')
}

/** Until when a waiver holds: a quirk of the venue for as long as the venue is so. */
export function holdsUntil({ quirk, until }: Pick<ReportWaiver, 'quirk' | 'until'>): string {
  return quirk ? 'quirk of the venue' : `until ${until}`
}

/** `attempt 1: failed, no Logout within 2 s`. */
export function attemptText({ number, verdict, actual }: EarlierAttempt): string {
  return `attempt ${number}: ${verdict}, ${actual}`
}

/** Where a run stands among others: a shard, one that went on, one after attempts. A sentence each. */
export function runNotes({ shard, resumed, attempts, scenarios, unfinished, profileSha256 }: Report): string[] {
  const notes: string[] = []
  if (shard)
    notes.push(
      `Shard ${shard.index} of ${shard.of}: a part of ${scenarios ?? 'all'} scenarios, and no answer on its own.`,
    )
  if (resumed)
    notes.push(`${count(resumed.scenarios, 'scenario')} taken over from the run that began at ${resumed.startedAt}.`)
  const last = attempts?.at(-1)
  if (last) {
    notes.push(
      `Attempt ${last.number + 1}: ${count(last.repeated, 'scenario')} repeated, the others are of ${last.number === 1 ? 'attempt 1' : `attempts 1 to ${last.number}`}.`,
    )
    const changed = attempts?.filter((one) => one.profileSha256 !== undefined && one.profileSha256 !== profileSha256)
    if (changed?.length) notes.push(`The profile has changed since attempt ${changed.at(-1)?.number}.`)
  }
  if (unfinished) notes.push(`${count(unfinished, 'scenario')} not made.`)
  return notes
}

function count(number: number, one: string): string {
  return `${number.toLocaleString('en')} ${one}${number === 1 ? '' : 's'}`
}

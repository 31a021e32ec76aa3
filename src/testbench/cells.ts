/** What a cell of a step says, in the version and at the moment of the step: a value to send, or a matcher. */
import { formatUtcTimestamp, parseUtcTimestamp } from '../codec/utc-timestamp.ts'
import { ABSENT, anyOf, type Matcher, not, parseMatcher, valueMatcher, valueSaid } from '../conformance/matcher.ts'
import { readableLabel } from '../dictionary/labels.ts'
import { nearest } from '../dictionary/nearest.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import type { Bench } from './bench.ts'
import { namedValue } from './named-values.ts'
import { standsFor } from './stands-for.ts'

/** How far apart two clocks may be that tell the same time, with the way of the message between. */
const CLOCKS_APART_MS = 5_000

const MINUTE = 60_000
const UNITS: Readonly<Record<string, number>> = {
  second: 1000,
  minute: MINUTE,
  hour: 60 * MINUTE,
  day: 24 * 60 * MINUTE,
}

/** @returns null for a field that is left out */
export function statedValue(bench: Bench, tag: number, cell: string): string | null {
  const text = inVersion(bench.version, cell.trim())
  if (text === undefined || text === 'absent') return null
  if (text === '<empty>') return ''
  const instant = instantSaid(bench, text)
  if (instant !== undefined) return instantText(bench, tag, instant)
  const digits = /^<now with (\d+) digits>$/.exec(text)
  if (digits !== null) return formatUtcTimestamp(bench.now(), Number(digits[1]))
  const same = SAME.exec(text)
  if (same !== null) return namedValue(bench, same[1] as string, same[2] as string) ?? null
  const value = valueSaid(tag, standsFor(bench, tag, text), bench.dictionary)
  return checked(bench, tag, value)
}

/** A label that is nearly one of the field's is a slip of the pen; any other value may be wrong on purpose. */
function checked({ dictionary }: Bench, tag: number, value: string): string {
  const field = dictionary.fieldByTag(tag)
  if (field?.values === undefined || field.values.has(value) || !/^[A-Z][a-z]{3,}/.test(value)) return value
  const near = nearest(value, [...field.values.values()].map(readableLabel))
  if (near.length === 0) return value
  throw new Error(`"${value}" is no label of ${field.name}(${tag}) in ${dictionary.name}; near it: ${near.join(', ')}`)
}

/** `<now>`, `+60 seconds from now`, as epoch ms; undefined for anything else. */
function instantSaid(bench: Bench, text: string): number | undefined {
  if (text === '<now>') return bench.now()
  const [, count, unit] = /^([+-]\d+) (second|minute|hour|day)s? from now$/.exec(text) ?? []
  return unit === undefined ? undefined : bench.now() + Number(count) * (UNITS[unit] as number)
}

/** An instant as the type of the field writes it: a date, a time, or both. */
function instantText({ dictionary, version }: Bench, tag: number, ms: number): string {
  const text = formatUtcTimestamp(ms, version.timestampFraction)
  const type = dictionary.fieldByTag(tag)?.type ?? ''
  if (/DATE/.test(type)) return text.slice(0, 8)
  return type === 'UTCTIMEONLY' ? text.slice(9) : text
}

/** `same as order.ClOrdID`, `same as list.NoRelatedSym[1].Symbol` */
const SAME = /^same as (.+?)\.([A-Za-z]\w*(?:\[\d+\]\.[A-Za-z]\w*)*)$/
const OTHER = /^other than (.+?)\.([A-Za-z]\w*(?:\[\d+\]\.[A-Za-z]\w*)*)$/

/** @returns undefined when the version has nothing to be asked for */
export function expectedValue(bench: Bench, tag: number, cell: string): Matcher | undefined {
  const text = inVersion(bench.version, cell.trim())
  if (text === undefined) return undefined
  // Names of messages stand in no dictionary, so alternatives among them are taken apart here.
  if (/ or /.test(text) && /(?:same as|other than) /.test(text))
    return anyOf(text.split(/ or (?=\S)/).map((part) => single(bench, tag, part)))
  return single(bench, tag, text)
}

function single(bench: Bench, tag: number, text: string): Matcher {
  const instant = instantSaid(bench, text)
  if (instant !== undefined) return about(bench, tag, instant)
  const same = SAME.exec(text)
  if (same !== null) return sameAs(bench, tag, same[1] as string, same[2] as string)
  const other = OTHER.exec(text)
  if (other !== null) return not(sameAs(bench, tag, other[1] as string, other[2] as string))
  return parseMatcher(standsFor(bench, tag, text), tag, bench.dictionary)
}

/** A time near to an instant; a date exactly. */
function about(bench: Bench, tag: number, instant: number): Matcher {
  const text = instantText(bench, tag, instant)
  if (parseUtcTimestamp(text) === undefined) return valueMatcher(text, tag, bench.dictionary)
  return {
    describe: `${text}, or ${CLOCKS_APART_MS / 1000} seconds from it`,
    matches: (received) =>
      Math.abs((parseUtcTimestamp(received ?? '')?.epochMs ?? Number.NaN) - instant) <= CLOCKS_APART_MS,
  }
}

function sameAs(bench: Bench, tag: number, name: string, field: string): Matcher {
  const value = namedValue(bench, name, field)
  return value === undefined ? ABSENT : valueMatcher(value, tag, bench.dictionary)
}

/**
 * Takes what a cell says for the version: of `<FIX.4.2: 0, FIX.4.4: 99>` the last entry that is not newer than it, of
 * `<Y since FIX.4.1>` the value from that version on.
 *
 * @returns undefined when it says nothing for the version
 * @throws Error when a version is none
 */
export function inVersion(version: FixVersion, cell: string): string | undefined {
  let nothing = false
  const text = cell
    .replace(/<(FIX[^\s:<>]*: [^<>]*)>/g, (whole, entries: string) => {
      const parts = entries.split(/, (?=FIX[^\s:]*: )/).map((entry) => {
        const at = entry.indexOf(': ')
        return { since: ordinalOf(entry.slice(0, at), whole), value: entry.slice(at + 2).trim() }
      })
      const fitting = parts.filter(({ since }) => since <= version.ordinal).toSorted((a, b) => b.since - a.since)[0]
      nothing ||= fitting === undefined
      return fitting?.value ?? ''
    })
    .replace(/<([^<>]+) since (\S+)>/g, (whole, value: string, since: string) => {
      const known = ordinalOf(since, whole) <= version.ordinal
      nothing ||= !known
      return value
    })
  return nothing ? undefined : text
}

function ordinalOf(name: string, cell: string): number {
  const version = findVersion(name)
  if (version === undefined) throw new Error(`"${cell}": "${name}" is no FIX version`)
  return version.ordinal
}

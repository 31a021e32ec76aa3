/**
 * The time stamp that a log puts before a message, as epoch milliseconds. A stamp without a zone is read as UTC, as FIX
 * engines write it; distances between two stamps of one log hold whatever zone it was.
 */
import { parseUtcTimestamp } from '../codec/utc-timestamp.ts'

/** `20261122-17:00:00.123`: QuickFIX, QuickFIX/J, FIX Antenna. */
const FIX_STAMP = /(?<!\d)(\d{8})[- ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,12}))?(?!\d)/
/** `2026-11-22T17:00:00.123Z`, `2026-11-22 17:00:00,123 +0100`, `2026/11/22 …` */
const ISO_STAMP =
  /(?<!\d)(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,12}))?\s?(Z|[+-]\d{2}:?\d{2})?(?!\d)/
/** Seconds, milliseconds, microseconds or nanoseconds since 1970, at the beginning of the line or after an opening quote or bracket. */
const EPOCH_STAMP = /^\W{0,4}(?:"?\w+"?\s*[:=]\s*"?)?(\d{10}(?:\.\d{1,9})?|\d{13}|\d{16}|\d{19})(?![\d:-])/

const MINUTE_MS = 60_000

/** @returns undefined when there is none, or no such day or hour */
export function stampIn(text: string): { at: number; end: number } | undefined {
  const fix = FIX_STAMP.exec(text)
  if (fix !== null) {
    const [whole, day = '', time = '', fraction] = fix
    return instant(day, time, fraction, 0, fix.index + whole.length)
  }
  const iso = ISO_STAMP.exec(text)
  if (iso !== null) {
    const [whole, year = '', month = '', day = '', time = '', fraction, zone] = iso
    return instant(`${year}${month}${day}`, time, fraction, zoneMinutes(zone), iso.index + whole.length)
  }
  const epoch = EPOCH_STAMP.exec(text)
  if (epoch === null) return undefined
  const [whole, digits = ''] = epoch
  const at = epochMs(digits)
  return Number.isFinite(at) ? { at, end: epoch.index + whole.length } : undefined
}

function instant(
  day: string,
  time: string,
  fraction: string | undefined,
  minutes: number,
  end: number,
): { at: number; end: number } | undefined {
  const stamp = parseUtcTimestamp(`${day}-${time}${fraction === undefined ? '' : `.${fraction}`}`)
  return stamp === undefined ? undefined : { at: stamp.epochMs - minutes * MINUTE_MS, end }
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const digits = zone.replace(':', '')
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5))
  return zone.startsWith('-') ? -minutes : minutes
}

function epochMs(digits: string): number {
  const whole = digits.includes('.') ? 10 : digits.length
  if (whole === 10) return Math.round(Number(digits) * 1000)
  return Math.floor(Number(digits.slice(0, 13)))
}

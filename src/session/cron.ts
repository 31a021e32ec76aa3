/**
 * Reads cron expressions of six fields: second, minute, hour, day of month, month, day of week, where 1 is Sunday and 7
 * Saturday (engine parameters 6.2 and 6.3, and 14 no. 9). A time matches when every one of its fields does, the two kinds
 * of day as well: `0 0 8 1 * MON` is the first of a month that is a Monday.
 */
import type { LocalTimes } from './local-times.ts'

interface FieldRule {
  readonly name: string
  readonly least: number
  readonly most: number
  /** From `least` on; the first three letters of a name will do. */
  readonly names: readonly string[]
  /** `?` is another word for `*`, in the two fields for days. */
  readonly questionMark: boolean
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const DAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ')

const FIELDS = {
  second: { name: 'second', least: 0, most: 59, names: [], questionMark: false },
  minute: { name: 'minute', least: 0, most: 59, names: [], questionMark: false },
  hour: { name: 'hour', least: 0, most: 23, names: [], questionMark: false },
  dayOfMonth: { name: 'day of month', least: 1, most: 31, names: [], questionMark: true },
  month: { name: 'month', least: 1, most: 12, names: MONTHS, questionMark: false },
  dayOfWeek: { name: 'day of week', least: 1, most: 7, names: DAYS, questionMark: true },
} as const satisfies Record<string, FieldRule>

/** Days of each month; February as it is in a leap year. */
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** True for what is meant to be a cron expression rather than a time of day. */
export function looksLikeCron(text: string): boolean {
  return text.split(/\s+/).length === 6
}

/**
 * @param key - the setting that the text comes from, for the message of an error
 * @throws RangeError naming key, value, field and what is allowed
 */
export function parseCron(key: string, text: string): LocalTimes {
  const fail = (why: string): never => {
    throw new RangeError(`${key} "${text}": ${why}`)
  }
  const parts = text.trim().split(/\s+/)
  if (parts.length !== 6)
    fail(`expected six fields (second minute hour day-of-month month day-of-week), there are ${parts.length}`)
  const read = (rule: FieldRule, position: number): number[] => parseField(rule, parts[position] as string, fail)
  const daysOfMonth = read(FIELDS.dayOfMonth, 3)
  const months = read(FIELDS.month, 4)
  if (!months.some((month) => (daysOfMonth[0] as number) <= (LONGEST[month - 1] as number)))
    fail(`day of month "${parts[3]}" never comes in month "${parts[4]}"`)
  return {
    seconds: read(FIELDS.second, 0),
    minutes: read(FIELDS.minute, 1),
    hours: read(FIELDS.hour, 2),
    daysOfMonth: new Set(daysOfMonth),
    months: new Set(months),
    days: new Set(read(FIELDS.dayOfWeek, 5).map((day) => (day === 1 ? 7 : day - 1))),
  }
}

type Fail = (why: string) => never

/** The values of one field, ascending. */
function parseField(rule: FieldRule, text: string, fail: Fail): number[] {
  const values = new Set<number>()
  for (const item of text.split(',')) for (const value of parseItem(rule, text, item, fail)) values.add(value)
  return [...values].sort((a, b) => a - b)
}

/** `5`, `MON`, `2-6`, `22-2` over the end, `*`, and each with `/step`; a single value with a step goes on to the end. */
function parseItem(rule: FieldRule, text: string, item: string, fail: Fail): number[] {
  const { least, most } = rule
  const refuse = (): never => fail(`${rule.name} "${text}": expected ${allowedIn(rule)}`)
  const [range = '', stepText, ...more] = item.split('/')
  if (more.length > 0) refuse()
  const step = stepText === undefined ? 1 : numberIn(stepText, 1, most - least + 1)
  if (step === undefined) return refuse()
  if (range === '*' || (range === '?' && rule.questionMark)) return stepped(rule, least, most, step)
  const [first, last, ...rest] = range.split('-').map((word) => valueIn(rule, word))
  if (first === undefined || rest.length > 0) return refuse()
  if (range.includes('-')) return last === undefined ? refuse() : stepped(rule, first, last, step)
  return stepped(rule, first, stepText === undefined ? first : most, step)
}

/** From `first` to `last`, over the end of the field when `last` is the smaller one. */
function stepped({ least, most }: FieldRule, first: number, last: number, step: number): number[] {
  const size = most - least + 1
  const length = (last - first + size) % size
  const values: number[] = []
  for (let i = 0; i <= length; i += step) values.push(least + ((first - least + i) % size))
  return values
}

function valueIn({ least, most, names }: FieldRule, word: string): number | undefined {
  const wanted = word.toLowerCase()
  const named = names.findIndex((name) => name === wanted || name.slice(0, 3) === wanted)
  return named >= 0 ? least + named : numberIn(word, least, most)
}

function numberIn(word: string, least: number, most: number): number | undefined {
  if (!/^\d{1,2}$/.test(word)) return undefined
  const value = Number(word)
  return value >= least && value <= most ? value : undefined
}

function allowedIn({ least, most, names, questionMark }: FieldRule): string {
  const named =
    names.length === 0 ? '' : ` or ${names[0]?.slice(0, 3).toUpperCase()}-${names.at(-1)?.slice(0, 3).toUpperCase()}`
  return `${least}-${most}${named}, lists, ranges, steps${questionMark ? ', * or ?' : ' or *'}`
}

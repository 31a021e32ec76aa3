import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseCron } from './cron.ts'
import { latestLocal, nextLocal } from './local-times.ts'

const all = (least: number, most: number): number[] => Array.from({ length: most - least + 1 }, (_, i) => least + i)

describe('fields of a cron expression', () => {
  const cases: [text: string, field: 'seconds' | 'minutes' | 'hours' | 'daysOfMonth' | 'months' | 'days', number[]][] =
    [
      ['* * * * * *', 'seconds', all(0, 59)],
      ['0 * * * * *', 'seconds', [0]],
      ['0,30,15 * * * * *', 'seconds', [0, 15, 30]],
      ['*/20 * * * * *', 'seconds', [0, 20, 40]],
      ['5/20 * * * * *', 'seconds', [5, 25, 45]],
      ['50-5/5 * * * * *', 'seconds', [0, 5, 50, 55]],
      ['0 0-3 * * * *', 'minutes', [0, 1, 2, 3]],
      ['0 10-20/4,59 * * * *', 'minutes', [10, 14, 18, 59]],
      ['0 0 22-2 * * *', 'hours', [0, 1, 2, 22, 23]],
      ['0 0 8 ? * MON', 'daysOfMonth', all(1, 31)],
      ['0 0 8 1,15 * ?', 'daysOfMonth', [1, 15]],
      ['0 0 8 * JAN ?', 'months', [1]],
      ['0 0 8 * nov-feb ?', 'months', [1, 2, 11, 12]],
      ['0 0 8 * October ?', 'months', [10]],
      // 1 = Sunday in the text, 1 = Monday in the result.
      ['0 0 8 * * 1', 'days', [7]],
      ['0 0 8 * * 2-6', 'days', [1, 2, 3, 4, 5]],
      ['0 0 8 * * 6', 'days', [5]],
      ['0 0 8 * * 7', 'days', [6]],
      ['0 0 8 * * 6-2', 'days', [1, 5, 6, 7]],
      ['0 0 8 * * SUN', 'days', [7]],
      ['0 0 8 * * mon-fri', 'days', [1, 2, 3, 4, 5]],
      ['0 0 8 * * SAT-MON,Wednesday', 'days', [1, 3, 6, 7]],
      ['0 0 8 * * MON/2', 'days', [1, 3, 5]],
      ['0 0 8 * * */3', 'days', [3, 6, 7]],
      ['0 0 8 * * ?', 'days', all(1, 7)],
    ]
  for (const [text, field, expected] of cases) {
    it(`"${text}": ${field} ${expected.length > 8 ? 'all' : expected.join(', ')}`, () => {
      assert.deepEqual(
        [...parseCron('StartTime', text)[field]].sort((a, b) => a - b),
        expected,
      )
    })
  }
})

describe('text that is no cron expression', () => {
  const cases: [text: string, message: RegExp][] = [
    ['0 0 8 * *', /StartTime "0 0 8 \* \*": expected six fields .*, there are 5/],
    ['0 0 8 * * * 2026', /there are 7/],
    ['60 0 8 * * *', /StartTime "60 0 8 \* \* \*": second "60": expected 0-59/],
    ['0 60 8 * * *', /minute "60": expected 0-59/],
    ['0 0 24 * * *', /hour "24": expected 0-23/],
    ['0 0 8 0 * *', /day of month "0": expected 1-31/],
    ['0 0 8 32 * *', /day of month "32"/],
    ['0 0 8 * 13 *', /month "13": expected 1-12 or JAN-DEC/],
    ['0 0 8 * * 0', /day of week "0": expected 1-7 or SUN-SAT/],
    ['0 0 8 * * 8', /day of week "8"/],
    ['0 0 8 * * Montag', /day of week "Montag"/],
    ['0 0 8 * MON *', /month "MON"/],
    ['0 0 8 * * JAN', /day of week "JAN"/],
    ['0 0 8 31 2 *', /day of month "31" never comes in month "2"/],
    ['0 0 8 31 FEB,APR,JUN,SEP,NOV *', /never comes/],
    ['0 0 8 30-31 2 *', /never comes/],
    ['? 0 8 * * *', /second "\?"/],
    ['0 0 8 * ? *', /month "\?"/],
    ['0 0 8 , * *', /day of month ","/],
    ['0 0 8,, * * *', /hour "8,,"/],
    ['0 0 -8 * * *', /hour "-8"/],
    ['0 0 8- * * *', /hour "8-"/],
    ['0 0 8-9-10 * * *', /hour "8-9-10"/],
    ['0 */0 8 * * *', /minute "\*\/0"/],
    ['0 */61 8 * * *', /minute "\*\/61"/],
    ['0 */ 8 * * *', /minute "\*\/"/],
    ['0 */2/2 8 * * *', /minute/],
    ['0 1.5 8 * * *', /minute "1\.5"/],
    ['0 +5 8 * * *', /minute "\+5"/],
    ['0 0 8 L * *', /day of month "L"/],
  ]
  for (const [text, message] of cases) {
    it(`"${text}"`, () => {
      assert.throws(
        () => parseCron('StartTime', text),
        (error: Error) => error instanceof RangeError && message.test(error.message),
      )
    })
  }

  it('29 February does come', () => {
    const times = parseCron('StartTime', '0 0 8 29 2 *')
    const next = nextLocal(times, Date.UTC(2097, 0, 1), () => false)
    assert.equal(next, Date.UTC(2104, 1, 29, 8))
    assert.equal(
      latestLocal(times, Date.UTC(2104, 0, 1), () => false),
      Date.UTC(2096, 1, 29, 8),
    )
  })

  it('29 February on a Monday comes too, years ahead', () => {
    const times = parseCron('StartTime', '0 0 8 29 2 MON')
    assert.equal(
      nextLocal(times, Date.UTC(2026, 0, 1), () => false),
      Date.UTC(2044, 1, 29, 8),
    )
  })

  it('both kinds of day have to match', () => {
    const times = parseCron('StartTime', '0 0 8 13 * FRI')
    assert.equal(
      nextLocal(times, Date.UTC(2026, 3, 1), () => false),
      Date.UTC(2026, 10, 13, 8),
    )
  })
})

describe('properties', () => {
  const field = (least: number, most: number): fc.Arbitrary<string> => {
    const value = fc.integer({ min: least, max: most })
    const item = fc.oneof(
      fc.constant('*'),
      value.map(String),
      fc.tuple(value, value).map(([a, b]) => `${a}-${b}`),
      fc.tuple(value, fc.integer({ min: 1, max: most - least + 1 })).map(([a, step]) => `${a}/${step}`),
    )
    return fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(','))
  }
  const daysOfMonth = field(1, 28)
  const text = fc
    .tuple(field(0, 59), field(0, 59), field(0, 23), daysOfMonth, field(1, 12), field(1, 7))
    .map((fields) => fields.join(' '))

  it('the next time matches, and the one before it is the latest before', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 4_000_000_000 }), (cron, second) => {
        const times = parseCron('StartTime', cron)
        const from = second * 1000
        const next = nextLocal(times, from, () => false)
        if (next === undefined) return
        const date = new Date(next)
        assert.ok(next >= from)
        assert.ok(times.seconds.includes(date.getUTCSeconds()))
        assert.ok(times.minutes.includes(date.getUTCMinutes()))
        assert.ok(times.hours.includes(date.getUTCHours()))
        assert.ok(times.daysOfMonth.has(date.getUTCDate()))
        assert.ok(times.months.has(date.getUTCMonth() + 1))
        assert.ok(times.days.has(date.getUTCDay() === 0 ? 7 : date.getUTCDay()))
        assert.equal(
          latestLocal(times, next, () => false),
          next,
        )
        const before = latestLocal(times, from, () => false)
        if (before === undefined) return
        assert.ok(before <= from)
        assert.equal(
          nextLocal(times, before + 1, () => false),
          before === from ? nextLocal(times, from + 1, () => false) : next,
        )
      }),
    )
  })
})

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { findVersion } from '../fix/versions.ts'
import { ReportChecker } from '../testing/report-checker.ts'
import { personaWith, ruleFor } from '../testing/venue-rig.ts'
import { validate } from '../validation/validate.ts'
import type { Rule, Step } from './persona.ts'
import type { MarketEvent, VenueAction, VenueEvent } from './seam.ts'
import { Venue } from './venue.ts'

const EVENTS = Number(process.env.VENUE_EVENTS ?? 100_000)
const RUNS = 50
const FIRST_SEED = Number(process.env.VENUE_SEED ?? 20261122)

/** Park and Miller: the same numbers on every machine. */
function seeded(seed: number): () => number {
  let state = (seed % 2147483646) + 1
  return () => {
    state = (state * 16807) % 2147483647
    return (state - 1) / 2147483646
  }
}

function band(from: number, onNew: readonly Step[], more: Partial<Rule> = {}): Rule {
  return ruleFor(onNew, { id: `Q${from}`, when: { orderQty: { least: `${from}`, most: `${from + 9}` } }, ...more })
}

const RULES: readonly Rule[] = [
  band(10, [{ do: 'ack' }, { do: 'fill', qty: 'rest', times: 3 }]),
  band(20, [{ do: 'ack' }, { do: 'fill', qty: '10' }, { do: 'fill', qty: 'rest', after: 300 }]),
  band(30, [{ do: 'ack' }], { onReplace: [{ do: 'accept' }, { do: 'fill', qty: 'rest' }] }),
  band(40, [{ do: 'reject', reason: 'other' }]),
  band(50, [{ do: 'pendingNew' }, { do: 'ack', after: 200 }], {
    onCancel: [{ do: 'pending' }, { do: 'accept', after: 100 }],
  }),
  band(60, [{ do: 'ack' }, { do: 'fill', qty: 'rest' }, { do: 'bust', execution: 1, after: 100 }]),
  band(70, [{ do: 'ack' }, { do: 'fill', qty: '10' }], {
    onCancel: [{ do: 'refuseSecond' }, { do: 'pending' }, { do: 'accept', after: 400 }],
    onReplace: [{ do: 'refuseSecond' }, { do: 'pending' }, { do: 'accept', after: 400 }],
  }),
  band(80, [{ do: 'ack' }, { do: 'fill', qty: '10%' }], {
    onCancel: [{ do: 'pending' }, { do: 'fill', qty: 'rest', after: 50 }, { do: 'refuse', reason: 'tooLate' }],
    onReplace: [
      { do: 'fill', qty: '5', crossing: true },
      { do: 'pending' },
      { do: 'refuse', reason: 'option', after: 50 },
    ],
  }),
  band(90, [{ do: 'random' }], { onCancel: [{ do: 'random' }], onReplace: [{ do: 'random' }] }),
  band(100, [{ do: 'ack' }, { do: 'fill', qty: '20%' }], { manner: { batch: true } }),
  band(110, [{ do: 'ack' }, { do: 'fill', qty: '50%' }], { manner: { pending: true } }),
  band(120, [{ do: 'ack' }, { do: 'fill', qty: '10' }], {
    onCancel: [{ do: 'accept' }, { do: 'bust', execution: 1 }, { do: 'fill', qty: '5' }],
  }),
]
const PERSONA = personaWith({ rules: RULES, defaults: { text: true } })

const DIRECT: readonly Step[] = [
  { do: 'fill', qty: '10%' },
  { do: 'fill', qty: 'rest' },
  { do: 'suspend' },
  { do: 'release' },
  { do: 'doneForDay' },
  { do: 'cancel', reason: 'broker' },
  { do: 'expire' },
  { do: 'restate', reason: 5, qty: '-1' },
  { do: 'restate', reason: 2, qty: '+7' },
  { do: 'stop', qty: '10%' },
  { do: 'bust', execution: 1 },
  { do: 'bust', execution: 0 },
  { do: 'correct', execution: 1, qty: '1' },
  { do: 'correct', execution: 0, px: '99.5' },
  { do: 'calculate' },
  { do: 'status' },
  { do: 'again', delivery: 'possResend' },
]
const SUSPENDED = '9'
const FULL = '2'

/** One seeded life of a venue with one client: every report is checked, and the traffic is summed up. */
function live(version: string, seed: number, events: number): string {
  const fix = findVersion(version)
  assert.ok(fix)
  const dictionary = dictionaryFor(fix)
  const draw = seeded(seed)
  const checker = new ReportChecker(fix.ordinal)
  const venue = new Venue({ persona: PERSONA, random: seeded(seed + 1) })
  venue.addSession({ id: 'S', version: fix, dictionary, senderCompID: 'VENUE', targetCompID: 'CLIENT' })
  const hash = createHash('sha256')
  const timers = new Map<string, number>()
  const orders: { id: string; side: string; last: string; qty: number; tif: string; day: number }[] = []
  let now = Date.UTC(2026, 10, 23, 8)
  let number = 0
  let closed = false

  const pick = (below: number): number => Math.floor(draw() * below)
  const step = (event: VenueEvent): void => {
    const out: VenueAction[] = []
    venue.step(event, out)
    for (const action of out) {
      hash.update(JSON.stringify(action))
      if (action.kind === 'arm') timers.set(action.key, action.at)
      else if (action.kind === 'disarm') timers.delete(action.key)
      else if (action.kind === 'send') {
        const wrong = checker.read(action.msgType, action.fields, action.delivery?.possResend === true)
        const finding = validate(written(action.msgType, action.fields), dictionary)
        if (finding !== undefined) wrong.push(`INV-21: ${JSON.stringify(finding)}`)
        assert.deepEqual(
          wrong,
          [],
          `${version} seed ${seed}: ${action.fields.map((field) => field.join('=')).join('|')}`,
        )
      }
    }
  }
  const written = (msgType: string, fields: readonly Field[]): Message => {
    const header: Field[] = [
      [8, fix.beginString],
      [35, msgType],
      [34, 1],
      [49, 'A'],
      [56, 'B'],
      [52, formatUtcTimestamp(now)],
    ]
    return decode(encode(fields, header)) as Message
  }
  const send = (msgType: string, fields: readonly (Field | undefined)[]): void => {
    const stated = fields.filter((field) => field !== undefined)
    step({ kind: 'message', session: 'S', message: written(msgType, stated), at: now })
  }
  const market = (event: MarketEvent): void => step({ kind: 'market', event, at: now })
  const pass = (ms: number): void => {
    const until = now + ms
    for (;;) {
      const next = [...timers].filter(([, at]) => at <= until).sort((a, b) => a[1] - b[1])[0]
      if (next === undefined) break
      timers.delete(next[0])
      now = Math.max(now, next[1])
      step({ kind: 'timer', key: next[0], at: now })
    }
    now = until
  }
  const handling: Field | undefined = fix.ordinal <= 43 ? [21, '1'] : undefined
  const terms = (qty: number, tif: string): (Field | undefined)[] => [
    handling,
    [60, formatUtcTimestamp(now)],
    [38, qty],
    [40, '2'],
    [44, '100'],
    [59, tif],
  ]

  const enter = (): void => {
    const id = `C${++number}`
    const side = draw() < 0.5 ? '1' : '2'
    const qty = 1 + pick(140)
    const tif = draw() < 0.4 ? '1' : '0'
    checker.newOrder(id, side, String(qty), '100', tif === '1')
    orders.push({ id, side, last: id, qty, tif, day: checker.day })
    if (orders.length > 12) orders.shift()
    send('D', [[11, id], [55, 'SIM'], [54, side], ...terms(qty, tif)])
  }
  const ask = (kind: 'F' | 'G'): void => {
    const order = orders[pick(orders.length)]
    if (order === undefined) return
    const id = `C${++number}`
    // Now and then the client names the number that is in force instead of the last one that it sent.
    const orig = draw() < 0.6 ? checker.inForce(order.id) : order.last
    order.last = id
    if (kind === 'F') {
      checker.request('F', id, order.id)
      send('F', [
        [41, orig],
        [11, id],
        [55, 'SIM'],
        [54, order.side],
        [60, formatUtcTimestamp(now)],
        [38, order.qty],
      ])
      return
    }
    order.qty = 1 + pick(160)
    checker.request('G', id, order.id, String(order.qty), '100')
    send('G', [[41, orig], [11, id], [55, 'SIM'], [54, order.side], ...terms(order.qty, order.tif)])
  }
  const decide = (): void => {
    const order = orders[pick(orders.length)]
    const wish = DIRECT[pick(DIRECT.length)]
    if (order === undefined || wish === undefined) return
    const status = checker.status(order.id) ?? ''
    const over = ['4', 'C', '8', '3', 'B', '', 'A', '6', 'E'].includes(status)
    // What no sound operator does: trade an order that is full, dead or suspended; calculate one that goes on.
    if (wish.do === 'fill' && (over || status === FULL || status === SUSPENDED)) return
    if (wish.do === 'calculate' && status !== FULL) return
    if ((wish.do === 'bust' || wish.do === 'correct') && (status === 'B' || status === '8')) return
    if ((wish.do === 'stop' || wish.do === 'expire' || wish.do === 'doneForDay') && (over || status === SUSPENDED))
      return
    if (wish.do === 'restate' && (over || status === FULL)) return
    if (wish.do === 'correct' && wish.qty !== undefined && checker.trades(order.id) === 0) return
    market({ name: 'order', clOrdID: order.id, steps: [wish] })
  }
  const turn = (): void => {
    const chance = draw()
    if (chance < 0.25 && !closed) enter()
    else if (chance < 0.37) ask('F')
    else if (chance < 0.52) ask('G')
    else if (chance < 0.7) decide()
    else if (chance < 0.74)
      send('H', [
        [11, orders[pick(orders.length)]?.id ?? 'none'],
        [55, 'SIM'],
        [54, '1'],
      ])
    else if (chance < 0.76) askForNobody()
    else if (chance < 0.77) repeat()
    else if (chance < 0.775) halt()
    else if (chance < 0.78) closeOrOpen()
    else pass(pick(300))
  }
  const askForNobody = (): void => {
    const id = `C${++number}`
    checker.request('F', id, 'NOBODY')
    send('F', [
      [41, 'NOBODY'],
      [11, id],
      [55, 'SIM'],
      [54, '1'],
      [60, formatUtcTimestamp(now)],
      [38, 1],
    ])
  }
  /** A number that was used today; tomorrow those of orders that are over may come again. */
  const repeat = (): void => {
    const [order] = orders
    if (order?.day === checker.day && !closed)
      send('D', [[11, order.last], [55, 'SIM'], [54, order.side], ...terms(5, '0')])
  }
  const halt = (): void => {
    market({ name: 'halt' })
    pass(100)
    market({ name: 'resume' })
  }
  const closeOrOpen = (): void => {
    if (!closed) market({ name: 'close' })
    else {
      checker.nextDay()
      market({ name: 'day' })
    }
    closed = !closed
  }

  for (let i = 0; i < events; i++) turn()
  // The end: everything that waits comes, the day is closed, and what rests is pulled.
  pass(10_000)
  market({ name: 'close' })
  market({ name: 'purge' })
  pass(10_000)
  assert.deepEqual(checker.unanswered(), [], `${version} seed ${seed}: INV-20, requests without an answer`)
  assert.deepEqual(checker.unfinished(), [], `${version} seed ${seed}: INV-19, orders without an end`)
  return hash.digest('hex')
}

for (const version of ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2']) {
  test(`no report breaks an invariant, whatever happens (${version})`, () => {
    const runs = Math.ceil(RUNS / 3)
    for (let run = 0; run < runs; run++) live(version, FIRST_SEED + run * 7919, Math.ceil(EVENTS / 3 / runs))
  })
}

test('the same seed gives the same traffic, another seed another', () => {
  const first = live('FIX.4.4', FIRST_SEED, 2000)
  assert.equal(live('FIX.4.4', FIRST_SEED, 2000), first)
  assert.notEqual(live('FIX.4.4', FIRST_SEED + 1, 2000), first)
})

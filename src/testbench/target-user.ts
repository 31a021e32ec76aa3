/** The user of a target that is a client: what it is made to send, and what it shows. */

import { type Decimal, formatDecimal, parseDecimal, subtract, ZERO } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { fits, type MessagePattern } from '../conformance/expect.ts'
import { NotReached } from '../conformance/verdict.ts'
import type { Entry } from '../journal/journal.ts'
import type { Level } from '../report/report.ts'
import type { Bench } from './bench.ts'
import { expectedValue } from './cells.ts'
import { namedMessage } from './named-values.ts'
import type { Shown, UserRequest } from './trading.ts'
import { type Row, tagOf } from './wording.ts'

/** How long a client may take from what its user does to the message. */
const ENTRY_MS = 10_000

/** How long what a client shows may lag behind what it was sent. */
const SHOWN_MS = 2_000

const POLL_MS = 100

/**
 * The user does something, and the message that comes of it is waited for: it is the stimulus, not yet a matter of judgement.
 *
 * @throws NotReached when no such message comes
 */
export async function userSends(bench: Bench, request: UserRequest, msgType: string, name: string): Promise<Message> {
  // What makes the user act goes past the wire, and would overtake what is still on it.
  await bench.keepApart()
  const from = bench.entries.length
  await rememberPositions(bench, request.fields)
  await bench.control.trading.enter(request)
  const came = (): Entry | undefined =>
    bench.entries.find(
      (entry, i) =>
        i >= from && entry.kind === 'message' && entry.direction === 'in' && entry.message.msgType === msgType,
    )
  await bench.environment.until(() => came() !== undefined, bench.now() + ENTRY_MS)
  const entry = came()
  if (entry?.kind !== 'message')
    throw new NotReached(`the target's user was to send ${name}, and none came within ${ENTRY_MS / 1000} s`)
  bench.cursor = entry.index + 1
  return entry.message
}

/** An order, by any id of its chain, or an instrument. */
type Asked = { readonly clOrdID: string } | { readonly symbol: string }

/** Symbol → what the client shows as its position there before the scenario trades in it. */
const positionsBefore = new WeakMap<Bench, Map<string, Decimal>>()

/** A client that outlives the scenario has traded before: what a scenario says of positions is what it has made of them. */
export async function rememberPositions(bench: Bench, fields: readonly Field[]): Promise<void> {
  const before = positionsBefore.get(bench) ?? new Map<string, Decimal>()
  positionsBefore.set(bench, before)
  const tags = ['Symbol', 'LegSymbol'].map((name) => bench.dictionary.fieldByName(name)?.tag)
  const symbols = fields.flatMap(([tag, value]) => (tags.includes(tag) && value !== null ? String(value) : []))
  for (const symbol of new Set(symbols)) {
    if (before.has(symbol)) continue
    before.set(symbol, (await positionIn(bench, symbol)) ?? ZERO)
  }
}

/** @returns undefined when the client shows none, or can not be asked */
async function positionIn(bench: Bench, symbol: string): Promise<Decimal | undefined> {
  try {
    return parseDecimal((await bench.control.trading.show({ symbol }))?.position)
  } catch (error) {
    if (error instanceof NotReached) return undefined
    throw error
  }
}

/** What the client shows, with the position that the scenario has made. */
function sinceThen(bench: Bench, asked: Asked, shown: Shown | undefined): Shown | undefined {
  const before = 'symbol' in asked ? positionsBefore.get(bench)?.get(asked.symbol) : undefined
  const now = parseDecimal(shown?.position)
  if (shown === undefined || before === undefined || now === undefined) return shown
  return { ...shown, position: formatDecimal(subtract(now, before)) }
}

/** An order as the user enters it: what a step leaves open is what the profile trades. */
export function orderOfUser(bench: Bench, stated: readonly Field[]): Field[] {
  const { symbol = 'SIM', price = '100' } = bench.leg.trading ?? {}
  const tag = (name: string): number => tagOf(bench, name)
  const has = (name: string): boolean => stated.some(([number]) => number === tag(name))
  const ordType = stated.find(([number]) => number === tag('OrdType'))?.[1] ?? '2'
  const usual: Field[] = [
    [tag('Symbol'), symbol],
    [tag('Side'), '1'],
    [tag('OrderQty'), '1'],
    [tag('OrdType'), '2'],
  ]
  if (ordType === '2' || ordType === '4') usual.push([tag('Price'), price])
  const names = ['Symbol', 'Side', 'OrderQty', 'OrdType', 'Price']
  const cash = has('CashOrderQty')
  const left = usual.filter(
    ([number]) => !names.some((name) => tag(name) === number && (has(name) || (name === 'OrderQty' && cash))),
  )
  return [...left, ...stated].filter(([, value]) => value !== null)
}

/** Fields that say what a message is about, the first that it has: requests that are no orders have ids of their own. */
const ABOUT = ['ClOrdID', 'OrderID', 'SecurityReqID', 'MDReqID', 'QuoteReqID']

/** What an order or a request is called that a step has named. @throws Error for no such name */
export function clOrdIDOf(bench: Bench, name: string): string {
  const message = namedMessage(bench, name)
  const id = ABOUT.map((field) => message.text(tagOf(bench, field))).find((text) => text !== undefined)
  if (id === undefined) throw new Error(`"${name}" has no id of its own: no order and no request`)
  return id
}

/**
 * What the client shows of an order or an instrument fits the rows; it may lag a little behind the wire.
 *
 * @param what - what is asked about, for people
 */
export async function judgeShown(
  bench: Bench,
  level: Level,
  asked: Asked,
  what: string,
  rows: readonly Row[],
): Promise<void> {
  // What a client shows goes past the wire, too: what it was sent must have come, or what it showed before is judged.
  await bench.keepApart()
  const expected = `${what} shown with ${rows.map(([name, cell]) => `${name} ${cell}`).join(', ')}`
  const deadline = bench.now() + SHOWN_MS
  for (;;) {
    const shown = sinceThen(bench, asked, await bench.control.trading.show(asked))
    const fits = shown !== undefined && rows.every(([name, cell]) => isShown(bench, shown, name, cell))
    if (fits || bench.now() >= deadline) return bench.judge(level, fits, expected, describe(shown, rows))
    await bench.environment.until(() => false, Math.min(deadline, bench.now() + POLL_MS))
  }
}

/**
 * The client protests or asks by a message, or shows an alarm: either way it has noticed.
 *
 * @param pattern - of the message
 */
export async function judgeNoticed(
  bench: Bench,
  level: Level,
  pattern: MessagePattern,
  asked: { readonly clOrdID: string; readonly name: string },
  withinMs: number,
): Promise<void> {
  await bench.keepApart()
  const expected = `${pattern.name} within ${withinMs / 1000} s, or an alarm about ${asked.name}`
  const deadline = bench.now() + withinMs
  for (;;) {
    const sent = bench.entries
      .slice(bench.cursor)
      .find((entry) => entry.kind === 'message' && entry.direction === 'in' && fits(entry.message, pattern))
    if (sent !== undefined) bench.cursor = sent.index + 1
    if (sent !== undefined) return bench.judge(level, true, expected, `${pattern.name} came`)
    const shown = await bench.control.trading.show({ clOrdID: asked.clOrdID })
    const isAlarmed = Number(shown?.alarms ?? 0) > 0
    if (isAlarmed || bench.now() >= deadline)
      return bench.judge(level, isAlarmed, expected, isAlarmed ? 'it shows an alarm' : 'neither')
    await bench.environment.until(() => false, Math.min(deadline, bench.now() + POLL_MS))
  }
}

/** A value that has no field of its own, as `position`, is a quantity. */
function isShown(bench: Bench, shown: Shown, name: string, cell: string): boolean {
  const tag = bench.dictionary.fieldByName(name)?.tag ?? tagOf(bench, 'OrderQty')
  // A cell may say nothing for the version.
  return expectedValue(bench, tag, cell)?.matches(shown[name]) ?? true
}

function describe(shown: Shown | undefined, rows: readonly Row[]): string {
  if (shown === undefined) return 'the target knows nothing of it'
  return rows.map(([name]) => `${name} ${shown[name] ?? 'is not shown'}`).join(', ')
}

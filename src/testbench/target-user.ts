/** The user of a target that is a client: what it is made to send, and what it shows. */

import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
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
  asked: { readonly clOrdID: string } | { readonly symbol: string },
  what: string,
  rows: readonly Row[],
): Promise<void> {
  // What a client shows goes past the wire, too: what it was sent must have come, or what it showed before is judged.
  await bench.keepApart()
  const expected = `${what} shown with ${rows.map(([name, cell]) => `${name} ${cell}`).join(', ')}`
  const deadline = bench.now() + SHOWN_MS
  for (;;) {
    const shown = await bench.control.trading.show(asked)
    const fits = shown !== undefined && rows.every(([name, cell]) => isShown(bench, shown, name, cell))
    if (fits || bench.now() >= deadline) return bench.judge(level, fits, expected, describe(shown, rows))
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

/**
 * What a message of the application needs and a scenario does not state: an ordinary order, the terms of the order that a
 * request is about, ids that were not used before, the time. What is stated beats it, `absent` leaves a field out.
 */
import type { Field, FieldValue } from '../codec/field.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Field as FieldDefinition, MessageDefinition } from '../dictionary/dictionary.ts'
import { flatten } from '../dictionary/members.ts'
import { Tag } from '../fix/tags.ts'
import type { Bench } from './bench.ts'
import { uniqueText } from './unique.ts'

const NEW_ORDER_SINGLE = 'D'
const ORDER_CANCEL_REQUEST = 'F'
const ORDER_CANCEL_REPLACE_REQUEST = 'G'
const ORDER_STATUS_REQUEST = 'H'

const QUOTE_REQUEST = 'R'
const MARKET_DATA_REQUEST = 'V'

/** Requests that name their instruments in the group NoRelatedSym(146). */
const IN_INSTRUMENTS: ReadonlySet<string> = new Set([QUOTE_REQUEST, MARKET_DATA_REQUEST])

/** MDEntryType(269). */
const BIDS_AND_OFFERS = ['0', '1']

/** Messages that are orders, or put one in the place of another. */
const ORDERS: ReadonlySet<string> = new Set([NEW_ORDER_SINGLE, ORDER_CANCEL_REPLACE_REQUEST])

/** What a request about an order repeats of it. */
const OF_ORDER = ['Symbol', 'Side', 'OrderQty']
/** What a replacement repeats beside that: its fields are the new order. */
const TERMS = [
  'CashOrderQty',
  'HandlInst',
  'Account',
  'OrdType',
  'Price',
  'StopPx',
  'TimeInForce',
  'ExpireDate',
  'ExpireTime',
]

/** OrdTypes whose orders carry a Price(44): Limit, Stop limit. */
const PRICED: ReadonlySet<string> = new Set(['2', '4'])

/** Ids that name the message they stand in: each is a new one. */
const OWN_ID = /(ReqID|RequestID|^ClOrdID|^ListID|^CrossID|^QuoteID|^TradeReportID|^QuoteRespID|^CollAsgnID|^AllocID)$/

/**
 * @param msgType - of an application message
 * @param stated - what the scenario states; null leaves a field out
 * @returns the stated fields as they are, and behind them what is needed and not stated
 */
export function withDefaults(bench: Bench, msgType: string, stated: readonly Field[]): Field[] {
  const filling = new Filling(bench, msgType, stated)
  if (msgType === NEW_ORDER_SINGLE) fillOrder(filling)
  else if (msgType === ORDER_CANCEL_REQUEST || msgType === ORDER_CANCEL_REPLACE_REQUEST) fillRequest(filling, msgType)
  else if (msgType === ORDER_STATUS_REQUEST) fillStatusRequest(filling)
  else fillRequired(filling)
  if (IN_INSTRUMENTS.has(msgType)) fillGroup(filling, 'NoRelatedSym', 'Symbol', [symbolOf(bench)])
  if (msgType === MARKET_DATA_REQUEST) fillGroup(filling, 'NoMDEntryTypes', 'MDEntryType', BIDS_AND_OFFERS)
  return [...stated, ...filling.added]
}

/** The message as it grows. */
class Filling {
  readonly bench: Bench
  readonly definition: MessageDefinition | undefined
  readonly added: Field[] = []
  readonly #values: Map<number, FieldValue>
  readonly #required: ReadonlySet<number>
  readonly #members: ReadonlySet<number>

  constructor(bench: Bench, msgType: string, stated: readonly Field[]) {
    this.bench = bench
    this.definition = bench.dictionary.message(msgType)
    this.#values = new Map(stated)
    const members = flatten(this.definition?.members ?? []).filter((member) => member.kind === 'field')
    this.#members = new Set(members.map(({ field }) => field.tag))
    this.#required = new Set(members.filter(({ required }) => required).map(({ field }) => field.tag))
  }

  field(name: string): FieldDefinition | undefined {
    return this.bench.dictionary.fieldByName(name)
  }

  /** The message of this version may hold the field. */
  has(name: string): boolean {
    return this.#members.has(this.field(name)?.tag ?? -1)
  }

  requires(name: string): boolean {
    return this.#required.has(this.field(name)?.tag ?? -1)
  }

  /** Fields that the version wants in any such message, in its order. */
  get required(): FieldDefinition[] {
    return [...this.#required].flatMap((tag) => this.bench.dictionary.fieldByTag(tag) ?? [])
  }

  /** What the message holds so far; null for a field that the scenario leaves out. */
  value(name: string): FieldValue | undefined {
    return this.#values.get(this.field(name)?.tag ?? -1)
  }

  states(name: string): boolean {
    return this.value(name) !== undefined
  }

  /** Adds the field, unless it is stated, or the version's message does not have it. */
  add(name: string, value: FieldValue | undefined): void {
    const tag = this.field(name)?.tag
    if (tag === undefined || value === undefined || this.#values.has(tag) || !this.#members.has(tag)) return
    this.#values.set(tag, value)
    this.added.push([tag, value])
  }
}

const symbolOf = ({ leg }: Bench): string => leg.trading?.symbol ?? 'SIM'
const priceOf = ({ leg }: Bench): string => leg.trading?.price ?? '100'

function fillOrder(filling: Filling): void {
  const { bench } = filling
  filling.add('ClOrdID', uniqueText(bench, 'FP11-'))
  // FIX.4.4 and later do not require it, and an order there is rarely seen with one.
  if (filling.requires('HandlInst')) filling.add('HandlInst', '1')
  fillTerms(filling)
}

function fillTerms(filling: Filling): void {
  const { bench } = filling
  filling.add('Symbol', symbolOf(bench))
  filling.add('Side', '1')
  filling.add('TransactTime', now(bench))
  if (!filling.states('CashOrderQty') && !filling.states('OrderPercent')) filling.add('OrderQty', '1')
  filling.add('OrdType', '2')
  if (PRICED.has(String(filling.value('OrdType')))) filling.add('Price', priceOf(bench))
}

/** A request to cancel or replace: what is not stated is as in the order that it is about, as that was last sent. */
function fillRequest(filling: Filling, msgType: string): void {
  const { bench } = filling
  const named = filling.value('OrigClOrdID')
  const order = orderSent(bench, typeof named === 'string' ? named : undefined) ?? orderSent(bench, undefined)
  filling.add('OrigClOrdID', order?.text(Tag.ClOrdID))
  filling.add('ClOrdID', uniqueText(bench, 'FP11-'))
  const isReplace = msgType === ORDER_CANCEL_REPLACE_REQUEST
  // Another OrdType has terms of its own: the stop price of the old order is none of them.
  const sameType =
    filling.value('OrdType') === undefined || filling.value('OrdType') === textOf(filling, order, 'OrdType')
  for (const name of isReplace ? [...OF_ORDER, ...TERMS] : OF_ORDER) {
    // A cancel request of FIX.5.0 need not say how much is cancelled.
    if (name === 'OrderQty' && !isReplace && bench.version.ordinal >= 50) continue
    if (name === 'OrderQty' && filling.states('CashOrderQty')) continue
    if (name === 'StopPx' && !sameType) continue
    if (name === 'Price' && !sameType && !PRICED.has(String(filling.value('OrdType')))) continue
    filling.add(name, textOf(filling, order, name))
  }
  if (isReplace && filling.requires('HandlInst')) filling.add('HandlInst', '1')
  if (isReplace) fillTerms(filling)
  filling.add('Symbol', symbolOf(bench))
  filling.add('Side', '1')
  filling.add('TransactTime', now(bench))
}

function textOf({ bench }: Filling, order: Message | undefined, name: string): string | undefined {
  const tag = bench.dictionary.fieldByName(name)?.tag
  return tag === undefined ? undefined : order?.text(tag)
}

/** The order that was last sent under an id, or the last one of all. */
function orderSent({ entries }: Bench, clOrdID: string | undefined): Message | undefined {
  const entry = entries.findLast(
    (one) =>
      one.kind === 'message' &&
      ORDERS.has(one.message.msgType) &&
      (clOrdID === undefined || one.message.text(Tag.ClOrdID) === clOrdID),
  )
  return entry?.kind === 'message' ? entry.message : undefined
}

/** ClOrdID(11) of the question is that of the order. */
function fillStatusRequest(filling: Filling): void {
  const { bench } = filling
  const named = filling.value('ClOrdID')
  const order = orderSent(bench, typeof named === 'string' ? named : undefined) ?? orderSent(bench, undefined)
  if (!filling.states('OrderID')) filling.add('ClOrdID', order?.text(Tag.ClOrdID) ?? uniqueText(bench, 'FP11-'))
  for (const name of ['Symbol', 'Side']) filling.add(name, textOf(filling, order, name))
  fillRequired(filling)
}

/** Whatever the dictionary requires and can be computed: ids of the message itself, the instrument, the side, the time. */
function fillRequired(filling: Filling): void {
  const { bench } = filling
  for (const { name, tag, type } of filling.required) {
    if (OWN_ID.test(name)) filling.add(name, uniqueText(bench, `FP${tag}-`))
    else if (type === 'UTCTIMESTAMP') filling.add(name, now(bench))
    else if (name === 'TradeDate') filling.add(name, now(bench).slice(0, 8))
    else if (name === 'HandlInst') filling.add(name, '1')
    else if (name === 'OrdType') fillTerms(filling)
    else if (name === 'Side') filling.add(name, '1')
    else if (name === 'Symbol') filling.add(name, symbolOf(bench))
  }
  if (requiresInstrument(filling)) filling.add('Symbol', symbolOf(bench))
}

/** A group of entries with one field each, unless the scenario states the group. */
function fillGroup(filling: Filling, count: string, name: string, values: readonly string[]): void {
  const countTag = filling.field(count)?.tag
  const tag = filling.field(name)?.tag
  if (countTag === undefined || tag === undefined || filling.states(count)) return
  filling.added.push([countTag, String(values.length)], ...values.map((value): Field => [tag, value]))
}

/** From FIX.4.3 on the instrument is a component, which is required while none of its fields is. */
function requiresInstrument({ definition }: Filling): boolean {
  return (
    definition?.members.some(
      (member) => member.kind === 'component' && member.name === 'Instrument' && member.required,
    ) === true
  )
}

function now(bench: Bench): string {
  return formatUtcTimestamp(bench.now(), bench.version.timestampFraction)
}

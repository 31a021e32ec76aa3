/** SecurityDefinitionRequest(c): what an instrument is, lists of them, and spreads that a member defines. */
import {
  add,
  type Decimal,
  decimal,
  formatDecimal,
  isPositive,
  isZero,
  max,
  multiply,
  negate,
  parseDecimal,
  trimDecimal,
  ZERO,
} from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { groupEntries } from './group-entries.ts'
import { hasValue } from './market-data-messages.ts'
import { bodyOf, type Part } from './message-body.ts'
import type { VenueSession } from './seam.ts'
import { entryOf } from './security-list.ts'

const DEFINITION = 'd'
const BUY = '1'
const LEAST_LEGS = 2
const MOST_LEGS = 6
/** Spreads that members may define. */
const MOST_SPREADS = 100

/** SecurityRequestType(321). */
const Wanted = { Identity: '0', BySpecifications: '1', Types: '2', List: '3' } as const
/** SecurityResponseType(323). */
const Response = { AsIs: 1, WithRevisions: 2, Types: 3, List: 4, Reject: 5, NoMatch: 6 } as const

interface Leg {
  readonly symbol: string
  readonly ratio: Decimal
  readonly side: string
}

export class SecurityDefinitions {
  readonly #context: VenueContext
  /** Symbols of defined spreads by their legs. */
  readonly #spreads = new Map<string, string>()

  constructor(context: VenueContext) {
    this.#context = context
  }

  answer(message: Message, session: VenueSession): void {
    const wanted = message.text(DeskTag.SecurityRequestType)
    const symbol = message.text(DeskTag.Symbol)
    const row = this.#context.instruments.get(symbol ?? '')?.row
    const legs = legsOf(message, session)
    const listed = [...this.#context.instruments.values()]
    const send = (response: number, total: number, more: readonly Part[]) =>
      this.#send(message, session, response, total, more)
    const refuse = (response: number, text: string) =>
      send(response, 0, [
        [DeskTag.Symbol, symbol],
        [DeskTag.Text, text],
      ])
    if (wanted === Wanted.BySpecifications && legs.length > 0) this.#spread(legs, send, refuse)
    else if (wanted === Wanted.Identity || wanted === Wanted.BySpecifications) {
      if (row === undefined) refuse(Response.NoMatch, `no instrument ${symbol ?? 'without Symbol(55)'}`)
      else send(Response.AsIs, 1, entryOf(row))
    } else if (
      wanted === Wanted.Types &&
      hasValue(session.dictionary, DeskTag.SecurityResponseType, String(Response.Types))
    )
      send(Response.Types, 1, [[DeskTag.SecurityType, 'CS']])
    else if (
      wanted === Wanted.List &&
      hasValue(session.dictionary, DeskTag.SecurityResponseType, String(Response.List))
    )
      for (const { row: each } of listed) send(Response.List, listed.length, entryOf(each))
    else
      refuse(
        Response.Reject,
        'SecurityRequestType(321) is not offered in this version; lists by SecurityListRequest(x)',
      )
  }

  #send(message: Message, session: VenueSession, response: number, total: number, more: readonly Part[]): void {
    const parts: Part[] = [
      [DeskTag.SecurityReqID, message.text(DeskTag.SecurityReqID)],
      [DeskTag.SecurityResponseID, this.#context.unique('SD')],
      [DeskTag.SecurityResponseType, response],
      [DeskTag.TotNoRelatedSym, total],
      ...more,
    ]
    this.#context.send(session, DEFINITION, bodyOf(session.dictionary, DEFINITION, parts), { rule: 'D:UDS' })
  }

  #spread(
    legs: readonly Leg[],
    send: (response: number, total: number, more: readonly Part[]) => void,
    refuse: (response: number, text: string) => void,
  ): void {
    const unknown = legs.find((leg) => !this.#context.instruments.has(leg.symbol))
    const key = legs
      .map(({ symbol, ratio, side }) => `${symbol} ${formatDecimal(trimDecimal(ratio))} ${side}`)
      .join('\u0001')
    const known = this.#spreads.get(key)
    if (unknown !== undefined) refuse(Response.Reject, `no instrument ${unknown.symbol} for a leg`)
    else if (legs.length < LEAST_LEGS || legs.length > MOST_LEGS)
      refuse(Response.Reject, `a spread has ${LEAST_LEGS} to ${MOST_LEGS} legs`)
    else if (legs.some(({ ratio }) => !isPositive(ratio))) refuse(Response.Reject, 'the ratio of a leg is above 0')
    else if (known === undefined && this.#spreads.size >= MOST_SPREADS)
      refuse(Response.Reject, `at most ${MOST_SPREADS} spreads`)
    else {
      const symbol = this.#define(key, legs)
      const row = this.#context.instruments.get(symbol)?.row
      const about = row === undefined ? [] : entryOf(row)
      // The instrument gets its name here: that is the revision.
      send(known === undefined ? Response.WithRevisions : Response.AsIs, 1, [...about, ...legParts(legs)])
    }
  }

  /** The symbol of the spread. It is listed anew where another persona has taken it off the list. */
  #define(key: string, legs: readonly Leg[]): string {
    const symbol = this.#spreads.get(key) ?? this.#context.unique('UDS')
    const [first] = legs
    const firstRow = this.#context.instruments.get(first?.symbol ?? '')?.row
    this.#context.list({
      symbol,
      tick: firstRow?.tick ?? '0.01',
      lot: firstRow?.lot ?? '1',
      reference: this.#reference(legs),
      phase: 'open',
      feed: 'UDS',
    })
    this.#spreads.set(key, symbol)
    return symbol
  }

  /** What the legs cost together, without its sign; 1 where they are worth the same. */
  #reference(legs: readonly Leg[]): string {
    const sum = legs.reduce((total, { symbol, ratio, side }) => {
      const price = multiply(decimal(this.#context.instruments.get(symbol)?.row.reference ?? '0'), ratio)
      return add(total, side === BUY ? price : negate(price))
    }, ZERO)
    return isZero(sum) ? '1' : formatDecimal(trimDecimal(max(sum, negate(sum))))
  }
}

/** Legs have a group of their own since FIX.4.3, and are underlyings before. */
function legsOf(message: Message, session: VenueSession): Leg[] {
  const legs = groupEntries(message, session.dictionary, DeskTag.NoLegs).map((entry) => ({
    symbol: entry.text(DeskTag.LegSymbol),
    ratio: entry.text(DeskTag.LegRatioQty),
    side: entry.text(DeskTag.LegSide),
  }))
  const underlyings = groupEntries(message, session.dictionary, DeskTag.NoRelatedSym).map((entry) => ({
    symbol: entry.text(DeskTag.UnderlyingSymbol),
    ratio: entry.text(DeskTag.RatioQty),
    side: entry.text(DeskTag.Side),
  }))
  return [...legs, ...underlyings].map(({ symbol, ratio, side }) => ({
    symbol: symbol ?? '',
    ratio: parseDecimal(ratio ?? '1') ?? ZERO,
    side: side ?? BUY,
  }))
}

function legParts(legs: readonly Leg[]): Part[] {
  const text = (ratio: Decimal) => formatDecimal(trimDecimal(ratio))
  return [
    [
      DeskTag.NoLegs,
      legs.map(({ symbol, ratio, side }): Part[] => [
        [DeskTag.LegSymbol, symbol],
        [DeskTag.LegRatioQty, text(ratio)],
        [DeskTag.LegSide, side],
      ]),
    ],
    [
      DeskTag.NoRelatedSym,
      legs.map(({ symbol, ratio, side }): Part[] => [
        [DeskTag.UnderlyingSymbol, symbol],
        [DeskTag.RatioQty, text(ratio)],
        [DeskTag.Side, side],
      ]),
    ],
  ]
}

/**
 * What is checked before an order is taken, in the order of the table: the first failure decides. A replace is checked by
 * the same, as far as it can change the terms.
 *
 * @see application cases §4.4
 */
import {
  add,
  compare,
  type Decimal,
  decimal,
  formatDecimal,
  isMultipleOf,
  isPositive,
  multiply,
  subtract,
} from '../codec/decimal.ts'
import type { Instrument } from './desk.ts'
import { expiryOf, GOOD_TILL_DATE } from './expiry.ts'
import type { OrderDraft, Terms } from './order.ts'
import type { Refusal } from './order-behaviour.ts'
import type { SymbolRow } from './persona.ts'
import type { VenueSession } from './seam.ts'

const ORD_TYPES: ReadonlySet<string> = new Set(['1', '2', '3', '4', 'D', 'J', 'K', 'P'])
const TIMES_IN_FORCE: ReadonlySet<string> = new Set(['0', '1', '2', '3', '4', '6', '7'])
const SIDES: ReadonlySet<string> = new Set(['1', '2', '3', '4', '5', '6'])
const NEEDS_PRICE: ReadonlySet<string> = new Set(['2', '4'])
const NEEDS_STOP_PX: ReadonlySet<string> = new Set(['3', '4', 'J'])
const PERCENT = decimal('0.01')
const ONE = decimal('1')

/** Rows of the table in numbers, made once for each listed symbol. */
interface Limits {
  readonly tick: Decimal
  readonly lot: Decimal
  readonly maxQty: Decimal | undefined
  readonly least: Decimal | undefined
  readonly most: Decimal | undefined
}

const LIMITS = new WeakMap<SymbolRow, Limits>()

/** Checks 4 to 6: the symbol is listed, the market is open, the order is fresh. */
export function checkMarket(draft: OrderDraft, instrument: Instrument | undefined, now: number): Refusal | undefined {
  if (instrument === undefined) return no('unknownSymbol', `symbol ${draft.symbol} is not listed here`)
  const { row, phase } = instrument
  if (phase === 'closed') return no('exchangeClosed', `${draft.symbol} is closed`)
  if (phase === 'halted') return no('exchangeClosed', `trading in ${draft.symbol} is halted`)
  if (row.staleAfterS !== undefined && draft.transactTime !== undefined) {
    const age = (now - draft.transactTime) / 1000
    if (age > row.staleAfterS)
      return no('stale', `TransactTime is stale: ${age} s old, ${row.staleAfterS} s are allowed`)
  }
  return undefined
}

/** Checks 8 to 12: the terms are supported, complete and possible. */
export function checkTerms(
  draft: OrderDraft,
  instrument: Instrument,
  session: VenueSession,
  now: number,
): Refusal | undefined {
  return (
    checkSupported(draft) ??
    checkComplete(draft, now) ??
    checkQuantity(draft.terms, instrument.row, session.version.ordinal) ??
    checkPrices(draft.terms, instrument)
  )
}

function checkSupported({ side, terms }: OrderDraft): Refusal | undefined {
  if (!ORD_TYPES.has(terms.ordType)) return no('unsupported', `OrdType ${terms.ordType} is not supported`)
  if (!TIMES_IN_FORCE.has(terms.timeInForce))
    return no('unsupported', `TimeInForce ${terms.timeInForce} is not supported`)
  if (!SIDES.has(side)) return no('unsupported', `Side ${side} is not supported`)
  return undefined
}

function checkComplete({ terms, quoteID }: OrderDraft, now: number): Refusal | undefined {
  if (NEEDS_PRICE.has(terms.ordType) && terms.price === undefined)
    return no('other', `OrdType ${terms.ordType} needs a Price`)
  if (NEEDS_STOP_PX.has(terms.ordType) && terms.stopPx === undefined)
    return no('other', `OrdType ${terms.ordType} needs a StopPx`)
  if (terms.ordType === 'D' && quoteID === undefined) return no('other', 'a previously quoted order needs a QuoteID')
  if (terms.timeInForce !== GOOD_TILL_DATE) return undefined
  const expiry = expiryOf(terms)
  if (expiry === undefined) return no('other', 'Good till date needs an ExpireDate or an ExpireTime')
  if (!(expiry > now)) return no('other', 'the ExpireDate or ExpireTime is past or no date')
  return undefined
}

function checkQuantity(terms: Terms, row: SymbolRow, ordinal: number): Refusal | undefined {
  const { orderQty, cashOrderQty } = terms
  if (orderQty === undefined) {
    if (cashOrderQty !== undefined && isPositive(cashOrderQty)) return undefined
    return no('quantity', 'an OrderQty is needed')
  }
  if (!isPositive(orderQty)) return no('quantity', `OrderQty ${formatDecimal(orderQty)} is not positive`)
  const { lot, maxQty } = limitsOf(row)
  // A lot of one is the usual unit, and does not forbid fractions: only a real lot is checked.
  if (compare(lot, ONE) !== 0 && !isMultipleOf(orderQty, lot))
    return no('quantity', `OrderQty ${formatDecimal(orderQty)} is no multiple of the lot ${row.lot}`)
  if (maxQty !== undefined && compare(orderQty, maxQty) > 0)
    return no(ordinal >= 44 ? 'quantity' : 'exceedsLimit', `OrderQty is above ${row.maxQty}`)
  return (
    checkPart('MinQty', terms.minQty, orderQty) ??
    checkPart('MaxFloor', terms.maxFloor, orderQty) ??
    checkPart('DisplayQty', terms.displayQty, orderQty)
  )
}

function checkPart(name: string, part: Decimal | undefined, orderQty: Decimal): Refusal | undefined {
  return part !== undefined && compare(part, orderQty) > 0 ? no('quantity', `${name} is above the OrderQty`) : undefined
}

function checkPrices(terms: Terms, instrument: Instrument): Refusal | undefined {
  const { row } = instrument
  const limits = limitsOf(row)
  const { price, stopPx } = terms
  const offTick = checkTick(price, limits, row) ?? checkTick(stopPx, limits, row)
  if (offTick !== undefined) return offTick
  if (price === undefined || limits.least === undefined || limits.most === undefined) return undefined
  if (compare(price, limits.least) < 0 || compare(price, limits.most) > 0)
    return no(
      'band',
      `price ${formatDecimal(price)} is outside the band of ${row.bandPercent} % around ${row.reference}`,
    )
  return undefined
}

function checkTick(px: Decimal | undefined, { tick }: Limits, row: SymbolRow): Refusal | undefined {
  if (px === undefined) return undefined
  if (!isPositive(px)) return no('tick', `price ${formatDecimal(px)} is not positive`)
  return isMultipleOf(px, tick) ? undefined : no('tick', `price ${formatDecimal(px)} is off the tick of ${row.tick}`)
}

function limitsOf(row: SymbolRow): Limits {
  let limits = LIMITS.get(row)
  if (limits === undefined) {
    const reference = decimal(row.reference)
    const width =
      row.bandPercent === undefined ? undefined : multiply(multiply(reference, decimal(row.bandPercent)), PERCENT)
    limits = {
      tick: decimal(row.tick),
      lot: decimal(row.lot),
      maxQty: row.maxQty === undefined ? undefined : decimal(row.maxQty),
      least: width && subtract(reference, width),
      most: width && add(reference, width),
    }
    LIMITS.set(row, limits)
  }
  return limits
}

function no(reason: Refusal['reason'], text: string): Refusal {
  return { reason, text }
}

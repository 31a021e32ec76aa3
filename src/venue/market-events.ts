/**
 * What the market does to all orders of a symbol: phases, day end and day begin, halts, corporate actions.
 *
 * @see application cases §4.3
 */
import { decimal, formatDecimal, parseDecimal } from '../codec/decimal.ts'
import type { Behaviours } from './behaviours.ts'
import { CORPORATE_ACTION, scale, scaledPrice } from './corrections.ts'
import type { Instrument } from './desk.ts'
import { expiryOf, GOOD_TILL_DATE } from './expiry.ts'
import type { Order } from './order.ts'
import { isGoodTill, mayTrade } from './order-facts.ts'
import type { OrderLife } from './order-life.ts'
import type { SymbolRow } from './persona.ts'
import type { Scripts } from './script.ts'

const CANCEL_ON_HALT = 'K'
const REINSTATE_AFTER_HALT = 'J'
/** GT renewal, ExecRestatementReason(378). */
const RENEWAL = 1

export class MarketEvents {
  readonly #life: OrderLife
  readonly #behaviours: () => Behaviours
  readonly #scripts: () => Scripts
  /** Good-till orders that a corporate action changed overnight: they are told in the morning. */
  readonly #scaled = new Set<Order>()

  constructor(life: OrderLife, behaviours: () => Behaviours, scripts: () => Scripts) {
    this.#life = life
    this.#behaviours = behaviours
    this.#scripts = scripts
  }

  /** Without a symbol every one goes to the phase that it is listed in. */
  open(symbol: string | undefined): void {
    for (const instrument of this.#instruments(symbol))
      this.#setPhase(instrument, symbol === undefined ? instrument.row.phase : 'open')
    this.#scripts().release('open', symbol)
  }

  /** Ends the orders of the day; good-till orders rest. */
  close(symbol: string | undefined): void {
    for (const instrument of this.#instruments(symbol)) this.#setPhase(instrument, 'closed')
    this.#scripts().release('close', symbol)
    for (const order of this.#open(symbol)) this.#endDay(order)
  }

  /** The next trading day. A day that was not closed is closed first. */
  nextDay(): void {
    const { floor, store } = this.#life
    const unclosed = [...floor.instruments.values()].filter(({ phase }) => phase !== 'closed')
    for (const { row } of unclosed) for (const order of this.#open(row.symbol)) this.#endDay(order)
    floor.nextDay()
    store.beginDay()
    for (const instrument of floor.instruments.values()) this.#setPhase(instrument, instrument.row.phase)
    for (const order of this.#open(undefined)) this.#carryOver(order)
    this.#scripts().release('day', undefined)
  }

  halt(symbol: string | undefined): void {
    for (const instrument of this.#instruments(symbol))
      if (instrument.phase !== 'closed') this.#setPhase(instrument, 'halted')
    for (const order of this.#open(symbol)) {
      const codes = order.terms.execInst?.split(' ') ?? []
      if (codes.includes(CANCEL_ON_HALT)) this.#life.cancel(order, 'halt', { text: 'trading halt' })
      else if (codes.includes(REINSTATE_AFTER_HALT)) this.#life.suspend(order)
    }
    this.#scripts().release('halt', symbol)
  }

  resume(symbol: string | undefined): void {
    for (const instrument of this.#instruments(symbol))
      if (instrument.phase === 'halted') this.#setPhase(instrument, 'open')
    for (const order of this.#open(symbol)) this.#life.release(order)
    this.#scripts().release('resume', symbol)
  }

  /** Quantities times the ratio, prices by it, for every open order of the symbol. */
  split(symbol: string, ratio: number): void {
    if (!(ratio > 0) || !Number.isFinite(ratio)) return
    const instrument = this.#life.floor.instruments.get(symbol)
    if (instrument !== undefined) {
      instrument.row = splitRow(instrument.row, ratio)
      instrument.last = scaledPrice(instrument.last, decimal(String(ratio)))
    }
    for (const order of this.#open(symbol)) {
      scale(order, ratio)
      if (order.doneForDay) this.#scaled.add(order)
      else this.#life.restate(order, CORPORATE_ACTION, {})
    }
  }

  /** A trade of others. */
  trade(symbol: string, px: string, qty: string | undefined): void {
    const instrument = this.#life.floor.instruments.get(symbol)
    const price = parseDecimal(px)
    if (instrument === undefined || price === undefined) {
      this.#life.floor.note(`trade ${symbol} ${px}: no such symbol, or no price`)
      return
    }
    instrument.last = price
    this.#behaviours().traded(instrument, price, parseDecimal(qty), undefined)
    this.#scripts().release('trade', symbol)
  }

  /** A day order is over; one that is good till today as well. */
  #endDay(order: Order): void {
    if (!order.open || order.manner.manual === true) return
    if (isGoodTill(order)) {
      const expiry = expiryOf(order.terms)
      const today = order.terms.timeInForce === GOOD_TILL_DATE && order.terms.expireTime === undefined
      if (today && expiry !== undefined && expiry <= this.#life.floor.endOfDate) this.#life.expire(order)
      return
    }
    const { dayEnd } = this.#life.floor.persona.defaults
    // An order that was never accepted has no day to be done for.
    if (dayEnd !== 'expire' && order.accepted) this.#life.doneForDay(order)
    if (dayEnd !== 'doneForDay' || !order.accepted) this.#life.expire(order)
  }

  /** A good-till order goes on: its day figures begin anew, and the client is told what stands. */
  #carryOver(order: Order): void {
    const { floor, reporter } = this.#life
    const wasDone = order.doneForDay
    order.doneForDay = false
    const scaled = this.#scaled.delete(order)
    const told = !scaled && (order.manner.manual === true || this.#scripts().waitsFor(order, 'day'))
    if (!told) reporter.report(order, { execType: 'D', restatement: scaled ? CORPORATE_ACTION : RENEWAL })
    const instrument = floor.instruments.get(order.symbol)
    if (wasDone && mayTrade(order) && instrument !== undefined) order.behaviour?.onReopened?.(order, instrument)
  }

  #setPhase(instrument: Instrument, phase: SymbolRow['phase']): void {
    if (instrument.phase === phase) return
    instrument.phase = phase
    this.#behaviours().phase(instrument)
  }

  #instruments(symbol: string | undefined): Iterable<Instrument> {
    if (symbol === undefined) return this.#life.floor.instruments.values()
    const instrument = this.#life.floor.instruments.get(symbol)
    if (instrument === undefined) this.#life.floor.note(`no symbol ${symbol}`)
    return instrument === undefined ? [] : [instrument]
  }

  /** A copy: what is done to them may end them. */
  #open(symbol: string | undefined): Order[] {
    const orders: Order[] = []
    for (const order of this.#life.store.open()) if (symbol === undefined || order.symbol === symbol) orders.push(order)
    return orders
  }
}

function splitRow(row: SymbolRow, ratio: number): SymbolRow {
  return { ...row, reference: formatDecimal(scaledPrice(decimal(row.reference), decimal(String(ratio)))) }
}

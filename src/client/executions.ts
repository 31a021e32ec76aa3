/**
 * What was executed for an order, by ExecID(17): a correction takes the place of what it corrects under its own id, a bust
 * removes it. CumQty, AvgPx and position are sums over what is there, never over messages.
 *
 * @see application cases §5.1, §5.3
 */
import {
  add,
  compare,
  type Decimal,
  divide,
  isPositive,
  isZero,
  min,
  multiply,
  subtract,
  trimDecimal,
  ZERO,
} from '../codec/decimal.ts'

export interface Execution {
  readonly execID: string
  readonly qty: Decimal
  readonly px: Decimal
  /** No report of it was read; CumQty(14) of a status report told that it happened. */
  readonly reconciled: boolean
}

/** An execution in a leg of a multileg order. */
export interface LegExecution {
  readonly symbol: string
  readonly side: string
  readonly qty: Decimal
}

export interface Executions {
  readonly live: Map<string, Execution>
  /** Refused by DontKnowTrade(Q) and not booked, though the venue counts them. */
  readonly disputed: Map<string, Execution>
  readonly legs: Map<string, LegExecution>
  /** ExecID(17) of what was corrected, with that of the correction. */
  readonly corrected: Map<string, string>
  readonly busted: Set<string>
}

export function noExecutions(): Executions {
  return { live: new Map(), disputed: new Map(), legs: new Map(), corrected: new Map(), busted: new Set() }
}

/** CumQty(14) of the order, all terms that it ever had together. */
export function cumQty({ live }: Executions): Decimal {
  return sum(live.values(), ({ qty }) => qty)
}

/** CumQty(14) as the venue counts it, with what the client disputes. */
export function countedQty(executions: Executions): Decimal {
  return add(
    cumQty(executions),
    sum(executions.disputed.values(), ({ qty }) => qty),
  )
}

export function turnover(executions: Iterable<Execution>): Decimal {
  return sum(executions, ({ qty, px }) => multiply(qty, px))
}

function sum<T>(items: Iterable<T>, of: (item: T) => Decimal): Decimal {
  let total = ZERO
  for (const item of items) total = add(total, of(item))
  return total
}

/** The execution that ExecRefID(19) means: itself, or the correction that took its place. */
export function referred(executions: Executions, execRefID: string | undefined): string | undefined {
  let id = execRefID
  for (let next = id; next !== undefined; next = executions.corrected.get(next)) id = next
  return id !== undefined && (executions.live.has(id) || executions.disputed.has(id)) ? id : undefined
}

export function wasBusted(executions: Executions, execRefID: string | undefined): boolean {
  let id = execRefID
  for (let next = id; next !== undefined; next = executions.corrected.get(next)) id = next
  return id !== undefined && executions.busted.has(id)
}

/** The new values take the place of the old ones, and the new id that of the old one. */
export function correct(executions: Executions, id: string, { execID, qty, px }: Omit<Execution, 'reconciled'>): void {
  const place = executions.live.has(id) ? executions.live : executions.disputed
  place.delete(id)
  place.set(execID, { execID, qty, px, reconciled: false })
  executions.corrected.set(id, execID)
}

export function bust(executions: Executions, id: string): void {
  executions.live.delete(id)
  executions.disputed.delete(id)
  executions.busted.add(id)
}

/** Digits of a price that has to be divided out. */
const PX_SCALE = 12

/** Books what the venue counts and the client has no report of; `avgPx` is that of the whole order. */
export function reconcile(executions: Executions, counted: Decimal, avgPx: Decimal | undefined): Decimal {
  const missing = subtract(counted, countedQty(executions))
  if (!isPositive(missing)) return ZERO
  const known = turnover(executions.live.values())
  const px =
    avgPx === undefined ? ZERO : trimDecimal(divide(subtract(multiply(avgPx, counted), known), missing, PX_SCALE))
  const execID = `reconciled ${executions.live.size + executions.busted.size + 1}`
  executions.live.set(execID, { execID, qty: missing, px, reconciled: true })
  return missing
}

/** A report of what was reconciled came after all: so much less is without one. */
export function giveBack(executions: Executions, qty: Decimal): void {
  let left = qty
  for (const execution of [...executions.live.values()].filter(({ reconciled }) => reconciled)) {
    const taken = min(left, execution.qty)
    left = subtract(left, taken)
    const rest = subtract(execution.qty, taken)
    if (isZero(rest)) executions.live.delete(execution.execID)
    else executions.live.set(execution.execID, { ...execution, qty: rest })
  }
}

export function reconciledQty({ live }: Executions): Decimal {
  return sum(live.values(), ({ qty, reconciled }) => (reconciled ? qty : ZERO))
}

/** A split or its reverse: quantities grow by `to`/`from`, prices fall by it. */
export function scale({ live, disputed }: Executions, from: Decimal, to: Decimal): void {
  for (const place of [live, disputed]) {
    for (const execution of place.values()) {
      place.set(execution.execID, {
        ...execution,
        qty: trimDecimal(divide(multiply(execution.qty, to), from, PX_SCALE)),
        px: trimDecimal(divide(multiply(execution.px, from), to, PX_SCALE)),
      })
    }
  }
}

/** What the executions of an order make of a position in `symbol`: bought is positive, sold is negative. */
export function positionOf(
  order: {
    readonly symbol: string
    readonly side: string
    readonly multileg: boolean
    readonly executions: Executions
  },
  symbol: string,
): Decimal {
  const signed = (side: string, qty: Decimal) => (isBuy(side) ? qty : subtract(ZERO, qty))
  const legs = sum(order.executions.legs.values(), (leg) => (leg.symbol === symbol ? signed(leg.side, leg.qty) : ZERO))
  return order.symbol === symbol && !order.multileg ? add(legs, signed(order.side, cumQty(order.executions))) : legs
}

/** Buy and Buy minus; every other Side(54) sells. */
export function isBuy(side: string): boolean {
  return side === '1' || side === '3'
}

const SELLING: ReadonlySet<string> = new Set(['2', '4', '5', '6'])

/** True when one of two Side(54) buys and the other sells; false where one of them does neither, or is not known. */
export function areOpposite(one: string, other: string): boolean {
  return (isBuy(one) && SELLING.has(other)) || (SELLING.has(one) && isBuy(other))
}

/** True when AvgPx(6) is the average within half a unit of its last digit, in exact arithmetic. */
export function isAverage({ live }: Executions, avgPx: Decimal): boolean {
  const qty = cumQty({ live } as Executions)
  if (isZero(qty)) return isZero(avgPx)
  const difference = subtract(multiply(avgPx, qty), turnover(live.values()))
  const twice = multiply(difference, { units: difference.units < 0n ? -2n : 2n, scale: 0 })
  return compare(twice, multiply(qty, { units: 1n, scale: avgPx.scale })) <= 0
}

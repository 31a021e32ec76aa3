/** Makes an order of a draft. */
import { ZERO } from '../codec/decimal.ts'
import type { Floor } from './floor.ts'
import type { EntryMessage, Order, OrderDraft } from './order.ts'
import type { Manner, Rule } from './persona.ts'

export function newOrder(
  floor: Floor,
  session: string,
  draft: OrderDraft,
  rule: Rule,
  entry: EntryMessage | undefined,
): Order {
  const orderID = floor.unique('O')
  const arrival = floor.nextPriority()
  return {
    orderID,
    session,
    account: draft.account,
    symbol: draft.symbol,
    side: draft.side,
    terms: draft.terms,
    superseded: [],
    refused: [],
    rule,
    manner: rule.manner ?? NO_MANNER,
    firstQty: draft.terms.orderQty,
    echoed: draft.echoed,
    selfMatchID: draft.selfMatchID,
    selfMatchInstruction: draft.selfMatchInstruction,
    executions: [],
    cum: ZERO,
    cost: ZERO,
    requests: [],
    told: false,
    accepted: false,
    rejected: false,
    canceled: false,
    expired: false,
    doneForDay: false,
    suspended: false,
    stopped: false,
    calculated: false,
    asleep: false,
    enteredDay: floor.day,
    lastDay: floor.day,
    priority: arrival,
    arrival,
    behaviour: undefined,
    open: true,
    busted: undefined,
    lastReport: undefined,
    quoteID: draft.quoteID,
    entry,
  }
}

const NO_MANNER: Manner = {}

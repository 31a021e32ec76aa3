/** An order as its reports and requests tell it: one chain from the first ClOrdID to the one that is in force. */
import type { Decimal } from '../../codec/decimal.ts'
import type { Message } from '../../codec/message.ts'
import { Executions } from './executions.ts'
import { OrderTag } from './order-tags.ts'

/** Tag → value of what an order says of itself and its reports repeat. */
export type Terms = ReadonlyMap<number, string>

const TERM_TAGS = [
  ...[OrderTag.OrderQty, OrderTag.Price, OrderTag.OrdType, OrderTag.Side],
  ...[OrderTag.Symbol, OrderTag.TimeInForce, OrderTag.Account, OrderTag.CashOrderQty],
  OrderTag.ExecInst,
] as const

export function termsOf(message: Message): Map<number, string> {
  const terms = new Map<number, string>()
  for (const tag of TERM_TAGS) {
    const text = message.text(tag)
    if (text !== undefined) terms.set(tag, text)
  }
  return terms
}

/** A cancel or replace that the tester sent. */
export interface ChangeRequest {
  readonly kind: 'cancel' | 'replace'
  readonly clOrdID: string
  readonly origClOrdID: string | undefined
  readonly namesOrderID: boolean
  readonly terms: Terms
  /** Of the journal. */
  readonly entry: number
  readonly at: number
  readonly connection: number
  readonly msgSeqNum: number | undefined
  /** Its ClOrdID was used before. */
  readonly isDuplicate: boolean
  /** Pending reports for it. */
  told: number
  /** Its answer may have been lost. */
  isLost: boolean
  /** Entry of the final answer. */
  answer: number | undefined
}

/** An order under an id that was used before. */
interface Duplicate {
  readonly clOrdID: string
  readonly terms: Map<number, string>
  /** It does not say by PossResend that it may be the same. */
  readonly mayBeAnother: boolean
}

export interface Chain {
  /** The tester sent the order, so that its beginning is known. */
  readonly isOurs: boolean
  /** Of a cross: two orders may share what belongs to one otherwise. */
  readonly isCross: boolean
  readonly ids: Set<string>
  /** Ids that are or were in force. */
  readonly inForceOnce: Set<string>
  inForce: string | undefined
  terms: Map<number, string>
  readonly requests: ChangeRequest[]
  /** Orders that came under an id of this one, and have no answer yet. */
  readonly duplicates: Duplicate[]
  orderID: string | undefined
  /** OrdStatus of the last event; undefined before the first. */
  status: string | undefined
  cumQty: Decimal | undefined
  readonly executions: Executions
  /** How it ended: 2, 4, C or 8; undefined while it may trade. */
  ended: string | undefined
  /** Done for the day, so that nothing is left of a Day order whatever pends. */
  isDoneForDay: boolean
  /** ClOrdID of the cancel that ended it. */
  cancelledBy: string | undefined
  /** TransactTime of the last event that is no trade, epoch milliseconds. */
  transactTime: number | undefined
  /** Reports may have been lost: the next one is taken as it is. */
  isBehind: boolean
}

export function newChain(
  clOrdID: string | undefined,
  terms: Map<number, string>,
  kind: 'ours' | 'cross' | 'others',
): Chain {
  const ids = clOrdID === undefined ? [] : [clOrdID]
  return {
    isOurs: kind !== 'others',
    isCross: kind === 'cross',
    ids: new Set(ids),
    inForceOnce: new Set(ids),
    inForce: clOrdID,
    terms,
    requests: [],
    duplicates: [],
    orderID: undefined,
    status: undefined,
    cumQty: undefined,
    executions: new Executions(),
    ended: undefined,
    isDoneForDay: false,
    cancelledBy: undefined,
    transactTime: undefined,
    isBehind: kind === 'others',
  }
}

export function isOpen({ answer }: ChangeRequest): boolean {
  return answer === undefined
}

/** Requests that were told as pending and have no final answer. */
export function toldRequests({ requests }: Chain, except?: ChangeRequest): ChangeRequest[] {
  return requests.filter((request) => request !== except && isOpen(request) && request.told > 0)
}

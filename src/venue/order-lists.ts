/**
 * Lists of orders: NewOrderList(E), its execution (L), cancel (K) and status (M). A list is told received by ListStatus(N);
 * each of its orders then goes the way of any order, with ListID(66) on its reports (L:LIST).
 */
import { formatDecimal, ZERO } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Desk, VenueContext } from './desk.ts'
import { bodyOf, type Part } from './message-body.ts'
import type { EntryMessage, Order, OrderDraft } from './order.ts'
import { readOrder } from './order-draft.ts'
import { avgPx, ordStatus } from './order-facts.ts'
import type { VenueSession } from './seam.ts'

const LIST_ID = 66
const TOT_NO_ORDERS = 68
const NO_ORDERS = 73
const LIST_EXEC_INST_TYPE = 433
const WAIT_FOR_INSTRUCTION = '2'
/** Limits on what a client can make the venue keep. */
const MAX_LISTS = 1000
const MAX_ORDERS = 1000

/** ListStatusType(429) and ListOrderStatus(431). */
const Told = { ack: '1', response: '2', started: '4', done: '5' } as const
const Status = { received: '2', executing: '3', done: '6', rejected: '7' } as const
type ListState = (typeof Status)[keyof typeof Status]

interface OrderList {
  readonly id: string
  readonly total: number
  readonly waits: boolean
  readonly drafts: OrderDraft[]
  readonly orders: Map<string, Order>
  state: ListState
  entry: EntryMessage
  /** ListStatus messages so far. */
  reports: number
}

export const orderLists = (context: VenueContext): Desk => new OrderLists(context)

class OrderLists implements Desk {
  readonly msgTypes = ['E', 'K', 'L', 'M']
  readonly #context: VenueContext
  readonly #lists = new Map<string, OrderList>()

  constructor(context: VenueContext) {
    this.#context = context
  }

  onMessage(message: Message, session: VenueSession): void {
    if (message.msgType === 'E') return this.#take(message, session)
    const id = message.text(LIST_ID) ?? ''
    const list = this.#lists.get(keyOf(session, id))
    if (list === undefined) {
      this.#context.businessReject(session, message, 1, `unknown ListID(66) ${id}`, id)
      return
    }
    if (message.msgType === 'L') this.#execute(list, session)
    else if (message.msgType === 'K') this.#cancel(list, session)
    else this.#tell(list, session, Told.response)
  }

  /** A list may come in several messages, which together bring TotNoOrders(68). */
  #take(message: Message, session: VenueSession): void {
    const id = message.text(LIST_ID) ?? ''
    const total = message.int(TOT_NO_ORDERS) ?? 0
    const entry: EntryMessage = { msgType: 'E', msgSeqNum: message.msgSeqNum ?? 0 }
    const drafts = draftsOf(message, id)
    const waits = message.text(LIST_EXEC_INST_TYPE) === WAIT_FOR_INSTRUCTION
    const known = this.#lists.get(keyOf(session, id))
    const list = known ?? newList(id, total, waits, entry)
    if (known === undefined) this.#forget()
    const fault = faultOf(list, known, drafts, total, this.#lists.size)
    if (fault !== undefined) {
      const refused = { ...newList(id, total, waits, entry), drafts, state: Status.rejected }
      this.#tell(refused, session, Told.response, fault)
      return
    }
    this.#lists.set(keyOf(session, id), list)
    list.drafts.push(...drafts)
    if (list.drafts.length < list.total) return
    this.#tell(list, session, Told.ack)
    if (!list.waits) this.#enter(list, session)
  }

  /** Makes room by the oldest list that is over. */
  #forget(): void {
    if (this.#lists.size < MAX_LISTS) return
    for (const [key, list] of this.#lists) {
      if (list.state === Status.received || [...list.orders.values()].some((order) => order.open)) continue
      this.#lists.delete(key)
      return
    }
  }

  #execute(list: OrderList, session: VenueSession): void {
    const starts = list.state === Status.received && list.drafts.length === list.total
    if (starts) list.state = Status.executing
    this.#tell(list, session, Told.started)
    if (starts) this.#enter(list, session)
  }

  #enter(list: OrderList, session: VenueSession): void {
    list.state = Status.executing
    for (const draft of list.drafts) {
      const order = this.#context.orders.enter(session, draft, list.entry)
      if (order !== undefined && draft.clOrdID !== undefined) list.orders.set(draft.clOrdID, order)
    }
  }

  #cancel(list: OrderList, session: VenueSession): void {
    list.state = Status.done
    for (const order of list.orders.values()) {
      this.#context.orders.cancel(order, 'none', { text: `list ${list.id} cancelled` })
    }
    this.#tell(list, session, Told.done)
    this.#lists.delete(keyOf(session, list.id))
  }

  #tell(list: OrderList, session: VenueSession, type: string, text?: string): void {
    list.reports++
    const now = formatUtcTimestamp(this.#context.now, session.version.timestampFraction)
    const parts: Part[] = [
      [LIST_ID, list.id],
      [429, type],
      [82, 1],
      [431, list.state],
      [83, list.reports],
      [444, text],
      [60, now],
      [TOT_NO_ORDERS, list.drafts.length],
      [NO_ORDERS, list.drafts.map((draft) => this.#statusOf(list, draft, session))],
    ]
    this.#context.send(session, 'N', bodyOf(session.dictionary, 'N', parts))
  }

  /** Before an order is entered it is pending; one that was refused lives nowhere else. */
  #statusOf(list: OrderList, { clOrdID, terms }: OrderDraft, session: VenueSession): Part[] {
    const order = clOrdID === undefined ? undefined : list.orders.get(clOrdID)
    if (order === undefined) {
      const waits = list.state === Status.received
      const leaves = waits ? (terms.orderQty ?? ZERO) : ZERO
      const status = waits ? 'A' : list.state === Status.done ? '4' : '8'
      return [
        [11, clOrdID],
        [14, '0'],
        [39, status],
        [151, formatDecimal(leaves)],
        [84, '0'],
        [6, '0'],
      ]
    }
    const leaves = this.#context.orders.leavesQty(order)
    return [
      [11, clOrdID],
      [37, order.orderID],
      [14, formatDecimal(order.cum)],
      [39, ordStatus(order, session.version.ordinal)],
      [151, formatDecimal(leaves)],
      [84, order.canceled ? formatDecimal(leaves) : '0'],
      [6, formatDecimal(avgPx(order))],
    ]
  }
}

function keyOf(session: VenueSession, id: string): string {
  return `${session.id} ${id}`
}

function newList(id: string, total: number, waits: boolean, entry: EntryMessage): OrderList {
  return { id, total, waits, entry, drafts: [], orders: new Map(), state: Status.received, reports: 0 }
}

function faultOf(
  list: OrderList,
  known: OrderList | undefined,
  drafts: readonly OrderDraft[],
  total: number,
  lists: number,
): string | undefined {
  if (known === undefined && lists >= MAX_LISTS) return `${MAX_LISTS} lists are open, which is the most`
  if (known !== undefined && known.drafts.length === known.total) return `ListID(66) ${list.id} was used already`
  if (!(total >= 1 && total <= MAX_ORDERS)) return `TotNoOrders(68) must be between 1 and ${MAX_ORDERS}`
  if (list.drafts.length + drafts.length > list.total) return 'the list brings more orders than TotNoOrders(68) says'
  return drafts.length === 0 ? 'the list brings no orders' : undefined
}

/** Entries begin with ClOrdID(11); what stands in one is what stands in a NewOrderSingle. */
function draftsOf(message: Message, listID: string): OrderDraft[] {
  const drafts: OrderDraft[] = []
  let from = message.entryStart(NO_ORDERS, 0)
  const delimiter = from < 0 ? 0 : message.tagAt(from)
  while (from >= 0) {
    const next = message.indexOf(delimiter, from + 1)
    const draft = readOrder(message, from, next < 0 ? message.count : next)
    drafts.push({ ...draft, echoed: [...draft.echoed, [LIST_ID, listID]] })
    from = next
  }
  return drafts
}

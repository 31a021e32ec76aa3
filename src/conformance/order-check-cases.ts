/** Cases of orders (ORD), second half: entry checks, the end of the day, and what only some venues have. */
import { rowsAbout } from './application-row.ts'
import type { Requirement } from './requirement.ts'

const order = rowsAbout('NewOrderSingle and ExecutionReport')

const REJECT = 'FIX Application Layer, OrdRejReason'
const SESSION = 'FIX Session Layer, Reject'
const CLORDID = 'FIX Application Layer, ClOrdID'
const DAY = 'FIX Application Layer, TimeInForce and OrdStatus'
const RESEND = 'FIX Session Layer, PossResend'

const CHECKS: readonly Requirement[] = [
  order('ORD-10.a', 'V/C all must', 'Unknown symbol', 'An order for an unknown Symbol is Rejected for that reason.', {
    rule: 'S:NOSUCH',
    map: 'Paxos SYM2; Bitcoin Suisse 3.1.2',
    clause: REJECT,
  }),
  order(
    'ORD-10.b',
    'V/C all must',
    'Price off the tick',
    'An order whose Price is no multiple of the tick is Rejected, for a reason that the version has.',
    { rule: 'S:TICK', clause: REJECT },
  ),
  order(
    'ORD-10.c',
    'V all must',
    'Quantity that can not be',
    'An order for zero, for less, for a part of a lot or for too much is Rejected, or refused for the value of its field.',
    { rule: 'S:LOT', clause: REJECT },
  ),
  order(
    'ORD-10.d',
    'V/C all must',
    'Market closed or halted',
    'An order for a market that is closed or halted is Rejected for that reason.',
    { rule: 'S:CLOSED, S:HALT', clause: REJECT },
  ),
  order(
    'ORD-10.e',
    'V all must',
    'ClOrdID of a live order',
    'An order under the ClOrdID of a live one is rejected as duplicate with status and quantities of that order, which lives on.',
    { rule: 'Q1', map: 'F.1.a; forum 17059', clause: CLORDID },
  ),
  order(
    'ORD-10.f',
    'V all should',
    'ClOrdID of a dead order',
    'A ClOrdID should not be taken a second time on one day, even when its first order has ended.',
    { rule: 'Q1' },
  ),
  order('ORD-10.g', 'V/C all should', 'Price outside the band', 'An order far from the market should be Rejected.', {
    rule: 'S:BAND',
  }),
  order(
    'ORD-10.h',
    'V/C all should',
    'Unknown or blocked account',
    'An order for an unknown or blocked Account should be Rejected for that reason, where the version has it.',
    { rule: 'A:UNKNOWN' },
  ),
  order('ORD-10.i', 'V/C all should', 'No credit', 'An order beyond the credit of its Account should be Rejected.', {
    rule: 'A:NOCREDIT',
  }),
  order(
    'ORD-10.j',
    'V ≥4.4 should',
    'Unsupported type of order',
    'A type or time in force that the version knows and the venue does not take should be Rejected as unsupported.',
    { rule: 'O:UNSUP' },
  ),
  order(
    'ORD-10.k',
    'V all must',
    'Limit order without Price',
    'A limit order without Price is refused once: by its own reject, or by BusinessMessageReject for the missing field.',
    { rule: 'O:LIM-', map: 'Bitcoin Suisse 3.1.1', clause: 'FIX Application Layer, OrdType and Price' },
  ),
  order(
    'ORD-10.l',
    'V all must',
    'Required field missing',
    'An order without a required field is rejected by the session for that field; it counts, and the next order works.',
    { rule: '(session)', map: 'Bitcoin Suisse 3.1.1', clause: SESSION },
  ),
  order(
    'ORD-10.m',
    'V all must',
    'Value outside the list',
    'An order with a value that the version does not list is rejected by the session for that field.',
    { rule: '(session)', clause: SESSION },
  ),
  order(
    'ORD-10.n',
    'V all should',
    'Price zero or negative',
    'An outright order without a positive Price should be Rejected.',
    {
      rule: 'S:TICK',
    },
  ),
  order(
    'ORD-10.o',
    'V all venue',
    'Stale TransactTime',
    'An order whose TransactTime lies far back is acknowledged, or Rejected as stale.',
    { rule: 'S:STALE' },
  ),
  order(
    'ORD-10.p',
    'C all must',
    'Client and a reject',
    'A rejected order is dead for its client, which can send another one under a ClOrdID of its own.',
    { rule: 'Q60', map: 'SAFT 7', clause: REJECT },
  ),
  order(
    'ORD-10.q',
    'C all should',
    'Reject after Pending New',
    'A client should take an order that was pending and is Rejected for dead.',
    { rule: 'Q150' },
  ),
  order(
    'ORD-10.r',
    'C all should',
    'Late reject after New',
    'A client should take an order that was New and is Rejected for dead.',
    { rule: 'Q470' },
  ),
  order(
    'ORD-10.s',
    'C all should',
    'Unknown reason of a reject',
    'A reject for a reason that the version does not list should still end the order at the client.',
    { rule: 'Q480' },
  ),
]

const LIFE: readonly Requirement[] = [
  order(
    'ORD-11.a',
    'V/C all should',
    'Pending New, then New',
    'An order that is received before it is accepted should be told as Pending New with CumQty 0, and keep its OrderID when it is New.',
    { rule: 'Q140' },
  ),
  order(
    'ORD-11.b',
    'V/C all should',
    'Cancel while Pending New',
    'A cancel of an order that is not accepted yet should end in one way: Canceled, or refused.',
    { rule: 'Q140', map: 'B.1.d; B.1.e' },
  ),
  order(
    'ORD-12.a',
    'V/C all must',
    'Day order done for the day',
    'Done for day leaves a Day order with LeavesQty 0, and a cancel behind it comes too late.',
    { rule: 'Q90', map: 'SAFT 10; A.1.b' },
  ),
  order(
    'ORD-12.b',
    'C all should',
    'Corrections after Done for day',
    'Corrections and busts should leave an order Done for day, and change what has traded.',
    { rule: 'Q360', map: 'J.1.d' },
  ),
  order(
    'ORD-13.a',
    'V/C all must',
    'Expired at the close',
    'A Day order that has not traded ends at the close with CumQty 0, and nothing of it stays open.',
    { rule: 'Q120', map: 'CME EBS resting day limit', clause: DAY },
  ),
  order(
    'ORD-13.b',
    'V/C all must',
    'Part-filled and expired',
    'A Day order that has traded in part ends at the close and keeps its CumQty.',
    { rule: 'Q130', map: 'CME EBS', clause: DAY },
  ),
  order(
    'ORD-13.c',
    'V all must',
    'No Day order lives after the close',
    'At the close each Day order is ended exactly once, and the status of each says so.',
    { rule: 'ev:close', clause: DAY },
  ),
  order(
    'ORD-14.a',
    'C all should',
    'Suspended and released',
    'A client should keep a suspended order open, and take it for working when it is released.',
    { rule: 'Q210', map: 'K.1.a' },
  ),
  order(
    'ORD-14.b',
    'C all venue',
    'Calculated after the last fill',
    'A report of type Calculated leaves what has traded as it is, and a client books nothing by it.',
    { rule: 'Q365' },
  ),
  order(
    'ORD-14.c',
    'V/C ≥4.4 should',
    'Cancelled by a halt',
    'An order that asks for it should be cancelled unasked when trading halts, with the reason and without OrigClOrdID.',
    { rule: 'S:HALT', map: 'K.1.b' },
  ),
  order(
    'ORD-14.d',
    'V all must',
    'Order entered in a halt',
    'An order that comes in a halt is Rejected, or accepted and not traded until the market resumes.',
    { rule: 'S:HALT', clause: REJECT },
  ),
  order(
    'ORD-15.a',
    'V/C all venue',
    'Post-only that would take',
    'A post-only order that would trade at once is cancelled or Rejected, and never filled.',
    { rule: 'O:POST', map: 'Paxos OPT1; Gemini' },
  ),
  order(
    'ORD-15.b',
    'V/C all venue',
    'Post-only that rests',
    'A post-only order that does not trade at once rests, and later fills say that it added liquidity.',
    { rule: 'O:POST' },
  ),
  order(
    'ORD-16.a',
    'V/C all venue',
    'List of orders',
    'A list of orders is answered by its ListStatus, or by an acknowledgement for each of its orders.',
    { rule: 'L:LIST' },
  ),
  order(
    'ORD-16.b',
    'V/C ≥4.4 venue',
    'Fills of a multileg order',
    'The fill of a spread and the fills of its legs are marked as such, and agree in their sums.',
    { rule: 'L:MLEG' },
  ),
  order(
    'ORD-17.a',
    'V/C ≥4.4 should',
    'Parties and allocations',
    'The acknowledgement should repeat the parties of the order, in their order and with the right count.',
    { rule: 'A:PARTY', map: 'TMX' },
  ),
  order(
    'ORD-17.b',
    'V ≥4.4 must',
    'Wrong count of a group',
    'An order whose group has fewer entries than it says is rejected by the session for that count.',
    { rule: '(session)', clause: SESSION },
  ),
  order(
    'ORD-18.a',
    'V/C ≥4.4 venue',
    'Cross order filled',
    'A cross is reported to both of its sides under the ClOrdID of each, and names the cross.',
    { rule: 'L:CROSS', map: 'B3 cross' },
  ),
  order(
    'ORD-18.b',
    'V ≥4.4 venue',
    'Cross with one bad side',
    'A cross of which one side can not be is refused as a whole.',
    { rule: 'L:CROSS' },
  ),
  order(
    'ORD-19.a',
    'V/C all venue',
    'Order by amount of cash',
    'An order by amount is acknowledged without OrderQty; its fills fix the quantity, and at its end LeavesQty is 0.',
    { rule: 'O:CASH', map: 'Bitcoin Suisse 2.2.2; L.1.b' },
  ),
  order(
    'ORD-19.b',
    'C all venue',
    'Guarantee before the fill',
    'Stopped guarantees a price and trades nothing: a client books the fill that follows, and that alone.',
    { rule: 'Q200', map: 'L.1.a' },
  ),
  order(
    'ORD-20.a',
    'V all must',
    'PossResend of a known order',
    'An order that comes again with PossResend is answered by its status, and makes no second order.',
    { rule: 'Q1', map: 'F.1.b' },
  ),
  order(
    'ORD-20.b',
    'V all must',
    'PossResend of an unknown order',
    'An order with PossResend that was never seen is taken as new.',
    { rule: 'Q1', map: 'F.1.b' },
  ),
  order(
    'ORD-20.c',
    'C all must',
    'Order under way when the link is lost',
    'A client repeats an order without answer under its ClOrdID and marked as such, or asks for its status; it sends no other in its place.',
    { rule: 'ev:drop', map: 'Lean IB #242', clause: RESEND },
  ),
  order(
    'ORD-20.d',
    'C all must',
    'ClOrdID after a restart of the client',
    'After a restart a client uses no ClOrdID that it has used on that day.',
    { rule: 'ev:restart', map: 'rust-ibapi #803', clause: CLORDID },
  ),
  order(
    'ORD-21.a',
    'C all should',
    'ClOrdID over days',
    'The ClOrdID of an order that lives for days should not be used again while it lives.',
    { rule: 'ev:day' },
  ),
  order(
    'ORD-22.a',
    'V/C all should',
    'Huge and tiny quantities',
    'Quantities of many digits should come back exactly, and stay exact in all arithmetic.',
    { rule: 'Q1000' },
  ),
]

export const ORDER_CHECK_CASES: readonly Requirement[] = [...CHECKS, ...LIFE]

/**
 * Invariants (INV): what holds on every report of every scenario about orders, and on every request of a client. They are
 * judged by `order-invariants/` over the journal of each such scenario, so that no scenario of their own is needed.
 */
import { BOTH_PARTS, BOTH_ROLES, type Part, type Requirement } from './requirement.ts'

const REPORT = 'FIX Application Layer, ExecutionReport'
const STATES = 'FIX Order State Changes'

const VENUE: readonly Part[] = ['venue']

type More = Partial<Pick<Requirement, 'level' | 'parts' | 'doubtful'>>

function invariant(n: number, title: string, sentence: string, clause: string, more: More = {}): Requirement {
  return {
    id: `INV-${n}`,
    title,
    sentence,
    clause,
    level: 'must',
    roles: BOTH_ROLES,
    parts: VENUE,
    since: 'FIX.4.2',
    rule: '(all)',
    everywhere: true,
    ...more,
  }
}

export const INVARIANT_CASES: readonly Requirement[] = [
  invariant(
    1,
    'LeavesQty of a working order',
    'While an order works LeavesQty is OrderQty less CumQty; before it is accepted it may be 0.',
    `${REPORT}: LeavesQty`,
  ),
  invariant(
    2,
    'LeavesQty of a dead order',
    'LeavesQty of an order that is Canceled, Rejected, Calculated or Expired is 0, which is best, or what was left of it.',
    `${REPORT}: LeavesQty`,
  ),
  invariant(
    3,
    'LeavesQty when done for day',
    'Done for day leaves nothing of a Day order, and of one that lives for days what has not traded.',
    `${STATES}, A.1.b and H.1.a`,
  ),
  invariant(
    4,
    'Filled is filled',
    'Filled says that CumQty has reached OrderQty and nothing is left, and where that is so the status says Filled.',
    `${REPORT}: OrdStatus`,
  ),
  invariant(
    5,
    'CumQty is the sum of the fills',
    'CumQty is what the fills of the whole chain add up to, busts taken out and corrections put in; a replace never sets it back.',
    `${REPORT}: CumQty`,
  ),
  invariant(
    6,
    'CumQty never falls',
    'CumQty falls by a bust, a correction or a restatement for a corporate action, and by nothing else.',
    `${REPORT}: CumQty`,
  ),
  invariant(
    7,
    'No more than ordered',
    'CumQty does not exceed OrderQty; a replace that lost its race is amended to what has traded.',
    `${STATES}, C.3.b and C.3.c`,
  ),
  invariant(
    8,
    'AvgPx is the mean of the fills',
    'AvgPx is the mean price of what has traded, within half a unit of the last digit that it prints, and 0 before the first fill.',
    `${REPORT}: AvgPx`,
  ),
  invariant(
    9,
    'A fill says what it traded',
    'A fill carries a positive LastQty and a LastPx, and CumQty grows by it.',
    `${REPORT}: LastQty`,
  ),
  invariant(
    10,
    'No trade without a fill',
    'A report that is no fill, correction, bust or guarantee has no LastQty and no LastPx, or 0.',
    `${REPORT}: LastQty`,
  ),
  invariant(
    11,
    'ExecID is unique',
    'An ExecID stands for one execution; only a report that is sent again as such repeats it, and the 0 of a status.',
    `${REPORT}: ExecID`,
  ),
  invariant(
    12,
    'OrderID stays',
    'OrderID stays the same over the chain of an order, and stands for no other.',
    `${REPORT}: OrderID`,
  ),
  invariant(
    13,
    'Report of the order in force',
    'What a report repeats of the order is what is in force: the old values until the replace has taken effect, the new ones then.',
    `${STATES}, C.1.b`,
  ),
  invariant(
    14,
    'Fill within the limit',
    'A limit order trades at its limit or better, by the limit that is in force when it trades.',
    'FIX Application Layer, OrdType and Price',
  ),
  invariant(
    15,
    'Quantities of the day',
    'DayOrderQty is OrderQty less what traded on earlier days, and DayCumQty is part of CumQty.',
    `${STATES}, H.1.a`,
  ),
  invariant(
    16,
    'ClOrdID and OrigClOrdID',
    'Reports carry the id that is in force, or that of the request which they answer and the id that it is about; requests have an id of their own and name the last that was not refused.',
    'FIX Application Layer, ClOrdID and OrigClOrdID',
    { parts: BOTH_PARTS },
  ),
  invariant(
    17,
    'TransactTime',
    'TransactTime should be there, not lie in the future, and not run backwards within an order.',
    `${REPORT}: TransactTime`,
    { level: 'should' },
  ),
  invariant(
    18,
    'ExecType and OrdStatus',
    'ExecType and OrdStatus of a report belong together, and the step from the status before is one that an order can take.',
    STATES,
  ),
  invariant(19, 'One end', 'Every order that was accepted comes to one end, or is open still and says so.', STATES),
  invariant(
    20,
    'One answer for each request',
    'Each cancel and replace gets one final answer, with one pending report before it at most.',
    'FIX Application Layer, OrderCancelRequest and OrderCancelReplaceRequest',
  ),
  invariant(
    21,
    'Values of the version',
    'ExecType, OrdStatus and ExecTransType have values that the version has, and ExecTransType is there in FIX.4.2 alone.',
    `${REPORT}: ExecType and ExecTransType`,
  ),
  invariant(
    22,
    'No part above the whole',
    'MinQty, MaxFloor, MaxShow and DisplayQty do not exceed OrderQty.',
    'FIX Application Layer, MinQty, MaxFloor and DisplayQty',
    { parts: BOTH_PARTS },
  ),
]

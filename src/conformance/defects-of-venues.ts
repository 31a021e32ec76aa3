/** Defects of venues: what they report of orders, and how they answer requests. */
import type { DefectClass } from './defect.ts'

const REPLACES = ['CXL-06', 'CXL-07', 'CXL-08', 'CXL-10', 'MAT-C.1', 'MAT-C.3', 'MAT-D.1', 'MAT-D.2']
const RACES = ['CXL-02', 'CXL-07', 'CXL-11', 'MAT-B.1', 'MAT-C.1', 'MAT-C.3', 'MAT-D.1']
const FILL = /ExecType = [12F]\b/

const UNDER_REQUEST =
  'Fills while a cancel or replace pends carry the ClOrdID of that request. Until it has taken effect the order goes by its own id, and its client can not place the fill.'
const FORGOTTEN =
  'A cancel or replace was never answered: the order filled meanwhile, say, and the request was forgotten with it. Each needs one final answer, if only that it is too late.'
const PENDING =
  'A request that pends outranks New, Partially filled and Filled: OrdStatus stays Pending Cancel or Pending Replace over the fills, until the request is decided.'
const NO_END =
  'A replaced order is told as Canceled. The chain goes on under the new id with what it has traded; a client that takes it for the end counts that twice.'
const VERSION_CODES =
  'A fill is told by codes of another version: ExecType Partial fill and Fill went with FIX.4.3, and Trade came with it. A client that checks values rejects the fill.'

export const DEFECTS_OF_VENUES: readonly DefectClass[] = [
  {
    class: 'fill-under-request-id',
    cases: ['INV-16'],
    tag: 11,
    wanted: /has not taken effect/,
    text: UNDER_REQUEST,
    seenIn: ['parity #70 and #76'],
  },
  {
    class: 'fill-under-request-id',
    cases: RACES,
    tag: 11,
    says: FILL,
    text: UNDER_REQUEST,
    seenIn: ['parity #70 and #76'],
  },
  { class: 'request-unanswered', cases: ['INV-20'], says: /^none came/, text: FORGOTTEN, seenIn: ['parity #82'] },
  {
    class: 'request-unanswered',
    cases: ['CXL', 'MAT-B.1', 'MAT-C.2', 'MAT-D.1', 'MAT-D.2'],
    expects: ['OrderCancelReject'],
    got: ['nothing'],
    text: FORGOTTEN,
    seenIn: ['parity #82'],
  },
  {
    class: 'pending-for-ever',
    cases: ['CXL-04'],
    expects: ['ExecutionReport'],
    got: ['nothing'],
    text: 'Pending Cancel or Pending Replace is the last that was said of the request: what it waits for inside never came, or was lost.',
    seenIn: ['Alpaca-API #111'],
  },
  {
    class: 'request-refused-by-report',
    cases: ['INV-20'],
    tag: 'any',
    says: /refused by an ExecutionReport/,
    text: 'A cancel or replace is refused by an ExecutionReport with ExecType Rejected. OrderCancelReject is there for it: that report says that the order itself is dead.',
  },
  {
    class: 'request-refused-by-report',
    cases: ['CXL', 'MAT'],
    expects: ['OrderCancelReject'],
    got: ['ExecutionReport'],
    text: 'A request that has to be refused was answered by an ExecutionReport: it was done, or refused by the message that says that the order itself is dead.',
  },
  {
    class: 'refusal-kills-order',
    cases: ['CXL', 'MAT'],
    tag: 39,
    value: /^8$/,
    says: /^OrderCancelReject/,
    text: 'OrderCancelReject says OrdStatus Rejected for an order that lives. It is the status behind the refusal; Rejected stands there for an unknown order alone.',
  },
  { class: 'pending-hidden', cases: ['INV-18'], tag: 39, says: /^OrdStatus goes from [6E] /, text: PENDING },
  { class: 'pending-hidden', cases: ['INV-18'], tag: 39, wanted: /goes with ExecType [6E]$/, text: PENDING },
  { class: 'pending-hidden', cases: [...RACES, 'CXL-04'], tag: 39, value: /^[0-2]$/, says: FILL, text: PENDING },
  {
    class: 'cancel-under-other-id',
    cases: ['CXL-01', 'CXL-02', 'CXL-04', 'MAT-B.1'],
    tag: 11,
    text: 'A cancel is reported under another ClOrdID than its own. What answers a request, pending or final, carries the id of the request and that of the order beside it.',
    seenIn: ['roq-rencap #47'],
  },
  {
    class: 'refusal-names-refused-id',
    cases: ['INV-16'],
    tag: 41,
    wanted: /which was accepted last/,
    text: 'OrigClOrdID of a refusal is the id that was asked for, which never came into force. It names what was accepted last, so that the client knows where it stands.',
  },
  {
    class: 'orig-id-unasked',
    cases: ['CXL-05', 'ORD-05', 'ORD-14', 'INV-16', 'MAT-E.1', 'MAT-I.1'],
    tag: 41,
    value: 'unasked',
    text: 'An event that nobody asked for carries OrigClOrdID, and looks like the answer to a request that was never sent.',
  },
  {
    class: 'leaves-negative',
    tag: 151,
    value: /^-/,
    text: 'LeavesQty is negative: a replace to less than has traded was taken as it stands, or an order has traded more than it holds.',
  },
  {
    class: 'leaves-not-updated-by-replace',
    cases: REPLACES,
    tag: 151,
    text: 'LeavesQty was not brought up to date by the replace: it is the new OrderQty less CumQty.',
    seenIn: ['nautilus_trader #449'],
  },
  {
    class: 'leaves-kept-by-itself',
    cases: ['INV-1', 'INV-3'],
    tag: 151,
    text: 'LeavesQty is not OrderQty less CumQty: it is kept by itself, and something that changed the one did not change the other.',
  },
  {
    class: 'replaced-told-as-canceled',
    cases: REPLACES,
    tag: 150,
    value: /^4$/,
    text: NO_END,
    seenIn: ['HedgeLab #148'],
  },
  {
    class: 'replaced-told-as-canceled',
    cases: REPLACES,
    tag: 39,
    value: /^4$/,
    text: NO_END,
    seenIn: ['HedgeLab #148'],
  },
  {
    class: 'replaced-told-as-canceled',
    cases: ['INV-18'],
    tag: 39,
    value: /^4$/,
    wanted: /goes with ExecType 5$/,
    text: NO_END,
    seenIn: ['HedgeLab #148'],
  },
  {
    class: 'cum-qty-wrong',
    cases: ['INV-5', 'INV-6', 'INV-9', ...REPLACES],
    tag: 14,
    text: 'CumQty is not what the executions add up to: a replace set it back or counted it twice, a bust or correction was not taken over, or LeavesQty stands in its place.',
    seenIn: ['ibx #310', 'HedgeLab #148'],
  },
  {
    class: 'average-in-floats',
    tag: 6,
    value: /\.\d{12,}$/,
    text: 'AvgPx is computed in binary floating point, and its last digits are noise. Prices and quantities need decimals.',
    seenIn: ['ccxt #10168'],
  },
  {
    class: 'average-wrong',
    cases: ['INV-8', 'ORD-03', 'EXE-01', 'EXE-02', 'MAT-J.1'],
    tag: 6,
    text: 'AvgPx is not the mean of what stands of the fills: it is rounded to the tick, or busts, corrections or quantities are left out.',
    seenIn: ['DistributedATS #27'],
  },
  { class: 'codes-of-other-version', cases: ['INV-21'], tag: 150, text: VERSION_CODES, seenIn: ['quickfixj #1083'] },
  {
    class: 'codes-of-other-version',
    tag: 150,
    value: /^[12F]$/,
    says: FILL,
    text: VERSION_CODES,
    seenIn: ['quickfixj #1083'],
  },
  {
    class: 'exec-trans-type',
    tag: 20,
    text: 'ExecTransType belongs on every report up to FIX.4.2 and on none since FIX.4.3, where ExecType says what it said.',
  },
  {
    class: 'reason-not-in-version',
    cases: ['INV-21'],
    says: /^(OrdRejReason|CxlRejReason|ExecRestatementReason) is/,
    tag: 'any',
    text: 'The reason is one that the version does not have; where none fits there is 99 since FIX.4.4, and 0 with a Text before.',
  },
  {
    class: 'repeated-without-flag',
    cases: ['INV-11'],
    tag: 17,
    says: /with the same content/,
    text: 'A report came again word for word, and neither PossDupFlag nor PossResend says so: twice in the answer to a ResendRequest, say, and once of them as if it were new.',
    seenIn: ['quickfix #268'],
  },
  {
    class: 'exec-id-repeated',
    cases: ['INV-11', 'EXE-04.e'],
    tag: 17,
    text: 'An ExecID stands for two reports. A client that books by it, as it should, loses the second.',
  },
  {
    class: 'order-id-changed',
    cases: ['INV-12', 'CXL-10', 'ORD-11.a'],
    tag: 37,
    text: 'OrderID changed within the life of an order, or stands for two: with a replace, say, that makes a new order inside.',
  },
  {
    class: 'old-terms-in-force',
    cases: ['INV-13'],
    tag: 'any',
    text: 'Reports repeat values that are not in force: those of a replace before it has taken effect, or the old ones behind it.',
  },
  {
    class: 'fill-beyond-limit',
    cases: ['INV-14'],
    tag: 31,
    text: 'A limit order traded at a price worse than its limit, as it stood when it traded.',
  },
  {
    class: 'two-ends',
    cases: ['INV-19'],
    tag: 150,
    text: 'An order ended twice: what is left of a filled order was cancelled, say, or a timer at the close did not look at what had ended.',
  },
  {
    class: 'remainder-left-open',
    cases: ['ORD-05', 'ORD-06', 'MAT-I.1'],
    expects: ['ExecutionReport'],
    got: ['nothing'],
    text: 'What an immediate order could not trade was left open. It ends at once, and a report says so.',
    seenIn: ['nautilus_trader #628 and #4626', 'coinex #28'],
  },
  {
    class: 'day-order-left-open',
    cases: ['ORD-12', 'ORD-13', 'ORD-07.f'],
    expects: ['ExecutionReport'],
    got: ['nothing'],
    text: 'No report ended the order when its time was over. Its client takes it for open.',
  },
]

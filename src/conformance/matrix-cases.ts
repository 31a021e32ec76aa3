/** The order state change matrices of the standard (MAT), each of them a case: venue and client follow its rows. */
import { REBUILT, REBUILT_MATRICES } from './application-row.ts'
import { BOTH_PARTS, BOTH_ROLES, type Requirement } from './requirement.ts'

/** Names of the matrices in FIX.4.2, or `4.3` where they came with that version. */
type Matrix = readonly [id: string, before: string, title: string, sentence: string]

const MATRICES: readonly Matrix[] = [
  ['A.1.a', 'D1', 'Filled order', 'An order is New, trades in parts, and its last fill leaves it Filled.'],
  [
    'A.1.b',
    'D2',
    'Part-filled day order, done for day',
    'A part-filled Day order that is done for the day has nothing left.',
  ],
  ['B.1.a', 'D3', 'Unfilled order, cancelled', 'A cancel of an unfilled order pends and then ends it.'],
  ['B.1.b', 'D4', 'Part-filled order, cancelled', 'Fills go on under the id of the order until its cancel is done.'],
  ['B.1.c', 'D5', 'Filled before the cancel', 'Pending Cancel hides Filled until the cancel is refused as too late.'],
  [
    'B.1.d',
    '4.3',
    'Cancelled before New',
    'A cancel of an order that is not New yet pends, New is told meanwhile, and the cancel ends it.',
  ],
  [
    'B.1.e',
    '4.3',
    'New crosses the cancel',
    'A cancel that crosses the acknowledgement pends and then ends the order.',
  ],
  [
    'B.1.f',
    '4.3',
    'Unknown order, cancelled',
    'A cancel of an unknown order is refused with OrderID NONE and status Rejected.',
  ],
  [
    'C.1.a',
    'D6',
    'Unfilled order, increased',
    'A replace pends under the old quantity and takes effect with the new one.',
  ],
  [
    'C.1.b',
    'D7',
    'Part-filled order, increased',
    'A fill while the replace pends has the old id and the old quantity.',
  ],
  ['C.1.c', 'D8', 'Filled order, increased', 'A filled order that is increased works again.'],
  ['C.2.a', 'D9', 'Filled before the replace', 'A replace that comes behind the last fill is refused as too late.'],
  ['C.3.a', 'D10', 'Decreased, above what has traded', 'A decrease leaves the new quantity without what has traded.'],
  ['C.3.b', 'D11', 'Decreased to what has traded', 'A decrease to what has traded makes the order Filled.'],
  [
    'C.3.c',
    'D12',
    'Decreased below what has traded',
    'A decrease below what has traded is amended to what has traded.',
  ],
  ['D.1.a', 'D13', 'Two replaces, accepted', 'A second replace names the id of the first, which is in force.'],
  ['D.1.b', 'D14', 'First replace refused at once', 'Behind a refused replace the next one names the id before it.'],
  [
    'D.1.c',
    'D15',
    'First replace refused after it pended',
    'A replace that pended and is refused leaves the order as it was.',
  ],
  ['D.2.a', 'D16', 'Two replaces at once, in turn', 'Two replaces at once are worked one after the other.'],
  [
    'D.2.b',
    '4.3',
    'Two replaces at once, both pending',
    'A replace that takes effect while another pends leaves the order Pending Replace.',
  ],
  [
    'D.2.c',
    '4.3',
    'Two replaces at once, both refused',
    'Refusals name the id that was last accepted, and the order works on under it.',
  ],
  [
    'D.2.d',
    'D17',
    'Two replaces at once, second refused',
    'A replace is refused as one that pends already, with status Pending Replace.',
  ],
  ['E.1.a', 'D18', 'Telephoned order', 'Reports of an order that was given by telephone have no ClOrdID.'],
  ['E.1.b', 'D19', 'Cancelled unasked', 'An unasked cancel of a part-filled order has no OrigClOrdID.'],
  ['E.1.c', 'D20', 'Replaced unasked', 'A change by telephone is told as restatement.'],
  ['E.1.d', 'D21', 'Reduced unasked', 'A reduction by the venue is told as restatement, and the rest fills.'],
  [
    'F.1.a',
    'D22',
    'Duplicate ClOrdID',
    'A duplicate is rejected with status and quantities of the order that has the id.',
  ],
  [
    'F.1.b',
    'D31',
    'PossResend and duplicate ClOrdID',
    'PossResend of a known order brings its status, of an unknown one a new order.',
  ],
  [
    'F.1.c',
    'D23',
    'Order given by voice already',
    'An order that was given by voice already is rejected as duplicate of that.',
  ],
  [
    'G.1.a',
    'D24',
    'Status of an unknown order',
    'The status of an unknown order is Rejected, with nothing traded and nothing left.',
  ],
  ['G.1.b', 'D25', 'Status: nothing done', 'A status request before any fill is answered by New.'],
  [
    'G.1.c',
    'D26',
    'Status over the life of an order',
    'Status requests are answered by what the order is at that time.',
  ],
  [
    'H.1.a',
    'D27',
    'Good till cancel, restated',
    'A part-filled order is restated next day, and its fills count by day.',
  ],
  ['H.1.b', 'D28', 'Good till cancel, split', 'A split doubles the quantities and halves the prices of the order.'],
  [
    'H.1.c',
    'D29',
    'Good till cancel, cancelled next day',
    'A cancel of the next day keeps what traded the day before.',
  ],
  [
    'H.1.d',
    'D30',
    'Good till cancel, increased next day',
    'An increase of the next day counts in the quantity of that day.',
  ],
  ['I.1.a', 'D32', 'Fill or kill, killed', 'A fill-or-kill order that can not fill is Canceled.'],
  ['I.1.b', 'D33', 'Immediate or cancel, part-filled', 'The rest of an immediate-or-cancel order is Canceled.'],
  [
    'J.1.a',
    'D34',
    'Corrections and busts of a filled order',
    'Each bust and correction brings quantities and average to what is left of the trades.',
  ],
  [
    'J.1.b',
    'D35',
    'Bust and fill of a cancelled order',
    'Canceled outranks what busts and late fills would make of the order.',
  ],
  ['J.1.c', 'D36', 'Corrections over two days', 'A correction of the day before changes the quantity of this day.'],
  [
    'J.1.d',
    '4.3',
    'Corrections after Done for day',
    'Done for day outranks what corrections and busts would make of the order.',
  ],
  ['K.1.a', '4.3', 'Halt, order reinstated', 'An order that is suspended by a halt works again when trading resumes.'],
  ['K.1.b', '4.3', 'Halt, order cancelled', 'An order that asks for it is cancelled by a halt.'],
  [
    'L.1.a',
    'D37',
    'Guarantee before the fill',
    'A guarantee trades nothing, and the status stays Stopped over the fills.',
  ],
]

/** Rows in which a client uses an id twice: what answers that is a matter of venues. */
const OF_VENUES: ReadonlySet<string> = new Set(['F.1.a', 'F.1.b'])

export const MATRIX_CASES: readonly Requirement[] = MATRICES.map(([id, before, title, sentence]) => ({
  id: `MAT-${id}`,
  title,
  sentence,
  clause: `FIX Order State Changes, ${id}${before === '4.3' ? '' : ` (FIX.4.2: ${before})`}`,
  level: 'should',
  roles: BOTH_ROLES,
  parts: OF_VENUES.has(id) ? ['venue'] : BOTH_PARTS,
  since: before === '4.3' ? 'FIX.4.3' : 'FIX.4.2',
  ...(REBUILT_MATRICES.has(id) ? { doubtful: REBUILT } : {}),
}))

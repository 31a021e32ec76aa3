/**
 * For tests only: records that break an invariant each, written as the matrices are, and what has to be found in them: as
 * few findings as there are mistakes.
 */

export interface Wrong {
  readonly name: string
  readonly rows: string
  /** Fields of the last row that are other than there. */
  readonly last?: Readonly<Record<number, string | number | null>>
  readonly found: readonly string[]
  readonly versions?: readonly string[]
  readonly tolerated?: string
  /** The session goes on for a while, and no answer comes. */
  readonly waits?: boolean
}

export const NEW = 'D X - 100\n8 X - 0 0/0 0 100 0 100 0'
const PART = `${NEW}\n8 X - F 1/0 1 100 40 60 40 17=P`
const FULL = `${NEW}\n8 X - F 2/0 2 100 100 0 100 17=P`
const CANCELED = `${NEW}\nF Y X 100\n8 Y X 4 4/0 4 100 0 0 0`

export const WRONG_ORDERS: readonly Wrong[] = [
  { name: 'INV-1: leaves one too high', rows: `${NEW}\n8 X - F 1/0 1 100 40 61 40`, found: ['INV-1 must'] },
  {
    name: 'INV-1: leaves not brought up to date by a replace',
    rows: `${PART}\nG Y X 80\n8 Y X 5 5/0 1 80 40 60 0`,
    found: ['INV-1 must'],
  },
  { name: 'INV-2: leaves of a cancelled order', rows: `${PART}\n8 X - 4 4/0 4 100 40 10 0`, found: ['INV-2 must'] },
  {
    name: 'INV-2: leaves of a cancelled order stay',
    rows: `${PART}\n8 X - 4 4/0 4 100 40 60 0`,
    found: ['INV-2 should'],
  },
  { name: 'INV-3: leaves of a Day order done', rows: `${PART}\n8 X - 3 3/0 3 100 40 60 0`, found: ['INV-3 must'] },
  {
    name: 'INV-3: a good-till-cancel order done loses its rest',
    rows: 'D X - 100 59=1\n8 X - 0 0/0 0 100 0 100 0\n8 X - 3 3/0 3 100 0 0 0',
    found: ['INV-3 must'],
  },
  { name: 'INV-4: Filled with something left', rows: `${NEW}\n8 X - F 2/0 2 100 60 40 60`, found: ['INV-4 must'] },
  {
    name: 'INV-4: last fill told as partial',
    rows: `${NEW}\n8 X - F 1/0 1 100 100 0 100`,
    found: ['INV-4 must'],
    tolerated: 'finalFillAsPartial',
  },
  {
    name: 'INV-5: CumQty holds what is left',
    rows: `${PART}\n8 X - D D/0 1 100 60 40 0 378=3`,
    found: ['INV-5 must'],
  },
  {
    name: 'INV-5: replaced order counted twice',
    rows: `${PART}\nG Y X 200\n8 Y X 5 5/0 1 200 80 120 0`,
    found: ['INV-5 must'],
  },
  {
    name: 'INV-5: bust of an execution that nobody knows',
    rows: `${PART}\n8 X - H 1/1 1 100 40 60 0 19=ZZ`,
    found: ['INV-5 must'],
  },
  {
    name: 'INV-6: CumQty begins anew behind a replace',
    rows: `${PART}\nG Y X 100\n8 Y X 5 5/0 0 100 0 100 0`,
    found: ['INV-18 should', 'INV-5 must', 'INV-6 must'],
    tolerated: 'replaceResetsCumQty',
  },
  {
    name: 'INV-7: more traded than ordered',
    rows: `${NEW}\n8 X - F 2/0 2 100 110 0 110`,
    found: ['INV-7 must'],
    tolerated: 'overfill',
  },
  {
    name: 'INV-8: average off by a tick',
    rows: `${PART}\n8 X - F 2/0 2 100 100 0 60 31=101`,
    last: { 6: '100.61' },
    found: ['INV-8 must'],
  },
  {
    name: 'INV-8: average in binary floats',
    rows: `${NEW}\n8 X - F 1/0 1 100 3 97 3 31=160.08`,
    last: { 6: '160.07999999999998' },
    found: ['INV-8 must'],
  },
  {
    name: 'INV-8: average before the first fill',
    rows: 'D X - 100\n8 X - 0 0/0 0 100 0 100 0',
    last: { 6: '100' },
    found: ['INV-8 must'],
  },
  { name: 'INV-9: fill of nothing', rows: `${NEW}\n8 X - F 1/0 1 100 0 100 0`, found: ['INV-9 must'] },
  {
    name: 'INV-9: fill without price',
    rows: `${NEW}\n8 X - F 1/0 1 100 40 60 40`,
    last: { 31: null, 6: null },
    found: ['INV-9 must'],
  },
  {
    name: 'INV-9: CumQty does not grow by the fill',
    rows: `${PART}\n8 X - F 1/0 1 100 50 50 20`,
    found: ['INV-5 must', 'INV-9 must'],
  },
  { name: 'INV-10: LastQty on a cancel', rows: `${PART}\n8 X - 4 4/0 4 100 40 0 40`, found: ['INV-10 must'] },
  { name: 'INV-11: ExecID twice', rows: `${PART}\n8 X - 4 4/0 4 100 40 0 0 17=P`, found: ['INV-11 must'] },
  {
    name: 'INV-11: fill sent twice without a word',
    rows: `${PART}\n8 X - F 1/0 1 100 40 60 40 17=P`,
    found: ['INV-11 must'],
  },
  {
    name: 'INV-12: another OrderID behind a replace',
    rows: `${PART}\nG Y X 80\n8 Y X 5 5/0 1 80 40 40 0`,
    last: { 37: 'O9' },
    found: ['INV-12 must'],
    tolerated: 'newOrderIDOnReplace',
  },
  {
    name: 'INV-12: OrderID of another order',
    rows: `${NEW}\nD Z - 50\n8 Z - 0 0/0 0 50 0 50 0`,
    last: { 37: 'O1' },
    found: ['INV-12 must'],
  },
  { name: 'INV-13: another side', rows: `${NEW}\n8 X - F 1/0 1 100 40 60 40`, last: { 54: 2 }, found: ['INV-13 must'] },
  {
    name: 'INV-13: another side, of an order whose status was asked for before it was sent',
    rows: `H X - -\n8 X - I 8/3 8 - 0 0 - 103=5\n${NEW}\n8 X - F 1/0 1 100 40 60 40`,
    last: { 54: 2 },
    found: ['INV-13 must'],
  },
  {
    name: 'INV-13: new price before the replace has taken effect',
    rows: `${NEW}\nG Y X 100 44=201\n8 Y X E E/0 E 100 0 100 0`,
    last: { 44: 201 },
    found: ['INV-13 must'],
  },
  {
    name: 'INV-13: old quantity behind the replace',
    rows: `${NEW}\nG Y X 80\n8 Y X 5 5/0 0 80 0 80 0\n8 Y - F 1/0 1 100 10 90 10`,
    found: ['INV-13 must'],
  },
  {
    name: 'INV-14: fill beyond the limit',
    rows: `${NEW}\n8 X - F 1/0 1 100 40 60 40 31=200.01`,
    found: ['INV-14 must'],
  },
  {
    name: 'INV-14: fill beyond the new limit',
    rows: `${NEW}\nG Y X 100 44=150\n8 Y X 5 5/0 0 100 0 100 0 44=150\n8 Y - F 1/0 1 100 40 60 40 31=160 44=150`,
    found: ['INV-14 must'],
  },
  {
    name: 'INV-15: quantity of the day',
    rows: `${PART}\nday\n8 X - D D/0 1 100 40 60 0 378=1 424=100 425=0`,
    found: ['INV-15 must'],
  },
  {
    name: 'INV-16: fill under the id of a cancel that pends',
    rows: `${PART}\nF Y X 100\n8 Y X 6 6/0 6 100 40 60 0\n8 Y X F 1/0 6 100 50 50 10`,
    found: ['INV-16 must', 'INV-16 should'],
  },
  {
    name: 'INV-16: fill under the id of a replace that has not come into force',
    rows: `${PART}\nG Y X 200\n8 Y - F 1/0 1 100 50 50 10`,
    found: ['INV-16 must'],
  },
  {
    name: 'INV-16: cancelled under another id than it was pending under',
    rows: `${PART}\nF Y X 100\n8 Y X 6 6/0 6 100 40 60 0\n8 Q X 4 4/0 4 100 40 0 0`,
    found: ['INV-16 must', 'INV-16 should'],
  },
  {
    name: 'INV-16: refusal names what never came into force',
    rows: `${PART}\nG Y X 80\nG Z Y 70\n9 Y X 1 434=2\n9 Z Y 1 434=2`,
    found: ['INV-16 must'],
  },
  { name: 'INV-16: refusal under the id of the order', rows: `${PART}\nF Y X 100\n9 X X 1`, found: ['INV-16 must'] },
  {
    name: 'INV-16: OrigClOrdID on an unasked cancel',
    rows: `${PART}\nG Y X 80\n8 Y X 5 5/0 1 80 40 40 0\n8 Y X 4 4/0 4 80 40 0 0`,
    found: ['INV-16 should'],
  },
  {
    name: 'INV-17: no TransactTime',
    rows: 'D X - 100\n8 X - 0 0/0 0 100 0 100 0',
    last: { 60: null },
    found: ['INV-17 should'],
  },
  {
    name: 'INV-17: TransactTime of tomorrow',
    rows: 'D X - 100\n8 X - 0 0/0 0 100 0 100 0',
    last: { 60: '20260602-09:00:00' },
    found: ['INV-17 should'],
  },
  {
    name: 'INV-17: TransactTime runs back',
    rows: `${NEW}\n8 X - D D/0 0 100 0 100 0 378=3`,
    last: { 60: '20260601-08:00:00' },
    found: ['INV-17 should'],
  },
  { name: 'INV-18: cancelled, and New', rows: `${NEW}\n8 X - 4 4/0 0 100 0 100 0`, found: ['INV-18 must'] },
  {
    name: 'INV-18: life after a reject',
    rows: 'D X - 100\n8 X - 8 8/0 8 100 0 0 0\n8 X - 0 0/0 0 100 0 100 0',
    found: ['INV-18 must'],
  },
  {
    name: 'INV-18: fill behind the cancel, told as open',
    rows: `${CANCELED}\n8 X - F 1/0 1 100 40 60 40`,
    found: ['INV-18 must'],
  },
  {
    name: 'INV-18: late fill of a cancelled order',
    rows: `${CANCELED}\n8 X - F 1/0 4 100 40 0 40`,
    found: ['INV-18 should'],
    tolerated: 'lateFills',
  },
  {
    name: 'INV-18: pending hidden by a fill',
    rows: `${PART}\nF Y X 100\n8 Y X 6 6/0 6 100 40 60 0\n8 X - F 1/0 1 100 50 50 10`,
    found: ['INV-18 should'],
  },
  {
    name: 'INV-18: refusal that leaves the order pending',
    rows: `${PART}\nF Y X 100\n8 Y X 6 6/0 6 100 40 60 0\n9 Y X 6`,
    found: ['INV-18 should'],
  },
  {
    name: 'INV-19: filled, then cancelled',
    rows: `${FULL}\n8 X - 4 4/0 4 100 100 0 0`,
    found: ['INV-18 should', 'INV-19 must'],
  },
  {
    name: 'INV-19: filled while its cancel pends, and cancelled all the same',
    rows: `${NEW}\nF Y X 100\n8 Y X 6 6/0 6 100 0 100 0\n8 X - F 2/0 6 100 100 0 100\n8 Y X 4 4/0 4 100 100 0 0`,
    found: ['INV-19 must'],
  },
  {
    name: 'INV-19: cancelled, then expired',
    rows: `${NEW}\n8 X - 4 4/0 4 100 0 0 0\n8 X - C C/0 C 100 0 0 0`,
    found: ['INV-19 must'],
  },
  { name: 'INV-20: no answer', waits: true, rows: `${NEW}\nF Y X 100`, found: ['INV-20 must'] },
  {
    name: 'INV-20: filled while the cancel pends, and the cancel never answered',
    waits: true,
    rows: `${NEW}\nF Y X 100\n8 Y X 6 6/0 6 100 0 100 0\n8 X - F 2/0 6 100 100 0 100`,
    found: ['INV-20 must'],
  },
  { name: 'INV-20: two answers', rows: `${NEW}\nF Y X 100\n9 Y X 0\n9 Y X 0`, found: ['INV-20 must'] },
  {
    name: 'INV-20: refused, and cancelled',
    rows: `${NEW}\nF Y X 100\n9 Y X 0\n8 Y X 4 4/0 4 100 0 0 0`,
    found: ['INV-20 must'],
  },
  {
    name: 'INV-20: told as pending twice',
    rows: `${NEW}\nF Y X 100\n8 Y X 6 6/0 6 100 0 100 0\n8 Y X 6 6/0 6 100 0 100 0\n9 Y X 0`,
    found: ['INV-20 must'],
  },
  { name: 'INV-20: refused by a report', rows: `${NEW}\nG Y X 80\n8 Y X 8 8/0 8 100 0 0 0`, found: ['INV-20 must'] },
  {
    name: 'INV-21: ExecType Trade in FIX.4.2',
    rows: `${NEW}\n8 X - F F/0 2 100 100 0 100`,
    found: ['INV-21 must'],
    versions: ['FIX.4.2'],
  },
  {
    name: 'INV-21: ExecType Fill since FIX.4.3',
    rows: `${NEW}\n8 X - F 2/0 2 100 100 0 100`,
    last: { 150: 2 },
    found: ['INV-21 must'],
    versions: ['FIX.4.4', 'FIX.5.0SP2'],
  },
  {
    name: 'INV-21: OrdStatus Replaced',
    rows: `${NEW}\nG Y X 80\n8 Y X 5 5/0 0 80 0 80 0`,
    last: { 39: '5' },
    found: ['INV-21 must'],
    versions: ['FIX.4.4'],
  },
  {
    name: 'INV-21: no ExecTransType',
    rows: 'D X - 100\n8 X - 0 0/0 0 100 0 100 0',
    last: { 20: null },
    found: ['INV-21 must'],
    versions: ['FIX.4.2'],
  },
  {
    name: 'INV-21: ExecTransType',
    rows: 'D X - 100\n8 X - 0 0/0 0 100 0 100 0',
    last: { 20: 0 },
    found: ['INV-21 must'],
    versions: ['FIX.4.4', 'FIX.5.0SP2'],
  },
  {
    name: 'INV-21: reason that FIX.4.2 does not have',
    rows: 'D X - 100\n8 X - 8 8/0 8 100 0 0 0 103=99',
    found: ['INV-21 must'],
    versions: ['FIX.4.2'],
  },
  {
    name: 'INV-22: peak above the order',
    rows: 'D X - 100\n8 X - 0 0/0 0 100 0 100 0 111=200',
    found: ['INV-22 should'],
  },
]

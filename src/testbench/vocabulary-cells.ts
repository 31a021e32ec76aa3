/** What may stand in a cell, for people; a test holds each against messages, so that it says what is so. */

export interface CellExample {
  /** As it stands in a table, or behind a field in a sentence. */
  readonly cell: string
  readonly says: string
  /** Field of an ExecutionReport(8) of FIX.4.4 that the test tries it with. */
  readonly field: string
  /** Values that fit; `null` is a report without the field. */
  readonly fits: readonly (string | null)[]
  readonly not: readonly (string | null)[]
}

/**
 * Cells of expectations. The test has named an order with ClOrdID A1 and a report of it with OrderID O1 `order` and `ack`,
 * and has captured `id` as O1; it is the 5th of January 2026.
 */
export const EXPECTED_CELLS: readonly CellExample[] = [
  {
    cell: '100',
    says: 'the value; a number by what it means: 100 is 100.00',
    field: 'OrderQty',
    fits: ['100', '100.00'],
    not: ['100.01', null],
  },
  {
    cell: 'Partially filled',
    says: 'the label of a value, in any spelling',
    field: 'OrdStatus',
    fits: ['1'],
    not: ['2', 'Partially filled'],
  },
  { cell: 'any', says: 'there, whatever it holds', field: 'OrderID', fits: ['O1', 'NONE'], not: [null] },
  { cell: 'absent', says: 'not there', field: 'OrigClOrdID', fits: [null], not: ['A1'] },
  { cell: 'New or Filled', says: 'one of several', field: 'OrdStatus', fits: ['0', '2'], not: ['1', null] },
  {
    cell: '0 or absent',
    says: 'one of several, or not there',
    field: 'LastQty',
    fits: ['0', '0.00', null],
    not: ['5'],
  },
  { cell: 'not Rejected', says: 'there, and anything else', field: 'OrdStatus', fits: ['0', '2'], not: ['8', null] },
  {
    cell: 'between 1 and 99',
    says: 'a number, both ends among it',
    field: 'LastQty',
    fits: ['1', '99.0'],
    not: ['0.99', '100', null],
  },
  {
    cell: 'at least 5',
    says: 'a number; also at most, above, below',
    field: 'CumQty',
    fits: ['5', '6'],
    not: ['4.99', null],
  },
  { cell: 'above 0', says: 'a number that is more', field: 'CumQty', fits: ['0.01'], not: ['0', '-1'] },
  {
    cell: '10.25 ± 0.01',
    says: 'a number no further away than that (also +-)',
    field: 'AvgPx',
    fits: ['10.25', '10.24', '10.260'],
    not: ['10.2399', '10.27', null],
  },
  {
    cell: '/^Unknown/',
    says: 'a text that the regular expression fits; /…/i for any case',
    field: 'Text',
    fits: ['Unknown symbol'],
    not: ['unknown symbol', null],
  },
  {
    cell: 'same as order.ClOrdID',
    says: 'what a message holds that a step has named',
    field: 'ClOrdID',
    fits: ['A1'],
    not: ['A2', null],
  },
  {
    cell: 'other than ack.OrderID',
    says: 'there, and not what that message holds',
    field: 'OrderID',
    fits: ['O2'],
    not: ['O1', null],
  },
  {
    cell: '<id>',
    says: 'what a cell has captured before: | OrderID as "id" | any |',
    field: 'OrderID',
    fits: ['O1'],
    not: ['O2', null],
  },
  {
    cell: '<FIX.4.2: 2, FIX.4.4: 99, FIX.5.0: 18 or 99>',
    says: 'by version: the last entry that is not newer than the session; nothing where all are newer',
    field: 'OrdRejReason',
    fits: ['99'],
    not: ['2', '18'],
  },
  {
    cell: '<today>',
    says: 'the date; also <tomorrow>, <yesterday>',
    field: 'TradeDate',
    fits: ['20260105'],
    not: ['20260106', null],
  },
  {
    cell: '+60 seconds from now',
    says: 'a time, up to 5 seconds from it; also <now>, and minutes, hours, days',
    field: 'ExpireTime',
    fits: ['20260105-09:01:03.000', '20260105-09:00:55'],
    not: ['20260105-09:01:06', 'soon', null],
  },
]

export interface SentCellExample {
  readonly cell: string
  readonly says: string
  /** Field of a NewOrderSingle(D) of FIX.4.4. */
  readonly field: string
  /** What goes out: a value or an expression that fits it; null for nothing. */
  readonly sends: string | RegExp | null
}

/** Cells of messages that are sent, with the same names. */
export const SENT_CELLS: readonly SentCellExample[] = [
  { cell: '10.50', says: 'the value as it is written, right or wrong', field: 'Price', sends: '10.50' },
  { cell: 'Stop limit', says: 'the label of a value', field: 'OrdType', sends: '4' },
  { cell: 'absent', says: 'left out, even what the message needs', field: 'Price', sends: null },
  { cell: '<empty>', says: 'the field without a value', field: 'Account', sends: '' },
  { cell: '<unique>', says: 'an id that was not used before', field: 'ClOrdID', sends: /^FP11-\d+$/ },
  { cell: '<symbol>', says: 'the instrument that the profile trades', field: 'Symbol', sends: 'SIM' },
  { cell: 'same as order.ClOrdID', says: 'what a named message holds', field: 'ClOrdID', sends: 'A1' },
  { cell: '<id>', says: 'what a cell has captured, also inside a text', field: 'Text', sends: 'O1' },
  {
    cell: '<now>',
    says: 'the time, as the type of the field writes it',
    field: 'TransactTime',
    sends: /^20260105-09:00:00/,
  },
  {
    cell: '+60 seconds from now',
    says: 'another time: seconds, minutes, hours, days',
    field: 'ExpireTime',
    sends: /^20260105-09:01:00/,
  },
  { cell: '+2 days from now', says: 'in a field that holds a date, the date', field: 'ExpireDate', sends: '20260107' },
  { cell: '<tomorrow>', says: 'a date; also <today>, <yesterday>', field: 'ExpireDate', sends: '20260106' },
  {
    cell: '<FIX.4.2: 1, FIX.5.0: 2>',
    says: 'by version; nothing is sent where all are newer',
    field: 'HandlInst',
    sends: '1',
  },
  { cell: '<1 since FIX.5.0>', says: 'from that version on', field: 'HandlInst', sends: null },
  { cell: '<600 letters>', says: 'a text of that length', field: 'Text', sends: 'A'.repeat(600) },
  { cell: 'A<SOH>B', says: 'a byte that ends a field, in the midst of one', field: 'Text', sends: 'A\x01B' },
]

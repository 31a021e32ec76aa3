/** Mistakes of real venues: what comes of orders on their side. The rows are those of the published list of mistakes. */
import type { VersionId } from '../../../src/fix/versions.ts'

/** A fault of order flow, and what of the suite must see it. */
export interface OrderFault {
  /** What a target with it does, to be read behind "a target that". */
  readonly does: string
  /** Row of the list of common mistakes; absent where the target merely lacks something. */
  readonly row?: number
  /** Cases and invariants of which one at least must fail. */
  readonly mustCatch: readonly string[]
  /** Class of the cause that a report must name for it; absent where nothing but warnings come of it, which have none. */
  readonly cause?: string
  /** FIX.4.4 when absent. */
  readonly version?: VersionId
  /** Groups of cases beside those of `mustCatch`, INV and MAT that it breaks, and what these do that they show it. */
  readonly alsoBreaks?: Readonly<Record<string, string>>
}

const FILLS = 'has fills in its scenarios'

export const VENUE = {
  'venue.fills-under-the-cancel': {
    row: 1,
    does: 'reports fills under the ClOrdID of the cancel that pends',
    mustCatch: ['CXL-02.b', 'INV-16'],
    cause: 'fill-under-request-id',
  },
  'venue.cancel-lost-behind-fill': {
    row: 2,
    does: 'never answers a cancel when the order fills before it',
    mustCatch: ['CXL-11.a', 'INV-20'],
    cause: 'request-unanswered',
  },
  'venue.pending-for-ever': {
    row: 3,
    does: 'says Pending Cancel or Pending Replace, and never anything behind it',
    mustCatch: ['CXL-04.a', 'INV-20'],
    cause: 'pending-for-ever',
    alsoBreaks: {
      EXE: 'asks for the status while a replace pends, and waits for its end',
      ORD: 'cancels an order that pends',
    },
  },
  'venue.leaves-as-last-qty': {
    row: 4,
    does: 'states LeavesQty as the quantity of a fill',
    mustCatch: ['ORD-03.b', 'INV-5'],
    cause: 'cum-qty-wrong',
    alsoBreaks: {
      CXL: FILLS,
      EXE: FILLS,
      QUO: FILLS,
    },
  },
  'venue.leaves-kept-over-replace': {
    row: 5,
    does: 'states the old LeavesQty when it has replaced an order',
    mustCatch: ['CXL-07.a', 'CXL-07.b', 'INV-1'],
    cause: 'leaves-not-updated-by-replace',
    alsoBreaks: {
      ORD: 'increases an order of the day before',
    },
  },
  'venue.leaves-lost-is-a-fill': {
    row: 6,
    does: 'counts what a replace took from LeavesQty as executed',
    mustCatch: ['CXL-07.b', 'INV-5'],
    cause: 'cum-qty-wrong',
  },
  'venue.replaced-counted-twice': {
    row: 7,
    does: 'reports a replaced order as Canceled, and counts what it had traded again in the new one',
    mustCatch: ['CXL-10.a', 'INV-5'],
    cause: 'replaced-told-as-canceled',
    alsoBreaks: {
      EXE: 'replaces an order that it asks about, or busts',
      ORD: 'increases an order of the day before, and the peak of an iceberg',
    },
  },
  'venue.poss-resend-not-read': {
    row: 9,
    does: 'does not read PossResend, and rejects an order that is sent again',
    mustCatch: ['ORD-20.a'],
    cause: 'poss-resend-not-read',
  },
  'venue.refused-cancel-rejects-the-order': {
    row: 12,
    does: 'says in OrderCancelReject that the order is Rejected, whatever it is',
    mustCatch: ['CXL-03.c', 'CXL-11.a'],
    cause: 'refusal-kills-order',
    alsoBreaks: {
      ORD: 'cancels an order that is done for the day',
    },
  },
  'venue.pending-as-working': {
    row: 13,
    does: 'reports an order whose cancel or replace pends as if it simply worked',
    mustCatch: ['CXL-04.a', 'INV-18'],
    cause: 'pending-hidden',
    alsoBreaks: {
      EXE: 'asks for the status while a replace pends',
      ORD: 'cancels an order that pends',
    },
  },
  'venue.canceled-under-the-order': {
    row: 15,
    does: 'confirms a cancel under another ClOrdID than that of the request',
    mustCatch: ['CXL-01.a', 'INV-16'],
    cause: 'cancel-under-other-id',
    alsoBreaks: {
      APP: 'cancels while throttled',
      EXE: 'copies a cancel',
      ORD: 'cancels its orders in the end',
    },
  },
  'venue.invalid-value-swallowed': {
    row: 19,
    does: 'says nothing about a message with a value that is not in the list',
    mustCatch: ['ORD-10.m'],
    cause: 'value-fault-unanswered',
    alsoBreaks: {
      EXE: 'asks for trade reports with such a value',
      MKT: 'asks for data with such a value',
    },
  },
  'venue.exec-type-of-another-version': {
    row: 20,
    does: 'reports fills with the ExecType of another version: F in FIX.4.2, 1 and 2 later',
    mustCatch: ['EXE-11.c', 'INV-21'],
    cause: 'codes-of-other-version',
    alsoBreaks: {
      APP: 'fills without ExecTransType',
      CXL: FILLS,
      ORD: FILLS,
      QUO: FILLS,
    },
  },
  'venue.business-reject-with-appl-ver-id': {
    row: 21,
    does: 'puts DefaultApplVerID into BusinessMessageReject',
    mustCatch: ['APP-01.a'],
    cause: 'version-in-message',
    version: 'FIXT.1.1/FIX.5.0SP2',
  },
  'venue.reject-without-ref-tag': {
    row: 22,
    does: 'does not say in a Reject which field is wrong',
    mustCatch: ['ORD-10.l'],
    cause: 'ref-tag-missing',
    alsoBreaks: {
      MKT: 'wants RefTagID of a Reject',
      QUO: 'wants RefTagID of a Reject',
    },
  },
  'venue.not-available-by-the-session': {
    row: 22,
    does: 'says by Reject, not by BusinessMessageReject, that its application is not available',
    mustCatch: ['APP-01.d'],
    cause: 'not-available-as-reject',
  },
  'venue.expired-not-told': {
    row: 23,
    does: 'never says that an order has expired',
    mustCatch: ['ORD-13.a'],
    cause: 'day-order-left-open',
  },
  'venue.ioc-remainder-stays-open': {
    row: 24,
    does: 'does not end an immediate order that was filled in part',
    mustCatch: ['ORD-05.c'],
    cause: 'remainder-left-open',
    alsoBreaks: {
      CXL: 'makes an order immediate by a replace',
    },
  },
  'venue.rounds-avg-px': {
    row: 25,
    does: 'rounds AvgPx to the tick',
    mustCatch: ['ORD-03.d', 'INV-8'],
    cause: 'average-wrong',
    alsoBreaks: {
      EXE: 'looks at AvgPx behind a correction',
    },
  },
  'venue.averages-in-floats': {
    row: 26,
    does: 'computes AvgPx in binary floats',
    mustCatch: ['ORD-03.d', 'INV-8'],
    cause: 'average-in-floats',
  },
  'venue.duplicate-named-by-another': {
    row: 30,
    does: 'states another instrument when it rejects a ClOrdID that it has already',
    mustCatch: ['ORD-10.e'],
    cause: 'duplicate-tells-another-order',
  },
  'venue.reject-reason-not-passed-on': {
    row: 34,
    does: 'rejects every order for the same reason, and without a text',
    mustCatch: ['ORD-10.a', 'ORD-10.e'],
    cause: 'reason-missing',
    alsoBreaks: {
      SES: 'wants the reason why an old order is refused',
    },
  },
  'venue.resends-twice-once-unmarked': {
    row: 35,
    does: 'sends a message again twice under its number, once of them without PossDupFlag',
    mustCatch: ['EXE-05.a', 'INV-11'],
    cause: 'repeated-without-flag',
  },
} as const satisfies Readonly<Record<string, OrderFault>>

export type VenueFaultName = keyof typeof VENUE

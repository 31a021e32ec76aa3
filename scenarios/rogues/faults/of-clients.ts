/** Mistakes of real clients: what they make of reports. The rows are those of the published list of mistakes. */
import { CLIENT_FAULTS, type ClientManner } from '../../../src/client/manner.ts'
import type { OrderFault } from './of-venues.ts'

/** Beside those of an OrderFault: the switch of the house's client that makes the mistake, and says what it does. */
type ClientRow = Pick<OrderFault, 'mustCatch' | 'cause' | 'alsoBreaks' | 'version'> &
  ({ readonly manner: keyof ClientManner } | { readonly row: number; readonly does: string })

const FILLS = 'has fills in its scenarios'
const REPLACES = 'increases an order of the day before'

const ROWS = {
  'client.books-leaves': {
    manner: 'booksLeaves',
    mustCatch: ['ORD-03.b'],
    cause: 'leaves-taken-for-filled',
    alsoBreaks: { CXL: FILLS, EXE: FILLS, QUO: FILLS, MKT: FILLS },
  },
  'client.keeps-leaves-after-replace': {
    manner: 'keepsLeavesAfterReplace',
    mustCatch: ['CXL-07.a', 'CXL-07.b'],
    cause: 'leaves-not-followed',
    alsoBreaks: { ORD: REPLACES },
  },
  'client.books-amend': { manner: 'booksAmend', mustCatch: ['CXL-07.b'], cause: 'change-taken-for-trade' },
  'client.counts-replaced-twice': {
    manner: 'countsReplacedTwice',
    mustCatch: ['CXL-10.a'],
    cause: 'chain-not-carried-on',
    alsoBreaks: { ORD: REPLACES },
  },
  'client.drops-duplicate-report': {
    manner: 'dropsDuplicateReport',
    mustCatch: ['EXE-04.c'],
    cause: 'repeated-report-skipped',
  },
  'client.books-replayed': {
    manner: 'booksReplayed',
    mustCatch: ['EXE-04.a', 'EXE-04.b', 'EXE-05.c'],
    cause: 'execution-booked-again',
  },
  'client.revives-unknown-order': { manner: 'revivesUnknownOrder', mustCatch: ['CXL-03.i'] },
  'client.ignores-cancel-reject': {
    manner: 'ignoresCancelReject',
    mustCatch: ['CXL-03.k', 'CXL-03.h'],
    cause: 'refusal-not-matched',
  },
  'client.rejected-by-cancel-reject': {
    manner: 'rejectedByCancelReject',
    mustCatch: ['CXL-03.h', 'CXL-11.a'],
    cause: 'refusal-ends-order',
  },
  'client.ignores-pending': {
    manner: 'ignoresPending',
    mustCatch: ['CXL-04.a', 'CXL-04.c', 'ORD-11.a'],
    cause: 'pending-not-shown',
  },
  'client.sends-again-while-pending': {
    manner: 'sendsAgainWhilePending',
    mustCatch: ['CXL-04.c'],
    cause: 'order-sent-in-place',
    alsoBreaks: { EXE: 'trades behind a cancel' },
  },
  'client.killed-by-superseded-id': {
    manner: 'killedBySupersededID',
    mustCatch: ['CXL-10.g'],
    cause: 'old-id-ends-order',
  },
  'client.rejects-unknown-tags': {
    manner: 'rejectsUnknownTags',
    mustCatch: ['EXE-11.a'],
    cause: 'fill-session-rejected',
  },
  'client.rejects-unknown-values': {
    manner: 'rejectsUnknownValues',
    mustCatch: ['EXE-11.b'],
    cause: 'fill-session-rejected',
  },
  'client.rejects-business-reject': {
    row: 21,
    does: 'answers a BusinessMessageReject with a value that it does not know by Reject(3)',
    mustCatch: ['APP-02.c'],
    cause: 'reject-answered-by-reject',
  },
  'client.ignores-expired': { manner: 'ignoresExpired', mustCatch: ['ORD-13.a'], cause: 'end-not-handled' },
  'client.ioc-remainder-stays-open': {
    row: 24,
    does: 'keeps an immediate order open that was filled in part and killed',
    mustCatch: ['ORD-05.c'],
    cause: 'end-not-handled',
  },
  'client.rounds-avg-px': { manner: 'roundsAvgPx', mustCatch: ['ORD-03.d'], cause: 'average-shown-wrong' },
  'client.averages-in-floats': {
    manner: 'averagesInFloats',
    mustCatch: ['ORD-03.d', 'ORD-22.a'],
    cause: 'average-shown-in-floats',
  },
  'client.repeats-ids': { manner: 'repeatsIDs', mustCatch: ['ORD-20.d'], cause: 'id-used-again' },
  'client.sends-anew-after-reconnect': {
    manner: 'sendsAnewAfterReconnect',
    mustCatch: ['ORD-20.c', 'EXE-05.c'],
    cause: 'order-sent-in-place',
  },
  'client.retries-cancel': { manner: 'retriesCancel', mustCatch: ['CXL-03.k'], cause: 'cancel-retried' },
  'client.keeps-size-zero': { manner: 'keepsSizeZero', mustCatch: ['MKT-02.e'] },
  'client.changes-deleted-levels': {
    manner: 'changesDeletedLevels',
    mustCatch: ['MKT-02.g', 'MKT-02.f'],
    cause: 'unknown-level-added',
  },
  'client.adds-on-unknown-delete': {
    manner: 'addsOnUnknownDelete',
    mustCatch: ['MKT-02.f'],
    cause: 'unknown-level-added',
  },
} as const satisfies Readonly<Record<string, ClientRow>>

export type ClientFaultName = keyof typeof ROWS

export const CLIENT: readonly (OrderFault & { name: ClientFaultName; manner: keyof ClientManner | undefined })[] =
  Object.entries(ROWS as Readonly<Record<string, ClientRow>>).map(([key, row]) => {
    const name = key as ClientFaultName
    if (!('manner' in row)) return { ...row, name, manner: undefined }
    const known = CLIENT_FAULTS.find((fault) => fault.name === row.manner)
    if (known === undefined) throw new Error(`the client has no switch ${row.manner}`)
    return { ...row, name, row: known.row, does: known.sentence }
  })

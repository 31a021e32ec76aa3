/**
 * How the client behaves. Each switch is off by default, which is right; on, it makes a mistake that a real client made
 * once. A conformance suite has to notice each of them.
 *
 * @see application cases §10
 */
export interface ClientManner {
  readonly booksLeaves: boolean
  readonly keepsLeavesAfterReplace: boolean
  readonly booksAmend: boolean
  readonly countsReplacedTwice: boolean
  readonly dropsDuplicateReport: boolean
  readonly booksReplayed: boolean
  readonly revivesUnknownOrder: boolean
  readonly ignoresCancelReject: boolean
  readonly rejectedByCancelReject: boolean
  readonly ignoresPending: boolean
  readonly sendsAgainWhilePending: boolean
  readonly killedBySupersededID: boolean
  readonly rejectsUnknownTags: boolean
  readonly rejectsUnknownValues: boolean
  readonly ignoresExpired: boolean
  readonly roundsAvgPx: boolean
  readonly averagesInFloats: boolean
  readonly repeatsIDs: boolean
  readonly sendsAnewAfterReconnect: boolean
  readonly retriesCancel: boolean
  readonly keepsSizeZero: boolean
  readonly changesDeletedLevels: boolean
  readonly addsOnUnknownDelete: boolean
}

export interface ClientFault {
  readonly name: keyof ClientManner
  /** Row of application cases §10. */
  readonly row: number
  readonly sentence: string
}

export const CLIENT_FAULTS: readonly ClientFault[] = [
  { name: 'booksLeaves', row: 4, sentence: 'takes LeavesQty(151) of a fill for the quantity that was filled' },
  { name: 'keepsLeavesAfterReplace', row: 5, sentence: 'does not update the leaves of an order that was replaced' },
  { name: 'booksAmend', row: 6, sentence: 'takes the change of LeavesQty(151) by a replace for an execution' },
  { name: 'countsReplacedTwice', row: 7, sentence: 'counts CumQty(14) that a replacement carries on a second time' },
  { name: 'dropsDuplicateReport', row: 8, sentence: 'skips a report whose ExecID(17) it knows, its OrdStatus(39) too' },
  { name: 'booksReplayed', row: 9, sentence: 'books an execution again that is sent again' },
  { name: 'revivesUnknownOrder', row: 10, sentence: 'goes on with an order that the venue does not know' },
  { name: 'ignoresCancelReject', row: 11, sentence: 'does not read OrderCancelReject(9)' },
  { name: 'rejectedByCancelReject', row: 12, sentence: 'takes OrderCancelReject(9) for a rejection of the order' },
  { name: 'ignoresPending', row: 13, sentence: 'discards reports with Pending Cancel and Pending Replace' },
  { name: 'sendsAgainWhilePending', row: 14, sentence: 'sends an order anew while its cancel is pending' },
  {
    name: 'killedBySupersededID',
    row: 16,
    sentence: 'ends an order when an id that was replaced is reported canceled',
  },
  { name: 'rejectsUnknownTags', row: 17, sentence: 'answers a report with a tag it does not know by Reject(3)' },
  { name: 'rejectsUnknownValues', row: 18, sentence: 'answers a report with a value it does not know by Reject(3)' },
  { name: 'ignoresExpired', row: 23, sentence: 'keeps an order open that has expired' },
  { name: 'roundsAvgPx', row: 25, sentence: 'rounds the average price to two digits' },
  { name: 'averagesInFloats', row: 26, sentence: 'computes the average price in binary floats' },
  { name: 'repeatsIDs', row: 27, sentence: 'begins its ClOrdID(11) anew at each connection' },
  { name: 'sendsAnewAfterReconnect', row: 28, sentence: 'sends what was in flight when the session dropped as new' },
  { name: 'retriesCancel', row: 29, sentence: 'repeats a cancel that was refused' },
  { name: 'keepsSizeZero', row: 31, sentence: 'keeps a price level whose size became 0' },
  { name: 'changesDeletedLevels', row: 32, sentence: 'makes a level anew that is changed after it was deleted' },
  { name: 'addsOnUnknownDelete', row: 33, sentence: 'adds a level when one is deleted that it does not have' },
]

/** Right in everything but what is stated. */
export function clientManner(stated: Partial<ClientManner> = {}): ClientManner {
  const off = Object.fromEntries(CLIENT_FAULTS.map(({ name }) => [name, false]))
  return { ...off, ...stated } as unknown as ClientManner
}

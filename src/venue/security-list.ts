/** SecurityListRequest(x): the instruments of the venue as SecurityList(y), in fragments where they are many. */
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { isDaySession } from './mass-scope.ts'
import { bodyOf, type Part } from './message-body.ts'
import type { SymbolRow } from './persona.ts'
import type { VenueSession } from './seam.ts'

const SECURITY_LIST = 'y'
/** Instruments in one message. */
const FRAGMENT = 100
/** Length of the list where the persona has a symbol for a long one: the listed symbols, filled up with names. */
const LONG_LIST = 250
/** SymbolRow.feed: the whole list; the whole list without its last fragment. */
const WHOLE = 'LIST'
const HALF = 'FRAG'

/** SecurityListRequestType(559). */
const Scope = { Symbol: '0', TradingSession: '3', All: '4' } as const
/** SecurityRequestResult(560). */
const Result = { Valid: 0, Unsupported: 1, NothingFound: 2 } as const

export function answerSecurityListRequest(context: VenueContext, message: Message, session: VenueSession): void {
  const symbol = message.text(DeskTag.Symbol)
  const row = context.instruments.get(symbol ?? '')?.row
  const scope = message.text(DeskTag.SecurityListRequestType)
  const send = (result: number, more: readonly Part[] = []) => {
    const parts: Part[] = [
      [DeskTag.SecurityReqID, message.text(DeskTag.SecurityReqID)],
      [DeskTag.SecurityResponseID, context.unique('SL')],
      [DeskTag.SecurityRequestResult, result],
      [DeskTag.TransactTime, formatUtcTimestamp(context.now)],
    ]
    const body = bodyOf(session.dictionary, SECURITY_LIST, [...parts, ...more])
    context.send(session, SECURITY_LIST, body, { rule: `D:${row?.feed === HALF ? HALF : WHOLE}` })
  }
  const sendList = (entries: readonly Part[][], unfinished: boolean) => {
    for (let from = 0; from < entries.length; from += FRAGMENT) {
      const last = from + FRAGMENT >= entries.length
      if (last && unfinished) return
      send(Result.Valid, [
        [DeskTag.TotNoRelatedSym, entries.length],
        [DeskTag.LastFragment, last ? 'Y' : 'N'],
        [DeskTag.NoRelatedSym, entries.slice(from, from + FRAGMENT)],
      ])
    }
  }
  const inSession = scope === Scope.TradingSession
  if (row?.feed === WHOLE || row?.feed === HALF) sendList(everything(context), row.feed === HALF)
  else if (scope === Scope.Symbol) {
    if (row === undefined) send(Result.NothingFound)
    else sendList([entryOf(row)], false)
  } else if (scope === Scope.All) sendList(everything(context), false)
  else if (inSession && !isDaySession(message.text(DeskTag.TradingSessionID) ?? '1')) send(Result.NothingFound)
  else if (inSession) sendList(everything(context), false)
  else send(Result.Unsupported)
}

function everything(context: VenueContext): Part[][] {
  const rows = [...context.instruments.values()].map(({ row }) => row)
  const entries = rows.map(entryOf)
  if (rows.some(({ feed }) => feed === WHOLE))
    for (let i = rows.length; i < LONG_LIST; i++) {
      const symbol = `LIST${String(i + 1).padStart(3, '0')}`
      entries.push(entryOf({ symbol, tick: '0.01', lot: '1', reference: '100', phase: 'closed' }))
    }
  return entries
}

/** What reference data says of an instrument. */
export function entryOf({ symbol, lot }: SymbolRow): Part[] {
  return [
    [DeskTag.Symbol, symbol],
    [DeskTag.SecurityDesc, `${symbol}, simulated`],
    [DeskTag.SecurityType, 'CS'],
    [DeskTag.Currency, 'USD'],
    [DeskTag.RoundLot, lot],
  ]
}

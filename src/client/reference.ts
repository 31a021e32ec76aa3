/**
 * What the client knows of instruments and of the market's state: security lists, halts, trading sessions, news.
 *
 * @see application cases §6.4
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { ClientContext, ClientDesk } from './context.ts'
import { entriesOf } from './group-entries.ts'
import { statedIn } from './order.ts'
import { AppMsg, AppTag } from './tags.ts'

/** So long the next fragment of a security list may take. */
export const FRAGMENT_MS = 30_000
const FRAGMENT = 'fragment:'

/** So many symbols, lists and sessions are kept: the venue decides how many come. */
const SYMBOLS_MAX = 100_000
const KEPT_MAX = 1_000

/** SecurityTradingStatus(326) with which nothing trades, and with which it does again. */
const HALTED: ReadonlySet<string> = new Set(['2', '18'])
const TRADING: ReadonlySet<string> = new Set(['3', '17'])
/** TradSesStatus(340): halted, closed. */
const SHUT: ReadonlySet<string> = new Set(['1', '3'])
/** SecurityRequestResult(560): valid request. */
const VALID = '0'

interface SecurityList {
  readonly symbols: string[]
  complete: boolean
}

export class ReferenceDesk implements ClientDesk {
  readonly msgTypes = [
    AppMsg.SecurityList,
    AppMsg.SecurityDefinition,
    AppMsg.SecurityStatus,
    AppMsg.TradingSessionStatus,
    AppMsg.News,
  ]
  readonly #ctx: ClientContext
  readonly #lists = new Map<string, SecurityList>()
  readonly #halted = new Set<string>()
  readonly #sessions = new Map<string, string>()

  constructor(ctx: ClientContext) {
    this.#ctx = ctx
  }

  /** The symbols of a list; undefined while fragments are missing. */
  list(securityReqID: string): readonly string[] | undefined {
    const list = this.#lists.get(securityReqID)
    return list?.complete === true ? list.symbols : undefined
  }

  onMessage(message: Message): void {
    switch (message.msgType) {
      case AppMsg.SecurityList:
        return this.#onSecurityList(message)
      case AppMsg.SecurityStatus:
        return this.#onSecurityStatus(message)
      case AppMsg.TradingSessionStatus:
        return this.#onTradingSession(message)
      case AppMsg.News:
        return this.#onNews(message)
      default:
        this.#ctx.note(`security definition of ${message.text(AppTag.Symbol) ?? 'no symbol'}`)
    }
  }

  /** New orders are held back while nothing trades; cancels are not. */
  onSend(msgType: string, fields: readonly Field[]): string | undefined {
    if (msgType !== AppMsg.NewOrderSingle) return undefined
    const symbol = statedIn(fields, AppTag.Symbol) ?? ''
    if (this.#halted.has(symbol)) return `${symbol} is halted`
    const states = [...this.#sessions.values()]
    return states.length > 0 && states.every((state) => SHUT.has(state)) ? 'the market is closed' : undefined
  }

  onTimer(key: string): void {
    if (!key.startsWith(FRAGMENT)) return
    const id = key.slice(FRAGMENT.length)
    this.#ctx.alarm(`security list ${id} is incomplete; not used`, id)
  }

  #onSecurityList(message: Message): void {
    const id = message.text(AppTag.SecurityReqID) ?? ''
    const result = message.text(AppTag.SecurityRequestResult)
    if (result !== undefined && result !== VALID) {
      return this.#ctx.alarm(`security list ${id} is refused, SecurityRequestResult ${result}`, id)
    }
    const list = this.#listOf(id)
    if (list === undefined) return
    for (const entry of entriesOf(message, AppTag.NoRelatedSym)) {
      const symbol = entry.text(AppTag.Symbol)
      if (symbol !== undefined && list.symbols.length < SYMBOLS_MAX) list.symbols.push(symbol)
    }
    const total = message.int(AppTag.TotNoRelatedSym) ?? 0
    const last = message.text(AppTag.LastFragment)
    const all = list.symbols.length >= total
    list.complete = last === undefined ? all : last === 'Y' && all
    if (list.complete) this.#ctx.disarm(FRAGMENT + id)
    else this.#ctx.arm(FRAGMENT + id, this.#ctx.now + FRAGMENT_MS)
  }

  /** The list under way, or a new one for a request whose list was complete. */
  #listOf(id: string): SecurityList | undefined {
    const known = this.#lists.get(id)
    if (known !== undefined && !known.complete) return known
    if (known === undefined && this.#lists.size >= KEPT_MAX) return undefined
    const list = { symbols: [], complete: false }
    this.#lists.set(id, list)
    return list
  }

  #onSecurityStatus(message: Message): void {
    const symbol = message.text(AppTag.Symbol) ?? ''
    const status = message.text(AppTag.SecurityTradingStatus) ?? ''
    if (HALTED.has(status) && this.#halted.size < SYMBOLS_MAX) this.#halted.add(symbol)
    if (TRADING.has(status)) this.#halted.delete(symbol)
    this.#ctx.note(`${symbol}: SecurityTradingStatus ${status}`)
  }

  #onTradingSession(message: Message): void {
    const session = message.text(AppTag.TradingSessionID) ?? ''
    const status = message.text(AppTag.TradSesStatus) ?? ''
    if (this.#sessions.has(session) || this.#sessions.size < KEPT_MAX) this.#sessions.set(session, status)
    this.#ctx.note(`trading session ${session}: TradSesStatus ${status}`)
  }

  #onNews(message: Message): void {
    const lines = entriesOf(message, AppTag.LinesOfText).map((entry) => entry.text(AppTag.Text) ?? '')
    this.#ctx.note([`news: ${message.text(AppTag.Headline) ?? ''}`, ...lines].join('\n'))
  }
}

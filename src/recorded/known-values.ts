/**
 * Values that are others in each run: ids that the tester makes up, and those of the target. Where a later message holds
 * one of them, the scenario says so, in place of the value that the log has.
 */
import type { RecordedMessage } from './recorded-session.ts'

/** Ids that name the message they stand in, or what it is about: each is a new one. */
const OWN_ID =
  /(ReqID|RequestID|^ClOrdID|^ListID|^CrossID|^QuoteID|^TradeReportID|^QuoteRespID|^CollAsgnID|^AllocID|^OrderID|^ExecID|^MDEntryID|^SecurityResponseID|^IOIID|^IOIid|^MassStatusReqID)$/
/** Names that are no ids of messages, though they end like one. */
const STANDING =
  /(CompID|SubID|LocationID|SecurityID|SecurityAltID|PartyID|PartySubID|TradingSessionID|TradingSessionSubID|MarketID|MarketSegmentID|ApplVerID|ApplExtID|ApplID|StreamID|LegSecurityID|RefTagID|UnderlyingSecurityID|TestReqID|AccountID|PoolID|BatchID)$/
/** Said in place of an id where there is none. */
const NO_ID = /^(|0|none|unknown|n\/a|na|null|-|\?|notfound|not found|\[n\/a\])$/i
/** Ids of one family may hold each other's values, however short these are. */
const FAMILY: readonly RegExp[] = [
  /ClOrd/,
  /^(Secondary)?OrderID$/,
  /Exec(Ref)?ID$/,
  /Quote.*ID$/,
  /MDReqID/,
  /Cross/,
  /List/,
]
/** From this length on a value does not come again by chance. */
const TELLING_LENGTH = 6

export function isOwnID(name: string): boolean {
  return OWN_ID.test(name)
}

/** A field of the target that names something which is new in each run. */
export function isTargetID(name: string, value: string): boolean {
  return /I[dD]$/.test(name) && !STANDING.test(name) && !NO_ID.test(value)
}

export function isNoID(value: string): boolean {
  return NO_ID.test(value)
}

interface Known {
  readonly field: string
  readonly message: RecordedMessage
}

export class KnownValues {
  readonly #byValue = new Map<string, Known[]>()
  readonly #nameOf: (message: RecordedMessage) => string

  /** @param nameOf - the name of a message in the scenario, which it has from then on */
  constructor(nameOf: (message: RecordedMessage) => string) {
    this.#nameOf = nameOf
  }

  /** The field of this message has a value that will be another one. */
  learn(field: string, value: string, message: RecordedMessage): void {
    if (value === '' || this.#find(field, value) !== undefined) return
    const same = this.#byValue.get(value)
    if (same === undefined) this.#byValue.set(value, [{ field, message }])
    else same.push({ field, message })
  }

  /** `same as order.ClOrdID`, where an earlier message holds the value; undefined where none does. */
  sameAs(field: string, value: string): string | undefined {
    const known = this.#find(field, value)
    return known === undefined ? undefined : `same as ${this.#nameOf(known.message)}.${known.field}`
  }

  /** Values that stand in a text as words of it, longest first. */
  within(text: string): readonly string[] {
    const words = text.split(/[^\w.:/-]+/).flatMap((word) => [word, word.replace(/[.:]+$/, '')])
    return [...new Set(words)]
      .filter((word) => word.length >= 3 && this.#byValue.has(word))
      .sort((a, b) => b.length - a.length)
  }

  #find(field: string, value: string): Known | undefined {
    const same = this.#byValue.get(value) ?? []
    return (
      same.find((known) => known.field === field) ??
      same.find((known) => value.length >= TELLING_LENGTH || areRelated(known.field, field))
    )
  }
}

function areRelated(a: string, b: string): boolean {
  return FAMILY.some((family) => family.test(a) && family.test(b)) || (/RefID$/.test(b) && OWN_ID.test(a))
}

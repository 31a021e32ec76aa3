/** What an application scenario asks of a target beyond FIX: that its user trades, shows an order, or that its market moves. */
import type { Field } from '../codec/encode.ts'
import type { VersionId } from '../fix/versions.ts'

/** Versions that the application suite is written for. */
export const TRADING_VERSIONS: readonly VersionId[] = ['FIX.4.2', 'FIX.4.4', 'FIXT.1.1/FIX.5.0SP2']

/** What the target plays in application scenarios, and what it trades. Plain JSON, as a part of the leg. */
export interface Trading {
  readonly plays: 'venue' | 'client'
  /** An instrument that is listed and open. */
  readonly symbol: string
  /** A price for it that is neither off tick nor out of band. */
  readonly price: string
  /** Names of deviations that the profile declares, such as `newOrderIDOnReplace`. */
  readonly tolerates: readonly string[]
}

/** A wish of the target's user, where the target is a client. */
export interface UserRequest {
  readonly action: 'new' | 'cancel' | 'replace' | 'send'
  /** For cancel and replace: any ClOrdID(11) of the order's chain. */
  readonly clOrdID?: string | undefined
  /** For `send`: MsgType(35). */
  readonly msgType?: string | undefined
  /** Fields that the request states; the client adds what the message needs. */
  readonly fields: readonly Field[]
}

/** What the client shows: FIX names and values, such as OrdStatus 1; `position`, and `alarms`, a number. */
export type Shown = Readonly<Record<string, string>>

export interface TradingControl {
  /** The target's user acts. @returns when the target has taken it; what it sends comes on the wire */
  enter(request: UserRequest): void | Promise<void>
  /** What the client knows of an order or an instrument; undefined when it knows none. */
  show(what: { readonly clOrdID: string } | { readonly symbol: string }): Shown | undefined | Promise<Shown | undefined>
  /** `close`, `halt SIM`, `trade SIM 101`, `order ID fill: 10` … @see docs/personas.md */
  market(event: string): void | Promise<void>
}

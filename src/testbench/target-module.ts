/**
 * An engine of the user's as the target, inside this process: a module that is given the bench's clock and network.
 * What is written here is the whole contract; a module needs nothing else of the harness.
 */
import { createRequire } from 'node:module'
import type { Clock } from '../engine/clock.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { Address, Network } from '../transport/transport.ts'
import type { Trading, TradingControl } from './trading.ts'

/** What a target is made with. */
export interface TargetModuleOptions {
  /** Simulated: every timer and every instant must come from it, or a scenario waits for what never happens. */
  readonly clock: Clock
  /** In memory. */
  readonly network: Network
  /** Where it listens as acceptor, or dials to as initiator. */
  readonly address: Address
  readonly role: 'acceptor' | 'initiator'
  readonly version: FixVersion
  /** As the target sees it: its own name. */
  readonly senderCompID: string
  /** As the target sees it: the tester's name. */
  readonly targetCompID: string
  /** What it plays in an application scenario; undefined in all others. */
  readonly trading?: Trading | undefined
  /** Seconds; what an initiator proposes. */
  readonly heartBtInt: number
  /** `target.options` of the profile. */
  readonly options: Readonly<Record<string, unknown>>
  /** Puts a line into the transcript of the scenario. */
  note(text: string): void
}

/** A target. The profile may declare the capabilities of those optional verbs that it has. */
export interface ModuleTarget {
  /** Begins to listen or to dial, on what an earlier life has stored. */
  start(): void
  /** Ends at once: no Logout, no timer left. What it has stored stays. */
  kill(): void
  /** Leaves with a Logout of its own. Capability `logout`. */
  logout?(): void
  /** Its application sends so many orders, connected or not. @returns their ClOrdID(11). Capability `sendApplicationMessage` */
  send?(count: number): readonly string[]
  /** Sets the MsgSeqNum(34) that comes next. With `resetNumbers`, capability `setSequenceNumbers` */
  setNumbers?(numbers: { readonly nextIn?: number; readonly nextOut?: number }): void
  /** Both numbers begin anew: without a word, or by Logon 1 with ResetSeqNumFlag(141). */
  resetNumbers?(how: 'local' | 'onTheWire'): void
  /** Removes what it has stored; only while it does not run. */
  forget?(): void
  /** Its user trades, where it is a client. Capability `enterOrders` */
  enter?: TradingControl['enter']
  /** What it knows of an order or an instrument, where it is a client. Capability `showOrders` */
  show?: TradingControl['show']
  /** Its market moves, where it is a venue. Capability `marketEvents` */
  market?: TradingControl['market']
}

/** What the module exports under the name `createTarget`; called anew for each scenario. */
export type CreateTarget = (options: TargetModuleOptions) => ModuleTarget

/** A module that can not be used; the text says why. */
export class TargetModuleError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'TargetModuleError'
  }
}

const require = createRequire(import.meta.url)

/** @param file - absolute path @throws TargetModuleError when it can't be loaded, or exports no `createTarget` */
export function loadTargetModule(file: string): CreateTarget {
  let exported: { readonly createTarget?: unknown }
  try {
    exported = require(file)
  } catch (cause) {
    throw new TargetModuleError(`target.module ${file} could not be loaded: ${(cause as Error).message}`, cause)
  }
  const { createTarget } = exported
  if (typeof createTarget === 'function') return createTarget as CreateTarget
  throw new TargetModuleError(`target.module ${file} exports no function createTarget`)
}

/** The application of the gallery where it trades: what a session tells it, and what a scenario can ask of it. */
import type { Field } from '../../../src/codec/encode.ts'
import type { Message } from '../../../src/codec/message.ts'
import type { ModuleTarget, TargetModuleOptions } from '../../../src/testbench/target-module.ts'
import type { FaultName } from '../faults.ts'
import type { Delivery } from '../store.ts'
import { ClientTrader } from './client-trader.ts'
import { VenueTrader } from './venue-trader.ts'

/** What it has of the engine around it. */
export interface Around {
  readonly options: TargetModuleOptions
  is(fault: FaultName): boolean
  /** Sent at once, or behind what waits already for the session with that counterparty. */
  submit(counterparty: string, msgType: string, body: readonly Field[], delivery?: Delivery): void
}

/** @see ModuleTarget for `enter`, `show` and `market` */
export interface Trader extends Pick<ModuleTarget, 'enter' | 'show' | 'market'> {
  /** A message whose turn has come. */
  received(counterparty: string, message: Message): void
  /** The session stands. @param reset - both numberings began anew since it last did */
  up(counterparty: string, reset: boolean): void
  down(counterparty: string, how: 'logout' | 'lost'): void
}

/** @returns undefined where the scenario is about the session alone */
export function traderFor(around: Around): Trader | undefined {
  const { trading } = around.options
  if (trading === undefined) return undefined
  return trading.plays === 'venue' ? new VenueTrader(around) : new ClientTrader(around)
}

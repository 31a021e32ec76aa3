/** What the API may ask of a venue behind the sessions. */
import type { Persona } from '../venue/persona.ts'
import type { MarketEvent } from '../venue/seam.ts'

export interface AdminVenue {
  /** The rules in force. */
  readonly persona: Persona
  /** From here on; open orders keep the rule that they came under. */
  usePersona(persona: Persona): void
  /** @returns what people are told of it: that there is no such order or symbol */
  market(event: MarketEvent): string[]
  /** Orders that may still trade or be cancelled, oldest first. */
  orders(): VenueOrder[]
}

/** Amounts are decimal text, codes are FIX values. */
export interface VenueOrder {
  readonly orderID: string
  readonly session: string
  readonly clOrdID?: string
  readonly account?: string
  readonly symbol: string
  readonly side: string
  readonly ordType: string
  readonly timeInForce: string
  readonly orderQty?: string
  readonly price?: string
  readonly cumQty: string
  readonly leavesQty: string
  readonly rule: string
}

/**
 * The seam between a venue and the world: what it is told and what it asks for. The venue is a state machine without
 * clock, I/O or randomness of its own: the same events give the same actions, byte for byte.
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { Step } from './persona.ts'

/** A session on which the venue talks with a client. */
export interface VenueSession {
  /** Identifies it among all sessions of the venue, and is the same after a reconnect. */
  readonly id: string
  readonly version: FixVersion
  readonly dictionary: Dictionary
  /** The venue's own name. */
  readonly senderCompID: string
  /** The client's name. */
  readonly targetCompID: string
}

export type VenueEvent =
  /** An application message of a client, in order and once: the session layer has seen to both. */
  | { readonly kind: 'message'; readonly session: string; readonly message: Message; readonly at: number }
  | { readonly kind: 'sessionUp'; readonly session: string; readonly at: number; readonly reset: boolean }
  | {
      readonly kind: 'sessionDown'
      readonly session: string
      readonly at: number
      /** `lost` also when no Heartbeat came, and when a second Logon took its place. */
      readonly how: 'logout' | 'lost'
    }
  /** A timer that the venue armed; epoch ms. */
  | { readonly kind: 'timer'; readonly key: string; readonly at: number }
  | { readonly kind: 'market'; readonly event: MarketEvent; readonly at: number }

/** What an operator, a scenario or the admin API makes happen (`ev:` of the catalogue). */
export type MarketEvent =
  | { readonly name: 'open' | 'close' | 'day'; readonly symbol?: string | undefined }
  | { readonly name: 'halt' | 'resume'; readonly symbol?: string | undefined }
  | { readonly name: 'split'; readonly symbol: string; readonly ratio: number }
  /** A trade of others in the symbol: moves the last price, triggers stops. */
  | { readonly name: 'trade'; readonly symbol: string; readonly px: string; readonly qty?: string | undefined }
  /** Steps of the rule vocabulary on one order, by any ClOrdID(11) of its chain. */
  | { readonly name: 'order'; readonly clOrdID: string; readonly steps: readonly Step[] }
  /** An order given by telephone: reports without ClOrdID(11) go to the session. */
  | {
      readonly name: 'voiceOrder'
      readonly session: string
      readonly symbol: string
      readonly side: string
      readonly qty: string
      readonly px: string
    }
  /** All open orders of a session, or of all sessions, are pulled and new ones are refused until `enable`. */
  | { readonly name: 'purge' | 'enable'; readonly session?: string | undefined }
  /** The backend behind the session goes away and comes back: j 380=4 while it is away. */
  | { readonly name: 'down' | 'up' }
  /** An entry of a feed, as `MarketDataIncrementalRefresh` sends it; for market data that a scenario scripts. */
  | { readonly name: 'feed'; readonly symbol: string; readonly script: string }

export interface Delivery {
  /** PossResend(97)=Y in the header. */
  readonly possResend?: boolean
  /** The number is used and the message is stored, and never sent unless it is asked for again: a gap. */
  readonly skip?: boolean
  /** The message sent just before on this session goes once more under its old number, PossDupFlag(43)=Y. */
  readonly repeatLast?: boolean
}

export type VenueAction =
  | {
      readonly kind: 'send'
      readonly session: string
      readonly msgType: string
      /** Body, and header fields that it states (115, 128 …); the session layer computes the rest. */
      readonly fields: readonly Field[]
      readonly delivery?: Delivery | undefined
      /** Rule of the persona that made it, `Q20`; for the journal and the report. */
      readonly rule?: string | undefined
    }
  /** One timer for each key; arming a key again moves it. */
  | { readonly kind: 'arm'; readonly key: string; readonly at: number }
  | { readonly kind: 'disarm'; readonly key: string }
  /** For people: what a rule did that the messages do not show. */
  | { readonly kind: 'note'; readonly text: string }

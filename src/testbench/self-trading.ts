/** Our own venue or client in the place of the target's application, and what it can be asked to do. */

import { Client } from '../client/client.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { Clock } from '../engine/clock.ts'
import type { HostedApplication } from '../engine/hosted-application.ts'
import type { Tamper } from '../engine/tamper.ts'
import type { FixVersion } from '../fix/versions.ts'
import { ClientHost } from '../simulator/client-host.ts'
import { DeliveryTamper } from '../simulator/delivery.ts'
import { parseMarketEvent } from '../simulator/market-event.ts'
import { VenueHost } from '../simulator/venue-host.ts'
import type { Leg } from './leg.ts'
import { personaNamed } from './personas.ts'
import { shownInstrument, shownUnderID } from './shown-client.ts'
import type { Shown, TradingControl } from './trading.ts'

export interface SelfTradingOptions {
  readonly clock: Clock
  readonly version: FixVersion
  readonly dictionary: Dictionary
  readonly random: () => number
  /** What a rule did that the messages do not show. */
  readonly onNote: (text: string) => void
}

/** What a self target trades by, over all lives of its process. */
export interface SelfTrading extends TradingControl {
  /** Callbacks of the session's application. */
  readonly application: HostedApplication
  /** What messages leave through. */
  tamper(inner?: Tamper): Tamper | undefined
  /** A further client of a venue. @throws Error where the target is a client */
  further(senderCompID: string): { readonly application: HostedApplication; readonly tamper: Tamper }
  /** The process was killed: the application heard nothing of it. */
  killed(): void
}

/** @throws Error when the leg does not trade */
export function selfTrading(leg: Leg, options: SelfTradingOptions): SelfTrading {
  if (leg.trading === undefined) throw new Error('the leg does not trade')
  return leg.trading.plays === 'venue' ? new SelfVenue(leg, options) : new SelfClient(options)
}

class SelfVenue implements SelfTrading {
  readonly application: HostedApplication
  readonly #leg: Leg
  readonly #options: SelfTradingOptions
  readonly #host: VenueHost
  #up = false

  constructor(leg: Leg, options: SelfTradingOptions) {
    const { clock, random, onNote } = options
    this.#leg = leg
    this.#options = options
    this.#host = new VenueHost({ persona: personaNamed('standard', false), clock, random, onNote })
    const application = this.#application(leg.senderCompID)
    this.application = {
      ...application,
      onNewState: (before, after, reason, host) => {
        this.#up = after === 'established'
        application.onNewState?.(before, after, reason, host)
      },
    }
  }

  tamper(inner?: Tamper): Tamper {
    return this.#through(this.#leg.senderCompID, inner)
  }

  further(senderCompID: string): { readonly application: HostedApplication; readonly tamper: Tamper } {
    return { application: this.#application(senderCompID), tamper: this.#through(senderCompID) }
  }

  killed(): void {
    // A client whose connection is gone is gone, whoever ended it.
    if (this.#up) this.#host.lost(this.#leg.senderCompID)
    this.#up = false
  }

  market(event: string): void {
    this.#host.market(parseMarketEvent(event, this.#leg.senderCompID))
  }

  enter(): never {
    throw new Error('the target plays the venue: it has no user who trades')
  }

  show(): never {
    throw new Error('the target plays the venue: it shows its orders by FIX alone')
  }

  #application(client: string): HostedApplication {
    const { version, dictionary } = this.#options
    return this.#host.application({
      id: client,
      version,
      dictionary,
      senderCompID: this.#leg.targetCompID,
      targetCompID: client,
    })
  }

  #through(client: string, inner?: Tamper): Tamper {
    const tamper = new DeliveryTamper(inner)
    this.#host.deliverThrough(client, tamper)
    return tamper
  }
}

class SelfClient implements SelfTrading {
  readonly application: HostedApplication
  readonly #host: ClientHost

  constructor({ clock, version, dictionary, onNote }: SelfTradingOptions) {
    this.#host = new ClientHost({ client: new Client({ version, dictionary, startedAt: clock.now() }), clock, onNote })
    this.application = this.#host.application
  }

  tamper(inner?: Tamper): Tamper | undefined {
    return inner
  }

  further(): never {
    throw new Error('the target plays the client, and has one session')
  }

  killed(): void {
    this.#host.killed()
  }

  market(): never {
    throw new Error('the target plays the client: it has no market')
  }

  enter(request: Parameters<TradingControl['enter']>[0]): void {
    this.#host.enter(request)
  }

  show(what: Parameters<TradingControl['show']>[0]): Shown | undefined {
    const { client } = this.#host
    return 'clOrdID' in what ? shownUnderID(client, what.clOrdID) : shownInstrument(client, what.symbol)
  }
}

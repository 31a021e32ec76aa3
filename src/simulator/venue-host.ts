/** A venue on engine sessions: hands it what the sessions deliver, and does what it asks for. One venue serves many sessions. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Clock } from '../engine/clock.ts'
import type { EngineSession } from '../engine/engine-session.ts'
import type { HostedApplication } from '../engine/hosted-application.ts'
import { Tag } from '../fix/tags.ts'
import type { Persona } from '../venue/persona.ts'
import type { Delivery, MarketEvent, VenueAction, VenueEvent, VenueSession } from '../venue/seam.ts'
import { Venue } from '../venue/venue.ts'
import type { DeliveryTamper } from './delivery.ts'
import { KeyedTimers } from './keyed-timers.ts'

export interface VenueHostOptions {
  readonly persona: Persona
  readonly clock: Clock
  /** Between 0 and 1; a seeded one makes the traffic a function of the seed. */
  readonly random: () => number
  /** Stands behind every id that the venue makes; for one whose clients remember the ids of another before it. */
  readonly idSuffix?: string | undefined
  /** What a rule did that the messages do not show, and which rule made which message; for people. */
  readonly onNote?: ((text: string) => void) | undefined
}

/** Where messages of the venue go: a session of the engine. */
interface Outlet {
  submit(msgType: string, fields: readonly Field[]): void
}

/** Messages that wait for a session which the engine has not shown yet, as a drop copy that never logged on. */
const MOST_WAITING = 10_000

interface Place {
  /** Its numbers began anew since it last stood. */
  reset: boolean
  outlet: Outlet | undefined
  tamper: DeliveryTamper | undefined
  readonly waiting: {
    readonly msgType: string
    readonly fields: readonly Field[]
    readonly delivery?: Delivery | undefined
  }[]
}

export class VenueHost {
  readonly venue: Venue
  readonly #clock: Clock
  readonly #onNote: ((text: string) => void) | undefined
  readonly #places = new Map<string, Place>()
  readonly #timers: KeyedTimers
  #stopped = false

  constructor({ persona, clock, random, idSuffix, onNote }: VenueHostOptions) {
    this.#clock = clock
    this.#timers = new KeyedTimers(clock, (key) => this.#step({ kind: 'timer', key, at: clock.now() }))
    this.#onNote = onNote
    this.venue = new Venue({ persona, random, ...(idSuffix === undefined ? {} : { idSuffix }) })
  }

  /** The application of one session; the session is a client's from here on. */
  application(session: VenueSession): HostedApplication {
    this.venue.addSession(session)
    const place = this.#place(session.id)
    return {
      onMessage: (message: Message, engine: EngineSession) => {
        this.bind(session.id, engine)
        this.#step({ kind: 'message', session: session.id, message, at: this.#clock.now() })
      },
      onLogon: (_message, engine) => {
        this.bind(session.id, engine)
        return undefined
      },
      onSessionReset: () => {
        place.reset = true
      },
      onNewState: (_before, after, _reason, host) => {
        if (after === 'established') this.up(session.id, { submit: (msgType, fields) => host.send(msgType, fields) })
      },
      onEnded: ({ how }) =>
        this.#step({
          kind: 'sessionDown',
          session: session.id,
          at: this.#clock.now(),
          how: how === 'correct' ? 'logout' : 'lost',
        }),
    }
  }

  /** The session stands, and its messages go there. */
  up(session: string, outlet: Outlet): void {
    this.bind(session, outlet)
    const place = this.#place(session)
    const { reset } = place
    place.reset = false
    this.#step({ kind: 'sessionUp', session, at: this.#clock.now(), reset })
  }

  /** Where the messages of a session go; what waited for it goes first. */
  bind(session: string, outlet: Outlet): void {
    const place = this.#place(session)
    place.outlet = outlet
    if (place.waiting.length === 0) return
    for (const { msgType, fields, delivery } of place.waiting.splice(0)) this.#submit(place, msgType, fields, delivery)
  }

  /** Needed for deliveries that are no ordinary message: the tamper that the session leaves through. */
  deliverThrough(session: string, tamper: DeliveryTamper): void {
    this.#place(session).tamper = tamper
  }

  /** Something happens on the market, or an operator does something. */
  market(event: MarketEvent): void {
    this.#step({ kind: 'market', event, at: this.#clock.now() })
  }

  /** The client's connection is gone, and its session could not tell. */
  lost(session: string): void {
    this.#step({ kind: 'sessionDown', session, at: this.#clock.now(), how: 'lost' })
  }

  usePersona(persona: Persona): void {
    this.venue.usePersona(persona)
  }

  /** No timer fires any more. */
  stop(): void {
    this.#stopped = true
    this.#timers.disarmAll()
  }

  #place(session: string): Place {
    let place = this.#places.get(session)
    if (place === undefined) {
      place = { reset: false, outlet: undefined, tamper: undefined, waiting: [] }
      this.#places.set(session, place)
    }
    return place
  }

  #step(event: VenueEvent): void {
    if (this.#stopped) return
    // A message may be sent from inside a step only when the step is over: each has a list of its own.
    const out: VenueAction[] = []
    this.venue.step(event, out)
    for (const action of out) this.#perform(action)
  }

  #perform(action: VenueAction): void {
    switch (action.kind) {
      case 'send': {
        if (action.rule !== undefined) this.#onNote?.(`rule ${action.rule}`)
        const place = this.#place(action.session)
        if (place.outlet !== undefined) return this.#submit(place, action.msgType, action.fields, action.delivery)
        place.waiting.push(action)
        if (place.waiting.length > MOST_WAITING) place.waiting.shift()
        return
      }
      case 'arm':
        return this.#timers.arm(action.key, action.at)
      case 'disarm':
        return this.#timers.disarm(action.key)
      case 'note':
        this.#onNote?.(action.text)
    }
  }

  #submit(place: Place, msgType: string, fields: readonly Field[], delivery: Delivery | undefined): void {
    const { outlet, tamper } = place
    if (delivery?.repeatLast === true) {
      const carrier = tamper?.repeatLast()
      if (carrier !== undefined) outlet?.submit(carrier.msgType, carrier.fields)
      return
    }
    if (delivery?.skip === true) tamper?.skip(fields)
    outlet?.submit(msgType, delivery?.possResend === true ? [[Tag.PossResend, 'Y'], ...fields] : fields)
  }
}

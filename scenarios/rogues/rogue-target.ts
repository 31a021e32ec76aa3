/** The rogue target as a module of the test bench: an engine of its own that has the one fault it is asked for. */
import type { Field } from '../../src/codec/encode.ts'
import { formatUtcTimestamp } from '../../src/codec/utc-timestamp.ts'
import { Tag } from '../../src/fix/tags.ts'
import type { ModuleTarget, TargetModuleOptions } from '../../src/testbench/target-module.ts'
import type { Listener, Transport } from '../../src/transport/transport.ts'
import { type FaultName, isFaultName } from './faults.ts'
import { openAsInitiator, requestReset } from './logon.ts'
import { type Owner, type Place, RogueSession } from './session.ts'
import { type Delivery, emptyStore, keep, renumber, type Store } from './store.ts'
import { type Trader, traderFor } from './trading/trader.ts'

/** How long a target that dials waits before it dials again. */
const RECONNECT_MS = 2_000

/** @throws Error when `options.fault` names none of ours */
export function createTarget(options: TargetModuleOptions): ModuleTarget {
  const { fault } = options.options
  if (fault !== undefined && !isFaultName(fault)) throw new Error(`no rogue has the fault ${JSON.stringify(fault)}`)
  return new RogueTarget(options, fault)
}

class RogueTarget implements ModuleTarget, Owner {
  readonly options: TargetModuleOptions
  store: Store = emptyStore()
  readonly trader: Trader | undefined
  /** Further clients of a venue, by their names. */
  readonly #further = new Map<string, Place>()
  readonly #fault: FaultName | undefined
  readonly #sessions = new Set<RogueSession>()
  /** By the name of the counterparty. */
  readonly #currents = new Map<string, RogueSession>()
  #listener: Listener | undefined
  #redial: { cancel(): void } | undefined
  #life = 0
  #orders = 0

  constructor(options: TargetModuleOptions, fault: FaultName | undefined) {
    this.options = options
    this.#fault = fault
    const submit = (to: string, msgType: string, body: readonly Field[], delivery?: Delivery): void =>
      this.#submit(to, msgType, body, delivery)
    this.trader = traderFor({ options, is: (name) => this.is(name), submit })
  }

  get #current(): RogueSession | undefined {
    return this.#currents.get(this.options.targetCompID)
  }

  is(fault: FaultName): boolean {
    return this.#fault === fault
  }

  start(): void {
    const { role, network, address } = this.options
    const life = ++this.#life
    if (role === 'initiator') return this.#dial(life)
    network
      .listen(address, (transport) => this.#accepted(transport))
      .then(
        (listener) => {
          if (life === this.#life) this.#listener = listener
          else listener.close()
        },
        (error: unknown) => this.options.note(`the rogue could not listen: ${String(error)}`),
      )
  }

  kill(): void {
    this.#life++
    this.#redial?.cancel()
    this.#listener?.close()
    this.#listener = undefined
    this.#currents.clear()
    for (const session of [...this.#sessions]) session.kill()
    this.#sessions.clear()
    this.#loseWhatWasKept()
  }

  /** What a process takes with it into the grave, when it keeps things badly. */
  #loseWhatWasKept(): void {
    const { store } = this
    if (this.is('persistence.all-lost')) this.store = emptyStore()
    if (this.is('persistence.incoming-number-lost')) store.nextIn = 1
    if (this.is('persistence.outgoing-number-lost')) store.nextOut = 1
    if (this.is('persistence.messages-lost')) store.sent.clear()
    if (this.is('persistence.last-number-lost') && store.nextOut > 1) store.nextOut--
    if (this.is('persistence.last-incoming-lost') && store.nextIn > 1) store.nextIn--
    if (this.is('persistence.numbers-run-ahead')) store.nextIn += 5
    if (this.is('persistence.numbers-swapped')) [store.nextIn, store.nextOut] = [store.nextOut, store.nextIn]
  }

  logout(): void {
    this.#current?.logout()
  }

  send(count: number): readonly string[] {
    return Array.from({ length: count }, () => {
      const clOrdID = `ROGUE${++this.#orders}`
      if (this.#current === undefined && this.is('persistence.unsent-messages-lost')) return clOrdID
      this.store.queue.push({ msgType: 'D', body: this.#order(clOrdID) })
      this.#current?.flush()
      return clOrdID
    })
  }

  #order(clOrdID: string): Field[] {
    const { version, clock } = this.options
    const handlInst: Field[] = version.ordinal <= 43 ? [[21, '1']] : []
    const time: Field[] =
      version.ordinal >= 42 ? [[60, formatUtcTimestamp(clock.now(), version.timestampFraction)]] : []
    const order: Field[] = [...handlInst, [55, 'ROGUE'], [54, '1'], ...time, [38, '10'], [40, '2'], [44, '1.5']]
    return [[Tag.ClOrdID, clOrdID], ...order]
  }

  setNumbers({ nextIn, nextOut }: { readonly nextIn?: number; readonly nextOut?: number }): void {
    if (nextIn !== undefined) this.store.nextIn = nextIn
    if (nextOut !== undefined) this.store.nextOut = nextOut
  }

  resetNumbers(how: 'local' | 'onTheWire'): void {
    if (how === 'onTheWire' && this.#current !== undefined) return requestReset(this.#current)
    renumber(this.store)
    this.#current?.gap.forget()
  }

  forget(): void {
    this.store = emptyStore()
  }

  enter(request: Parameters<NonNullable<ModuleTarget['enter']>>[0]): void {
    this.#asked('enter')(request)
  }

  show(what: Parameters<NonNullable<ModuleTarget['show']>>[0]): ReturnType<NonNullable<ModuleTarget['show']>> {
    return this.#asked('show')(what)
  }

  market(event: string): void {
    this.#asked('market')(event)
  }

  #asked<Name extends 'enter' | 'show' | 'market'>(name: Name): NonNullable<ModuleTarget[Name]> {
    const verb = this.trader?.[name]
    if (verb === undefined) throw new Error(`the rogue has no ${name}: it plays ${this.options.trading?.plays}`)
    return verb.bind(this.trader) as NonNullable<ModuleTarget[Name]>
  }

  /** A venue takes whoever is called as its client is, and something more. */
  placeOf(senderCompID: string | undefined): Place | undefined {
    const { options } = this
    if (this.trader === undefined || senderCompID?.startsWith(`${options.targetCompID}-`) !== true) return undefined
    let place = this.#further.get(senderCompID)
    if (place === undefined) {
      place = { options: { ...options, targetCompID: senderCompID }, store: emptyStore() }
      this.#further.set(senderCompID, place)
    }
    return place
  }

  claim(session: RogueSession): boolean {
    const { role, targetCompID } = session.options
    const current = this.#currents.get(targetCompID)
    if (current !== undefined && current !== session && role === 'acceptor') {
      if (!this.is('logon.second-connection-takes-over')) return this.is('logon.second-connection-accepted')
      current.close()
    }
    this.#currents.set(targetCompID, session)
    return true
  }

  /** Of whoever trades. What is said while the counterparty is away takes its number, and is sent when it is asked for. */
  #submit(to: string, msgType: string, body: readonly Field[], delivery: Delivery | undefined): void {
    const place = to === this.options.targetCompID ? this : this.placeOf(to)
    if (place === undefined) return
    const session = this.#currents.get(to)
    const begun = place.store.nextOut > 1
    if (session === undefined && begun) {
      const { clock, version } = this.options
      return void keep(place.store, {
        msgType,
        body,
        sendingTime: formatUtcTimestamp(clock.now(), version.timestampFraction),
      })
    }
    place.store.queue.push({ msgType, body, delivery })
    session?.flush()
  }

  ended(session: RogueSession): void {
    this.#sessions.delete(session)
    const { targetCompID } = session.options
    if (this.#currents.get(targetCompID) === session) this.#currents.delete(targetCompID)
    if (this.options.role === 'initiator') this.#dialAgain()
  }

  #accepted(transport: Transport): void {
    const session = new RogueSession(this, transport)
    this.#sessions.add(session)
    session.open()
  }

  #dial(life: number): void {
    if (this.#life !== life) return
    const { network, address } = this.options
    network.dial(address, {
      onConnect: (transport) => {
        if (this.#life !== life) return transport.destroy()
        const session = new RogueSession(this, transport)
        this.#sessions.add(session)
        this.#currents.set(session.options.targetCompID, session)
        session.open()
        openAsInitiator(session)
      },
      onError: () => this.#dialAgain(),
    })
  }

  #dialAgain(): void {
    const { clock } = this.options
    const life = this.#life
    const wait = this.is('timing.dials-in-a-storm') ? 50 : RECONNECT_MS
    this.#redial = clock.schedule(clock.now() + wait, () => this.#dial(life))
  }
}

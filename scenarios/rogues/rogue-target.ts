/** The rogue target as a module of the test bench: an engine of its own that has the one fault it is asked for. */
import type { Field } from '../../src/codec/encode.ts'
import { formatUtcTimestamp } from '../../src/codec/utc-timestamp.ts'
import { Tag } from '../../src/fix/tags.ts'
import type { ModuleTarget, TargetModuleOptions } from '../../src/testbench/target-module.ts'
import type { Listener, Transport } from '../../src/transport/transport.ts'
import { type FaultName, isFaultName } from './faults.ts'
import { openAsInitiator, requestReset } from './logon.ts'
import { type Owner, RogueSession } from './session.ts'
import { emptyStore, renumber, type Store } from './store.ts'

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
  readonly #fault: FaultName | undefined
  readonly #sessions = new Set<RogueSession>()
  #current: RogueSession | undefined
  #listener: Listener | undefined
  #redial: { cancel(): void } | undefined
  #life = 0
  #orders = 0

  constructor(options: TargetModuleOptions, fault: FaultName | undefined) {
    this.options = options
    this.#fault = fault
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
    this.#current = undefined
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

  claim(session: RogueSession): boolean {
    const { role } = this.options
    if (this.#current !== undefined && this.#current !== session && role === 'acceptor') {
      if (!this.is('logon.second-connection-takes-over')) return this.is('logon.second-connection-accepted')
      this.#current.close()
    }
    this.#current = session
    return true
  }

  ended(session: RogueSession): void {
    this.#sessions.delete(session)
    if (this.#current === session) this.#current = undefined
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
        this.#current = session
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

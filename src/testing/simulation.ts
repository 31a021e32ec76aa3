/**
 * Two sessions of ours in one world that a seed decides: how bytes are cut and delayed, what is lost, garbled, cut off
 * and killed, and what the applications say meanwhile. What must hold is checked after every tick.
 */
import assert from 'node:assert/strict'
import { Acceptor } from '../engine/acceptor.ts'
import { Initiator } from '../engine/initiator.ts'
import { SimulatedClock } from '../engine/simulated-clock.ts'
import type { Tamper } from '../engine/tamper.ts'
import { seededRandom } from '../testbench/seeded-random.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import { JumpingClock } from './engine-jumping-clock.ts'
import { BEGINNING, mirrored, settingsFor } from './engine-rig.ts'
import { SimulatedSide } from './simulation-side.ts'

const ADDRESS = { host: 'memory', port: 9878 }

const MAX_LATENCY_MS = 60

/** How long both sides may take to come to rest when nothing disturbs them any more. */
const REST_MS = 15 * 60_000

/** Messages that one side may send for one that was submitted, logons and resends together: more is a storm. */
const MESSAGES_PER_SUBMISSION = 40

export class Simulation {
  readonly clock = new SimulatedClock(BEGINNING)
  /** The clock on the wall, which both sides read; the network and waits that run know nothing of its jumps. */
  readonly #wall = new JumpingClock(this.clock)
  readonly sides: readonly [SimulatedSide, SimulatedSide]
  readonly #random: () => number
  readonly #network: MemoryNetwork
  #acceptor: Acceptor
  #initiator: Initiator
  /** Only while this is set does anything get lost or garbled. */
  #disturbed = true

  constructor(seed: number) {
    const random = seededRandom(seed)
    this.#random = random
    this.#network = new MemoryNetwork({
      clock: this.clock,
      latencyMs: () => this.#below(MAX_LATENCY_MS),
      split: (bytes) => this.#split(bytes),
      losesOnDestroy: () => this.#chance(0.5),
    })
    const tamper: Tamper = {
      outgoing: (bytes) => (this.#disturbed && this.#chance(0.04) ? [] : [bytes]),
      incoming: (message) => message,
    }
    const settings = settingsFor('initiator', { heartBtInt: 30, resendMessagesBlockSize: this.#below(4) })
    this.sides = [
      new SimulatedSide('initiator', settings, this.#wall, tamper, () => this.#initiator.linkLost()),
      new SimulatedSide('acceptor', mirrored(settings), this.#wall, tamper, () => undefined),
    ]
    this.#acceptor = this.#newAcceptor()
    this.#initiator = this.#newInitiator()
    this.#network.listenNow(ADDRESS, (transport) => this.#acceptor.accept(transport))
  }

  /** Lets the world go its way, then leaves it in peace and sees that it comes to rest. */
  run(steps: number): void {
    this.#initiator.start()
    for (let i = 0; i < steps; i++) {
      this.#somethingHappens()
      this.#pass(this.#chance(0.05) ? this.#below(600_000) : this.#below(2_000))
    }
    this.#comeToRest()
    for (const side of this.sides) side.session.abandon()
    this.#initiator.stop()
  }

  #somethingHappens(): void {
    const side = this.#pick(this.sides)
    const draw = this.#random()
    if (draw < 0.6) for (let i = this.#below(4); i >= 0; i--) side.submit()
    else if (draw < 0.68) side.session.cut()
    else if (draw < 0.74) side.session.logout()
    else if (draw < 0.82) this.#restart(side)
    else if (draw < 0.9) side.dieOnNextDelivery = () => this.#restart(side)
    else if (draw < 0.94) this.#reset(side)
    // By less than the SendingTime tolerance, and forward only: a message that is late by more (case 2.o), or is resent
    // with a date before its first sending (case 2.g), is refused and counted, so it is lost by the standard.
    else if (draw < 0.97) this.#wall.jump(this.#below(100_000))
  }

  /** A process that was killed and started again: what is left is the store. */
  #restart(side: SimulatedSide): void {
    side.restart()
    if (side.name === 'acceptor') this.#acceptor = this.#newAcceptor()
    else {
      this.#initiator.stop()
      this.#initiator = this.#newInitiator()
      this.#initiator.start()
    }
  }

  /** A reset ends the old numbering with all that nobody has received: so everything is received before. */
  #reset(side: SimulatedSide): void {
    this.#comeToRest()
    this.#disturbed = false
    const numberings = this.sides.map((one) => one.store.archives().length)
    for (const one of this.sides) one.mayDecrease = true
    side.session.resetInSession()
    const begunAnew = (): boolean =>
      this.sides.every((one, i) => one.store.archives().length > (numberings[i] as number)) && this.#atRest()
    this.#until(begunAnew, 'both sides stand at a new beginning')
    for (const one of this.sides) one.mayDecrease = false
    this.#disturbed = true
  }

  #comeToRest(): void {
    this.#disturbed = false
    for (const side of this.sides) side.dieOnNextDelivery = undefined
    this.#until(() => this.#atRest(), 'both sides agree, and everything submitted was delivered')
    for (const side of this.sides) {
      const allowed =
        MESSAGES_PER_SUBMISSION * (side.submitted + this.sides[0].disturbances + this.sides[1].disturbances)
      assert.ok(side.sent <= allowed + 1000, `${side.name} sent ${side.sent} messages for ${side.submitted} submitted`)
    }
    this.#disturbed = true
  }

  #atRest(): boolean {
    const [a, b] = this.sides
    const agree = a.session.nextIn === b.session.nextOut && b.session.nextIn === a.session.nextOut
    const standing = a.session.state === 'active' && b.session.state === 'active'
    return standing && agree && a.delivered === b.submitted && b.delivered === a.submitted
  }

  /** Agreement counts when it lasts: numbers can be equal by chance while the message that changes them is on its way. */
  #until(done: () => boolean, what: string): void {
    const deadline = this.clock.now() + REST_MS
    while (!done()) {
      assert.ok((this.clock.nextAt ?? Number.POSITIVE_INFINITY) <= deadline, `not reached in time: ${what}`)
      this.#tick()
      if (done()) this.#pass(2 * MAX_LATENCY_MS)
    }
  }

  #pass(ms: number): void {
    const until = this.clock.now() + ms
    while ((this.clock.nextAt ?? Number.POSITIVE_INFINITY) <= until) this.#tick()
    this.clock.advanceTo(until)
  }

  #tick(): void {
    this.clock.fireNext()
    for (const side of this.sides) side.check()
  }

  #newAcceptor(): Acceptor {
    const acceptor = new Acceptor({ network: this.#network, clock: this.#wall, address: ADDRESS })
    acceptor.add(this.sides[1].session)
    return acceptor
  }

  #newInitiator(): Initiator {
    return new Initiator({
      network: this.#network,
      clock: this.#wall,
      address: ADDRESS,
      session: this.sides[0].session,
    })
  }

  /** Up to four pieces, and now and then a byte that is not what it was. */
  #split(bytes: Buffer): Buffer[] {
    if (this.#disturbed && this.#chance(0.01)) {
      const at = this.#below(bytes.length)
      bytes[at] = (bytes[at] as number) ^ (1 << this.#below(8))
    }
    const cuts = Array.from({ length: this.#below(4) }, () => this.#below(bytes.length)).sort((x, y) => x - y)
    return [0, ...cuts]
      .map((from, i) => bytes.subarray(from, cuts[i] ?? bytes.length))
      .filter(({ length }) => length > 0)
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  #chance(probability: number): boolean {
    return this.#random() < probability
  }

  #pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.#below(list.length)] as T
  }
}

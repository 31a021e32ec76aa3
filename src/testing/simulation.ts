/**
 * Two sessions of ours in one world that a seed decides: how bytes are cut and delayed, what is lost, garbled, cut off
 * and killed, and what the applications say meanwhile. What must hold is checked after every tick.
 */
import assert from 'node:assert/strict'
import { Acceptor } from '../engine/acceptor.ts'
import { Initiator } from '../engine/initiator.ts'
import { SimulatedClock } from '../engine/simulated-clock.ts'
import { JumpingClock } from '../simulator/jumping-clock.ts'
import { seededRandom } from '../testbench/seeded-random.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import { BEGINNING, mirrored, settingsFor } from './engine-rig.ts'
import { standardWorld, type World } from './simulated-world.ts'
import { SimulatedSide } from './simulation-side.ts'

const ADDRESS = { host: 'memory', port: 9878 }

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
  readonly world: World
  #acceptor: Acceptor
  #initiator: Initiator
  /** Only while this is set does anything get lost or garbled. */
  #disturbed = true

  constructor(seed: number, draw: (random: () => number) => World = standardWorld) {
    const random = seededRandom(seed)
    this.#random = random
    const world = draw(random)
    this.world = world
    this.#network = new MemoryNetwork({
      clock: this.clock,
      latencyMs: () => this.#below(world.maxLatencyMs),
      split: (bytes) => this.#split(bytes),
      losesOnDestroy: () => this.#chance(0.5),
    })
    const settings = settingsFor('initiator', { heartBtInt: 30, ...world.initiator })
    const common = {
      clock: this.#wall,
      world,
      loses: () => this.#loses && this.#chance(0.04),
      fails: () => this.#disturbed && world.writesFail && this.#chance(0.002),
    }
    this.sides = [
      new SimulatedSide({ ...common, name: 'initiator', settings, onDisconnect: () => this.#initiator.linkLost() }),
      new SimulatedSide({
        ...common,
        name: 'acceptor',
        settings: mirrored(settingsFor('initiator', { heartBtInt: 30, ...world.acceptor })),
        onDisconnect: () => undefined,
      }),
    ]
    this.#acceptor = this.#newAcceptor()
    this.#initiator = this.#newInitiator()
    this.#network.listenNow(ADDRESS, (transport) => this.#acceptor.accept(transport))
  }

  /** The world that was drawn, in one line. */
  get told(): string {
    return JSON.stringify(this.world, (key, value) =>
      key === 'dictionary' ? undefined : key === 'version' ? value.id : value,
    )
  }

  get #loses(): boolean {
    return this.#disturbed && !this.world.lossless
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
    const { kills, logoutInPeace, resetsAnyTime } = this.world
    if (draw < 0.6) for (let i = this.#below(4); i >= 0; i--) side.submit()
    else if (draw < 0.68) side.session.cut()
    else if (draw < 0.74) this.#logout(side, logoutInPeace)
    else if (draw < 0.82) kills ? this.#restart(side) : side.session.cut()
    else if (draw < 0.9) side.dieOnNextDelivery = kills ? () => this.#restart(side) : undefined
    else if (draw < 0.94) resetsAnyTime ? side.session.resetInSession() : this.#reset(side)
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

  /** @param inPeace - where one side must not learn of it alone */
  #logout(side: SimulatedSide, inPeace: boolean): void {
    if (inPeace) this.#comeToRest()
    this.#disturbed = !inPeace
    side.session.logout()
    if (inPeace) this.#pass(10 * this.world.maxLatencyMs)
    this.#disturbed = true
  }

  /** A reset ends the old numbering with all that nobody has received: so everything is received before. */
  #reset(side: SimulatedSide): void {
    if (!side.session.settings.version.resetSeqNumFlag) return
    this.#comeToRest()
    this.#disturbed = false
    const numberings = this.sides.map((one) => one.store.archives().length)
    side.session.resetInSession()
    const begunAnew = (): boolean =>
      this.sides.every((one, i) => one.store.archives().length > (numberings[i] as number)) && this.#atRest()
    this.#until(begunAnew, 'both sides stand at a new beginning')
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
    const standing = this.sides.every(({ session }) => session.state === 'active' && session.core.resetReply === 'none')
    return standing && agree && a.isAllReceived(b) && b.isAllReceived(a)
  }

  /** Agreement counts when it lasts: numbers can be equal by chance while the message that changes them is on its way. */
  #until(done: () => boolean, what: string): void {
    const deadline = this.clock.now() + REST_MS
    while (!done()) {
      assert.ok((this.clock.nextAt ?? Number.POSITIVE_INFINITY) <= deadline, `not reached in time: ${what}`)
      this.#tick()
      if (done()) this.#pass(2 * this.world.maxLatencyMs)
    }
  }

  #pass(ms: number): void {
    const until = this.clock.now() + ms
    while ((this.clock.nextAt ?? Number.POSITIVE_INFINITY) <= until) this.#tick()
    this.clock.advanceTo(until)
  }

  #tick(): void {
    this.clock.fireNext()
    const [a, b] = this.sides
    a.check(b)
    b.check(a)
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
    if (this.#loses && this.#chance(0.01)) {
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

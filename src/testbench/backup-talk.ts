/**
 * The tester as primary and backup of a target, on two addresses of one network: each refuses, keeps silent, or answers
 * Logon by itself. Every attempt of the target is written into the record, also one that found nobody.
 */
import { NotReached } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Entry } from '../journal/journal.ts'
import type { Address, Listener, Transport } from '../transport/transport.ts'
import { type Attempt, matchesWay, type Place, type Way, wayTaken } from './backup-way.ts'
import type { Bench } from './bench.ts'
import type { SecondPlace } from './environment.ts'
import { logonFields, takeHeartBtInt } from './establish.ts'

export const MANNERS = ['refuses', 'keeps silent', 'answers'] as const
export type Manner = (typeof MANNERS)[number]

/** Longer than all tries of a scenario take, on a clock that jumps. */
const WAY_MS = 300_000
/** So long nothing more may come where a way has its end. */
const END_MS = 60_000
/** How long a Logon may take once the connection stands. */
const LOGON_MS = 5_000

export class BackupTalk {
  readonly #bench: Bench
  readonly #second: SecondPlace
  /** Both places are one counterparty with one set of numbers; otherwise each connection to the other place begins at 1. */
  readonly #shared: boolean
  readonly #manners: Record<Place, Manner> = { primary: 'answers', backup: 'answers' }
  readonly #listeners = new Map<Place, Listener>()
  readonly #attempts: Attempt[] = []
  #last: Place | undefined
  /** Attempts before this one were judged. */
  #judged = 0
  /** Connections that the target made before the one before them had ended for the tester. */
  readonly #waiting: { readonly place: Place; readonly transport: Transport }[] = []
  /** The connection in use, as the record numbers it. */
  #connection = 0
  /** The connection on which both sides have said Logon. */
  #loggedOn = 0

  /** @throws NotReached where the target has no second destination */
  constructor(bench: Bench, shared: boolean) {
    const { backup, journal } = bench.environment
    if (backup === undefined) throw new NotReached('there is no second place at which the target could find the tester')
    this.#bench = bench
    this.#second = backup
    this.#shared = shared
    backup.onRefused = (address) => this.#attempted(this.#placeAt(address), false)
    journal.subscribe((entry) => this.#heard(entry))
  }

  async set(place: Place, manner: Manner): Promise<void> {
    this.#manners[place] = manner
    if (manner === 'refuses') {
      this.#listeners.get(place)?.close()
      this.#listeners.delete(place)
    } else if (!this.#listeners.has(place)) await this.#listen(place)
  }

  /** Ends the connection without a word; with `refuses` set before, the target finds nobody there. */
  async cut(): Promise<void> {
    const { wire, environment } = this.#bench
    wire.cut()
    await environment.until(() => !wire.connected, this.#bench.now() + LOGON_MS)
    this.skipToNow()
    await this.#bench.afterDisconnect()
  }

  /** Listens where it was not said to refuse, and starts the target. */
  async start(): Promise<void> {
    for (const place of ['primary', 'backup'] as const)
      if (this.#manners[place] !== 'refuses' && !this.#listeners.has(place)) await this.#listen(place)
    this.#bench.environment.startTarget()
  }

  /** What was attempted until now needs no judging. */
  skipToNow(): void {
    this.#judged = this.#attempts.length
  }

  /** Judges which way the attempts took since the last judgement, and goes on behind the Logon of the last. */
  async expectWay(way: Way): Promise<void> {
    const bench = this.#bench
    const attempts = (): readonly Attempt[] => this.#attempts.slice(this.#judged)
    await bench.environment.until(() => matchesWay(way, attempts()) !== 'pending', bench.now() + WAY_MS)
    if (way.ends) await bench.environment.until(() => matchesWay(way, attempts()) === 'differs', bench.now() + END_MS)
    const taken = attempts()
    bench.judge('must', matchesWay(way, taken) === 'same', `it tries ${way.text}`, wayTaken(taken))
    this.skipToNow()
    const last = taken.at(-1)
    if (!way.ends && last !== undefined && this.#manners[last.place] === 'answers') await this.loggedOn(last.place)
  }

  /** Judges that the target comes to a place with a Logon, whatever way it takes. */
  async expectLogon(place: Place): Promise<void> {
    const bench = this.#bench
    await bench.environment.until(() => this.#isLoggedOn(place), bench.now() + WAY_MS)
    const holds = this.#isLoggedOn(place)
    const seen = holds ? 'it has come' : `${wayTaken(this.#attempts)}; no Logon at the ${place}`
    bench.judge('must', holds, `Logon at the ${place}`, seen)
    await this.loggedOn(place)
  }

  /** Judges that attempts on a place were so far apart. @param ms - a few milliseconds more or less are the network's */
  expectApart(place: Place, ms: number): void {
    const times = this.#attempts.filter((attempt) => attempt.place === place).map(({ at }) => at)
    const pauses = times.slice(1).map((at, i) => at - (times[i] as number))
    const holds = pauses.length > 0 && pauses.every((pause) => Math.abs(pause - ms) <= ON_THE_WAY_MS)
    const seen = pauses.length > 0 ? `${pauses.join(', ')} ms apart` : 'no second attempt'
    this.#bench.judge('must', holds, `attempts at the ${place} ${ms} ms apart`, seen)
  }

  /** The connection of the moment is logged on, by both; the record is judged from the target's Logon on. */
  async loggedOn(place: Place): Promise<void> {
    const bench = this.#bench
    if (!(await bench.environment.until(() => this.#isLoggedOn(place), bench.now() + LOGON_MS)))
      throw new NotReached(`no Logon of the target at the ${place} within ${LOGON_MS / 1000} s`)
    bench.cursor = bench.entries.findLastIndex((entry) => isLogonOfTarget(entry)) + 1
  }

  /** The tester's own Logon, to a target that listens at both places. */
  async dial(place: Place): Promise<void> {
    const bench = this.#bench
    this.#arrivedAt(place)
    await bench.connect(place === 'primary' ? bench.environment.address : this.#second.address)
    this.#connection = bench.entries.at(-1)?.connection ?? 0
    bench.send(MsgType.Logon, logonFields(bench, false))
    await this.loggedOn(place)
  }

  #isLoggedOn(place: Place): boolean {
    return this.#last === place && this.#bench.wire.connected && this.#loggedOn === this.#connection
  }

  async #listen(place: Place): Promise<void> {
    const address = place === 'primary' ? this.#bench.environment.address : this.#second.address
    const listener = await this.#bench.listen(address, (transport) => this.#arrived(place, transport))
    this.#listeners.set(place, listener)
  }

  #arrived(place: Place, transport: Transport): void {
    this.#attempted(place, true)
    this.#waiting.push({ place, transport })
    this.#takeNext()
  }

  /** One connection at a time: the end of the one before may take longer than the next one takes to come. */
  #takeNext(): void {
    if (this.#bench.wire.connected) return
    const next = this.#waiting.shift()
    if (next === undefined) return
    this.#arrivedAt(next.place)
    this.#bench.take(next.transport)
    this.#connection = this.#bench.entries.at(-1)?.connection ?? 0
  }

  /** The books of the place: with separate ones each change of the place begins anew. */
  #arrivedAt(place: Place): void {
    if (!this.#shared && this.#last !== place) this.#bench.wire.nextOut = 1
    this.#last = place
  }

  #attempted(place: Place, taken: boolean): void {
    const { environment } = this.#bench
    this.#attempts.push({ place, at: environment.clock.now() })
    const what = taken ? 'connected to' : 'found nobody at'
    environment.journal.event('stage', `the target ${what} the ${place}: attempt ${this.#attempts.length}`)
  }

  #heard(entry: Entry): void {
    const { clock } = this.#bench.environment
    if (entry.kind === 'event' && entry.event === 'disconnect') clock.schedule(clock.now(), () => this.#takeNext())
    if (!isLogonOfTarget(entry)) return
    if (this.#bench.leg.targetRole === 'acceptor') this.#loggedOn = entry.connection
    else if (this.#last !== undefined && this.#manners[this.#last] === 'answers')
      // The record comes before everything else: the answer is given when it is written.
      clock.schedule(clock.now(), () => this.#answer(entry))
  }

  #answer(entry: Entry): void {
    const bench = this.#bench
    if (entry.kind !== 'message' || !bench.wire.connected || entry.connection !== this.#connection) return
    const reset = entry.message.text(Tag.ResetSeqNumFlag) === 'Y'
    if (reset) bench.wire.nextOut = 1
    bench.send(MsgType.Logon, logonFields(bench, reset, takeHeartBtInt(bench, entry.message)))
    this.#loggedOn = entry.connection
  }

  #placeAt({ port }: Address): Place {
    return port === this.#second.address.port ? 'backup' : 'primary'
  }
}

/** More than two messages take on their way there and back. */
const ON_THE_WAY_MS = 20

function isLogonOfTarget(entry: Entry): boolean {
  return entry.kind === 'message' && entry.direction === 'in' && entry.message.msgType === MsgType.Logon
}

/**
 * One bench for one scenario: composes clock, network, target, journal and counterparty, and gives the steps their
 * verbs. It sends through the counterparty and judges by the journal; no step touches either.
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { firstReaction, type MessagePattern } from '../conformance/expect.ts'
import { NotReached } from '../conformance/verdict.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { type Entry, Journal } from '../journal/journal.ts'
import type { Level } from '../report/report.ts'
import type { Counterparty } from '../simulator/counterparty.ts'
import { EngineCounterparty, type TakenOver } from '../simulator/engine-counterparty.ts'
import { WireCounterparty } from '../simulator/wire-counterparty.ts'
import type { Address, Listener, Transport } from '../transport/transport.ts'
import { agreeOnNumbers } from './agree-on-numbers.ts'
import type { Environment, TargetControl } from './environment.ts'
import { environmentFor } from './environment-for.ts'
import { guardAgainstFlood } from './flood-guard.ts'
import { furtherEnvironment } from './further-environment.ts'
import { Holdable } from './holdable.ts'
import { Judge } from './judge.ts'
import type { Leg } from './leg.ts'
import { namingFrom } from './naming.ts'
import { ownDictionary } from './own-dictionary.ts'
import { ScenarioNumbers } from './scenario-numbers.ts'
import { TargetConnections } from './target-connections.ts'
import { testerSettings } from './tester-settings.ts'

/** How long the answer to a probe may take. */
const PROBE_MS = 5_000

/** Longer than any network holds bytes back, shorter than anybody waits. */
const APART_MS = 100

export class Bench extends Judge {
  readonly leg: Leg
  readonly version: FixVersion
  readonly dictionary: Dictionary
  /** Who holds the session: the scenario by wire at first, the tester's engine once it was told to. */
  wire: Counterparty
  readonly #byWire: WireCounterparty
  /** HeartBtInt(108) of the session in seconds: what an initiator proposes and an acceptor takes. */
  heartBtInt: number
  /** Messages given a name by a step. */
  readonly named: Map<string, Message>
  /** Values given a name by a cell. */
  readonly captured: Map<string, string>
  /** Tags of fields whose order the next message of the scenario changes. */
  nextOrder: readonly number[] | undefined
  #probes = 0
  /** Where the scenario's numbers stand on the wire. */
  readonly numbers: ScenarioNumbers
  #agreed = false
  #unique = 0
  readonly #connections: TargetConnections
  readonly #second: WireCounterparty[] = []
  /** The connection of `wire`. */
  #held: Holdable | undefined
  readonly #scenario: string
  readonly #first: Bench | undefined

  /**
   * @param scenario - identifies the scenario, so that its seed is its own
   * @param further - for a session beside the first one: where it is seen, and the bench of the first
   */
  constructor(leg: Leg, scenario: string, further?: { readonly environment: Environment; readonly first: Bench }) {
    const version = findVersion(leg.version)
    if (version === undefined) throw new Error(`no FIX version ${leg.version}`)
    const dictionary = leg.dictionary === undefined ? dictionaryFor(version) : ownDictionary(version, leg.dictionary)
    super(further?.environment ?? environmentFor(leg, version, scenario), namingFrom(dictionary), further?.first)
    this.tellsOnce = leg.trading !== undefined
    this.#scenario = scenario
    this.#first = further?.first
    this.named = further?.first.named ?? new Map()
    this.captured = further?.first.captured ?? new Map()
    this.leg = leg
    this.heartBtInt = leg.heartBtInt
    this.version = version
    this.dictionary = dictionary
    const { clock, journal } = this.environment
    const { senderCompID, targetCompID } = leg
    // What has a reset begins at 1 whenever a scenario wants it to, and a target of ours is new for each scenario.
    this.numbers = new ScenarioNumbers(journal, leg.engine === 'external' && !version.resetSeqNumFlag)
    this.#byWire = new WireCounterparty({
      version,
      senderCompID,
      targetCompID,
      clock,
      journal,
      bases: () => this.numbers.bases,
    })
    this.wire = this.#byWire
    this.#connections = new TargetConnections(this.environment, leg.targetRole)
    guardAgainstFlood(journal, () => this.wire, this.#hangUp)
  }

  /** The record with the numbers of the scenario. What was on the wire is in the journal. */
  override get entries(): readonly Entry[] {
    return this.numbers.entries
  }

  readonly #hangUp = (why: string): void => {
    this.hungUp = why
  }

  /** A text that this scenario has not used before. */
  unique(prefix: string): string {
    return this.#first?.unique(prefix) ?? `${prefix}${++this.#unique}`
  }

  /** What the target can be asked to do. @throws NotReached when it is a stranger */
  get control(): TargetControl {
    if (this.environment.control === undefined)
      throw new NotReached('the target gives no control beyond FIX, and the case needs it')
    return this.environment.control
  }

  /** `2 seconds`, `500 milliseconds`, `1.5 HeartBtInt`, in milliseconds. @throws Error on any other unit */
  milliseconds(duration: string): number {
    const match = /^(\d+(?:\.\d+)?) (seconds?|milliseconds?|HeartBtInt)$/.exec(duration)
    if (match === null) throw new Error(`"${duration}" is no duration: expected "2 seconds" or "1.5 HeartBtInt"`)
    const unit = match[2] as string
    return Number(match[1]) * (unit === 'HeartBtInt' ? this.heartBtInt * 1000 : unit.startsWith('milli') ? 1 : 1000)
  }

  /**
   * Opens a transport connection to a target that listens, or waits for a target that dials.
   *
   * @param to - where the target listens; default: the environment's address
   * @throws TargetUnreachable with the system's reason
   */
  async connect(to: Address = this.environment.address): Promise<void> {
    await this.agree()
    await this.connectAgain(to)
  }

  /** Before the first connection with a stranger that can not be reset: finds out where its numbers stand. */
  async agree(): Promise<void> {
    if (!this.numbers.goOn || this.#agreed) return
    this.#agreed = true
    await agreeOnNumbers(this)
  }

  /** `connect`, whatever the numbers. */
  async connectAgain(to: Address = this.environment.address): Promise<void> {
    this.take(await this.#connections.make(to))
  }

  /** The scenario goes on over this connection. */
  take(transport: Transport): void {
    this.#held = new Holdable(transport)
    this.#byWire.attach(this.#held)
  }

  /** Reads nothing from the connection for a while. @throws NotReached without one */
  async readNothingFor(ms: number): Promise<void> {
    const held = this.#held
    if (held === undefined || !this.wire.connected) throw new NotReached('there is no connection to read from')
    held.hold()
    await this.environment.until(() => false, this.now() + ms)
    held.readOn()
  }

  /** Listens, beside what `connect` does for a target that dials, until the listener or the bench is closed. */
  listen(address: Address, onConnection: (transport: Transport) => void): Promise<Listener> {
    return this.#connections.listen(address, onConnection)
  }

  /**
   * Hands the session over to the tester's engine, as it stands. It keeps it until the scenario ends.
   *
   * @param trading - what the engine does with application messages; default: it counts them
   * @throws NotReached when the session has ended meanwhile
   */
  keepByEngine(trading: Pick<TakenOver, 'application' | 'delivery'> = {}): EngineCounterparty {
    if (!this.#byWire.connected) throw new NotReached('the connection is closed, so there is no session to hand over')
    const { clock, journal } = this.environment
    const { version, dictionary, heartBtInt, leg } = this
    const settings = testerSettings(leg, version, dictionary, heartBtInt)
    const received = this.entries.findLast((entry) => entry.kind === 'message' && entry.direction === 'in')
    const last = received?.kind === 'message' ? (received.message.msgSeqNum ?? 0) : 0
    const { nextOut } = this.#byWire
    const { bases } = this.numbers
    const from = { ...this.#byWire.release(), nextIn: last + 1, nextOut, heartBtInt, bases, ...trading }
    const engine = new EngineCounterparty(settings, clock, journal, from)
    this.wire = engine
    return engine
  }

  /** A connection as `connect` makes it, for the engine that holds the session to go on with. */
  connectEngine(): Promise<Transport> {
    return this.#connections.make(this.environment.address)
  }

  /** A bench for a further session of the same target, with a record of its own, whose entries this one's record names. */
  further(name: string, senderCompID: string): Bench {
    const environment = furtherEnvironment(this.environment, name)
    return new Bench({ ...this.leg, senderCompID }, this.#scenario, { environment, first: this })
  }

  /** True when the target that dials has come within the time. */
  dialsWithin(ms: number): Promise<boolean> {
    return this.#connections.dialsWithin(ms)
  }

  /**
   * A second connection to a target that listens, beside the one of the session.
   *
   * @returns it, with a journal of its own: what is said there is no evidence for the session
   */
  async connectSecond(): Promise<{ wire: WireCounterparty; journal: Journal }> {
    const { environment, version, leg } = this
    const journal = new Journal({ now: () => this.now(), elapsed: () => 0 })
    const wire = new WireCounterparty({
      version,
      senderCompID: leg.senderCompID,
      targetCompID: leg.targetCompID,
      clock: environment.clock,
      journal,
      bases: () => this.numbers.bases,
    })
    guardAgainstFlood(journal, () => wire, this.#hangUp)
    wire.attach(await this.#connections.dial(environment.address))
    this.#second.push(wire)
    return { wire, journal }
  }

  /** Sends a message of the scenario. */
  send(msgType: string, fields: readonly Field[], garbling?: string): void {
    if (!this.wire.connected) throw new NotReached('the connection is closed, so the message could not be sent')
    const order = this.nextOrder
    this.nextOrder = undefined
    this.wire.send(msgType, fields, garbling, order)
  }

  /**
   * Sends bytes as the scenario cuts them: the counterparty by wire, where it holds the session.
   *
   * @throws NotReached without a connection; Error when the tester's engine holds the session
   */
  get byWire(): WireCounterparty {
    if (this.wire !== this.#byWire) throw new Error("the tester's engine cuts no bytes: leave the session to the wire")
    if (!this.#byWire.connected) throw new NotReached('the connection is closed, so nothing could be sent')
    return this.#byWire
  }

  /**
   * Proves that the session lives and where its numbers stand: TestRequest with a TestReqID of its own, whose Heartbeat
   * must come next. That nothing else was sent since the cursor is proved with it.
   *
   * @param expectedByTarget - MsgSeqNum that the target must be expecting; the tester's own next number when absent
   * @param level - `should` where the outcome is only recommended
   */
  async probe(expectedByTarget?: number, level: Level = 'must'): Promise<void> {
    if (!this.wire.connected && firstReaction(this.entries, this.cursor, this.naming) === undefined)
      throw new NotReached('the connection is closed, so the session could not be probed')
    const testReqID = `PROBE${++this.#probes}`
    if (expectedByTarget !== undefined) this.wire.nextOut = expectedByTarget
    if (this.wire.connected) this.wire.send(MsgType.TestRequest, [[Tag.TestReqID, testReqID]])
    await this.expect(level, this.heartbeatWith(testReqID), PROBE_MS)
  }

  /**
   * Lets what was sent arrive by itself. What a target makes of garbled bytes must not depend on whether the next
   * message came in the same read.
   */
  async keepApart(): Promise<void> {
    await this.environment.until(() => !this.wire.connected, this.now() + APART_MS)
  }

  /**
   * Lets the target notice that a connection has ended. One that comes in the same moment would be a second one to it,
   * and be turned away (case 1S.b): a fault of ours, told as the target's.
   */
  async afterDisconnect(): Promise<void> {
    await this.environment.until(() => false, this.now() + APART_MS)
  }

  /** Takes a connection of a target that dials, and closes it without a word. */
  async turnAway(): Promise<void> {
    this.#connections.turnAway()
    await this.environment.until(() => false, this.now() + 1)
  }

  nameLastSent(name: string): void {
    const sent = this.entries.findLast((entry) => entry.kind === 'message' && entry.direction === 'out')
    if (sent?.kind === 'message') this.named.set(name, sent.message)
  }

  heartbeatWith(testReqID: string): MessagePattern {
    const matcher = { describe: testReqID, value: testReqID, matches: (text: string | undefined) => text === testReqID }
    return {
      msgType: MsgType.Heartbeat,
      name: 'Heartbeat',
      fields: [{ tag: Tag.TestReqID, name: 'TestReqID', matcher }],
    }
  }

  close(): void {
    this.wire.cut()
    this.#byWire.cut()
    for (const wire of this.#second) wire.cut()
    this.#connections.close()
    this.environment.close()
  }
}

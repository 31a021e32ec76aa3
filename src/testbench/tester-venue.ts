/**
 * The tester in the part of the venue: its engine keeps the session and its venue answers, by the rules of a persona or as
 * the scenario says. What it sends is not judged; a scenario that needs a report of it says so, and ends if none was made.
 */
import type { Message } from '../codec/message.ts'
import type { MessagePattern } from '../conformance/expect.ts'
import { NotReached } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import type { Entry } from '../journal/journal.ts'
import { DeliveryTamper } from '../simulator/delivery.ts'
import type { EngineCounterparty } from '../simulator/engine-counterparty.ts'
import { parseMarketEvent } from '../simulator/market-event.ts'
import { VenueHost } from '../simulator/venue-host.ts'
import type { Bench } from './bench.ts'
import { establish } from './establish.ts'
import { personaNamed } from './personas.ts'
import { derivedSeed, seededRandom } from './seeded-random.ts'

/** How long both sides may take to close what gaps there are behind a Logon. */
const SETTLE_MS = 500

/** How long a session may take to stand again. */
const RECONNECT_MS = 70_000
/** How long the answer to a Logout and the end of the connection may take. */
const LOGOUT_MS = 10_000

export class TesterVenue {
  readonly #bench: Bench
  readonly #host: VenueHost
  readonly #engine: EngineCounterparty
  readonly #client: string
  /** Position in the record up to which reports were asked for. */
  #reported: number

  /**
   * Establishes the session and takes the venue's part on it.
   *
   * @param persona - a built-in one; its faults are on, for the target is to withstand them
   * @throws NotReached when there is no session
   */
  static async play(bench: Bench, persona: string): Promise<TesterVenue> {
    await establish(bench)
    return new TesterVenue(bench, persona)
  }

  constructor(bench: Bench, persona: string) {
    const { leg, version, dictionary, environment } = bench
    const { clock, journal } = environment
    this.#bench = bench
    this.#client = leg.targetCompID
    this.#host = new VenueHost({
      persona: personaNamed(persona, true),
      clock,
      random: seededRandom(derivedSeed(leg.seed, 'venue')),
      // A client that outlives the scenario, and the run, has seen the ids of venues before.
      ...(environment.simulated ? {} : { idSuffix: `-${clock.now().toString(36)}` }),
      onNote: (text) => void journal.event('note', `the tester's venue: ${text}`),
    })
    const delivery = new DeliveryTamper()
    const session = {
      id: this.#client,
      version,
      dictionary,
      senderCompID: leg.senderCompID,
      targetCompID: leg.targetCompID,
    }
    this.#engine = bench.keepByEngine({ application: this.#host.application(session), delivery })
    this.#host.deliverThrough(this.#client, delivery)
    this.#host.up(this.#client, { submit: (msgType, fields) => this.#engine.send(msgType, fields) })
    bench.skipToNow()
    this.#reported = bench.entries.length
  }

  /** @param event - as the admin API has it: `close`, `trade SIM 101` */
  market(event: string): void {
    this.#host.market(parseMarketEvent(event, this.#client))
  }

  /** Waits until the venue has sent a report; the stage of what is judged next. @throws NotReached when it does not */
  async hasSent(pattern: MessagePattern, withinMs: number): Promise<Message> {
    const { environment } = this.#bench
    const fits = (message: Message): boolean =>
      message.msgType === pattern.msgType &&
      pattern.fields.every(({ tag, matcher }) => matcher.matches(message.text(tag)))
    const sent = () =>
      this.#bench.entries
        .slice(this.#reported)
        .find((entry) => entry.kind === 'message' && entry.direction === 'out' && fits(entry.message))
    await environment.until(() => sent() !== undefined, this.#bench.now() + withinMs)
    const entry = sent()
    if (entry?.kind !== 'message') throw new NotReached(`the tester's venue has sent no such ${pattern.name}`)
    this.#reported = entry.index + 1
    return entry.message
  }

  /** Ends the connection without a word. */
  async disconnect(): Promise<void> {
    this.#engine.drop()
    await this.#bench.environment.until(() => !this.#engine.connected, this.#bench.now() + 2_000)
    await this.#bench.afterDisconnect()
    this.#bench.skipToNow()
  }

  /** Ends the session in order. @throws NotReached when the target does not answer the Logout */
  async logOut(): Promise<void> {
    // What was said before is on its way still.
    await this.#bench.keepApart()
    this.#engine.send(MsgType.Logout, [])
    await this.#bench.environment.until(() => !this.#engine.connected, this.#bench.now() + LOGOUT_MS)
    if (this.#engine.connected) throw new NotReached('the target did not answer the Logout')
    await this.#bench.afterDisconnect()
    this.#bench.skipToNow()
  }

  /** Goes on with the session over a new connection, whoever makes it. @throws NotReached when it does not stand */
  async logOnAgain(): Promise<void> {
    const { environment } = this.#bench
    const deadline = this.#bench.now() + RECONNECT_MS
    while (!this.#engine.established && this.#bench.now() < deadline) {
      this.#engine.attach(await this.#bench.connectEngine())
      // Of connections that came while nobody took them the oldest are dead.
      await environment.until(() => this.#engine.established || !this.#engine.connected, deadline)
    }
    if (!this.#engine.established) throw new NotReached('the session did not stand again')
    // What the target asks to have resent is answered before anything else is said: a gap fill would swallow it.
    await environment.until(() => false, this.#bench.now() + SETTLE_MS)
    // What was said on connections that came to nothing is no matter; what follows the Logon is.
    const logon = this.#bench.entries.findLastIndex(isLogonReceived)
    this.#bench.cursor = Math.max(this.#bench.cursor, logon + 1)
    this.#host.up(this.#client, { submit: (msgType, fields) => this.#engine.send(msgType, fields) })
  }
}

function isLogonReceived(entry: Entry): boolean {
  return entry.kind === 'message' && entry.direction === 'in' && entry.message.msgType === MsgType.Logon
}

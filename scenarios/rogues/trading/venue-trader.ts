/** A venue behind the sessions of the gallery: that of the house, whose messages a fault spoils on their way out. */
import { decode } from '../../../src/codec/decode.ts'
import { encode, type Field } from '../../../src/codec/encode.ts'
import type { Message } from '../../../src/codec/message.ts'
import { dictionaryFor } from '../../../src/dictionary/load.ts'
import { Tag } from '../../../src/fix/tags.ts'
import { parseMarketEvent } from '../../../src/simulator/market-event.ts'
import { personaNamed } from '../../../src/testbench/personas.ts'
import { seededRandom } from '../../../src/testbench/seeded-random.ts'
import type { VenueAction, VenueEvent } from '../../../src/venue/seam.ts'
import { Venue } from '../../../src/venue/venue.ts'
import { AlarmClock } from './alarm-clock.ts'
import type { Around, Trader } from './trader.ts'
import { WrongReports } from './wrong-reports.ts'

/** What a venue draws is drawn the same in each scenario. */
const SEED = 7

export class VenueTrader implements Trader {
  readonly #around: Around
  readonly #venue = new Venue({ persona: personaNamed('standard', false), random: seededRandom(SEED) })
  readonly #timers: AlarmClock
  readonly #wrong: WrongReports
  readonly #known = new Set<string>()

  constructor(around: Around) {
    this.#around = around
    this.#timers = new AlarmClock(around.options.clock)
    this.#wrong = new WrongReports((fault) => around.is(fault), around.options.version)
  }

  received(counterparty: string, message: Message): void {
    const taken = this.#around.is('venue.poss-resend-not-read') ? withoutPossResend(message) : message
    this.#step({ kind: 'message', session: counterparty, message: taken, at: this.#timers.now })
  }

  up(counterparty: string, reset: boolean): void {
    this.#introduce(counterparty)
    this.#step({ kind: 'sessionUp', session: counterparty, reset, at: this.#timers.now })
  }

  down(counterparty: string, how: 'logout' | 'lost'): void {
    this.#step({ kind: 'sessionDown', session: counterparty, how, at: this.#timers.now })
  }

  market(event: string): void {
    const { targetCompID } = this.#around.options
    this.#introduce(targetCompID)
    this.#step({ kind: 'market', event: parseMarketEvent(event, targetCompID), at: this.#timers.now })
  }

  #introduce(id: string): void {
    if (this.#known.has(id)) return
    this.#known.add(id)
    const { version, senderCompID } = this.#around.options
    this.#venue.addSession({ id, version, dictionary: dictionaryFor(version), senderCompID, targetCompID: id })
  }

  #step(event: VenueEvent): void {
    const out: VenueAction[] = []
    this.#venue.step(event, out)
    for (const action of out) this.#perform(action)
  }

  #perform(action: VenueAction): void {
    switch (action.kind) {
      case 'send': {
        const { session, delivery, rule } = action
        if (rule !== undefined) this.#around.options.note(`rule ${rule}`)
        for (const { msgType, fields } of this.#wrong.leaving(action.msgType, action.fields)) {
          const body: readonly Field[] = delivery?.possResend === true ? [[Tag.PossResend, 'Y'], ...fields] : fields
          this.#around.submit(session, msgType, body, delivery)
        }
        return
      }
      case 'arm': {
        const { key, at } = action
        return this.#timers.arm(key, at, () => this.#step({ kind: 'timer', key, at: this.#timers.now }))
      }
      case 'disarm':
        return this.#timers.disarm(action.key)
      case 'note':
        this.#around.options.note(action.text)
    }
  }
}

/** As an engine sees it that does not look at PossResend(97). */
function withoutPossResend(message: Message): Message {
  if (!message.has(Tag.PossResend)) return message
  const fields = Array.from({ length: message.count }, (_, i): Field => [message.tagAt(i), message.bytesAt(i)])
  const computed: ReadonlySet<number> = new Set([Tag.PossResend, Tag.BodyLength, Tag.CheckSum])
  return decode(encode(fields.filter(([tag]) => !computed.has(tag))))
}

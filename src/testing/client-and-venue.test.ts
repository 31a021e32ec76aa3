/** Our client and our venue on one session: what the one shows is what the other has, in every band and in random lives. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Client } from '../client/client.ts'
import type { ClientAction, ClientEvent, UserRequest } from '../client/seam.ts'
import { formatDecimal, trimDecimal } from '../codec/decimal.ts'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { loadPersona } from '../simulator/persona-file.ts'
import { seededRandom } from '../testbench/seeded-random.ts'
import { validate } from '../validation/validate.ts'
import { ordStatus } from '../venue/order-facts.ts'
import type { VenueAction, VenueEvent } from '../venue/seam.ts'
import { Venue } from '../venue/venue.ts'
import { RIG_VERSIONS, type RigVersion, START } from './client-rig.ts'

const STANDARD = loadPersona('standard')
const SESSION = 's'
const ORDER = 'X'

type Timed<E> = E extends unknown ? Omit<E, 'at'> : never

/** Both, with a wire between them that keeps the order, and one clock. */
class Pair {
  readonly client: Client
  readonly venue: Venue
  readonly version: FixVersion
  now = START
  readonly #timers = new Map<string, readonly [at: number, fire: () => void]>()
  readonly #wire: (() => void)[] = []
  #seqNum = 0

  constructor(version: RigVersion, random: () => number) {
    const found = findVersion(version)
    assert.ok(found)
    this.version = found
    const dictionary = dictionaryFor(found)
    this.client = new Client({ version: found, dictionary, startedAt: START })
    this.venue = new Venue({ persona: STANDARD, random })
    this.venue.addSession({ id: SESSION, version: found, dictionary, senderCompID: 'V', targetCompID: 'C' })
    this.#toVenue({ kind: 'sessionUp', session: SESSION, reset: true })
    this.#toClient({ kind: 'sessionUp', reset: true })
  }

  ask(action: UserRequest['action'], fields: readonly Field[]): void {
    this.#toClient({ kind: 'request', request: { action, clOrdID: ORDER, fields } })
  }

  pass(ms: number): void {
    const until = this.now + ms
    this.#deliver()
    for (;;) {
      const [due] = [...this.#timers].filter(([, [at]]) => at <= until).sort(([, [a]], [, [b]]) => a - b)
      if (due === undefined) break
      const [key, [at, fire]] = due
      this.#timers.delete(key)
      this.now = Math.max(this.now, at)
      fire()
      this.#deliver()
    }
    this.now = until
  }

  #deliver(): void {
    for (let next = this.#wire.shift(); next !== undefined; next = this.#wire.shift()) next()
  }

  #toClient(event: Timed<ClientEvent>): void {
    const out: ClientAction[] = []
    this.client.step({ ...event, at: this.now } as ClientEvent, out)
    for (const action of out) {
      if (action.kind === 'arm')
        this.#arm(action.key, action.at, () => this.#toClient({ kind: 'timer', key: action.key }))
      else if (action.kind === 'disarm') this.#timers.delete(action.key)
      else if (action.kind === 'send') {
        const message = this.#message(action.msgType, action.fields)
        const found = validate(message, dictionaryFor(this.version), { version: this.version })
        assert.equal(found, undefined, `${message}: ${JSON.stringify(found)}`)
        this.#wire.push(() => this.#toVenue({ kind: 'message', session: SESSION, message }))
      }
    }
  }

  #toVenue(event: Timed<VenueEvent>): void {
    const out: VenueAction[] = []
    this.venue.step({ ...event, at: this.now } as VenueEvent, out)
    for (const action of out) {
      const key = action.kind === 'arm' || action.kind === 'disarm' ? `venue ${action.key}` : ''
      if (action.kind === 'arm') this.#arm(key, action.at, () => this.#toVenue({ kind: 'timer', key: action.key }))
      else if (action.kind === 'disarm') this.#timers.delete(key)
      else if (action.kind === 'send' && action.delivery?.repeatLast !== true) {
        const again: readonly Field[] = action.delivery?.possResend === true ? [[97, 'Y']] : []
        const message = this.#message(action.msgType, [...again, ...action.fields])
        this.#wire.push(() => this.#toClient({ kind: 'message', message, possDup: false }))
      }
    }
  }

  #arm(key: string, at: number, fire: () => void): void {
    this.#timers.set(key, [at, fire])
  }

  #message(msgType: string, fields: readonly Field[]): Message {
    const header: Field[] = [
      [8, this.version.beginString],
      [35, msgType],
      [34, ++this.#seqNum],
      [49, 'A'],
      [52, formatUtcTimestamp(this.now)],
      [56, 'B'],
    ]
    return decode(encode(fields, header))
  }

  agree(label: string): void {
    const order = this.venue.orders.find(SESSION, ORDER)
    // An order that was refused without a report is none of the venue's.
    if (order === undefined) return
    const { orders } = this.venue
    const figures = [orders.cumQty(order), orders.leavesQty(order)].map((each) => formatDecimal(trimDecimal(each)))
    const { OrdStatus, CumQty, LeavesQty, ClOrdID } = this.client.shown(ORDER) ?? {}
    const expected = [ordStatus(order, this.version.ordinal), ...figures, order.terms.clOrdID]
    assert.deepEqual([OrdStatus, CumQty, LeavesQty, ClOrdID], expected, label)
  }
}

const newOrder = (qty: number): readonly Field[] => [
  [11, ORDER],
  [55, 'SIM'],
  [54, '1'],
  [40, '2'],
  [44, '100'],
  [38, String(qty)],
]

for (const version of RIG_VERSIONS) {
  test(`${version}: in every band, whatever is asked of the order`, () => {
    for (let qty = 5; qty < 600; qty += 5) {
      for (const replaces of [[], [qty + 3], [qty + 3, qty - 2]]) {
        for (const gap of [-1, 3_000]) {
          const pair = new Pair(version, () => 0.5)
          pair.ask('new', newOrder(qty))
          pair.pass(0)
          for (const each of replaces) {
            pair.ask('replace', [[38, String(each)]])
            if (gap > 0) pair.pass(gap)
          }
          pair.ask('cancel', [])
          pair.pass(100_000)
          pair.agree(`${qty}, replaced by ${replaces}`)
        }
      }
    }
  })

  test(`${version}: in random lives`, () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = seededRandom(seed)
      const pair = new Pair(version, seededRandom(seed + 1_000))
      pair.ask('new', newOrder(525))
      for (let i = 0; i < 6; i++) {
        pair.pass(Math.floor(random() * 5_000))
        if (random() < 0.5) pair.ask('replace', [[38, String(500 + Math.floor(random() * 100))]])
        else if (random() < 0.4) pair.ask('cancel', [])
      }
      pair.pass(25_000)
      pair.agree(`seed ${seed}`)
      assert.deepEqual(
        pair.client.alarms().filter(({ text }) => !text.startsWith('not sent')),
        [],
        `seed ${seed}`,
      )
    }
  })
}

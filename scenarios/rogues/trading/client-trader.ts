/** A client behind the session of the gallery: that of the house, with the one mistake that it is asked for. */

import { Client } from '../../../src/client/client.ts'
import type { ClientAction, ClientEvent, UserRequest } from '../../../src/client/seam.ts'
import type { Field } from '../../../src/codec/encode.ts'
import type { Message } from '../../../src/codec/message.ts'
import { dictionaryFor } from '../../../src/dictionary/load.ts'
import { MsgType } from '../../../src/fix/msg-types.ts'
import { Tag } from '../../../src/fix/tags.ts'
import { shownInstrument, shownUnderID } from '../../../src/testbench/shown-client.ts'
import { CLIENT } from '../faults/of-clients.ts'
import { AlarmClock } from './alarm-clock.ts'
import { Report } from './report-fields.ts'
import type { Around, Trader } from './trader.ts'

const EXECUTION_REPORT = '8'
const CANCEL_REJECT = '9'
const ORDER_STATUS_REQUEST = 'H'
const DONT_KNOW_TRADE = 'Q'
const REJECTS: ReadonlySet<string> = new Set([MsgType.Reject, MsgType.BusinessMessageReject])

type Shown = ReturnType<NonNullable<Trader['show']>>

export class ClientTrader implements Trader {
  readonly #around: Around
  readonly #client: Client
  readonly #timers: AlarmClock

  constructor(around: Around) {
    const { version, clock } = around.options
    const mistakes = CLIENT.filter(({ name, manner }) => manner !== undefined && around.is(name))
    this.#around = around
    this.#timers = new AlarmClock(clock)
    this.#client = new Client({
      version,
      dictionary: dictionaryFor(version),
      manner: Object.fromEntries(mistakes.map(({ manner }) => [manner, true])),
    })
  }

  received(_venue: string, message: Message): void {
    if (this.#overhears(message)) return
    const possDup = message.boolean(Tag.PossDupFlag) === true
    this.#step({ kind: 'message', message, possDup, at: this.#timers.now })
  }

  /** What a faulty client does not take notice of. */
  #overhears(message: Message): boolean {
    const { msgType } = message
    const { targetCompID } = this.#around.options
    if (msgType === EXECUTION_REPORT && !message.has(Report.Price) && this.#around.is('client.cut-reports-rejected')) {
      const body: Field[] = [
        [Tag.RefSeqNum, message.msgSeqNum ?? 0],
        [Tag.Text, 'no price'],
      ]
      this.#around.submit(targetCompID, MsgType.Reject, body)
      return true
    }
    if (isKilledRemainder(message)) return this.#around.is('client.ioc-remainder-stays-open')
    if (msgType === EXECUTION_REPORT) return this.#around.is('client.reports-not-read')
    if (REJECTS.has(msgType)) return this.#around.is('client.rejects-not-read')
    return msgType !== CANCEL_REJECT && this.#around.is('client.data-not-read')
  }

  up(_venue: string, reset: boolean): void {
    this.#step({ kind: 'sessionUp', reset, at: this.#timers.now })
  }

  down(_venue: string, how: 'logout' | 'lost'): void {
    this.#step({ kind: 'sessionDown', how, at: this.#timers.now })
  }

  enter(request: UserRequest): void {
    this.#step({ kind: 'request', request, at: this.#timers.now })
  }

  show(what: { readonly clOrdID: string } | { readonly symbol: string }): Shown {
    const shown =
      'clOrdID' in what ? shownUnderID(this.#client, what.clOrdID) : shownInstrument(this.#client, what.symbol)
    return shown !== undefined && this.#around.is('client.never-alarmed') ? { ...shown, alarms: '0' } : shown
  }

  #step(event: ClientEvent): void {
    const out: ClientAction[] = []
    this.#client.step(event, out)
    for (const action of out) this.#perform(action)
  }

  #perform(action: ClientAction): void {
    switch (action.kind) {
      case 'send': {
        const { msgType, fields, possResend } = action
        if (msgType === ORDER_STATUS_REQUEST && this.#around.is('client.never-alarmed')) return
        if (msgType === DONT_KNOW_TRADE && this.#around.is('client.protests-never')) return
        const body: readonly Field[] = possResend === true ? [[Tag.PossResend, 'Y'], ...fields] : fields
        return this.#around.submit(this.#around.options.targetCompID, msgType, body)
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

/** Canceled, not asked for, of an order that lives for the moment. */
function isKilledRemainder(message: Message): boolean {
  return (
    message.text(Report.ExecType) === '4' &&
    !message.has(Report.OrigClOrdID) &&
    message.text(Report.TimeInForce) === '3'
  )
}

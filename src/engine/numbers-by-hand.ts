/** The sequence numbers of a session, changed by somebody rather than by the talk (engine parameters 12, SD-95 to SD-98). */
import type { Journal } from '../journal/journal.ts'
import type { EngineSession } from './engine-session.ts'
import type { HostedCalls } from './hosted-calls.ts'

/** The greatest number that MsgSeqNum(34) may be set to. */
const GREATEST_SEQ_NUM = 2_147_483_647

export interface NumbersByHandOptions {
  /** The name of the session, for the record. */
  readonly id: string
  readonly session: EngineSession
  readonly calls: HostedCalls
  readonly journal: Journal | undefined
}

export class NumbersByHand {
  readonly #options: NumbersByHandOptions

  constructor(options: NumbersByHandOptions) {
    this.#options = options
  }

  /** @throws RangeError naming the number and the range; nothing is changed then */
  set(numbers: { readonly nextIn?: number; readonly nextOut?: number }, by: string): void {
    const { session } = this.#options
    const { nextIn, nextOut } = numbers
    for (const [name, value] of Object.entries({ nextIn, nextOut }))
      if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= GREATEST_SEQ_NUM))
        throw new RangeError(`${name} ${value}: a whole number from 1 to ${GREATEST_SEQ_NUM} is expected`)
    this.#audit(by, nextIn ?? session.nextIn, nextOut ?? session.nextOut, 'set')
    session.setNumbers(numbers)
  }

  /** @throws Error for `onTheWire` without an established session, or in a version without ResetSeqNumFlag */
  reset(how: 'local' | 'onTheWire', by: string): void {
    const { id, session } = this.#options
    if (how === 'onTheWire') {
      const { version } = session.settings
      if (!version.resetSeqNumFlag) throw new Error(`${version.id} has no ResetSeqNumFlag: reset the numbers locally`)
      if (!session.established) throw new Error(`session ${id} is not established: reset the numbers locally`)
    }
    this.#audit(by, 1, 1, how === 'local' ? 'reset' : 'reset on the wire')
    if (how === 'local') session.beginPeriod()
    else session.resetInSession()
  }

  /** Written before the change: it says what was asked for, also where a store then fails. */
  #audit(by: string, nextIn: number, nextOut: number, what: string): void {
    const { id, session, calls, journal } = this.#options
    const numbers = `nextIn ${session.nextIn} -> ${nextIn}, nextOut ${session.nextOut} -> ${nextOut}`
    const text = `sequence numbers of ${id} ${what} by ${by}: ${numbers}`
    journal?.event('control', text)
    calls.observe('warning', 'sequenceReset', text)
  }
}

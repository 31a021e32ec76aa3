/**
 * What somebody else's target can be asked to do: by the commands of the profile, and nothing more. A command that fails
 * proves nothing about the target; neither does a verb that no command can stand for.
 */
import type { FieldValue } from '../codec/encode.ts'
import { NotReached } from '../conformance/verdict.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { Observed, TargetControl } from './environment.ts'
import type { ForeignTarget } from './foreign-target.ts'
import type { Leg } from './leg.ts'
import type { Placeholders } from './shell-command.ts'
import type { Shown, TradingControl } from './trading.ts'

export class HookControl implements TargetControl {
  readonly #target: ForeignTarget
  readonly #session: Placeholders
  readonly #onEnd: () => void

  /** @param onEnd - told when the target is killed: what was known of its numbers may not hold any more */
  constructor(target: ForeignTarget, leg: Leg, version: FixVersion, onEnd: () => void) {
    this.#target = target
    this.#onEnd = onEnd
    this.#session = {
      version: version.id,
      beginString: version.beginString,
      senderCompID: leg.senderCompID,
      targetCompID: leg.targetCompID,
    }
  }

  async kill(): Promise<void> {
    this.#onEnd()
    await this.#target.kill(this.#session)
  }

  restart(): Promise<void> {
    return this.#target.restart(this.#session)
  }

  async logout(): Promise<void> {
    await this.#target.run('logout', this.#session)
  }

  async send(count: number): Promise<readonly string[]> {
    const printed = await this.#target.run('sendApplicationMessage', { ...this.#session, count: String(count) })
    const clOrdIDs = printed.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
    if (clOrdIDs.length === count) return clOrdIDs
    throw new NotReached(
      `the hook sendApplicationMessage was to print ${count} ClOrdIDs, one a line, and printed ${clOrdIDs.length} lines`,
    )
  }

  async setNumbers({ nextIn, nextOut }: { readonly nextIn?: number; readonly nextOut?: number }): Promise<void> {
    const numbers = { nextIn: String(nextIn ?? ''), nextOut: String(nextOut ?? '') }
    await this.#target.run('setSequenceNumbers', { ...this.#session, ...numbers })
  }

  async resetNumbers(how: 'local' | 'onTheWire'): Promise<void> {
    if (how === 'onTheWire') return lacks('can make it ask for a reset')
    await this.setNumbers({ nextIn: 1, nextOut: 1 })
  }

  get trading(): TradingControl {
    return {
      enter: async ({ action, clOrdID = '', msgType = '', fields }) => {
        const text = fields.map(([tag, value]) => `${tag}=${textOf(value)}`).join('|')
        await this.#target.run('enterOrder', { ...this.#session, action, clOrdID, msgType, fields: text })
      },
      show: async (what) => {
        const asked = { clOrdID: '', symbol: '', ...what }
        return shownIn(await this.#target.run('showOrder', { ...this.#session, ...asked }))
      },
      market: async (event) => void (await this.#target.run('marketEvent', { ...this.#session, event })),
    }
  }

  forget(): never {
    return lacks('removes its files')
  }

  configure(): never {
    return lacks('changes its parameters')
  }

  useSchedule(): never {
    return lacks('gives it a schedule')
  }

  tamper(): never {
    return lacks('tampers with its messages')
  }

  archives(): never {
    return lacks('shows its archives')
  }

  setTime(): never {
    return lacks('sets its clock')
  }

  start(): never {
    return lacks('starts its session')
  }

  stop(): never {
    return lacks('stops its session')
  }

  switchConnection(): never {
    return lacks('switches its connection')
  }

  requestResend(): never {
    return lacks('makes it request a resend')
  }

  vetoResend(): never {
    return lacks('objects to what it sends again')
  }

  failDelivery(): never {
    return lacks('makes its application fail')
  }

  get observed(): Observed {
    return lacks('shows more of it than its messages')
  }
}

function textOf(value: FieldValue): string {
  return typeof value === 'object' && value !== null ? Buffer.from(value).toString('latin1') : String(value ?? '')
}

/** Lines `name=value` as a hook prints them; undefined when it printed none. */
function shownIn(printed: string): Shown | undefined {
  const lines = printed.split('\n').flatMap((line) => {
    const [, name, value] = /^\s*(\w+)=(.*?)\s*$/.exec(line) ?? []
    return name === undefined ? [] : [[name, value ?? '']]
  })
  return lines.length === 0 ? undefined : Object.fromEntries(lines)
}

function lacks(what: string): never {
  throw new NotReached(`no hook of the profile ${what}, and the case needs it`)
}

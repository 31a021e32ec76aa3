/** What a session tells whoever trades: that it stands, what comes, and that it is gone; each in its turn, and once. */
import type { Message } from '../../../src/codec/message.ts'
import type { RogueSession } from '../session.ts'
import type { Trader } from './trader.ts'

export class TraderLink {
  readonly #trader: Trader | undefined
  readonly #session: RogueSession
  #announced = false

  constructor(trader: Trader | undefined, session: RogueSession) {
    this.#trader = trader
    this.#session = session
  }

  get #counterparty(): string {
    return this.#session.options.targetCompID
  }

  /** @returns false where nobody trades */
  received(message: Message): boolean {
    if (this.#trader === undefined) return false
    this.announce()
    this.#trader.received(this.#counterparty, message)
    return true
  }

  announce(): void {
    const { phase, store } = this.#session
    if (this.#announced || phase !== 'active') return
    this.#announced = true
    const { renumbered } = store
    store.renumbered = false
    this.#trader?.up(this.#counterparty, renumbered)
  }

  renounce(): void {
    if (!this.#announced) return
    this.#announced = false
    this.#trader?.down(this.#counterparty, this.#session.parted ? 'logout' : 'lost')
  }
}

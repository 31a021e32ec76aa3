/** The stores of a session's two connections: opened when they are needed, closed together. */
import type { MessageStore } from '../store/message-store.ts'
import type { ConnectionName } from './hosted-application.ts'

export class ConnectionStores {
  readonly #open: (connection: ConnectionName) => MessageStore
  readonly #stores = new Map<ConnectionName, MessageStore>()
  /** Whose store is in use; with `keepConnectionState` it need not be that of the active connection. */
  #current: ConnectionName = 'primary'

  /** @throws StoreError */
  constructor(open: (connection: ConnectionName) => MessageStore) {
    this.#open = open
    this.#store('primary')
  }

  get current(): MessageStore {
    return this.#store(this.#current)
  }

  /**
   * Takes the store of `connection` with a new numbering, 1/1.
   *
   * @param at - the instant, epoch milliseconds UTC
   * @throws StoreError
   */
  useAnew(connection: ConnectionName, at: number): MessageStore {
    const store = this.#store(connection)
    this.#current = connection
    if (!isNew(store)) store.reset(at)
    return store
  }

  /** Ends the numbering of the store in use, and begins a new one. @param keepNumbers - that goes on where it ended */
  archive(at: number, keepNumbers: boolean): void {
    const store = this.current
    const { nextIn, nextOut } = store
    if (isNew(store)) return
    store.reset(at)
    if (!keepNumbers) return
    store.setNextIn(nextIn)
    store.setNextOut(nextOut)
  }

  /** Reads the store in use again, as somebody else may have left it. @throws StoreError */
  reopen(): MessageStore {
    this.current.close()
    this.#stores.delete(this.#current)
    return this.current
  }

  close(): void {
    for (const store of this.#stores.values()) store.close()
    this.#stores.clear()
  }

  #store(connection: ConnectionName): MessageStore {
    const store = this.#stores.get(connection) ?? this.#open(connection)
    this.#stores.set(connection, store)
    return store
  }
}

function isNew({ nextIn, nextOut }: MessageStore): boolean {
  return nextIn === 1 && nextOut === 1
}

/** The stores of a session's two connections: opened when they are needed, closed together. */
import type { ArchivedNumbering, MessageStore } from '../store/message-store.ts'
import type { ConnectionName } from './hosted-application.ts'

export class ConnectionStores {
  readonly #open: (connection: ConnectionName) => MessageStore
  /** Those that are open; few sessions ever have a second one. */
  #stores: { readonly connection: ConnectionName; readonly store: MessageStore }[] = []
  /** Whose store is in use; with `keepConnectionState` it need not be that of the active connection. */
  #current: ConnectionName = 'primary'
  /** Those of a store that was terminated, while it is not open again. */
  #archives: readonly ArchivedNumbering[] = []
  #closed = false

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
    if (!isNew(store)) store.reset(at)
    // Last: whoever finds that it failed stays where it was.
    this.#current = connection
    return store
  }

  /** Bytes of sent messages that the open stores hold in memory. */
  get memoryBytes(): number {
    let bytes = 0
    for (const { store } of this.#stores) bytes += store.memoryBytes ?? 0
    return bytes
  }

  /** The numberings of the store in use that have ended, oldest first. */
  get archives(): readonly ArchivedNumbering[] {
    return this.#opened(this.#current)?.archives() ?? this.#archives
  }

  /**
   * Ends the numbering of the store in use, and begins a new one.
   *
   * @param keepNumbers - that goes on where it ended, with the messages that were never sent
   */
  archive(at: number, keepNumbers: boolean): void {
    const store = this.current
    const { nextIn, nextOut } = store
    if (isNew(store)) return
    // What can't be read stays with the numbering that has ended: its number is filled over.
    const unsent = keepNumbers ? store.unsent(() => undefined) : []
    store.reset(at)
    if (!keepNumbers) return
    store.setNextIn(nextIn)
    for (const { msgSeqNum, bytes } of unsent) {
      store.setNextOut(msgSeqNum)
      store.saveOutgoing(msgSeqNum, bytes, false)
    }
    store.setNextOut(nextOut)
    store.flush(at)
  }

  /**
   * Ends the numbering of the store in use for good: its files go to the archive, its folder is free for others. It is
   * opened anew when it is needed.
   *
   * @throws StoreError; the store then is as it was
   */
  terminate(at: number): void {
    const store = this.current
    const archives = store.archives()
    store.terminate(at)
    this.#archives = archives
    this.#forget(this.#current)
  }

  /** Reads the store in use again, as somebody else may have left it. @throws StoreError */
  reopen(): MessageStore {
    this.current.close()
    this.#forget(this.#current)
    return this.current
  }

  /** Closes all of them. @throws what the first one throws that can't be closed in good order */
  close(): void {
    this.#closed = true
    const stores = this.#stores.map(({ store }) => store)
    this.#stores = []
    closeAll(stores)
  }

  #store(connection: ConnectionName): MessageStore {
    if (this.#closed) throw new Error('the stores of the session are closed')
    const opened = this.#opened(connection)
    if (opened !== undefined) return opened
    const store = this.#open(connection)
    this.#stores.push({ connection, store })
    return store
  }

  #opened(connection: ConnectionName): MessageStore | undefined {
    return this.#stores.find((open) => open.connection === connection)?.store
  }

  #forget(connection: ConnectionName): void {
    this.#stores = this.#stores.filter((open) => open.connection !== connection)
  }
}

/** Closes each, whatever the others do. @throws what the first one throws that fails */
export function closeAll(closables: readonly { close(): void }[]): void {
  let failure: { readonly error: unknown } | undefined
  for (const closable of closables)
    try {
      closable.close()
    } catch (error) {
      failure ??= { error }
    }
  if (failure !== undefined) throw failure.error
}

function isNew({ nextIn, nextOut }: MessageStore): boolean {
  return nextIn === 1 && nextOut === 1
}

/** A connection as the engine sees it: bytes out, bytes in, and an end. It knows nothing of FIX. */

/** One connection. What it is made of, a socket or memory, is not to be seen. */
export interface Transport {
  /** The far end in words, for people: `127.0.0.1:9878`. */
  readonly remote: string
  /** Bytes handed over that have not left yet: what the other side is behind. */
  readonly backlog: number
  /**
   * Hands bytes over; they may not be changed afterwards. Writing to a closed transport is ignored: the close is on its
   * way as an event.
   */
  write(bytes: Uint8Array): void
  /** Sends what was written, then closes. What arrives from now on is dropped. */
  close(): void
  /** Closes at once, without sending what waits. What arrives from now on is dropped. */
  destroy(): void
  /** Takes over delivery. Bytes and an end that came before are delivered first, in order. */
  listen(receiver: Receiver): void
  /** Reads no more until `resume`, so that the sender is slowed down. Absent where that is not possible. */
  pause?(): void
  /** Reads again after `pause`. */
  resume?(): void
}

/** Whoever takes what arrives on a connection. */
export interface Receiver {
  /** Bytes as they arrived, cut anywhere; the chunk belongs to the receiver. */
  onData(chunk: Buffer): void
  /** Called exactly once, when either side has ended the connection, and never from inside `close` or `destroy`. */
  onClose(why: string): void
  /** A backlog has left: a good moment to write more of what is long. */
  onDrain?(): void
}

/** A place to connect to or to listen at: host and port, or a name in memory. */
export interface Address {
  /** Name or address; an IPv6 address without brackets. */
  readonly host: string
  /** 1 to 65535; 0 to listen at any free one. */
  readonly port: number
}

/** One of them is called, once for each dial. */
export interface DialHandlers {
  /** The connection stands; `listen` on it takes what arrives. */
  onConnect(transport: Transport): void
  /** The connection could not be made; `cause` says why in words. */
  onError(cause: ConnectionError): void
}

/** An operating error: nobody broke FIX, the connection could not be made. */
export class ConnectionError extends Error {
  /** The system's code: ECONNREFUSED, ENOTFOUND, EADDRINUSE, … */
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'ConnectionError'
    this.code = code
  }
}

/** An open port. */
export interface Listener {
  /** Where it listens; the port is the real one when 0 was asked for. */
  readonly address: Address
  /** Takes no more connections, and cuts those that it took. */
  close(): void
}

/** Makes and takes connections. One implementation over TCP, one in memory. */
export interface Network {
  /** True when what passes is encrypted, so that nobody on the way can read it. */
  readonly secure?: boolean
  /** Never calls back from inside the call. */
  dial(address: Address, handlers: DialHandlers): void
  /** @throws ConnectionError (as rejection) when the address can't be listened at */
  listen(address: Address, onConnection: (transport: Transport) => void): Promise<Listener>
}

export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

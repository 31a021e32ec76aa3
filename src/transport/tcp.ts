/** Connections over TCP. The only file that opens sockets. */
import net from 'node:net'
import {
  type Address,
  ConnectionError,
  formatAddress,
  type Listener,
  type Network,
  type Receiver,
  type Transport,
} from './transport.ts'

/** How long a connection attempt may take. The system's own limit is minutes; people wait seconds. */
const CONNECT_TIMEOUT_MS = 5_000

export const tcpNetwork: Network = {
  dial(address, handlers) {
    const socket = net.connect({ host: address.host, port: address.port, noDelay: true })
    const transport = new TcpTransport(socket, formatAddress(address))
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => {
      socket.destroy(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' }))
    })
    const failed = (error: NodeJS.ErrnoException): void => handlers.onError(describe(error, address))
    socket.once('error', failed)
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.off('error', failed)
      handlers.onConnect(transport)
    })
  },

  listen(address, onConnection) {
    const sockets = new Set<net.Socket>()
    const server = net.createServer({ noDelay: true }, (socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      onConnection(new TcpTransport(socket, `${socket.remoteAddress}:${socket.remotePort}`))
    })
    return new Promise<Listener>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => reject(describe(error, address)))
      server.listen({ host: address.host, port: address.port }, () => {
        const bound = server.address() as net.AddressInfo
        resolve({
          address: { host: address.host, port: bound.port },
          close() {
            server.close()
            for (const socket of sockets) socket.destroy()
          },
        })
      })
    })
  },
}

function describe(error: NodeJS.ErrnoException, address: Address): ConnectionError {
  const where = formatAddress(address)
  const code = error.code ?? 'UNKNOWN'
  const words: Record<string, string> = {
    ECONNREFUSED: `connection refused by ${where}: nobody listens there`,
    ENOTFOUND: `host ${address.host} is not known`,
    EAI_AGAIN: `host ${address.host} could not be looked up`,
    ETIMEDOUT: `no answer from ${where} within ${CONNECT_TIMEOUT_MS / 1000} s`,
    EHOSTUNREACH: `no route to ${where}`,
    ENETUNREACH: `no route to ${where}`,
    EADDRINUSE: `port ${address.port} on ${address.host} is in use by another process`,
    EADDRNOTAVAIL: `${address.host} is not an address of this machine`,
    EACCES: `port ${address.port} may not be opened by this user`,
  }
  return new ConnectionError(code, words[code] ?? `${where}: ${error.message}`)
}

class TcpTransport implements Transport {
  readonly remote: string
  readonly #socket: net.Socket
  #receiver: Receiver | undefined
  readonly #early: ((receiver: Receiver) => void)[] = []
  #why = 'closed by the other side'
  #closed = false

  constructor(socket: net.Socket, remote: string) {
    this.#socket = socket
    this.remote = remote
    socket.on('data', (chunk: Buffer) => this.#arrive((receiver) => receiver.onData(chunk)))
    // A half-closed connection is of no use to FIX: the end of one direction ends both.
    socket.on('end', () => socket.end())
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#why = error.code === 'ECONNRESET' ? 'reset by the other side' : error.message
    })
    socket.on('close', () => {
      if (this.#closed) return
      this.#closed = true
      this.#arrive((receiver) => receiver.onClose(this.#why))
    })
  }

  write(bytes: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(bytes)
  }

  close(): void {
    this.#why = 'closed'
    this.#socket.end(() => this.#socket.destroySoon())
  }

  destroy(): void {
    this.#why = 'closed'
    this.#socket.destroy()
  }

  listen(receiver: Receiver): void {
    this.#receiver = receiver
    for (const arrival of this.#early.splice(0)) arrival(receiver)
  }

  #arrive(arrival: (receiver: Receiver) => void): void {
    if (this.#receiver === undefined) this.#early.push(arrival)
    else arrival(this.#receiver)
  }
}

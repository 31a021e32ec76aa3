/** Connections over TCP. The only file that opens sockets. */
import net from 'node:net'
import { DEFAULT_TCP_LIMITS, type TcpLimits, TcpTransport } from './tcp-transport.ts'
import {
  type Address,
  ConnectionError,
  type DialHandlers,
  formatAddress,
  type Listener,
  type Network,
  type Transport,
} from './transport.ts'

/** How long a connection attempt may take. The system's own limit is minutes; people wait seconds. */
const CONNECT_TIMEOUT_MS = 5_000

export function createTcpNetwork(stated: Partial<TcpLimits> = {}): Network {
  const limits: TcpLimits = { ...DEFAULT_TCP_LIMITS, ...stated }
  return {
    dial: (address, handlers) => dial(address, handlers, limits),
    listen: (address, onConnection) => listen(address, onConnection, limits),
  }
}

export const tcpNetwork: Network = createTcpNetwork()

function dial(address: Address, handlers: DialHandlers, limits: TcpLimits): void {
  let socket: net.Socket
  try {
    socket = net.connect({ host: address.host, port: address.port, noDelay: true })
  } catch (error) {
    // A port out of range is thrown rather than reported.
    setImmediate(() => handlers.onError(describe(error as NodeJS.ErrnoException, address)))
    return
  }
  const transport = new TcpTransport(socket, formatAddress(address), limits)
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
}

function listen(address: Address, onConnection: (taken: Transport) => void, limits: TcpLimits): Promise<Listener> {
  const taken = new Set<Transport>()
  const server = net.createServer({ noDelay: true }, (socket) => {
    const transport = new TcpTransport(socket, `${socket.remoteAddress}:${socket.remotePort}`, limits)
    taken.add(transport)
    socket.once('close', () => taken.delete(transport))
    onConnection(transport)
  })
  return new Promise<Listener>((resolve, reject) => {
    // It stays: an error of a single accept, later on, must not end the process.
    server.on('error', (error: NodeJS.ErrnoException) => reject(describe(error, address)))
    server.listen({ host: address.host, port: address.port }, () => {
      const bound = server.address() as net.AddressInfo
      resolve({
        address: { host: address.host, port: bound.port },
        close() {
          server.close()
          for (const transport of taken) transport.destroy()
        },
      })
    })
  })
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

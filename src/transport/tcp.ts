/** Connections over TCP. Only this file and `tls.ts` open sockets. */
import net from 'node:net'
import { CONNECT_TIMEOUT_MS, describe } from './system-errors.ts'
import { DEFAULT_TCP_LIMITS, type TcpLimits, TcpTransport } from './tcp-transport.ts'
import {
  type Address,
  type DialHandlers,
  formatAddress,
  type Listener,
  type Network,
  type Transport,
} from './transport.ts'

/** Limits of a TCP network, and where its connections leave from. */
export interface TcpOptions extends TcpLimits {
  /** Local address that connections leave from; the system's choice when absent. */
  readonly connectAddress?: string | undefined
}

/**
 * Connections that may wait to be taken. Behind a restart all counterparties come at once, and whom the system turns away
 * tries again a second later, then two: Node's own 511 is too few for thousands. The system may allow fewer than this.
 */
const BACKLOG = 8192

/** A network over TCP. Names are looked up at each dial; an attempt ends after 5 seconds (`ETIMEDOUT`). */
export function createTcpNetwork(stated: Partial<TcpOptions> = {}): Network {
  const options: TcpOptions = { ...DEFAULT_TCP_LIMITS, ...stated }
  return {
    dial: (address, handlers) => dial(address, handlers, options),
    listen: (address, onConnection) => listen(address, onConnection, options),
  }
}

/** TCP with the default limits. */
export const tcpNetwork: Network = createTcpNetwork()

function dial(address: Address, handlers: DialHandlers, options: TcpOptions): void {
  const { connectAddress } = options
  let socket: net.Socket
  try {
    const local = connectAddress === undefined ? {} : { localAddress: connectAddress }
    socket = net.connect({ host: address.host, port: address.port, noDelay: true, ...local })
  } catch (error) {
    // A port out of range is thrown rather than reported.
    setImmediate(() => handlers.onError(describe(error as NodeJS.ErrnoException, address, connectAddress)))
    return
  }
  const transport = new TcpTransport(socket, formatAddress(address), options)
  socket.setTimeout(CONNECT_TIMEOUT_MS, () => {
    socket.destroy(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' }))
  })
  const failed = (error: NodeJS.ErrnoException): void => handlers.onError(describe(error, address, connectAddress))
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
    onConnection(new TcpTransport(socket, `${socket.remoteAddress}:${socket.remotePort}`, limits, taken))
  })
  return listening(server, address, () => {
    for (const transport of taken) transport.destroy()
  })
}

/** Opens the port of a server. @param cut - ends the connections that it took */
export function listening(server: net.Server, address: Address, cut: () => void): Promise<Listener> {
  return new Promise<Listener>((resolve, reject) => {
    // It stays: an error of a single accept, later on, must not end the process.
    server.on('error', (error: NodeJS.ErrnoException) => reject(describe(error, address)))
    server.listen({ host: address.host, port: address.port, backlog: BACKLOG }, () => {
      const bound = server.address() as net.AddressInfo
      resolve({
        address: { host: address.host, port: bound.port },
        close() {
          server.close()
          cut()
        },
      })
    })
  })
}

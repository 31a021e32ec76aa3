/**
 * Connections over TLS. A connection exists when its handshake is done: until then neither side of ours hears of it.
 * Versions before TLS 1.2 are not spoken (RFC 8996).
 */
import net from 'node:net'
import tls from 'node:tls'
import { CONNECT_TIMEOUT_MS, describe } from './system-errors.ts'
import { listening, type TcpOptions } from './tcp.ts'
import { DEFAULT_TCP_LIMITS, TcpTransport } from './tcp-transport.ts'
import { tlsFailure } from './tls-failure.ts'
import { readTlsMaterial, type TlsMaterial, type TlsOptions, TlsSettingsError } from './tls-material.ts'
import {
  type Address,
  type ConnectionError,
  type DialHandlers,
  formatAddress,
  type Listener,
  type Network,
  type Transport,
} from './transport.ts'

/** What `TcpOptions` limits, and the handshake. */
export interface TlsLimits extends TcpOptions {
  /** Milliseconds from the connection to the end of the handshake. Default 5000. */
  readonly handshakeTimeoutMs: number
  /** Told about a connection that ended in its handshake; without it such a connection passes in silence. */
  readonly onHandshakeFailed?: ((cause: ConnectionError, remote: string) => void) | undefined
}

interface Side {
  readonly options: TlsOptions
  readonly material: TlsMaterial
  readonly limits: TlsLimits
}

/**
 * A network that speaks TLS in both directions.
 *
 * @throws TlsSettingsError when a setting or a file can't be used; `listen` rejects with it when a setting is missing
 */
export function createTlsNetwork(options: TlsOptions, stated: Partial<TlsLimits> = {}): Network {
  const limits: TlsLimits = { ...DEFAULT_TCP_LIMITS, handshakeTimeoutMs: CONNECT_TIMEOUT_MS, ...stated }
  const side: Side = { options, material: readTlsMaterial(options), limits }
  return {
    secure: true,
    dial: (address, handlers) => dial(address, handlers, side),
    listen: async (address, onConnection) => listen(address, onConnection, side),
  }
}

function dial(address: Address, handlers: DialHandlers, { options, material, limits }: Side): void {
  const { connectAddress, handshakeTimeoutMs } = limits
  let socket: tls.TLSSocket
  try {
    socket = tls.connect({
      ...material,
      host: address.host,
      port: address.port,
      // An address is no name that can be asked for; the certificate is compared with it all the same.
      servername: options.serverName ?? (net.isIP(address.host) === 0 ? address.host : ''),
      rejectUnauthorized: options.validatePeerCertificate ?? true,
      ...(connectAddress === undefined ? {} : { localAddress: connectAddress }),
    } as tls.ConnectionOptions)
  } catch (error) {
    setImmediate(() => handlers.onError(describe(error as NodeJS.ErrnoException, address, connectAddress)))
    return
  }
  const transport = new TcpTransport(socket.setNoDelay(true), formatAddress(address), limits)
  let connected = false
  socket.once('connect', () => {
    connected = true
  })
  const late = setTimeout(() => {
    socket.destroy(Object.assign(new Error('timed out'), { code: connected ? 'TLS_TIMEOUT' : 'ETIMEDOUT' }))
  }, handshakeTimeoutMs)
  const failed = (error: NodeJS.ErrnoException): void => {
    clearTimeout(late)
    const where = formatAddress(address)
    const inHandshake = connected || error.code === 'ECONNRESET'
    handlers.onError(
      inHandshake ? tlsFailure(error, { where, handshakeTimeoutMs }) : describe(error, address, connectAddress),
    )
  }
  socket.once('error', failed)
  socket.once('secureConnect', () => {
    clearTimeout(late)
    socket.off('error', failed)
    handlers.onConnect(transport)
  })
}

function listen(address: Address, onConnection: (taken: Transport) => void, side: Side): Promise<Listener> {
  const { options, material, limits } = side
  const mutual = options.validatePeerCertificate ?? false
  if (material.cert === undefined)
    throw new TlsSettingsError('certificate', undefined, 'a TLS listener needs a certificate and its private key')
  if (mutual && material.ca === undefined)
    throw new TlsSettingsError('caCertificate', undefined, 'state the authority that signs the clients’ certificates')
  const { handshakeTimeoutMs } = limits
  const taken = new Set<Transport>()
  const server = tls.createServer({
    ...material,
    requestCert: mutual,
    rejectUnauthorized: mutual,
    handshakeTimeout: handshakeTimeoutMs,
    noDelay: true,
  })
  server.on('secureConnection', (socket) => {
    onConnection(new TcpTransport(socket, `${socket.remoteAddress}:${socket.remotePort}`, limits, taken))
  })
  const raw = new Set<net.Socket>()
  server.on('connection', (socket: net.Socket) => {
    raw.add(socket)
    socket.once('close', () => raw.delete(socket))
  })
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
    const where = socket.remoteAddress === undefined ? 'a client' : `${socket.remoteAddress}:${socket.remotePort}`
    // A certificate that was refused is reported as a reset, and only the socket knows what was wrong with it.
    const cause = socket.authorizationError
    const failure =
      cause === undefined || cause === null ? error : Object.assign(new Error(`${cause}`), { code: `${cause}` })
    limits.onHandshakeFailed?.(tlsFailure(failure, { where, handshakeTimeoutMs }), where)
    socket.destroy()
  })
  return listening(server, address, () => {
    for (const transport of taken) transport.destroy()
    // Also those whose handshake is under way: nobody else knows them.
    for (const socket of raw) socket.destroy()
  })
}

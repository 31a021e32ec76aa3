/** What the system says about a connection that could not be made, in words that name the place and the way out. */
import { type Address, ConnectionError, formatAddress } from './transport.ts'

/** How long a connection attempt may take. The system's own limit is minutes; people wait seconds. */
export const CONNECT_TIMEOUT_MS = 5_000

/** @param connectAddress - local address that a dial was to leave from */
export function describe(
  error: NodeJS.ErrnoException,
  address: Address,
  connectAddress: string | undefined = undefined,
): ConnectionError {
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
    EADDRNOTAVAIL: `${connectAddress ?? address.host} is not an address of this machine`,
    ERR_INVALID_IP_ADDRESS: `connectAddress ${connectAddress} is no IP address`,
    EINVAL: `${where} can not be reached from connectAddress ${connectAddress}`,
    EACCES: `port ${address.port} may not be opened by this user`,
  }
  if (code === 'EINVAL' && connectAddress === undefined) return new ConnectionError(code, `${where}: ${error.message}`)
  return new ConnectionError(code, words[code] ?? `${where}: ${error.message}`)
}

/** The network that the parameters of a session ask for: TCP, or TLS over it. */
import type { EngineParameters } from '../parameters/settings.ts'
import { createTcpNetwork } from '../transport/tcp.ts'
import { createTlsNetwork, type TlsLimits } from '../transport/tls.ts'
import type { Network } from '../transport/transport.ts'

/**
 * A network for one session, or for the listener of sessions with the same TLS settings.
 *
 * @param onHandshakeFailed - told about TLS connections that ended before they began
 * @throws TlsSettingsError when a certificate, a key or another setting of TLS can't be used
 */
export function networkFor(
  { connection, protection, tls }: Pick<EngineParameters, 'connection' | 'protection' | 'tls'>,
  onHandshakeFailed?: TlsLimits['onHandshakeFailed'],
): Network {
  const { connectAddress } = connection
  const { maxBacklogBytes } = protection
  return tls.enabled
    ? createTlsNetwork(tls, { connectAddress, maxBacklogBytes, onHandshakeFailed })
    : createTcpNetwork({ connectAddress, maxBacklogBytes })
}

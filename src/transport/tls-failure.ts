/** Why a TLS handshake failed, in words: what the other side showed, and what to change. */
import { ConnectionError } from './transport.ts'

export function tlsFailure(
  error: NodeJS.ErrnoException,
  { where, handshakeTimeoutMs }: { readonly where: string; readonly handshakeTimeoutMs: number },
): ConnectionError {
  const code = error.code ?? 'UNKNOWN'
  return new ConnectionError(code, `TLS with ${where}: ${wordsFor(code, error, handshakeTimeoutMs)}`)
}

function wordsFor(code: string, error: Error, handshakeTimeoutMs: number): string {
  switch (code) {
    case 'TLS_TIMEOUT':
    case 'ERR_TLS_HANDSHAKE_TIMEOUT':
      return `no handshake within ${handshakeTimeoutMs / 1000} s; a plain port perhaps`
    case 'ECONNRESET':
      return 'the other side ended the connection in the handshake; a plain port, or our certificate is not taken'
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
    case 'ERR_SSL_HTTP_REQUEST':
    case 'ERR_SSL_UNEXPECTED_MESSAGE':
      return 'the other side does not speak TLS'
    case 'ERR_SSL_UNSUPPORTED_PROTOCOL':
    case 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION':
      return 'the sides speak no common version of TLS; TLSv1.2 is the oldest that we speak'
    case 'ERR_SSL_NO_SHARED_CIPHER':
    case 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE':
    case 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE':
      return 'the sides have no cipher in common, or a certificate is missing'
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `the certificate is for another name (${error.message}); state serverName when that is right`
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return 'the certificate is of an authority that is not trusted here; state it as caCertificate'
    case 'CERT_REVOKED':
      return 'its authority has revoked the certificate'
    case 'UNABLE_TO_GET_CRL':
      return 'no list of revoked certificates is of the authority that signed the certificate'
    case 'CRL_HAS_EXPIRED':
      return 'the list of revoked certificates is out of date; get a newer one'
    case 'CERT_HAS_EXPIRED':
      return 'the certificate has expired'
    case 'CERT_NOT_YET_VALID':
      return 'the certificate is not valid yet; compare the clocks'
    case 'ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE':
      return 'the other side showed no certificate, and one is needed here'
    default:
      return error.message
  }
}

/** TLS and listeners; engine parameters 10. */
import { boolean, integer, type Kind, listOf, oneOf, text } from '../kinds.ts'
import { antenna, group, java, quickfix } from '../parameter.ts'

const PORTS = listOf(integer(0, 65_535))
const single = (value: unknown): unknown => [value]

const VERSIONS = ['TLSv1.2', 'TLSv1.3']

/** Protocols as lists of OpenSSL, of Java or of .NET; the lowest one that we have counts. SSL and TLS below 1.2 are refused. */
const protocols: Kind = {
  name: 'list of protocols',
  allowed: 'expected TLSv1_2, TLSv1_3 or both; older protocols are broken and refused',
  schema: { type: ['string', 'array'] },
  read(stated) {
    const parts = (Array.isArray(stated) ? stated.map(String) : String(stated).split(/[,;:\s]+/)).filter(Boolean)
    if (parts.length === 1 && /^none$/i.test(parts[0] ?? '')) return { value: VERSIONS[0] }
    const versions = parts.map((part) => /^tls(?:v?1[._]|1)([23])$/i.exec(part)?.[1])
    if (parts.length === 0 || versions.includes(undefined)) return undefined
    return { value: versions.includes('2') ? VERSIONS[0] : VERSIONS[1] }
  },
}

export const TLS = group('TLS and listeners', 'Engine parameters 10', [
  {
    name: 'listenPorts',
    kind: PORTS,
    path: 'engine.listenPorts',
    default: [],
    meaning: 'Plain listeners of the engine.',
    aliases: [
      antenna('ListenPort'),
      java('port'),
      quickfix('SocketAcceptPort', { kind: integer(0, 65_535), convert: single }),
    ],
  },
  {
    name: 'listenTlsPorts',
    kind: PORTS,
    path: 'engine.listenTlsPorts',
    default: [],
    meaning: 'TLS listeners of the engine; none of them is a plain one too.',
    aliases: [antenna('ListenSSLPort'), java('sslPort')],
  },
  {
    name: 'listenAddress',
    kind: text,
    path: 'engine.listenAddress',
    meaning: 'Local address of the listeners; all addresses when absent.',
    aliases: [antenna('ListenAddress'), quickfix('SocketAcceptHost'), quickfix('SocketAcceptAddress')],
  },
  {
    name: 'requireTls',
    kind: boolean,
    path: 'engine.requireTls',
    default: false,
    meaning: 'A plain connection to this session is refused.',
    aliases: [java('requireSSL')],
  },
  {
    name: 'tls',
    kind: boolean,
    path: 'tls.enabled',
    default: false,
    meaning: 'The session uses TLS.',
    aliases: [quickfix('SocketUseSSL')],
  },
  {
    name: 'certificate',
    kind: text,
    path: 'tls.certificate',
    meaning: 'PEM file of our own certificate.',
    aliases: [
      antenna('SSLCertificate'),
      java('sslCertificate'),
      quickfix('ServerCertificateFile'),
      quickfix('ClientCertificateFile'),
    ],
  },
  {
    name: 'privateKey',
    kind: text,
    path: 'tls.privateKey',
    meaning: 'PEM file of its private key.',
    aliases: [antenna('SSLPrivateKey'), quickfix('ServerCertificateKeyFile'), quickfix('ClientCertificateKeyFile')],
  },
  {
    name: 'passphrase',
    kind: text,
    path: 'tls.passphrase',
    secret: true,
    meaning: 'Passphrase of the private key.',
    aliases: [antenna('SSLPrivateKeyPassword'), java('sslCertificatePassword')],
  },
  {
    name: 'caCertificate',
    kind: text,
    path: 'tls.caCertificate',
    meaning: 'PEM file of the trust anchor.',
    aliases: [antenna('SSLCACertificate'), java('sslCaCertificate'), quickfix('CertificationAuthoritiesFile')],
  },
  {
    name: 'minVersion',
    kind: oneOf(VERSIONS),
    path: 'tls.minVersion',
    default: 'TLSv1.2',
    meaning: 'Lowest protocol. Older ones than TLSv1.2 are refused.',
    aliases: [
      antenna('SSLProtocols', { kind: protocols }),
      java('sslProtocol', { kind: protocols, note: 'None = TLSv1.2' }),
      quickfix('EnabledProtocols', { kind: protocols }),
      quickfix('SSLProtocol', { kind: protocols }),
    ],
  },
  {
    name: 'ciphers',
    kind: text,
    path: 'tls.ciphers',
    meaning: 'Cipher suites in the spelling of OpenSSL.',
    aliases: [antenna('SSLCiphersList'), quickfix('CipherSuites'), quickfix('SSLCipherSuite')],
  },
  {
    name: 'validatePeerCertificate',
    kind: boolean,
    path: 'tls.validatePeerCertificate',
    meaning:
      'The other side must show a certificate that the trust anchor signed. Not stated: initiators ask, acceptors do not.',
    aliases: [antenna('SSLValidatePeerCertificate'), java('sslValidatePeerCertificate'), quickfix('NeedClientAuth')],
  },
  {
    name: 'serverName',
    kind: text,
    path: 'tls.serverName',
    meaning: 'Name that the certificate of the server must carry; the host when not stated.',
    aliases: [java('sslServerName')],
  },
  {
    name: 'certificateRevocationList',
    kind: text,
    path: 'tls.certificateRevocationList',
    meaning: 'PEM file of the certificates that their authority has revoked: none of them is taken.',
    source: 'fixproof',
  },
  {
    name: 'checkCertificateRevocation',
    kind: boolean,
    default: false,
    meaning: 'Whether the certificateRevocationList counts, which it does when nothing is stated here; true needs one.',
    aliases: [java('sslCheckCertificateRevocation')],
  },
  {
    name: 'endpointIdentificationAlgorithm',
    kind: oneOf(['HTTPS', 'LDAPS']),
    effect: 'none',
    meaning: 'How Java compares the name in a certificate. Here it is compared whenever certificates are validated.',
    source: 'QuickFIX/J; engine parameters 15',
    aliases: [quickfix('EndpointIdentificationAlgorithm')],
  },
  {
    name: 'useSNI',
    kind: boolean,
    effect: 'none',
    meaning: 'The name of the server is said in the TLS handshake. Here it always is.',
    source: 'QuickFIX/J; engine parameters 15',
    aliases: [quickfix('UseSNI')],
  },
  ...[
    'SocketKeyStore',
    'KeyStoreType',
    'SocketKeyStorePassword',
    'SocketTrustStore',
    'TrustStoreType',
    'SocketTrustStorePassword',
  ].map((name) => ({
    name: `java${name}`,
    kind: text,
    secret: name.endsWith('Password'),
    effect: 'unsupported' as const,
    meaning: 'Key stores of Java.',
    reason:
      'Nothing here reads them: export their contents as PEM files, and state those as certificate, privateKey and caCertificate.',
    source: 'QuickFIX/J',
    aliases: [quickfix(name)],
  })),
])

/** Who may use the API: a bearer token, a client certificate, or nobody but this machine. */
import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { replyWith } from './problem.ts'

/** An API that would be open to strangers, or settings of it that do not fit together. */
export class AdminSecurityError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'AdminSecurityError'
  }
}

export interface Protection {
  readonly token?: string | undefined
  /** PEM texts. With `ca`, clients show a certificate that it signed. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string | undefined } | undefined
}

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8)
LOOPBACK.addAddress('::1', 'ipv6')

export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true
  const family = isIP(host)
  return family !== 0 && LOOPBACK.check(host, family === 6 ? 'ipv6' : 'ipv4')
}

/**
 * An API that can stop sessions and change their numbers is not left open to a network.
 *
 * @throws AdminSecurityError that says what to do
 */
export function refuseUnprotected(host: string, { token, tls }: Protection): void {
  if (token !== undefined && token.length < 8)
    throw new AdminSecurityError('the token of the admin API is shorter than 8 characters: anybody could guess it')
  if (token !== undefined || tls?.ca !== undefined || isLoopback(host)) return
  throw new AdminSecurityError(
    `the admin API would be open to the network on ${host} without authentication: ` +
      'give a token (--admin-token), or client certificates (--admin-cert, --admin-key and --admin-ca), or listen on 127.0.0.1',
  )
}

/** Without one certificate in it, Node would take any client that an authority of the web vouches for. */
export function checkedAuthority(ca: string): string {
  try {
    new X509Certificate(ca)
    return ca
  } catch {
    throw new AdminSecurityError(
      'the authority of client certificates (--admin-ca) holds no certificate: state one in PEM, or nobody could be told apart',
    )
  }
}

/** Pages and probes that show nothing of the sessions; without them nobody could type the token in. */
const OPEN = /^\/(health|openapi\.json|docs(\/.*)?)$/

/** Checks each request before anything of it is read. */
export function authenticator(protection: Protection) {
  const wanted = protection.token === undefined ? undefined : digest(protection.token)
  const authenticated = wanted !== undefined || protection.tls?.ca !== undefined
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const foreign = foreignOrigin(request, authenticated)
    if (foreign !== undefined) return replyWith(reply, 403, foreign)
    if (wanted === undefined || OPEN.test(pathOf(request))) return undefined
    const given = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1]
    // Digests are of one length, so that the time taken tells nothing about the token.
    if (given !== undefined && timingSafeEqual(digest(given), wanted)) return undefined
    reply.header('WWW-Authenticate', `Bearer realm="fixproof"${given === undefined ? '' : ', error="invalid_token"'}`)
    return replyWith(
      reply,
      401,
      given === undefined ? 'a bearer token is needed: Authorization: Bearer TOKEN' : 'the token is wrong',
    )
  }
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? ''
}

/**
 * Without authentication the only protection is that the API is on this machine, and a page in a browser here could
 * still reach it: by its own scripts (which browsers mark with Origin), or under a name that it lets point here.
 */
function foreignOrigin({ headers }: FastifyRequest, authenticated: boolean): string | undefined {
  const { origin, host = '' } = headers
  if (origin !== undefined && hostOf(origin) !== host.toLowerCase())
    return `requests from the page ${origin} are not taken`
  if (authenticated || isLoopback(host.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''))) return undefined
  return `the host "${host}" is not this machine: without authentication the API is reached as 127.0.0.1 or localhost`
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Who asks, for the audit: the name in the client's certificate, or that the token was known; and from where. */
export function requester(request: FastifyRequest, { token }: Protection): string {
  const socket = request.raw.socket as Partial<TLSSocket>
  const subject = socket.getPeerCertificate?.()?.subject?.CN
  const who = typeof subject === 'string' ? `certificate ${subject}` : token === undefined ? 'anonymous' : 'token'
  return `${who} from ${request.ip}`
}

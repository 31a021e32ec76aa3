/** What every route has: the sessions, the audit, and how one is found by what stands in the path. */
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { nearest } from '../dictionary/nearest.ts'
import { type AdminHost, type AdminSession, findSession } from './admin-host.ts'
import type { Audit } from './audit.ts'
import { requester } from './authentication.ts'
import { asProblem, Problem } from './problem.ts'
import { problem } from './shapes.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

export interface RouteContext {
  readonly host: AdminHost
  readonly audit: Audit
  readonly protected: Parameters<typeof requester>[1]
}

/** A session is named in one segment of the path, or in those of its id; only the first way is documented. */
export const SESSION_PATHS = [
  { path: '/sessions/:id', hide: false },
  { path: '/sessions/:sender/:target', hide: true },
  { path: '/sessions/:sender/:target/:qualifier', hide: true },
] as const

function statuses<S extends number>(words: Readonly<Record<S, string>>) {
  const content = { 'application/problem+json': { schema: problem } }
  return Object.fromEntries(
    Object.entries<string>(words).map(([status, description]) => [status, { description, content }]),
  ) as Record<S, { description: string; content: typeof content }>
}

const ANY = {
  401: 'The token is missing or wrong',
  403: 'From a page of somebody else, or under a name that is not of this machine',
}
const FOUND = { ...ANY, 400: 'Names key, value and what is allowed', 404: 'No such session; lists ids that are near' }

/** What every route may answer. */
export const PROBLEMS_ANYWHERE = statuses(ANY)
/** What a route that reads of a session may answer. */
export const PROBLEMS_READING = statuses(FOUND)
/** What a route that does something to a session may answer. */
export const PROBLEMS_DOING = statuses({
  ...FOUND,
  409: 'Not possible in the state that the session is in',
  413: 'Longer than 64 KiB',
  503: 'The store of the session failed',
})
/** What a route of the venue may answer. */
export const PROBLEMS_OF_VENUE = statuses({
  ...ANY,
  400: 'Names key, value and what is allowed; of a persona line and column too',
  409: 'The simulator plays no venue',
  413: 'Longer than 64 KiB',
})

/** @throws Problem 404 that lists ids near to the one asked for */
export function sessionOf(request: FastifyRequest, { host }: RouteContext): AdminSession {
  const { id, sender, target, qualifier } = request.params as Readonly<Record<string, string>>
  const name = id ?? [sender, target, qualifier].filter((part) => part !== undefined).join('/')
  const found = findSession(host, name)
  if (found !== undefined) return found
  const ids = host.engine.sessions().map((session) => session.id)
  const near = nearest(name, ids)
  const some = near.length > 0 ? near : ids.slice(0, 10)
  const known =
    some.length === 0 ? 'there is none' : `${near.length > 0 ? 'near to it' : 'there'} are ${some.join(', ')}`
  throw new Problem(404, `no session "${name}": ${known}`)
}

/** Does something to a session and writes down who asked for it, whether it could be done or not. */
export function audited(
  request: FastifyRequest,
  context: RouteContext,
  action: string,
  asked: Readonly<Record<string, unknown>>,
  act: (found: AdminSession, by: string) => void,
): AdminSession {
  const found = sessionOf(request, context)
  const { session } = found
  const by = requester(request, context.protected)
  const before = { nextIn: session.nextIn, nextOut: session.nextOut }
  const write = (outcome: string): void => {
    const after = { nextIn: session.nextIn, nextOut: session.nextOut }
    context.audit.add({ by, session: session.id, action, asked, before, after, outcome })
  }
  const { lastFault } = session
  try {
    act(found, by)
    // The session says no by being cut: then nothing of what was asked for was done.
    if (session.lastFault !== undefined && session.lastFault !== lastFault)
      throw new Problem(503, session.lastFault.message)
  } catch (error) {
    const refused = error instanceof Problem ? error : asProblem(error)
    write(refused.message)
    throw refused
  }
  write('done')
  return found
}

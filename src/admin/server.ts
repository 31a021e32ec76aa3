/** The API as a server: who may ask, what is asked, and a page to try it. Every route is one call on the engine. */
import swagger from '@fastify/swagger'
import swaggerUi, { type FastifySwaggerUiOptions } from '@fastify/swagger-ui'
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Address, ConnectionError, formatAddress } from '../transport/transport.ts'
import type { AdminHost } from './admin-host.ts'
import { Audit, type AuditRecord } from './audit.ts'
import { authenticator, checkedAuthority, type Protection, refuseUnprotected } from './authentication.ts'
import { commandRoutes } from './command-routes.ts'
import { metricsOf } from './metrics.ts'
import { documentOptions } from './openapi.ts'
import { problemHandler, replyWith } from './problem.ts'
import type { App } from './route-context.ts'
import { sessionRoutes } from './session-routes.ts'
import { Streams } from './streams.ts'
import { unreadableRequests } from './unreadable-requests.ts'
import { venueRoutes } from './venue-routes.ts'

export interface AdminServerOptions {
  readonly host: AdminHost
  readonly version: string
  readonly protection: Protection
  /** Epoch milliseconds UTC. */
  readonly now: () => number
  /** Memory, event loop and the like of the process are in the metrics. Default false. */
  readonly processMetrics?: boolean
  readonly onAudit?: (record: AuditRecord) => void
  /** Told about faults of ours behind a status of 500. */
  readonly onFault?: (error: Error) => void
}

/** Longest body of a request: a message of some thousand fields. */
const BODY_LIMIT = 64 * 1024

const METRICS = { 200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } } }

/** The page to try it. It asks nobody but this server: no validator elsewhere, nothing from other places. */
const PAGE: FastifySwaggerUiOptions = {
  routePrefix: '/docs',
  uiConfig: { docExpansion: 'list', validatorUrl: null },
  theme: {
    title: 'fixproof admin API',
    css: [{ filename: 'page.css', content: '.swagger-ui .topbar { display: none !important }' }],
  },
  // Without `upgrade-insecure-requests`, which the default has: it would break the page under plain HTTP.
  staticCSP: {
    'default-src': "'self'",
    'base-uri': "'self'",
    'font-src': "'self' data:",
    'frame-ancestors': "'none'",
    'img-src': "'self' data:",
    'object-src': "'none'",
    'style-src': "'self' 'unsafe-inline'",
  },
}

/** Longest name of a session in a path. */
const MAX_PARAM_LENGTH = 1024

export class AdminServer {
  readonly #options: AdminServerOptions
  readonly #streams = new Streams()
  readonly #app: FastifyInstance
  #address: Address | undefined

  private constructor(options: AdminServerOptions, app: FastifyInstance) {
    this.#options = options
    this.#app = app
  }

  /** Builds it; nothing listens yet. */
  static async create(options: AdminServerOptions): Promise<AdminServer> {
    const app = fastify(serverOptions(options.protection))
    const server = new AdminServer(options, app as unknown as FastifyInstance)
    await server.#build()
    return server
  }

  /** The OpenAPI document. */
  get document(): unknown {
    return this.#app.swagger()
  }

  /** `http://127.0.0.1:9880`, once it listens. */
  get url(): string {
    if (this.#address === undefined) throw new Error('the admin API does not listen')
    return `${this.#options.protection.tls === undefined ? 'http' : 'https'}://${formatAddress(this.#address)}`
  }

  /**
   * @returns the address with the real port
   * @throws AdminSecurityError when it would be open to strangers; ConnectionError when the port is taken
   */
  async listen(address: Address): Promise<Address> {
    refuseUnprotected(address.host, this.#options.protection)
    try {
      await this.#app.listen({ host: address.host, port: address.port })
    } catch (cause) {
      throw listenError(cause as NodeJS.ErrnoException, address)
    }
    const bound = this.#app.server.address()
    this.#address = {
      host: address.host,
      port: typeof bound === 'object' && bound !== null ? bound.port : address.port,
    }
    return this.#address
  }

  /** Ends the streams and takes no more requests. */
  async close(): Promise<void> {
    this.#streams.close()
    await this.#app.close()
  }

  async #build(): Promise<void> {
    const { host, now, protection, onAudit, onFault, version, processMetrics = false } = this.#options
    const app = this.#app
    app.setValidatorCompiler(validatorCompiler)
    app.setSerializerCompiler(serializerCompiler)
    takeEmptyBodies(app)
    app.setErrorHandler(problemHandler((error) => onFault?.(error)))
    app.setNotFoundHandler((request, reply) =>
      replyWith(reply, 404, `there is no ${request.method} ${request.url.split('?', 1)[0]}: /docs shows what there is`),
    )
    app.addHook('onRequest', authenticator(protection))
    await app.register(swagger, documentOptions(version, protection.token !== undefined))
    await app.register(swaggerUi, PAGE)
    const context = { host, audit: new Audit(now, onAudit), protected: protection }
    await app.register(
      async (api) => {
        const typed = api.withTypeProvider<ZodTypeProvider>() as unknown as App
        sessionRoutes(typed, context, this.#streams)
        commandRoutes(typed, context)
        venueRoutes(typed, context)
      },
      { prefix: '/api/v1' },
    )
    this.#serviceRoutes(metricsOf(host, processMetrics))
    await app.ready()
  }

  #serviceRoutes(registry: ReturnType<typeof metricsOf>): void {
    const app = this.#app
    app.get(
      '/health',
      {
        schema: {
          tags: ['service'],
          summary: 'Whether it runs',
          response: { 200: z.object({ status: z.literal('ok') }) },
          security: [],
        },
      },
      () => ({ status: 'ok' }),
    )
    app.get(
      '/metrics',
      { schema: { tags: ['service'], summary: 'What Prometheus reads', response: METRICS } },
      async (_, reply) =>
        reply
          .type(registry.contentType)
          .serializer(String)
          .send(await registry.metrics()),
    )
    app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
    app.get('/', { schema: { hide: true } }, (_, reply) => reply.redirect('/docs'))
  }
}

/** Clients say that they send JSON, and then nothing: for a verb without arguments that is enough. */
function takeEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body as string, done)
  })
}

function serverOptions({ tls }: Protection): FastifyServerOptions {
  const options = {
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    requestTimeout: 10_000,
    ...unreadableRequests,
    forceCloseConnections: true,
  }
  if (tls === undefined) return options
  const { cert, key, ca } = tls
  const clients = ca === undefined ? {} : { ca: checkedAuthority(ca), requestCert: true, rejectUnauthorized: true }
  return { ...options, https: { cert, key, minVersion: 'TLSv1.2', ...clients } } as FastifyServerOptions
}

function listenError(cause: NodeJS.ErrnoException, { host, port }: Address): Error {
  const code = cause.code ?? 'UNKNOWN'
  const words: Readonly<Record<string, string>> = {
    EADDRINUSE: `the admin API can not listen: port ${port} on ${host} is in use by another process`,
    EADDRNOTAVAIL: `the admin API can not listen: ${host} is not an address of this machine`,
    EACCES: `the admin API can not listen: port ${port} may not be opened by this user`,
    ENOTFOUND: `the admin API can not listen: host ${host} is not known`,
  }
  return new ConnectionError(code, words[code] ?? `the admin API can not listen on ${host}:${port}: ${cause.message}`)
}

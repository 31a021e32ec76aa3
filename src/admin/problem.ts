/** What could not be done, as the API says it: JSON in the shape of RFC 9457. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod'
import { StoreError } from '../store/store-error.ts'

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** Where the framework's own words do not say what to do. */
const WORDS: Readonly<Record<number, string>> = {
  413: 'the body is longer than 64 KiB: send less at a time',
  415: 'the body is not JSON: send it with Content-Type: application/json',
}

/** Thrown by routes; `detail` says what, and what to do. */
export class Problem extends Error {
  readonly status: number
  constructor(status: number, detail: string) {
    super(detail)
    this.name = 'Problem'
    this.status = status
  }
}

export function replyWith(reply: FastifyReply, status: number, detail: string): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problemOf(status, detail))
}

export function problemOf(status: number, detail: string): { status: number; title: string; detail: string } {
  return { status, title: TITLES[status] ?? 'Error', detail }
}

/** @param onFault - told about faults of ours; the client reads only that there was one */
export function problemHandler(onFault: (error: Error) => void) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (error instanceof Problem) return replyWith(reply, error.status, error.message)
    if (hasZodFastifySchemaValidationErrors(error)) return replyWith(reply, 400, invalid(error.validation, request))
    const status = 'statusCode' in error ? error.statusCode : undefined
    if (status !== undefined && status >= 400 && status < 500 && !isResponseSerializationError(error))
      return replyWith(reply, status, WORDS[status] ?? error.message)
    onFault(error)
    return replyWith(reply, 500, 'a fault of the simulator; its log says more')
  }
}

interface Invalid {
  readonly instancePath: string
  readonly message?: string | undefined
}

/** Names each key with its value and what is allowed. */
function invalid(issues: readonly Invalid[], request: FastifyRequest): string {
  const data: unknown = request.body ?? request.query
  return issues
    .slice(0, 5)
    .map(({ instancePath, message }) => {
      const path = instancePath.split('/').filter((key) => key !== '')
      let value = data
      for (const key of path) value = (value as Record<string, unknown> | null | undefined)?.[key]
      const where = path.length === 0 ? 'the request' : `"${path.join('.')}"${shown(value)}`
      return `${where}: ${message ?? 'not allowed'}`
    })
    .join('; ')
}

function shown(value: unknown): string {
  if (value === undefined) return ' is missing'
  if (typeof value === 'object') return ''
  const text = JSON.stringify(value)
  return ` is ${text.length > 100 ? `${text.slice(0, 100)}…` : text}`
}

/**
 * What the engine answers to a verb, as a status: a value out of range is the client's, a store that fails is ours to
 * repair, and anything else is not possible in the state that the session is in.
 */
export function asProblem(error: unknown): Problem {
  const detail = error instanceof Error ? error.message : String(error)
  if (error instanceof RangeError) return new Problem(400, detail)
  if (error instanceof StoreError) return new Problem(503, detail)
  return new Problem(409, detail)
}

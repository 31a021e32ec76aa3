/** Requests that no route sees: what HTTP itself can not read is answered in the same shape as everything else. */
import type { FastifyError, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify'
import { problemOf, replyWith } from './problem.ts'

/** A path that can not be decoded, or is longer than any that there is. */
function onBadPath(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const long = error.code === 'FST_ERR_MAX_PARAM_LENGTH'
  replyWith(
    reply,
    long ? 414 : 400,
    long
      ? 'a name in the path is longer than any session has'
      : 'the path can not be decoded: expected % with two hexadecimal digits, and UTF-8',
  )
}

const UNREADABLE: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'the headers are longer than 16 KiB'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request did not arrive within 10 s'],
}

/** Bytes that are no HTTP: the socket is all there is to answer on. */
const onClientError: FastifyServerOptions['clientErrorHandler'] = ({ code }, socket) => {
  // Whoever has gone needs no answer.
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, detail] = UNREADABLE[code ?? ''] ?? [400, 'this is no request of HTTP/1.1']
  const problem = problemOf(status, detail)
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${status} ${problem.title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** For the options of the server. */
export const unreadableRequests = { frameworkErrors: onBadPath, clientErrorHandler: onClientError }

/** The page to try the API: every route is explained, and its examples are what the shapes take and give. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import type { z } from 'zod'
import { PROBLEMS, ROUTES, TAGS } from './documentation.ts'
import * as shapes from './shapes.ts'
import * as venue from './venue-shapes.ts'

interface Content {
  readonly schema: unknown
  readonly example?: unknown
}

interface Operation {
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> }
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content: Readonly<Record<string, Content>> }>
  >
}

/** The copy that is kept; `server.test.ts` compares it with the one that is served. */
const document: {
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
} = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../docs/admin-api.openapi.json'), 'utf8'))

const operations = Object.entries(document.paths).flatMap(([route, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${route}`, operation })),
)

test('every route has a summary, a description, and a subject; every status a sentence and an example', () => {
  assert.deepEqual(operations.map(({ name }) => name).sort(), Object.keys(ROUTES).sort())
  const subjects = TAGS.map(({ name }) => name)
  for (const { name, operation } of operations) {
    assert.ok(operation.summary, name)
    assert.ok(operation.description, name)
    assert.ok(
      operation.tags?.every((tag) => subjects.includes(tag)),
      name,
    )
    for (const part of Object.values(operation.requestBody?.content ?? {}))
      assert.notEqual(part.example, undefined, `${name}: the body`)
    for (const [status, { description, content }] of Object.entries(operation.responses)) {
      assert.ok(description !== undefined && description !== 'Default Response', `${name}: ${status}`)
      for (const part of Object.values(content)) assert.notEqual(part.example, undefined, `${name}: ${status}`)
    }
  }
})

/** What the documented examples are examples of. */
const SHAPES: Readonly<Record<string, { readonly body?: z.ZodType; readonly gives: z.ZodType }>> = {
  'get /api/v1/sessions': { gives: shapes.sessionView.array() },
  'get /api/v1/audit': { gives: shapes.auditRecord.array() },
  'get /api/v1/sessions/{id}': { gives: shapes.sessionView },
  'get /api/v1/sessions/{id}/statistics': { gives: shapes.statisticsView },
  'get /api/v1/sessions/{id}/journal': { gives: shapes.journalPage },
  'post /api/v1/sessions/{id}/start': { gives: shapes.sessionView },
  'post /api/v1/sessions/{id}/disconnect': { gives: shapes.sessionView },
  'post /api/v1/sessions/{id}/stop': { body: shapes.textBody, gives: shapes.sessionView },
  'post /api/v1/sessions/{id}/logout': { body: shapes.textBody, gives: shapes.sessionView },
  'post /api/v1/sessions/{id}/switch': { body: shapes.switchBody, gives: shapes.sessionView },
  'put /api/v1/sessions/{id}/sequence-numbers': { body: shapes.numbersBody, gives: shapes.sessionView },
  'post /api/v1/sessions/{id}/reset': { body: shapes.resetBody, gives: shapes.sessionView },
  'post /api/v1/sessions/{id}/messages': { body: shapes.messageBody, gives: shapes.sentView },
  'post /api/v1/sessions/{id}/test-request': { body: shapes.testRequestBody, gives: shapes.sessionView },
  'get /api/v1/venue/persona': { gives: venue.personaView },
  'put /api/v1/venue/persona': { body: venue.personaBody, gives: venue.personaView },
  'post /api/v1/venue/market': { body: venue.marketBody, gives: venue.marketView },
  'get /api/v1/venue/orders': { gives: venue.venueOrderView.array() },
  'post /api/v1/sessions/{id}/resend-request': { body: shapes.resendBody, gives: shapes.sessionView },
}

test('the examples are what the shapes take and give', () => {
  for (const [name, { body, gives }] of Object.entries(SHAPES)) {
    const route = ROUTES[name]
    assert.ok(route !== undefined, name)
    gives.parse(route.example)
    assert.equal(route.body === undefined, body === undefined, `${name}: the body`)
    body?.parse(route.body)
  }
  for (const [status, problem] of Object.entries(PROBLEMS)) shapes.problem.parse({ status: Number(status), ...problem })
})

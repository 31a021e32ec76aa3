/** How the OpenAPI document is made from the routes: shapes that have a name stand in it once, and only those in use. */
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { PROBLEMS, ROUTES, type RouteDocumentation, TAGS } from './documentation.ts'

/** @param authenticated - a bearer token is asked for */
export function documentOptions(version: string, authenticated: boolean): FastifyDynamicSwaggerOptions {
  return {
    transform: jsonSchemaTransform,
    transformObject: (document) => documented(withoutUnused(jsonSchemaTransformObject(document))),
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'fixproof simulate',
        version,
        description: 'Sessions of a running simulator: look at them, steer them, and read along.',
      },
      tags: [...TAGS],
      ...(authenticated
        ? {
            components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
            security: [{ token: [] }],
          }
        : {}),
    },
  }
}

type Document = ReturnType<typeof jsonSchemaTransformObject>

/** Every shape of the process that has a name is in the document at first, those of profiles too. */
function withoutUnused(document: Document): Document {
  const components = 'components' in document ? document.components : undefined
  const all = components?.schemas ?? {}
  const used = new Set<string>()
  const look = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name) || !(name in all)) continue
      used.add(name)
      look(all[name])
    }
  }
  look(document.paths)
  const schemas = Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)))
  return { ...document, components: { ...components, schemas } } as Document
}

interface Answer {
  description?: string
  content?: Record<string, { example?: unknown }>
}

interface Operation {
  description?: string
  requestBody?: { content: Record<string, { example?: unknown }> }
  responses: Record<string, Answer>
}

/** Puts in what `documentation.ts` says of each route; it changes nothing of what is taken or given. */
function documented(document: Document): Document {
  const paths = ('paths' in document ? document.paths : undefined) as
    | Record<string, Record<string, Operation>>
    | undefined
  for (const [path, methods] of Object.entries(paths ?? {}))
    for (const [method, operation] of Object.entries(methods)) {
      const says = ROUTES[`${method} ${path}`]
      if (says !== undefined) describe(operation, says)
    }
  return document
}

function describe(operation: Operation, { description, gives, example, body }: RouteDocumentation): void {
  operation.description = description
  if (body !== undefined) for (const part of Object.values(operation.requestBody?.content ?? {})) part.example = body
  for (const [status, answer] of Object.entries(operation.responses)) {
    const problem = PROBLEMS[status]
    if (problem === undefined) answer.description = gives
    const shown = problem === undefined ? example : { status: Number(status), ...problem }
    for (const part of Object.values(answer.content ?? {})) part.example = shown
  }
}

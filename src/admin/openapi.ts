/** How the OpenAPI document is made from the routes: shapes that have a name stand in it once, and only those in use. */
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'

/** @param authenticated - a bearer token is asked for */
export function documentOptions(version: string, authenticated: boolean): FastifyDynamicSwaggerOptions {
  return {
    transform: jsonSchemaTransform,
    transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'fixproof simulate',
        version,
        description: 'Sessions of a running simulator: look at them, steer them, and read along.',
      },
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

/** What can be read: sessions, statistics, journals, the audit. */
import { z } from 'zod'
import { allSessions } from './admin-host.ts'
import { pathShape } from './path-shape.ts'
import { Problem } from './problem.ts'
import {
  type App,
  PROBLEMS_ANYWHERE,
  PROBLEMS_READING,
  type RouteContext,
  SESSION_PATHS,
  sessionOf,
} from './route-context.ts'
import { entryView, statisticsOf, viewOf } from './session-view.ts'
import { auditRecord, journalPage, journalQuery, sessionView, statisticsView, streamQuery } from './shapes.ts'
import type { Streams } from './streams.ts'

const STREAM = {
  200: { description: 'Events until either side ends', content: { 'text/event-stream': { schema: z.string() } } },
  ...PROBLEMS_READING,
}

export function sessionRoutes(app: App, context: RouteContext, streams: Streams): void {
  app.get(
    '/sessions',
    {
      schema: {
        tags: ['sessions'],
        summary: 'All sessions',
        response: { 200: z.array(sessionView), ...PROBLEMS_ANYWHERE },
      },
    },
    () => allSessions(context.host).map(viewOf),
  )
  app.get(
    '/audit',
    {
      schema: {
        tags: ['audit'],
        summary: 'Who did what to which session; the newest 1000 records, oldest first',
        response: { 200: z.array(auditRecord), ...PROBLEMS_ANYWHERE },
      },
    },
    () => [...context.audit.records],
  )
  for (const { path, hide } of SESSION_PATHS) {
    const params = pathShape(hide)
    app.get(
      path,
      {
        schema: {
          hide,
          tags: ['sessions'],
          summary: 'One session',
          params,
          response: { 200: sessionView, ...PROBLEMS_READING },
        },
      },
      (request) => viewOf(sessionOf(request, context)),
    )
    app.get(
      `${path}/statistics`,
      {
        schema: {
          hide,
          tags: ['sessions'],
          summary: 'What has gone over the session since the simulator was started',
          params,
          response: { 200: statisticsView, ...PROBLEMS_READING },
        },
      },
      (request) => statisticsOf(sessionOf(request, context)),
    )
    app.get(
      `${path}/journal`,
      {
        schema: {
          hide,
          tags: ['journal'],
          summary: 'Messages and events, oldest first; passwords are masked',
          params,
          querystring: journalQuery,
          response: { 200: journalPage, ...PROBLEMS_READING },
        },
      },
      (request) => page(request.query, sessionOf(request, context)),
    )
    app.get(
      `${path}/journal/stream`,
      {
        schema: {
          hide,
          tags: ['journal'],
          summary: 'The same as it happens, as server-sent events',
          params,
          querystring: streamQuery,
          response: STREAM,
        },
      },
      (request, reply) => {
        const found = sessionOf(request, context)
        const resumed = resumedFrom(request.headers['last-event-id'])
        const after = resumed ?? request.query.after ?? found.journal.length - 1
        if (!streams.open(reply, found, after)) throw new Problem(503, 'too many streams are open: close one')
      },
    )
  }
}

function page(query: z.output<typeof journalQuery>, found: ReturnType<typeof sessionOf>): z.input<typeof journalPage> {
  const { journal, secretTags } = found
  const entries = journal.after(query.after, query.limit)
  const first = entries[0]?.index ?? journal.length
  return {
    entries: entries.map((entry) => entryView(entry, secretTags)),
    next: entries.at(-1)?.index ?? Math.min(query.after, journal.length - 1),
    lost: Math.max(0, first - query.after - 1),
  }
}

/** @throws Problem 400 */
function resumedFrom(header: string | string[] | undefined): number | undefined {
  if (header === undefined) return undefined
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header)
  throw new Problem(400, `Last-Event-ID is ${JSON.stringify(header)}: expected the id of an event`)
}

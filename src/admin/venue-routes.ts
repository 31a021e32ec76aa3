/** The venue behind the sessions: its rules, its market, its orders. Each verb is one call, with a record of who asked for it. */
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { MarketEventError, parseMarketEvent } from '../simulator/market-event.ts'
import {
  loadPersona,
  PersonaFileError,
  parsePersona,
  personaFromData,
  personaNames,
} from '../simulator/persona-file.ts'
import { personaForm } from '../simulator/persona-form.ts'
import type { Persona } from '../venue/persona.ts'
import type { MarketEvent } from '../venue/seam.ts'
import type { AdminVenue } from './admin-venue.ts'
import { requester } from './authentication.ts'
import { asProblem, Problem } from './problem.ts'
import { type App, PROBLEMS_OF_VENUE, type RouteContext } from './route-context.ts'
import { marketBody, marketView, personaBody, personaView, venueOrderView } from './venue-shapes.ts'

export function venueRoutes(app: App, context: RouteContext): void {
  personaRoutes(app, context)
  app.post(
    '/venue/market',
    {
      schema: {
        tags: ['venue'],
        summary: 'Makes something happen on the market, or to an order',
        body: marketBody,
        response: { 200: marketView, ...PROBLEMS_OF_VENUE },
      },
    },
    (request) => {
      const { event, session } = request.body
      let notes: string[] = []
      const venue = audited(request, context, 'market', request.body, (found) => {
        notes = found.market(eventOf(event, session, context))
      })
      return { event, notes, openOrders: venue.orders().length }
    },
  )
  app.get(
    '/venue/orders',
    {
      schema: {
        tags: ['venue'],
        summary: 'Open orders of all sessions, oldest first',
        response: { 200: venueOrderView.array(), ...PROBLEMS_OF_VENUE },
      },
    },
    () => venueOf(context).orders(),
  )
}

function personaRoutes(app: App, context: RouteContext): void {
  app.get(
    '/venue/persona',
    {
      schema: { tags: ['venue'], summary: 'The rules in force', response: { 200: personaView, ...PROBLEMS_OF_VENUE } },
    },
    () => viewOf(venueOf(context).persona),
  )
  app.put(
    '/venue/persona',
    {
      schema: {
        tags: ['venue'],
        summary: 'Other rules from here on',
        body: personaBody,
        response: { 200: personaView, ...PROBLEMS_OF_VENUE },
      },
    },
    (request) => {
      const { body } = request
      // The text of a persona may be long: the audit names it, and the answer shows it.
      const asked = { name: body.name ?? 'stated in the request', faults: body.faults }
      return viewOf(
        audited(request, context, 'usePersona', asked, (venue) => venue.usePersona(personaOf(body))).persona,
      )
    },
  )
}

function viewOf(persona: Persona): z.input<typeof personaView> {
  return { name: persona.name, description: persona.description, persona: personaForm(persona) }
}

/** @throws Problem 409 */
function venueOf({ host }: RouteContext): AdminVenue {
  if (host.venue !== undefined) return host.venue
  throw new Problem(409, 'the simulator plays no venue: start it with --persona NAME')
}

/** @throws Problem 400 */
function personaOf({ name, yaml, persona, faults, quietText }: z.output<typeof personaBody>): Persona {
  const options = { faults, files: false }
  try {
    const found =
      name !== undefined
        ? namedPersona(name, faults)
        : yaml === undefined
          ? personaFromData(persona, 'persona', options)
          : parsePersona(yaml, 'yaml', options)
    return quietText ? { ...found, defaults: { ...found.defaults, text: false } } : found
  } catch (error) {
    throw error instanceof PersonaFileError ? new Problem(400, error.message) : error
  }
}

/** Files of the machine are not for those who ask over the network. */
function namedPersona(name: string, faults: boolean): Persona {
  if (/[/\\]|\.ya?ml$/.test(name))
    throw new Problem(
      400,
      `"name" is ${JSON.stringify(name)}: expected one of ${personaNames().join(', ')}; state a file's text as "yaml"`,
    )
  return loadPersona(name, { faults })
}

/** @throws Problem 400 */
function eventOf(text: string, session: string | undefined, { host }: RouteContext): MarketEvent {
  if (session !== undefined && host.engine.find(session) === undefined)
    throw new Problem(
      400,
      `"session" is ${JSON.stringify(session)}: expected ${host.engine
        .sessions()
        .map(({ id }) => id)
        .join(', ')}`,
    )
  try {
    const event = parseMarketEvent(text, session ?? '')
    if (session !== undefined || !('session' in event)) return event
    if (event.name === 'voiceOrder')
      throw new Problem(400, '"session" is missing: expected whose order was given by voice')
    const { session: _, ...all } = event
    return all
  } catch (error) {
    if (error instanceof MarketEventError || error instanceof PersonaFileError) throw new Problem(400, error.message)
    throw error
  }
}

/** Does something to the venue and writes down who asked for it, whether it could be done or not. */
function audited(
  request: FastifyRequest,
  context: RouteContext,
  action: string,
  asked: Readonly<Record<string, unknown>>,
  act: (venue: AdminVenue) => void,
): AdminVenue {
  const venue = venueOf(context)
  const by = requester(request, context.protected)
  const write = (outcome: string): void => context.audit.add({ by, session: 'venue', action, asked, outcome })
  try {
    act(venue)
  } catch (error) {
    const refused = error instanceof Problem ? error : asProblem(error)
    write(refused.message)
    throw refused
  }
  write('done')
  return venue
}

/** What the API takes and gives of the venue behind the sessions. */
import { z } from 'zod'
import { MARKET_EVENT_FORMS } from '../simulator/market-event.ts'

/** Longest text of a persona; the body may be 64 KiB. */
const LONGEST = 60_000

export const personaBody = z
  .strictObject({
    name: z.string().min(1).max(100).optional().describe('one that comes with fixproof: standard, saft, …'),
    yaml: z
      .string()
      .min(1)
      .max(LONGEST)
      .optional()
      .describe('the text of a persona; it may extend those that come with fixproof'),
    persona: z.record(z.string(), z.unknown()).optional().describe('the same as JSON, as GET gives it'),
    faults: z.boolean().default(false).describe('rules that are wrong on purpose are followed too'),
    quietText: z.boolean().default(false).describe('reports do not name their rule in Text(58)'),
  })
  .refine(({ name, yaml, persona }) => [name, yaml, persona].filter((one) => one !== undefined).length === 1, {
    error: 'expected one of name, yaml and persona',
  })

export const personaView = z.object({
  name: z.string(),
  description: z.string(),
  persona: z.record(z.string(), z.unknown()).describe('the rules in the words of docs/personas.md'),
})

export const marketBody = z.strictObject({
  event: z.string().min(1).max(2000).describe(MARKET_EVENT_FORMS.join('; ')),
  session: z
    .string()
    .min(1)
    .optional()
    .describe('whom voice, purge and enable are about; purge and enable without it: all'),
})

export const marketView = z.object({
  event: z.string(),
  notes: z.array(z.string()).describe('what was found beside it: no such order, no such symbol'),
  openOrders: z.number().int().describe('how many orders are open now'),
})

const amount = z.string().describe('decimal')

export const venueOrderView = z.object({
  orderID: z.string(),
  session: z.string(),
  clOrdID: z.string().optional().describe('in force; absent for an order given by voice'),
  account: z.string().optional(),
  symbol: z.string(),
  side: z.string(),
  ordType: z.string(),
  timeInForce: z.string(),
  orderQty: amount.optional(),
  price: amount.optional(),
  cumQty: amount,
  leavesQty: amount,
  rule: z.string().describe('of the persona, as its table names it'),
})

for (const [id, shape] of Object.entries({ Persona: personaView, MarketDone: marketView, VenueOrder: venueOrderView }))
  z.globalRegistry.add(shape, { ...z.globalRegistry.get(shape), id })

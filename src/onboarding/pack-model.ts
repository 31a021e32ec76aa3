/** What a venue pack may state: one zod model gives types, messages and the JSON Schema for editors. */
import { z } from 'zod'
import { findVersion, VERSIONS } from '../fix/versions.ts'

const said = z.string('expected text').trim().min(1, 'expected text')

/** Short, so that it can be named in a report and on a command line. */
const id = z
  .string('expected a short name')
  .regex(/^[A-Za-z0-9][A-Za-z0-9.:-]{0,47}$/, 'expected a short name of letters, digits, dots, colons and dashes')

const version = z.string().refine((name) => findVersion(name) !== undefined, {
  error: `expected one of ${VERSIONS.map((one) => one.id).join(', ')}`,
})

/** One that can not be compiled describes nothing. */
const expression = said.refine(isExpression, { error: 'expected a regular expression' })

function isExpression(text: string): boolean {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}

const rulebook = z.strictObject({
  title: said,
  publisher: said,
  version: said.optional().describe('version or date, where the document states one'),
  url: z.url({ protocol: /^https?$/, error: 'expected an address that begins with http:// or https://' }).optional(),
  /** Whether somebody has read it for this pack, or it is known by its title or from a summary alone. */
  known: z.enum(['read', 'summary', 'title']).default('read'),
})

const fact = z.strictObject({
  fact: said.describe('what sessions of this venue do, in a sentence of ours'),
  source: said.describe('title of the rulebook that states it'),
  profile: said.optional().describe('key of the profile that follows from it'),
})

/** A case, or the beginning of cases; some look like numbers. */
const word = z.union([said, z.number().transform(String)], 'expected a case, or the beginning of cases')

const quirk = z.strictObject({
  id,
  case: z
    .union([word, z.array(word).min(1)], 'expected a case, or several in brackets')
    .describe('the case that comes out otherwise, or several'),
  when: z
    .strictObject({
      beginString: z.array(version).min(1).optional(),
      targetRole: z
        .array(z.enum(['acceptor', 'initiator']))
        .min(1)
        .optional(),
    })
    .optional(),
  expect: expression.describe('what is seen instead: a regular expression on the headline or the actual outcome'),
  sentence: said.describe('what the venue does, and so why the outcome is no news'),
  source: said.describe('title of the rulebook that states it'),
})

const question = z.strictObject({
  id,
  question: said,
  why: said.describe('what goes wrong without the answer'),
  /** Where the answer goes: `sessions.0.senderCompID`, `session.startTime`. */
  key: z.string().regex(/^[A-Za-z]\w*(\.\w+)*$/, 'expected a key of the profile, such as sessions.0.targetCompID'),
})

const cases = z.strictObject({
  mandatory: z.array(word).min(1, 'expected at least one case that the venue asks for'),
  optional: z.array(word).default([]),
  notApplicable: z.record(z.string(), said).default({}),
})

/** Everything that a pack may state, and what holds when it does not. */
export const packModel = z.strictObject({
  pack: id.describe('name of the pack, and of its folder'),
  title: said,
  summary: said.describe('a sentence: which sessions of which venue'),
  certifies: z.enum(['client', 'venue']).describe('who is certified: the member firm’s client, or the venue itself'),
  rulebooks: z.array(rulebook).default([]),
  facts: z.array(fact).default([]),
  cases,
  venueIds: z.record(z.string(), said).default({}).describe('what the venue calls a case, by our id'),
  uncovered: z
    .record(z.string(), said)
    .default({})
    .describe('tests of the venue that no case here stands for, and why'),
  quirks: z.array(quirk).default([]),
  questions: z.array(question).default([]),
})

/** What is read from a file, before cases are looked up. */
export type StatedPack = z.output<typeof packModel>
export type Rulebook = StatedPack['rulebooks'][number]
/** One deviation of one case. */
export type Quirk = Omit<StatedPack['quirks'][number], 'case'> & { readonly case: string }
export type Question = StatedPack['questions'][number]

/** The JSON Schema of a pack, for editors. */
export function packSchema(): unknown {
  return z.toJSONSchema(packModel, { io: 'input' })
}

/** The shape of report.json as a zod model; `report.schema.json` is made from it for other tools. */
import * as z from 'zod'
import type { Report } from './report.ts'
import { VERDICTS } from './report.ts'

const text = z.string()
const count = z.int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex')
const instant = z.iso.datetime({ offset: true })
const role = z.enum(['acceptor', 'initiator'])
const level = z.enum(['must', 'should', 'may'])
const verdict = z.enum(VERDICTS)
const day = z.iso.date()
const facts = z.record(text, z.union([text, z.number()]))

const entry = z.looseObject({
  at: instant,
  virtualMs: z.number().optional(),
  direction: z.enum(['in', 'out', 'event']),
  msgType: text.optional(),
  msgSeqNum: z.int().optional().describe('As the message says it: a target may say a negative one.'),
  raw: text.describe('The message with | for SOH; empty for an event.'),
  event: text.optional(),
  text: text.optional(),
  note: text.optional(),
  fault: z.boolean().optional().describe('True at the entry that broke the requirement.'),
})

const difference = z.looseObject({
  entry: count.optional().describe('Index into the transcript.'),
  fields: z.array(
    z.looseObject({
      tag: count,
      name: text,
      expected: text.nullable(),
      expectedLabel: text.optional(),
      actual: text.nullable(),
      actualLabel: text.optional(),
      equal: z.boolean(),
    }),
  ),
  note: text.optional(),
})

const step = z.looseObject({
  keyword: text,
  text,
  status: z.enum(['passed', 'failed', 'skipped', 'warning', 'inconclusive', 'errored']),
  level: level.optional(),
  table: z.array(z.array(text)).optional(),
  transcript: z.tuple([count, count]).optional().describe('Half-open range of transcript entries.'),
  note: text.optional(),
})

const result = z.looseObject({
  case: text.min(1),
  title: text,
  feature: text,
  line: count,
  beginString: text.min(1).describe('FIX.4.0 … FIX.4.4, or FIXT.1.1/FIX.5.0 and its service packs.'),
  targetRole: role,
  level,
  verdict,
  requirement: text.optional(),
  clause: text.optional(),
  example: text.optional(),
  needs: z.array(text).optional(),
  expected: z.array(text),
  actual: text,
  reason: text.optional(),
  taken: z.array(text).optional(),
  steps: z.array(step).optional(),
  difference: difference.optional(),
  cause: z.looseObject({ class: text.optional(), text, seenIn: z.array(text).optional() }).optional(),
  waiver: text.optional(),
  obligation: z.enum(['mandatory', 'optional']).optional().describe('What the plan asks of the case.'),
  attempts: z
    .array(z.looseObject({ number: count, startedAt: instant, verdict, actual: text }))
    .optional()
    .describe('What came of it in earlier attempts, the oldest first.'),
  was: verdict.optional().describe('The verdict in the baseline.'),
  checks: z
    .record(text, count)
    .optional()
    .describe('Invariant of orders → on how many reports of the scenario it was looked at.'),
  repeat: text.optional(),
  startedAt: instant.optional(),
  durationMs: z.number().nonnegative(),
  virtualMs: z.number().nonnegative(),
  transcript: z.array(entry),
})

const waiver = z.looseObject({
  id: text.min(1),
  case: text,
  when: z.looseObject({ beginString: z.array(text).optional(), targetRole: z.array(role).optional() }).optional(),
  scenario: text.optional().describe('Only scenarios with such a title.'),
  expect: text,
  reason: text,
  owner: text,
  issue: text.optional(),
  approvedBy: text.optional(),
  until: day,
  quirk: z.literal(true).optional().describe('How the venue is, by its own document: it never runs out.'),
  source: text.optional(),
  stale: z.boolean().optional(),
  expired: z.boolean().optional(),
  otherOutcome: z.boolean().optional().describe('The case fails, and not in the way that is waived.'),
})

const seen = z.looseObject({ verdict, finding: text })
const change = z.looseObject({
  case: text.min(1),
  title: text,
  example: text.optional(),
  beginString: text.min(1),
  targetRole: role,
  before: seen.optional(),
  now: seen.optional(),
})

const baseline = z.looseObject({
  file: text,
  startedAt: instant,
  sha256,
  vanished: z.array(change).describe('Checks of the baseline that the run should have made and did not.'),
  repaired: z.array(change),
  changed: count,
  added: count,
})

const plan = z.looseObject({
  name: text,
  file: text,
  sha256,
  mandatory: z.array(text),
  optional: z.array(text),
  notApplicable: z.array(z.looseObject({ case: text, reason: text })).describe('What was not run.'),
  narrowed: z.literal(true).optional().describe('Only some of the plan was asked for.'),
})

const pack = z.looseObject({
  name: text,
  title: text,
  sha256,
  rulebooks: z.array(z.looseObject({ title: text, version: text.optional(), url: text.optional() })),
  venueIds: z.record(text, text).optional(),
})

const attempt = z.looseObject({
  number: count,
  startedAt: instant,
  file: text,
  sha256: sha256.describe('Of the compact form.'),
  repeated: count,
  profileSha256: sha256.optional().describe('Of its profile, where that is not the one of this report.'),
})

export const reportSchema = z.looseObject({
  schemaVersion: z.literal('1'),
  tool: z.looseObject({ name: text, version: text }),
  profile: text,
  seed: z.number(),
  startedAt: instant,
  durationMs: z.number().nonnegative(),
  target: z.looseObject({
    role,
    address: text,
    name: text.optional(),
    version: text.optional(),
    vendor: text.optional(),
    engine: text.optional(),
    environment: text.optional(),
    endpoints: z.array(z.looseObject({ role, address: text })).optional(),
  }),
  outcome: z.looseObject({ exitCode: z.int(), word: text }).optional(),
  summary: z.strictObject(
    Object.fromEntries(VERDICTS.map((name) => [name, count])) as Record<(typeof VERDICTS)[number], typeof count>,
  ),
  command: text.optional(),
  suite: z
    .looseObject({ name: text, version: text, cases: count, tags: text.optional(), sha256: sha256.optional() })
    .optional(),
  profileSha256: sha256.optional(),
  capabilities: z.array(text).optional(),
  dictionaries: z
    .array(z.looseObject({ beginString: text, name: text, sha256, kind: text.optional(), file: text.optional() }))
    .optional(),
  sources: z
    .array(
      z.looseObject({
        kind: z.enum(['profile', 'waivers', 'plan', 'pack', 'dictionary', 'feature', 'steps']),
        file: text,
        sha256,
      }),
    )
    .optional()
    .describe('Files that the run read.'),
  narrowed: z
    .looseObject({
      cases: z.array(text).optional(),
      tags: text.optional(),
      versions: z.literal(true).optional(),
      roles: z.literal(true).optional(),
      mandatory: z.literal(true).optional(),
    })
    .optional()
    .describe("What of the profile's suite was asked for; absent when all of it."),
  journal: z.looseObject({ file: text, entries: count, sha256 }).optional(),
  identity: facts.optional(),
  environment: facts.optional(),
  groups: z.array(z.looseObject({ id: text, title: text })).optional(),
  plan: plan.optional(),
  pack: pack.optional().describe("The venue's rulebook that the run was held against."),
  waivers: z.array(waiver).optional(),
  baseline: baseline.optional().describe('The report that the run was compared with.'),
  shard: z
    .looseObject({ index: z.int().positive(), of: z.int().positive(), dealt: sha256.optional() })
    .optional()
    .describe('One of several parts of a run.'),
  scenarios: count.optional().describe('Scenarios that the whole run has, each counted for every version and role.'),
  unfinished: count.optional().describe('Of those that this report is to hold, as many were not made.'),
  resumed: z
    .looseObject({ startedAt: instant, scenarios: count })
    .optional()
    .describe('The run went on with an interrupted one, and took over what was done.'),
  attempts: z.array(attempt).optional().describe('Earlier attempts, the oldest first.'),
  results: z.array(result),
})

/** The compiler's proof that whatever the type allows, the schema allows. */
export const typeAgrees: (report: Report) => z.input<typeof reportSchema> = (report) => report as Loose<Report>

/** Interfaces have no index signature of their own; this gives them the one that an open object has. */
type Loose<T> = T extends readonly unknown[]
  ? { [K in keyof T]: Loose<T[K]> }
  : T extends object
    ? { [K in keyof T]: Loose<T[K]> } & { [key: string]: unknown }
    : T

/** The JSON Schema (2020-12) that ships as report.schema.json. */
export function jsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(reportSchema, { target: 'draft-2020-12', io: 'input' })
  return { $schema, $id: 'report.schema.json', title: 'Report of a FIX conformance run', ...rest }
}

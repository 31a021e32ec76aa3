/** What the API takes and gives. One zod model of each shape checks requests and makes the OpenAPI document. */
import { z } from 'zod'

/** What goes into a field of a message: SOH would end it. */
const fieldText = z
  .string()
  .min(1)
  .regex(/^[^\x01]*$/, 'expected text without SOH')
const msgSeqNum = z.number().int().min(1).max(2_147_483_647)
const instant = z.string().describe('ISO 8601, UTC')

export const problem = z
  .object({ status: z.number().int(), title: z.string(), detail: z.string() })
  .describe('What could not be done, and why')

export const sessionPath = z.object({
  id: z.string().describe('SENDER/TARGET or SENDER/TARGET/QUALIFIER, URL-encoded; our side first'),
})
export const partsPath = z.object({ sender: z.string(), target: z.string(), qualifier: z.string().optional() })

export const sessionView = z.object({
  id: z.string(),
  senderCompID: z.string(),
  targetCompID: z.string(),
  qualifier: z.string().optional(),
  version: z.string().describe('FIX.4.0 … FIXT.1.1/FIX.5.0SP2'),
  role: z.enum(['initiator', 'acceptor']).describe('ours'),
  application: z.string(),
  state: z.string().describe('of the lifecycle: initial, waitForFirstLogon, established, …'),
  stdState: z.string().describe("of the standard's state matrix"),
  connected: z.boolean().describe('a transport connection stands'),
  established: z.boolean(),
  activeConnection: z.enum(['primary', 'backup']),
  nextIn: z.number().int().describe('MsgSeqNum(34) expected next'),
  nextOut: z.number().int().describe('MsgSeqNum(34) that the next message will carry'),
  numberingSince: instant.optional(),
  heartBtInt: z.number().describe('HeartBtInt(108), seconds'),
})

export const statisticsView = z.object({
  messagesIn: z.number(),
  messagesOut: z.number(),
  bytesIn: z.number(),
  bytesOut: z.number(),
  resendRequestsIn: z.number(),
  resendRequestsOut: z.number(),
  rejectsIn: z.number(),
  rejectsOut: z.number(),
  gaps: z.number(),
  garbled: z.number(),
  connections: z.number(),
  logons: z.number(),
  attempts: z.object({ primary: z.number(), backup: z.number() }),
  undelivered: z.number(),
  lastInAt: instant.optional(),
  lastOutAt: instant.optional(),
  establishedAt: instant.optional(),
})

export const journalEntry = z.object({
  index: z.number().int(),
  at: instant,
  connection: z.number().int(),
  direction: z.enum(['in', 'out', 'event']),
  msgType: z.string().optional(),
  msgSeqNum: z.number().int().optional(),
  event: z.string().optional(),
  text: z.string().optional(),
  raw: z.string().describe('| for SOH, secrets masked'),
})
export type JournalEntryView = z.output<typeof journalEntry>

export const journalPage = z.object({
  entries: z.array(journalEntry),
  next: z.number().int().describe('state it as `after` for what follows'),
  lost: z.number().int().describe('entries behind `after` that are no longer kept'),
})

/** Integers in a query are text. */
const index = z.coerce.number().int().min(-1)
export const journalQuery = z.strictObject({
  after: index.default(-1).describe('index of the last entry that is known'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})
export const streamQuery = z.strictObject({
  after: index.optional().describe('default: from now on; -1 for all that is kept'),
})

const reason = z.string().max(500).optional().describe('for the audit')

export const numbersBody = z
  .strictObject({ nextIn: msgSeqNum.optional(), nextOut: msgSeqNum.optional(), reason })
  .refine(({ nextIn, nextOut }) => nextIn !== undefined || nextOut !== undefined, {
    error: 'expected nextIn, nextOut or both',
  })
export const resetBody = z.strictObject({
  how: z.enum(['local', 'onTheWire']).describe('local: both numbers go to 1 here; onTheWire: Logon with 141=Y'),
  reason,
})
export const textBody = z
  .strictObject({ text: fieldText.max(1000).optional().describe('Text(58) of the Logout') })
  .nullish()
  .transform((body) => body ?? {})
export const switchBody = z
  .strictObject({ to: z.enum(['primary', 'backup']).optional().describe('default: the other one') })
  .nullish()
  .transform((body) => body ?? {})
export const testRequestBody = z
  .strictObject({ testReqID: fieldText.max(200).optional().describe('TestReqID(112); default: one is made') })
  .nullish()
  .transform((body) => body ?? {})
export const resendBody = z
  .strictObject({
    begin: msgSeqNum.describe('BeginSeqNo(7)'),
    end: z.number().int().min(0).max(2_147_483_647).default(0).describe('EndSeqNo(16), 0 for all that follow'),
  })
  .refine(({ begin, end }) => end === 0 || begin <= end, { path: ['end'], error: 'expected begin or more, or 0' })

const field = z
  .strictObject({
    tag: z.number().int().min(1).max(2_147_483_647).optional(),
    name: z.string().min(1).optional(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    base64: z.base64().optional().describe('the value of a data field, as bytes'),
  })
  .refine(({ tag, name }) => (tag === undefined) !== (name === undefined), { error: 'expected either tag or name' })
  .refine(({ value, base64 }) => (value === undefined) !== (base64 === undefined), {
    error: 'expected either value or base64',
  })
export type FieldBody = z.output<typeof field>

export const messageBody = z.strictObject({
  msgType: z.string().min(1).max(100).describe('MsgType(35), or the name of the message'),
  fields: z.array(field).max(5000).default([]).describe('the body in its order; repeated tags are repeating groups'),
})

export const sentView = z.object({
  msgSeqNum: z.number().int().optional().describe('absent when the message waits for a connection without a number'),
  established: z.boolean().describe('false: it is stored and sent when the counterparty asks for it'),
})

const numbers = z.object({ nextIn: z.number().int(), nextOut: z.number().int() })
export const auditRecord = z.object({
  index: z.number().int(),
  at: instant,
  by: z.string(),
  session: z.string().describe('its id, or venue'),
  action: z.string(),
  asked: z.record(z.string(), z.unknown()),
  before: numbers.optional().describe('absent for what was done to the venue'),
  after: numbers.optional(),
  outcome: z.string().describe('done, or why not'),
})

/** Shapes that have a name of their own in the OpenAPI document. */
for (const [id, shape] of Object.entries({
  Problem: problem,
  Session: sessionView,
  Statistics: statisticsView,
  JournalEntry: journalEntry,
  JournalPage: journalPage,
  Field: field,
  Sent: sentView,
  AuditRecord: auditRecord,
}))
  z.globalRegistry.add(shape, { ...z.globalRegistry.get(shape), id })

/** Rules as they are written down: when a message matches, answer with these. One zod model gives types and messages. */
import { z } from 'zod'

const scalar = z.union([z.string(), z.number(), z.boolean()])

const pattern = z.string().refine((text) => isPattern(text), { error: 'expected a regular expression' })

/** A condition on a field: its value, or one of these. */
const condition = z.union(
  [
    scalar,
    z.strictObject({ matches: pattern.describe('regular expression, found anywhere in the value') }),
    z.strictObject({ in: z.array(scalar).min(1) }),
    z.strictObject({ absent: z.boolean() }),
  ],
  { error: 'expected a value, or one of { matches: REGEX }, { in: [VALUE…] }, { absent: true }' },
)

export type Condition = z.output<typeof condition>
export type Scalar = z.output<typeof scalar>

/** Fields by name or tag, in their order; a list of them is a repeating group, named by its NumInGroup field. */
export interface Fields {
  [field: string]: Scalar | Fields[]
}

const fields: z.ZodType<Fields> = z.lazy(() => z.record(z.string(), z.union([scalar, z.array(fields)])))

const answer = z.strictObject({
  msgType: z.string().min(1).describe('MsgType(35), or the name of the message'),
  fields: fields.default({}).describe('text may hold a field of the request, a counter and the time'),
})

const rule = z.strictObject({
  when: z.strictObject({
    msgType: z.string().min(1).describe('MsgType(35), or the name of the message'),
    where: z.record(z.string(), condition).default({}),
  }),
  answer: z.array(answer),
})

/** The first rule that matches answers; without one `otherwise` says what happens. */
export const rulesModel = z.strictObject({
  rules: z.array(rule).min(1),
  otherwise: z.enum(['unsupported', 'silent']).default('unsupported'),
})

export type Rules = z.output<typeof rulesModel>
export type Rule = Rules['rules'][number]

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}

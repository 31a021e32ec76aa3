/** What a delta may say: the model of the YAML file, all scalars as text. */
import { z } from 'zod'
import { HIGHEST_TAG } from './dictionary-limits.ts'
import { knownType, nearTypes } from './field-types.ts'

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'expected a name: letters, digits and _, a letter first')
  .max(100)

const tag = z
  .string()
  .regex(/^[1-9][0-9]{0,5}$/, `expected a whole number from 1 to ${HIGHEST_TAG}`)
  .transform(Number)

const yesOrNo = z.enum(['true', 'false'], { error: 'expected true or false' }).transform((text) => text === 'true')

const type = z.string().transform((text, context): string => {
  const known = knownType(text)
  if (known !== undefined) return known
  const near = nearTypes(text)
  const hint = near.length === 0 ? 'such as Price, Qty, String, char' : `did you mean ${near.join(', ')}?`
  context.addIssue({ code: 'custom', message: `expected a data type of the standard, ${hint}` })
  return z.NEVER
})

/** Control characters end a field (SOH) or give orders to a terminal. */
const plain = z.string().regex(/^\P{Cc}+$/u, 'expected text without control characters')
const value = plain.max(200)
const values = z.record(value, plain.max(200))

/** A name, or a path into groups: `NoPartyIDs.PartyID`; in lists of new members `!` behind it means required. */
const path = z
  .string()
  .regex(/^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$/, 'expected a name, or a path such as NoPartyIDs.PartyID')
const newMember = z
  .string()
  .regex(
    /^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*!?$/,
    'expected a name, a path such as NoPartyIDs.PartyID, each with ! behind it when required',
  )

const place = { required: yesOrNo.optional(), after: name.optional(), before: name.optional() }

export interface GroupItem {
  readonly group: string
  readonly members: readonly Item[]
  readonly required?: boolean | undefined
  readonly after?: string | undefined
  readonly before?: string | undefined
}
export interface SingleItem {
  readonly field?: string | undefined
  readonly component?: string | undefined
  readonly constant?: string | undefined
  readonly required?: boolean | undefined
  readonly after?: string | undefined
  readonly before?: string | undefined
}
/** A member to be put in: `Name`, `Name!`, or with its particulars. */
export type Item = string | GroupItem | SingleItem

const single = z
  .strictObject({ field: path.optional(), component: name.optional(), constant: value.optional(), ...place })
  .refine(
    (item) => (item.field === undefined) !== (item.component === undefined),
    'expected field: or component:, or group: with members:',
  )

const group = z.strictObject({
  group: path,
  get members(): z.ZodType<Item[]> {
    return items
  },
  ...place,
})

const item: z.ZodType<Item> = z.lazy(() =>
  z.unknown().transform((stated, context): Item => {
    const model: z.ZodType<Item> =
      typeof stated === 'string'
        ? newMember
        : typeof stated === 'object' && stated !== null && 'group' in stated
          ? group
          : single
    const parsed = model.safeParse(stated)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) context.addIssue({ ...issue } as Parameters<typeof context.addIssue>[0])
    return z.NEVER
  }),
)

const items = z.array(item).max(5000)

const rule = z.strictObject({
  name: plain.max(200).optional(),
  member: path,
  presence: z.enum(['required', 'optional', 'forbidden', 'ignored'], {
    error: 'expected required, optional, forbidden or ignored',
  }),
  when: plain.max(2000),
})

const listChange = z.strictObject({
  members: items.optional(),
  remove: z.array(path).optional(),
  require: z.array(path).optional(),
  optional: z.array(path).optional(),
  add: items.optional(),
})

const fieldChange = z.strictObject({
  name: name.optional(),
  type: type.optional(),
  open: yesOrNo.optional(),
  values: z
    .union(
      [
        z.literal('none'),
        z.strictObject({ add: values.optional(), remove: z.array(value).optional(), only: z.array(value).optional() }),
      ],
      { error: 'expected none, or { add: {VALUE: LABEL}, remove: [VALUE], only: [VALUE] }' },
    )
    .optional(),
})

export const deltaModel = z.strictObject({
  base: z.string().min(1),
  title: plain.optional(),
  fields: z
    .strictObject({
      remove: z.array(path).optional(),
      change: z.record(z.string(), fieldChange).optional(),
      add: z.array(z.strictObject({ tag, name, type, open: yesOrNo.optional(), values: values.optional() })).optional(),
    })
    .optional(),
  components: z
    .strictObject({
      remove: z.array(name).optional(),
      change: z.record(z.string(), listChange).optional(),
      add: z.record(name, items).optional(),
    })
    .optional(),
  header: listChange.optional(),
  trailer: listChange.optional(),
  messages: z
    .strictObject({
      only: z.array(z.string()).optional(),
      remove: z.array(z.string()).optional(),
      change: z
        .record(z.string(), listChange.extend({ name: name.optional(), rules: z.array(rule).optional() }))
        .optional(),
      add: z
        .array(
          z.strictObject({
            msgType: z.string().regex(/^[A-Za-z0-9]{1,8}$/, 'expected a MsgType: letters and digits'),
            name,
            category: z.enum(['admin', 'app'], { error: 'expected admin or app' }).default('app'),
            members: items,
            rules: z.array(rule).optional(),
          }),
        )
        .optional(),
    })
    .optional(),
})

export type ParsedDelta = z.infer<typeof deltaModel>
export type ListChange = z.infer<typeof listChange>
export type FieldChange = z.infer<typeof fieldChange>
export type StatedRule = z.infer<typeof rule>

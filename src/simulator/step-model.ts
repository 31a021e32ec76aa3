/**
 * One step of a rule as people write it, and as the venue takes it: `ack`, `{ fill: 10 }`, `{ fill: rest, after: 1s }`.
 * A step is a word, or a mapping with one verb among its keys; the rest says when it is done and how it is sent.
 */
import { z } from 'zod'
import type { Step } from '../venue/persona.ts'
import { among } from './persona-words.ts'
import {
  type Hook,
  hand,
  isNothing,
  MODIFIERS,
  nothing,
  only,
  optional,
  type Parts,
  VERBS,
  type Verb,
} from './step-verbs.ts'

/**
 * A step, given as a word or a mapping.
 *
 * @param hook - `reject` of a request is OrderCancelReject(9), of a new order ExecutionReport(8) Rejected
 */
export function stepModel(hook: Hook): z.ZodType<Step> {
  return z.unknown().transform((given, context) => {
    const stated = typeof given === 'string' ? { [given]: null } : given
    if (typeof stated !== 'object' || stated === null || Array.isArray(stated))
      return refused(context, 'expected a step: a word such as ack, or a verb with its value such as { fill: 10 }')
    const keys = Object.keys(stated)
    const verbs = keys.filter((key) => Object.hasOwn(VERBS, key))
    const name = verbs[0]
    const verb = name === undefined ? undefined : VERBS[name]
    if (name === undefined || verb === undefined)
      return refused(
        context,
        `no step: ${among(keys.find((key) => !Object.hasOwn(MODIFIERS, key)) ?? '', Object.keys(VERBS))}`,
      )
    if (verbs.length > 1)
      return refused(context, `two steps in one, ${verbs.join(' and ')}: write each in braces of its own`)
    if (verb.request === true && hook === 'new')
      return refused(context, `${name} decides a request: it stands in onCancel and onReplace`)
    return readStep(name, verb, stated as Parts, hook, context)
  })
}

function readStep(name: string, verb: Verb, stated: Parts, hook: Hook, context: z.RefinementCtx): Step {
  const isAlone = isNothing(stated[name])
  if (isAlone && verb.alone === undefined) return refused(context, `${name} needs a value: ${name}: …`)
  const model = z.strictObject({
    [name]: isAlone ? nothing : (verb.value ?? nothing),
    ...optional(verb.keys ?? {}),
    ...MODIFIERS,
  })
  const parsed = model.safeParse(isAlone ? { ...stated, [name]: null } : stated)
  if (!parsed.success) {
    hand(parsed.error.issues, context, [...Object.keys(verb.keys ?? {}), ...Object.keys(MODIFIERS)])
    return z.NEVER
  }
  const parts = parsed.data as Parts
  const made = verb.make(isAlone ? undefined : parts[name], parts, hook)
  if ('problem' in made) return refused(context, String(made.problem), [name])
  return { ...made, ...modifiersOf(parts) } as unknown as Step
}

function refused(context: z.RefinementCtx, message: string, path: string[] = []): never {
  context.addIssue({ code: 'custom', message, path })
  return z.NEVER
}

function modifiersOf(parts: Parts): Parts {
  const { omit, set, addTag } = parts as { omit?: string[]; set?: object; addTag?: object }
  const fields = { ...set, ...addTag, ...Object.fromEntries((omit ?? []).map((field) => [field, null])) }
  return {
    ...only(parts, ['after', 'on', 'crossing', 'delivery', 'wrong', 'finalFillAsPartial']),
    ...(Object.keys(fields).length === 0 ? {} : { set: fields }),
  }
}

/** The shape of a rule. Each has a file of its own in rules/; which run, and in what order, is in validate.ts. */
import type { Message } from '../codec/message.ts'
import { type Finding, finding } from './finding.ts'
import type { Layout } from './layout.ts'
import type { MessagePlan, Plan } from './plan.ts'

/** What the rules look at: a message, the tables for its type, and where its groups lie. */
export interface Check {
  readonly message: Message
  readonly plan: Plan
  readonly messagePlan: MessagePlan
  readonly layout: Layout
}

/** Judges one field, wherever it stands. */
export type FieldRule = (check: Check, i: number, tag: number) => Finding | undefined

/** Judges the message as a whole. */
export type MessageRule = (check: Check) => Finding | undefined

/** A finding in the version of the message. */
export function reject(check: Check, reason: number, refTagID?: number): Finding {
  return finding(check.plan.settings, reason, refTagID)
}

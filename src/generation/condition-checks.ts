/**
 * Checks of fields that other fields require.
 *
 * @see FIX Session Layer Test Cases, scenario 14 (m)
 */
import { conditionAnswer } from './answer.ts'
import { type Condition, keeping } from './conditions.ts'
import type { Check, Found, Subject } from './family.ts'
import { messageTree, type Want } from './message-tree.ts'
import { rowsOf } from './rows.ts'

/** Case 14.m: each condition made to hold, each field that it needs left out, everything else kept. */
export function conditionChecks(subject: Subject, conditions: readonly Condition[]): Found {
  const { definition, dictionary } = subject
  const checks = conditions.map((condition): Check => {
    const kept = keeping(definition, conditions, condition.when)
    const absent = condition.needs.map((key): [string, Want] => [key, { absent: true }])
    const names = condition.needs.map((key) => dictionary.fieldByTag(Number(key))?.name ?? key)
    return {
      kind: 'conditions',
      title: `${definition.name} with ${condition.words} and without ${names.join(' and ')}`,
      rows: rowsOf(messageTree(definition.members, new Map([...kept, ...absent])), dictionary),
      answer: conditionAnswer(subject, definition.msgType, definition.name),
      words: {},
      needsApplication: true,
    }
  })
  return { checks, leftOut: [] }
}

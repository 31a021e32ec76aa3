/**
 * Checks of fields that other fields require.
 *
 * @see FIX Session Layer Test Cases, scenario 14 (m)
 */
import { conditionAnswer } from './answer.ts'
import { type Condition, keeping } from './conditions.ts'
import type { Check, Found, LeftOut, Subject } from './family.ts'
import { messageTree, type Want } from './message-tree.ts'
import { rowsOf } from './rows.ts'

/** Case 14.m: each condition made to hold, each field that it needs left out, everything else kept. */
export function conditionChecks(
  subject: Subject,
  conditions: readonly Condition[],
  leftOut: readonly LeftOut[],
): Found {
  const { definition, dictionary } = subject
  const checks: Check[] = []
  const out: LeftOut[] = [...leftOut]
  for (const condition of conditions) {
    const absent = condition.needs.map((key): [string, Want] => [key, { absent: true }])
    const wants = keeping(definition, conditions, new Map([...condition.when, ...absent]))
    const names = condition.needs.map((key) => dictionary.fieldByTag(Number(key))?.name ?? key)
    const meant = condition.scenario === undefined ? '' : ` (${condition.scenario})`
    const answer = conditionAnswer(subject, definition.msgType, definition.name, condition.scenario !== undefined)
    if (answer === undefined) {
      const why = 'it is not known, or not in the dictionary, which message of its own may refuse it'
      out.push({ what: `${condition.words} without ${names.join(' and ')}`, why })
      continue
    }
    checks.push({
      kind: 'conditions',
      title: `${definition.name}${meant} with ${condition.words} and without ${names.join(' and ')}`,
      rows: rowsOf(messageTree(definition.members, wants), dictionary),
      answer,
      words: {},
      needsApplication: true,
    })
  }
  return { checks, leftOut: out }
}

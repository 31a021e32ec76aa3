/** What changes from one plan to another. Pure. */
import { groupOf } from '../conformance/requirement.ts'
import { OBLIGATIONS, type Obligation, type PlannedCase } from './plan.ts'

export interface PlanChange {
  readonly id: string
  /** Absent: the case is new. */
  readonly before?: Obligation
  /** Absent: the case is gone. */
  readonly after?: Obligation
  readonly reason: string
}

/** Cases whose obligation changes; another reason for the same is no change. */
export function planChanges(before: readonly PlannedCase[], after: readonly PlannedCase[]): PlanChange[] {
  const old = new Map(before.map((row) => [row.id, row]))
  const now = new Set(after.map(({ id }) => id))
  return [
    ...after.flatMap(({ id, obligation, reason }): PlanChange[] => {
      const was = old.get(id)?.obligation
      if (was === obligation) return []
      return [{ id, ...(was === undefined ? {} : { before: was }), after: obligation, reason }]
    }),
    ...before
      .filter(({ id }) => !now.has(id))
      .map(({ id, obligation }): PlanChange => ({ id, before: obligation, reason: 'The suite no longer has it.' })),
  ]
}

export type Counts = Readonly<Record<Obligation, number>>

export function countsOf(cases: readonly PlannedCase[]): Counts {
  const count = (obligation: Obligation): number => cases.filter((row) => row.obligation === obligation).length
  return { mandatory: count('mandatory'), optional: count('optional'), notApplicable: count('notApplicable') }
}

export const WORDS: Readonly<Record<Obligation, string>> = {
  mandatory: 'mandatory',
  optional: 'optional',
  notApplicable: 'not applicable',
}

export function countsText(counts: Counts): string {
  return OBLIGATIONS.map((one) => `${counts[one]} ${WORDS[one]}`).join(', ')
}

/** Nobody reads hundreds of lines on the way; the plan has them all. */
const MOST_LINES = 12

/** Changes of the same kind, group and reason are one line. */
export function changesText(changes: readonly PlanChange[]): string {
  const lines = new Map<string, string[]>()
  for (const { id, before, after, reason } of changes) {
    const how = `${before === undefined ? 'new' : WORDS[before]} → ${after === undefined ? 'gone' : WORDS[after]}`
    // The source of a rule is another for each case, and stands in the plan.
    const key = `${how}: ${reason.replace(/ \([^()]*(\([^()]*\)[^()]*)*\)\.$/, '.')}`
    lines.set(key, [...(lines.get(key) ?? []), id])
  }
  const all = [...lines].map(([key, ids]) => `  ${shortened(ids)}\n      ${key}`)
  const more = all.length - MOST_LINES
  return [...all.slice(0, MOST_LINES), ...(more > 0 ? [`  and ${more} more kinds of change`] : [])].join('\n')
}

function shortened(ids: readonly string[]): string {
  if (ids.length <= 8) return ids.join(', ')
  const groups = [...new Set(ids.map(groupOf))]
  return `${ids.length} cases of ${groups.join(', ')}: ${ids.slice(0, 5).join(', ')} …`
}

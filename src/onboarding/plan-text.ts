/** A plan as the YAML file that people read and edit. Pure. */
import { stringify } from 'yaml'
import { GROUPS } from '../conformance/catalogue.ts'
import { groupOf } from '../conformance/requirement.ts'
import type { Answers } from './answers.ts'
import type { PlannedCase } from './plan.ts'

export interface PlanParts {
  readonly name: string
  readonly suiteVersion: string
  readonly pack?: string | undefined
  readonly answers: Answers
  readonly cases: readonly PlannedCase[]
}

export function planText({ name, suiteVersion, pack, answers, cases }: PlanParts): string {
  const rows = GROUPS.flatMap(({ id, title }) => {
    const own = cases.filter((row) => groupOf(row.id) === id)
    return own.length === 0 ? [] : [`  # ${id}: ${title}`, ...own.map(rowText)]
  })
  return [
    `# The test plan of ${name}: what has to be proved, case by case, and why. Made by fixproof init from the answers below.`,
    `# Change an answer:  fixproof init ${name} --set KEY=VALUE     Look at it:  fixproof plan ${name}`,
    '# Decide a case yourself: change its obligation and reason and add decidedBy: your name. It stays when the plan is made anew.',
    stringify({ name, suiteVersion, ...(pack === undefined ? {} : { pack }) }).trimEnd(),
    stringify({ answers }, { lineWidth: 0, flowCollectionPadding: false }).trimEnd(),
    'cases:',
    ...rows,
    '',
  ].join('\n')
}

function rowText({ id, obligation, reason, decidedBy }: PlannedCase): string {
  const by = decidedBy === undefined ? '' : `, decidedBy: ${JSON.stringify(decidedBy)}`
  return `  - { id: ${JSON.stringify(id)}, obligation: ${obligation}, reason: ${JSON.stringify(reason)}${by} }`
}

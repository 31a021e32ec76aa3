/** A plan for people and for machines: console, Markdown, JSON. Pure. */
import { findRequirement, GROUPS } from '../conformance/catalogue.ts'
import { groupOf } from '../conformance/requirement.ts'
import type { Plan, PlannedCase } from './plan.ts'
import { countsOf, countsText, WORDS } from './plan-changes.ts'
import { type PlannedState, type State, stateCounts } from './plan-progress.ts'
import type { Paint } from './question-text.ts'

export interface ShownPlan {
  readonly plan: Plan
  /** How far it is; absent without a report. */
  readonly states?: readonly PlannedState[] | undefined
  /** Where the report lies. */
  readonly report?: string | undefined
}

/** @param ids - cases that are wanted one by one; none: counts by group, and why what is not applicable is not */
export function planConsole(shown: ShownPlan, ids: readonly string[], paint: Paint): string {
  const { plan } = shown
  const head = `${paint(plan.name, 'name')}: ${countsText(countsOf(plan.cases))}${plan.pack === undefined ? '' : `, by the pack ${plan.pack}`}`
  if (ids.length > 0) return [head, '', ...casesText(shown, ids, paint)].join('\n')
  return [head, ...progressText(shown, paint), '', ...groupsText(shown, paint), '', ...reasonsText(plan, paint)].join(
    '\n',
  )
}

function progressText({ states, report }: ShownPlan, paint: Paint): string[] {
  if (states === undefined) return []
  const { mandatory, optional } = stateCounts(states)
  const text = (one: Readonly<Record<State, number>>): string =>
    `${one.done} done, ${one.failed} failed, ${one.open} open`
  return [
    `by ${report ?? 'the report'}: mandatory ${text(mandatory)}; optional ${text(optional)}`,
    ...(['failed', 'open'] as const).flatMap((state) => {
      const own = states.filter((row) => row.state === state && row.obligation === 'mandatory').map(({ id }) => id)
      return own.length === 0 ? [] : [`  ${paint(`${state}:`, state === 'failed' ? 'wrong' : 'dim')} ${listed(own)}`]
    }),
  ]
}

const MOST_IDS = 24

function listed(ids: readonly string[]): string {
  const more = ids.length - MOST_IDS
  return `${ids.slice(0, MOST_IDS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function groupsText({ plan, states }: ShownPlan, paint: Paint): string[] {
  const width = Math.max(...GROUPS.map(({ title }) => title.length))
  const heads = ['mandatory', 'optional', 'n/a', ...(states === undefined ? [] : ['done', 'failed', 'open'])]
  const line = (id: string, title: string, cells: readonly (string | number)[]): string =>
    `  ${id.padEnd(4)}${title.padEnd(width)}${cells.map((cell) => String(cell).padStart(11)).join('')}`
  const rows = GROUPS.flatMap(({ id, title }) => {
    const own = plan.cases.filter((row) => groupOf(row.id) === id)
    if (own.length === 0) return []
    const { mandatory, optional, notApplicable } = countsOf(own)
    const stated = states?.filter((row) => groupOf(row.id) === id)
    const count = (state: State): number => stated?.filter((row) => row.state === state).length ?? 0
    const more = stated === undefined ? [] : [count('done'), count('failed'), count('open')]
    return [
      line(
        id,
        title,
        [mandatory, optional, notApplicable, ...more].map((one) => (one === 0 ? '·' : one)),
      ),
    ]
  })
  return [paint(line('', '', heads).trimEnd(), 'dim'), ...rows]
}

/** Most reasons are those of many cases. */
function reasonsText({ cases, name }: Plan, paint: Paint): string[] {
  const reasons = new Map<string, string[]>()
  for (const { obligation, reason, id } of cases)
    if (obligation === 'notApplicable') reasons.set(reason, [...(reasons.get(reason) ?? []), id])
  const lines = [...reasons]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([reason, ids]) => `  ${String(ids.length).padStart(4)}  ${reason}`)
  const most = 12
  const more = lines.length - most
  return [
    'not applicable, because:',
    ...lines.slice(0, most),
    ...(more > 0
      ? [paint(`        and ${more} more reasons; fixproof plan ${name} --format markdown has all`, 'dim')]
      : []),
    '',
    paint(`fixproof plan ${name} 2 SD-43 shows cases one by one`, 'dim'),
  ]
}

function casesText({ plan, states }: ShownPlan, ids: readonly string[], paint: Paint): string[] {
  const byId = new Map(plan.cases.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (row === undefined) return []
    const state = states?.find((one) => one.id === id)?.state
    const title = findRequirement(id)?.title ?? ''
    return [
      `${paint(id.padEnd(10), 'name')} ${title}`,
      `           ${WORDS[row.obligation]}${state === undefined ? '' : `, ${state}`}: ${reasonOf(row)}`,
    ]
  })
}

function reasonOf({ reason, decidedBy }: PlannedCase): string {
  return decidedBy === undefined ? reason : `${reason} (decided by ${decidedBy})`
}

export function planMarkdown({ plan, states }: ShownPlan): string {
  const stateOf = new Map(states?.map((row) => [row.id, row.state]))
  const heads = ['case', 'what', 'obligation', ...(states === undefined ? [] : ['state']), 'reason']
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const groups = GROUPS.flatMap(({ id, title }) => {
    const own = plan.cases.filter((row) => groupOf(row.id) === id)
    if (own.length === 0) return []
    const rows = own.map((row) =>
      line([
        row.id,
        findRequirement(row.id)?.title ?? '',
        WORDS[row.obligation],
        ...(states === undefined ? [] : [stateOf.get(row.id) ?? '']),
        reasonOf(row),
      ]),
    )
    return [`## ${id} ${title}`, '', line(heads), line(heads.map(() => '---')), ...rows, '']
  })
  const counts = countsText(countsOf(plan.cases))
  return [`# Test plan of ${plan.name}`, '', `Suite ${plan.suiteVersion}: ${counts}.`, '', ...groups]
    .join('\n')
    .trimEnd()
}

export function planJson({ plan, states }: ShownPlan): string {
  const stateOf = new Map(states?.map((row) => [row.id, row.state]))
  const { name, suiteVersion, pack, answers, cases } = plan
  const rows = cases.map((row) => {
    const state = stateOf.get(row.id)
    return { ...row, title: findRequirement(row.id)?.title ?? '', ...(state === undefined ? {} : { state }) }
  })
  return JSON.stringify(
    {
      name,
      suiteVersion,
      ...(pack === undefined ? {} : { pack }),
      counts: countsOf(cases),
      ...(states === undefined ? {} : { progress: stateCounts(states) }),
      answers,
      cases: rows,
    },
    null,
    2,
  )
}

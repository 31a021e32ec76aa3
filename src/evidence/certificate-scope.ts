/** The part of a certificate about what was tested: identity, scope, results, attempts. */
import { matrixOf } from '../report/matrix.ts'
import { clip } from '../report/plain-text.ts'
import { planCounts, planText } from '../report/plan-counts.ts'
import type { Report, ReportResult } from '../report/report.ts'
import { countVerdicts, plural } from '../report/verdicts.ts'
import { duration, fullVersion, virtualMs } from '../report/wording.ts'
import { type Certified, instant } from './certified.ts'
import type { Identity } from './identity.ts'
import { capital, facts, html, list, type Markup, NOTHING, paragraph, section, table } from './markup.ts'

export function identity({ facts: { identity: who, comment }, report }: Certified): Markup {
  const versioned = (name?: string, version?: string) => [name, version].filter(Boolean).join(' ') || undefined
  return section(
    'Identity',
    facts([
      ['Firm', who.firm],
      ['Contact', who.contact],
      ['Application', versioned(who.application, who.applicationVersion)],
      ['Engine', versioned(who.engine, who.engineVersion)],
      ['Vendor', who.vendor],
      ['Environment', who.environment],
      ['Tested as', who.addresses.join(', ')],
      ['FIX versions', who.versions.map(fullVersion).join(', ')],
      ['Sessions', sessionsText(who.sessions)],
      ...Object.entries(who.further).map(([name, value]) => [inWords(name), value] as const),
      ['Run', `${instant(report.startedAt)}, ${duration(report.durationMs)}${clocks(report)}`],
      ['Comment', comment],
    ]),
  )
}

/** `legalEntityIdentifier`, a key of a profile, as people write it. */
function inWords(key: string): string {
  const words = key.replace(/([a-z\d])([A-Z])/g, (_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`)
  return capital(words)
}

/** Names that are told one by one. */
const MOST_NAMES = 6

/** `VENUE with TESTER, TESTER2`: the manifest says which with which version. */
function sessionsText(sessions: Identity['sessions']): string | undefined {
  const byTarget = Map.groupBy(sessions, ({ target }) => target)
  if (byTarget.size === 0) return undefined
  const told = [...byTarget].slice(0, MOST_NAMES).map(([target, some]) => {
    const testers = [...new Set(some.map(({ tester }) => tester))].sort()
    return `target ${target} with tester ${several(testers)}`
  })
  return several([...told, ...[...byTarget.keys()].slice(MOST_NAMES)])
}

function several(names: readonly string[]): string {
  const more = names.length - MOST_NAMES
  return `${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function clocks(report: Report): string {
  const { clock } = report.environment ?? {}
  const told = virtualMs(report.results)
  const longer = /^simulated/.test(`${clock}`) ? `, ${longDuration(told)} by the clocks of the sessions` : ''
  return clock === undefined ? '' : `; ${clock}${longer}`
}

const DAY_MS = 86_400_000

function longDuration(ms: number): string {
  return ms < 3 * DAY_MS ? duration(ms) : plural(Math.round(ms / DAY_MS), 'day')
}

export function scope({ report, suite, facts: { cases, restrictions } }: Certified): Markup {
  const counts = planCounts(report)
  const { plan, pack } = report
  const rulebooks = pack?.rulebooks.map(({ title, version }) => [title, version].filter(Boolean).join(' ')).join('; ')
  return section(
    'Scope',
    facts([
      ['Suite', `${suite.name}, version ${suite.version}`],
      ['Chosen by tags', report.suite?.tags],
      ['Venue pack', pack && `${pack.title} (${pack.name})`],
      ['Rulebooks', rulebooks],
      ['Test plan', plan?.name],
      ['Mandatory', counts && planText(counts.mandatory, 'mandatory')],
      ['Optional', counts && planText(counts.optional, 'optional')],
      ['Not applicable', plan && plural(plan.notApplicable.length, 'case')],
      [
        'Cases run',
        `${plural(cases, 'case')} in ${plural(report.results.length, 'check')}, by the tool, without steps by hand`,
      ],
      ['Attempts', wasRepeated(report) ? undefined : 'one; nothing was repeated'],
      ['Repeat it', report.command && html`<code>${report.command}</code>`],
    ]),
    openCases(counts?.mandatory.openCases ?? []),
    restrictions.length === 0 ? NOTHING : html`<h3>Restrictions</h3>\n${list(restrictions)}`,
    notApplicable(report),
  )
}

function wasRepeated({ attempts, results: some }: Report): boolean {
  return (attempts?.length ?? 0) > 0 || some.some((result) => result.attempts?.length)
}

function openCases(ids: readonly string[]): Markup {
  return ids.length === 0 ? NOTHING : paragraph(`Mandatory and not proven: ${ids.join(', ')}.`, 'alert')
}

/** Reasons that are told one by one. */
const MOST_REASONS = 6
const LONGEST_REASON = 200

/** Why things were not tested: by the plan case by case, and of the run by the reasons of its results. */
function notApplicable({ plan, results }: Report): Markup {
  const planned = Map.groupBy(plan?.notApplicable ?? [], ({ reason }) => reason)
  const seen = Map.groupBy(
    results.filter(({ verdict }) => verdict === 'notApplicable'),
    ({ reason, actual }) => reason ?? actual,
  )
  const rows = [
    ...[...planned].map(([reason, cases]) => [reason, new Set(cases.map((one) => one.case)).size, undefined] as const),
    ...[...seen].map(([reason, some]) => [reason, new Set(some.map((one) => one.case)).size, some.length] as const),
  ].sort((a, b) => b[1] - a[1])
  if (rows.length === 0) return NOTHING
  const told = rows
    .slice(0, MOST_REASONS)
    .map(([reason, ...counts]) => [capital(clip(reason, LONGEST_REASON)), ...counts])
  const more = rows.length - told.length
  return html`<h3>Not applicable, and why</h3>
${table([['Reason'], ['Cases', 'n'], ['Checks', 'n']], told)}
${more > 0 ? paragraph(`And ${plural(more, 'other reason')}, each in report.html.`, 'small') : NOTHING}`
}

export function results({ report }: Certified): Markup {
  const rows = matrixOf(report).groups.map(({ id, title, rows: cases }) => {
    const some = cases.flatMap(({ cells }) => [...cells.values()].flat())
    return [id, title, cases.length, ...tallies(some)]
  })
  const total = ['', 'All', rows.reduce((sum, row) => sum + Number(row[2]), 0), ...tallies(report.results)]
  const head = ['Cases', 'Passed', 'Warned', 'Waived', 'Failed', 'Open', 'N. a.'].map((name) => [name, 'n'] as const)
  return section(
    'Results',
    paragraph(
      'All columns but Cases count checks: a case in one FIX version and one role. Warned: a “should” was missed. Open: inconclusive, or a fault of the harness. N. a.: does not apply to the version, the role or what the target can be asked to do.',
      'small',
    ),
    table([['Group', 'id'], ['Subject'], ...head], rows, total),
  )
}

/** A dot for nothing: the eye goes to the figures. */
function tallies(some: readonly ReportResult[]): string[] {
  const counts = countVerdicts(some)
  const { passed, warning, waived, failed, inconclusive, errored, notApplicable: left } = counts
  return [passed, warning, waived, failed, inconclusive + errored, left].map((count) =>
    count === 0 ? '·' : count.toLocaleString('en'),
  )
}

export function attempts({ report }: Certified): Markup {
  const earlier = report.attempts ?? []
  if (earlier.length === 0) return NOTHING
  const changed = (number: number): number =>
    report.results.filter((result) => result.attempts?.some((attempt) => attempt.number === number)).length
  const rows = earlier.map(({ number, startedAt, repeated, file, profileSha256 }) => [
    number,
    instant(startedAt),
    plural(repeated || changed(number), 'check'),
    profileSha256 === undefined ? file : `${file}, with another profile (${profileSha256.slice(0, 12)}…)`,
  ])
  const last = [earlier.length + 1, instant(report.startedAt), 'the results above', 'report.json']
  return section(
    'Attempts',
    paragraph('All attempts are kept, with what was seen in each.'),
    table([['No.', 'n'], ['Begun', 'day'], ['Repeated after it'], ['File']], [...rows, last]),
  )
}

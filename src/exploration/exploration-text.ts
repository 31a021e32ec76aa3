/** What a terminal shows of an exploration: a line for each version and role, and each finding with its scenario. */
import { findRequirement } from '../conformance/catalogue.ts'
import { type Paper, pad, paper } from '../report/formats/terminal.ts'
import { plural } from '../report/verdicts.ts'
import type { Leg } from '../testbench/leg.ts'
import { budgetOf, type ExploredLeg } from './explore-legs.ts'
import { stepLines } from './feature-text.ts'

export interface TextOptions {
  readonly color: boolean
}

const WIDTH = 100

const page = ({ color }: TextOptions): Paper => paper(WIDTH, color)

export function explorationHead(
  plan: {
    readonly profileName: string
    readonly seed: number
    readonly steps: number | undefined
    readonly except: (leg: Leg) => ReadonlySet<string>
    readonly legs: readonly Leg[]
  },
  options: TextOptions,
): string {
  const out = page(options)
  out.line(`${out.style('bold', 'fixproof explore')}  profile ${plan.profileName}  seed ${plan.seed}`)
  out.line()
  const budgets = plan.legs.map((leg) => plural(budgetOf(leg, plan.steps), 'step'))
  const legs = plan.legs.length === 1 ? 'one version and role' : `each of ${plan.legs.length} versions and roles`
  out.label('plays', `${[...new Set(budgets)].join(', ')} against ${legs}`)
  const except = new Set(plan.legs.flatMap((leg) => [...plan.except(leg)]))
  if (except.size > 0) out.label('left out', `moves about ${[...except].join(', ')}: waived, or asked for`)
  return out.text()
}

export function legLine({ leg, exploration }: ExploredLeg, options: TextOptions): string {
  const out = page(options)
  const { found, steps, games, unreached, givenUp, once } = exploration
  const where = `${leg.version.padEnd(20)} ${leg.targetRole.padEnd(10)}`
  const played = `${plural(steps, 'step')} in ${plural(games, 'scenario')}`
  const early = [...unreached.values()].reduce((sum, count) => sum + count, 0)
  const ended = early === 0 ? '' : `, ${early} ended early`
  const result =
    found !== undefined
      ? out.style('failed', pad('found', 13))
      : givenUp !== undefined
        ? out.style('inconclusive', pad('given up', 13))
        : out.style('passed', 'nothing found')
  out.line(`  ${where} ${result}  ${played}${ended}`)
  for (const { move, actual } of once)
    out.label('', `once, and not when it was tried again: ${move}: ${actual}`, {
      indent: 2,
      keyWidth: 32,
    })
  if (givenUp !== undefined) out.label('', givenUp, { indent: 2, keyWidth: 32 })
  return out.text().trimEnd()
}

/** @param command - runs the feature file again */
export function findingText(
  { leg, exploration, file, again }: ExploredLeg,
  command: string,
  options: TextOptions,
): string {
  const out = page(options)
  const { found } = exploration
  if (found === undefined) return ''
  const { finding, steps, before } = found
  const requirement = finding.cases.map(findRequirement).find((one) => one !== undefined)
  out.line()
  const id = requirement?.id ?? finding.cases[0] ?? ''
  out.line(`  ${out.style('failed', id)}  ${out.style('bold', finding.move)}  ${leg.version}, ${leg.targetRole}`)
  if (requirement !== undefined) out.label('must', requirement.sentence, LABEL)
  if (requirement !== undefined) out.label('clause', requirement.clause, LABEL)
  out.label('expected', finding.expected.slice(-6).join(', '), LABEL)
  out.label('actual', finding.actual, { ...LABEL, style: 'failed' })
  out.line()
  for (const line of stepLines(steps)) out.line(`      ${line}`)
  out.line()
  out.label('scenario', `${file}: ${plural(steps.length, 'step')}, of ${before} when it was found`, LABEL)
  out.label('again', againText(again?.verdict), LABEL)
  out.command('replay', command, LABEL)
  return `\n${out.text()}`
}

const LABEL = { indent: 4, keyWidth: 10 }

function againText(verdict: string | undefined): string {
  if (verdict === 'failed') return 'run again at once, it failed again'
  return `run again at once, it came to ${verdict ?? 'no result'}: the target does not do the same each time`
}

export function outcomeText(explored: readonly ExploredLeg[], options: TextOptions): string {
  const out = page(options)
  const findings = explored.filter(({ exploration }) => exploration.found !== undefined).length
  const steps = explored.reduce((sum, { exploration }) => sum + exploration.steps, 0)
  const reasons = new Map<string, number>()
  for (const { exploration } of explored)
    for (const [reason, count] of exploration.unreached) reasons.set(reason, (reasons.get(reason) ?? 0) + count)
  out.line()
  for (const [reason, count] of reasons) out.label('early end', `${plural(count, 'time')}: ${reason}`)
  out.line()
  const result = findings === 0 ? 'nothing found' : `${plural(findings, 'finding')}`
  out.line(`${out.style(findings === 0 ? 'passed' : 'failed', result)} in ${plural(steps, 'step')}`)
  return `\n${out.text().trimEnd()}`
}

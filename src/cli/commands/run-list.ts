/** `fixproof run --list`: what would run, without connecting anywhere. */
import { findRequirement } from '../../conformance/catalogue.ts'
import { columnKey } from '../../runner/part.ts'
import { partOf, type RunPlan } from '../../runner/run.ts'
import { matching, NothingMatched } from '../../runner/scenarios.ts'
import { unitsOf } from '../../runner/units.ts'
import type { Terminal } from '../terminal.ts'

export function listScenarios(plan: RunPlan, terminal: Terminal): void {
  const { part, scenarios } = { part: partOf(plan), scenarios: matching(plan.selection) }
  const units = unitsOf(plan.legs, scenarios, part)
  const wanted = new Set(units.map(({ scenario }) => scenario))
  const listed = part === undefined ? scenarios : scenarios.filter((scenario) => wanted.has(scenario))
  if (listed.length === 0) throw new NothingMatched(`no scenario matched ${plan.selection.tags ?? ''}`.trimEnd())
  for (const { cases, name, file, line } of listed) {
    const titles = cases.map((id) => `${id.padEnd(9)} ${findRequirement(id)?.title ?? ''}`)
    terminal.print(`${(titles[0] ?? '').padEnd(52)} ${name}\n${' '.repeat(7)}${file}:${line}`)
  }
  const columns = new Map(plan.legs.map((leg) => [columnKey(leg), `${leg.version} ${leg.targetRole}`]))
  const some = part === undefined ? '' : `, ${units.length} in all`
  terminal.say(
    `\n${listed.length} scenarios, each for ${columns.size} of version and role${some}: ${[...columns.values()].join(', ')}`,
  )
}

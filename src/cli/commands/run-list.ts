/** `fixproof run --list`: what would run, without connecting anywhere. */
import { findRequirement } from '../../conformance/catalogue.ts'
import type { RunPlan } from '../../runner/run.ts'
import { matching, NothingMatched } from '../../runner/scenarios.ts'
import type { Terminal } from '../terminal.ts'

export function listScenarios(plan: RunPlan, terminal: Terminal): void {
  const scenarios = matching(plan.selection)
  if (scenarios.length === 0) throw new NothingMatched(`no scenario matched ${plan.selection.tags ?? ''}`)
  for (const { cases, name, file, line } of scenarios) {
    const titles = cases.map((id) => `${id.padEnd(9)} ${findRequirement(id)?.title ?? ''}`)
    terminal.print(`${(titles[0] ?? '').padEnd(52)} ${name}\n${' '.repeat(7)}${file}:${line}`)
  }
  const legs = plan.legs.map((leg) => `${leg.version} ${leg.targetRole}`)
  terminal.say(`\n${scenarios.length} scenarios, each for ${legs.length} of version and role: ${legs.join(', ')}`)
}

/** What `fixproof simulate` does: plans, starts, tells people what happens, and ends when it is told to. */
import { styleText } from 'node:util'
import type { ArgumentsCamelCase } from 'yargs'
import { packageInfo } from '../../runner/package-paths.ts'
import { planSimulation } from '../../runner/simulate-plan.ts'
import { Simulation } from '../../runner/simulation.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { printRules } from '../persona-output.ts'
import { refuseUnmeant } from '../single-values.ts'
import type { Terminal } from '../terminal.ts'
import type { SimulateArguments } from './simulate-options.ts'

/** Ctrl-C reaches a process and what started it, which hands it on: signals this close together are one. */
const SAME_SIGNAL_MS = 300

export async function simulate(args: ArgumentsCamelCase<SimulateArguments>, terminal: Terminal): Promise<void> {
  const { rules, ...rest } = args
  refuseUnmeant(rest)
  const { profile, profileName } = args
  if (profile !== undefined && profileName !== undefined && profile !== profileName)
    throw new UsageError(`two profiles are named, ${profileName} and ${profile}: one simulator has one profile`)
  const options = { ...args, profile: profile ?? profileName, cwd: terminal.cwd, env: terminal.env }
  if (rules !== undefined) return printRules(rules, options, terminal)
  const plan = planSimulation(options)
  for (const sentence of [...plan.warnings, ...plan.infos]) terminal.complain(`fixproof: ${sentence}`)
  const simulation = new Simulation(plan, {
    version: packageInfo().version,
    say: (text, tone) =>
      terminal.complain(tone === undefined ? text : styleText(tone, text, { stream: process.stderr })),
  })
  const signal = nextSignal()
  await simulation.start()
  const name = await signal.came
  terminal.complain(`${name}: logging out (once more to end at once)`)
  await simulation.stop()
  // 130 is for whoever was interrupted; a service that is told to end has ended well.
  process.exitCode = name === 'SIGINT' ? 130 : 0
}

/** The first signal asks for an orderly end, a second one ends at once. */
function nextSignal(): { came: Promise<NodeJS.Signals> } {
  const came = new Promise<NodeJS.Signals>((resolve) => {
    let first: number | undefined
    const onSignal = (name: NodeJS.Signals): void => {
      const at = performance.now()
      if (first !== undefined && at - first > SAME_SIGNAL_MS) process.exit(130)
      first ??= at
      resolve(name)
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
  })
  return { came }
}

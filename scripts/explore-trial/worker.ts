/** A process of the trial: explores one target after another as it is told, and answers what came of each. */
import path from 'node:path'
import { explore } from '../../src/exploration/explore.ts'
import { MOVES } from '../../src/exploration/moves.ts'
import { Player } from '../../src/exploration/player.ts'
import { SessionModel } from '../../src/exploration/session-model.ts'
import { findVersion } from '../../src/fix/versions.ts'
import { legsOf } from '../../src/runner/legs.ts'
import { supportFor } from '../../src/runner/run-cucumber.ts'
import type { Leg } from '../../src/testbench/leg.ts'
import { loadProfile } from '../../src/testbench/profile.ts'
import type { Outcome, Task } from './task.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

const support = await supportFor([])

process.on('message', async (task: Task) => {
  const outcome = await run(task)
  process.send?.(outcome)
})
process.send?.('ready')

async function run(task: Task): Promise<Outcome> {
  const began = performance.now()
  const leg = legOf(task)
  const version = findVersion(leg.version)
  if (version === undefined) throw new Error(`no FIX version ${leg.version}`)
  const player = new Player(support, leg)
  const { found, steps } = await explore({
    seed: task.seed,
    steps: task.steps,
    moves: MOVES,
    thorough: true,
    confirms: false,
    shrinks: 800,
    open: () => player.open('explored.feature:7'),
    model: () => new SessionModel({ version, role: leg.targetRole, capabilities: leg.capabilities }),
  })
  const ms = performance.now() - began
  return {
    task,
    steps,
    ms,
    found: found && {
      before: found.before,
      after: found.steps.length,
      by: found.finding.move,
      actual: found.finding.actual,
      texts: found.steps.map(({ text }) => text),
    },
  }
}

function legOf({ profile: name, version, role, fault, seed }: Task): Leg {
  const profile = loadProfile(path.join(ROOT, 'scenarios', name, 'profile.yaml'), {})
  const legs = legsOf(profile, { profileName: name, seed, beginStrings: [version] })
  const leg = legs.find(({ targetRole }) => targetRole === role)
  if (leg === undefined) throw new Error(`${name} has no ${role} of ${version}`)
  if (fault === undefined || leg.module === undefined) return leg
  return { ...leg, module: { ...leg.module, options: { ...leg.module.options, fault } } }
}

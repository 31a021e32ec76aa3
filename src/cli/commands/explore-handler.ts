/** What `fixproof explore` does: plays against every version and role, writes what it finds, and tells people. */
import path from 'node:path'
import type { ArgumentsCamelCase } from 'yargs'
import { findRequirement } from '../../conformance/catalogue.ts'
import { explorationHead, findingText, legLine, outcomeText } from '../../exploration/exploration-text.ts'
import { type ExploredLeg, exploreLegs } from '../../exploration/explore-legs.ts'
import { startLogging } from '../../log/logger.ts'
import { findProfile } from '../../runner/find-profile.ts'
import { legsOf } from '../../runner/legs.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { isMeantFor, loadWaivers, type Waiver } from '../../runner/waivers.ts'
import { withTarget } from '../../runner/with-target.ts'
import { interruption } from '../../testbench/interruption.ts'
import type { Leg } from '../../testbench/leg.ts'
import { loadProfile, type Profile } from '../../testbench/profile.ts'
import { refuseUnmeant } from '../single-values.ts'
import type { Terminal } from '../terminal.ts'
import type { ExploreOptions } from './explore-options.ts'
import { listenForInterrupt } from './run-handler.ts'

const MAX_HEARTBEAT_S = 86_400
const MAX_STEPS = 100_000_000

export async function explore(args: ArgumentsCamelCase<ExploreOptions>, terminal: Terminal): Promise<void> {
  refuseUnmeant(args)
  startLogging(args.log, (line) => terminal.complain(line.trimEnd()))
  const plan = planOf(args, terminal)
  const { color } = terminal
  terminal.say(explorationHead(plan, { color }))
  const stopListening = listenForInterrupt(terminal, 'the scenario under way is the last')
  try {
    const explored = await withTarget(plan, ({ legs }) =>
      exploreLegs({
        ...plan,
        legs,
        cwd: terminal.cwd,
        stopped: () => interruption.requested,
        onLeg: (one) => tell(one, plan, terminal),
      }),
    )
    terminal.say(outcomeText(explored, { color }))
    process.exitCode = interruption.requested ? 130 : exitCodeFor(explored)
  } finally {
    stopListening()
  }
}

/** 1 for a finding, 4 when nobody was there, 5 when a version or role could not be tried to the end, 0 otherwise. */
function exitCodeFor(explored: readonly ExploredLeg[]): number {
  const explorations = explored.map(({ exploration }) => exploration)
  if (explorations.some(({ found }) => found !== undefined)) return 1
  if (explorations.every(({ proved }) => proved === 0)) return 4
  return explorations.every(({ givenUp, once }) => givenUp === undefined && once.length === 0) ? 0 : 5
}

function tell(
  explored: ExploredLeg,
  plan: { readonly repeat: (leg: Leg, file: string) => string },
  terminal: Terminal,
): void {
  const { color } = terminal
  terminal.say(legLine(explored, { color }))
  if (explored.file !== undefined)
    terminal.say(findingText(explored, plan.repeat(explored.leg, explored.file), { color }))
}

function planOf(args: ArgumentsCamelCase<ExploreOptions>, terminal: Terminal) {
  const { connect, listen, sender, target, heartbeat, role, profile: profileName, steps } = args
  wholeNumber('--seed', args.seed, 0, Number.MAX_SAFE_INTEGER)
  wholeNumber('--steps', steps, 1, MAX_STEPS)
  wholeNumber('--heartbeat', heartbeat, 0, MAX_HEARTBEAT_S)
  const file = findProfile(profileName, terminal.cwd)
  const profile = loadProfile(file, terminal.env)
  const seed = args.seed ?? Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''))
  const beginStrings = args.beginString?.split(',').map((name) => name.trim())
  const legs = legsOf(profile, { profileName, seed, connect, listen, beginStrings, sender, target, heartbeat })
    // Other sessions of a pool only share a run's scenarios.
    .filter((leg) => leg.lane === 0 && (role === undefined || leg.targetRole === role))
  if (legs.length === 0) throw new UsageError(`--role ${role}: the profile has no target in this role`)
  const waivers = waiversOf(args, profile, path.dirname(file))
  const left = exceptionsOf(args.except)
  return {
    legs,
    profile,
    profileName,
    profileDirectory: path.dirname(file),
    addressed: connect !== undefined || listen !== undefined,
    seed,
    steps,
    directory: path.resolve(terminal.cwd, args.out ?? path.join('reports', path.basename(profileName), 'explored')),
    except: ({ version, targetRole }: Leg) => {
      const waived = waivers.filter((waiver) => isMeantFor(waiver, version, targetRole))
      return new Set([...left, ...waived.map((waiver) => waiver.case)])
    },
    repeat: (leg: Leg, feature: string) => repeatCommand(args, leg, feature),
  }
}

function waiversOf(args: ArgumentsCamelCase<ExploreOptions>, profile: Profile, directory: string): Waiver[] {
  const file = args.waivers ?? (profile.suite.waivers && path.join(directory, profile.suite.waivers))
  return file === undefined ? [] : loadWaivers(file)
}

function exceptionsOf(text: string | undefined): string[] {
  const ids = text?.split(',').map((id) => id.trim()) ?? []
  const unknown = ids.find((id) => findRequirement(id) === undefined)
  if (unknown !== undefined)
    throw new UsageError(`--except "${unknown}": there is no such case. fixproof cases lists all of them`)
  return ids
}

function wholeNumber(option: string, value: number | undefined, least: number, most: number): void {
  if (value !== undefined && (!Number.isInteger(value) || value < least || value > most))
    throw new UsageError(`${option} ${value}: expected a whole number from ${least} to ${most}`)
}

/** The ordinary run of the feature file, against the same target. */
function repeatCommand(args: ArgumentsCamelCase<ExploreOptions>, leg: Leg, feature: string): string {
  const { connect, listen, sender, target, heartbeat } = args
  const said = Object.entries({ connect, listen, sender, target, heartbeat })
  const options = said.flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]))
  const words = ['npx fixproof run', feature, `--profile ${args.profile}`, ...options]
  return [...words, `--begin-string ${leg.version}`, `--seed ${leg.seed}`].join(' ')
}

/** An exploration of every leg: its findings as feature files, each run again by the ordinary run to see that it fails. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findVersion } from '../fix/versions.ts'
import type { ReportResult } from '../report/report.ts'
import { runScenarios, type Support, supportFor } from '../runner/run-cucumber.ts'
import type { Leg } from '../testbench/leg.ts'
import { type Exploration, type ExploreOptions, explore, type Found } from './explore.ts'
import { featureText, SCENARIO_LINE } from './feature-text.ts'
import { MOVES } from './moves.ts'
import { Player } from './player.ts'
import { SessionModel } from './session-model.ts'

export interface ExplorePlan {
  readonly legs: readonly Leg[]
  readonly seed: number
  /** For each leg; as many as take seconds in memory and minutes against a socket when absent. */
  readonly steps: number | undefined
  /** Cases whose moves are not played against a leg. */
  readonly except: (leg: Leg) => ReadonlySet<string>
  /** Folder of the feature files. */
  readonly directory: string
  readonly cwd: string
  readonly stopped?: () => boolean
  readonly onLeg?: (explored: ExploredLeg) => void
}

export interface ExploredLeg {
  readonly leg: Leg
  readonly exploration: Exploration
  /** The feature file of the finding, from the working directory. */
  readonly file: string | undefined
  /** What the file came to when it was run again. */
  readonly again: ReportResult | undefined
}

const STEPS = { memory: 2_000, socket: 200 }

/** Games that may be played to make a finding shorter: in memory they cost nothing, against a socket they wait. */
const SHRINKS = { memory: 1_000, socket: 60 }

/** Each leg to its first finding; legs that wait for sockets do so side by side. */
export async function exploreLegs(plan: ExplorePlan): Promise<ExploredLeg[]> {
  const support = await supportFor([])
  const found = new Map<Leg, ExploredLeg>()
  const waiting = [...plan.legs]
  const work = async (): Promise<void> => {
    for (let leg = waiting.shift(); leg !== undefined && plan.stopped?.() !== true; leg = waiting.shift()) {
      const explored = await exploreLeg(leg, plan, support)
      found.set(leg, explored)
      plan.onLeg?.(explored)
    }
  }
  const atOnce = plan.legs.every(({ transport }) => transport === 'memory') ? 1 : plan.legs.length
  await Promise.all(Array.from({ length: atOnce }, work))
  return plan.legs.flatMap((leg) => found.get(leg) ?? [])
}

/** Steps that are played against a leg, unless a number was asked for. */
export function budgetOf({ transport }: Leg, asked: number | undefined): number {
  return asked ?? (transport === 'memory' ? STEPS.memory : STEPS.socket)
}

async function exploreLeg(leg: Leg, plan: ExplorePlan, support: Support): Promise<ExploredLeg> {
  const file = path.relative(plan.cwd, path.join(plan.directory, fileNameOf(leg)))
  const exploration = await explore(optionsFor(leg, plan, support, file))
  const { found } = exploration
  if (found === undefined) return { leg, exploration, file: undefined, again: undefined }
  const again = await runAgain(leg, found, path.resolve(plan.cwd, file), support)
  return { leg, exploration, file, again }
}

/** A foreign target is one process for all of its sessions: ending it for one would end the games of the others. */
function capabilitiesOf({ engine, capabilities }: Leg, { legs }: ExplorePlan): readonly string[] {
  const shared = engine === 'external' && legs.length > 1
  return shared ? capabilities.filter((name) => name !== 'kill' && name !== 'restart') : capabilities
}

function optionsFor(leg: Leg, plan: ExplorePlan, support: Support, file: string): ExploreOptions {
  const version = findVersion(leg.version)
  if (version === undefined) throw new Error(`no FIX version ${leg.version}`)
  const player = new Player(support, leg)
  const except = plan.except(leg)
  return {
    seed: plan.seed,
    steps: budgetOf(leg, plan.steps),
    confirms: leg.transport !== 'memory',
    moves: MOVES.filter(({ cases }) => !cases.some((id) => except.has(id))),
    thorough: leg.transport === 'memory',
    shrinks: leg.transport === 'memory' ? SHRINKS.memory : SHRINKS.socket,
    // What is random about a simulated target depends on the place of the scenario: the file's.
    open: () => player.open(`${file}:${SCENARIO_LINE}`),
    model: () => new SessionModel({ version, role: leg.targetRole, capabilities: capabilitiesOf(leg, plan) }),
    ...(plan.stopped === undefined ? {} : { stopped: plan.stopped }),
  }
}

/** The ordinary run of the finding's scenario. */
async function runAgain(leg: Leg, found: Found, file: string, support: Support): Promise<ReportResult | undefined> {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, featureText(found.finding, found.steps, leg))
  const results = await runScenarios(leg, { paths: [file], tags: undefined }, [], support)
  return results[0]
}

/** `FIX.4.4-acceptor.feature`, `FIXT.1.1-FIX.5.0-initiator.feature` */
function fileNameOf({ version, targetRole }: Leg): string {
  return `${version.replaceAll('/', '-')}-${targetRole}.feature`
}

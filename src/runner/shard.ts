/** One of several parts of a run, made on several machines: each scenario of each column is in exactly one. Pure. */
import { createHash } from 'node:crypto'
import { findVersion } from '../fix/versions.ts'
import { whyNotApplicable } from '../testbench/applicability.ts'
import { columnKey, type Part } from './part.ts'
import { placeOf, type ScenarioSummary } from './scenarios.ts'
import type { Unit } from './units.ts'
import { UsageError } from './usage-error.ts'

export interface Shard {
  /** From 1. */
  readonly index: number
  readonly of: number
}

/** More machines than anybody has for this. */
const MOST_SHARDS = 1000

/**
 * @param text - `I/N`
 * @throws UsageError
 */
export function parseShard(text: string): Shard {
  const [, index, of] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number)
  if (index === undefined || of === undefined || index < 1 || index > of || of > MOST_SHARDS)
    throw new UsageError(
      `--shard "${text}": expected I/N, the part and how many there are: 1/4 to 4/4 for four machines`,
    )
  return { index, of }
}

export interface ShardPart extends Part {
  /**
   * SHA-256 of all units of the run, each with the shard that it went to: shards that agree on it have nothing between
   * them. Where the run was made tells nothing.
   */
  readonly dealt: string
}

/**
 * The units of a shard. The heaviest are dealt out first, each to the shard that has the least to do: which machine asks,
 * which seed it has and what came of other runs changes nothing.
 *
 * @param nameOf - what a feature file is called on every machine
 * @throws UsageError when there are more shards than units: an empty one would prove nothing
 */
export function shardPart({ index, of }: Shard, units: readonly Unit[], nameOf: (file: string) => string): ShardPart {
  if (of > units.length)
    throw new UsageError(
      `--shard ${index}/${of}: there is not enough for ${of} shards, only ${units.length} scenarios; ask for ${units.length} or less`,
    )
  const dealt = deal(units, of)
  const mine = new Set(units.filter((_, i) => dealt[i] === index).map(({ leg, scenario }) => keyOf(scenario, leg)))
  const hash = createHash('sha256')
  for (const [i, { leg, scenario }] of units.entries())
    hash.update(`${dealt[i]} ${columnKey(leg)} ${nameOf(scenario.file)}:${scenario.line}\n`)
  return {
    isToRun: (scenario, column) => mine.has(keyOf(scenario, column)),
    takenOver: [],
    dealt: hash.digest('hex'),
  }
}

/** The shard of each unit, from 1. */
function deal(units: readonly Unit[], of: number): readonly number[] {
  const weights = units.map(weightOf)
  const heaviestFirst = units.map((_, i) => i).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b)
  const loads = new Array<number>(of).fill(0)
  const shards = new Array<number>(units.length).fill(1)
  for (const i of heaviestFirst) {
    const least = loads.indexOf(Math.min(...loads))
    loads[least] = (loads[least] ?? 0) + (weights[i] ?? 0)
    shards[i] = least + 1
  }
  return shards
}

/** Milliseconds of a scenario that waits for nothing, about; on the simulated clock nothing is waited for. */
const TALK_MS = 200
/** What does not apply is over at once. */
const LEFT_OUT_MS = 2

/** About how long a unit takes, in whole milliseconds: sums of these are exact, whatever the machine. */
function weightOf({ leg, scenario }: Unit): number {
  const version = findVersion(leg.version)
  if (version === undefined || whyNotApplicable(scenario.tags, leg, version) !== undefined) return LEFT_OUT_MS
  return TALK_MS + (leg.transport === 'memory' ? 0 : Math.round(scenario.waitS * 1000))
}

function keyOf(scenario: ScenarioSummary, column: Parameters<Part['isToRun']>[1]): string {
  return `${columnKey(column)} ${placeOf(scenario)}`
}

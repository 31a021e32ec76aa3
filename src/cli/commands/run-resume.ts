/** `fixproof run --resume`: what an interrupted run left behind, and what this one leaves behind if it is interrupted. */
import { createHash } from 'node:crypto'
import { parse } from 'yaml'
import { packageInfo } from '../../runner/package-paths.ts'
import { ProgressFile, type ProgressHead, refuseOther, type Unfinished } from '../../runner/progress-file.ts'
import { dictionariesOf } from '../../runner/report-facts.ts'
import { resume } from '../../runner/resume.ts'
import type { RunPlan } from '../../runner/run.ts'
import type { Unit } from '../../runner/units.ts'
import type { Leg } from '../../testbench/leg.ts'

type Described = Pick<RunPlan, 'legs' | 'seed' | 'profileText' | 'suiteSha256'>

/** @param asked - cases, features, tags and shard, as they were given */
export function progressHead(plan: Described, asked: readonly string[], cwd: string): ProgressHead {
  const { name, version } = packageInfo()
  return {
    tool: `${name} ${version}`,
    profile: profileHash(plan.profileText),
    suite: plan.suiteSha256 ?? '',
    dictionaries: dictionariesOf(
      plan.legs.filter(({ dictionary }) => dictionary !== undefined),
      cwd,
    )
      .filter(({ file }) => file !== undefined)
      .map(({ sha256 }) => sha256),
    selection: asked.length === 0 ? 'everything' : asked.join(' '),
    legs: plan.legs.map(legInWords),
    seed: plan.seed,
  }
}

/** What decides results: waivers, plan and pack are applied to them afterwards. */
function profileHash(text: string): string {
  const stated = parse(text) as { readonly suite?: Readonly<Record<string, unknown>> } | null
  const { waivers: _, plan: __, pack: ___, ...suite } = stated?.suite ?? {}
  return createHash('sha256')
    .update(JSON.stringify({ ...stated, suite }))
    .digest('hex')
}

function legInWords({
  version,
  targetRole,
  transport,
  host,
  port,
  senderCompID,
  targetCompID,
  heartBtInt,
}: Leg): string {
  const address = transport === 'tcp' ? ` ${host}:${port}` : ` ${transport}`
  return `${version} ${targetRole}${address} ${senderCompID}>${targetCompID} ${heartBtInt} s`
}

/** @throws UsageError when what was interrupted is another run */
export function resumedOf(
  file: string,
  unfinished: Unfinished,
  head: ProgressHead,
  units: readonly Unit[],
): NonNullable<RunPlan['resumed']> {
  refuseOther(file, unfinished.head, head)
  return { ...resume(unfinished, units), startedAt: unfinished.startedAt }
}

/**
 * A run on real sockets takes minutes, and is kept as it goes. One in memory is over in seconds and comes out the same
 * each time, so it is kept only when it is asked for by `--resume`: writing all its results twice would be a fifth of its time.
 */
export function progressFileOf(
  file: string,
  head: ProgressHead,
  legs: readonly Leg[],
  asked: boolean,
  unfinished: Unfinished | undefined,
): ProgressFile | undefined {
  if (!asked && legs.every(({ transport }) => transport === 'memory')) return undefined
  return new ProgressFile(file, head, unfinished?.startedAt ?? new Date().toISOString(), unfinished)
}

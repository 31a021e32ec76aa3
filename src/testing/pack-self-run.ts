/** For tests only: a target in memory in the place of who a pack certifies, under the settings of the pack's profile. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse, stringify } from 'yaml'
import { type Pack, quirkWaivers } from '../onboarding/pack.ts'
import { packCases } from '../onboarding/pack-cases.ts'
import type { Report } from '../report/report.ts'
import { legsOf } from '../runner/legs.ts'
import { OWN_FEATURES, PACKAGE_ROOT, SCENARIOS } from '../runner/package-paths.ts'
import { runSuite } from '../runner/run.ts'
import { select } from '../runner/selection.ts'
import { parseProfile } from '../testbench/profile.ts'
import { suitePlan } from './suite-plan.ts'

type Stated = Readonly<Record<string, unknown>> & {
  readonly target: Readonly<Record<string, unknown>>
  readonly sessions: readonly unknown[]
}

/** @returns the report of our own engine for the cases that the pack asks for, in the first of its versions */
export async function runPackItself(pack: Pack, obligations: readonly string[]): Promise<Report> {
  const own = parse(readFileSync(path.join(SCENARIOS, 'self/profile.yaml'), 'utf8')) as {
    readonly capabilities: string[]
  }
  const words = packCases(pack)
    .filter(({ obligation }) => obligations.includes(obligation))
    .map(({ id }) => id)
  return await runInMemory(pack, words, { engine: 'self' }, own.capabilities)
}

/** @returns the report of a gateway with a quirk (quirky-gateway.ts), for cases of the pack */
export async function runPackAgainstQuirk(pack: Pack, quirk: string, words: readonly string[]): Promise<Report> {
  const module = path.join(PACKAGE_ROOT, 'src/testing/quirky-gateway.ts')
  return await runInMemory(pack, words, { engine: 'module', module, options: { quirk } }, [])
}

async function runInMemory(
  pack: Pack,
  words: readonly string[],
  inMemory: Readonly<Record<string, unknown>>,
  capabilities: readonly string[],
): Promise<Report> {
  const stated = parse(readFileSync(pack.profile, 'utf8')) as Stated
  const { listen: _, connect: __, session, ...target } = stated.target
  const settings = inMemory.engine === 'self' && session !== undefined ? { session } : {}
  const text = stringify({
    ...stated,
    target: { ...target, ...settings, ...inMemory },
    sessions: stated.sessions.slice(0, 1),
    capabilities,
  })
  const profile = parseProfile(text, pack.profile, {})
  const further = profile.suite.features.map((file) => path.join(path.dirname(pack.profile), file))
  const { tags } = select(words, OWN_FEATURES, {})
  return await runSuite(
    suitePlan({
      legs: legsOf(profile, { profileName: pack.name, seed: 1 }),
      selection: { paths: [OWN_FEATURES, ...further], tags },
      profile,
      waivers: quirkWaivers(pack),
    }),
  )
}

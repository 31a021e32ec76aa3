/** The files that a profile names in `suite:`, found and read: what is wrong with one is told before anything runs. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { nearest } from '../dictionary/nearest.ts'
import { loadPack, type Pack, packNamed, packNames, quirkWaivers } from '../onboarding/pack.ts'
import { packCases } from '../onboarding/pack-cases.ts'
import { loadPlan, type Plan } from '../onboarding/plan.ts'
import type { Profile } from '../testbench/profile.ts'
import { packageInfo } from './package-paths.ts'
import { UsageError } from './usage-error.ts'
import { loadWaivers, type Waiver } from './waivers.ts'

/** A file that was read, with the hash that the report names. */
export interface Hashed<T> {
  readonly content: T
  readonly sha256: string
}

export interface SuiteFiles {
  /** Feature files and folders of the profile; absolute. */
  readonly features: readonly string[]
  /** Step files of the profile; absolute. */
  readonly steps: readonly string[]
  readonly pack?: Hashed<Pack>
  /** The plan that the profile names, or what the pack asks for. */
  readonly plan?: Hashed<Plan>
  /** Known deviations of the user, then how the venue is. */
  readonly waivers: readonly Waiver[]
  /** Where those of the user are; absolute. */
  readonly waiversFile?: string
}

/**
 * @param profileFile - what the profile states is relative to its folder
 * @param waiversFile - stated on the command line: goes before the profile's
 * @throws UsageError, PackError, PlanError
 */
export function suiteFiles(
  { suite }: Pick<Profile, 'suite'>,
  profileFile: string,
  cwd: string,
  waiversFile?: string,
): SuiteFiles {
  const folder = path.dirname(profileFile)
  const found = (key: string) => (file: string) => existing(path.resolve(folder, file), profileFile, key, file)
  const pack = suite.pack === undefined ? undefined : packOf(suite.pack, profileFile, cwd)
  const plan = suite.plan === undefined ? undefined : found('suite.plan')(suite.plan)
  const waivers = waiversFileOf(suite.waivers, profileFile, waiversFile)
  return {
    features: suite.features.map(found('suite.features')),
    steps: suite.steps.map(found('suite.steps')),
    ...(pack === undefined ? {} : { pack: { content: pack, sha256: sha256Of(pack.file) } }),
    ...(plan === undefined
      ? pack && { plan: { content: planOf(pack), sha256: sha256Of(pack.file) } }
      : { plan: { content: loadPlan(plan), sha256: sha256Of(plan) } }),
    waivers: waiversOf(waivers, pack),
    ...(waivers === undefined ? {} : { waiversFile: path.resolve(cwd, waivers) }),
  }
}

/** Where the waivers of a run are; undefined when neither the command line nor the profile names a file. */
export function waiversFileOf(
  ofSuite: string | undefined,
  profileFile: string,
  asked: string | undefined,
): string | undefined {
  return asked ?? (ofSuite && path.resolve(path.dirname(profileFile), ofSuite))
}

function waiversOf(file: string | undefined, pack: Pack | undefined): Waiver[] {
  const waivers = file === undefined ? [] : loadWaivers(file)
  const quirks: readonly Waiver[] = pack === undefined ? [] : quirkWaivers(pack)
  const both = waivers.find(({ id }) => quirks.some((quirk) => quirk.id === id))
  if (both !== undefined)
    throw new UsageError(`${file}: waiver ${both.id} has the id of a quirk of the pack ${pack?.name}: choose another`)
  return [...waivers, ...quirks]
}

/** A name, or a file where it looks like one. */
function packOf(stated: string, profileFile: string, cwd: string): Pack {
  if (/\.ya?ml$/.test(stated))
    return loadPack(existing(path.resolve(path.dirname(profileFile), stated), profileFile, 'suite.pack', stated))
  const pack = packNamed(stated, cwd)
  if (pack !== undefined) return pack
  const names = packNames(cwd)
  const near = nearest(stated, names, 1)[0]
  const hint = near === undefined ? '.' : `, did you mean "${near}"?`
  throw new UsageError(
    `${profileFile}: "suite.pack" is "${stated}": there is no such pack${hint} Known are ${names.join(', ')}`,
  )
}

/** Where nobody has made a plan, the venue's script is the plan. */
function planOf(pack: Pack): Plan {
  const { version: suiteVersion } = packageInfo()
  return { file: pack.file, name: `of the pack ${pack.name}`, suiteVersion, answers: {}, cases: packCases(pack) }
}

function existing(file: string, profileFile: string, key: string, stated: string): string {
  if (existsSync(file)) return file
  throw new UsageError(`${profileFile}: "${key}" is "${stated}": there is no ${file}`)
}

function sha256Of(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

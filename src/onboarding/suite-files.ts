/** The files of a suite, made of answers: profile, plan, waivers, and a skeleton for the hooks. Writes nothing itself. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isBuiltIn } from '../dictionary/load.ts'
import { parseProfile } from '../testbench/profile.ts'
import { type Answers, textOf } from './answers.ts'
import { hooksText } from './hooks-text.ts'
import { dictionaryPath, packOf, packProfile } from './interview-context.ts'
import { obligationsOf, type TaggedScenario } from './obligations.ts'
import { packCases } from './pack-cases.ts'
import type { PlannedCase } from './plan.ts'
import { planText } from './plan-text.ts'
import { profileOf, withPackAnswers } from './profile-of-answers.ts'
import { changedProfile } from './profile-text.ts'
import { hooksOf, isOwnDictionary, type Settings, settingsOf } from './settings-of-answers.ts'
import { sidesOf } from './sides.ts'

export interface SuiteMaker {
  readonly cwd: string
  /** Version of this package: the plan says which catalogue it was made from. */
  readonly suiteVersion: string
  /** Scenarios of our features. */
  readonly scenarios: readonly TaggedScenario[]
  /** Scenarios of other features, by files or folders. */
  readonly scenariosIn: (paths: readonly string[]) => readonly TaggedScenario[]
  /** The schema that comes with this package. */
  readonly schema: string
}

export interface SuiteFiles {
  readonly folder: string
  readonly cases: readonly PlannedCase[]
  /** Name → text. Those in `once` are only written where they are not there yet: people fill them in. */
  readonly texts: Readonly<Record<string, string>>
  readonly once: readonly string[]
}

/** What is there already. */
export interface ExistingSuite {
  /** Text of the profile, as people may have edited it. */
  readonly profile: string
  /** Answers that it was made of. */
  readonly answers: Answers
  readonly cases: readonly PlannedCase[]
}

const WAIVERS = `# Deviations that are known and accepted for a while; a run reports them and does not fail on them.
# fixproof waive CASE writes one. Each has an id, the case, what is seen instead, a reason, an owner and an end:
# - id: EXAMPLE-1
#   case: 2.t
#   expect: "no Logout"            # a regular expression on the headline of the failure
#   reason: why it is accepted, and what is done about it
#   owner: who answers for it
#   until: 2030-12-31
[]
`

export function folderOf(name: string, cwd: string): string {
  return path.join(cwd, 'scenarios', name)
}

/** @throws PackError, DictionaryError, ProfileError */
export function suiteOf(answers: Answers, maker: SuiteMaker, existing?: ExistingSuite): SuiteFiles {
  const name = textOf(answers, 'name')
  const folder = folderOf(name, maker.cwd)
  const profile =
    existing === undefined
      ? newProfile(answers, folder, maker)
      : changedProfile(
          existing.profile,
          namedSettings(existing.answers, folder, maker),
          namedSettings(answers, folder, maker),
        )
  const cases = planned(answers, profile, folder, maker, existing?.cases ?? [])
  const pack = packNamedBy(answers, folder, maker)
  const hooks = hooksOf(answers)
  return {
    folder,
    cases,
    texts: {
      'profile.yaml': profile,
      'plan.yaml': planText({ name, suiteVersion: maker.suiteVersion, pack, answers, cases }),
      'waivers.yaml': WAIVERS,
      ...(hooks.length === 0 ? {} : { 'hooks.sh': hooksText(name, hooks) }),
    },
    once: ['waivers.yaml', 'hooks.sh'],
  }
}

/**
 * Obligations by the profile as it stands, so that what people have added to it counts.
 *
 * @param before - rows that people have decided stay
 */
export function planned(
  answers: Answers,
  profile: string,
  folder: string,
  { cwd, scenarios, scenariosIn }: SuiteMaker,
  before: readonly PlannedCase[],
): PlannedCase[] {
  const parsed = parseProfile(profile, path.join(folder, 'profile.yaml'), ANY_ENVIRONMENT)
  const pack = packOf(answers, cwd)
  const decided = new Map(before.filter(({ decidedBy }) => decidedBy !== undefined).map((row) => [row.id, row]))
  const features = parsed.suite.features.map((feature) => path.resolve(folder, feature))
  const beside = scenariosIn(features).map(({ cases, tags }): TaggedScenario => ({ cases, tags, beside: true }))
  const rows = obligationsOf(beside.length === 0 ? scenarios : [...scenarios, ...beside], {
    sides: sidesOf(parsed),
    suiteTags: parsed.suite.tags,
    answers,
    pack: pack && packCases(pack),
  })
  return rows.map((row) => decided.get(row.id) ?? row)
}

/** Secrets are not needed to plan, and may not be set yet. */
const ANY_ENVIRONMENT = new Proxy<Record<string, string>>({}, { get: () => 'not-needed' })

function newProfile(answers: Answers, folder: string, maker: SuiteMaker): string {
  const pack = packOf(answers, maker.cwd)
  const files = {
    schema: schemaFor(folder, maker),
    dictionary: dictionaryNamedBy(answers, folder, maker),
    pack: packNamedBy(answers, folder, maker),
  }
  if (pack === undefined) return profileOf(answers, files, undefined)
  return profileOf(answers, files, {
    name: pack.name,
    title: pack.title,
    text: readFileSync(pack.profile, 'utf8'),
    settings: packProfile(pack),
    folder: relative(folder, path.dirname(pack.profile)),
  })
}

function namedSettings(answers: Answers, folder: string, maker: SuiteMaker): Settings {
  const dictionary = dictionaryNamedBy(answers, folder, maker)
  const pack = packNamedBy(answers, folder, maker)
  const settings = settingsOf(answers, { ...(dictionary && { dictionary }), ...(pack && { pack }) })
  const found = packOf(answers, maker.cwd)
  return found === undefined ? settings : withPackAnswers(settings, answers, packProfile(found))
}

function dictionaryNamedBy(answers: Answers, folder: string, { cwd }: SuiteMaker): string | undefined {
  if (!isOwnDictionary(answers)) return undefined
  const found = dictionaryPath(answers, cwd)
  return isBuiltIn(found) ? found : relative(folder, found)
}

/** By its name, or by its file from the profile's folder. */
function packNamedBy(answers: Answers, folder: string, { cwd }: SuiteMaker): string | undefined {
  const pack = packOf(answers, cwd)
  if (pack === undefined) return undefined
  return /\.ya?ml$/.test(textOf(answers, 'pack')) ? relative(folder, pack.file) : pack.name
}

/** The schema of the user's own scenarios, or that of this package where it lies in reach. */
function schemaFor(folder: string, { cwd, schema }: SuiteMaker): string | undefined {
  const beside = path.join(cwd, 'scenarios', 'profile.schema.json')
  if (existsSync(beside)) return relative(folder, beside)
  const installed = path.join(cwd, 'node_modules', 'fixproof', 'scenarios', 'profile.schema.json')
  if (existsSync(installed)) return relative(folder, installed)
  return schema.startsWith(cwd + path.sep) && existsSync(schema) ? relative(folder, schema) : undefined
}

function relative(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/')
}

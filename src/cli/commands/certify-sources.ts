/**
 * What a run was made with, found again and read: profile, plan, pack, waivers, dictionaries, features, earlier attempts. Of all of
 * them the report has hashes or contents; what was changed since is no evidence for this run.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { parse } from 'yaml'
import type { Source } from '../../evidence/bundle.ts'
import { NotThere } from '../../evidence/keys.ts'
import { type Manifest, type SourceKind, sha256 } from '../../evidence/manifest.ts'
import { unmaskedIn, writtenOutIn } from '../../evidence/secrets.ts'
import { packNamed } from '../../onboarding/pack.ts'
import { loadPlan, type Plan } from '../../onboarding/plan.ts'
import { parseReport } from '../../report/parse-report.ts'
import type { Report } from '../../report/report.ts'
import { findProfile } from '../../runner/find-profile.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { loadWaivers } from '../../runner/waivers.ts'
import { nameOf, recorded, suiteOf } from './certify-suite.ts'
import { NotCertifiable } from './evidence-error.ts'

export interface RunFiles {
  readonly sources: readonly Source[]
  readonly suite: Manifest['suite']
  /** Of the profile: a name, or a file. */
  readonly dictionary?: string
}

interface Places {
  readonly cwd: string
  /** Folder of report.json. */
  readonly directory: string
  /** Where the profile lies now, when not where the report says. */
  readonly profile: string | undefined
}

/** What a profile says of other files; everything else of it does not matter here, and its passwords need not be set. */
interface ProfileFiles {
  readonly dictionary?: string
  readonly suite?: { readonly waivers?: string; readonly plan?: string; readonly pack?: string }
}

/** @throws NotCertifiable for what was changed or tells a secret, NotThere for what is gone */
export function filesOfRun(report: Report, places: Places): RunFiles {
  const profileFile = profileOf(report, places)
  const profile = read('profile', profileFile, 'profile.yaml', report.profileSha256, places.cwd)
  const stated = (parse(`${profile.content}`) ?? {}) as ProfileFiles
  const at = (file: string): string => path.resolve(path.dirname(profileFile), file)
  const sources = [
    profile,
    ...planOf(report, stated, at, places),
    ...packOf(report, stated, at, places),
    ...waiversOf(report, stated, at, places),
    ...dictionariesOf(report, places),
    ...attemptsOf(report, places),
  ]
  const { dictionary } = stated
  return {
    ...(dictionary === undefined ? {} : { dictionary: existsSync(at(dictionary)) ? at(dictionary) : dictionary }),
    sources,
    suite: suiteOf(report, places.cwd),
  }
}

function profileOf(report: Report, { cwd, profile }: Places): string {
  const name = profile ?? report.profile
  try {
    return findProfile(name, cwd)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    throw new NotThere(`the profile of the run, ${name}, is not there; say where it lies now: --profile FILE`)
  }
}

/** Reads a file that goes along, and holds it against the hash of the report. */
function read(
  kind: SourceKind,
  file: string,
  name: string,
  recorded: string | undefined,
  cwd: string,
): Source & { content: Buffer } {
  const origin = nameOf(file, cwd)
  let content: Buffer
  try {
    content = readFileSync(file)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new NotThere(`${origin}: the ${nounOf(kind)} of the run could not be read (${code})`)
  }
  const hash = sha256(content)
  if (recorded !== undefined && recorded !== hash)
    throw new NotCertifiable(
      `${origin}: the ${nounOf(kind)} was changed since the run (SHA-256 ${short(recorded)} then, ${short(hash)} now): bring back the one of the run, or run again`,
    )
  const written = writtenOutIn(`${content}`)[0]
  if (written !== undefined)
    throw new NotCertifiable(
      `${origin}:${written.line}: ${written.key} is written out, and would stand in the bundle: put \${env:NAME} there, and run again`,
    )
  return { kind, file: name, origin, sha256: hash, content }
}

const nounOf = (kind: SourceKind): string => (kind === 'waivers' ? 'file of waivers' : kind)
const short = (hash: string): string => hash.slice(0, 12)

type At = (file: string) => string

function planOf(report: Report, { suite }: ProfileFiles, at: At, { cwd }: Places): Source[] {
  // Without a plan of its own a run follows the pack's, which goes along as pack.yaml.
  if (report.plan === undefined || report.plan.sha256 === report.pack?.sha256) return []
  const file = recorded(report, 'plan', cwd)?.file ?? at(suite?.plan ?? report.plan.file)
  const source = read('plan', file, 'plan.yaml', report.plan.sha256, cwd)
  refuseOtherPlan(report.plan, loadPlan(file), source.origin)
  return [source]
}

/** What has to be proved is read from the report: it has to be what the plan says. */
function refuseOtherPlan(told: NonNullable<Report['plan']>, { cases }: Plan, origin: string): void {
  const left = told.notApplicable.map((row) => row.case)
  const lists = { mandatory: told.mandatory, optional: told.optional, notApplicable: left }
  const other = cases.find(({ id, obligation }) => !lists[obligation].includes(id))
  if (other !== undefined)
    throw new NotCertifiable(
      `the report contradicts ${origin}: case ${other.id} is ${other.obligation} there, and not so in the report; run again`,
    )
}

function packOf(report: Report, { suite }: ProfileFiles, at: At, { cwd }: Places): Source[] {
  if (report.pack === undefined) return []
  const stated = suite?.pack ?? report.pack.name
  const named = /\.ya?ml$/.test(stated) ? at(stated) : packNamed(stated, cwd)?.file
  const file = recorded(report, 'pack', cwd)?.file ?? named
  if (file === undefined) throw new NotThere(`the pack of the run, ${stated}, is not there: see fixproof packs`)
  return [read('pack', file, 'pack.yaml', report.pack.sha256, cwd)]
}

/** Of waivers the report has the contents: those that are read now have to say the same. */
function waiversOf(report: Report, { suite }: ProfileFiles, at: At, { cwd }: Places): Source[] {
  const then = recorded(report, 'waivers', cwd)
  const file = then?.file ?? (suite?.waivers && at(suite.waivers))
  const own = (report.waivers ?? []).filter(({ quirk }) => !quirk)
  if (file === undefined || file === '') return []
  const source = read('waivers', file, 'waivers.yaml', then?.sha256, cwd)
  const now = new Map(loadWaivers(file).map((waiver) => [waiver.id, waiver]))
  const keys = ['case', 'expect', 'reason', 'owner', 'until'] as const
  const differs = own.find((waiver) => keys.some((key) => !isDeepStrictEqual(waiver[key], now.get(waiver.id)?.[key])))
  const added = [...now.keys()].find((id) => !own.some((waiver) => waiver.id === id))
  const changed = differs?.id ?? added
  if (changed !== undefined)
    throw new NotCertifiable(
      `${source.origin}: the waivers were changed since the run (${changed}): bring back those of the run, or run again`,
    )
  return [source]
}

/** Built-in ones are named by their hash, which has to be that of the installed data; files go along, bases of deltas too. */
function dictionariesOf(report: Report, { cwd }: Places): Source[] {
  const sources = new Map<string, Source>()
  for (const { name, file, sha256: recorded } of report.dictionaries ?? []) {
    // Joined reports may have had two of one name: one of them is not what lies there now.
    const key = `${file ?? name} ${recorded}`
    if (sources.has(key)) continue
    const data = file === undefined ? builtInFile(name) : undefined
    if (data !== undefined && sha256(readFileSync(data)) !== recorded)
      throw new NotCertifiable(
        `the dictionary ${name} is another than that of the run: certify with the fixproof that made it`,
      )
    if (file === undefined) sources.set(key, { kind: 'dictionary', origin: name, sha256: recorded })
    else sources.set(key, read('dictionary', path.resolve(cwd, file), inFolder(file, sources), recorded, cwd))
  }
  return [...sources.values()]
}

/** A name in the bundle that no other dictionary has. */
function inFolder(file: string, others: ReadonlyMap<string, Source>): string {
  const plain = path.basename(file).replace(/[^A-Za-z0-9._-]/g, '_')
  const taken = [...others.values()].map((other) => other.file)
  const name = (n: number): string => `dictionaries/${n === 1 ? '' : `${n}-`}${plain}`
  let n = 1
  while (taken.includes(name(n))) n++
  return name(n)
}

function builtInFile(name: string): string | undefined {
  const file = `${name.replaceAll('.', '')}.json`
  const data = path.resolve(import.meta.dirname, '../../dictionary/data', file)
  return /^FIXT?[.\dSP]+$/.test(name) && existsSync(data) ? data : undefined
}

/** Most bytes that an earlier report may unpack to. */
const LARGEST_ATTEMPT = 1_000_000_000

function attemptsOf(report: Report, { directory }: Places): Source[] {
  return (report.attempts ?? []).map(({ number, file, sha256: recorded }) => {
    const where = path.resolve(directory, file)
    if (path.relative(directory, where).startsWith('..'))
      throw new NotCertifiable(`attempt ${number} lies outside of the run's folder: ${file}`)
    let content: Buffer
    try {
      content = readFileSync(where)
    } catch {
      throw new NotThere(`${file}: the report of attempt ${number} is not there; all attempts have to be handed in`)
    }
    const text = gunzipSync(content, { maxOutputLength: LARGEST_ATTEMPT }).toString()
    if (sha256(JSON.stringify(JSON.parse(text))) !== recorded)
      throw new NotCertifiable(`${file}: the report of attempt ${number} was changed since`)
    refuseSecrets(parseReport(text, file), file)
    const name = `attempts/${path.basename(file)}`
    return { kind: 'attempt' as const, file: name, origin: file, sha256: sha256(content), content }
  })
}

/** @throws NotCertifiable */
export function refuseSecrets(report: Report, file: string): void {
  const found = unmaskedIn(report)
  if (found.length === 0) return
  const more = found.length > 5 ? `\n  and ${found.length - 5} more` : ''
  throw new NotCertifiable(
    `${file} holds secrets that would stand in the bundle:\n${found
      .slice(0, 5)
      .map((one) => `  ${one}`)
      .join('\n')}${more}\nstate them as \${env:NAME} in the profile, and run again`,
  )
}

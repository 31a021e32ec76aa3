/**
 * A venue pack: what a public rulebook asks of a session, as data. It names the cases that the venue asks for, what the venue
 * is known to do otherwise, and as questions what no public document states. Profile and dictionary lie beside it.
 */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { packModel, type Question, type Quirk, type StatedPack } from './pack-model.ts'
import { packProblems } from './pack-problems.ts'
import { parseYaml, readYaml, type YamlFile } from './read-yaml.ts'

export type { Question, Quirk, Rulebook } from './pack-model.ts'

export interface Pack extends Omit<StatedPack, 'pack' | 'quirks' | 'questions'> {
  readonly name: string
  /** Absolute path of pack.yaml. */
  readonly file: string
  readonly quirks: readonly Quirk[]
  /** What is not public; the answers go into the profile. */
  readonly questions: readonly Question[]
  /** Absolute path of the profile beside it: who is certified is its target. */
  readonly profile: string
}

/** A pack that can not be used: says file, line, key, value and what is allowed. */
export class PackError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PackError'
  }
}

/** The packs that come with this package; `dist/` when it is packed. */
const OWN_PACKS = path.resolve(
  import.meta.dirname,
  path.extname(import.meta.filename) === '.ts' ? '../..' : '../../..',
  'scenarios',
)

/**
 * @param file - pack.yaml; the profile is looked for beside it
 * @throws PackError
 */
export function loadPack(file: string): Pack {
  const folder = path.dirname(path.resolve(file))
  const profile = path.join(folder, 'profile.yaml')
  if (!existsSync(profile)) throw new PackError(`${file}: there is no profile.yaml beside the pack`)
  const { pack: name, quirks, ...rest } = checked(readYaml(file, 'pack', packModel, refuse))
  if (name !== path.basename(folder))
    throw new PackError(`${file}: "pack" is "${name}": expected "${path.basename(folder)}", the name of its folder`)
  return {
    ...rest,
    name,
    file: path.resolve(file),
    profile,
    quirks: quirks.flatMap(eachCase),
  }
}

/** What holds for several cases is a quirk of each, with an id of its own. */
function eachCase({ case: about, ...quirk }: StatedPack['quirks'][number]): Quirk[] {
  if (typeof about === 'string') return [{ ...quirk, case: about }]
  return about.map((one) => ({ ...quirk, id: `${quirk.id}:${one}`, case: one }))
}

/** @throws PackError */
export function parsePack(text: string, file: string): StatedPack {
  return checked(parseYaml(text, file, 'pack', packModel, refuse))
}

function refuse(text: string): PackError {
  return new PackError(text)
}

function checked(read: YamlFile<StatedPack>): StatedPack {
  const problems = packProblems(read)
  if (problems.length > 0) throw new PackError(problems.join('\n'))
  return read.data
}

/**
 * @param cwd - packs of the user's own `scenarios/` go before ours
 * @returns undefined when no pack has this name
 * @throws PackError when it can not be used
 */
export function packNamed(name: string, cwd?: string): Pack | undefined {
  const folder = foldersOf(cwd).find((one) => existsSync(path.join(one, name, 'pack.yaml')))
  return folder === undefined || !/^[\w.-]+$/.test(name) ? undefined : loadPack(path.join(folder, name, 'pack.yaml'))
}

/** Names of all packs, in the order of the alphabet. */
export function packNames(cwd?: string): string[] {
  const names = foldersOf(cwd).flatMap((folder) =>
    readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'pack.yaml'))),
  )
  return [...new Set(names)].sort()
}

function foldersOf(cwd: string | undefined): string[] {
  const own = cwd === undefined ? [] : [path.join(cwd, 'scenarios')]
  return [...own, OWN_PACKS].filter(existsSync)
}

/** A waiver that nobody has to renew: the venue's own document says that it is so. */
export interface QuirkWaiver {
  readonly id: string
  readonly case: string
  readonly when?: Quirk['when']
  readonly expect: string
  readonly reason: string
  readonly owner: string
  readonly until: string
  readonly quirk: true
  readonly source: string
}

/** The quirks of a pack in the shape of waivers; they never run out. */
export function quirkWaivers(pack: Pick<Pack, 'name' | 'quirks'>): QuirkWaiver[] {
  return pack.quirks.map(({ id, case: about, when, expect, sentence, source }) => ({
    id,
    case: about,
    ...(when === undefined ? {} : { when }),
    expect,
    reason: sentence,
    owner: `pack ${pack.name}`,
    until: '9999-12-31',
    quirk: true,
    source,
  }))
}

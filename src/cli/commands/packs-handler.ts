/** What `fixproof packs` prints: all packs, or one in full. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { nearest } from '../../dictionary/nearest.ts'
import { loadPack, type Pack, packNamed, packNames } from '../../onboarding/pack.ts'
import { packCases } from '../../onboarding/pack-cases.ts'
import { openQuestions } from '../../onboarding/pack-questions.ts'
import { findProfile } from '../../runner/find-profile.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { layoutOf } from '../persona-output.ts'
import type { Terminal } from '../terminal.ts'
import type { PacksArguments } from './packs.ts'
import { packNeeds } from './packs-needs.ts'
import { packList, packText } from './packs-text.ts'

/** @throws PackError, UsageError */
export function packs(terminal: Terminal, { name, json, profile }: PacksArguments): void {
  if (name === undefined) {
    if (profile !== undefined) throw new UsageError('--profile goes with the name of a pack: fixproof packs NAME')
    return list(terminal, json)
  }
  const stated = packOf(name, terminal.cwd)
  const pack =
    profile === undefined ? stated : { ...stated, questions: openIn(stated, findProfile(profile, terminal.cwd)) }
  if (json) return terminal.print(JSON.stringify({ ...pack, cases: packCases(pack) }, null, 2))
  terminal.print(packText(pack, packNeeds(pack), layoutOf(terminal), profile))
}

/** @throws UsageError when the profile is no YAML */
function openIn(pack: Pack, file: string): Pack['questions'] {
  try {
    return openQuestions(pack.questions, readFileSync(file, 'utf8'), readFileSync(pack.profile, 'utf8'))
  } catch (cause) {
    throw new UsageError(`--profile ${file}: ${(cause as Error).message}`)
  }
}

/** @param name - of a pack, or a file */
function packOf(name: string, cwd: string): Pack {
  if (/[/\\]|\.ya?ml$/.test(name)) return loadPack(path.resolve(cwd, name))
  const pack = packNamed(name, cwd)
  if (pack !== undefined) return pack
  const names = packNames(cwd)
  const near = nearest(name, names, 1)[0]
  throw new UsageError(
    `there is no pack "${name}"${near === undefined ? '.' : `; did you mean "${near}"?`} Known are ${names.join(', ')}`,
  )
}

function list(terminal: Terminal, json: boolean): void {
  const all = packNames(terminal.cwd).flatMap((name) => packNamed(name, terminal.cwd) ?? [])
  if (json)
    return terminal.print(
      JSON.stringify(
        all.map(({ name, title, summary, certifies }) => ({ name, title, summary, certifies })),
        null,
        2,
      ),
    )
  terminal.print(packList(all, layoutOf(terminal)))
}

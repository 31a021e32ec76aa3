/** What `fixproof packs` prints: all packs, or one in full. */
import path from 'node:path'
import { nearest } from '../../dictionary/nearest.ts'
import { loadPack, type Pack, packNamed, packNames } from '../../onboarding/pack.ts'
import { packCases } from '../../onboarding/pack-cases.ts'

import { UsageError } from '../../runner/usage-error.ts'
import { layoutOf } from '../persona-output.ts'
import type { Terminal } from '../terminal.ts'
import type { PacksArguments } from './packs.ts'
import { packNeeds } from './packs-needs.ts'
import { packList, packText } from './packs-text.ts'

/** @throws PackError, UsageError */
export function packs(terminal: Terminal, { name, json }: PacksArguments): void {
  if (name === undefined) return list(terminal, json)
  const pack = packOf(name, terminal.cwd)
  if (json) return terminal.print(JSON.stringify({ ...pack, cases: packCases(pack) }, null, 2))
  terminal.print(packText(pack, packNeeds(pack), layoutOf(terminal)))
}

/** @param name - of a pack, or a file */
function packOf(name: string, cwd: string): Pack {
  if (/[/\\]|\.ya?ml$/.test(name)) return loadPack(path.resolve(cwd, name))
  const pack = packNamed(name, cwd)
  if (pack !== undefined) return pack
  const names = packNames(cwd)
  const near = nearest(name, names, 1)[0]
  throw new UsageError(
    `there is no pack "${name}"${near === undefined ? '' : `; did you mean "${near}"?`} Known are ${names.join(', ')}`,
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

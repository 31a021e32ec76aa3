/** What `fixproof generate` says: how many scenarios of which kind, what was left out and why, and the next command. */
import { CHECK_KINDS, type CheckKind } from '../../generation/family.ts'
import { byReason, type Generated } from '../../generation/generate.ts'
import type { GenerateOptions } from './generate.ts'
import type { Source } from './generate-source.ts'

export interface MadeFile {
  readonly file: string
  readonly generated: Generated
}

/** Reasons with more places than this are told by their first ones. */
const SHOWN_PLACES = 4

/** What people are told, line by line. */
export function generatedText(
  { list, out }: Pick<GenerateOptions, 'list' | 'out'>,
  source: Source,
  made: readonly MadeFile[],
): string[] {
  const lines: string[] = []
  const say = (line: string): void => {
    lines.push(line)
  }
  const counts = CHECK_KINDS.map((kind) => [kind, sum(made, kind)] as const).filter(([, count]) => count > 0)
  const total = made.reduce((all, { generated }) => all + generated.titles.length, 0)
  say(`${total} scenarios${list ? ' would be made' : ''} from ${source.name} (${source.version.id}):`)
  for (const [kind, count] of counts) say(`  ${kind.padEnd(12)}${count}`)
  const left = byReason(made.flatMap(({ generated }) => generated.leftOut))
  if (left.length > 0) say('Left out:')
  for (const { why, what } of left) {
    const more = what.length > SHOWN_PLACES ? ` and ${what.length - SHOWN_PLACES} more` : ''
    say(`  ${what.slice(0, SHOWN_PLACES).join(', ')}${more}: ${why}`)
  }
  if (total === 0) return [...lines, 'There is nothing to be checked.']
  if (list) return lines
  for (const { file } of made.slice(0, SHOWN_PLACES)) say(`written   ${file}`)
  if (made.length > SHOWN_PLACES) say(`          and ${made.length - SHOWN_PLACES} more in ${out}`)
  const what = made.length === 1 ? made[0]?.file : out.endsWith('/') ? out : `${out}/`
  const profile = source.isFile ? ` --profile PROFILE   (its "dictionary:" names ${source.name})` : ''
  say(`next      npx fixproof run ${what} --begin-string ${source.version.id.split('/').at(-1)}${profile}`)
  return lines
}

function sum(made: readonly MadeFile[], kind: CheckKind): number {
  return made.reduce((all, { generated }) => all + (generated.counts.get(kind) ?? 0), 0)
}

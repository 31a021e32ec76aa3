/** What a run's scenarios are, as a hash: two runs with the same one made their choice out of the same. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Report, SourceKind } from '../report/report.ts'
import { PACKAGE_ROOT } from './package-paths.ts'
import { featureTexts } from './scenarios.ts'
import type { Selection } from './selection.ts'

/**
 * Of the feature files and of the user's step files, each with its path: below this package, or from the folder of the
 * run. Where the package lies and in which order files are found tells nothing.
 */
export function suiteHash(selection: Selection, steps: readonly string[], cwd: string): string {
  const files: readonly (readonly [file: string, text: string])[] = [
    ...featureTexts(selection),
    ...steps.map((file) => [file, readText(file)] as const),
  ]
  const named = files.map(([file, text]) => [nameOf(path.resolve(cwd, file), cwd), text] as const)
  const hash = createHash('sha256')
  for (const [name, text] of named.sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${name}\n${Buffer.byteLength(text)}\n${text}`)
  return hash.digest('hex')
}

/** What a run reads, file by file, for who looks later whether it is the same. */
export function sourcesOf(
  files: Readonly<Partial<Record<SourceKind, readonly (string | undefined)[]>>>,
  selection: Selection,
  cwd: string,
): NonNullable<Report['sources']> {
  const stated = Object.entries(files).flatMap(([kind, some]) =>
    some.flatMap((file) => (file === undefined ? [] : [[kind as SourceKind, file, readText(file)] as const])),
  )
  const features = featureTexts(selection).map(([file, text]) => ['feature' as const, file, text] as const)
  return [...stated, ...features].map(([kind, file, text]) => ({
    kind,
    file: nameOf(path.resolve(cwd, file), cwd),
    sha256: createHash('sha256').update(text).digest('hex'),
  }))
}

/** What an absolute path is called on every machine: below this package, or from the folder of the run. */
export function nameOf(file: string, cwd: string): string {
  const below = path.relative(PACKAGE_ROOT, file)
  const name = below.startsWith('..') || path.isAbsolute(below) ? path.relative(cwd, file) : below
  return name.replaceAll(path.sep, '/')
}

/** A pattern that stands for several files has no text of its own. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

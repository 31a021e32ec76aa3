/** Files that a run recorded, found again: features, steps, and what the profile names. They have to be those of the run. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { NotThere } from '../../evidence/keys.ts'
import { type Manifest, sha256 } from '../../evidence/manifest.ts'
import type { Report, SourceKind } from '../../report/report.ts'
import { PACKAGE_ROOT } from '../../runner/package-paths.ts'
import { NotCertifiable } from './evidence-error.ts'

/**
 * Files of the package are named from its folder, others from where the run was made. Both may have one of this name: the one with
 * the right content is meant.
 */
function placeOf(file: string, hash: string | undefined, cwd: string): string {
  const places = [path.resolve(cwd, file), path.resolve(PACKAGE_ROOT, file)]
  const there = places.filter((place) => existsSync(place))
  const right = hash === undefined ? undefined : there.find((place) => hashOf(place, file) === hash)
  return right ?? there[0] ?? path.resolve(cwd, file)
}

/** The inverse: how a file is named in a bundle. */
export function nameOf(file: string, cwd: string): string {
  const below = path.relative(PACKAGE_ROOT, file)
  return (below.startsWith('..') || path.isAbsolute(below) ? path.relative(cwd, file) : below).replaceAll(path.sep, '/')
}

/** Where the run found its file of this kind, with the hash it had; undefined when the report does not tell. */
export function recorded(
  report: Report,
  kind: SourceKind,
  cwd: string,
): { readonly file: string; readonly sha256: string } | undefined {
  const found = report.sources?.find((source) => source.kind === kind)
  return found && { file: placeOf(found.file, found.sha256, cwd), sha256: found.sha256 }
}

/**
 * Features and step files with their hashes; of an older report that does not tell them, those that its results name.
 *
 * @throws NotCertifiable when one was changed, NotThere when one is gone
 */
export function suiteOf(report: Report, cwd: string): Manifest['suite'] {
  const told = report.sources?.filter(({ kind }) => kind === 'feature' || kind === 'steps')
  const files =
    told ??
    [...new Set(report.results.map((result) => result.feature))].map((file) => ({
      kind: 'feature',
      file,
      sha256: undefined,
    }))
  const features = files.map(({ kind, file, sha256: then }) => {
    const now = hashOf(placeOf(file, then, cwd), file)
    if (then !== undefined && then !== now)
      throw new NotCertifiable(
        `${file}: the ${kind === 'feature' ? 'feature' : 'step file'} was changed since the run: bring back the one of the run, or run again`,
      )
    return { file, sha256: now }
  })
  const { name = 'suite', version = report.tool.version } = report.suite ?? {}
  const lines = features.map((one) => `${one.sha256}  ${one.file}\n`).sort()
  return { name, version, sha256: sha256(lines.join('')), features }
}

function hashOf(where: string, file: string): string {
  try {
    return sha256(readFileSync(where))
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new NotThere(`${file}: a file of the run's suite could not be read (${code})`)
  }
}

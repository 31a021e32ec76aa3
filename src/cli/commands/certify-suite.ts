/** The suite of a run, as its features and step files are now; they have to be those of the run. */
import path from 'node:path'
import { NotThere } from '../../evidence/keys.ts'
import { type Manifest, sha256 } from '../../evidence/manifest.ts'
import type { Report } from '../../report/report.ts'
import { OWN_FEATURES, PACKAGE_ROOT } from '../../runner/package-paths.ts'
import { featureTexts } from '../../runner/scenarios.ts'
import { type Selection, select } from '../../runner/selection.ts'
import { suiteHash } from '../../runner/suite-hash.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { NotCertifiable } from './evidence-error.ts'

/** What a profile says of the suite; files are relative to it. */
export interface SuiteOfProfile {
  readonly tags?: string
  readonly features?: readonly string[]
  readonly steps?: readonly string[]
}

/**
 * @param at - resolves a file of the profile
 * @param steps - step files that the run was given beside
 * @throws NotCertifiable when they were changed, NotThere when they are gone
 */
export function suiteOf(
  report: Report,
  suite: SuiteOfProfile,
  at: (file: string) => string,
  { cwd, steps }: { readonly cwd: string; readonly steps: readonly string[] },
): Manifest['suite'] {
  const words = (report.command ?? '').split(' ').filter((word) => /\.feature(:\d+)*$/.test(word))
  const selection: Selection = select(words, OWN_FEATURES, { suite: suite.tags }, (suite.features ?? []).map(at))
  const features = readFeatures(selection, cwd)
  const stepFiles = [...steps.map((file) => path.resolve(cwd, file)), ...(suite.steps ?? []).map(at)]
  const hash = suiteHash(selection, stepFiles, cwd)
  const recorded = report.suite?.sha256
  if (recorded !== undefined && recorded !== hash)
    throw new NotCertifiable(
      'the features or step files were changed since the run: run again. If the run was given step files on the command line, name them by --steps',
    )
  const { name = 'suite', version = report.tool.version } = report.suite ?? {}
  return { name, version, sha256: hash, features }
}

function readFeatures(selection: Selection, cwd: string): Manifest['suite']['features'] {
  try {
    const files = featureTexts(selection).map(([file, text]) => ({
      file: nameOf(path.resolve(cwd, file), cwd),
      sha256: sha256(text),
    }))
    return files.sort((a, b) => (a.file < b.file ? -1 : 1))
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    throw new NotThere(`a feature of the run is not there: ${error.message}`)
  }
}

/** Below the package, or from the folder of the run. */
export function nameOf(file: string, cwd: string): string {
  const below = path.relative(PACKAGE_ROOT, file)
  return (below.startsWith('..') || path.isAbsolute(below) ? path.relative(cwd, file) : below).replaceAll(path.sep, '/')
}

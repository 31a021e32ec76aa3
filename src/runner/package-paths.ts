/** Where the parts of the package lie, in a checkout (`src/`, run by type stripping) and when packed (`dist/`). */
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** `.ts` in a checkout, `.js` in the package: nothing below node_modules is stripped of types. */
const EXTENSION = path.extname(import.meta.filename)

/** The folder that holds src/ and steps/: the checkout, or dist/. */
const CODE_ROOT = path.resolve(import.meta.dirname, '../..')

/** The folder of package.json. */
export const PACKAGE_ROOT = EXTENSION === '.ts' ? CODE_ROOT : path.dirname(CODE_ROOT)

/** Our step files, as a glob. */
export function ownSteps(): string {
  return path.join(CODE_ROOT, 'steps', `*${EXTENSION}`)
}

/** Features of the suite, and those of them that are about the session alone. */
export const OWN_FEATURES = path.join(PACKAGE_ROOT, 'features')
export const SESSION_FEATURES = path.join(OWN_FEATURES, 'session')
export const SCENARIOS = path.join(PACKAGE_ROOT, 'scenarios')

/** @returns name and version of this package */
export function packageInfo(): { name: string; version: string } {
  return JSON.parse(readFileSync(path.join(PACKAGE_ROOT, 'package.json'), 'utf8'))
}

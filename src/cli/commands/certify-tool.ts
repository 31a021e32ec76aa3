/** The tool itself as a part of the evidence: a hash over its files, and the dictionaries that it names fields by. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Dictionary } from '../../dictionary/dictionary.ts'
import { dictionaryOfSession } from '../../dictionary/session-dictionary.ts'
import { type Manifest, sha256 } from '../../evidence/manifest.ts'
import { findVersion } from '../../fix/versions.ts'
import { PACKAGE_ROOT, packageInfo } from '../../runner/package-paths.ts'

/** What the package is made of: in a checkout the sources, else what was built of them. */
const FOLDERS = path.extname(import.meta.filename) === '.ts' ? ['bin', 'src', 'steps'] : ['bin', 'dist']

/** No part of the tool, and not in the package. */
const TESTS = /\.(test|browser-test)\.ts$|^src\/testing\//

/** SHA-256 over a line for each file, as sha256sum writes it, in the order of the names. */
export function toolHash(): Manifest['tool'] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(PACKAGE_ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(PACKAGE_ROOT, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')),
  )
    .filter((file) => !TESTS.test(file))
    .sort()
  const lines = files.map((file) => `${sha256(readFileSync(path.join(PACKAGE_ROOT, file)))}  ${file}\n`)
  const { name, version } = packageInfo()
  return { name, version, files: files.length, sha256: sha256(lines.join('')) }
}

/** Names of fields, as the run had them. @param stated - `dictionary:` of its profile: a name, or a file */
export function dictionaryOfRun(stated: string | undefined): (beginString: string) => Dictionary | undefined {
  return (beginString) => {
    const version = findVersion(beginString)
    return version === undefined ? undefined : dictionaryOfSession(version, stated).dictionary
  }
}

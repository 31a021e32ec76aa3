/** Where the profile of a name lies: the user's scenarios first, then ours. */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { nearest } from '../dictionary/nearest.ts'
import { SCENARIOS } from './package-paths.ts'
import { UsageError } from './usage-error.ts'

/**
 * @param nameOrFile - a name below `scenarios/`, or a path
 * @throws UsageError with the names there are
 */
export function findProfile(nameOrFile: string, cwd: string): string {
  const asFile = path.resolve(cwd, nameOrFile)
  if (/\.ya?ml$/.test(nameOrFile)) {
    if (existsSync(asFile)) return asFile
    throw new UsageError(`--profile ${nameOrFile}: there is no such file`)
  }
  for (const folder of [path.join(cwd, 'scenarios'), SCENARIOS]) {
    const file = path.join(folder, nameOrFile, 'profile.yaml')
    if (existsSync(file)) return file
  }
  const names = [...new Set([path.join(cwd, 'scenarios'), SCENARIOS].flatMap(profilesIn))]
  const near = nearest(nameOrFile, names, 1)[0]
  throw new UsageError(
    `--profile "${nameOrFile}": there is no scenarios/${nameOrFile}/profile.yaml${near === undefined ? '.' : `, did you mean "${near}"?`} Known are ${names.join(', ')}`,
  )
}

function profilesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'profile.yaml')))
}

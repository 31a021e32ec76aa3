/** What the command line says about the sessions of a simulator: their versions, our role, and any parameter. */
import { nearest } from '../dictionary/nearest.ts'
import { type FixVersion, findVersion, VERSIONS } from '../fix/versions.ts'
import type { Stated } from '../parameters/resolve.ts'
import type { Profile } from '../testbench/profile.ts'
import type { SimulateOptions } from './simulate-request.ts'
import { UsageError } from './usage-error.ts'

export type Role = 'initiator' | 'acceptor'

/** The command line decides; else we are what the target is not. Of both roles a simulator accepts. */
export function ourRoles({ listen, connect }: SimulateOptions, profile: Profile | undefined): Role[] {
  if (listen !== undefined && connect !== undefined)
    throw new UsageError('--listen and --connect: a session accepts or dials; start a simulator for each')
  if (listen !== undefined || connect !== undefined)
    return [
      ...(listen === undefined ? [] : (['acceptor'] as const)),
      ...(connect === undefined ? [] : (['initiator'] as const)),
    ]
  const theirs = profile === undefined ? [] : [profile.target.role].flat()
  return theirs.includes('initiator') ? ['acceptor'] : ['initiator']
}

/** @throws UsageError */
export function versionsAsked({ beginString }: SimulateOptions): FixVersion[] | undefined {
  if (beginString === undefined) return undefined
  const names = beginString.split(',').map((name) => name.trim())
  if (names.includes('all')) return [...VERSIONS]
  return names.map((name) => {
    const version = findVersion(name)
    if (version !== undefined) return version
    const known = VERSIONS.map(({ id }) => id)
    const near = nearest(name, known, 1)[0]
    throw new UsageError(
      `--begin-string "${name}" is no FIX version${near === undefined ? '.' : `, did you mean "${near}"?`} Known are ${known.join(', ')}, and all`,
    )
  })
}

/** What the command line says about the sessions. @throws UsageError */
export function statedBy({ set, heartbeat }: SimulateOptions): Stated {
  const stated = new Map<string, unknown>()
  if (heartbeat !== undefined) stated.set('heartBtInt', heartbeat)
  for (const text of set) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text)?.map((part) => part.trim()) ?? []
    if (name === undefined || name === '' || value === undefined || /\p{Cc}/u.test(text))
      throw new UsageError(`--set ${JSON.stringify(text)}: expected NAME=VALUE, without control characters`)
    const earlier = stated.get(name)
    if (earlier !== undefined && String(earlier) !== value)
      throw new UsageError(`--set ${name}: given as "${earlier}" and as "${value}"; say it once`)
    stated.set(name, value)
  }
  // A name such as __proto__ is an unknown parameter like any other.
  return Object.fromEntries(stated)
}

/** What a report says of the run beside its results: target, dictionaries, environment, the venue's rulebook. */
import os from 'node:os'
import path from 'node:path'
import type { DictionarySource } from '../dictionary/load.ts'
import { dictionaryOfSession } from '../dictionary/session-dictionary.ts'
import { findVersion } from '../fix/versions.ts'
import type { Pack } from '../onboarding/pack.ts'
import type { Report } from '../report/report.ts'
import type { Leg } from '../testbench/leg.ts'
import type { RunPlan } from './run.ts'
import type { Hashed } from './suite-files.ts'

/** The target as the profile describes it, with the addresses of all legs. */
export function targetOf(plan: Pick<RunPlan, 'profile' | 'legs'>): Report['target'] {
  const { target } = plan.profile
  const endpoints = [...new Map(plan.legs.map((leg) => [leg.targetRole, endpointOf(leg)])).values()]
  const first = endpoints[0] ?? { role: 'acceptor' as const, address: 'nowhere' }
  const { name, version, vendor, engineName, environment } = target
  return {
    ...first,
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(engineName === undefined ? {} : { engine: engineName }),
    ...(environment === undefined ? {} : { environment }),
    ...(endpoints.length > 1 ? { endpoints } : {}),
  }
}

function endpointOf(leg: Leg): { role: Leg['targetRole']; address: string } {
  if (leg.transport === 'memory') return { role: leg.targetRole, address: 'in memory' }
  if (leg.transport === 'process') return { role: leg.targetRole, address: 'in a process of its own' }
  const address = `${leg.host}:${leg.port}`
  return { role: leg.targetRole, address: leg.targetRole === 'acceptor' ? address : `dialling to ${address}` }
}

/** What scenarios took names and values from: the profile's dictionary with all that it stands on, or the version's own. */
export function dictionariesOf(legs: readonly Leg[], cwd: string): NonNullable<Report['dictionaries']> {
  const found = new Map<string, NonNullable<Report['dictionaries']>[number]>()
  for (const leg of legs)
    for (const { name, kind, file, sha256 } of sourcesOf(leg)) {
      const ofFile = file === undefined ? {} : { kind, file: path.relative(cwd, file) }
      found.set(`${leg.version} ${file ?? name}`, { beginString: leg.version, name, sha256, ...ofFile })
    }
  return [...found.values()]
}

/** Each is read once, however many legs have it. */
const sources = new Map<string, readonly DictionarySource[]>()

function sourcesOf(leg: Leg): readonly DictionarySource[] {
  const version = findVersion(leg.version)
  if (version === undefined) return []
  const key = `${leg.version} ${leg.dictionary ?? ''}`
  const known = sources.get(key) ?? dictionaryOfSession(version, leg.dictionary).sources
  sources.set(key, known)
  return known
}

export function environmentOf(legs: readonly Leg[]): Record<string, string> {
  const simulated = legs.some((leg) => leg.transport === 'memory')
  return {
    host: os.hostname(),
    os: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
    clock: simulated ? 'simulated: waits cost no time' : 'real time',
  }
}

/** The rulebooks as the pack names them; what it knows of them beyond that is its own. */
export function packOf({ content, sha256 }: Hashed<Pack>): NonNullable<Report['pack']> {
  const { name, title, rulebooks, venueIds } = content
  return {
    name,
    title,
    sha256,
    rulebooks: rulebooks.map(({ title: of, version, url }) => ({
      title: of,
      ...(version === undefined ? {} : { version }),
      ...(url === undefined ? {} : { url }),
    })),
    ...(Object.keys(venueIds).length === 0 ? {} : { venueIds: { ...venueIds } }),
  }
}

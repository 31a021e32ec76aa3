/** What a report says of the run beside its results: target, dictionaries, environment, the venue's rulebook. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import os from 'node:os'
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

export function dictionariesOf(legs: readonly Leg[]): NonNullable<Report['dictionaries']> {
  const names = new Map<string, { beginString: string; name: string; sha256: string }>()
  for (const leg of legs)
    for (const name of findVersion(leg.version)?.dictionaries ?? []) {
      const data = new URL(
        `../dictionary/data/${name.replace('FIX.', 'FIX').replace('FIXT.', 'FIXT').replaceAll('.', '')}.json`,
        import.meta.url,
      )
      const sha256 = createHash('sha256').update(readFileSync(data)).digest('hex')
      names.set(`${leg.version} ${name}`, { beginString: leg.version, name, sha256 })
    }
  return [...names.values()]
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

/** Who and what was tested: as stated by people, as the profile says it, and as it was seen on the wire. */

import { columnsOf } from '../report/matrix.ts'
import type { Report, ReportResult } from '../report/report.ts'

/** What one end of a session is called, tester's view; sub and location ids only where they were used. */
export interface SessionIds {
  readonly beginString: string
  readonly tester: string
  readonly target: string
}

export interface Identity {
  readonly firm?: string
  readonly contact?: string
  readonly application?: string
  readonly applicationVersion?: string
  readonly engine?: string
  readonly engineVersion?: string
  readonly vendor?: string
  readonly environment?: string
  /** `acceptor 127.0.0.1:9878`, one for each role that was tested. */
  readonly addresses: readonly string[]
  readonly versions: readonly string[]
  readonly sessions: readonly SessionIds[]
  /** Whatever else the profile's `identity:` says. */
  readonly further: Readonly<Record<string, string>>
}

/** Keys of the profile's `identity:` that have a place of their own, as people may spell them. */
const NAMED = {
  firm: ['firm', 'company', 'member', 'participant'],
  contact: ['contact', 'email', 'mail'],
  application: ['application', 'applicationName', 'app'],
  applicationVersion: ['applicationVersion', 'application-version', 'appVersion'],
  tester: ['tester'],
  reviewer: ['reviewer', 'analyst'],
} as const

export type NamedKey = keyof typeof NAMED

/** What the profile's `identity:` says for the keys that `certify` has flags for. */
export function statedInProfile(report: Pick<Report, 'identity'>): Partial<Record<NamedKey, string>> {
  const found = Object.entries(NAMED).flatMap(([name, spellings]) => {
    const key = Object.keys(report.identity ?? {}).find((some) => spellings.some((one) => same(one, some)))
    return key === undefined ? [] : [[name, String(report.identity?.[key])]]
  })
  return Object.fromEntries(found)
}

function same(one: string, other: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  return plain(one) === plain(other)
}

/** What `certify` was told; it comes before what the report says. */
export function identityOf(report: Report, stated: Partial<Record<NamedKey, string>>): Identity {
  const { target } = report
  const told = { ...statedInProfile(report), ...withoutUndefined(stated) }
  const { firm, contact } = told
  const application = told.application ?? target.name
  const applicationVersion = told.applicationVersion ?? target.version
  const engine = target.engine ?? (application === target.name ? undefined : target.name)
  const engineVersion = applicationVersion === target.version ? undefined : target.version
  const known = Object.values(NAMED).flat()
  const further = Object.entries(report.identity ?? {}).filter(([key]) => !known.some((name) => same(name, key)))
  return {
    ...withoutUndefined({ firm, contact, application, applicationVersion, engine, engineVersion }),
    ...withoutUndefined({ vendor: target.vendor, environment: target.environment }),
    addresses: (target.endpoints ?? [target]).map(({ role, address }) => `${role} ${address}`),
    versions: [...new Set(columnsOf(report.results).map(({ beginString }) => beginString))],
    sessions: sessionsOf(report.results),
    further: Object.fromEntries(further.map(([key, value]) => [key, String(value)])),
  }
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

/** Scenarios log on with wrong names on purpose; what stands in fewer of a version's Logons than this is such a one. */
const RARE = 0.05

/** Names that Logons of the target carry, most frequent first, by version. */
function sessionsOf(results: readonly ReportResult[]): SessionIds[] {
  return columnsOf(results)
    .flatMap(({ beginString, results: some }) => namesIn(beginString, some))
    .filter((session, i, all) => i === all.findIndex((other) => JSON.stringify(other) === JSON.stringify(session)))
}

function namesIn(beginString: string, results: readonly ReportResult[]): SessionIds[] {
  const seen = new Map<string, { session: SessionIds; count: number }>()
  let all = 0
  for (const { transcript } of results)
    for (const { direction, msgType, raw } of transcript) {
      if (direction !== 'in' || msgType !== 'A') continue
      const value = (tag: number): string | undefined => new RegExp(`\\|${tag}=([^|]*)\\|`).exec(raw)?.[1]
      const named = (...tags: number[]) => tags.flatMap((tag) => value(tag) ?? []).join('/')
      const session = { beginString, tester: named(56, 57, 143), target: named(49, 50, 142) }
      if (session.tester === '' || session.target === '') continue
      const key = `${session.tester}\0${session.target}`
      const known = seen.get(key)
      if (known === undefined) seen.set(key, { session, count: 1 })
      else known.count++
      all++
    }
  return [...seen.values()]
    .filter(({ count }) => count >= RARE * all)
    .sort((a, b) => b.count - a.count)
    .map(({ session }) => session)
}

/** Every parameter there is, and finding one by any of its names. */
import { nearest } from '../dictionary/nearest.ts'
import type { Alias, Family, Parameter } from './parameter.ts'
import { ADMINISTRATION } from './table/administration.ts'
import { APPLICATION } from './table/application.ts'
import { BACKUP } from './table/backup.ts'
import { CONNECTION } from './table/connection.ts'
import { GAPS } from './table/gaps.ts'
import { LOGON } from './table/logon.ts'
import { MESSAGE_CONTENT } from './table/message-content.ts'
import { PROTECTION } from './table/protection.ts'
import { QUICKFIX } from './table/quickfix.ts'
import { RESEND } from './table/resend.ts'
import { SCHEDULE } from './table/schedule.ts'
import { SEQUENCE } from './table/sequence.ts'
import { STORAGE } from './table/storage.ts'
import { SUPERVISION } from './table/supervision.ts'
import { TLS } from './table/tls.ts'
import { VALIDATION } from './table/validation.ts'

/** In the order of the reference. A later row wins over an earlier one that lands in the same place. */
export const PARAMETERS: readonly Parameter[] = [
  ...SEQUENCE,
  ...GAPS,
  ...RESEND,
  ...LOGON,
  ...MESSAGE_CONTENT,
  ...SUPERVISION,
  ...CONNECTION,
  ...BACKUP,
  ...SCHEDULE,
  ...STORAGE,
  ...VALIDATION,
  ...APPLICATION,
  ...PROTECTION,
  ...TLS,
  ...ADMINISTRATION,
  ...QUICKFIX,
]

/** A row, the alias it was found by, and what stands in the place of `<n>` or `<MsgType>` in its name. */
export interface Found {
  readonly parameter: Parameter
  readonly alias?: Alias
  /** Empty for a name without such a place, and for a numbered one without its number. */
  readonly index: string
}

interface Name {
  readonly families: readonly Family[]
  readonly found: Omit<Found, 'index'>
}

const NAMES: ReadonlyMap<string, readonly Name[]> = allNames()

function allNames(): Map<string, Name[]> {
  const names = new Map<string, Name[]>()
  const add = (name: string, entry: Name) => {
    const key = name.toLowerCase()
    names.set(key, [...(names.get(key) ?? []), entry])
  }
  for (const parameter of PARAMETERS) {
    add(parameter.name, { families: [], found: { parameter } })
    for (const alias of parameter.aliases) add(alias.name, { families: alias.families, found: { parameter, alias } })
  }
  return names
}

/**
 * The parameter that a name means. A family's own reading comes first, then the canonical name, then that of whichever
 * product has the name.
 *
 * @returns the products whose readings differ when a family must be said; undefined when nobody has the name
 */
export function findParameter(
  name: string,
  family?: Family,
): Found | { readonly ambiguous: readonly Family[] } | undefined {
  const wanted = name.trim()
  const plain = NAMES.get(wanted.toLowerCase())
  if (plain !== undefined) return choose(plain, family, '')
  const [, stem = '', digits = ''] = /^(.*?)(\d*)$/.exec(wanted) ?? []
  const numbered = NAMES.get(`${stem}<n>`.toLowerCase())
  if (numbered !== undefined) return choose(numbered, family, digits)
  // A MsgType is told apart by upper and lower case, unlike the name around it.
  const [, before = '', msgType = '', behind = ''] = /^(.*\.)([A-Za-z0-9]{1,3})(\..*)$/.exec(wanted) ?? []
  const ofType = NAMES.get(`${before}<MsgType>${behind}`.toLowerCase())
  return ofType === undefined ? undefined : choose(ofType, family, msgType)
}

function choose(names: readonly Name[], family: Family | undefined, index: string): ReturnType<typeof findParameter> {
  const own = family === undefined ? undefined : names.find(({ families }) => families.includes(family))
  const canonical = names.find(({ found }) => found.alias === undefined)
  const chosen = own ?? canonical ?? names[0]
  const different = own === undefined && canonical === undefined && new Set(names.map(reading)).size > 1
  if (different) return { ambiguous: names.flatMap(({ families }) => families) }
  return chosen === undefined ? undefined : { ...chosen.found, index }
}

/** What makes two readings of a name the same one. */
function reading({ found }: Name): string {
  return `${found.parameter.name} ${found.alias?.kind?.allowed ?? ''} ${String(found.alias?.convert ?? '')}`
}

/** Every name that can be stated, in the spelling of the table. */
export function allParameterNames(): string[] {
  return PARAMETERS.flatMap(({ name, aliases }) => [name, ...aliases.map((alias) => alias.name)]).map((name) =>
    name.replace('<n>', ''),
  )
}

/** Names near to one that nobody has; of names that differ in case only, the canonical one. */
export function nearParameters(name: string): string[] {
  const spellings = new Map<string, string>()
  for (const known of allParameterNames()) {
    const key = known.toLowerCase()
    if (!spellings.has(key)) spellings.set(key, known)
  }
  return nearest(name, spellings.values())
}

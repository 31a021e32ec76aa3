/** The shape of one row of the table of parameters: its names, what it takes, where it goes, what it means. */
import type { SessionSettings } from '../session/settings.ts'
import type { ValidationOptions } from '../validation/options.ts'
import type { EngineWideSettings } from './engine-wide.ts'
import type { Kind } from './kinds.ts'
import type {
  ApplicationSettings,
  ConnectionSettings,
  Destination,
  ProtectionSettings,
  ScheduleSettings,
  StorageSettings,
  TlsSettings,
} from './settings.ts'

/** Products whose names are read: `java` is FIX Antenna Java and .NET Core, `quickfix` QuickFIX in C++ and Java. */
export const FAMILIES = ['cpp', 'fixedge', 'python', 'java', 'quickfix'] as const
/** One of the families whose names are read. */
export type Family = (typeof FAMILIES)[number]

/** A place in `EngineParameters`, or behind `engine.` in `EngineWideSettings`. `#` is the position in a list. */
export type Path =
  | `session.${keyof SessionSettings}`
  | `session.validation.${keyof ValidationOptions}`
  | `connection.${keyof ConnectionSettings}`
  | `connection.backup.${keyof Destination}`
  | `connection.destinations.#.${keyof Destination}`
  | `schedule.${keyof ScheduleSettings}`
  | `schedule.schedule.${keyof NonNullable<ScheduleSettings['schedule']>}`
  | `storage.${keyof StorageSettings}`
  | `protection.${keyof ProtectionSettings}`
  | `application.${keyof ApplicationSettings}`
  | `tls.${keyof TlsSettings}`
  | 'qualifier'
  | `engine.${keyof EngineWideSettings}`

/** Another name of a parameter, as some products spell it; upper and lower case do not matter. */
export interface Alias {
  /** `<n>` in it is a number from 1 on, or nothing: SocketConnectHost, SocketConnectHost1, … */
  readonly name: string
  readonly families: readonly Family[]
  /** What the product takes there, when it is not what we take. */
  readonly kind?: Kind
  /** From the product's value to ours; nothing when the value says nothing about the parameter. */
  readonly convert?: (value: unknown) => unknown
  /** How the values differ, for the reference. */
  readonly note?: string
}

export interface Parameter {
  /** Canonical name, camelCase; with `<n>` as in an alias, or `<MsgType>` for a MsgType(35). */
  readonly name: string
  readonly group: string
  readonly kind: Kind
  readonly unit?: string
  /** Where the value lands; absent when it is put together with others (`assemble.ts`) or has no effect. */
  readonly path?: Path
  /** What holds when nobody states it; undefined = nothing. */
  readonly default: unknown
  readonly meaning: string
  /** Product or section that the parameter comes from. */
  readonly source: string
  /** The value that the FIX standard does not allow is on: what to say about it. Off by default. */
  readonly nonCompliant?: (value: unknown) => boolean
  /**
   * `full`: does what it says. `none`: tuning of a product's inside, accepted without effect. `unsupported`: changes
   * the behaviour of its product, but can not change ours, for the `reason`: anything other than the default is warned
   * about.
   */
  readonly effect: 'full' | 'none' | 'unsupported'
  /** Why it has no effect here, and what to state instead; each parameter that is `unsupported` has one. */
  readonly reason?: string
  readonly aliases: readonly Alias[]
  /** The value is never shown. */
  readonly secret?: boolean
}

type Row = Omit<Parameter, 'group' | 'effect' | 'aliases' | 'default' | 'source'> & {
  readonly default?: unknown
  readonly source?: string
  readonly effect?: Parameter['effect']
  readonly aliases?: readonly Alias[]
}

/** The rows of one subject. */
export function group(name: string, source: string, rows: readonly Row[]): Parameter[] {
  return rows.map((row) => ({
    ...row,
    group: name,
    default: row.default,
    source: row.source ?? source,
    effect: row.effect ?? 'full',
    aliases: row.aliases ?? [],
  }))
}

type AliasOptions = Pick<Alias, 'kind' | 'convert' | 'note'>

const aliasOf =
  (...families: Family[]) =>
  (name: string, options: AliasOptions = {}): Alias => ({ name, families, ...options })

/** C++ engine, Python and FIXEdge, which share their names. */
export const antenna = aliasOf('cpp', 'python', 'fixedge')
export const cpp = aliasOf('cpp')
export const python = aliasOf('python')
export const fixedge = aliasOf('fixedge')
export const java = aliasOf('java')
export const quickfix = aliasOf('quickfix')
/** A name of the requirement itself, which no product has. */
export const everywhere = aliasOf(...FAMILIES)

/** For an alias that says the opposite. */
export const not = (value: unknown): unknown => value !== true
/** For an alias that can only switch on: false says nothing. */
export const onlyTrue = (value: unknown): unknown => (value === true ? true : undefined)
/** For an alias in milliseconds of a parameter in seconds. */
export const msToSeconds = (value: unknown): unknown => Number(value) / 1000
/** For an alias in seconds of a parameter in milliseconds. */
export const secondsToMs = (value: unknown): unknown => Number(value) * 1000

/** What is asked of a simulator by the command line, and the few words that its parts share. */
import type { ConnectionName } from '../engine/hosted-application.ts'
import { PRESET_NAMES, type PresetName } from '../parameters/presets.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import type { Address } from '../transport/transport.ts'
import { UsageError } from './usage-error.ts'

/** What the command line says; it goes before the profile. */
export interface SimulateOptions {
  readonly profile?: string | undefined
  readonly quickfixConfig?: string | undefined
  readonly listen?: string | undefined
  readonly connect?: string | undefined
  readonly beginString?: string | undefined
  readonly sender?: string | undefined
  readonly target?: string | undefined
  readonly heartbeat?: number | undefined
  readonly application?: string | undefined
  /** A persona by name or file: the simulator is a venue. */
  readonly persona?: string | undefined
  /** Rules of the persona that are wrong on purpose are followed too. */
  readonly faults?: boolean | undefined
  /** Reports do not say in Text(58) which rule made them. */
  readonly quietText?: boolean | undefined
  readonly store?: string | undefined
  readonly preset?: string | undefined
  /** `NAME=VALUE` each. */
  readonly set: readonly string[]
  readonly admin?: string | undefined
  readonly adminToken?: string | undefined
  readonly adminCert?: string | undefined
  readonly adminKey?: string | undefined
  readonly adminCa?: string | undefined
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface PlannedListener {
  readonly address: Address
  /** With the TLS settings of this session; plain without. */
  readonly tls?: EngineParameters['tls'] | undefined
  /** Which destination of the counterparty it plays. Default: primary. */
  readonly connection?: ConnectionName | undefined
}

/** Listening is for this machine unless a host is said. */
export const LISTEN_HOST = '127.0.0.1'

/** @throws UsageError */
export function presetOf({ preset, quickfixConfig }: SimulateOptions): PresetName {
  if (preset === undefined) return quickfixConfig === undefined ? 'standard' : 'quickfix'
  const known = PRESET_NAMES.find((name) => name === preset)
  if (known === undefined) throw new UsageError(`--preset "${preset}": expected one of ${PRESET_NAMES.join(', ')}`)
  return known
}

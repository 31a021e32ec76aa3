/**
 * What products state beside their sessions, because it holds for a whole engine: listeners, sessions made from unknown
 * Logons, the admin API. It is resolved with the session and handed back next to its parameters.
 */
export interface EngineWideSettings {
  /** Plain listeners. Default none. */
  readonly listenPorts: readonly number[]
  /** TLS listeners; none of them is a plain one too. Default none. */
  readonly listenTlsPorts: readonly number[]
  /** Local address of the listeners; all addresses when absent. */
  readonly listenAddress: string | undefined
  /** A plain connection to this session is refused. Default false. */
  readonly requireTls: boolean
  /** A Logon with unknown CompIDs makes a session; otherwise its connection is closed. Default false. */
  readonly acceptUnknown: boolean
  /** `ignoreSeqNumTooLowAtLogon` of sessions made so. Default false. */
  readonly unknownIgnoreSeqNumTooLowAtLogon: boolean
  /** Sessions that may be made so, of all listeners together: strangers decide how many are asked for. Default 100. */
  readonly maxUnknownSessions: number
  /** Tag that carries `qualifier` in Logon. Default 9012. */
  readonly logonMessageSessionQualifierTag: number
  /** Listeners for the primary and the backup connection share one session store. Default true. */
  readonly sharedStore: boolean
  /** Megabytes of sent messages that the sessions may keep in memory together; 0 = no limit, the default. */
  readonly totalOutgoingStorageMemoryLimit: number
  /** Dictionary files or built-in names, session layer first. */
  readonly dictionaries: readonly string[]
  /** An admin API is asked for; `fixproof simulate` makes one. Default false. */
  readonly adminEnabled: boolean
  /** Where it listens; 0, the default, is any free port. */
  readonly adminPort: number
  /** Local address that it listens at. Default all. */
  readonly adminBindAddress: string
  /** With or without TLS. Default HTTPS. */
  readonly adminServerMode: 'HTTP' | 'HTTPS'
}

export const ENGINE_WIDE_DEFAULTS = {
  listenPorts: [],
  listenTlsPorts: [],
  listenAddress: undefined,
  requireTls: false,
  acceptUnknown: false,
  unknownIgnoreSeqNumTooLowAtLogon: false,
  maxUnknownSessions: 100,
  logonMessageSessionQualifierTag: 9012,
  sharedStore: true,
  totalOutgoingStorageMemoryLimit: 0,
  dictionaries: [],
  adminEnabled: false,
  adminPort: 0,
  adminBindAddress: '0.0.0.0',
  adminServerMode: 'HTTPS',
} as const satisfies EngineWideSettings

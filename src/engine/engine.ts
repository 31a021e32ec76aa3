/**
 * The public surface of `fixproof/engine`: a FIX session engine without the harness around it. It only re-exports;
 * docs/engine-api.md says what each name is for. Messages and fields are those of `fixproof/codec`.
 */

// Engine and sessions: many sessions with everything around them, and the parts that they are made of.

export { type Entry, Journal, type JournalClocks, type JournalLimits } from '../journal/journal.ts'
export type { EndReason, Observation, ObservedEvent, SessionEnd } from '../session/action.ts'
export { Acceptor, type AcceptorOptions, type AdmissionOptions } from './acceptor.ts'
export { type Application, EngineSession, type EngineSessionOptions } from './engine-session.ts'
export { type CreateSessionOptions, FixEngine, type FixEngineOptions, type ListenOptions } from './fix-engine.ts'
export type { ConnectionName, HostedApplication } from './hosted-application.ts'
export { HostedSession, type HostedSessionOptions, sessionId } from './hosted-session.ts'
export { Initiator, type InitiatorOptions } from './initiator.ts'
export type { LifecycleState } from './session-lifecycle.ts'
export type { SessionStatistics } from './session-statistics.ts'
export type { Tamper } from './tamper.ts'

// Parameters: what a session can be told, under whatever name, and what holds when it is not.

export type { Identity } from '../parameters/assemble.ts'
export type { EngineWideSettings } from '../parameters/engine-wide.ts'
export type { Family } from '../parameters/parameter.ts'
export { PRESET_NAMES, type PresetName } from '../parameters/presets.ts'
export { layersFor, type PropertyLayers, parseProperties } from '../parameters/properties.ts'
export { parseQuickFixConfig, type QuickFixConfig, type QuickFixSession } from '../parameters/quickfix-config.ts'
export { parameterReference } from '../parameters/reference.ts'
export { type Resolved, type ResolveOptions, resolveParameters, type Stated } from '../parameters/resolve.ts'
export type {
  ApplicationSettings,
  ConnectionSettings,
  Destination,
  EngineParameters,
  ProtectionSettings,
  ScheduleSettings,
  StorageSettings,
  Throttle,
  TlsSettings,
} from '../parameters/settings.ts'
export { type Role, type SessionSettings, sessionSettings } from '../session/settings.ts'

// Schedules: when a session runs, and when its numbers begin anew.

export { parseResetTime, parseSchedule, type Schedule, type ScheduleText } from '../session/schedule.ts'
export { Scheduler, type SchedulerOptions, schedulesOf } from './scheduler.ts'

// Storage: messages and numbers, and what is left of numberings that ended.

export { openFileStore } from '../store/file-store.ts'
export type { FileStoreOptions } from '../store/file-store-options.ts'
export { inspectStore, type StoreDescription } from '../store/inspect-store.ts'
export { MemoryStore } from '../store/memory-store.ts'
export type { ArchivedNumbering, MessageStore, StoredMessage } from '../store/message-store.ts'
export { openStore, type StorageOptions, type StoreOptions } from '../store/open-store.ts'
export { type StoredSession, sessionIdentity } from '../store/session-folder-name.ts'

// Network: TCP, TLS, memory, or one of your own.

export { MemoryNetwork, type MemoryNetworkOptions } from '../transport/memory.ts'
export { createTcpNetwork, type TcpOptions, tcpNetwork } from '../transport/tcp.ts'
export { createTlsNetwork, type TlsLimits } from '../transport/tls.ts'
export type { TlsOptions } from '../transport/tls-material.ts'
export type { Address, DialHandlers, Listener, Network, Receiver, Transport } from '../transport/transport.ts'
export { networkFor } from './network-for.ts'

// Clock: the machine's, or one that jumps.

export { type Clock, realClock, type Timer } from './clock.ts'
export { SimulatedClock } from './simulated-clock.ts'

// Dictionaries and versions: what a FIX version holds, and how versions differ on the session layer.

export type { Dictionary } from '../dictionary/dictionary.ts'
export { builtIn, dictionaryFor, loadDictionary } from '../dictionary/load.ts'
export { type BeginString, type FixVersion, findVersion, VERSIONS, type VersionId } from '../fix/versions.ts'

// Errors: what the names above may throw, each with what was found and what was expected.

export { DictionaryError } from '../dictionary/dictionary-error.ts'
export { ParameterError, type Problem } from '../parameters/parameter-error.ts'
export { QuickFixConfigError } from '../parameters/quickfix-config.ts'
export { StoreError, type StoreProblem } from '../store/store-error.ts'
export { TlsSettingsError } from '../transport/tls-material.ts'
export { ConnectionError } from '../transport/transport.ts'

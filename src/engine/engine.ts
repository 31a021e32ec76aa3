/** The public surface of `fixproof/engine`: a FIX session engine without the harness around it. */
export type { Dictionary } from '../dictionary/dictionary.ts'
export { builtIn, dictionaryFor, loadDictionary } from '../dictionary/load.ts'
export { type BeginString, type FixVersion, findVersion, VERSIONS, type VersionId } from '../fix/versions.ts'
export { ParameterError, type Problem } from '../parameters/parameter-error.ts'
export { PRESET_NAMES, type PresetName } from '../parameters/presets.ts'
export { layersFor, parseProperties } from '../parameters/properties.ts'
export {
  parseQuickFixConfig,
  type QuickFixConfig,
  QuickFixConfigError,
  type QuickFixSession,
} from '../parameters/quickfix-config.ts'
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
export type { SessionEnd } from '../session/action.ts'
export { parseResetTime, parseSchedule, type Schedule, type ScheduleText } from '../session/schedule.ts'
export { type SessionSettings, sessionSettings } from '../session/settings.ts'
export { openFileStore } from '../store/file-store.ts'
export { inspectStore } from '../store/inspect-store.ts'
export { MemoryStore } from '../store/memory-store.ts'
export type { MessageStore, StoredMessage } from '../store/message-store.ts'
export { openStore, type StorageOptions, type StoreOptions } from '../store/open-store.ts'
export { StoreError } from '../store/store-error.ts'
export { MemoryNetwork } from '../transport/memory.ts'
export { createTcpNetwork, type TcpOptions, tcpNetwork } from '../transport/tcp.ts'
export { createTlsNetwork, type TlsLimits } from '../transport/tls.ts'
export { type TlsOptions, TlsSettingsError } from '../transport/tls-material.ts'
export type { Address, Network, Transport } from '../transport/transport.ts'
export { Acceptor, type AcceptorOptions, type AdmissionOptions } from './acceptor.ts'
export { type Clock, realClock, type Timer } from './clock.ts'
export { type Application, EngineSession, type EngineSessionOptions } from './engine-session.ts'
export { type CreateSessionOptions, FixEngine, type FixEngineOptions, type ListenOptions } from './fix-engine.ts'
export type { ConnectionName, HostedApplication } from './hosted-application.ts'
export { HostedSession, type HostedSessionOptions, sessionId } from './hosted-session.ts'
export { Initiator, type InitiatorOptions } from './initiator.ts'
export { networkFor } from './network-for.ts'
export { Scheduler, type SchedulerOptions, schedulesOf } from './scheduler.ts'
export type { LifecycleState } from './session-lifecycle.ts'
export type { SessionStatistics } from './session-statistics.ts'
export { SimulatedClock } from './simulated-clock.ts'

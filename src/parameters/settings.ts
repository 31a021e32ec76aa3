/**
 * Everything that an engine session can be told, by part. The session's own part is `SessionSettings`; these are the
 * parts of the shell around it: connections, schedule, storage, protection, application.
 */
import type { ScheduleText } from '../session/schedule.ts'
import type { SessionSettings } from '../session/settings.ts'

/** A place to connect to, with the HeartBtInt that belongs to it. */
export interface Destination {
  /** Name or address. */
  readonly host: string
  /** 1 to 65535. */
  readonly port: number
  /** HeartBtInt(108) proposed there, seconds; that of the session when absent. */
  readonly heartBtInt?: number
}

/** How an initiator connects, and connects again; engine parameters 5. */
export interface ConnectionSettings {
  /** Attempts after the first one failed or the link was lost; 0 none. Default `unlimited`. */
  readonly reconnectMaxTries: number | 'unlimited'
  /** Milliseconds between attempts, above 0. Default 1000. */
  readonly reconnectIntervalMs: number
  /** Sessions of one group connect one after another, this far apart as their intervals say. Default none. */
  readonly reconnectGroup: string | undefined
  /** A first connection that fails is tried again like a lost one. Default true. */
  readonly retryInitialConnect: boolean
  /** Also a refusal by Logout, a Logon timeout, and a close while reconnecting are tried again. Default true. */
  readonly forcedReconnect: boolean
  /** Where an initiator connects to; more than one are taken in turn, one an attempt (QuickFIX). */
  readonly destinations: readonly Destination[]
  /** The second place, where the session goes over to; absent: none, the default. */
  readonly backup: Destination | undefined
  /** To the backup when the attempts on the primary are used up. Default false. */
  readonly enableAutoSwitchToBackupConnection: boolean
  /** When the switch comes: after the tries, or at each failed attempt (FIX Antenna .NET). Default `afterTries`. */
  readonly switchMoment: 'afterTries' | 'eachAttempt'
  /** Back to the primary when those on the backup are used up too, and so on. Default false. */
  readonly cyclicSwitchBackupConnection: boolean
  /** Numbers and storage go over to the other destination. False: it begins at 1/1 in storage of its own. Default false. */
  readonly keepConnectionState: boolean
  /** Numbers go to 1/1 when the session goes over to the backup. Default false. */
  readonly resetOnSwitchToBackup: boolean
  /** Numbers go to 1/1 when it comes back to the primary. Default false. */
  readonly resetOnSwitchToPrimary: boolean
  /** Local address that connections leave from; the system's choice when absent. */
  readonly connectAddress: string | undefined
  /** Addresses or CIDR blocks that may connect to an acceptor; empty = all. */
  readonly allowedRemoteAddresses: readonly string[]
  /** False: a message while disconnected is stored and delivered later. True: only for `messageTimeToLiveMs`. Default false. */
  readonly rejectMessageWhileNoConnection: boolean
  /** Default 500. */
  readonly messageTimeToLiveMs: number
  /** At the end of the session the messages not sent go back to the application. Default false. */
  readonly enableMessageRejecting: boolean
  /** A new session object is made after Logout, and connects or waits again. Default true. */
  readonly recreateOnLogout: boolean
  /** The session is removed after Logout, its files go to the archive. Default false. */
  readonly terminateOnLogout: boolean
  /** Milliseconds between Logon and the messages that waited for it, for a ResendRequest to come first. Default 0. */
  readonly maxDelayToSendAfterLogonMs: number
  /** File with a Logon whose other fields go into ours; default none. */
  readonly customLogonFileName: string | undefined
  /** Numbers to start with instead of the stored ones; 0 = the stored ones, the default. */
  readonly inSeqNum: number
  /** The same for the next message of ours; 0 = the stored one, the default. */
  readonly outSeqNum: number
}

/** TLS of one side; engine parameters 10. Files are PEM. */
export interface TlsSettings {
  /** The session uses TLS. Default false. */
  readonly enabled: boolean
  /** File of the certificate that we show; needed to listen. Default none. */
  readonly certificate: string | undefined
  /** File of the key that belongs to it. Default none. */
  readonly privateKey: string | undefined
  /** File of the authorities that are trusted; absent: those that the system trusts. */
  readonly caCertificate: string | undefined
  /** File of the certificates that their authorities have revoked, in PEM; absent: nobody is looked up. */
  readonly certificateRevocationList: string | undefined
  /** Passphrase of the private key. */
  readonly passphrase: string | undefined
  /** Older protocols are refused. Default `TLSv1.2`. */
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3'
  /** OpenSSL's list of ciphers; Node's own when absent. */
  readonly ciphers: string | undefined
  /** The other side must show a certificate that the trust anchor signed. Default true for initiators, false for acceptors. */
  readonly validatePeerCertificate: boolean | undefined
  /** Name that the server's certificate must carry; the host when absent. */
  readonly serverName: string | undefined
}

/** When a session runs; engine parameters 6. */
export interface ScheduleSettings {
  /** As `parseSchedule` reads it; absent: always open, numbers never end. */
  readonly schedule: ScheduleText | undefined
  /** Numbers go back to 1 each day at `resetSequenceTime` (SD-25, SD-26). Default false. */
  readonly performResetSeqNumTime: boolean
  /** `HH:mm:ss`, or a cron expression. Default 00:00:00. */
  readonly resetSequenceTime: string
  /** Default UTC. */
  readonly resetSequenceTimeZone: string
}

/** Where messages and numbers are kept; engine parameters 7. */
export interface StorageSettings {
  /** What is kept, and what it survives: the table of `openStore` (7.1). Default `transient`. */
  readonly storageType: 'persistent' | 'persistentMM' | 'splitPersistent' | 'transient' | 'null'
  /** Folder of the session's files; needed by the types that survive a restart. */
  readonly logDirectory: string | undefined
  /** Folder of the files of a backup connection that does not keep the state; default `backup` in `logDirectory`. */
  readonly backupDirectory: string | undefined
  /** Where ended numberings go; must exist. Default: `archive` in the session's own folder. */
  readonly archivePath: string | undefined
  /** When what was written is forced onto the disk; `never` outlives the process, not a power loss. Default `never`. */
  readonly fsync: 'never' | 'interval' | 'always'
  /** Milliseconds between two syncs of `interval`: what a power loss may cost. Default 1000. */
  readonly fsyncIntervalMs: number
  /** Bodies of incoming messages are kept too, readable, beside the numbers. Default false. */
  readonly logIncomingMessages: boolean
  /** Bytes of a file of `splitPersistent`. Default 100 MiB. */
  readonly maxStorageSliceSize: number
  /** What becomes of an ended numbering. Default `backup`. */
  readonly storageCleanupMode: 'none' | 'backup' | 'delete'
  /** Damaged storage: refuse to start, or archive it and begin at 1/1. Default `none`. */
  readonly storageRecoveryStrategy: 'none' | 'createNewOnError'
  /** Unreadable stored messages are filled over in an answer rather than failing it. Default true. */
  readonly forceResendWhenCorruptedStore: boolean
  /** QuickFIX: the store is read again at each Logon, for a hot standby. Default false. */
  readonly refreshOnLogon: boolean
}

/** A sliding window; engine parameters 9. */
export interface Throttle {
  /** `incoming` limits the counterparty, `outgoing` our application. */
  readonly direction: 'incoming' | 'outgoing'
  /** Only messages of this MsgType(35); all application messages when absent. */
  readonly msgType?: string
  /** Messages that may pass in any `intervalMs`, from 1 on. */
  readonly messagesLimit: number
  /** Length of the window, milliseconds. */
  readonly intervalMs: number
  /** Incoming excess: told to the application only, or Logout and disconnect. Default `disconnect`. Outgoing waits. */
  readonly action: 'notify' | 'disconnect'
}

/** Limits on what a counterparty or an application can do; engine parameters 8 and 9. */
export interface ProtectionSettings {
  /** Limits on messages in a time, in both directions. Default none. */
  readonly throttlers: readonly Throttle[]
  /** Longest message in bytes that is taken; a longer one is garbled. Default 1 048 576. */
  readonly maxFrameLength: number
  /** Bytes that may wait for a counterparty that does not read, before it is disconnected. Default 64 MiB. */
  readonly maxBacklogBytes: number
  /** Messages that may wait for it so; 0 = no limit, the default. */
  readonly maxScheduledWriteRequests: number
  /** A write that waits longer than this many milliseconds is told to the application; 0 = off, the default. */
  readonly slowConsumerWriteDelayMs: number
  /** Seconds for the first message of a connection. Default 10. */
  readonly waitLogon: number
  /** Connections of one host that may wait for their first message; 0 = no limit. Default 5. */
  readonly sizeWaitHostMax: number
}

/** What the application side of a session does when it fails; engine parameters 4. */
export interface ApplicationSettings {
  /** Deliveries of a message that throws, before `applicationNotAvailable` says what happens. Default 1. */
  readonly maxDeliveryTries: number
  /** Milliseconds between them. Default 500. */
  readonly deliveryTriesIntervalMs: number
  /** `ignore`: counted and reported; `reject`: BusinessMessageReject 380=4; `logout`: "Application not available". */
  readonly applicationNotAvailable: 'ignore' | 'reject' | 'logout'
  /** A message with DeliverToCompID(128) goes on to the session of that counterparty, not to the application. Default false. */
  readonly thirdPartyRoutingIsEnabled: boolean
  /** Tags whose values are masked wherever people read them. Default 554, 925. */
  readonly maskedTags: readonly number[]
}

/** One session, every part stated. */
export interface EngineParameters {
  /** Identity, numbers, timers, and what is checked. */
  readonly session: SessionSettings
  /** Tells sessions with the same CompIDs apart; goes into Logon under `logonMessageSessionQualifierTag`. */
  readonly qualifier: string | undefined
  /** Where to connect, how often, and what a Logout ends. */
  readonly connection: ConnectionSettings
  /** When it runs, and when its numbers begin anew. */
  readonly schedule: ScheduleSettings
  /** Where messages and numbers are kept. */
  readonly storage: StorageSettings
  /** Limits on what both sides may do. */
  readonly protection: ProtectionSettings
  /** What follows when the application fails, and what is masked. */
  readonly application: ApplicationSettings
  /** Whether and how the connection is encrypted. */
  readonly tls: TlsSettings
}

export const CONNECTION_DEFAULTS = {
  reconnectMaxTries: 'unlimited',
  reconnectIntervalMs: 1000,
  reconnectGroup: undefined,
  retryInitialConnect: true,
  forcedReconnect: true,
  destinations: [],
  backup: undefined,
  enableAutoSwitchToBackupConnection: false,
  switchMoment: 'afterTries',
  cyclicSwitchBackupConnection: false,
  keepConnectionState: false,
  resetOnSwitchToBackup: false,
  resetOnSwitchToPrimary: false,
  connectAddress: undefined,
  allowedRemoteAddresses: [],
  rejectMessageWhileNoConnection: false,
  messageTimeToLiveMs: 500,
  enableMessageRejecting: false,
  recreateOnLogout: true,
  terminateOnLogout: false,
  maxDelayToSendAfterLogonMs: 0,
  customLogonFileName: undefined,
  inSeqNum: 0,
  outSeqNum: 0,
} as const satisfies ConnectionSettings

export const SCHEDULE_DEFAULTS = {
  schedule: undefined,
  performResetSeqNumTime: false,
  resetSequenceTime: '00:00:00',
  resetSequenceTimeZone: 'UTC',
} as const satisfies ScheduleSettings

export const STORAGE_DEFAULTS = {
  storageType: 'transient',
  logDirectory: undefined,
  backupDirectory: undefined,
  archivePath: undefined,
  fsync: 'never',
  fsyncIntervalMs: 1000,
  logIncomingMessages: false,
  maxStorageSliceSize: 100 * 1024 * 1024,
  storageCleanupMode: 'backup',
  storageRecoveryStrategy: 'none',
  forceResendWhenCorruptedStore: true,
  refreshOnLogon: false,
} as const satisfies StorageSettings

export const PROTECTION_DEFAULTS = {
  throttlers: [],
  maxFrameLength: 1_048_576,
  maxBacklogBytes: 64 * 1024 * 1024,
  maxScheduledWriteRequests: 0,
  slowConsumerWriteDelayMs: 0,
  waitLogon: 10,
  sizeWaitHostMax: 5,
} as const satisfies ProtectionSettings

export const APPLICATION_DEFAULTS = {
  maxDeliveryTries: 1,
  deliveryTriesIntervalMs: 500,
  applicationNotAvailable: 'ignore',
  thirdPartyRoutingIsEnabled: false,
  maskedTags: [554, 925],
} as const satisfies ApplicationSettings

export const TLS_DEFAULTS = {
  enabled: false,
  certificate: undefined,
  privateKey: undefined,
  caCertificate: undefined,
  certificateRevocationList: undefined,
  passphrase: undefined,
  minVersion: 'TLSv1.2',
  ciphers: undefined,
  validatePeerCertificate: undefined,
  serverName: undefined,
} as const satisfies TlsSettings

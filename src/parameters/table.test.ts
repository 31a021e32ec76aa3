import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dictionaryFor } from '../dictionary/load.ts'
import { VERSIONS } from '../fix/versions.ts'
import { SESSION_DEFAULTS } from '../session/settings.ts'
import { settingsFor } from '../validation/options.ts'
import { ENGINE_WIDE_DEFAULTS } from './engine-wide.ts'
import {
  APPLICATION_DEFAULTS,
  CONNECTION_DEFAULTS,
  PROTECTION_DEFAULTS,
  SCHEDULE_DEFAULTS,
  STORAGE_DEFAULTS,
  TLS_DEFAULTS,
} from './settings.ts'
import { allParameterNames, findParameter, PARAMETERS } from './table.ts'

/** Every name that the requirement has, by its section. */
const CHECKLIST = `
2.1 IntradayLogoutTolerance intraDaySeqNumReset RecreateOnLogout TerminateOnLogout ForceSeqNumReset forceSeqNumReset
  ForceSeqNumResetMode firstInitiationScope ResetSeqNumOnNonGracefulTermination ResetSeqNumAfter24hours
  performResetSeqNumTime resetSequenceTime resetSequenceTimeZone lastSeqNumResetTimestamp ignoreResetSeqNumFlagOnReset
  resetSeqNumFromFirstLogon resetThreshold InSeqNum OutSeqNum incomingSequenceNumber outgoingSequenceNumber seqNumLength
  resetQueueOnLowSequence ResetOnLogon ResetOnLogout ResetOnDisconnect ResetOnError RefreshOnLogon
2.3 checkGapFill
2.4 HandleSeqNumAtLogon handleSeqNumAtLogon EnableNextExpectedMsgSeqNum
2.5 IgnoreSeqNumTooLowAtLogon ignoreSeqNumTooLowAtLogon UnregisteredAcceptor.IgnoreSeqNumTooLowAtLogon
2.6 OutOfSequenceMessagesStrategy switchOffSendingMultipleResendRequests sequenceResendManagerMessageBufferSize
  SendRedundantResendRequests
3 resendBeginBeyondLast maxStorageSeqNo ResendMessagesLimit DefaultResendMessagesLimit
  resendRequestNumberOfMessagesLimit IgnoreDuplicateResendRequests DefaultIgnoreDuplicateResendRequests
  DuplicateResendRequestLimit allowedCountOfSimilarRR skipDuplicatedResendRequests ResendMessagesBlockSize
  ResendRequestBlockSize maxRequestResendInBlock ResendRequestChunkSize OutgoingMessagesStorageSize MessageTimeToLive
  advancedResendRequestProcessing possDupSmartDelivery ignorePossDupForGapFill origSendingTimeChecking
  AllowMessageWithoutPossDupFlag enhancedCmeResendLogic outgoingStorageIndexed PersistMessages
  ForceResendWhenCorruptedStore ClosedResendInterval
4 logonTimeout LogonTimeFrame loginWaitTimeout logoutTimeout LogoutTimeFrame logoutWaitTimeout forcedLogoffTimeout
  heartbeatInterval HBI hbiMismatch disconnectOnLogonHeartbeatMismatch reasonableTransmission ReasonableTransmissionTime
  heartbeatReasonableTransmissionTime testRequestCount testRequestsNumberUponDisconnection quietLogon quietLogonMode
  includeLastProcessed appNotAvailable DelayedProcessing.MaxDeliveryTries DelayedProcessing.DeliveryTriesInterval
  sendRejectIfApplicationIsNotAvailable UnregisteredAcceptor.CreateSession serverAcceptorStrategy CustomLogonFileName
  Username Password logonCustomizationStrategy login maskedTags qualifier logonMessageSessionQualifierTag
  timestampsPrecisionInTags allowedSecondsFractionsForFIX40 checkSendingTimeAccuracy reasonableDelayInMs
  measurementAccuracyInMs CheckLatency MaxLatency delayAfterLogon maxDelayToSendAfterLogon senderTargetIdConsistencyCheck
  ForcedReconnect ProtectionTCP.WaitLogon logoutOnTimeout
5 maxTries Reconnect.MaxTries ReconnectMaxTries autoreconnectAttempts Reconnect.Interval autoreconnectDelayInMs
  ReconnectGroup backupHbi backupHost backupPort Backup.Host Backup.Port EnableAutoSwitchToBackupConnection
  enableAutoSwitchToBackupConnection CyclicSwitchBackupConnection EnableCyclicSwitchBackupConnection
  cyclicSwitchBackupConnection Backup.EnableAutoSwitchToBackupConnection KeepConnectionState resetOnSwitchToBackup
  resetOnSwitchToPrimary BackupDirectory retryInitialConnect sharedStore RejectMessageWhileNoConnection
  EnableMessageRejecting enableMessageRejecting inMemoryQueue memoryMappedQueue queueThresholdSize
  waitForMsgQueuingDelay preferredSendingMode maxMessagesToSendInBatch
6 StartTime TerminateTime DefaultStartTime DefaultTerminateTime Schedule ConnectTime DisconnectTime DaysOff TimeZone
  tradePeriodBegin tradePeriodEnd tradePeriodTimeZone EndTime StartDay EndDay Weekdays NonStopSession
7 StorageType LogDirectory EngineRoot Sessions.ArchivePath LogIncomingMessages ExtraSafeMode TimestampsInLogs
  timestampsInLogs logFilesTimeZone EnableIncrementalLogFileCreation Persistents.LogIncrementSize
  Persistents.IdxIncrementSize storageGrowSize maxStorageGrowSize mmfStorageGrowSize mmfIndexGrowSize
  TotalOutgoingStorageMemoryLimit storageCleanupMode storageBackupDir incomingStorageIndexed StorageRecoveryStrategy
  maxStorageSliceSize fsync
8 MessageMustBeValidated validation VerifyTagsValues fieldTypeValidation ProhibitUnknownTags IgnoreUnknownFields
  allowedFieldsValidation VerifyReperatingGroupBounds groupValidation Validation.CheckRequiredGroupFields
  requiredFieldsValidation AllowZeroNumInGroup AllowEmptyFieldValue fieldOrderValidation duplicateFieldsValidation
  conditionalValidation validateGarbledMessage validateCheckSum wellformenessValidation maxMessageSize rawTags
  CheckVersionOfOutgoingMessages DictionariesFilesList AdditionalParsersList Version customFixVersions
  ThirdPartyRoutingIsEnabled
9 Throttlers throttleCheckingEnabled throttleCheckingPeriod throttleChecking.D.threshold ProtectionTCP.Enabled
  ProtectionTCP.SizeWaitHostMax slowConsumerDetectionEnabled slowConsumerWriteDelayThreshold SocketPriority
  SocketOpPriority NumberOfWorkers tcpBufferDisabled enableNagle maxMessagesAmountInBunch
10 ListenPort port ListenSSLPort sslPort requireSSL SSLCertificate SSLPrivateKey sslCertificate sslCertificatePassword
  SSLCACertificate sslCaCertificate SSLProtocols sslProtocol SSLCiphersList SSLValidatePeerCertificate
  sslValidatePeerCertificate sslCheckCertificateRevocation sslServerName ListenAddress ConnectAddress connectAddress
11 EncryptMethod encryptionMode
12 AdminRESTAPI.Enabled AdminRESTAPI.Port AdminRESTAPI.ServerMode AdminRESTAPI.BindAddress Monitoring.Enable
  Monitoring.ListenPort Monitoring.AdminSessionDef.Username Monitoring.AdminSessionDef.Password
  Monitoring.AdminSessionDef.SourceIPaddress Monitoring.AdminSessionDef.EncryptMethod
  Monitoring.AdminSessionDef.IntradayLogoutToleranceMode Monitoring.AdminSessionDef.ForceSeqNumResetMode
  Monitoring.AdminSessionDef.IgnoreSeqNumTooLowAtLogon
15 DisconnectOnError HeartBtInt LogonTimeout LogoutTimeout SocketConnectHost SocketConnectPort SocketConnectHost1
  SocketConnectPort1 TestRequestDelayMultiplier HeartBeatTimeoutMultiplier DisableHeartBeatCheck CheckCompID
  ValidateSequenceNumbers EnableLastMsgSeqNumProcessed FileStoreSync RequiresOrigSendingTime AllowPosDup
  RejectGarbledMessage RejectGarbled ValidateChecksum RejectInvalidMessage RejectMessageOnUnhandledException
  ValidateFieldsOutOfOrder ValidateFieldsHaveValues ValidateUserDefinedFields ValidateUnorderedGroupFields
  AllowUnknownMsgFields AllowUnknownEnumValues TimeStampPrecision AllowedRemoteAddresses AcceptorTemplate SocketUseSSL
  NeedClientAuth EnabledProtocols CipherSuites EndpointIdentificationAlgorithm UseSNI LogonTag LogonTag1
  MaxScheduledWriteRequests SocketReuseAddress SocketNodelay SocketTcpNoDelay SocketSendBufferSize
  SocketReceiveBufferSize FileLogBackupPath ScreenLogShowIncoming ScreenLogShowOutgoing ScreenLogShowEvents LogHeartbeats
  PreserveMessageFieldsOrder HttpAcceptPort UseLocalTime ValidateLengthAndChecksum
  SendLogoutBeforeDisconnectFromTimeout IgnorePossDupResendRequests
`
  .split(/\s+/)
  .filter((word) => word !== '' && !/^\d/.test(word))

describe('every name of the requirement is known', () => {
  for (const name of CHECKLIST)
    test(name, () => {
      const found = findParameter(name)
      assert.ok(found !== undefined && !('ambiguous' in found), `${name} is missing`)
    })

  test('the one that products mean differently, by family', () => {
    assert.ok('ambiguous' in (findParameter('ReconnectInterval') ?? {}))
    for (const family of ['fixedge', 'quickfix'] as const)
      assert.partialDeepStrictEqual(findParameter('ReconnectInterval', family), {
        parameter: { name: 'reconnectIntervalMs' },
      })
  })
})

test('as many as there were: a row or an alias that is dropped or added changes these on purpose', () => {
  assert.deepEqual(
    { checklist: CHECKLIST.length, parameters: PARAMETERS.length, names: allParameterNames().length },
    { checklist: 317, parameters: 258, names: 603 },
  )
})

/** What holds when nothing is stated, at every place where a row can land. */
const DEFAULTS = {
  session: {
    ...SESSION_DEFAULTS,
    validation: { ...validationDefaults() },
  },
  qualifier: undefined,
  connection: CONNECTION_DEFAULTS,
  schedule: SCHEDULE_DEFAULTS,
  storage: STORAGE_DEFAULTS,
  protection: PROTECTION_DEFAULTS,
  application: APPLICATION_DEFAULTS,
  tls: TLS_DEFAULTS,
  engine: ENGINE_WIDE_DEFAULTS,
}

/** `version` and `timestampFraction` follow from the version: they have no default of their own. */
function validationDefaults(): Record<string, unknown> {
  const version = VERSIONS[0]
  assert.ok(version !== undefined)
  // `texts` is a setting of the session, which hands it on.
  const { version: _, timestampFraction: __, texts: ___, ...settings } = settingsFor(dictionaryFor(version), {})
  return settings
}

describe('each row says the default that holds where it lands', () => {
  for (const { name, path, default: stated } of PARAMETERS)
    if (path !== undefined)
      test(name, () => {
        let found: unknown = DEFAULTS
        for (const part of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[part]
        assert.deepEqual(found, stated)
      })
})

test('every setting has a row', () => {
  const paths = PARAMETERS.flatMap(({ path }) => path ?? [])
  const settings = Object.entries(DEFAULTS).flatMap(([part, value]) =>
    value === undefined ? [part] : Object.keys(value).map((key) => `${part}.${key}`),
  )
  const validation = Object.keys(DEFAULTS.session.validation).map((key) => `session.validation.${key}`)
  assert.deepEqual(
    [...settings, ...validation].filter((place) => !paths.some((path) => `${path}.`.startsWith(`${place}.`))),
    [],
  )
})

describe('the table holds together', () => {
  test('a canonical name is there once, in camelCase, and no other family has it for something else unknowingly', () => {
    const names = PARAMETERS.map(({ name }) => name.toLowerCase())
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    )
    assert.deepEqual(
      PARAMETERS.filter(({ name }) => !/^[a-z]\w*(<n>|\.<MsgType>\.[a-z]+)?$/.test(name)).map(({ name }) => name),
      [],
    )
    // By these names a product means another parameter than we do; everything else that is equal means the same.
    const taken = PARAMETERS.flatMap((row) =>
      row.aliases
        .filter(
          (alias) => names.includes(alias.name.toLowerCase()) && alias.name.toLowerCase() !== row.name.toLowerCase(),
        )
        .map((alias) => `${alias.families.join()}: ${alias.name} = ${row.name}`),
    )
    assert.deepEqual(taken, ['java: maxMessageSize = maxFrameLength'])
  })

  test('no family has a name twice', () => {
    const seen = PARAMETERS.flatMap(({ aliases }) =>
      aliases.flatMap(({ name, families }) => families.map((family) => `${family} ${name.toLowerCase()}`)),
    )
    assert.deepEqual(
      seen.filter((name, index) => seen.indexOf(name) !== index),
      [],
    )
  })

  test('its own defaults are values that it takes, and they are compliant', () => {
    for (const { name, kind, default: value, nonCompliant } of PARAMETERS) {
      if (value === undefined) continue
      assert.deepEqual(kind.read(value), { value }, name)
      assert.notEqual(nonCompliant?.(value), true, name)
    }
  })

  test('what has no effect although it changes its product says why, and what to state instead', () => {
    const unsupported = PARAMETERS.filter(({ effect }) => effect === 'unsupported')
    assert.ok(unsupported.length > 0)
    for (const { name, reason } of unsupported) assert.match(reason ?? '', /^[A-Z].{20,}\.$/, name)
    assert.deepEqual(
      PARAMETERS.filter(({ effect, reason }) => effect === 'full' && reason !== undefined).map(({ name }) => name),
      [],
    )
  })

  test('a row lands somewhere, is put together with others, or says that it has no effect', () => {
    const PUT_TOGETHER = [
      'logonTag<n>',
      'username',
      'password',
      'reasonableTransmissionMs',
      'throttleCheckingEnabled',
      'throttleCheckingPeriod',
      'throttleChecking.<MsgType>.threshold',
      'slowConsumerDetectionEnabled',
      'protectionTcpEnabled',
      'checkCertificateRevocation',
    ]
    assert.deepEqual(
      PARAMETERS.filter(({ path, effect }) => path === undefined && effect === 'full').map(({ name }) => name),
      PUT_TOGETHER,
    )
    assert.deepEqual(
      PARAMETERS.filter(({ path, effect }) => path !== undefined && effect !== 'full').map(({ name }) => name),
      [],
    )
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dictionaryFor } from '../dictionary/load.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { sessionSettings } from '../session/settings.ts'
import { defaultParameters, type Identity } from './assemble.ts'
import { ParameterError } from './parameter-error.ts'
import { type ResolveOptions, resolveParameters, type Stated } from './resolve.ts'

const identity = (version = 'FIX.4.4', role: Identity['role'] = 'initiator'): Identity => {
  const found = findVersion(version) as FixVersion
  return { version: found, role, senderCompID: 'US', targetCompID: 'THEM', dictionary: dictionaryFor(found) }
}

const resolve = (stated: Stated, options: Partial<ResolveOptions> = {}) =>
  resolveParameters(stated, { identity: identity(), ...options })

const errorsOf = (stated: Stated, options: Partial<ResolveOptions> = {}): string[] => {
  try {
    resolve(stated, options)
  } catch (error) {
    assert.ok(error instanceof ParameterError, String(error))
    return error.message.split('\n')
  }
  return assert.fail('it was accepted')
}

test('nothing stated: the preset standard, without a warning', () => {
  assert.deepEqual(resolve({}), { ...defaultParameters(identity()), warnings: [], infos: [] })
  assert.deepEqual(resolve({}).parameters.session, sessionSettings(identity()))
})

describe('names of products and their units', () => {
  const cases: readonly (readonly [stated: Stated, family: ResolveOptions['family'], path: string, value: unknown])[] =
    [
      [{ LogonTimeFrame: 15 }, 'cpp', 'session.logonTimeout', 15],
      [{ loginWaitTimeout: '5000' }, 'java', 'session.logonTimeout', 5],
      [{ logontimeout: '7' }, 'quickfix', 'session.logonTimeout', 7],
      [{ 'Reconnect.MaxTries': '-1' }, 'cpp', 'connection.reconnectMaxTries', 'unlimited'],
      [{ 'Reconnect.MaxTries': 5 }, 'python', 'connection.reconnectMaxTries', 5],
      [{ autoreconnectAttempts: -1 }, 'java', 'connection.reconnectMaxTries', 0],
      [{ autoreconnectAttempts: 0 }, undefined, 'connection.reconnectMaxTries', 'unlimited'],
      [{ autoreconnectAttempts: 4 }, 'java', 'connection.reconnectMaxTries', 4],
      [{ reconnectMaxTries: 'unlimited' }, undefined, 'connection.reconnectMaxTries', 'unlimited'],
      [{ ReconnectInterval: 30 }, 'quickfix', 'connection.reconnectIntervalMs', 30_000],
      [{ ReconnectInterval: 30 }, 'fixedge', 'connection.reconnectIntervalMs', 30],
      [{ forceSeqNumReset: 'Always' }, 'java', 'session.forceSeqNumReset', 2],
      [{ ForceSeqNumReset: 'true' }, 'cpp', 'session.forceSeqNumReset', 1],
      [{ ForceSeqNumResetMode: 'OFF' }, 'cpp', 'session.forceSeqNumReset', 0],
      [{ FORCESEQNUMRESET: 'OneTime' }, undefined, 'session.forceSeqNumReset', 1],
      [{ intraDaySeqNumReset: 'true' }, 'java', 'session.resetOnDisconnect', true],
      [{ IntradayLogoutTolerance: 'N' }, 'cpp', 'session.intradayLogoutTolerance', false],
      [{ ReasonableTransmissionTime: 30 }, 'cpp', 'session.reasonableTransmission', 0.3],
      [{ heartbeatReasonableTransmissionTime: 600, heartBtInt: 10 }, 'java', 'session.reasonableTransmission', 0.06],
      [{ TestRequestDelayMultiplier: '0.5' }, 'quickfix', 'session.testRequestDelay', 1.5],
      [{ HeartBeatTimeoutMultiplier: 1.4 }, 'quickfix', 'session.heartBeatTimeout', 2.4],
      [{ MaxLatency: 120 }, 'quickfix', 'session.reasonableDelayMs', 120_000],
      [{ TimeStampPrecision: 'MICROS' }, 'quickfix', 'session.timestampPrecision', 6],
      [{ timestampsPrecisionInTags: 'Second' }, 'java', 'session.timestampPrecision', 0],
      [{ resendRequestNumberOfMessagesLimit: 0 }, 'java', 'session.resendMessagesLimit', -1],
      [
        { switchOffSendingMultipleResendRequests: false },
        'java',
        'session.outOfSequenceMessagesStrategy',
        'requestAlways',
      ],
      [{ OutOfSequenceMessagesStrategy: 'IgnoreGap' }, 'cpp', 'session.outOfSequenceMessagesStrategy', 'ignoreGap'],
      [{ PersistMessages: 'N' }, 'quickfix', 'session.outgoingMessagesStorageSize', 0],
      [{ maxMessageSize: '1Mb' }, 'java', 'protection.maxFrameLength', 1_048_576],
      [{ maxMessageSize: 8192 }, undefined, 'session.maxMessageSize', 8192],
      [{ 'ProtectionTCP.WaitLogon': 10_000 }, 'fixedge', 'protection.waitLogon', 10],
      [{ 'ProtectionTCP.Enabled': false }, 'fixedge', 'protection.sizeWaitHostMax', 0],
      [{ slowConsumerDetectionEnabled: true }, 'java', 'protection.slowConsumerWriteDelayMs', 10],
      [{ maxStorageSliceSize: '100Mb' }, 'java', 'storage.maxStorageSliceSize', 104_857_600],
      [{ ExtraSafeMode: 'true' }, 'cpp', 'storage.fsync', 'always'],
      [
        { StorageRecoveryStrategy: 'CREATE_NEW_ON_ERROR' },
        'fixedge',
        'storage.storageRecoveryStrategy',
        'createNewOnError',
      ],
      [{ StorageType: 'null' }, 'cpp', 'storage.storageType', 'null'],
      [{ ProhibitUnknownTags: 'true' }, 'cpp', 'session.validation.allowUnknownTags', false],
      [{ ProhibitUnknownTags: true, IgnoreUnknownFields: true }, 'cpp', 'session.validation.allowUnknownTags', true],
      [{ ProhibitUnknownTags: true, IgnoreUnknownFields: false }, 'cpp', 'session.validation.allowUnknownTags', false],
      [{ ValidateFieldsHaveValues: 'N' }, 'quickfix', 'session.validation.allowEmptyValues', true],
      [{ AllowUnknownEnumValues: 'Y' }, 'quickfix', 'session.validation.allowUnknownEnumValues', true],
      [{ sendRejectIfApplicationIsNotAvailable: true }, 'java', 'application.applicationNotAvailable', 'reject'],
      [{ maskedTags: '554,925, 96' }, 'java', 'application.maskedTags', [554, 925, 96]],
      [{ SSLProtocols: 'TLSv1_2,TLSv1_3' }, 'cpp', 'tls.minVersion', 'TLSv1.2'],
      [{ sslProtocol: 'Tls13' }, 'java', 'tls.minVersion', 'TLSv1.3'],
      [
        { SocketConnectHost1: 'b', SocketConnectPort1: 2, SocketConnectPort: 1, SocketConnectHost: 'a' },
        'quickfix',
        'connection.destinations',
        [
          { host: 'a', port: 1 },
          { host: 'b', port: 2 },
        ],
      ],
      [
        { 'Backup.Host': 'b', 'Backup.Port': 7, backupHbi: 20 },
        undefined,
        'connection.backup',
        { host: 'b', port: 7, heartBtInt: 20 },
      ],
      [
        { Username: 'u', Password: 12345, LogonTag: '96=x', LogonTag1: '95=1' },
        undefined,
        'session.logonFields',
        [
          [96, 'x'],
          [95, '1'],
          [553, 'u'],
          [554, '12345'],
        ],
      ],
      [{ logonFields: { 553: 'u' }, username: 'v' }, undefined, 'session.logonFields', [[553, 'u']]],
      [{ logonFields: { 553: 'u' } }, undefined, 'session.logonFields', [[553, 'u']]],
      [
        {
          throttleCheckingEnabled: true,
          throttleCheckingPeriod: 500,
          'throttleChecking.D.threshold': 5,
          'throttleChecking.F.threshold': -1,
        },
        'java',
        'protection.throttlers',
        [{ direction: 'incoming', msgType: 'D', messagesLimit: 5, intervalMs: 500, action: 'disconnect' }],
      ],
      [
        {
          Throttlers: [
            {
              Direction: 'Incoming',
              Type: 'SlidingWindowMessages',
              MessagesLimit: '10',
              IntervalMs: 1000,
              DefaultAction: 'None',
            },
          ],
        },
        'cpp',
        'protection.throttlers',
        [{ action: 'notify', direction: 'incoming', messagesLimit: 10, intervalMs: 1000 }],
      ],
      [{ 'throttleChecking.D.threshold': 5 }, 'java', 'protection.throttlers', []],
      [{ incomingSequenceNumber: 1, outgoingSequenceNumber: 1 }, 'java', 'session.forceSeqNumReset', 1],
      [{ inSeqNum: 1, outSeqNum: 1 }, undefined, 'session.forceSeqNumReset', 0],
      [
        { startTime: '08:00', terminateTime: 'Fri 21:00' },
        undefined,
        'schedule.schedule',
        { timeZone: 'UTC', startTime: '08:00', terminateTime: 'Fri 21:00' },
      ],
      [{ TimeZone: 'Europe/London' }, undefined, 'schedule.schedule', undefined],
      [{ SocketAcceptPort: 9876 }, 'quickfix', 'engine.listenPorts', [9876]],
      [{ ListenPort: '9105, 9106' }, 'cpp', 'engine.listenPorts', [9105, 9106]],
      [{ serverAcceptorStrategy: 'Allow' }, 'java', 'engine.acceptUnknown', true],
      [{ Version: 'FIXT11:FIX50' }, 'fixedge', 'engine.dictionaries', ['FIXT11', 'FIX50']],
    ]
  for (const [stated, family, path, value] of cases)
    test(`${family ?? 'any'}: ${JSON.stringify(stated)} is ${path} ${JSON.stringify(value)}`, () => {
      const { parameters, engine } = resolve(stated, family === undefined ? {} : { family })
      let found: unknown = { ...parameters, engine }
      for (const part of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[part]
      assert.deepEqual(found, value)
    })

  test('a name that products mean differently asks for the family', () => {
    assert.deepEqual(errorsOf({ ReconnectInterval: 30 }), [
      'unknown parameter "ReconnectInterval": products mean different things by it; say the family: fixedge, quickfix',
    ])
  })
})

describe('the strongest layer counts', () => {
  const layers = [{ HBI: 20 }, { HBI: 40, LogoutTimeFrame: 4 }, { LogoutTimeFrame: 8, LogonTimeFrame: 9 }]
  test('code, session, session default, engine-wide, preset, default', () => {
    const { session } = resolve({ heartBtInt: 10 }, { layers, preset: 'quickfix' }).parameters
    assert.deepEqual([session.heartBtInt, session.logoutTimeout, session.logonTimeout], [10, 4, 9])
    assert.equal(session.testRequestDelay, 1.5)
    assert.equal(resolve({}, { layers }).parameters.session.heartBtInt, 20)
    assert.equal(resolve({ heartBtInt: undefined }, { layers }).parameters.session.heartBtInt, 20)
  })

  test('a schedule of another kind takes the place of the times of a preset', () => {
    const { schedule } = resolve({ startTime: '00:00:00', endTime: '00:00:00' }, { preset: 'cme-weekly' }).parameters
    assert.deepEqual(schedule.schedule, { timeZone: 'UTC', startTime: '00:00:00', endTime: '00:00:00' })
  })
})

describe('what is wrong', () => {
  const cases: readonly (readonly [stated: Stated, ...expected: string[]])[] = [
    [{ forceSeqNumRest: 1 }, 'unknown parameter "forceSeqNumRest": did you mean "forceSeqNumReset"?'],
    [
      { intradayLogoutTolerence: 1 },
      'unknown parameter "intradayLogoutTolerence": did you mean "intradayLogoutTolerance"?',
    ],
    [{ nothingLikeIt: 1 }, 'unknown parameter "nothingLikeIt": see docs/parameters.md for every name'],
    [{ heartBtInt: -5 }, '"heartBtInt" is -5: expected a whole number from 0 to 86400 (seconds)'],
    [{ heartBtInt: 'ten' }, '"heartBtInt" is "ten": expected a whole number from 0 to 86400 (seconds)'],
    [{ heartBtInt: null }, '"heartBtInt" is null: expected a whole number from 0 to 86400 (seconds)'],
    [
      { forceSeqNumReset: 3, logoutOnTimeout: 'maybe' },
      '"forceSeqNumReset" is 3: expected 0, 1, 2 (also false, true, never, onetime, always, off, on)',
      '"logoutOnTimeout" is "maybe": expected true or false (also Y or N, 1 or 0)',
    ],
    [
      { 'Reconnect.Interval': 0 },
      '"Reconnect.Interval" is 0: expected a whole number from 1 to 86400000 (milliseconds)',
    ],
    [{ encryptMethod: 2 }, '"encryptMethod" is 2: expected 0 (also none)'],
    [
      { SSLProtocols: 'SSLv3' },
      '"SSLProtocols" is "SSLv3": expected TLSv1_2, TLSv1_3 or both; older protocols are broken and refused',
    ],
    [{ password: true }, '"password" is not usable: expected text'],
    [{ heartBtInt: 10, HBI: 20 }, '"HBI": is another name of "heartBtInt", which says something else'],
    [
      { RejectGarbledMessage: 'Y', ValidateChecksum: 'N' },
      '"rejectGarbledMessage": needs validateChecksum: without it nobody knows which messages are garbled',
    ],
    [
      { testRequestDelay: 2, heartBeatTimeout: 1.5 },
      '"heartBeatTimeout": 1.5 must be above 2, when TestRequest goes out',
    ],
    [{ backupHost: 'b' }, '"backupHost": a host needs its port, backupPort, and a port its host'],
    [{ connectPort2: 9 }, '"connectHost": a host needs its port, connectPort, and a port its host'],
    [{ listenTlsPorts: 9105 }, '"certificate": TLS listeners need certificate and privateKey'],
    [{ tls: true, certificate: 'c.pem' }, '"privateKey": certificate and privateKey belong together'],
    [
      { listenPorts: [9105, 9106], listenTlsPorts: 9106, certificate: 'c', privateKey: 'k' },
      '"listenTlsPorts": port 9106 is a plain listener too; take another',
    ],
    [
      { throttlers: [{ direction: 'up' }] },
      '"throttlers" is [{"direction":"up"}]: expected a list of { direction: incoming or outgoing, messagesLimit and intervalMs above 0, and if wanted msgType, action: notify or disconnect }',
    ],
  ]
  for (const [stated, ...expected] of cases)
    test(JSON.stringify(stated), () => assert.deepEqual(errorsOf(stated), expected))

  test('the moment of TestRequest counts, whatever it follows from', () => {
    assert.deepEqual(errorsOf({ heartBeatTimeout: 1.2 }), [
      '"heartBeatTimeout": 1.2 must be above 1.2, when TestRequest goes out',
    ])
    assert.equal(
      resolve({ heartBeatTimeout: 1.2, reasonableTransmission: 0.1 }).parameters.session.heartBeatTimeout,
      1.2,
    )
  })

  test('schedules say what they need', () => {
    assert.match(errorsOf({ startTime: 'noon' })[0] ?? '', /^"schedule": StartTime "noon"/)
    assert.match(errorsOf({ startTime: '08:00', timeZone: 'Mars' })[0] ?? '', /^"schedule": TimeZone "Mars"/)
    assert.match(errorsOf({ resetSequenceTime: 'noon' })[0] ?? '', /^"resetSequenceTime": /)
  })

  test('an acceptor with TLS needs a certificate, an initiator does not', () => {
    const acceptor = { identity: identity('FIX.4.4', 'acceptor') }
    assert.deepEqual(errorsOf({ tls: true }, acceptor), [
      '"certificate": TLS listeners need certificate and privateKey',
    ])
    assert.equal(resolve({ tls: true }).parameters.tls.enabled, true)
    assert.deepEqual(errorsOf({ sslCheckCertificateRevocation: true }, { family: 'java' }), [
      '"checkCertificateRevocation": needs certificateRevocationList, a PEM file: nothing is fetched',
    ])
    assert.deepEqual(errorsOf({ rejectGarbledMessage: true, validateGarbledMessage: false }), [
      '"rejectGarbledMessage": needs validateGarbledMessage: without it garbled messages are processed',
    ])
  })
})

describe('warnings', () => {
  const cases: readonly (readonly [stated: Stated, pattern: RegExp, options?: Partial<ResolveOptions>])[] = [
    [
      { ignoreDuplicateResendRequests: true, duplicateResendRequestLimit: 1 },
      /^ignoreDuplicateResendRequests has no effect/,
    ],
    [
      { resetSeqNumOnNonGracefulTermination: true, forceSeqNumReset: 2 },
      /^resetSeqNumOnNonGracefulTermination is meant for a Logon without 141=Y/,
    ],
    [
      { enableAutoSwitchToBackupConnection: true, backupHost: 'b', backupPort: 1 },
      /reconnectMaxTries unlimited never comes to an end$/,
    ],
    [{ enableAutoSwitchToBackupConnection: true, reconnectMaxTries: 2 }, /without backupHost and backupPort$/],
    [{ forceSeqNumResetByAcceptor: true }, /^forceSeqNumResetByAcceptor has no effect/],
    [{ ignoreSeqNumTooLowAtLogon: true }, /^ignoreSeqNumTooLowAtLogon true is not compliant with the FIX standard$/],
    [{ resendMessagesLimit: 0 }, /^resendMessagesLimit 0 is not compliant/],
    [{ storageType: 'persistent' }, /^storageType persistent needs logDirectory/],
    [
      { 'Monitoring.Enable': true },
      /^Monitoring.Enable is not supported, and has no effect\. Admin sessions .* state adminEnabled and adminPort\.$/,
    ],
    [{ validateChecksum: false }, /^validateChecksum false is not compliant/],
    [{ onBehalfOfCompIDs: 'A' }, /have no effect unless checkThirdPartyCompIDs is true$/],
    [{ handleSeqNumAtLogon: true }, /^handleSeqNumAtLogon has no effect in FIX.4.2/, { identity: identity('FIX.4.2') }],
    [{ username: 'u' }, /^username and password are left out in FIX.4.2/, { identity: identity('FIX.4.2') }],
    [
      { forceSeqNumReset: 2 },
      /^forceSeqNumReset has no effect for an acceptor/,
      { identity: identity('FIX.4.4', 'acceptor') },
    ],
    [
      { resetSeqNumAfter24hours: true },
      /^resetSeqNumAfter24hours has no effect in FIX.4.0/,
      { identity: identity('FIX.4.0') },
    ],
  ]
  for (const [stated, pattern, options] of cases)
    test(JSON.stringify(stated), () => {
      const { warnings } = resolve(stated, options)
      assert.equal(warnings.filter((warning) => pattern.test(warning)).length, 1, warnings.join('\n'))
    })

  test('fractions of a second that FIX.4.0 sends are taken, too, unless their number is stated', () => {
    const stated = { allowedSecondsFractionsForFIX40: true }
    const taken = (version: string, more: Stated = {}) =>
      resolve({ ...stated, ...more }, { identity: identity(version) }).parameters.session.validation.timestampFraction
    assert.deepEqual(
      [taken('FIX.4.0'), taken('FIX.4.0', { timestampFraction: 6 }), taken('FIX.4.1')],
      [3, 6, undefined],
    )
  })

  test('a list of revoked certificates counts, unless it is switched off', () => {
    const listOf = (stated: Stated) =>
      resolve({ certificateRevocationList: 'crl.pem', ...stated }).parameters.tls.certificateRevocationList
    assert.deepEqual(
      [listOf({}), listOf({ checkCertificateRevocation: true }), listOf({ checkCertificateRevocation: false })],
      ['crl.pem', 'crl.pem', undefined],
    )
  })

  test('a field that a version does not have is left out of its Logon', () => {
    const fieldsIn = (version: string) =>
      resolve({ username: 'u' }, { identity: identity(version) }).parameters.session.logonFields
    assert.deepEqual([fieldsIn('FIX.4.2'), fieldsIn('FIX.4.3')], [[], [[553, 'u']]])
  })

  test('what changes speed only is accepted, with a line that says so', () => {
    const { infos, warnings } = resolve({ NumberOfWorkers: 4, enableNagle: false, ThirdPartyRoutingIsEnabled: false })
    assert.deepEqual(warnings, [])
    assert.deepEqual(
      infos.map((line) => line.slice(0, line.indexOf('. '))),
      ['enableNagle is accepted and has no effect', 'NumberOfWorkers is accepted and has no effect'],
    )
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dictionaryFor } from '../dictionary/load.ts'
import { parseQuickFixConfig, QuickFixConfigError, type QuickFixSession } from './quickfix-config.ts'
import { resolveParameters } from './resolve.ts'

/** As in the executor that comes with QuickFIX/C++. */
const EXECUTOR = `[DEFAULT]
ConnectionType=acceptor
ReconnectInterval=60
SenderCompID=EXECUTOR
FileStorePath=store
FileLogPath=log
StartTime=00:00:00
EndTime=00:00:00
UseDataDictionary=Y
DataDictionary=../spec/FIX42.xml
SocketAcceptPort=5001

[SESSION]
BeginString=FIX.4.2
TargetCompID=CLIENT1
DataDictionary=../spec/FIX42.xml

[SESSION]
BeginString=FIXT.1.1
DefaultApplVerID=FIX.5.0
TargetCompID=CLIENT1
TransportDataDictionary=../spec/FIXT11.xml
AppDataDictionary=../spec/FIX50.xml
`

/** As in the executor of QuickFIX/J: sections in small letters, settings of the application among those of the engine. */
const EXECUTOR_J = `[default]
FileStorePath=target/data/executor
ConnectionType=acceptor
StartTime=00:00:00
EndTime=00:00:00
HeartBtInt=30
ValidOrderTypes=1,2,F
SenderCompID=EXEC
TargetCompID=BANZAI
UseDataDictionary=Y
DefaultMarketPrice=12.30

[session]
BeginString=FIX.4.0
SocketAcceptPort=9876

[session]
BeginString=FIX.4.1
SocketAcceptPort=9877
`

/** As in Banzai, QuickFIX/J's order client. */
const BANZAI = `[default]
FileStorePath=target/data/banzai
ConnectionType=initiator
SenderCompID=BANZAI
TargetCompID=EXEC
SocketConnectHost=localhost
StartTime=00:00:00
EndTime=00:00:00
HeartBtInt=30
ReconnectInterval=5

[session]
BeginString=FIX.4.0
SocketConnectPort=9876

[session]
BeginString=FIXT.1.1
DefaultApplVerID=FIX.5.0SP2
SocketConnectPort=9881
`

const parse = (text: string) => parseQuickFixConfig(text, 'a.cfg')

const only = (text: string): QuickFixSession => {
  const [session, ...more] = parse(text).sessions
  assert.ok(session !== undefined && more.length === 0)
  return session
}

const resolve = (session: QuickFixSession) =>
  resolveParameters(session.stated, {
    preset: 'quickfix',
    identity: { ...session, dictionary: dictionaryFor(session.version) },
  })

const errorOf = (text: string): string => {
  try {
    parse(text)
  } catch (error) {
    assert.ok(error instanceof QuickFixConfigError, String(error))
    return error.message
  }
  return assert.fail('it was read')
}

describe('files as QuickFIX has them', () => {
  test('the executor of QuickFIX', () => {
    const { sessions, warnings } = parse(EXECUTOR)
    assert.deepEqual(warnings, [])
    assert.deepEqual(
      sessions.map(
        ({ line, role, version, senderCompID, targetCompID, listen, dictionaries, fileStorePath, fileLogPath }) => ({
          line,
          role,
          version: version.id,
          names: [senderCompID, targetCompID],
          listen,
          dictionaries,
          paths: [fileStorePath, fileLogPath],
        }),
      ),
      [
        {
          line: 13,
          role: 'acceptor',
          version: 'FIX.4.2',
          names: ['EXECUTOR', 'CLIENT1'],
          listen: { port: 5001 },
          dictionaries: ['../spec/FIX42.xml'],
          paths: ['store', 'log'],
        },
        {
          line: 18,
          role: 'acceptor',
          version: 'FIXT.1.1/FIX.5.0',
          names: ['EXECUTOR', 'CLIENT1'],
          listen: { port: 5001 },
          dictionaries: ['../spec/FIXT11.xml', '../spec/FIX50.xml'],
          paths: ['store', 'log'],
        },
      ],
    )
  })

  test('its parameters, with the preset quickfix', () => {
    const [session] = parse(EXECUTOR).sessions
    assert.ok(session !== undefined)
    const { parameters, engine } = resolve(session)
    assert.equal(parameters.connection.reconnectIntervalMs, 60_000)
    assert.equal(parameters.session.logoutTimeout, 2)
    assert.equal(parameters.session.heartBeatTimeout, 2.4)
    assert.deepEqual(parameters.schedule.schedule, { timeZone: 'UTC', startTime: '00:00:00', endTime: '00:00:00' })
    assert.partialDeepStrictEqual(parameters.storage, { storageType: 'persistent', logDirectory: 'store' })
    assert.deepEqual(engine.listenPorts, [5001])
  })

  test('the executor of QuickFIX/J: what is its own is named in one warning', () => {
    const { sessions, warnings } = parse(EXECUTOR_J)
    assert.deepEqual(
      sessions.map(({ version, listen }) => [version.id, listen?.port]),
      [
        ['FIX.4.0', 9876],
        ['FIX.4.1', 9877],
      ],
    )
    assert.deepEqual(warnings, [
      'a.cfg: settings that are not known, and have no effect: ValidOrderTypes (line 7), DefaultMarketPrice (line 11)',
    ])
  })

  test('Banzai dials', () => {
    const { sessions, warnings } = parse(BANZAI)
    assert.deepEqual(warnings, [])
    assert.deepEqual(
      sessions.map((session) => resolve(session).parameters.connection.destinations),
      [[{ host: 'localhost', port: 9876 }], [{ host: 'localhost', port: 9881 }]],
    )
    assert.deepEqual(
      sessions.map(({ version, listen }) => [version.id, listen]),
      [
        ['FIX.4.0', undefined],
        ['FIXT.1.1/FIX.5.0SP2', undefined],
      ],
    )
  })
})

const INITIATOR = `[DEFAULT]
ConnectionType=initiator
SenderCompID=US
TargetCompID=THEM
HeartBtInt=20
SocketConnectHost=a
SocketConnectPort=1
[SESSION]
BeginString=FIX.4.4
`

describe('the file', () => {
  test('comments, spaces, a byte order mark and lines of Windows', () => {
    const text = `\uFEFF# ours\r\n${INITIATOR.replace('HeartBtInt=20', '  HeartBtInt = 25  ').replaceAll('\n', '\r\n')}# end`
    assert.equal(only(text).stated.heartBtInt, 25)
  })

  test('a session comes before the defaults, also when they stand behind it', () => {
    const text = INITIATOR.replace(
      'BeginString=FIX.4.4',
      'BeginString=FIX.4.4\nHeartBtInt=5\n[DEFAULT]\nHeartBtInt=7\nLogonTimeout=9',
    )
    assert.partialDeepStrictEqual(only(text).stated, { heartBtInt: 5, logonTimeout: 9 })
  })

  test('a key that is there twice: the later one, with a warning', () => {
    const { sessions, warnings } = parse(INITIATOR.replace('HeartBtInt=20', 'HeartBtInt=20\nheartbtint=21'))
    assert.equal(sessions[0]?.stated.heartBtInt, 21)
    assert.deepEqual(warnings, ['a.cfg:6: heartbtint was stated in line 5 already; the later one counts'])
  })

  test('several places to connect to, one without a number first', () => {
    const text = `${INITIATOR}SocketConnectHost2=c\nSocketConnectPort2=3\nSocketConnectHost1=b\nSocketConnectPort1=2\n`
    assert.deepEqual(resolve(only(text)).parameters.connection.destinations, [
      { host: 'a', port: 1 },
      { host: 'b', port: 2 },
      { host: 'c', port: 3 },
    ])
  })

  test('fields of Logon, a qualifier, TLS, a time with its zone', () => {
    const session = only(
      `${INITIATOR}LogonTag=553=us=er\nLogonTag1=554=pw\nSessionQualifier=Q\nSocketUseSSL=Y\nStartTime=08:00:00 US/Eastern\nEndTime=17:00:00\nSenderSubID=DESK\n`,
    )
    const { parameters } = resolve(session)
    assert.deepEqual(parameters.session.logonFields, [
      [553, 'us=er'],
      [554, 'pw'],
    ])
    assert.equal(parameters.qualifier, 'Q')
    assert.equal(parameters.tls.enabled, true)
    assert.deepEqual(parameters.schedule.schedule, {
      timeZone: 'US/Eastern',
      startTime: '08:00:00',
      endTime: '17:00:00',
    })
  })

  test('a TLS listener is no plain one', () => {
    const text = EXECUTOR_J.replace(/\[session\]\nBeginString=FIX.4.1[\s\S]*/, '').replace(
      'HeartBtInt',
      'SocketUseSSL=Y\nServerCertificateFile=c.pem\nServerCertificateKeyFile=k.pem\nHeartBtInt',
    )
    const { engine, parameters } = resolve(only(text))
    assert.deepEqual([engine.listenPorts, engine.listenTlsPorts], [[], [9876]])
    assert.equal(parameters.tls.certificate, 'c.pem')
  })

  test('an acceptor connects nowhere, whatever the defaults say', () => {
    const [session] = parse(EXECUTOR.replace('[SESSION]', 'SocketConnectHost=a\n[SESSION]')).sessions
    assert.ok(session !== undefined)
    assert.deepEqual(resolve(session).parameters.connection.destinations, [])
  })

  test('sub-ids are said to have no effect', () => {
    assert.deepEqual(parse(`${INITIATOR}SenderSubID=DESK\n`).infos, [
      "a.cfg: SenderSubID is part of a session's name in QuickFIX; here it has no effect",
    ])
  })

  test('names of other products are not known here', () => {
    const { sessions, warnings } = parse(`${INITIATOR}LogonTimeFrame=3\n`)
    assert.equal(sessions[0]?.stated.logonTimeout, undefined)
    assert.match(warnings[0] ?? '', /not known, and have no effect: LogonTimeFrame \(line 10\)$/)
  })

  test('AcceptorTemplate makes a section a pattern for an acceptor, and means nothing to an initiator', () => {
    const [plain, template] = parse(`${EXECUTOR}AcceptorTemplate=Y\n`).sessions
    assert.deepEqual([plain?.template, template?.template], [false, true])
    assert.equal(only(`${INITIATOR}AcceptorTemplate=Y\n`).template, false)
    assert.equal(parse(`${EXECUTOR}AcceptUnknown=Y\n`).sessions[1]?.template, false)
  })

  test('UseLocalTime is the zone of this machine', (t) => {
    const before = process.env.TZ
    t.after(() => {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    })
    process.env.TZ = 'Asia/Tokyo'
    const zoneOf = (value: string) =>
      resolve(only(`${INITIATOR}StartTime=08:00:00\nEndTime=17:00:00\nUseLocalTime=${value}\n`)).parameters.schedule
        .schedule?.timeZone
    assert.deepEqual([zoneOf('Y'), zoneOf('N')], ['Asia/Tokyo', 'UTC'])
  })

  test('a dead connection with or without Logout, and ResendRequests sent again', () => {
    const { session } = resolve(
      only(`${INITIATOR}SendLogoutBeforeDisconnectFromTimeout=Y\nIgnorePossDupResendRequests=Y\n`),
    ).parameters
    assert.deepEqual([session.logoutOnTimeout, session.skipDuplicatedResendRequests], [true, true])
    assert.equal(resolve(only(INITIATOR)).parameters.session.logoutOnTimeout, false)
  })

  test('what tunes sockets, screens and logs of the product is known, and has no effect', () => {
    const tuning = [
      'SocketReuseAddress=Y',
      'SocketNodelay=Y',
      'SocketTcpNoDelay=Y',
      'SocketSendBufferSize=65536',
      'SocketReceiveBufferSize=65536',
      'FileLogBackupPath=old',
      'ScreenLogShowIncoming=Y',
      'ScreenLogShowOutgoing=N',
      'ScreenLogShowEvents=Y',
      'ScreenLogShowHeartBeats=N',
      'PreserveMessageFieldsOrder=Y',
    ]
    const { sessions, warnings } = parse(`${INITIATOR}${tuning.join('\n')}\n`)
    assert.deepEqual(warnings, [])
    const resolved = resolve(sessions[0] as QuickFixSession)
    assert.deepEqual(resolved.warnings, [])
    const { session, ...parts } = resolve(only(INITIATOR)).parameters
    assert.partialDeepStrictEqual(resolved.parameters, parts)
    assert.equal(resolved.parameters.session.heartBtInt, session.heartBtInt)
    // The two of Nagle are one, and the last one is what we do.
    assert.equal(resolved.infos.length, tuning.length - 2)
  })

  test('what behaves otherwise than the product is warned about', () => {
    const { warnings } = resolve(only(`${INITIATOR}PreserveMessageFieldsOrder=N\nHttpAcceptPort=9911\n`))
    assert.equal(warnings.length, 2)
    assert.match(warnings[0] ?? '', /^preserveMessageFieldsOrder is not supported, .*sorts them by tag/)
    assert.match(warnings[1] ?? '', /^httpAcceptPort is not supported, .*adminPort/)
  })

  test('the dictionary of the application version, by its version', () => {
    const text = INITIATOR.replace(
      'FIX.4.4',
      'FIXT.1.1\nDefaultApplVerID=9\nAppDataDictionary=any.xml\nAppDataDictionary.FIX.5.0SP2=sp2.xml',
    )
    assert.deepEqual(only(text).dictionaries, ['sp2.xml'])
    assert.equal(only(text).version.id, 'FIXT.1.1/FIX.5.0SP2')
  })
})

describe('what is wrong, by file, line, key, value and what is allowed', () => {
  const cases: readonly (readonly [name: string, text: string, message: RegExp])[] = [
    [
      'a value',
      INITIATOR.replace('=20', '=soon'),
      /^a\.cfg:5: "HeartBtInt" is "soon": expected a whole number from 0 to 86400 \(seconds\)$/,
    ],
    [
      'a port',
      INITIATOR.replace('Port=1', 'Port=70000'),
      /^a\.cfg:7: "SocketConnectPort" is "70000": expected a whole number from 1 to 65535$/,
    ],
    [
      'the type',
      INITIATOR.replace('=initiator', '=client'),
      /^a\.cfg:2: "ConnectionType" is "client": expected initiator or acceptor$/,
    ],
    [
      'no type',
      INITIATOR.replace(/Conn.*\n/, ''),
      /^a\.cfg:7: ConnectionType is missing: the session needs it, or \[DEFAULT\]$/,
    ],
    ['no interval', INITIATOR.replace(/Heart.*\n/, ''), /^a\.cfg:7: HeartBtInt is missing/],
    ['no place', INITIATOR.replace(/SocketConnectHost.*\n/, ''), /^a\.cfg:7: SocketConnectHost is missing/],
    ['no port to listen', EXECUTOR.replace('SocketAcceptPort=5001', ''), /^a\.cfg:13: SocketAcceptPort is missing/m],
    ['an empty name', INITIATOR.replace('=THEM', '='), /^a\.cfg:4: TargetCompID is missing/],
    [
      'a version',
      INITIATOR.replace('FIX.4.4', 'FIX.5.0'),
      /^a\.cfg:9: "BeginString" is "FIX\.5\.0": expected FIX\.4\.0, .*FIXT\.1\.1$/,
    ],
    ['no application version', INITIATOR.replace('FIX.4.4', 'FIXT.1.1'), /^a\.cfg:8: DefaultApplVerID is missing/],
    [
      'an application version',
      INITIATOR.replace('FIX.4.4', 'FIXT.1.1\nDefaultApplVerID=6'),
      /^a\.cfg:10: "DefaultApplVerID" is "6": expected FIX\.5\.0, FIX\.5\.0SP1, FIX\.5\.0SP2, or/,
    ],
    [
      'the same session twice',
      `${INITIATOR}[SESSION]\nBeginString=FIX.4.4\n`,
      /^a\.cfg:10: the session of line 8 once more: tell them apart by SessionQualifier$/,
    ],
    ['no session', '[DEFAULT]\nHeartBtInt=1\n', /^a\.cfg: no session: expected at least one \[SESSION\]$/],
    ['a section', '[SESION]\n', /^a\.cfg:1: \[SESION\]: expected \[DEFAULT\] or \[SESSION\]$/],
    ['no section', 'HeartBtInt=1\n', /^a\.cfg:1: "HeartBtInt" stands before the first section/],
    ['no value', '[DEFAULT]\nHeartBtInt\n[SESSION]\n', /^a\.cfg:2: "HeartBtInt": expected key=value$/],
  ]
  for (const [name, text, message] of cases) test(name, () => assert.match(errorOf(text), message))

  test('all of it at once, each once', () => {
    const text = BANZAI.replace('HeartBtInt=30', 'HeartBtInt=x').replace('ReconnectInterval=5', 'ReconnectInterval=0')
    assert.deepEqual(
      errorOf(text)
        .split('\n')
        .map((line) => line.slice(0, 25)),
      ['a.cfg:9: "HeartBtInt" is ', 'a.cfg:10: "ReconnectInter'],
    )
  })
})

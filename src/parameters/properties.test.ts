import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dictionaryFor } from '../dictionary/load.ts'
import { findVersion } from '../fix/versions.ts'
import type { Family } from './parameter.ts'
import { layersFor, parseProperties } from './properties.ts'
import { resolveParameters } from './resolve.ts'

function resolve(text: string, id: string, family: Family, environment: Record<string, string> = {}, stated = {}) {
  const version = findVersion('FIX.4.4')
  assert.ok(version !== undefined)
  const { layers, unknown } = layersFor(parseProperties(text), id, family, environment)
  const identity = {
    version,
    role: 'initiator',
    senderCompID: 'A',
    targetCompID: 'B',
    dictionary: dictionaryFor(version),
  } as const
  return { ...resolveParameters(stated, { identity, family, layers }).parameters, unknown }
}

test('lines of a properties file', () => {
  assert.deepEqual(parseProperties('# a=1\n! b=2\n c = 3 \r\nd:4\n\ne=1,\\\n   2\nc=5\nf=\ng=x=y\n'), {
    c: '5',
    d: '4',
    e: '1,2',
    f: '',
    g: 'x=y',
  })
})

test('C++: the session, then the default for sessions, then the engine', () => {
  const text =
    'HBI=10\nLogonTimeFrame=11\nLogoutTimeFrame=12\nLicenseFile=x\nSession.Default.HBI=20\nSession.Default.LogonTimeFrame=21\nSession.A/B.HBI=30\nSession.A/C.HBI=40\n'
  const { session, unknown } = resolve(text, 'A/B', 'cpp')
  assert.deepEqual([session.heartBtInt, session.logonTimeout, session.logoutTimeout], [30, 21, 12])
  assert.deepEqual(unknown, ['LicenseFile'])
  assert.equal(resolve(text, 'A/B', 'cpp', {}, { heartBtInt: 5 }).session.heartBtInt, 5)
})

test('FIXEdge: names of sessions, Default in one word, a named schedule', () => {
  const { session, schedule } = resolve(
    `FixLayer.FixEngine.Sessions.DefaultResendMessagesLimit = 100
FixLayer.FixEngine.Session.DeskA.ForceSeqNumReset = 2
FixLayer.FixEngine.Session.DeskB.ForceSeqNumReset = 1
FixLayer.FixEngine.Session.DeskA.Schedule = Week
Schedules.Week.StartTime = 0 0 8 * * 2-6
Schedules.Week.TerminateTime = 0 0 21 * * 6
Schedules.Week.TimeZone = America/New_York
`,
    'DeskA',
    'fixedge',
  )
  assert.deepEqual([session.resendMessagesLimit, session.forceSeqNumReset], [100, 2])
  assert.deepEqual(schedule.schedule, {
    timeZone: 'America/New_York',
    startTime: '0 0 8 * * 2-6',
    terminateTime: '0 0 21 * * 6',
  })
})

test('.NET Core: variables of the environment come before the file', () => {
  const text = 'heartbeatInterval=10\nsessions.default.forcedLogoffTimeout=3\nsessions.one.autoreconnectAttempts=-1\n'
  const { session, connection } = resolve(text, 'one', 'java', {
    FANET_heartbeatInterval: '15',
    FANET_sessions__one__autoreconnectDelayInMs: '250',
    OTHER: 'x',
  })
  assert.deepEqual([session.heartBtInt, session.forcedLogoffTimeout], [15, 3])
  assert.deepEqual([connection.reconnectMaxTries, connection.reconnectIntervalMs], [0, 250])
})

test('a name of the session that nobody has is refused', () => {
  assert.throws(() => resolve('Session.A/B.HBJ=1\n', 'A/B', 'cpp'), /unknown parameter "HBJ": did you mean "HBI"\?/)
})

/** Heartbeats and silence; engine parameters 4 and 15. */
import { boolean, decimal, integer, oneOf } from '../kinds.ts'
import { antenna, group, java, quickfix } from '../parameter.ts'

/** QuickFIX counts from the HeartBtInt that has passed already. */
const plusOne = (value: unknown): unknown => Math.round((Number(value) + 1) * 1e9) / 1e9

export const SUPERVISION = group('Heartbeats and silence', 'Engine parameters 4', [
  {
    name: 'reasonableTransmission',
    kind: decimal(0, 100),
    unit: 'fraction of HeartBtInt',
    path: 'session.reasonableTransmission',
    default: 0.2,
    meaning: 'Time added to HeartBtInt before silence counts.',
    aliases: [
      antenna('ReasonableTransmissionTime', {
        kind: integer(0, 10_000),
        convert: (value) => Number(value) / 100,
        note: 'per cent of HeartBtInt',
      }),
    ],
  },
  {
    name: 'reasonableTransmissionMs',
    kind: integer(0, 86_400_000),
    unit: 'milliseconds',
    meaning: 'The same as a time; divided by heartBtInt it gives reasonableTransmission.',
    aliases: [java('heartbeatReasonableTransmissionTime')],
  },
  {
    name: 'testRequestCount',
    kind: integer(1, 100),
    path: 'session.testRequestCount',
    default: 1,
    meaning: 'TestRequests sent into silence before the connection is given up.',
    aliases: [java('testRequestsNumberUponDisconnection')],
  },
  {
    name: 'testRequestDelay',
    kind: decimal(0, 100),
    unit: 'multiple of HeartBtInt',
    path: 'session.testRequestDelay',
    default: 0,
    meaning: 'Silence after which a TestRequest goes out; 0 = HeartBtInt and reasonableTransmission of it.',
    source: 'Engine parameters 14 (point 15), 15',
    aliases: [quickfix('TestRequestDelayMultiplier', { kind: decimal(0, 99), convert: plusOne, note: '0.5 = 1.5' })],
  },
  {
    name: 'heartBeatTimeout',
    kind: decimal(0, 100),
    unit: 'multiple of HeartBtInt',
    path: 'session.heartBeatTimeout',
    default: 0,
    meaning: 'Silence after which the connection is dead; 0 = one interval for each TestRequest.',
    source: 'Engine parameters 14 (point 15), 15',
    aliases: [quickfix('HeartBeatTimeoutMultiplier', { kind: decimal(0, 99), convert: plusOne, note: '1.4 = 2.4' })],
  },
  {
    name: 'disableHeartBeatCheck',
    kind: boolean,
    path: 'session.disableHeartBeatCheck',
    default: false,
    nonCompliant: (value) => value === true,
    meaning: 'Silence is never acted upon.',
    source: 'QuickFIX; engine parameters 15',
    aliases: [quickfix('DisableHeartBeatCheck')],
  },
  {
    name: 'logoutOnTimeout',
    kind: boolean,
    path: 'session.logoutOnTimeout',
    default: true,
    meaning: 'A Logout is tried before a dead connection is closed.',
    source: 'Engine parameters 14, point 16. .NET and QuickFIX have false.',
    aliases: [quickfix('SendLogoutBeforeDisconnectFromTimeout')],
  },
  {
    name: 'testRequestBehindGap',
    kind: oneOf(['inOrder', 'atOnce']),
    path: 'session.testRequestBehindGap',
    default: 'inOrder',
    meaning: 'A TestRequest behind a gap is answered in its turn, or at once (.NET).',
  },
])

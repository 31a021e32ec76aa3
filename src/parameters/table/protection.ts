/** Limits on what the other side and the application can do; engine parameters 9. */
import { boolean, bytes, integer } from '../kinds.ts'
import { cpp, fixedge, group, java, quickfix } from '../parameter.ts'
import { throttlers } from './throttle-kind.ts'

export const PROTECTION = group('Throttling and protection', 'Engine parameters 9', [
  {
    name: 'throttlers',
    kind: throttlers,
    path: 'protection.throttlers',
    default: [],
    meaning:
      'Sliding windows: direction, messagesLimit, intervalMs, and msgType or action if wanted. Session messages are never held back.',
    aliases: [cpp('Throttlers'), fixedge('Throttlers')],
  },
  {
    name: 'throttleCheckingEnabled',
    kind: boolean,
    default: false,
    meaning: 'The limits by MsgType of the two parameters that follow are in force.',
    source: 'FIX Antenna Java and .NET Core; engine parameters 9',
    aliases: [java('throttleCheckingEnabled')],
  },
  {
    name: 'throttleCheckingPeriod',
    kind: integer(1, 86_400_000),
    unit: 'milliseconds',
    default: 1000,
    meaning: 'Window of these limits.',
    source: 'FIX Antenna Java and .NET Core; engine parameters 9',
    aliases: [java('throttleCheckingPeriod')],
  },
  {
    name: 'throttleChecking.<MsgType>.threshold',
    kind: integer(-1),
    default: -1,
    meaning: 'Most incoming messages of the MsgType in the window; more lead to Logout. -1 = no limit.',
    source: 'FIX Antenna Java and .NET Core; engine parameters 9',
  },
  {
    name: 'maxFrameLength',
    kind: bytes(64),
    unit: 'bytes',
    path: 'protection.maxFrameLength',
    default: 1_048_576,
    meaning: 'Longest message that is taken; a longer one is garbled, and passed over.',
    source: 'Engine parameters 8',
    aliases: [
      java('maxMessageSize', {
        kind: bytes(),
        convert: (value) => (value === 0 ? Number.MAX_SAFE_INTEGER : value),
        note: '0 = unlimited',
      }),
    ],
  },
  {
    name: 'maxBacklogBytes',
    kind: bytes(1),
    unit: 'bytes',
    path: 'protection.maxBacklogBytes',
    default: 64 * 1024 * 1024,
    meaning: 'What may wait for a counterparty that does not read, before it is disconnected.',
    source: 'fixproof',
  },
  {
    name: 'maxScheduledWriteRequests',
    kind: integer(0),
    path: 'protection.maxScheduledWriteRequests',
    default: 0,
    meaning: 'Messages that may wait for a counterparty that does not read, before it is disconnected; 0 = no limit.',
    source: 'QuickFIX/J; engine parameters 15',
    aliases: [quickfix('MaxScheduledWriteRequests')],
  },
  {
    name: 'slowConsumerWriteDelayMs',
    kind: integer(0, 86_400_000),
    unit: 'milliseconds',
    path: 'protection.slowConsumerWriteDelayMs',
    default: 0,
    meaning: 'A write that waits longer is told to the application; 0 = off.',
    source: 'FIX Antenna .NET Core; engine parameters 9',
    aliases: [java('slowConsumerWriteDelayThreshold')],
  },
  {
    name: 'slowConsumerDetectionEnabled',
    kind: boolean,
    meaning: 'Switches slowConsumerWriteDelayMs on and off: false is 0, true without a time is 10 ms.',
    source: 'FIX Antenna .NET Core; engine parameters 9',
    aliases: [java('slowConsumerDetectionEnabled')],
  },
  {
    name: 'waitLogon',
    kind: integer(0, 86_400),
    unit: 'seconds',
    path: 'protection.waitLogon',
    default: 10,
    meaning: 'Time for the first message of an accepted connection.',
    source: 'FIXEdge; engine parameters 9',
    aliases: [
      fixedge('ProtectionTCP.WaitLogon', {
        kind: integer(0, 86_400_000),
        convert: (value) => Number(value) / 1000,
        note: 'milliseconds',
      }),
    ],
  },
  {
    name: 'sizeWaitHostMax',
    kind: integer(0),
    path: 'protection.sizeWaitHostMax',
    default: 5,
    meaning: 'Connections of one host that may wait for their first message; 0 = no limit.',
    source: 'FIXEdge; engine parameters 9',
    aliases: [fixedge('ProtectionTCP.SizeWaitHostMax')],
  },
  {
    name: 'protectionTcpEnabled',
    kind: boolean,
    default: true,
    meaning: 'False switches sizeWaitHostMax off. waitLogon stays.',
    source: 'FIXEdge; engine parameters 9',
    aliases: [fixedge('ProtectionTCP.Enabled')],
  },
])

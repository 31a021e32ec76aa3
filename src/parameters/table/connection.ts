/** Connecting, and connecting again; engine parameters 5.1, 5.4 and 2.1. */
import { boolean, integer, type Kind, listOf, oneOf, text } from '../kinds.ts'
import { antenna, cpp, everywhere, fixedge, group, java, not, python, quickfix, secondsToMs } from '../parameter.ts'

/** Most tries, or the word `unlimited`. */
const tries: Kind = {
  name: 'tries',
  allowed: 'expected a whole number from 0 to 2147483647, or unlimited',
  schema: { type: ['integer', 'string'] },
  read: (stated) => (stated === 'unlimited' ? { value: 'unlimited' } : integer(0).read(stated)),
}

const fromMinusOne = (value: unknown): unknown => (value === -1 ? 'unlimited' : value)
/** FIX Antenna .NET means the opposite of C++ by -1 and 0. */
const fromNet = (value: unknown): unknown => (value === -1 ? 0 : value === 0 ? 'unlimited' : value)

const C_TRIES = { kind: integer(-1), convert: fromMinusOne, note: '-1 = unlimited' }
/** What is written goes out at once, which is how connections are here. */
const NO_DELAY = ['SocketNodelay', 'SocketTcpNoDelay'].map((name) =>
  quickfix(name, { convert: not, note: 'the opposite' }),
)

const INTERVAL = integer(1, 86_400_000)

export const CONNECTION = group('Connection', 'Engine parameters 5.1', [
  {
    name: 'connectHost<n>',
    kind: text,
    path: 'connection.destinations.#.host',
    meaning: 'Host that an initiator connects to. Several (connectHost1, …) are taken in turn, one an attempt.',
    source: 'QuickFIX; engine parameters 15',
    aliases: [quickfix('SocketConnectHost<n>')],
  },
  {
    name: 'connectPort<n>',
    kind: integer(1, 65_535),
    path: 'connection.destinations.#.port',
    meaning: 'Port that belongs to connectHost of the same number.',
    source: 'QuickFIX; engine parameters 15',
    aliases: [quickfix('SocketConnectPort<n>')],
  },
  {
    name: 'connectAddress',
    kind: text,
    path: 'connection.connectAddress',
    meaning: 'Local address that connections leave from.',
    source: 'Engine parameters 10',
    aliases: [cpp('ConnectAddress'), java('connectAddress'), quickfix('SocketLocalHost')],
  },
  {
    name: 'allowedRemoteAddresses',
    kind: listOf(text),
    path: 'connection.allowedRemoteAddresses',
    default: [],
    meaning: 'Addresses or CIDR blocks that may connect to an acceptor; none stated = all.',
    source: 'QuickFIX/J; engine parameters 15',
    aliases: [quickfix('AllowedRemoteAddresses')],
  },
  {
    name: 'reconnectMaxTries',
    kind: tries,
    path: 'connection.reconnectMaxTries',
    default: 'unlimited',
    meaning: 'Attempts after the first one failed or the link was lost; 0 = none.',
    aliases: [
      cpp('Reconnect.MaxTries', C_TRIES),
      python('Reconnect.MaxTries', C_TRIES),
      fixedge('Reconnect.MaxTries', C_TRIES),
      fixedge('ReconnectMaxTries', C_TRIES),
      everywhere('maxTries'),
      java('autoreconnectAttempts', { kind: integer(-1), convert: fromNet, note: '-1 = 0, 0 = unlimited' }),
    ],
  },
  {
    name: 'reconnectIntervalMs',
    kind: INTERVAL,
    unit: 'milliseconds',
    path: 'connection.reconnectIntervalMs',
    default: 1000,
    meaning: 'Time between attempts.',
    aliases: [
      antenna('Reconnect.Interval'),
      fixedge('ReconnectInterval'),
      java('autoreconnectDelayInMs'),
      quickfix('ReconnectInterval', { kind: integer(1, 86_400), convert: secondsToMs, note: 'seconds' }),
    ],
  },
  {
    name: 'reconnectGroup',
    kind: text,
    path: 'connection.reconnectGroup',
    meaning: 'Sessions of one group connect one after another, the interval apart.',
    aliases: [fixedge('ReconnectGroup')],
  },
  {
    name: 'retryInitialConnect',
    kind: boolean,
    path: 'connection.retryInitialConnect',
    default: true,
    meaning: 'A first connection that fails is tried again like a lost one.',
    source: 'Engine parameters 5.2',
  },
  {
    name: 'forcedReconnect',
    kind: boolean,
    path: 'connection.forcedReconnect',
    default: true,
    meaning: 'Also a refusal by Logout, a Logon timeout and a close while reconnecting are tried again.',
    source: 'FIX Antenna C++, where it is false; engine parameters 4',
    aliases: [cpp('ForcedReconnect')],
  },
  {
    name: 'recreateOnLogout',
    kind: boolean,
    path: 'connection.recreateOnLogout',
    default: true,
    meaning: 'After Logout the session is made again, and connects or waits. Otherwise it stays ended.',
    source: 'FIXEdge, where it is false; engine parameters 2.1',
    aliases: [fixedge('RecreateOnLogout')],
  },
  {
    name: 'terminateOnLogout',
    kind: boolean,
    path: 'connection.terminateOnLogout',
    default: false,
    meaning: 'After Logout the session is removed and its files go to the archive.',
    source: 'FIXEdge; engine parameters 2.1',
    aliases: [fixedge('TerminateOnLogout')],
  },
  {
    name: 'rejectMessageWhileNoConnection',
    kind: boolean,
    path: 'connection.rejectMessageWhileNoConnection',
    default: false,
    meaning: 'A message sent while disconnected is kept for messageTimeToLiveMs only, not until the next Logon.',
    source: 'FIX Antenna C++; engine parameters 5.4',
    aliases: [cpp('RejectMessageWhileNoConnection')],
  },
  {
    name: 'messageTimeToLiveMs',
    kind: integer(0, 86_400_000),
    unit: 'milliseconds',
    path: 'connection.messageTimeToLiveMs',
    default: 500,
    meaning: 'How long such a message lives.',
    source: 'FIX Antenna C++; engine parameters 3.7, 5.4',
    aliases: [cpp('MessageTimeToLive')],
  },
  {
    name: 'enableMessageRejecting',
    kind: boolean,
    path: 'connection.enableMessageRejecting',
    default: false,
    meaning: 'At the end of the session the messages that were not sent go back to the application.',
    source: 'Engine parameters 5.4',
    aliases: [cpp('EnableMessageRejecting'), java('enableMessageRejecting')],
  },
  ...[
    ['inMemoryQueue', boolean, 'The queue of messages to send is kept in memory.'] as const,
    ['memoryMappedQueue', boolean, 'The file of the queue is mapped into memory.'] as const,
    ['queueThresholdSize', integer(0), 'Messages in the queue from which a sender has to wait.'] as const,
    ['waitForMsgQueuingDelay', integer(0), 'How long it waits, milliseconds.'] as const,
    ['preferredSendingMode', oneOf(['sync', 'async', 'sync_noqueue']), 'Which thread writes to the socket.'] as const,
    ['maxMessagesToSendInBatch', integer(0), 'Messages that go out in one write.'] as const,
    ['maxMessagesAmountInBunch', integer(0), 'Messages that go out in one write.'] as const,
    ['enableNagle', boolean, 'TCP gathers small writes.'] as const,
    ['tcpBufferDisabled', boolean, 'Buffers of the socket are switched off.'] as const,
  ].map(([name, kind, meaning]) => ({
    name,
    kind,
    meaning: `${meaning} Speed only: what is sent stays the same.`,
    effect: 'none' as const,
    source: 'FIX Antenna .NET Core; engine parameters 5.4, 9',
    aliases: [
      java(name),
      ...(name === 'maxMessagesAmountInBunch' ? [cpp('MaxMessagesAmountInBunch')] : []),
      ...(name === 'enableNagle' ? NO_DELAY : []),
    ],
  })),
  ...[
    [
      'socketPriority',
      oneOf(['EVEN', 'AGGRESSIVE_SEND', 'AGGRESSIVE_RECEIVE', 'AGGRESSIVE_SEND_AND_RECEIVE']),
    ] as const,
    [
      'socketOpPriority',
      oneOf(['EVEN', 'AGGRESSIVE_SEND', 'AGGRESSIVE_RECEIVE', 'AGGRESSIVE_SEND_AND_RECEIVE']),
    ] as const,
    ['numberOfWorkers', integer(0)] as const,
  ].map(([name, kind]) => ({
    name,
    kind,
    meaning: 'How the product spreads its threads. Speed only.',
    effect: 'none' as const,
    source: 'FIX Antenna C++; engine parameters 9',
    aliases: [antenna(name[0]?.toUpperCase() + name.slice(1))],
  })),
])

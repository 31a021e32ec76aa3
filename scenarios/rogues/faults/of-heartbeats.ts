/** Heartbeat, TestRequest and timing: how a target keeps a connection alive, and its clock. */

export const HEARTBEAT = {
  'heartbeat.never-sent': 'sends no Heartbeat when idle',
  'heartbeat.every-second-interval': 'sends a Heartbeat only after two intervals',
  'heartbeat.sent-twice': 'sends two Heartbeats at a time',
  'heartbeat.idle-with-id': 'puts a TestReqID into Heartbeats that nobody asked for',
  'heartbeat.sent-whatever-else-is': 'sends Heartbeats at fixed times, although other messages went out in between',
  'heartbeat.uses-no-number': 'sends a Heartbeat under a number that the next message has too',
  'heartbeat.skips-a-number': 'leaves a number out before each Heartbeat',
  'heartbeat.not-counted': 'does not count a Heartbeat that it receives',
  'heartbeat.answered-by-heartbeat': 'answers each Heartbeat with a Heartbeat',
  'heartbeat.unknown-id-rejected': 'rejects a Heartbeat whose TestReqID it did not ask for',
  'heartbeat.unknown-id-ends-session': 'logs out at a Heartbeat whose TestReqID it did not ask for',
}

export const TEST_REQUEST = {
  'test-request.not-answered': 'does not answer a TestRequest',
  'test-request.answered-without-id': 'answers a TestRequest with a Heartbeat that has no TestReqID',
  'test-request.answered-by-test-request': 'answers a TestRequest with a TestRequest',
  'test-request.answered-twice': 'answers a TestRequest with two Heartbeats',
  'test-request.counted-twice': 'counts a TestRequest as two messages',
  'test-request.id-cut-to-eight': 'keeps eight characters of a TestReqID, as in a field of fixed width',
  'test-request.id-cut-at-equals': 'loses what stands behind a further equals sign in a TestReqID',
  'test-request.id-in-capitals': 'returns the TestReqID in capitals',
  'test-request.id-encoded-anew': 'returns the TestReqID in another character encoding',
  'test-request.id-of-the-first': 'returns the TestReqID of the first TestRequest for ever',
  'test-request.taken-without-id': 'answers a TestRequest without TestReqID instead of rejecting it',
  'test-request.never-sent': 'never asks whether a silent counterparty is there, and hangs up',
  'test-request.sent-without-id': 'asks with a TestRequest that has no TestReqID',
  'test-request.sent-as-heartbeat': 'sends a Heartbeat where it should ask with a TestRequest',
  'test-request.answer-not-taken': 'hangs up although its TestRequest was answered',
  'test-request.asks-for-ever': 'asks a silent counterparty again and again, and never hangs up',
  'test-request.gives-up-asking': 'asks a silent counterparty once, and then waits for ever',
}

export const TIMING = {
  'timing.interval-of-its-own': 'uses its own interval, not the HeartBtInt of the Logon',
  'timing.interval-in-milliseconds': 'takes HeartBtInt for milliseconds',
  'timing.zero-interval-means-one': 'sends Heartbeats each second although HeartBtInt is 0',
  'timing.test-request-late': 'asks a silent counterparty only after six intervals',
  'timing.test-request-early': 'asks a counterparty after half an interval',
  'timing.dead-late': 'hangs up ten intervals after an unanswered TestRequest',
  'timing.accuracy-of-a-minute': 'allows SendingTime one minute, not two',
  'timing.sending-time-not-checked': 'takes any SendingTime',
  'timing.early-time-accepted': 'takes a SendingTime that lies in the future',
  'timing.late-time-accepted': 'takes a SendingTime that lies in the past',
  'timing.sending-time-tolerated': 'rejects a wrong SendingTime, and goes on as if nothing had been',
  'timing.sending-time-without-reject': 'logs out at a wrong SendingTime without a Reject',
  'timing.sends-local-time': 'states local time as SendingTime, an hour off',
  'timing.fraction-in-every-version': 'states milliseconds in versions that have none',
  'timing.waits-for-ever-for-logon': 'keeps a connection on which no Logon comes',
  'timing.dials-in-a-storm': 'connects again twenty times a second',
}

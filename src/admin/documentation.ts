/** What the OpenAPI document says of each route beyond its shapes: how it behaves, and examples of what goes in and out. */

const SESSION = {
  id: 'VENUE/CLIENT',
  senderCompID: 'VENUE',
  targetCompID: 'CLIENT',
  version: 'FIX.4.4',
  role: 'acceptor',
  application: 'acknowledge',
  state: 'established',
  stdState: 'active',
  connected: true,
  established: true,
  activeConnection: 'primary',
  nextIn: 7,
  nextOut: 9,
  numberingSince: '2026-01-05T08:00:00.000Z',
  heartBtInt: 30,
}

/** The same, its Logout sent and not answered yet. */
const LEAVING = {
  ...SESSION,
  state: 'waitForConfirmLogout',
  stdState: 'initiate logout',
  established: false,
  nextOut: 10,
}

const STATISTICS = {
  messagesIn: 6,
  messagesOut: 8,
  bytesIn: 562,
  bytesOut: 781,
  resendRequestsIn: 1,
  resendRequestsOut: 0,
  rejectsIn: 0,
  rejectsOut: 0,
  gaps: 0,
  garbled: 0,
  connections: 1,
  logons: 1,
  attempts: { primary: 0, backup: 0 },
  undelivered: 0,
  lastInAt: '2026-01-05T09:00:00.013Z',
  lastOutAt: '2026-01-05T09:00:00.018Z',
  establishedAt: '2026-01-05T08:00:00.418Z',
}

const ENTRY = {
  index: 0,
  at: '2026-01-05T08:00:00.413Z',
  connection: 1,
  direction: 'in',
  msgType: 'A',
  msgSeqNum: 1,
  raw: '8=FIX.4.4|9=66|35=A|49=CLIENT|56=VENUE|34=1|52=20260105-08:00:00.409|98=0|108=30|10=069|',
}

const RECORD = {
  index: 0,
  at: '2026-01-05T09:00:00.000Z',
  by: 'anonymous from 127.0.0.1',
  session: 'VENUE/CLIENT',
  action: 'setSequenceNumbers',
  asked: { nextOut: 9, reason: 'agreed by telephone' },
  before: { nextIn: 7, nextOut: 4 },
  after: { nextIn: 7, nextOut: 9 },
  outcome: 'done',
}

const STREAM = `id: 0\nevent: entry\ndata: ${JSON.stringify(ENTRY)}\n\n`
const METRICS = 'fixproof_session_established{session="VENUE/CLIENT"} 1\n'

const PERSONA = {
  name: 'mine',
  description: 'fills everything, later',
  persona: {
    persona: 'mine',
    description: 'fills everything, later',
    defaults: {
      // biome-ignore lint/suspicious/noThenProperty: the word of the vocabulary; nothing awaits it
      then: ['ack', { fill: 'rest', after: '500ms' }],
      onCancel: ['accept'],
      onReplace: ['accept'],
      onDisconnect: { cancel: 'none', onLogout: 'keep' },
      dayEnd: 'doneForDay',
      pending: false,
      terse: false,
      iocRemainder: 'cancel',
      trigger: 'triggered',
      text: true,
      checks: true,
      postOnly: 'cancel',
    },
    symbols: [{ symbol: 'SIM', tick: '0.01', lot: '1', reference: '100', phase: 'open' }],
    rules: [],
    remarks: [],
  },
}

const ORDER = {
  orderID: 'O1',
  session: 'VENUE/CLIENT',
  clOrdID: 'C1',
  symbol: 'SIM',
  side: '1',
  ordType: '2',
  timeInForce: '0',
  orderQty: '50',
  price: '100',
  cumQty: '20',
  leavesQty: '30',
  rule: 'Q50',
}

export interface RouteDocumentation {
  readonly description: string
  /** What is answered when it was done. */
  readonly gives: string
  readonly example: unknown
  /** A body that is taken. */
  readonly body?: unknown
}

const ID = '/api/v1/sessions/{id}'

/** By method and path, as the document has them. */
export const ROUTES: Readonly<Record<string, RouteDocumentation>> = {
  'get /api/v1/sessions': {
    description: 'In the order in which they were made. One that a Logout has removed is found by its id alone.',
    gives: 'Every session as it stands now',
    example: [SESSION],
  },
  'get /api/v1/audit': {
    description: 'What was refused is among them, with the reason. The records are lost when the simulator ends.',
    gives: 'The newest 1000 records, oldest first',
    example: [RECORD],
  },
  [`get ${ID}`]: {
    description: 'State, numbers and connection at this moment. Looking changes nothing.',
    gives: 'The session as it stands now',
    example: SESSION,
  },
  [`get ${ID}/statistics`]: {
    description: 'The counts go on over connections and resets of the numbers. Instants are absent before the first.',
    gives: 'The counts of this moment',
    example: STATISTICS,
  },
  [`get ${ID}/journal`]: {
    description: 'Go on with after={next}. The newest 10 000 entries are kept, at most 16 MiB of messages.',
    gives: 'A page of the journal',
    example: { entries: [ENTRY], next: 0, lost: 0 },
  },
  [`get ${ID}/journal/stream`]: {
    description:
      'The events are entry and lost, which says how many entries a client that reads too slowly has missed. Last-Event-ID goes on where a stream broke. 64 may be open.',
    gives: 'Server-sent events until either side ends',
    example: STREAM,
  },
  [`post ${ID}/start`]: {
    description:
      'An initiator dials, an acceptor takes its counterparty, as the schedule lets them. Starting twice is done.',
    gives: 'The session, started; it connects after this answer',
    example: {
      ...SESSION,
      state: 'waitForFirstLogon',
      stdState: 'awaiting connection',
      connected: false,
      established: false,
    },
  },
  [`post ${ID}/disconnect`]: {
    description: 'The counterparty sees a lost link, and may come back at once; an initiator dials again.',
    gives: 'The session; the end of the connection follows this answer',
    example: SESSION,
  },
  [`post ${ID}/stop`]: {
    description: 'Without a connection there is no Logout. Numbers stay as they are. Stopping twice is done.',
    gives: 'The session; the answer to Logout comes after this one',
    example: LEAVING,
    body: { text: 'maintenance until 10:00' },
  },
  [`post ${ID}/logout`]: {
    description: 'What follows is as the parameters say; by default the session goes on, and may be connected again.',
    gives: 'The session; the answer to Logout comes after this one',
    example: LEAVING,
    body: { text: 'end of the trial' },
  },
  [`post ${ID}/switch`]: {
    description: 'Of an initiator with a backup: Logout here, Logon there. Naming the one in use changes nothing.',
    gives: 'The session; it goes over after this answer',
    example: { ...SESSION, role: 'initiator' },
    body: { to: 'backup' },
  },
  [`put ${ID}/sequence-numbers`]: {
    description:
      'In every state, connected or not; nothing is said to the counterparty. While established, a higher nextOut is a gap for it, a lower one too low, and a lower nextIn lets messages come again.',
    gives: 'The session with the numbers set',
    example: SESSION,
    body: { nextOut: 9, reason: 'agreed by telephone' },
  },
  [`post ${ID}/reset`]: {
    description: 'local changes the numbers here alone; onTheWire needs an established session, and FIX.4.1 or later.',
    gives: 'The session; onTheWire the reply of the counterparty comes after this answer',
    example: { ...SESSION, nextIn: 1, nextOut: 1, numberingSince: '2026-01-05T09:00:00.000Z' },
    body: { how: 'local', reason: 'both sides begin anew' },
  },
  [`post ${ID}/messages`]: {
    description: 'Without a connection it is stored, and sent when the counterparty asks for it. Values may be labels.',
    gives: 'Taken: numbered and stored',
    example: { msgSeqNum: 9, established: true },
    body: {
      msgType: 'News',
      fields: [
        { name: 'Headline', value: 'good morning' },
        { tag: 33, value: 1 },
        { tag: 58, value: 'nothing else' },
      ],
    },
  },
  [`post ${ID}/test-request`]: {
    description: 'The counterparty answers by Heartbeat with this TestReqID; the journal has it.',
    gives: 'The session; the TestRequest is sent',
    example: { ...SESSION, nextOut: 10 },
    body: { testReqID: 'are you there' },
  },
  [`post ${ID}/resend-request`]: {
    description: 'By hand, whether anything is missing or not: what was received before comes with PossDupFlag.',
    gives: 'The session; the ResendRequest is sent',
    example: { ...SESSION, nextOut: 10 },
    body: { begin: 3, end: 0 },
  },
  'get /api/v1/venue/persona': {
    description: 'As JSON in the words of docs/personas.md; what PUT takes as persona.',
    gives: 'The rules in force',
    example: PERSONA,
  },
  'put /api/v1/venue/persona': {
    description:
      'By name, as YAML text or as JSON. Open orders keep the rule that they came under. A mistake changes nothing.',
    gives: 'The rules in force from here on',
    example: PERSONA,
    body: { name: 'standard', faults: true },
  },
  'post /api/v1/venue/market': {
    description:
      'In the words of a scenario: open, close, day, halt, resume, trade SYMBOL PRICE, split SYMBOL RATIO, order CLORDID STEP and more. What follows is sent before this answer.',
    gives: 'It has happened',
    example: { event: 'order C1 fill: 10', notes: [], openOrders: 1 },
    body: { event: 'order C1 fill: 10' },
  },
  'get /api/v1/venue/orders': {
    description: 'Those that may still trade or be cancelled, of all sessions.',
    gives: 'Open orders, oldest first',
    example: [ORDER],
  },
  'get /health': {
    description: 'Needs no token. Says nothing of the sessions.',
    gives: 'It runs',
    example: { status: 'ok' },
  },
  'get /metrics': {
    description: 'Those of each session have the label session; the names are in docs/admin-api.md.',
    gives: 'Metrics',
    example: METRICS,
  },
}

/** What a refusal looks like, by its status. */
export const PROBLEMS: Readonly<Record<string, { readonly title: string; readonly detail: string }>> = {
  400: { title: 'Bad Request', detail: '"nextOut" is 0: Too small: expected number to be >=1' },
  401: { title: 'Unauthorized', detail: 'a bearer token is needed: Authorization: Bearer TOKEN' },
  403: {
    title: 'Forbidden',
    detail:
      'the host "example.com" is not this machine: without authentication the API is reached as 127.0.0.1 or localhost',
  },
  404: { title: 'Not Found', detail: 'no session "VENEU/CLIENT": near to it are VENUE/CLIENT' },
  409: { title: 'Conflict', detail: 'session VENUE/CLIENT has no backup connection' },
  413: { title: 'Content Too Large', detail: 'the body is longer than 64 KiB: send less at a time' },
  503: {
    title: 'Service Unavailable',
    detail:
      'FIX.4.4-VENUE-CLIENT: the log could not be written (ENOSPC: no space left on device); expected room on the disk; make room on the disk; what was stored before is not lost',
  },
}

/** The subjects in the order of the page. */
export const TAGS = [
  { name: 'sessions', description: 'What there is, and how it stands' },
  { name: 'life', description: 'Connecting and ending' },
  { name: 'numbers', description: 'Sequence numbers by hand' },
  { name: 'messages', description: 'Sending' },
  { name: 'journal', description: 'Reading along' },
  { name: 'venue', description: 'The rules, the market and the orders of a simulator that plays a venue' },
  { name: 'audit', description: 'Who did what' },
  { name: 'service', description: 'The simulator itself' },
]

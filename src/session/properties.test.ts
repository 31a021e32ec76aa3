import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Tag } from '../fix/tags.ts'
import type { Fields } from '../testing/seen.ts'
import { type RigOptions, SessionRig } from '../testing/session-rig.ts'
import { TIMER_NAMES } from './timers.ts'

/** What the counterparty sends; numbers are distances from the ones that fit. */
interface Incoming {
  readonly name: string
  readonly msgSeqNum: number | 'missing' | 'wrong' | 'one'
  readonly possDup: 'no' | 'yes' | 'withoutOrig'
  readonly reset: boolean
  readonly gapFill: boolean
  readonly newSeqNo: number
  readonly begin: number
  readonly end: number
  readonly nextExpected: number
  readonly huge: boolean
}

type Happening =
  | { readonly kind: 'receive'; readonly incoming: Incoming }
  | { readonly kind: 'timer'; readonly timer: (typeof TIMER_NAMES)[number] }
  | { readonly kind: 'pass'; readonly seconds: number }
  | { readonly kind: 'garble' | 'submit' | 'logout' | 'reset' | 'resend' | 'period' | 'connect' | 'disconnect' }

const near = (min: number, max: number) => fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min, max }))

const incoming: fc.Arbitrary<Incoming> = fc.record({
  name: fc.constantFrom(
    ...[
      'Logon',
      'Heartbeat',
      'TestRequest',
      'ResendRequest',
      'Reject',
      'SequenceReset',
      'Logout',
      'NewOrderSingle',
      'ZZ',
    ],
    ...['Logon', 'SequenceReset', 'NewOrderSingle', 'NewOrderSingle', 'NewOrderSingle'],
  ),
  msgSeqNum: fc.oneof(
    { weight: 20, arbitrary: near(-3, 5) },
    { weight: 1, arbitrary: fc.constantFrom('missing' as const, 'wrong' as const) },
    { weight: 2, arbitrary: fc.constant('one' as const) },
  ),
  possDup: fc.constantFrom('no' as const, 'no' as const, 'yes' as const, 'withoutOrig' as const),
  reset: fc.boolean(),
  gapFill: fc.boolean(),
  newSeqNo: fc.integer({ min: -2, max: 6 }),
  begin: fc.integer({ min: -1, max: 12 }),
  end: fc.integer({ min: -1, max: 12 }),
  nextExpected: near(-5, 2),
  huge: fc.integer({ min: 0, max: 30 }).map((n) => n === 0),
})

type Plain = Exclude<Happening, { kind: 'receive' | 'timer' | 'pass' }>['kind']

const plain = (...kinds: Plain[]): fc.Arbitrary<Happening> => fc.constantFrom(...kinds).map((kind) => ({ kind }))

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 20, arbitrary: incoming.map((one): Happening => ({ kind: 'receive', incoming: one })) },
  { weight: 2, arbitrary: fc.constantFrom(...TIMER_NAMES).map((timer): Happening => ({ kind: 'timer', timer })) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 40 }).map((seconds): Happening => ({ kind: 'pass', seconds })) },
  { weight: 4, arbitrary: plain('garble', 'submit', 'submit', 'resend') },
  { weight: 1, arbitrary: plain('logout', 'reset', 'period') },
  { weight: 6, arbitrary: plain('connect', 'connect', 'disconnect') },
)

const LENGTH = { maxLength: 40, size: 'max' } as const

const options: fc.Arbitrary<RigOptions> = fc.record({
  role: fc.constantFrom('initiator' as const, 'acceptor' as const),
  version: fc.constantFrom('FIX.4.0' as const, 'FIX.4.2' as const, 'FIX.4.4' as const, 'FIXT.1.1' as const),
  handleSeqNumAtLogon: fc.boolean(),
  forceSeqNumReset: fc.constantFrom(0 as const, 1 as const, 2 as const),
  resendMessagesBlockSize: fc.constantFrom(0, 1, 3),
  maxHeldMessages: fc.constantFrom(1, 10_000),
  forcedLogoffTimeout: fc.constantFrom(0, 2),
  resendBeginBeyondLast: fc.constantFrom('reject' as const, 'gapfill' as const, 'ignore' as const),
  resendMessagesLimit: fc.constantFrom(-1, -1, 0, 1, 3),
  outgoingMessagesStorageSize: fc.constantFrom(-1, 0, 3),
  // The others take messages out of order, as they are meant to.
  outOfSequenceMessagesStrategy: fc.constantFrom('queue' as const, 'requestOnce' as const, 'requestAlways' as const),
  resendRequestBlockSize: fc.constantFrom(0, 1, 2),
  closedResendInterval: fc.boolean(),
  allowMessageWithoutPossDupFlag: fc.boolean(),
  ignorePossDupForGapFill: fc.boolean(),
  advancedResendRequestProcessing: fc.boolean(),
  enhancedCmeResendLogic: fc.boolean(),
  skipDuplicatedResendRequests: fc.boolean(),
  testRequestBehindGap: fc.constantFrom('inOrder' as const, 'atOnce' as const),
  testRequestCount: fc.constantFrom(0, 1, 2),
  seqNumLength: fc.constantFrom(1, 6),
  quietLogon: fc.boolean(),
})

function fieldsOf(rig: SessionRig, one: Incoming): Fields {
  const { nextIn, nextOut } = rig.session
  const big = '9'.repeat(30)
  const number = { missing: null, wrong: '+5', one: 1 }
  const msgSeqNum = typeof one.msgSeqNum === 'number' ? Math.max(0, nextIn + one.msgSeqNum) : number[one.msgSeqNum]
  const header: Fields = {
    MsgSeqNum: msgSeqNum,
    ...(one.possDup === 'no' ? {} : { PossDupFlag: 'Y' }),
    ...(one.possDup === 'yes' ? { OrigSendingTime: rig.time(-1) } : {}),
  }
  switch (one.name) {
    case 'Logon':
      return {
        ...header,
        ...(one.reset ? { ResetSeqNumFlag: 'Y' } : {}),
        ...(rig.version.nextExpectedMsgSeqNum
          ? { NextExpectedMsgSeqNum: one.huge ? big : nextOut + one.nextExpected }
          : {}),
      }
    case 'ResendRequest':
      return { ...header, BeginSeqNo: one.huge ? big : one.begin, EndSeqNo: one.end }
    case 'SequenceReset':
      return {
        ...header,
        NewSeqNo: one.huge ? big : nextIn + one.newSeqNo,
        ...(one.gapFill ? { GapFillFlag: 'Y' } : {}),
      }
    case 'Reject':
      return { ...header, RefSeqNum: 1 }
    case 'NewOrderSingle':
      return { ...header, ClOrdID: String(msgSeqNum) }
    default:
      return header
  }
}

function happen(rig: SessionRig, one: Happening): void {
  const at = rig.now
  switch (one.kind) {
    case 'receive':
      return void rig.receive(one.incoming.name, fieldsOf(rig, one.incoming))
    case 'timer':
      return void rig.apply({ kind: 'timerFired', timer: one.timer, at })
    case 'pass':
      rig.now += one.seconds * 1000
      rig.actions = []
      return
    case 'garble':
      return void rig.garble()
    case 'submit':
      return void rig.submit('NewOrderSingle')
    case 'logout':
      return void rig.requestLogout()
    case 'reset':
      return void rig.requestReset()
    case 'resend':
      return void rig.apply({ kind: 'resendRequested', begin: 1, end: 0, at })
    case 'period':
      if (rig.state === 'disconnected') rig.apply({ kind: 'periodBegan', at })
      return
    case 'disconnect':
      return void rig.disconnect()
    case 'connect':
      if (rig.state === 'disconnected') rig.connect()
      else if (rig.state === 'closing') rig.disconnect()
      return
  }
}

/** A gap fill stands for at least one number, and for none that was not sent. */
function assertBetween(msgSeqNum: number, newSeqNo: number, nextOut: number): void {
  assert.ok(msgSeqNum < newSeqNo && newSeqNo <= nextOut, `gap fill ${msgSeqNum} to ${newSeqNo}, next is ${nextOut}`)
}

/** Both counters of a session as its actions tell them, checked against the session after each event. */
class Model {
  nextIn = 1
  nextOut = 1
  open = false
  awaitsReset = false
  /** Numbers of this numbering under which a message was delivered. */
  readonly delivered = new Set<number>()

  check(rig: SessionRig, one: Happening): void {
    // A counterparty without ResetSeqNumFlag(141) answers a reset by a Logon that is number 1.
    const restart = one.kind === 'receive' && one.incoming.name === 'Logon' && (one.incoming.reset || this.awaitsReset)
    this.awaitsReset = rig.session.resetReply === 'must'
    if (one.kind === 'connect') this.open = true
    if (restart) this.delivered.clear()
    for (const action of rig.actions) {
      switch (action.kind) {
        case 'reset':
          this.nextIn = 1
          this.nextOut = 1
          this.delivered.clear()
          break
        case 'count':
          assert.ok(action.nextIn >= this.nextIn || restart, `nextIn falls from ${this.nextIn} to ${action.nextIn}`)
          this.nextIn = action.nextIn
          break
        case 'deliver':
          // Until the reply to our reset comes, old numbers are counted by the session alone.
          if (rig.session.resetReply === 'must' && (action.message.msgSeqNum ?? 0) > this.nextIn)
            this.nextIn = action.message.msgSeqNum ?? 0
          this.checkDelivery(action.message.msgSeqNum ?? 0, action.possDup)
          break
        case 'send':
          if (action.transmit) assert.ok(this.open, `${action.msgType} sent on a closed connection`)
          if (action.store === true)
            assert.equal(action.msgSeqNum, this.nextOut++, 'a new message takes the next number')
          else {
            assert.ok(action.msgSeqNum < this.nextOut, 'a resent message has an old number')
            const newSeqNo = action.fields.find(([tag]) => tag === Tag.NewSeqNo)?.[1]
            if (action.msgType === '4') assertBetween(action.msgSeqNum, Number(newSeqNo), this.nextOut)
          }
          break
        case 'disconnect':
          this.open = false
      }
    }
    if (rig.state === 'disconnected') this.open = false
    // While a reset of ours may not have arrived, the session counts for itself.
    if (rig.session.resetReply !== 'none') this.nextIn = rig.session.nextIn
    assert.deepEqual(rig.numbers, [this.nextIn, this.nextOut])
    assert.ok(Number.isSafeInteger(this.nextIn) && this.nextIn >= 1)
  }

  /** In order and without a gap, but for what a SequenceReset had jumped over (2.e): that says PossDupFlag, and comes once. */
  checkDelivery(msgSeqNum: number, possDup: boolean): void {
    if (!possDup || msgSeqNum > this.nextIn) assert.equal(msgSeqNum, this.nextIn, 'delivered in order, without a gap')
    else assert.ok(!this.delivered.has(msgSeqNum), `message ${msgSeqNum} delivered twice`)
    this.delivered.add(msgSeqNum)
  }
}

function run(rigOptions: RigOptions, happenings: readonly Happening[]): void {
  const rig = new SessionRig(rigOptions)
  const model = new Model()
  rig.connect()
  model.check(rig, { kind: 'connect' })
  for (const one of happenings) {
    rig.actions = []
    happen(rig, one)
    model.check(rig, one)
  }
}

describe('a session core, whatever happens', () => {
  it('never throws, keeps its numbers, delivers in order and once, is silent on a closed connection', () => {
    fc.assert(fc.property(options, fc.array(happening, LENGTH), run), { numRuns: 1500 })
  })

  it('the same behind a Logon exchange that went well', () => {
    const logon: Happening = {
      kind: 'receive',
      incoming: {
        name: 'Logon',
        msgSeqNum: 0,
        possDup: 'no',
        reset: false,
        gapFill: false,
        newSeqNo: 0,
        begin: 1,
        end: 0,
        nextExpected: 0,
        huge: false,
      },
    }
    fc.assert(
      fc.property(options, fc.array(happening, LENGTH), (rigOptions, rest) =>
        run({ ...rigOptions, forceSeqNumReset: 0 }, [logon, ...rest]),
      ),
      { numRuns: 1500 },
    )
  })
})

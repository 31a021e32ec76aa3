import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decode } from '../codec/decode.ts'
import { Tag } from '../fix/tags.ts'
import type { Seen } from '../testing/seen.ts'
import { type RigOptions, SessionRig } from '../testing/session-rig.ts'

type Side = 'initiator' | 'acceptor'

const SIDES: readonly Side[] = ['initiator', 'acceptor']

/** Two sessions joined in memory: what one sends waits on the link until it is carried over, spoilt, or lost. */
class Talk {
  readonly initiator: SessionRig
  readonly acceptor: SessionRig
  /** ClOrdID(11) of what each side submitted, and of what it was given. */
  readonly submitted: Record<Side, string[]> = { initiator: [], acceptor: [] }
  readonly delivered: Record<Side, string[]> = { initiator: [], acceptor: [] }
  /** How far the messages of each side have been carried. */
  readonly #carried: Record<Side, number> = { initiator: 0, acceptor: 0 }
  connected = false
  messages = 0

  constructor(options: RigOptions = {}) {
    this.initiator = new SessionRig({ ...options, role: 'initiator' })
    this.acceptor = new SessionRig({
      ...options,
      role: 'acceptor',
      senderCompID: 'THEM',
      targetCompID: 'US',
      forceSeqNumReset: 0,
    })
  }

  connect(): void {
    if (this.connected) return
    this.connected = true
    this.acceptor.connect()
    this.seen('initiator', this.initiator.connect())
  }

  /** The link breaks; what is under way is lost. */
  cut(): void {
    if (!this.connected) return
    this.connected = false
    for (const side of SIDES) {
      this[side].disconnect()
      this.#carried[side] = this[side].wire.length
    }
  }

  submit(side: Side): void {
    const clOrdID = `${side} ${this.submitted[side].length + 1}`
    this.submitted[side].push(clOrdID)
    this.seen(side, this[side].submit('NewOrderSingle', { ClOrdID: clOrdID }))
  }

  /**
   * Carries over what one side has sent, at most `count` messages; spoilt ones arrive garbled. A Logon that restarts the
   * numbers is never spoilt: what follows it could not be told from what went before.
   */
  carry(from: Side, count = Number.POSITIVE_INFINITY, spoilt = false): void {
    const to: Side = from === 'initiator' ? 'acceptor' : 'initiator'
    for (let i = 0; i < count && this.connected; i++) {
      const bytes = this[from].wire[this.#carried[from]]
      if (bytes === undefined) return
      this.#carried[from]++
      this.messages++
      const message = decode(bytes)
      const garbled = spoilt && !message.has(Tag.ResetSeqNumFlag)
      this.seen(to, garbled ? this[to].garble() : this[to].receiveMessage(message))
    }
  }

  pass(seconds: number): void {
    for (const side of SIDES) this.seen(side, this[side].pass(seconds))
  }

  /** Carries everything over until nobody has anything more to say. */
  settle(limit: number): void {
    const before = this.messages
    for (let i = 0; i < 6; i++) {
      // A Heartbeat shows what was lost at the end of a burst.
      if (i > 0) this.pass(31)
      do {
        this.connect()
        for (const side of SIDES) this.carry(side, 1)
        assert.ok(this.messages - before <= limit, `more than ${limit} messages: they do not come to an end`)
      } while (!this.connected || SIDES.some((side) => this.#carried[side] < this[side].wire.length))
    }
  }

  /** The other side of a close that was asked for hears what was sent before it. */
  seen(side: Side, seen: readonly Seen[]): void {
    for (const one of seen) {
      if ('delivered' in one) this.delivered[side].push(one.delivered)
      if (!('closed' in one) || !this.connected) continue
      this.carry(side)
      this.cut()
    }
  }

  told(side: Side): string {
    return this[side].observed.map(({ level, text }) => `${level}: ${text}`).join('\n')
  }
}

type Kind = 'submit' | 'carry' | 'spoil' | 'cut' | 'connect' | 'pass' | 'logout' | 'reset'
type Happening = readonly [kind: Kind, side: Side, count: number]

function happen(talk: Talk, [kind, side, count]: Happening): void {
  switch (kind) {
    case 'submit':
      return talk.submit(side)
    case 'carry':
      return talk.carry(side, count)
    case 'spoil':
      return talk.carry(side, 1, true)
    case 'cut':
      return talk.cut()
    case 'connect':
      return talk.connect()
    case 'pass':
      return talk.pass(8 * count)
    case 'logout':
      return talk.seen(side, talk[side].requestLogout())
    case 'reset':
      return talk.seen(side, talk[side].requestReset())
  }
}

const LOSS: readonly Kind[] = [
  ...(['submit', 'submit', 'submit', 'carry', 'carry', 'carry', 'carry', 'carry'] as const),
  ...(['spoil', 'cut', 'connect', 'connect', 'pass', 'logout'] as const),
]

function happenings(kinds: readonly Kind[]): fc.Arbitrary<Happening[]> {
  const one = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(...SIDES), fc.integer({ min: 1, max: 5 }))
  return fc.array(one, { maxLength: 60, size: 'max' })
}

/** Every resend may carry the whole talk again, and each loss may cost one resend each way. */
const LIMIT = 600

function agree(talk: Talk): void {
  const [nextIn, nextOut] = talk.initiator.numbers
  const text = `initiator:\n${talk.told('initiator')}\nacceptor:\n${talk.told('acceptor')}`
  assert.deepEqual([talk.initiator.state, talk.acceptor.state], ['active', 'active'], text)
  assert.deepEqual(talk.acceptor.numbers, [nextOut, nextIn], text)
}

describe('two sessions in one talk', () => {
  for (const handleSeqNumAtLogon of [false, true]) {
    const name = handleSeqNumAtLogon ? 'with NextExpectedMsgSeqNum(789)' : 'with ResendRequests'
    it(`losses of connection and of messages: everything arrives, once and in order, ${name}`, () => {
      fc.assert(
        fc.property(happenings(LOSS), (list) => {
          const talk = new Talk({ handleSeqNumAtLogon })
          for (const one of list) happen(talk, one)
          talk.settle(LIMIT)
          agree(talk)
          assert.deepEqual(talk.delivered.acceptor, talk.submitted.initiator)
          assert.deepEqual(talk.delivered.initiator, talk.submitted.acceptor)
        }),
        { numRuns: 300 },
      )
    })
  }

  for (const forceSeqNumReset of [0, 1, 2] as const) {
    it(`resets among the losses, forceSeqNumReset ${forceSeqNumReset}: both sides agree in the end, nothing arrives twice`, () => {
      fc.assert(
        fc.property(happenings([...LOSS, 'reset']), fc.boolean(), (list, handleSeqNumAtLogon) => {
          const talk = new Talk({ forceSeqNumReset, handleSeqNumAtLogon })
          for (const one of list) happen(talk, one)
          talk.settle(LIMIT)
          agree(talk)
          for (const one of SIDES) {
            const numbers = talk.delivered[one].map((clOrdID) => Number(clOrdID.split(' ')[1]))
            for (let i = 1; i < numbers.length; i++) assert.ok((numbers[i] as number) > (numbers[i - 1] as number))
          }
        }),
        { numRuns: 300 },
      )
    })
  }
})

describe('resets of two sessions that cross', () => {
  function standing(options: RigOptions = {}): Talk {
    const talk = new Talk(options)
    talk.submit('initiator')
    talk.submit('acceptor')
    talk.settle(LIMIT)
    return talk
  }

  /** Logons that each side has sent since. */
  function logons(talk: Talk, sent: Record<Side, number>): number[] {
    return SIDES.map(
      (side) => talk[side].wire.slice(sent[side]).filter((bytes) => bytes.includes('\x0135=A\x01')).length,
    )
  }

  for (const checkGapsBeforeReset of [false, true]) {
    const how = checkGapsBeforeReset ? 'behind a TestRequest' : 'at once'
    it(`both ask in the same moment, ${how}: one Logon each way, everything arrives (SD-32)`, () => {
      const talk = standing({ checkGapsBeforeReset })
      const sent = { initiator: talk.initiator.wire.length, acceptor: talk.acceptor.wire.length }
      for (const side of SIDES) talk.seen(side, talk[side].requestReset())
      for (const side of SIDES) talk.submit(side)
      talk.settle(LIMIT)
      agree(talk)
      assert.deepEqual(logons(talk, sent), [1, 1])
      assert.deepEqual([talk.initiator.resets, talk.acceptor.resets], [1, 1])
      assert.deepEqual(
        [talk.delivered.acceptor, talk.delivered.initiator],
        [talk.submitted.initiator, talk.submitted.acceptor],
      )
    })
  }

  for (const side of SIDES) {
    it(`messages of both sides are under way when the ${side} resets: none is lost, none comes twice (SD-34)`, () => {
      const talk = standing()
      for (const one of SIDES) talk.submit(one)
      talk.seen(side, talk[side].requestReset())
      for (const one of SIDES) talk.submit(one)
      assert.equal(talk[side].state, 'active')
      talk.settle(LIMIT)
      agree(talk)
      assert.deepEqual(talk.delivered.acceptor, talk.submitted.initiator)
      assert.deepEqual(talk.delivered.initiator, talk.submitted.acceptor)
      assert.deepEqual([talk.initiator.ends, talk.acceptor.ends], [[], []], 'the connection stood all the time')
    })
  }
})

describe('messages that wait for a session (SD-11, SD-18)', () => {
  for (const forceSeqNumReset of [0, 1, 2] as const) {
    it(`none is lost however often the Logon exchange is cut off, forceSeqNumReset ${forceSeqNumReset}`, () => {
      const one = fc.tuple(
        fc.constantFrom('submit', 'connect', 'carry', 'cut', 'pass'),
        fc.integer({ min: 1, max: 12 }),
      )
      fc.assert(
        fc.property(fc.array(one, { maxLength: 40 }), fc.boolean(), (list, handleSeqNumAtLogon) => {
          const talk = new Talk({ forceSeqNumReset, handleSeqNumAtLogon })
          for (const [kind, seconds] of list) {
            if (kind === 'submit') talk.submit('initiator')
            else if (kind === 'connect') talk.connect()
            else if (kind === 'cut') talk.cut()
            else if (kind === 'pass') talk.pass(seconds)
            // The reply never arrives before the link is left in peace.
            else if (talk.initiator.state === 'logonSent') talk.carry('initiator')
          }
          talk.cut()
          talk.settle(LIMIT)
          agree(talk)
          assert.deepEqual(talk.delivered.acceptor, talk.submitted.initiator)
        }),
        { numRuns: 200 },
      )
    })
  }
})

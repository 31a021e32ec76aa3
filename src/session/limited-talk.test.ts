import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decode } from '../codec/decode.ts'
import type { Seen } from '../testing/seen.ts'
import { type RigOptions, SessionRig } from '../testing/session-rig.ts'

type Side = 'initiator' | 'acceptor'
const SIDES: readonly Side[] = ['initiator', 'acceptor']

const STRATEGIES = ['queue', 'requestOnce', 'requestAlways', 'ignoreGap'] as const
type Strategy = (typeof STRATEGIES)[number]

/** What one side sends while nobody is there, and what it thinks of gaps and of answers to them. */
interface Half {
  readonly messages: readonly ('order' | 'heartbeat')[]
  readonly options: RigOptions
}

const half: fc.Arbitrary<Half> = fc.record({
  messages: fc.array(fc.constantFrom('order' as const, 'heartbeat' as const), { maxLength: 14 }),
  options: fc.record({
    resendMessagesLimit: fc.oneof(fc.constant(1), fc.integer({ min: -1, max: 8 })),
    resendLimitClosingMessage: fc.constantFrom('testRequest' as const, 'heartbeat' as const),
    outOfSequenceMessagesStrategy: fc.constantFrom<Strategy>(...STRATEGIES),
    resendMessagesBlockSize: fc.constantFrom(0, 1, 3, 1000),
    resendRequestBlockSize: fc.constantFrom(0, 0, 1, 3),
    closedResendInterval: fc.boolean(),
  }),
})

/** Two cores on a line that loses nothing: what one sends is carried to the other, one message each in turn. */
class Line {
  readonly sides: Readonly<Record<Side, SessionRig>>
  readonly delivered: Record<Side, string[]> = { initiator: [], acceptor: [] }
  readonly submitted: Record<Side, string[]> = { initiator: [], acceptor: [] }
  readonly #carried: Record<Side, number> = { initiator: 0, acceptor: 0 }
  carriedInAll = 0

  constructor(initiator: Half, acceptor: Half) {
    this.sides = {
      initiator: new SessionRig({ ...initiator.options, role: 'initiator' }),
      acceptor: new SessionRig({ ...acceptor.options, role: 'acceptor', senderCompID: 'THEM', targetCompID: 'US' }),
    }
    for (const [side, { messages }] of [
      ['initiator', initiator],
      ['acceptor', acceptor],
    ] as const)
      for (const message of messages) this.say(side, message)
  }

  say(side: Side, message: 'order' | 'heartbeat'): void {
    if (message === 'heartbeat') return this.#seen(side, this.sides[side].submit('Heartbeat'))
    const clOrdID = `${side} ${this.submitted[side].length + 1}`
    this.submitted[side].push(clOrdID)
    this.#seen(side, this.sides[side].submit('NewOrderSingle', { ClOrdID: clOrdID }))
  }

  connect(): void {
    this.sides.acceptor.connect()
    this.#seen('initiator', this.sides.initiator.connect())
  }

  /** Carries everything until both are silent; then lets time pass, so that timers show what was left. */
  settle(limit: number): void {
    for (let i = 0; i < 40 && !(i > 4 && this.agrees()); i++) {
      if (i > 0) for (const side of SIDES) this.#seen(side, this.sides[side].pass(31))
      let moved = true
      while (moved) {
        moved = false
        for (const side of SIDES) moved = this.#carryOne(side) || moved
        assert.ok(this.carriedInAll <= limit, `more than ${limit} messages: this does not come to an end`)
      }
    }
  }

  agrees(): boolean {
    const [nextIn, nextOut] = this.sides.initiator.numbers
    const [theirIn, theirOut] = this.sides.acceptor.numbers
    return nextIn === theirOut && nextOut === theirIn
  }

  #carryOne(from: Side): boolean {
    const to: Side = from === 'initiator' ? 'acceptor' : 'initiator'
    const bytes = this.sides[from].wire[this.#carried[from]]
    if (bytes === undefined) return false
    this.#carried[from]++
    this.carriedInAll++
    this.#seen(to, this.sides[to].receiveMessage(decode(bytes)))
    return true
  }

  #seen(side: Side, seen: readonly Seen[]): void {
    for (const one of seen) {
      assert.ok(!('closed' in one), `${side} closed: ${this.sides[side].told('loggedOut').join('; ')}`)
      if ('delivered' in one) this.delivered[side].push(one.delivered)
    }
  }
}

describe('two sides recover from each other, each answer limited or not', () => {
  it('any limit, any mix of messages, any strategy: it comes to an end, and both sides agree (SD-58)', () => {
    fc.assert(
      fc.property(half, half, (initiator, acceptor) => {
        const line = new Line(initiator, acceptor)
        line.connect()
        // Live messages run into the recovery.
        line.say('initiator', 'order')
        line.say('acceptor', 'order')
        line.settle(2500)
        assert.ok(line.agrees(), `${line.sides.initiator.numbers} and ${line.sides.acceptor.numbers}`)
        for (const side of SIDES) {
          assert.equal(line.sides[side].state, 'active')
          assert.equal(line.sides[side].session.held.size, 0)
          const other = side === 'initiator' ? acceptor : initiator
          const mine = side === 'initiator' ? initiator : acceptor
          const sentTo = line.submitted[side === 'initiator' ? 'acceptor' : 'initiator']
          const got = line.delivered[side]
          // With a limit of 0 messages are filled over by agreement; all others arrive once.
          assert.equal(new Set(got).size, got.length, 'nothing twice')
          if (other.options.resendMessagesLimit === 0) continue
          if (mine.options.outOfSequenceMessagesStrategy === 'ignoreGap')
            assert.deepEqual([...got].sort(), [...sentTo].sort())
          else assert.deepEqual(got, sentTo)
        }
      }),
      { numRuns: 600 },
    )
  })

  it('one number a step, a thousand of them: as many steps, and no more', () => {
    const messages = Array.from({ length: 1000 }, () => 'order' as const)
    const line = new Line({ messages: [], options: {} }, { messages, options: { resendMessagesLimit: 1 } })
    line.connect()
    line.settle(20_000)
    assert.ok(line.agrees())
    assert.deepEqual(line.delivered.initiator, line.submitted.acceptor)
  })
})

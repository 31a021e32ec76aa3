/** What is right is not found fault with: every row of every matrix of the standard, and what right venues do besides. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { MATRICES_OF_REQUESTS } from '../../testing/matrices-of-requests.ts'
import { MATRICES_OF_VENUES } from '../../testing/matrices-of-venues.ts'
import { OrderTalk, variantsOf } from '../../testing/order-talk.ts'

const MATRICES = { ...MATRICES_OF_REQUESTS, ...MATRICES_OF_VENUES }
const VERSIONS = ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2']

/** Matrices whose warnings are wanted: a fill behind the cancel is one, unless a profile allows it. */
const TOLERATES = ['lateFills']

for (const version of VERSIONS)
  describe(`matrices in ${version}`, () => {
    for (const [id, matrix] of Object.entries(MATRICES))
      test(id, () => {
        for (const variant of variantsOf(matrix)) {
          const talk = new OrderTalk(version).rows(variant).passes(10_000)
          assert.deepEqual(talk.judged({ tolerates: TOLERATES }).findings, [], variant)
        }
      })
  })

test('all 45 matrices are there', () => assert.equal(Object.keys(MATRICES).length, 45))

const NEW = 'D X - 100\n8 X - 0 0/0 0 100 0 100 0'
const PART = `${NEW}\n8 X - F 1/0 1 100 40 60 40 17=P`

interface Right {
  readonly name: string
  readonly talk: (talk: OrderTalk) => OrderTalk
}

const RIGHT: readonly Right[] = [
  {
    name: 'a price that follows its peg',
    talk: (talk) =>
      talk.row('D X - 100', { 18: 'P', 44: '105' }).row('8 X - 0 0/0 0 100 0 100 0', { 18: 'P', 44: '100' }),
  },
  {
    name: 'a fill that is sent again under its number, behind a reconnect',
    talk: (talk) =>
      talk
        .rows(PART)
        .connects()
        .row('8 X - F 1/0 1 100 40 60 40 17=P', { 34: 2, 43: 'Y' })
        .rows('8 X - F 2/0 2 100 100 0 60'),
  },
  {
    name: 'fills that come early, and what is missing behind them',
    talk: (talk) => {
      const early = talk.rows(NEW)
      // The second fill has number 3, the first comes by resend under number 2.
      return early
        .say('in', '8', fillOf(talk, 'B', 60, 100, 0, '2'), 3)
        .say('out', '2', { 7: 2, 16: 0 })
        .say('in', '8', { 43: 'Y', ...fillOf(talk, 'A', 40, 40, 60, '1') }, 2)
        .say('in', '8', { 43: 'Y', ...fillOf(talk, 'B', 60, 100, 0, '2') }, 3)
    },
  },
  {
    name: 'reports that were lost when the numbers began anew',
    talk: (talk) =>
      talk.resets().rows(`${PART}\nF Y X 100`).connects().resets().rows('8 X - F 2/0 2 100 100 0 20').passes(10_000),
  },
  {
    name: 'a gap fill over what was stale',
    talk: (talk) =>
      talk
        .rows(PART)
        .say('in', '4', { 123: 'Y', 36: 9 }, 3)
        .say('in', '8', { ...fillOf(talk, 'Z', 20, 100, 0, '2') }, 9),
  },
  {
    name: 'a fill with PossResend',
    talk: (talk) => talk.rows(PART).row('8 X - F 1/0 1 100 40 60 40 17=P', { 97: 'Y' }),
  },
  {
    name: 'a fill before its acknowledgement',
    talk: (talk) => talk.rows('D X - 100\n8 X - F 1/0 1 100 40 60 40\n8 X - 0 0/0 1 100 40 60 0'),
  },
  {
    name: 'a duplicate rejected with zeroes',
    talk: (talk) => talk.rows(`${PART}\nD X - 300\n8 X - 8 8/0 8 300 0 0 0 103=6\n8 X - F 2/0 2 100 100 0 60`),
  },
  {
    name: 'an id taken again for another order when the first is dead',
    talk: (talk) => talk.rows(`${NEW}\n8 X - 4 4/0 4 100 0 0 0\nD X - 50`).row('8 X - 0 0/0 0 50 0 50 0', { 37: 'O7' }),
  },
  {
    name: 'a status under an id that was replaced, told as unknown',
    talk: (talk) => talk.rows(`${PART}\nG Y X 80\n8 Y X 5 5/0 1 80 40 40 0\nH X - -\n8 X - I 8/3 8 - 0 0 - 103=5`),
  },
  {
    name: 'a Day order that a replace makes immediate or cancel',
    talk: (talk) =>
      talk
        .rows(NEW)
        .row('G Y X 100', { 59: 3 })
        .row('8 Y X 5 5/0 0 100 0 100 0', { 59: 3 })
        .row('8 Y - 4 4/0 4 100 0 0 0', { 59: 3 }),
  },
  {
    name: 'a refusal by BusinessMessageReject',
    talk: (talk) => talk.rows(`${NEW}\nF Y X 100`).say('in', 'j', { 372: 'F', 379: 'Y', 380: 4 }).passes(10_000),
  },
  {
    name: 'a refusal by Reject',
    talk: (talk) => talk.rows(`${NEW}\nF Y X 100`).say('in', '3', { 45: 2 }).passes(10_000),
  },
  {
    name: 'a request that a lost connection cut off',
    talk: (talk) =>
      ends(talk.rows(`${NEW}\nF Y X 100`))
        .connects()
        .passes(10_000),
  },
  {
    name: 'mass cancel under the ids of the orders',
    talk: (talk) =>
      talk
        .rows(NEW)
        .say('out', 'q', { 11: 'M', 530: 7 })
        .say('in', 'r', { 11: 'M', 530: 7, 531: 7 })
        .rows('8 X - 4 4/0 4 100 0 0 0'),
  },
  {
    name: 'mass cancel under the id of the request',
    talk: (talk) => talk.rows(NEW).say('out', 'q', { 11: 'M', 530: 7 }).rows('8 M X 4 4/0 4 100 0 0 0'),
  },
  {
    name: 'an order of an earlier run',
    talk: (talk) => talk.rows('8 OLD - F 1/0 1 100 40 60 10\n8 OLD - F 2/0 2 100 100 0 60'),
  },
  {
    name: 'a stale cancel refused as unknown',
    talk: (talk) =>
      talk.rows(`${NEW}\nG Y X 80\n8 Y X 5 5/0 0 80 0 80 0\nF Z X 80\n9 Z X 0 102=1\n8 Y - F 2/0 2 80 80 0 80`),
  },
  {
    name: 'a cancel under the id of its order, refused as duplicate',
    talk: (talk) => talk.rows(`${NEW}\nF X X 100\n9 X X 0\n8 X - F 2/0 2 100 100 0 100`),
  },
  {
    name: 'expired behind done for day',
    talk: (talk) => talk.rows(`${PART}\n8 X - 3 3/0 3 100 40 0 0\n8 X - C C/0 C 100 40 0 0`),
  },
  {
    name: 'a stop that becomes a market order',
    talk: (talk) =>
      talk
        .say('out', 'D', { 11: 'S', 54: 1, 55: 'SIM', 38: 10, 40: 3, 99: 101 })
        .row('8 S - 0 0/0 0 10 0 10 0', { 40: 3, 44: null })
        .row('8 S - 0 0/0 0 10 0 10 0', { 40: 1, 44: null })
        .row('8 S - F 2/0 2 10 10 0 10', { 40: 1, 44: null }),
  },
  {
    name: 'an order by amount of cash',
    talk: (talk) =>
      talk
        .say('out', 'D', { 11: 'C', 54: 1, 55: 'SIM', 152: 16_000, 40: 1 })
        .row('8 C - 0 0/0 0 - 0 0 0', { 40: 1, 44: null, 37: 'OC' })
        .row('8 C - F 2/0 2 160 160 0 160', { 40: 1, 44: null, 37: 'OC' }),
  },
  { name: 'a quantity that can not be', talk: (talk) => talk.rows('D X - -5\n8 X - 8 8/0 8 -5 0 0 0 103=3') },
  {
    name: 'a price by its value, however it is written',
    talk: (talk) => talk.rows(NEW).row('8 X - F 1/0 1 100 40 60 40', { 44: '200.00', 38: '100.0' }),
  },
  { name: 'a replace answered by a cancel', talk: (talk) => talk.rows(`${PART}\nG Y X 30\n8 Y X 4 4/0 4 100 40 0 0`) },
  {
    name: 'two sides of a cross under one OrderID',
    talk: (talk) =>
      talk
        .say('out', 's', { 548: 'C', 549: 1, 55: 'SIM', 40: 2, 44: 100, 552: 2, 54: 1, 11: 'B1', 38: 10 })
        .row('8 B1 - F 2/0 2 10 10 0 10', { 44: 100, 37: 'OX' }),
  },
  {
    name: 'a replace that makes the order immediate',
    talk: (talk) => talk.rows(`${NEW}\nG Y X 100 59=3\n8 Y X 5 5/0 0 100 0 100 0 59=3\n8 Y - 4 4/0 4 100 0 0 0 59=3`),
  },
  {
    name: 'Pending New with nothing left yet',
    talk: (talk) => talk.rows('D X - 100\n8 X - A A/0 A 100 0 0 0\n8 X - 0 0/0 0 100 0 100 0'),
  },
  {
    name: 'Pending New twice',
    talk: (talk) =>
      talk.rows('D X - 100\n8 X - A A/0 A 100 0 100 0\n8 X - A A/0 A 100 0 100 0\n8 X - 0 0/0 0 100 0 100 0'),
  },
  {
    name: 'a bust of an order that can not work again',
    talk: (talk) => talk.rows(`${NEW}\n8 X - F 2/0 2 100 100 0 100 17=P\n8 X - H 4/1 4 100 0 0 0 19=P`),
  },
  {
    name: 'an order by amount of cash, with a quantity of 0',
    talk: (talk) =>
      talk
        .say('out', 'D', { 11: 'C', 54: 1, 55: 'SIM', 152: 16_000, 40: 1 })
        .row('8 C - 0 0/0 0 0 0 0 0', { 40: 1, 44: null, 37: 'OC' }),
  },
  {
    name: 'a bust of an execution of an earlier run',
    talk: (talk) => talk.rows('8 OLD - F 1/0 1 100 40 60 10\n8 OLD - H 1/1 1 100 30 70 0 19=EARLIER'),
  },
  {
    name: 'a bust of what was lost when the numbers began anew',
    talk: (talk) =>
      talk.resets().rows(NEW).resets().rows('8 X - F 1/0 1 100 60 40 20\n8 X - H 1/1 1 100 20 80 0 19=LOST'),
  },
  {
    name: 'the guarantee said again by a status',
    talk: (talk) => talk.rows(`${NEW}\n8 X - 7 7/0 7 100 0 100 10 31=99\n8 X - I 7/3 7 100 0 100 10 31=99`),
  },
  {
    name: 'an average that lies in the middle',
    talk: (talk) => talk.rows(`${NEW}\n8 X - F 1/0 1 100 1 99 1 31=100\n8 X - F 1/0 1 100 2 98 1 31=101 6=101`),
  },
  {
    name: 'a correction that names the first execution again',
    talk: (talk) =>
      talk
        .rows(`${PART}\n8 X - G 1/2 1 100 40 60 40 17=Q 19=P 31=99\n8 X - G 1/2 1 100 30 70 30 17=R 19=P 31=98 6=98`)
        .row('8 X - H 1/1 0 100 0 100 0 19=Q', { 6: 0 }),
  },
  {
    name: 'both sides of a cross under one OrderID',
    talk: (talk) =>
      talk
        .say('out', 's', { 548: 'C', 549: 1, 55: 'SIM', 40: 2, 44: 100, 552: 2, 54: 1, 11: 'B1', 38: 10 })
        .say('out', 's', { 548: 'D', 549: 1, 55: 'SIM', 40: 2, 44: 100, 552: 1, 54: 1, 11: 'B2', 38: 10 })
        .row('8 B1 - F 2/0 2 10 10 0 10', { 44: 100, 37: 'OX' })
        .row('8 B2 - F 2/0 2 10 10 0 10', { 44: 100, 37: 'OX', 6: 100 }),
  },
  {
    name: 'a replace of what was refused, refused as unknown',
    talk: (talk) => talk.rows(`${NEW}\nG Y X 80\nG Z Y 70\n9 Y X 0 434=2\n9 Z Y 8 434=2 102=1`),
  },
  {
    name: 'a stale cancel refused as too late',
    talk: (talk) => talk.rows(`${NEW}\nG Y X 80\n8 Y X 5 5/0 0 80 0 80 0\nF Z X 80\n9 Z X 0 102=0`),
  },
  {
    name: 'a cancel under the id of its order, done',
    talk: (talk) => talk.rows(`${NEW}\nF X X 100\n8 X - 4 4/0 4 100 0 0 0`),
  },
  {
    name: 'a filled order that is increased at once, and cancelled',
    talk: (talk) =>
      talk.rows(
        `${NEW}\n8 X - F 2/0 2 100 100 0 100\nG Y X 120\n8 Y X 5 5/0 1 120 100 20 0\nF Z Y 120\n8 Z Y 4 4/0 4 120 100 0 0`,
      ),
  },
  {
    name: 'a request that a lost connection cut off, with nothing behind it',
    talk: (talk) => ends(talk.rows(`${NEW}\nF Y X 100`)).passes(10_000),
  },
  {
    name: 'a request on a connection that another one took the place of',
    talk: (talk) => talk.rows(`${NEW}\nF Y X 100`).connects().passes(10_000),
  },
  {
    name: 'a request whose answer was lost when the numbers began anew',
    talk: (talk) => talk.resets().rows(`${NEW}\nF Y X 100`).resets().passes(10_000),
  },
  {
    name: 'the status of an order that is sent only then',
    talk: (talk) => talk.rows('H X - -\n8 X - I 8/3 8 - 0 0 - 103=5').rows(`${PART}\n8 X - 4 4/0 4 100 40 0 0`),
  },
]

/** A fill of X, whose journal stands still meanwhile. */
function fillOf(
  talk: OrderTalk,
  execID: string,
  last: number,
  cum: number,
  leaves: number,
  status: string,
): Record<number, string | number> {
  const execType = talk.version.ordinal <= 42 ? status : 'F'
  return {
    ...(talk.version.ordinal <= 42 ? { 20: 0 } : {}),
    ...{ 37: 'O1', 11: 'X', 17: execID, 150: execType, 39: status, 55: 'SIM', 54: 1, 38: 100 },
    ...{ 14: cum, 151: leaves, 32: last, 31: 100, 6: 100, 60: talk.now },
  }
}

function ends(talk: OrderTalk): OrderTalk {
  talk.journal.event('disconnect', 'closed')
  return talk
}

for (const version of VERSIONS)
  describe(`right orders in ${version}`, () => {
    for (const { name, talk } of RIGHT)
      test(name, () => assert.deepEqual(talk(new OrderTalk(version)).judged().findings, []))
  })

test('a late fill under the id of the cancel, which the profile allows', () => {
  const talk = new OrderTalk('FIX.4.2').rows(`${NEW}\nF Y X 100\n8 Y X 4 4/0 4 100 0 0 0\n8 Y - F 1/0 4 100 40 0 40`)
  assert.deepEqual(talk.found({ tolerates: TOLERATES }), [])
})

test('a scenario that did not come to its end misses no answer', () => {
  const talk = new OrderTalk('FIX.4.4').rows(`${NEW}\nF Y X 100`).passes(10_000)
  assert.deepEqual(talk.found({ ended: false }), [])
  assert.deepEqual(talk.found({ ended: true }), ['INV-20 must'])
})

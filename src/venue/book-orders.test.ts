import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { add, compare, decimal, equals, parseDecimal, ZERO } from '../codec/decimal.ts'
import { TALK_VERSIONS, VenueTalk } from '../testing/venue-talk.ts'

for (const version of TALK_VERSIONS) {
  const replaced = version === 'FIX.4.2' ? '5/5' : '5/0'

  test(`${version}: orders of two sessions trade in the book, price before time, and both sides are told`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=s1 38=1000 54=2 44=101', 'A')
    talk.order('11=s2 38=1000 54=2 44=100', 'A')
    talk.order('11=s3 38=1000 54=2 44=100', 'B')
    talk.take()
    talk.order('11=b 38=2500 44=101', 'B')
    assert.deepEqual(talk.told(), [
      'B b 0/0 14=0 151=2500',
      'A s2 F/2 1000@100 14=1000 151=0',
      'B b F/1 1000@100 14=1000 151=1500',
      'B s3 F/2 1000@100 14=1000 151=0',
      'B b F/1 1000@100 14=2000 151=500',
      'A s1 F/1 500@101 14=500 151=500',
      'B b F/2 500@101 14=2500 151=0',
    ])
  })

  test(`${version}: a market order trades what there is; the rest is cancelled`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=s 38=1000 54=2 44=123')
    talk.take()
    talk.order('11=b 38=1500 40=1 44=-', 'B')
    assert.deepEqual(talk.told().slice(2), ['B b F/1 1000@123 14=1000 151=500', 'B b 4/4 14=1000 151=0'])
  })

  test(`${version}: a cancelled order trades no more, a fill by the operator counts`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=s1 38=1000 54=2')
    talk.order('11=s2 38=1000 54=2')
    talk.cancel('11=c 41=s1 38=1000 54=2')
    talk.market({ name: 'order', clOrdID: 's2', steps: [{ do: 'fill', qty: '400' }] })
    talk.take()
    talk.order('11=b 38=1000', 'B')
    assert.deepEqual(talk.told(), [
      'B b 0/0 14=0 151=1000',
      'A s2 F/2 600@100 14=1000 151=0',
      'B b F/1 600@100 14=600 151=400',
    ])
  })

  test(`${version}: less quantity keeps the place, a new price trades on the way`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=s1 38=2000 54=2')
    talk.order('11=s2 38=1000 54=2')
    talk.replace('11=s3 41=s1 38=1500 54=2')
    talk.take()
    talk.order('11=b1 38=1000 44=99', 'B')
    talk.replace('11=b2 41=b1 38=1000 44=100', 'B')
    assert.deepEqual(talk.told(), [
      'B b1 0/0 14=0 151=1000',
      `B b2 ${replaced} 14=0 151=1000`,
      'A s3 F/1 1000@100 14=1000 151=500',
      'B b2 F/2 1000@100 14=1000 151=0',
    ])
  })

  test(`${version}: quantities from 0.00000001 to 10^12 stay exact`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=s 38=999999999999 54=2 44=0.00000001')
    talk.order('11=b 38=0.00000001 44=0.00000001', 'B')
    assert.deepEqual(talk.told(38, 44), [
      'A s 0/0 14=0 151=999999999999 38=999999999999 44=0.00000001',
      'B b 0/0 14=0 151=0.00000001 38=0.00000001 44=0.00000001',
      'A s F/1 0.00000001@0.00000001 14=0.00000001 151=999999999998.99999999 38=999999999999 44=0.00000001',
      'B b F/2 0.00000001@0.00000001 14=0.00000001 151=0 38=0.00000001 44=0.00000001',
    ])
  })

  test(`${version}: orders that are no matter of the book stay out of it`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=s 55=STP 38=5 54=2')
    talk.take()
    talk.order('11=a 55=STP 152=1000 40=1 44=-', 'B')
    talk.order('11=b 55=STP 38=5 40=3 44=- 99=101', 'B')
    talk.order('11=c 55=STP 38=5 40=P 44=- 18=P', 'B')
    assert.deepEqual(talk.told(), [
      'B a 0/0 14=0 151=0',
      'B a F/2 10@100 14=10 151=0',
      'B b 0/0 14=0 151=5',
      'B c 0/0 14=0 151=5',
    ])
    talk.replace('11=t 41=s 55=STP 38=5 54=2 40=3 44=- 99=99')
    assert.match(talk.told().join(), /^A 9 t an order of the book can not become OrdType\(40\) 3$/)
  })

  test(`${version}: immediate, whole, post-only, in peaks, with a minimum: the book keeps to the terms`, () => {
    const talk = new VenueTalk(version)
    const last = (text: string) => {
      talk.order(`55=STP ${text}`, 'B')
      return talk.told().at(-1)
    }
    talk.order('11=s 55=STP 38=5 54=2')
    assert.equal(last('11=a 38=6 59=4'), 'B a 4/4 14=0 151=0')
    assert.equal(last('11=b 38=6 18=6'), 'B b 4/4 14=0 151=0')
    assert.equal(last('11=c 38=6 59=3'), 'B c 4/4 14=5 151=0')
    assert.equal(last('11=d 38=25 111=10'), 'B d 0/0 14=0 151=25')
    talk.order('11=t 55=STP 38=12 54=2')
    assert.deepEqual(
      talk.told().filter((text) => text.startsWith('B')),
      ['B d F/1 10@100 14=10 151=15', 'B d F/1 2@100 14=12 151=13'],
    )
    talk.cancel('11=e 41=d 55=STP 38=25', 'B')
    assert.equal(last('11=f 38=100 110=50'), 'B f 0/0 14=0 151=100')
    talk.order('11=u 55=STP 38=49 54=2')
    talk.cancel('11=v 41=u 55=STP 38=49 54=2')
    talk.order('11=w 55=STP 38=60 54=2')
    talk.replace('11=g 41=f 55=STP 38=90 110=50', 'B')
    talk.order('11=x 55=STP 38=10 54=2')
    assert.deepEqual(
      talk.told().filter((text) => text.startsWith('B g F') || text.startsWith('B f F')),
      ['B f F/1 60@100 14=60 151=40', 'B g F/1 10@100 14=70 151=20'],
    )
  })

  test(`${version}: an order that is open again after a bust stands in the book again`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=s 38=1000 54=2')
    talk.order('11=b 38=1000', 'B')
    talk.market({ name: 'order', clOrdID: 's', steps: [{ do: 'bust', execution: 1 }] })
    talk.take()
    talk.order('11=c 38=1000', 'B')
    assert.ok(talk.told().includes('B c F/2 1000@100 14=1000 151=0'))
  })

  test(`${version}: a suspended order does not trade until it is released`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=s 38=1000 54=2')
    talk.market({ name: 'order', clOrdID: 's', steps: [{ do: 'suspend' }] })
    talk.order('11=b 38=1000', 'B')
    talk.take()
    talk.market({ name: 'order', clOrdID: 's', steps: [{ do: 'release' }] })
    assert.ok(talk.told().includes('B b F/2 1000@100 14=1000 151=0'))
  })
}

test('FIX.4.4: market with left over as limit rests at the price of its last trade', () => {
  const talk = new VenueTalk('FIX.4.4')
  talk.order('11=s 55=STP 38=5 54=2 44=101')
  talk.order('11=b 55=STP 38=8 40=K 44=-', 'B')
  assert.deepEqual(talk.told(44).at(-1), 'B b D/1 14=5 151=3 44=101')
  talk.order('11=t 55=STP 38=3 54=2 44=101')
  assert.ok(talk.told().includes('B b F/2 3@101 14=8 151=0'))
})

test('FIX.5.0SP2: both sides of a trade carry the same TrdMatchID, and who was the aggressor', () => {
  const talk = new VenueTalk('FIX.5.0SP2')
  talk.order('11=s 38=1000 54=2')
  talk.order('11=b 38=1000', 'B')
  assert.deepEqual(talk.told(851, 880, 1057).slice(2), [
    'A s F/2 1000@100 14=1000 151=0 851=1 880=M1 1057=N',
    'B b F/2 1000@100 14=1000 151=0 851=2 880=M1 1057=Y',
  ])
})

/** What the mode makes of a resting offer of 1000 and an own bid of 1500 that meets it. */
const modes: [string, string, string[]][] = [
  ['aggressor', '', ['A b 4/4 14=0 151=0 378=18']],
  ['resting', 'RESTING', ['A s 4/4 14=0 151=0 378=19']],
  ['both', 'BOTH', ['A s 4/4 14=0 151=0 378=20', 'A b 4/4 14=0 151=0 378=20']],
  ['decrement', 'DECREMENT', ['A s 4/4 14=0 151=0 378=17', 'A b D/0 14=0 151=500 378=5']],
]

for (const version of TALK_VERSIONS) {
  /** 378 in words that the version has: FIX.4.4 says 8 (market), FIX.4.2 says it in the text alone. */
  const inVersion = (text: string) => {
    if (version === 'FIX.5.0SP2') return text
    return text.replace(/ 378=(17|18|19|20)$/, version === 'FIX.4.4' ? ' 378=8' : '')
  }
  for (const [mode, account, expected] of modes) {
    test(`${version}: self-trade prevention, ${mode}: never a pair of fills`, () => {
      const talk = new VenueTalk(version)
      talk.order('11=s 55=STP 38=1000 54=2')
      talk.take()
      talk.order(`11=b 55=STP 38=1500${account === '' ? '' : ` 1=ACC-STP-${account}`}`)
      assert.deepEqual(talk.told(378).slice(1), expected.map(inVersion))
    })
  }

  test(`${version}: self-trade prevention, reject: refused on entry, the resting order lives`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=s 55=STP 38=1000 54=2')
    talk.take()
    talk.order('11=b 55=STP 38=1500 1=ACC-STP-REJECT')
    assert.deepEqual(talk.told(103), [`A b 8/8 14=0 151=0 103=${version === 'FIX.4.2' ? 0 : 99}`])
    talk.order('11=c 55=STP 38=1000', 'B')
    assert.ok(talk.told().includes('A s F/2 1000@100 14=1000 151=0'))
  })

  test(`${version}: orders of different clients trade where prevention is on`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=s 55=STP 38=7 54=2')
    talk.order('11=b 55=STP 38=7', 'B')
    assert.ok(talk.told().includes('B b F/2 7@100 14=7 151=0'))
  })
}

test('FIX.5.0SP2: SelfMatchPreventionID is the owner over sessions, and its instruction the mode', () => {
  for (const [instruction, told] of [
    ['', 'B b 4/4 14=0 151=0 378=18'],
    [' 2964=1', 'B b 4/4 14=0 151=0 378=18'],
    [' 2964=2', 'A s 4/4 14=0 151=0 378=19'],
    [' 2964=3', 'B b 4/4 14=0 151=0 378=20'],
  ] as const) {
    const talk = new VenueTalk('FIX.5.0SP2')
    talk.order('11=s 38=1000 54=2 2362=DESK', 'A')
    talk.take()
    talk.order(`11=b 38=1000 2362=DESK${instruction}`, 'B')
    assert.equal(talk.told(378).at(-1), told, instruction)
  }
})

const order = fc.record({
  client: fc.constantFrom('A', 'B'),
  side: fc.constantFrom('1', '2'),
  qty: fc.constantFrom('1000', '1500.5', '0.00000001', '999999999999', '2500'),
  px: fc.constantFrom('99', '99.5', '100', '101'),
  account: fc.constantFrom('', ' 1=ACC-STP-RESTING', ' 1=ACC-STP-BOTH', ' 1=ACC-STP-DECREMENT'),
  symbol: fc.constantFrom('SIM', 'STP'),
})

test('property: what buyers are told to have bought, sellers are told to have sold', () => {
  fc.assert(
    fc.property(fc.array(order, { maxLength: 15 }), (orders) => {
      const talk = new VenueTalk('FIX.4.4')
      const bought = { '1': ZERO, '2': ZERO }
      const last = new Map<string, { cum: string; leaves: string; qty: string; status: string }>()
      orders.forEach(({ client, side, qty, px, account, symbol }, n) => {
        talk.order(`11=o${n} 55=${symbol} 54=${side} 38=${qty} 44=${px}${account}`, client)
        for (const { message } of talk.take()) {
          const text = (tag: number) => message.text(tag) ?? ''
          if (text(150) === 'F') {
            const at = text(54) === '1' ? '1' : '2'
            bought[at] = add(bought[at], decimal(text(32)))
          }
          last.set(text(11), { cum: text(14), leaves: text(151), qty: text(38), status: text(39) })
        }
      })
      assert.ok(equals(bought['1'], bought['2']))
      for (const { cum, leaves, qty, status } of last.values()) {
        const sum = add(decimal(cum), decimal(leaves))
        if (status === '0' || status === '1' || status === '2') assert.ok(equals(sum, decimal(qty)))
        assert.ok(compare(parseDecimal(leaves) ?? ZERO, ZERO) >= 0)
      }
    }),
    { numRuns: 60 },
  )
})

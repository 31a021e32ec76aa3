import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TALK_VERSIONS, VenueTalk } from '../testing/venue-talk.ts'

/** Order, and what follows its New in every version. */
const fates: [string, string, string[]][] = [
  ['IOC at a far price: nothing trades', '38=50 59=3 44=99', ['A a 4/4 14=0 151=0']],
  ['IOC to sell at a far price', '38=50 59=3 54=2 44=101', ['A a 4/4 14=0 151=0']],
  ['IOC of as much as rests is filled, and not cancelled', '38=100 59=3', ['A a F/2 100@100 14=100 151=0']],
  ['IOC with a better limit trades at the price of what rests', '38=5 59=3 44=101.5', ['A a F/2 5@100 14=5 151=0']],
  [
    'IOC of more than rests: the rest is cancelled',
    '38=150 59=3',
    ['A a F/1 100@100 14=100 151=50', 'A a 4/4 14=100 151=0'],
  ],
  ['a market IOC order', '38=101 59=3 40=1 44=-', ['A a F/1 100@100 14=100 151=1', 'A a 4/4 14=100 151=0']],
  ['FOK of as much as rests is filled whole', '38=100 59=4', ['A a F/2 100@100 14=100 151=0']],
  ['FOK of more than rests is killed', '38=101 59=4', ['A a 4/4 14=0 151=0']],
  ['FOK at a far price is killed', '38=1 59=4 44=99.99', ['A a 4/4 14=0 151=0']],
  ['where nothing rests nothing trades', '55=EMPTY 38=1 59=3', ['A a 4/4 14=0 151=0']],
  ['a minimum that is not there: the order rests', '55=THIN 38=100 110=50', []],
  ['a minimum that is not there: an IOC order is cancelled', '55=THIN 38=100 110=50 59=3', ['A a 4/4 14=0 151=0']],
  ['a minimum that is there', '55=THIN 38=100 110=40', ['A a F/1 40@100 14=40 151=60']],
  ['all or none of more than rests', '38=150 59=3 18=G', ['A a 4/4 14=0 151=0']],
]

for (const version of TALK_VERSIONS) {
  for (const [name, order, expected] of fates) {
    test(`${version}: ${name}`, () => {
      const talk = new VenueTalk(version)
      talk.order(`11=a ${order}`)
      const [first, ...told] = talk.told()
      assert.match(first ?? '', /^A a 0\/0 14=0/)
      assert.deepEqual(told, expected)
    })
  }

  test(`${version}: an order that rests and is replaced to IOC ends at once`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=150 44=99')
    talk.take()
    talk.replace('11=b 41=a 38=150 44=99 59=3')
    const replaced = version === 'FIX.4.2' ? '5/5' : '5/0'
    assert.deepEqual(talk.told(41), [`A b ${replaced} 14=0 151=150 41=a`, 'A b 4/4 14=0 151=0'])
    talk.order('11=c 38=150 44=99')
    talk.take()
    talk.replace('11=d 41=c 38=150 59=3')
    assert.deepEqual(talk.told().slice(1), ['A d F/1 100@100 14=100 151=50', 'A d 4/4 14=100 151=0'])
  })

  test(`${version}: a minimum is for the first trade, and a replace alone makes no resting order trade again`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 55=THIN 38=100 110=40')
    talk.replace('11=b 41=a 55=THIN 38=110 110=40')
    assert.equal(talk.told().length, 3)
    talk.replace('11=c 41=b 55=THIN 38=110 110=80 59=3')
    assert.deepEqual(talk.told().slice(1), ['A c F/1 40@100 14=80 151=30', 'A c 4/4 14=80 151=0'])
  })

  test(`${version}: a persona may let the rest of an IOC order expire; a kill is always Canceled`, () => {
    const talk = new VenueTalk(version, { defaults: { iocRemainder: 'expire' } })
    talk.order('11=a 38=1 44=99 59=3')
    talk.order('11=b 38=1 44=99 59=4')
    assert.deepEqual(
      talk.told().filter((text) => !text.includes('0/0')),
      ['A a C/C 14=0 151=0', 'A b 4/4 14=0 151=0'],
    )
  })
}

for (const version of ['FIX.4.4', 'FIX.5.0SP2'] as const) {
  test(`${version}: market with left over as limit rests at the price of its trade, and says so`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=150 40=K 44=-')
    assert.deepEqual(talk.told(44, 378), [
      'A a 0/0 14=0 151=150',
      'A a F/1 100@100 14=100 151=50',
      'A a D/1 14=100 151=50 44=100 378=3',
    ])
  })

  test(`${version}: a trade at once is told as removed liquidity`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 59=3')
    assert.deepEqual(talk.told(851), ['A a 0/0 14=0 151=5', 'A a F/2 5@100 14=5 151=0 851=2'])
  })
}

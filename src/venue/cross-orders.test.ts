import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VenueTalk } from '../testing/venue-talk.ts'

for (const version of ['FIX.4.4', 'FIX.5.0SP2'] as const) {
  const cross = (sides: string, more = '549=1 550=0', n = 2) =>
    `548=X1 ${more} 552=${n} ${sides} 55=SIM 60=NOW 40=2 44=100`

  test(`${version}: both sides of a cross trade with each other, told with CrossID`, () => {
    const talk = new VenueTalk(version)
    talk.send('s', cross('54=1 11=a 38=25 54=2 11=b 38=25'))
    assert.deepEqual(talk.told(54, 548), [
      'A a F/2 25@100 14=25 151=0 54=1 548=X1',
      'A b F/2 25@100 14=25 151=0 54=2 548=X1',
    ])
  })

  test(`${version}: the prioritized side is told first; what the other side lacks is cancelled`, () => {
    const talk = new VenueTalk(version)
    talk.send('s', cross('54=1 11=a 38=25 54=2 11=b 38=40', '549=2 550=2'))
    assert.deepEqual(talk.told(548), [
      'A b F/1 25@100 14=25 151=15 548=X1',
      'A a F/2 25@100 14=25 151=0 548=X1',
      'A b 4/4 14=25 151=0 548=X1',
    ])
  })

  test(`${version}: a cross with anything wrong is refused as a whole`, () => {
    const faults: [string, string, string][] = [
      ['equal sides', '54=1 11=a 38=25 54=1 11=b 38=25', '99'],
      ['unequal quantities, all or none', '54=1 11=a 38=25 54=2 11=b 38=26', '13'],
      ['the same ClOrdID', '54=1 11=a 38=25 54=2 11=a 38=25', '6'],
      ['one side without a quantity', '54=1 11=a 38=25 54=2 11=b 38=0', '13'],
    ]
    for (const [name, sides, reason] of faults) {
      const talk = new VenueTalk(version)
      talk.send('s', cross(sides))
      assert.deepEqual(
        talk.told(103, 548),
        ['a', sides.includes('11=b') ? 'b' : 'a'].map((id) => `A ${id} 8/8 14=0 151=0 103=${reason} 548=X1`),
        name,
      )
    }
  })

  test(`${version}: also when only the second side is wrong`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=b 38=5 44=90')
    talk.take()
    talk.send('s', cross('54=1 11=a 38=25 54=2 11=b 38=25'))
    assert.deepEqual(
      talk.told(103).map((text) => text.replace(/8\/[08]/, '8')),
      ['A a 8 14=0 151=0 103=6', 'A b 8 14=0 151=0 103=6'],
    )
  })

  test(`${version}: one side alone is no cross`, () => {
    const talk = new VenueTalk(version)
    talk.send('s', cross('54=1 11=a 38=25', '549=1 550=0', 1))
    assert.deepEqual(talk.told(103), ['A a 8/8 14=0 151=0 103=99'])
  })
}

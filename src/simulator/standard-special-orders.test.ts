/** The persona `standard` hands each special order to the part of the venue that knows its ways. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TALK_VERSIONS, VenueTalk } from '../testing/venue-talk.ts'
import { loadPersona } from './persona-file.ts'

const PERSONA = loadPersona('standard')

/** Order, trades of the market behind it, and how the last report of the order ends. */
const fates: [string, string, string[], string][] = [
  ['T:IOC0', '38=50 59=3 44=99', [], 'a 4/4 14=0 151=0'],
  ['T:IOC+', '38=100 59=3', [], 'a F/2 100@100 14=100 151=0'],
  ['T:IOC½, whatever the band', '38=1500 59=3', [], 'a 4/4 14=100 151=0'],
  ['T:FOK0', '38=101 59=4', [], 'a 4/4 14=0 151=0'],
  ['T:FOK+', '38=20 59=4', [], 'a F/2 20@100 14=20 151=0'],
  ['O:STOP', '38=20 40=3 44=- 99=101', ['101'], 'a F/2 20@101 14=20 151=0'],
  ['O:STOP, asleep', '38=20 40=3 44=- 99=101', ['100.5'], 'a 0/0 14=0 151=20'],
  ['O:ICE', '38=100 111=10', ['100'], 'a F/1 10@100 14=20 151=80'],
  ['O:MINQ', '38=200 110=150 59=3', [], 'a 4/4 14=0 151=0'],
  ['O:POST', '38=20 44=101 18=6', [], 'a 4/4 14=0 151=0'],
  ['O:PEG', '38=20 40=P 44=- 18=P', ['101'], 'a D/0 14=0 151=20'],
  ['O:CASH', '152=16000 40=1 44=-', [], 'a F/2 160@100 14=160 151=0'],
  ['Q1000', '38=1000', [], 'a 0/0 14=0 151=1000'],
  ['fractions', '38=0.00000001', [], 'a 0/0 14=0 151=0.00000001'],
]

for (const version of TALK_VERSIONS) {
  for (const [name, order, trades, last] of fates) {
    test(`${version}: ${name}`, () => {
      const talk = new VenueTalk(version, { persona: PERSONA })
      talk.order(`11=a ${order}`)
      for (const px of trades) talk.trade(px)
      assert.equal(talk.told().at(-1), `A ${last}`)
    })
  }

  if (version !== 'FIX.4.2') {
    test(`${version}: a spread that its band fills at once is told with its legs`, () => {
      const talk = new VenueTalk(version, { persona: PERSONA })
      talk.send('AB', '11=a 54=1 55=SIM 555=2 600=SIM 623=1 624=1 600=BAND 623=1 624=2 60=NOW 40=2 44=1 38=10')
      assert.deepEqual(talk.told(442, 55), [
        'A a 0/0 14=0 151=10 442=3 55=SIM',
        'A a F/2 10@1 14=10 151=0 442=3 55=SIM',
        'A a F/2 10@101 14=10 151=0 442=2 55=SIM',
        'A a F/2 10@100 14=10 151=0 442=2 55=BAND',
      ])
    })
  }

  test(`${version}: orders of 1000 and more meet in the book`, () => {
    const talk = new VenueTalk(version, { persona: PERSONA })
    talk.order('11=a 38=1000 54=2')
    talk.order('11=b 38=999999999999', 'B')
    assert.deepEqual(talk.told().slice(2), [
      'A a F/2 1000@100 14=1000 151=0',
      'B b F/1 1000@100 14=1000 151=999999998999',
    ])
  })

  test(`${version}: S:STP, with the mode that the account names`, () => {
    for (const [account, dead] of [
      ['', 'b'],
      [' 1=ACC-STP-RESTING', 'a'],
    ] as const) {
      const talk = new VenueTalk(version, { persona: PERSONA })
      talk.order('11=a 55=STP 38=1000 54=2')
      talk.order(`11=b 55=STP 38=1000${account}`)
      const last = talk.told().at(-1)
      assert.equal(last, `A ${dead} 4/4 14=0 151=0`)
    }
  })
}

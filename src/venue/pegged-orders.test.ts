import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TALK_VERSIONS, VenueTalk } from '../testing/venue-talk.ts'

const PEG = { 'FIX.4.2': '18=P', 'FIX.4.4': '18=P', 'FIX.5.0SP2': '1094=4' }

for (const version of TALK_VERSIONS) {
  const pegged = `40=P 44=- ${PEG[version]}`

  test(`${version}: a pegged order has the price of the market, and is told each new one`, () => {
    const talk = new VenueTalk(version)
    talk.order(`11=a 38=5 ${pegged}`)
    talk.trade('101')
    talk.trade('101.0')
    talk.trade('99.5')
    assert.deepEqual(talk.told(44, 378), [
      'A a 0/0 14=0 151=5 44=100',
      'A a D/0 14=0 151=5 44=101 378=3',
      'A a D/0 14=0 151=5 44=99.5 378=3',
    ])
    talk.order(`11=b 38=5 ${pegged}`)
    assert.deepEqual(talk.told(44), ['A b 0/0 14=0 151=5 44=99.5'])
  })

  test(`${version}: the offset is added, and a limit is not passed`, () => {
    const talk = new VenueTalk(version)
    talk.order(`11=a 38=5 ${pegged} 211=-0.5`)
    talk.order(`11=b 38=5 40=P 44=100.2 ${PEG[version]}`)
    talk.order(`11=c 38=5 54=2 40=P 44=100.2 ${PEG[version]}`)
    talk.trade('101')
    assert.deepEqual(talk.told(44), [
      'A a 0/0 14=0 151=5 44=99.5',
      'A b 0/0 14=0 151=5 44=100',
      'A c 0/0 14=0 151=5 44=100.2',
      'A a D/0 14=0 151=5 44=100.5',
      'A b D/0 14=0 151=5 44=100.2',
      'A c D/0 14=0 151=5 44=101',
    ])
  })

  test(`${version}: a pegged order that is over is not told any more; an opening peg keeps its price`, () => {
    const talk = new VenueTalk(version)
    talk.order(`11=a 38=5 ${pegged}`)
    talk.cancel('11=b 41=a 38=5')
    talk.order('11=c 38=5 40=P 44=- 18=O')
    talk.take()
    talk.trade('101')
    assert.deepEqual(talk.told(), [])
  })
}

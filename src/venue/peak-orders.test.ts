import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TALK_VERSIONS, VenueTalk } from '../testing/venue-talk.ts'

for (const version of TALK_VERSIONS) {
  const displays = version === 'FIX.5.0SP2' ? ([111, 1138] as const) : ([111] as const)
  const replaced = version === 'FIX.4.2' ? '5/1' : '5/1'

  for (const tag of displays) {
    test(`${version}: an order with a display quantity (${tag}) trades in peaks, and 151 counts the hidden part`, () => {
      const talk = new VenueTalk(version)
      talk.order(`11=a 38=25 ${tag}=10 44=99`)
      talk.trade('99.01')
      assert.deepEqual(talk.told(38, tag), [`A a 0/0 14=0 151=25 38=25 ${tag}=10`])
      talk.trade('99')
      talk.trade('98')
      talk.trade('99')
      talk.trade('99')
      assert.deepEqual(talk.told(), [
        'A a F/1 10@99 14=10 151=15',
        'A a F/1 10@99 14=20 151=5',
        'A a F/2 5@99 14=25 151=0',
      ])
    })
  }

  test(`${version}: at the price where others rest the first peak trades at once`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=100 111=10')
    assert.deepEqual(talk.told(), ['A a 0/0 14=0 151=100', 'A a F/1 10@100 14=10 151=90'])
  })

  test(`${version}: a quantity of the market trades as many peaks as it needs`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=100 111=10 44=99')
    talk.take()
    talk.trade('99', { qty: '25' })
    assert.deepEqual(talk.told(), [
      'A a F/1 10@99 14=10 151=90',
      'A a F/1 10@99 14=20 151=80',
      'A a F/1 5@99 14=25 151=75',
    ])
  })

  test(`${version}: a replace changes the peak`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=100 111=10')
    talk.take()
    talk.replace('11=b 41=a 38=100 111=15')
    talk.trade('100')
    assert.deepEqual(talk.told(111), [`A b ${replaced} 14=10 151=90 111=15`, 'A b F/1 15@100 14=25 151=75 111=15'])
  })

  test(`${version}: a display quantity above the quantity, or one that makes too many reports, is refused`, () => {
    const talk = new VenueTalk(version)
    const reason = version === 'FIX.4.2' ? 0 : 13
    talk.order('11=a 38=10 111=20')
    talk.order('11=b 38=1001 111=1')
    assert.deepEqual(talk.told(103), [`A a 8/8 14=0 151=0 103=${reason}`, `A b 8/8 14=0 151=0 103=${reason}`])
  })
}

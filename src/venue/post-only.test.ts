import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TALK_VERSIONS, VenueTalk } from '../testing/venue-talk.ts'

for (const version of TALK_VERSIONS) {
  const maker = version === 'FIX.4.2' ? '' : ' 851=1'
  const replaced = version === 'FIX.4.2' ? '5/5' : '5/0'

  test(`${version}: a post-only order that would trade at once is cancelled and never filled`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 44=101 18=6')
    talk.order('11=b 38=5 54=2 44=100 18=6')
    assert.deepEqual(talk.told(58), [
      'A a 0/0 14=0 151=5',
      'A a 4/4 14=0 151=0 58=post only: the order would trade at once',
      'A b 0/0 14=0 151=5',
      'A b 4/4 14=0 151=0 58=post only: the order would trade at once',
    ])
  })

  test(`${version}: or refused, where the persona says so`, () => {
    const talk = new VenueTalk(version, { defaults: { postOnly: 'reject' } })
    talk.order('11=a 38=5 44=101 18=6')
    talk.order('11=b 38=5 44=99 18=6')
    assert.deepEqual(talk.told(103), [`A a 8/8 14=0 151=0 103=${version === 'FIX.4.2' ? 0 : 99}`, 'A b 0/0 14=0 151=5'])
  })

  test(`${version}: one that rests trades when the market comes to its price, as the side that was there`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 44=99 18=6')
    talk.trade('99.5')
    assert.deepEqual(talk.told(), ['A a 0/0 14=0 151=5'])
    talk.trade('98', { qty: '2' })
    talk.trade('99')
    assert.deepEqual(talk.told(851), [`A a F/1 2@99 14=2 151=3${maker}`, `A a F/2 3@99 14=5 151=0${maker}`])
  })

  test(`${version}: a suspended order does not trade`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 44=99 18=6')
    talk.market({ name: 'order', clOrdID: 'a', steps: [{ do: 'suspend' }] })
    talk.take()
    talk.trade('99')
    assert.deepEqual(talk.told(), [])
  })

  test(`${version}: a replace that would trade cancels it; ExecInst that is not stated again is dropped`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 44=99 18=6')
    talk.replace('11=b 41=a 38=5 44=99 18=6')
    talk.replace('11=c 41=b 38=5 44=100 18=6')
    assert.deepEqual(talk.told(18), [
      'A a 0/0 14=0 151=5 18=6',
      `A b ${replaced} 14=0 151=5 18=6`,
      `A c ${replaced} 14=0 151=5 18=6`,
      'A c 4/4 14=0 151=0 18=6',
    ])
    talk.order('11=d 38=5 44=99 18=6')
    talk.take()
    talk.replace('11=e 41=d 38=5 44=100')
    assert.deepEqual(talk.told(18), [`A e ${replaced} 14=0 151=5`])
  })
}

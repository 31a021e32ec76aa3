import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TALK_VERSIONS, VenueTalk } from '../testing/venue-talk.ts'

for (const version of TALK_VERSIONS) {
  const asleep = version === 'FIX.4.2' ? '' : ' 636=N'
  const woken = version === 'FIX.5.0SP2' ? 'L/0' : '0/0'

  test(`${version}: a stop sleeps until the market trades at its price, is told awake, and trades as a market order`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 40=3 44=- 99=101')
    talk.trade('100.99')
    assert.deepEqual(talk.told(636), [`A a 0/0 14=0 151=5${asleep}`])
    talk.trade('101')
    assert.deepEqual(talk.told(), [`A a ${woken} 14=0 151=5`, 'A a F/2 5@101 14=5 151=0'])
  })

  test(`${version}: a sell stop wakes at its price or below`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 54=2 40=3 44=- 99=99')
    talk.trade('99.01')
    assert.equal(talk.told().length, 1)
    talk.trade('98')
    assert.deepEqual(talk.told().slice(1), ['A a F/2 5@98 14=5 151=0'])
  })

  test(`${version}: a stop limit whose limit the market has passed rests there until the market comes back`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 40=4 99=101 44=100.5')
    talk.trade('101')
    assert.deepEqual(talk.told(), ['A a 0/0 14=0 151=5', `A a ${woken} 14=0 151=5`])
    talk.trade('100.4')
    assert.deepEqual(talk.told(), ['A a F/2 5@100.5 14=5 151=0'])
  })

  test(`${version}: how the awakening is told is the persona's matter`, () => {
    for (const [trigger, told] of [
      ['new', '0/0'],
      ['restate', 'D/0'],
      ['silent', undefined],
    ] as const) {
      const talk = new VenueTalk(version, { defaults: { trigger } })
      talk.order('11=a 38=5 40=4 99=101 44=100.5')
      talk.take()
      talk.trade('101')
      assert.deepEqual(talk.told(), told === undefined ? [] : [`A a ${told} 14=0 151=5`], trigger)
    }
  })

  test(`${version}: a stop that is cancelled before it wakes never does`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 40=3 44=- 99=101')
    talk.cancel('11=b 41=a 38=5')
    assert.equal(talk.told().at(-1), 'A b 4/4 14=0 151=0')
    talk.trade('101')
    assert.deepEqual(talk.told(), [])
  })

  test(`${version}: a stop on the wrong side of the market is refused, on entry and by replace`, () => {
    const talk = new VenueTalk(version)
    const reason = version === 'FIX.4.2' ? 0 : 99
    talk.order('11=a 38=5 40=3 44=- 99=99')
    talk.order('11=b 38=5 54=2 40=3 44=- 99=100')
    assert.deepEqual(talk.told(103), [`A a 8/8 14=0 151=0 103=${reason}`, `A b 8/8 14=0 151=0 103=${reason}`])
    talk.trade('100.5')
    talk.order('11=e 38=5 40=3 44=- 99=100.4')
    assert.deepEqual(talk.told(), ['A e 8/8 14=0 151=0'], 'the last trade counts, not the reference')
    talk.order('11=c 38=5 40=3 44=- 99=101')
    talk.replace('11=d 41=c 38=5 40=3 44=- 99=100')
    assert.match(talk.told().at(-1) ?? '', /^A 9 d StopPx\(99\) 100 is on the wrong side/)
    talk.trade('101')
    assert.equal(talk.told().at(-1), 'A c F/2 5@101 14=5 151=0', 'the old order lives on')
  })

  test(`${version}: a stop price that a replace moves counts, and a stop may become a limit order`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 40=3 44=- 99=101')
    talk.replace('11=b 41=a 38=5 40=3 44=- 99=103')
    talk.trade('102')
    assert.equal(talk.told().length, 2)
    talk.trade('103')
    assert.equal(talk.told().at(-1), 'A b F/2 5@103 14=5 151=0')
    talk.trade('100')
    talk.order('11=c 38=5 40=3 44=- 99=101')
    talk.replace('11=d 41=c 38=5 44=99')
    talk.take()
    talk.trade('101')
    assert.deepEqual(talk.told(), [])
    talk.trade('99')
    assert.deepEqual(talk.told(), ['A d F/2 5@99 14=5 151=0'])
  })

  test(`${version}: an immediate stop limit that can not trade when it wakes is cancelled`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 40=4 99=101 44=100.5 59=3')
    talk.trade('101')
    assert.deepEqual(talk.told().slice(1), [`A a ${woken} 14=0 151=5`, 'A a 4/4 14=0 151=0'])
  })

  test(`${version}: a limit order that a replace makes a stop sleeps`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 44=99')
    talk.replace('11=b 41=a 38=5 40=3 44=- 99=101')
    talk.take()
    talk.trade('101')
    assert.deepEqual(talk.told(), [
      `A b ${woken === 'L/0' ? woken : version === 'FIX.4.2' ? '0/5' : woken} 14=0 151=5`,
      'A b F/2 5@101 14=5 151=0',
    ])
  })

  test(`${version}: fills that rules make for other orders wake no stop, trades of the book do`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 38=5 40=3 44=- 99=101')
    talk.order('11=b 38=5 44=105', 'B')
    talk.market({ name: 'order', clOrdID: 'b', steps: [{ do: 'fill', qty: 'rest' }] })
    assert.ok(!talk.told().includes('A a F/2 5@105 14=5 151=0'))
    talk.order('11=c 38=1000 54=2 44=105', 'B')
    talk.order('11=d 38=1000 44=105', 'B')
    assert.ok(talk.told().includes('A a F/2 5@105 14=5 151=0'))
  })
}

test('FIX.4.4: market if touched waits for the market to come the other way', () => {
  const talk = new VenueTalk('FIX.4.4')
  talk.order('11=a 38=5 40=J 44=- 99=99')
  talk.trade('101')
  assert.equal(talk.told().length, 1)
  talk.trade('99')
  assert.equal(talk.told().at(-1), 'A a F/2 5@99 14=5 151=0')
})

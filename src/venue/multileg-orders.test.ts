import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add, decimal, equals, multiply, negate, ZERO } from '../codec/decimal.ts'
import { VenueTalk } from '../testing/venue-talk.ts'

const TAGS = [442, 55, 54, 38, 31]

for (const version of ['FIX.4.4', 'FIX.5.0SP2'] as const) {
  const spread = (text: string, legs: string) =>
    `11=a 54=1 55=SIM 555=2 ${legs} 60=NOW 40=2 ${text}`.replaceAll('LEG', '600=')

  test(`${version}: each trade of the spread is told for the spread and for each leg, and the prices sum up`, () => {
    const talk = new VenueTalk(version)
    talk.send('AB', spread('44=1 38=10', 'LEGSIM 623=1 624=1 LEGFAR 623=2 624=2'))
    assert.deepEqual(talk.told(442), ['A a 0/0 14=0 151=10 442=3'])
    talk.market({
      name: 'order',
      clOrdID: 'a',
      steps: [
        { do: 'fill', qty: '4' },
        { do: 'fill', qty: 'rest' },
      ],
    })
    const told = talk.take().map(({ message }) => message)
    assert.deepEqual(
      told.map((message) =>
        [
          ...TAGS.map((tag) => message.text(tag)),
          message.text(32),
          message.text(14),
          message.text(151),
          message.text(39),
        ].join(' '),
      ),
      [
        '3 SIM 1 10 1 4 4 6 1',
        '2 SIM 1 10 81 4 4 6 1',
        '2 FAR 2 20 40 8 8 12 1',
        '3 SIM 1 10 1 6 10 0 2',
        '2 SIM 1 10 81 6 10 0 2',
        '2 FAR 2 20 40 12 20 0 2',
      ],
    )
    const legs = told.filter((message) => message.text(442) === '2').slice(0, 2)
    const sum = legs.reduce((total, leg) => {
      const value = multiply(decimal(leg.text(32) ?? ''), decimal(leg.text(31) ?? ''))
      return add(total, leg.text(54) === '1' ? value : negate(value))
    }, ZERO)
    assert.ok(equals(sum, decimal(4)), 'four spreads at 1')
    assert.equal(new Set(told.map((message) => message.text(17))).size, told.length, 'every ExecID is new')
  })

  test(`${version}: a sold spread trades its legs the other way round; LegRefID comes back`, () => {
    const talk = new VenueTalk(version)
    talk.send('AB', spread('44=1 38=10', 'LEGSIM 623=1 624=1 654=R1 LEGFAR 623=2 624=2 654=R2').replace('54=1', '54=2'))
    talk.take()
    talk.market({ name: 'order', clOrdID: 'a', steps: [{ do: 'fill', qty: 'rest' }] })
    assert.deepEqual(
      talk.take().map(({ message }) => [message.text(54), message.text(654)]),
      [
        ['2', undefined],
        ['2', 'R1'],
        ['1', 'R2'],
      ],
    )
  })

  test(`${version}: an unknown leg, or a single one, is refused`, () => {
    const talk = new VenueTalk(version)
    talk.send('AB', spread('44=1 38=10', 'LEGSIM 624=1 LEGNOSUCH 624=2'))
    talk.send('AB', '11=b 54=1 55=SIM 555=1 600=SIM 624=1 60=NOW 40=2 44=1 38=10')
    assert.deepEqual(talk.told(103), ['A a 8/8 14=0 151=0 103=1', 'A b 8/8 14=0 151=0 103=99'])
  })
}

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { AT_5, alive, OUT, ROWS, UP } from '../../testing/graded-rows.ts'
import { gradeTalk } from '../../testing/graded-talk.ts'
import { CATALOGUE } from '../catalogue.ts'
import { GRADED_CASES } from './graded-cases.ts'

describe('a right log and a wrong one', () => {
  for (const { id, before, right, wrong, grade = 'failed' } of ROWS)
    test(`${id}: ${before.at(-1)}`, () => {
      const good = gradeTalk([...before, ...right, ...OUT]).get(id)
      assert.equal(good?.grade, 'passed', `right: ${good?.actual} ${good?.reason}`)
      const bad = gradeTalk([...before, ...wrong, ...OUT]).get(id)
      assert.equal(bad?.grade, grade, `wrong: ${bad?.actual} ${bad?.reason}`)
    })
})

describe('what a log does not prove', () => {
  test('it ends before the answer is due', () => {
    const found = gradeTalk([...UP, 'P 35=0|34=5']).get('2.b')
    assert.deepEqual([found?.grade, found?.reason], ['inconclusive', 'the log ends before it could show'])
  })

  test('without time stamps nothing is late, and order alone decides', () => {
    const late = gradeTalk([...UP, 'P 35=0|34=5', 'wait 60000', 'T 35=0|34=2'], { stamps: 'none' })
    assert.equal(late.get('2.b')?.grade, 'inconclusive')
    assert.equal(late.get('4.a'), undefined)
    const passed = gradeTalk([...UP, 'P 35=ZZ|34=2', ...alive(3, 2)], { stamps: 'none' })
    assert.equal(passed.get('2.q')?.grade, 'failed')
  })

  test('with one direction missing nothing fails', () => {
    for (const without of ['P', 'T'] as const)
      for (const { before, wrong } of ROWS) {
        const found = gradeTalk([...before, ...wrong], { without })
        const failed = [...found].filter(([id, { grade }]) => grade === 'failed' && id !== '4.a' && id !== '6')
        if (without === 'T') assert.deepEqual(failed, [], before.at(-1))
      }
  })

  test('a log that begins in the middle does not know which number is expected', () => {
    const found = gradeTalk(['P 35=0|34=500', 'P 35=0|34=1', 'T 35=0|34=70', 'wait 3000', 'P 35=0|34=2'])
    assert.equal(found.get('2.c'), undefined)
    assert.equal(found.get('2.b'), undefined)
  })

  test('numbers may have begun anew while there was no connection', () => {
    const found = gradeTalk([
      ...AT_5,
      'closed by P',
      'connected',
      'P 35=A|34=1|98=0|108=30',
      'T 35=A|34=1|98=0|108=30',
      'wait 3000',
      'P 35=0|34=2',
    ])
    assert.equal(found.get('SD-01')?.grade, 'inconclusive')
  })

  test('a silence in which the log lacks messages is no missing Heartbeat', () => {
    const found = gradeTalk([...UP, 'wait 90000', 'T 35=0|34=4'])
    assert.equal(found.get('4.a')?.grade, 'inconclusive')
  })

  test('only the dictionary of the counterparties tells what an order may hold', () => {
    const order = 'P 35=D|34=2|11=A|55=IBM|54=1|60=20261122-17:00:00.000|38=1|40=1|9303=X|4999=X'
    const talk = [...UP, order, ...alive(3, 2)]
    assert.equal(gradeTalk(talk, { stated: false }).get('14.a')?.grade, 'inconclusive')
    assert.equal(gradeTalk(talk, { stated: true }).get('14.a')?.grade, 'failed')
  })

  test('who closed is not known where the log does not say it', () => {
    const found = gradeTalk([...UP, 'P 35=5|34=2', 'T 35=5|34=2', 'closed'])
    assert.equal(found.get('13.b')?.grade, 'passed')
  })
})

describe('what the standard leaves open', () => {
  test('a Heartbeat long before its interval is over is a should that was missed', () => {
    assert.equal(gradeTalk([...UP, 'wait 10000', 'T 35=0|34=2']).get('4.a')?.grade, 'warning')
    assert.equal(gradeTalk([...UP, 'wait 29000', 'T 35=0|34=2']).get('4.a')?.grade, 'passed')
  })

  test('what came early may be held, or dropped and asked for again', () => {
    const fill = (to: number): string => `P 35=4|34=2|123=Y|43=Y|122=20261122-17:00:00.000|36=${to}`
    const gap = [...UP, 'P 35=0|34=4', 'T 35=2|34=2|7=2|16=0', fill(4)]
    for (const goesOn of [alive(5, 3), ['P 35=1|34=5|112=Q', 'T 35=2|34=3|7=4|16=0']]) {
      const found = gradeTalk([...gap, ...goesOn, ...OUT])
      assert.equal(found.get('10.b')?.grade, 'passed')
      assert.deepEqual(
        [...found].filter(([, { grade }]) => grade === 'failed'),
        [],
      )
    }
  })

  test('another HeartBtInt than was proposed breaks 1S.a, and no other case', () => {
    const found = gradeTalk([
      'connected',
      'P 35=A|34=1|98=0|108=30|141=Y',
      'T 35=A|34=1|98=0|108=20|141=Y',
      ...alive(2, 2),
    ])
    assert.deepEqual([found.get('1S.a')?.grade, found.get('17.a')?.grade], ['failed', 'passed'])
  })
})

describe('both sides', () => {
  test('each is graded for itself', () => {
    const talk = [...UP, 'T 35=1|34=2|112=Q', 'P 35=0|34=2|112=Q', ...alive(3, 3)]
    assert.equal(gradeTalk(talk, { target: 'P' }).get('4.b')?.grade, 'passed')
    assert.equal(gradeTalk(talk, { target: 'T' }).get('4.b')?.grade, 'passed')
  })

  test('orders are held against the invariants where the target is the venue', () => {
    const order = 'P 35=D|34=2|11=A|21=1|55=IBM|54=1|60=20261122-17:00:00.000|38=100|40=2|44=10'
    const report = (seq: number, exec: string, status: string, last: number, cum: number): string =>
      `T 35=8|34=${seq}|37=O|11=A|17=E${seq}|150=${exec}|39=${status}|55=IBM|54=1|38=100|40=2|44=10|32=${last}|31=10|151=${100 - cum}|14=${cum}|6=${cum === 0 ? 0 : 10}|60=20261122-17:00:00.000`
    const right = gradeTalk([...UP, order, report(2, '0', '0', 0, 0), report(3, 'F', '2', 100, 100)])
    assert.equal(right.get('INV-5')?.grade, 'passed')
    const wrong = gradeTalk([...UP, order, report(2, '0', '0', 0, 0), report(3, 'F', '1', 40, 50)])
    assert.equal(wrong.get('INV-5')?.grade, 'failed')
  })
})

test('every case that is graded is one of the catalogue', () => {
  const known = new Set(CATALOGUE.map(({ id }) => id))
  assert.deepEqual(
    [...GRADED_CASES].filter((id) => !known.has(id)),
    [],
  )
  assert.deepEqual(
    ROWS.filter(({ id }) => !GRADED_CASES.has(id)).map(({ id }) => id),
    [],
  )
})

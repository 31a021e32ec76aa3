import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TALK_VERSIONS, type TalkVersion, VenueTalk } from '../testing/venue-talk.ts'

/** Entries as each version wants them: FIX.4.2 has HandlInst in them. */
function list(version: TalkVersion, id: string, total: number, orders: string[], more = ''): string {
  const handlInst = version === 'FIX.4.2' ? ' 21=1' : ''
  const entries = orders.map((each, n) => {
    const [clOrdID, qty, symbol = 'SIM'] = each.split(' ')
    return `11=${clOrdID} 67=${n + 1}${handlInst} 55=${symbol} 54=1 60=NOW 38=${qty} 40=2 44=99`
  })
  return `66=${id} 394=3${more} 68=${total} 73=${orders.length} ${entries.join(' ')}`
}

/** ListStatus(N) as `N 429/431: a 39 14 151, b …`, reports as ever. */
function told(talk: VenueTalk): string[] {
  return talk.take().map(({ message }) => {
    if (message.msgType !== 'N') {
      return `${message.text(11) ?? ''} ${message.msgType} ${message.text(39) ?? ''} ${message.text(66) ?? ''}`.trim()
    }
    const entries: string[] = []
    for (let i = 0; i < (message.int(73) ?? 0); i++) {
      const from = message.entryStart(73, i)
      const text = (tag: number) => message.textAt(message.indexOf(tag, from))
      entries.push([text(11), text(39), text(14), text(151)].join(' '))
    }
    return `N ${message.text(429)}/${message.text(431)}: ${entries.join(', ')}`
  })
}

for (const version of TALK_VERSIONS) {
  test(`${version}: a list is told received, then each of its orders goes its own way with ListID`, () => {
    const talk = new VenueTalk(version)
    talk.send('E', list(version, 'L1', 2, ['a 5', 'b 6 NOSUCH']))
    assert.deepEqual(told(talk), ['N 1/2: a A 0 5, b A 0 6', 'a 8 0 L1', 'b 8 8 L1'])
    talk.send('M', '66=L1')
    assert.deepEqual(told(talk), ['N 2/3: a 0 0 5, b 8 0 0'])
  })

  test(`${version}: a list in two messages waits for all of its orders`, () => {
    const talk = new VenueTalk(version)
    talk.send('E', list(version, 'L1', 2, ['a 5']))
    assert.deepEqual(told(talk), [])
    talk.send('E', list(version, 'L1', 2, ['b 6']))
    assert.deepEqual(told(talk), ['N 1/2: a A 0 5, b A 0 6', 'a 8 0 L1', 'b 8 0 L1'])
  })

  test(`${version}: a list that waits for instruction is executed by L, and cancelled by K`, () => {
    const talk = new VenueTalk(version)
    talk.send('E', list(version, 'L1', 1, ['a 5'], ' 433=2'))
    assert.deepEqual(told(talk), ['N 1/2: a A 0 5'])
    talk.send('L', '66=L1 60=NOW')
    talk.send('L', '66=L1 60=NOW')
    assert.deepEqual(told(talk), ['N 4/3: a 8 0 0', 'a 8 0 L1', 'N 4/3: a 0 0 5'])
    talk.send('K', '66=L1 60=NOW')
    assert.deepEqual(told(talk), ['a 8 4 L1', 'N 5/6: a 4 0 0'])
  })

  test(`${version}: too many orders, and the same ListID again, are refused as a whole`, () => {
    const talk = new VenueTalk(version)
    talk.send('E', list(version, 'L1', 1, ['a 5', 'b 5']))
    assert.deepEqual(told(talk), ['N 2/7: a 8 0 0, b 8 0 0'])
    talk.send('E', list(version, 'L2', 1, ['a 5']))
    talk.take()
    talk.send('E', list(version, 'L2', 1, ['c 5']))
    assert.match(talk.take()[0]?.message.text(444) ?? '', /L2 was used already/)
    talk.send('E', list(version, 'L2', 1, ['c 5']))
    talk.send('M', '66=L9')
    assert.deepEqual(told(talk), ['N 2/7: c 8 0 0', 'j'])
  })
}

test('lists that are over make room for new ones; open ones do not', () => {
  const talk = new VenueTalk('FIX.4.2')
  for (let n = 0; n < 1000; n++) talk.send('E', list('FIX.4.2', `L${n}`, 1, [`c${n} 5`]))
  talk.take()
  talk.send('E', list('FIX.4.2', 'M1', 1, ['m1 5']))
  assert.deepEqual(told(talk), ['N 2/7: m1 8 0 0'])
  talk.cancel('11=x 41=c500 38=5')
  talk.take()
  talk.send('E', list('FIX.4.2', 'M2', 1, ['m2 5']))
  assert.deepEqual(told(talk)[0], 'N 1/2: m2 A 0 5')
})

/** One client of a venue that sends rubbish, or more than it reads, is nobody else's trouble. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import type { Field } from '../codec/encode.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { FixClient } from '../testing/fix-client.ts'
import { RunningSimulation } from '../testing/running-simulation.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-venue-hostile-'))
after(async () => {
  await RunningSimulation.stopAll()
  rmSync(folder, { recursive: true })
})

writeFileSync(
  path.join(folder, 'venue.yaml'),
  `target: { role: initiator, listen: 0 }
sessions:
  - { beginString: FIX.4.4, senderCompID: VENUE, targetCompID: GOOD }
  - { beginString: FIX.4.4, senderCompID: VENUE, targetCompID: BAD }
application: persona:standard
`,
)

/** More than any socket keeps of what is not read. */
const FLOOD = 20_000

const ORDER: readonly Field[] = [
  [55, 'SIM'],
  [54, 1],
  [38, 5],
  [40, 2],
  [44, 100],
  [60, formatUtcTimestamp(Date.UTC(2026, 0, 5), 3)],
]

/** Orders that no client should send; each with what is in the place of the ordinary field. */
const WRONG: readonly (readonly Field[])[] = [
  [[38, '9'.repeat(60)]],
  [[38, '-0.000000000000000000000000000001']],
  [[44, '1e400']],
  [[44, `0.${'1'.repeat(62)}`]],
  [[11, 'X'.repeat(50_000)]],
  [[55, '../../etc/passwd']],
  [[1, 'ACC-\u00ff\u00fe']],
  [[59, 'Z']],
  [[126, 'never']],
]

async function trades(good: FixClient, clOrdID: string): Promise<void> {
  good.send('D', [[11, clOrdID], ...ORDER.filter(([tag]) => tag !== 38), [38, 25]])
  const seen: string[] = []
  while (seen.length < 3) {
    const message = await good.next()
    seen.push([35, 11, 39, 14].map((tag) => message.text(tag)).join(' '))
  }
  assert.deepEqual(seen, [`8 ${clOrdID} 0 0`, `8 ${clOrdID} 1 10`, `8 ${clOrdID} 2 25`])
}

test('rubbish, wrong orders and a flood on one session leave the orders of another alone', async () => {
  const simulation = await RunningSimulation.start({ profile: 'venue.yaml', admin: '0' }, folder)
  const good = new FixClient(simulation.port, 'GOOD', 'VENUE')
  const bad = new FixClient(simulation.port, 'BAD', 'VENUE')
  await good.logOn()
  await bad.logOn()
  good.send('D', [[11, 'RESTS'], ...ORDER])
  assert.equal((await good.next()).text(39), '0')

  for (const [i, fields] of WRONG.entries()) {
    const replaced = new Set(fields.map(([tag]) => tag))
    const own: Field[] = replaced.has(11) ? [] : [[11, `W${i}`]]
    bad.send('D', [...own, ...ORDER.filter(([tag]) => !replaced.has(tag)), ...fields])
    const { msgType } = await bad.next()
    assert.match(String(msgType), /^[38j]$/, `wrong order ${i} has one answer`)
  }
  await trades(good, 'BETWEEN')

  bad.socket.write(Buffer.from('no FIX at all\x018=FIX.4.4\x019=zzz\x01'.repeat(1_000), 'latin1'))
  // Nothing is read any more, and everything is written that the system takes.
  bad.socket.pause()
  for (let i = 0; i < FLOOD; i++) bad.send('D', [[11, `F${i}`], ...ORDER])
  await trades(good, 'MEANWHILE')
  bad.destroy()
  await trades(good, 'AFTER')

  const orders = (await simulation.ask('GET', 'venue/orders')).body as unknown as { clOrdID: string; session: string }[]
  assert.deepEqual(
    orders.filter(({ session }) => session === 'VENUE/GOOD').map(({ clOrdID }) => clOrdID),
    ['RESTS'],
  )
  good.send('F', [
    [41, 'RESTS'],
    [11, 'C1'],
    [55, 'SIM'],
    [54, 1],
    [38, 5],
    [60, formatUtcTimestamp(Date.UTC(2026, 0, 5), 3)],
  ])
  assert.equal((await good.next()).text(39), '4')
  good.destroy()
  await simulation.stop()
})

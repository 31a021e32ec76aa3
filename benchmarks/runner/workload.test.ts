import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Contestant, inTurns } from './workload.ts'

function bench(rounds: number) {
  const left: string[] = []
  const options = { rounds, quick: true, peers: true, journal: true, seconds: 1 }
  return { options, say: () => {}, leaves: (engine: string, why: string) => left.push(`${engine}: ${why}`), left }
}

/** Notes who was asked, and gives 1, 2, 3 … as figures. */
function contestant(engine: Contestant['engine'], asked: string[]): Contestant {
  let passes = 0
  return {
    engine,
    warmUp: async () => asked.push(`${engine} warms up`),
    pass: async () => {
      asked.push(engine)
      passes++
      return { value: passes, cpuMicros: passes * 10 }
    },
  }
}

test('everybody warms up and is measured once a round, another one first each time', async () => {
  const asked: string[] = []
  const taken = await inTurns(bench(2), 'x', [contestant('ours', asked), contestant('quickfix', asked)])
  assert.deepEqual(asked, [
    ...['ours warms up', 'ours', 'quickfix warms up', 'quickfix'],
    ...['quickfix warms up', 'quickfix', 'ours warms up', 'ours'],
  ])
  assert.deepEqual(taken.samples, { ours: [1, 2], quickfix: [1, 2] })
  assert.deepEqual(taken.cpuMicros, { ours: [10, 20], quickfix: [10, 20] })
})

test('a peer that fails is left out from there on, and said', async () => {
  const told = bench(3)
  let passes = 0
  const failing: Contestant = {
    engine: 'jspurefix',
    pass: async () => {
      if (++passes === 2) throw new Error('gone')
      return { value: 5 }
    },
  }
  const { samples } = await inTurns(told, 'x', [contestant('ours', []), failing])
  assert.deepEqual(samples, { ours: [1, 2, 3], jspurefix: [5] })
  assert.equal(passes, 2)
  assert.deepEqual(told.left, ['jspurefix: x: gone'])
})

test('when we fail, the workload does', async () => {
  const failing: Contestant = { engine: 'ours', pass: () => Promise.reject(new Error('lost a message')) }
  await assert.rejects(inTurns(bench(1), 'x', [failing]), /lost a message/)
})

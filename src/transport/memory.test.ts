import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { connect, Ear, type NetworkUnderTest, networkContract } from './contract.ts'
import { MemoryNetwork, type MemoryNetworkOptions } from './memory.ts'

/** The least clock that the network can do with. */
class StepClock {
  #now = 0
  #waiting: { at: number; fire: () => void }[] = []

  now(): number {
    return this.#now
  }

  schedule(at: number, fire: () => void): void {
    this.#waiting.push({ at, fire })
    this.#waiting.sort((a, b) => a.at - b.at)
  }

  /** @returns false when nothing waits */
  step(): boolean {
    const next = this.#waiting.shift()
    this.#now = next?.at ?? this.#now
    next?.fire()
    return next !== undefined
  }
}

function inMemory(options: Omit<MemoryNetworkOptions, 'clock'> = {}): NetworkUnderTest & { clock: StepClock } {
  const clock = new StepClock()
  return {
    clock,
    network: new MemoryNetwork({ clock, ...options }),
    host: 'memory',
    until: async (done) => {
      while (!done()) assert.equal(clock.step(), true, 'nothing more happens')
    },
    settle: async () => {
      while (clock.step());
    },
  }
}

networkContract('memory', () => inMemory())
networkContract('memory with odd chunks and delays', () => {
  let draw = 0
  return inMemory({
    latencyMs: () => (draw = (draw * 7 + 3) % 11),
    split: (bytes) => [bytes.subarray(0, bytes.length >> 1), bytes.subarray(bytes.length >> 1)],
  })
})

describe('memory', () => {
  test('a dial that nobody takes is told, and before whoever dialled is', async () => {
    const told: string[] = []
    const under = inMemory({ onRefused: ({ port }) => void told.push(`nobody at ${port}`) })
    const dial = (port: number): void =>
      under.network.dial(
        { host: 'memory', port },
        { onConnect: () => void told.push('connected'), onError: () => void told.push('refused') },
      )
    await under.network.listen({ host: 'memory', port: 2 }, () => undefined)
    dial(1)
    await under.until(() => told.includes('refused'))
    dial(2)
    await under.until(() => told.includes('connected'))
    assert.deepEqual(told, ['nobody at 1', 'refused', 'connected'])
  })

  test('a chunk arrives after its delay and never overtakes one before it', async () => {
    const delays = [1, 50, 10, 30]
    const under = inMemory({ latencyMs: () => delays.shift() ?? 1 })
    const { near, far } = await connect(under)
    const began = under.clock.now()
    const arrivals: [string, number][] = []
    far.listen({
      onData: (chunk) => arrivals.push([chunk.toString(), under.clock.now() - began]),
      onClose: () => undefined,
    })
    for (const text of ['a', 'b', 'c']) near.write(Buffer.from(text))
    await under.settle()
    assert.deepEqual(arrivals, [
      ['a', 50],
      ['b', 50],
      ['c', 50],
    ])
  })

  test('the writer may use its buffer again', async () => {
    const under = inMemory()
    const { near, far } = await connect(under)
    const ear = new Ear()
    far.listen(ear)
    const bytes = Buffer.from('kept')
    near.write(bytes)
    bytes.fill(0)
    await under.until(() => ear.length > 0)
    assert.equal(ear.bytes.toString(), 'kept')
  })

  test('the split decides the chunks', async () => {
    const under = inMemory({ split: (bytes) => Array.from(bytes, (byte) => Buffer.of(byte)) })
    const { near, far } = await connect(under)
    const ear = new Ear()
    far.listen(ear)
    near.write(Buffer.from('abc'))
    await under.until(() => ear.length === 3)
    assert.equal(ear.chunks.length, 3)
  })

  for (const loses of [false, true])
    test(`a destroyed connection ${loses ? 'loses' : 'delivers'} what is under way when the seed says so`, async () => {
      const under = inMemory({ losesOnDestroy: () => loses })
      const { near, far } = await connect(under)
      const ear = new Ear()
      far.listen(ear)
      near.write(Buffer.from('under way'))
      near.destroy()
      await under.until(() => ear.closes.length > 0)
      assert.equal(ear.bytes.toString(), loses ? '' : 'under way')
    })
})

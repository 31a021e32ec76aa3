/** What every network promises, as tests. A network's own test file calls `networkContract` and adds what is its own. */
import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ConnectionError, type Listener, type Network, type Receiver, type Transport } from './transport.ts'

export interface NetworkUnderTest {
  readonly network: Network
  readonly host: string
  /** Lets happen what is under way until `done` answers true; fails when that never comes. */
  until(done: () => boolean): Promise<void>
  /** Lets happen what is under way, to show that something does not come. */
  settle(): Promise<void>
}

const PATIENCE_MS = 10_000

/** For networks of sockets, whose events come in their own time. */
export const REAL_TIME: Pick<NetworkUnderTest, 'until' | 'settle'> = {
  async until(done) {
    // The end of the patience only ends a test that fails: an endless wait would keep the process alive.
    for (const began = performance.now(); !done(); await nextTurn())
      assert.equal(performance.now() - began < PATIENCE_MS, true, 'nothing more happens')
  },
  async settle() {
    for (let turns = 0; turns < 50; turns++) await nextTurn()
  },
}

/** A receiver that writes down what it is told. */
export class Ear implements Receiver {
  readonly chunks: Buffer[] = []
  readonly closes: string[] = []

  onData(chunk: Buffer): void {
    assert.equal(this.closes.length, 0, 'bytes arrived behind the end')
    this.chunks.push(chunk)
  }

  onClose(why: string): void {
    this.closes.push(why)
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks)
  }

  get length(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  }
}

export interface Pair {
  readonly listener: Listener
  /** The side that dialled, and the side that was dialled. */
  readonly near: Transport
  readonly far: Transport
}

/** Two ends of one connection; nobody listens at either yet. */
export async function connect({ network, host, until }: NetworkUnderTest): Promise<Pair> {
  const made: Transport[] = []
  const listener = await network.listen({ host, port: 0 }, (transport) => {
    made[1] = transport
  })
  network.dial(listener.address, {
    onConnect: (transport) => {
      made[0] = transport
    },
    onError: (cause) => assert.fail(cause.message),
  })
  assert.equal(made.length, 0, 'dial called back from inside the call')
  await until(() => made[0] !== undefined && made[1] !== undefined)
  return { listener, near: made[0] as Transport, far: made[1] as Transport }
}

/** Runs the tests that every network passes. */
export function networkContract(name: string, open: () => NetworkUnderTest): void {
  const rig = async (t: TestContext): Promise<Pair & { nearEar: Ear; farEar: Ear; under: NetworkUnderTest }> => {
    const under = open()
    const pair = await connect(under)
    // A test that fails must not keep its sockets, and with them the process.
    t.after(() => pair.listener.close())
    const nearEar = new Ear()
    const farEar = new Ear()
    pair.near.listen(nearEar)
    pair.far.listen(farEar)
    return { ...pair, nearEar, farEar, under }
  }
  const limit = { timeout: 20_000 }

  describe(`${name} keeps the contract of a network`, () => {
    test('bytes arrive in order, both ways, however many writes there are', limit, async (t) => {
      const { near, far, nearEar, farEar, under } = await rig(t)
      const texts = Array.from({ length: 2000 }, (_, i) => `chunk ${i};`)
      for (const text of texts) {
        near.write(Buffer.from(text))
        far.write(Buffer.from(text.toUpperCase()))
      }
      const expected = texts.join('')
      await under.until(() => farEar.length === expected.length && nearEar.length === expected.length)
      assert.equal(farEar.bytes.toString(), expected)
      assert.equal(nearEar.bytes.toString(), expected.toUpperCase())
    })

    test('bytes and an end that came before anybody listens are delivered, in order', limit, async () => {
      const under = open()
      const { listener, near, far } = await connect(under)
      const nearEar = new Ear()
      near.listen(nearEar)
      near.write(Buffer.from('first '))
      near.write(Buffer.from('second'))
      near.close()
      far.write(Buffer.from('answer'))
      await under.settle()
      const farEar = new Ear()
      far.listen(farEar)
      await under.until(() => farEar.closes.length > 0)
      assert.equal(farEar.bytes.toString(), 'first second')
      listener.close()
    })

    for (const verb of ['close', 'destroy'] as const)
      for (const side of ['near', 'far'] as const)
        test(`${verb} by the ${side} side tells both sides once, and never from inside the call`, limit, async (t) => {
          const { listener, nearEar, farEar, under, ...ends } = await rig(t)
          const [own, other] = side === 'near' ? [nearEar, farEar] : [farEar, nearEar]
          ends[side][verb]()
          assert.equal(own.closes.length, 0)
          ends[side][verb]()
          ends[side].destroy()
          await under.until(() => own.closes.length > 0 && other.closes.length > 0)
          ends[side === 'near' ? 'far' : 'near'].close()
          listener.close()
          await under.settle()
          assert.deepEqual(own.closes, ['closed'])
          assert.equal(other.closes.length, 1)
          assert.match(other.closes[0] as string, /by the other side$/)
        })

    test('both sides may close at once', limit, async (t) => {
      const { near, far, nearEar, farEar, under } = await rig(t)
      near.close()
      far.close()
      await under.until(() => nearEar.closes.length > 0 && farEar.closes.length > 0)
      assert.deepEqual([nearEar.closes, farEar.closes], [['closed'], ['closed']])
    })

    test('what is written after the close is ignored on either side', limit, async (t) => {
      const { near, far, nearEar, farEar, under } = await rig(t)
      near.write(Buffer.from('before'))
      near.close()
      near.write(Buffer.from('after'))
      await under.until(() => farEar.closes.length > 0 && nearEar.closes.length > 0)
      far.write(Buffer.from('too late'))
      near.write(Buffer.from('far too late'))
      await under.settle()
      assert.equal(farEar.bytes.toString(), 'before')
      assert.equal(nearEar.length, 0)
    })

    test('what arrives after our own close is dropped', limit, async (t) => {
      const { near, far, nearEar, under } = await rig(t)
      far.write(Buffer.from('under way'))
      near.close()
      far.write(Buffer.from('more'))
      await under.until(() => nearEar.closes.length > 0)
      assert.equal(nearEar.length, 0)
    })

    test('a close sends everything that was written before, megabytes too', limit, async (t) => {
      const { near, farEar, under } = await rig(t)
      const big = Buffer.alloc(6 * 1024 * 1024, 'abcdefghijk')
      near.write(big.subarray(0, 1000))
      near.write(big.subarray(1000))
      near.close()
      near.write(Buffer.from('too late'))
      await under.until(() => farEar.closes.length > 0)
      assert.equal(farEar.bytes.equals(big), true)
    })

    test('the last words arrive although the other side was talking', limit, async (t) => {
      const { near, far, farEar, under } = await rig(t)
      for (let i = 0; i < 50; i++) far.write(Buffer.alloc(10_000, 'x'))
      near.write(Buffer.from('goodbye'))
      near.close()
      await under.until(() => farEar.closes.length > 0)
      assert.equal(farEar.bytes.toString(), 'goodbye')
      assert.deepEqual(farEar.closes, ['closed by the other side'])
    })

    test('delivery goes to whoever listens last', limit, async (t) => {
      const { near, far, farEar, under } = await rig(t)
      near.write(Buffer.from('one'))
      await under.until(() => farEar.length === 3)
      const heir = new Ear()
      far.listen(heir)
      near.write(Buffer.from('two'))
      near.close()
      await under.until(() => heir.closes.length > 0)
      assert.deepEqual([farEar.bytes.toString(), farEar.closes, heir.bytes.toString()], ['one', [], 'two'])
    })

    test('what arrives while a connection is paused comes when it reads on, in order', limit, async (t) => {
      const { near, far, farEar, under } = await rig(t)
      if (far.pause === undefined) return t.skip('this network can not pause')
      far.pause()
      near.write(Buffer.from('one '))
      near.write(Buffer.from('two'))
      near.close()
      await under.settle()
      assert.equal(farEar.length, 0)
      far.resume?.()
      await under.until(() => farEar.closes.length > 0)
      assert.equal(farEar.bytes.toString(), 'one two')
    })

    test('whoever listens to an ended connection is told so at once', limit, async (t) => {
      const { near, far, farEar, under } = await rig(t)
      near.close()
      await under.until(() => farEar.closes.length > 0)
      const late = new Ear()
      far.listen(late)
      assert.deepEqual(late.closes, farEar.closes)
    })

    test(
      'a dial that nobody answers ends in ConnectionError with the code, and words that name the place',
      limit,
      async () => {
        const under = open()
        const listener = await under.network.listen({ host: under.host, port: 0 }, () => undefined)
        const { address } = listener
        listener.close()
        const causes: ConnectionError[] = []
        under.network.dial(address, {
          onConnect: () => assert.fail('nobody listens there'),
          onError: (error) => causes.push(error),
        })
        assert.equal(causes.length, 0, 'dial called back from inside the call')
        await under.until(() => causes.length > 0)
        const [cause] = causes
        assert.equal(cause instanceof ConnectionError, true)
        assert.equal(cause?.code, 'ECONNREFUSED')
        assert.equal(cause?.message, `connection refused by ${address.host}:${address.port}: nobody listens there`)
      },
    )

    test('a port in use is refused with the code, and words', limit, async () => {
      const { network, host } = open()
      const listener = await network.listen({ host, port: 0 }, () => undefined)
      const { port } = listener.address
      await assert.rejects(
        network.listen({ host, port }, () => undefined),
        (error: ConnectionError) => error.code === 'EADDRINUSE' && error.message.includes(`port ${port} on ${host}`),
      )
      listener.close()
    })

    test(
      'a port can be taken again when its listener is closed, and a second close changes nothing',
      limit,
      async () => {
        const { network, host } = open()
        const first = await network.listen({ host, port: 0 }, () => undefined)
        first.close()
        const second = await network.listen(first.address, () => undefined)
        first.close()
        await assert.rejects(
          network.listen(first.address, () => undefined),
          ConnectionError,
        )
        second.close()
      },
    )

    test('the end of a listener cuts the connections that it took', limit, async (t) => {
      const { listener, nearEar, farEar, under } = await rig(t)
      listener.close()
      await under.until(() => nearEar.closes.length > 0 && farEar.closes.length > 0)
      assert.deepEqual(farEar.closes, ['closed'])
    })
  })
}

/** Counterparties and strangers that misbehave, on real sockets: they cost little, and the others are served. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { after, afterEach, describe, test } from 'node:test'
import v8 from 'node:v8'
import vm from 'node:vm'
import { anyOf, FixClient } from '../testing/fix-client.ts'
import { RunningSimulation } from '../testing/running-simulation.ts'

const sockets: { destroy(): void }[] = []
after(() => RunningSimulation.stopAll())
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

/** Two sessions of two versions behind one port, for a counterparty that behaves and one that does not. */
const start = (...set: string[]): Promise<RunningSimulation> =>
  RunningSimulation.start(
    { sender: 'VENUE', target: 'CLIENT', listen: '0', beginString: 'FIX.4.2,FIX.4.4', application: 'echo:B', set },
    tmpdir(),
  )

function clientOf(simulation: RunningSimulation, version = 'FIX.4.4'): FixClient {
  const client = new FixClient(simulation.port, 'CLIENT', 'VENUE', version)
  sockets.push(client)
  return client
}

async function stranger(simulation: RunningSimulation): Promise<net.Socket> {
  const socket = net.connect(simulation.port, '127.0.0.1')
  socket.on('error', () => undefined)
  sockets.push(socket)
  await once(socket, 'connect')
  return socket
}

const ended = async (socket: net.Socket): Promise<void> => {
  if (!socket.closed) await anyOf(socket, 'close')
}

/** Nobody answers the Logout any more: it is not waited for. */
async function endOf(simulation: RunningSimulation): Promise<void> {
  for (const socket of sockets.splice(0)) socket.destroy()
  await simulation.stop()
}

/** Somebody else logs on and is answered. */
async function othersAreServed(simulation: RunningSimulation): Promise<void> {
  const other = clientOf(simulation, 'FIX.4.2')
  await other.logOn()
  await isAnswered(other)
  other.send('5')
  assert.equal((await other.next()).msgType, '5')
  other.destroy()
}

async function isAnswered(client: FixClient): Promise<void> {
  client.send('1', [[112, 'ARE YOU THERE']])
  const answer = await client.next()
  assert.deepEqual([answer.msgType, answer.text(112)], ['0', 'ARE YOU THERE'])
}

/** Writes until the other side takes no more, or has gone. @returns bytes written */
async function pour(socket: net.Socket, chunk: Buffer, most: number): Promise<number> {
  let written = 0
  while (written < most && !socket.destroyed) {
    written += chunk.length
    if (!socket.write(chunk)) await anyOf(socket, 'drain', 'close')
  }
  return written
}

const MIB = 1024 * 1024

v8.setFlagsFromString('--expose-gc')
const collect = vm.runInNewContext('gc') as () => void

/** What nobody has let go of. The collector frees memory beside us, so that a single look may come too early. */
async function bytesKept(): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let look = 0; look < 5; look++) {
    collect()
    await new Promise(setImmediate)
    least = Math.min(least, process.memoryUsage().arrayBuffers)
  }
  return least
}

describe('before Logon', () => {
  const floods: readonly (readonly [name: string, chunk: Buffer])[] = [
    ['garbage', Buffer.alloc(16 * 1024, 'garbage ')],
    [
      'a frame that never ends',
      Buffer.concat([Buffer.from('8=FIX.4.4\x019=999999\x0135=A\x01'), Buffer.alloc(16 * 1024, 'x')]),
    ],
    ['the beginnings of frames', Buffer.from('8=FIX.4.4\x019='.repeat(1024))],
    ['a request of HTTP', Buffer.from(`POST / HTTP/1.1\r\nHost: venue\r\n\r\n${'x'.repeat(16 * 1024)}`)],
  ]
  for (const [name, chunk] of floods)
    test(`${name}: the stranger is cut soon, and the others are served`, async () => {
      const simulation = await start()
      const socket = await stranger(simulation)
      await pour(socket, chunk, 64 * MIB)
      await ended(socket)
      await simulation.line(/refused: no message came: more than 64 KiB came without one/)
      await othersAreServed(simulation)
      await endOf(simulation)
    })

  test('connections that say nothing: few of a host may wait, and none for ever', async () => {
    const simulation = await start('sizeWaitHostMax=3', 'waitLogon=1')
    const waiting = await Promise.all(Array.from({ length: 20 }, () => stranger(simulation)))
    // Those beyond the limit are closed at once, the three when their second is over.
    await Promise.all(waiting.map(ended))
    const told = (pattern: RegExp): number => simulation.said.filter((line) => pattern.test(line)).length
    assert.equal(told(/refused: too many connections of 127\.0\.0\.1 wait for their Logon/), 17)
    await simulation.line(/refused: no message came: 1 s are over/)
    await othersAreServed(simulation)
    await endOf(simulation)
  })

  test('somebody whom nobody knows is told nothing, and is named with the reason', async () => {
    const simulation = await start()
    const unknown = new FixClient(simulation.port, 'NOBODY', 'VENUE')
    sockets.push(unknown)
    unknown.send('A', [
      [98, 0],
      [108, 30],
    ])
    await assert.rejects(unknown.next(), /closed the connection/)
    await simulation.line(/127\.0\.0\.1:\d+ refused: the Logon names no session of ours/)
    await othersAreServed(simulation)
    await endOf(simulation)
  })
})

describe('after Logon', () => {
  test('garbage between messages is passed over, and the session goes on', async () => {
    const simulation = await start()
    const client = clientOf(simulation)
    await client.logOn()
    for (const garbage of ['x'.repeat(100_000), '8=FIX.4.4\x019=5\x0135=0\x0110=000\x01', '8=FIX.9\x01', '\0\xff'])
      client.socket.write(Buffer.from(garbage, 'latin1'))
    await isAnswered(client)
    await endOf(simulation)
  })

  test('a message beyond the limit is not kept, however long it goes on, and the session goes on behind it', async () => {
    const simulation = await start('maxFrameLength=65536')
    const client = clientOf(simulation)
    await client.logOn()
    const before = await bytesKept()
    client.socket.write(`8=FIX.4.4\x019=${64 * MIB}\x0135=B\x01148=`)
    await pour(client.socket, Buffer.alloc(64 * 1024, 'x'), 64 * MIB)
    await isAnswered(client)
    // The record of a session holds 16 MiB, and what has come but not been read is of the system.
    const kept = (await bytesKept()) - before
    assert.ok(kept < 24 * MIB, `${kept} bytes of ${64 * MIB} are kept`)
    assert.ok(simulation.said.length < 20, `${simulation.said.length} lines were told`)

    await othersAreServed(simulation)
    await endOf(simulation)
  })

  test('a reader that does not read is cut at maxBacklogBytes, and the others are served meanwhile', async () => {
    const simulation = await start(`maxBacklogBytes=${MIB}`)
    const client = clientOf(simulation)
    await client.logOn()
    client.socket.pause()
    const text = 'x'.repeat(32 * 1024)
    while (
      !client.socket.destroyed &&
      !simulation.said.some((line) => /CLIENT\/FIX\.4\.4 waitForFirstLogon \(was est/.test(line))
    ) {
      const taken = client.send('B', [
        [148, text],
        [33, 1],
        [58, 'line'],
      ])
      if (!taken) await anyOf(client.socket, 'drain', 'close')
      await new Promise(setImmediate)
    }
    await othersAreServed(simulation)
    assert.match(simulation.said.join('\n'), /VENUE\/CLIENT\/FIX\.4\.4 .*(backlog|slow|does not read)/i)
    await endOf(simulation)
  })
})

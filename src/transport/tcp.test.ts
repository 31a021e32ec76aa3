import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import { connect, Ear, networkContract, REAL_TIME } from './contract.ts'
import { createTcpNetwork, tcpNetwork } from './tcp.ts'
import type { TcpLimits } from './tcp-transport.ts'
import type { ConnectionError, Transport } from './transport.ts'

const host = '127.0.0.1'

const { until, settle } = REAL_TIME

networkContract('tcp', () => ({ network: tcpNetwork, host, until, settle }))

const limit = { timeout: 20_000 }

/** Our end of a connection whose other end is a plain socket that does not read. */
async function againstSocket(
  t: TestContext,
  limits: Partial<TcpLimits> = {},
): Promise<{
  ours: Transport
  ear: Ear
  socket: net.Socket
}> {
  let ours: Transport | undefined
  const listener = await createTcpNetwork(limits).listen({ host, port: 0 }, (transport) => {
    ours = transport
  })
  const socket = net.connect({ host, port: listener.address.port, allowHalfOpen: true })
  socket.pause()
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  await until(() => ours !== undefined)
  const ear = new Ear()
  ours?.listen(ear)
  t.after(() => {
    socket.destroy()
    listener.close()
  })
  return { ours: ours as Transport, ear, socket }
}

/** Writes until the system takes no more. */
function fill(transport: Transport): void {
  const block = Buffer.alloc(1024 * 1024)
  for (let i = 0; i < 32 && transport.backlog < 8 * block.length; i++) transport.write(block)
}

describe('tcp', () => {
  test('a reset by the other side is named as one', limit, async (t) => {
    const { ear, socket } = await againstSocket(t)
    socket.resetAndDestroy()
    await until(() => ear.closes.length > 0)
    assert.deepEqual(ear.closes, ['reset by the other side'])
  })

  test('the last words reach a peer that was still talking, and reads only later', limit, async (t) => {
    const { ours, socket } = await againstSocket(t)
    const heard: Buffer[] = []
    let how = ''
    socket.on('error', (error) => {
      how = error.message
    })
    socket.on('end', () => {
      how ||= 'ended'
    })
    socket.on('data', (chunk) => heard.push(chunk))
    socket.pause()
    const goodbye = Buffer.alloc(1024 * 1024, 'goodbye')
    ours.write(goodbye)
    ours.close()
    await settle()
    // A socket that was closed by now would answer this with a reset, which takes along what waits in the system.
    socket.write('late')
    await settle()
    socket.resume()
    await until(() => how !== '')
    assert.deepEqual([Buffer.concat(heard).equals(goodbye), how], [true, 'ended'])
  })

  test('a close ends although the other side neither reads nor closes', limit, async (t) => {
    const { ours, ear } = await againstSocket(t, { closeTimeoutMs: 20 })
    fill(ours)
    assert.notEqual(ours.backlog, 0)
    ours.close()
    await until(() => ear.closes.length > 0)
    assert.deepEqual(ear.closes, ['closed'])
  })

  test('a half-close by the other side, which reads no more, ends the connection', limit, async (t) => {
    const { ours, ear, socket } = await againstSocket(t, { closeTimeoutMs: 20 })
    fill(ours)
    socket.end()
    await until(() => ear.closes.length > 0)
    assert.deepEqual(ear.closes, ['closed by the other side'])
  })

  test('a peer that does not read is cut at the limit, with the reason', limit, async (t) => {
    const { ours, ear } = await againstSocket(t, { maxBacklogBytes: 2 * 1024 * 1024 })
    fill(ours)
    await until(() => ear.closes.length > 0)
    assert.match(ear.closes[0] as string, /^the other side does not read: \d+ bytes waited for it$/)
  })

  test('the backlog is what has not left, and its end is told', limit, async (t) => {
    const { ours, socket } = await againstSocket(t)
    let drained = 0
    ours.listen({ onData: () => undefined, onClose: () => undefined, onDrain: () => drained++ })
    fill(ours)
    assert.notEqual(ours.backlog, 0)
    socket.resume()
    await until(() => drained > 0)
    assert.equal(ours.backlog, 0)
  })

  test('bytes of a flooding peer wait in its own system until somebody listens', limit, async (t) => {
    const under = { network: tcpNetwork, host, until, settle }
    const { listener, near, far } = await connect(under)
    t.after(() => listener.close())
    fill(near)
    await settle()
    assert.equal(near.backlog > 1024 * 1024, true)
    const ear = new Ear()
    far.listen(ear)
    await until(() => near.backlog === 0 && ear.length > 0)
  })

  test('a port that does not exist is an error in words', limit, async () => {
    const cause = await new Promise<ConnectionError>((resolve) =>
      tcpNetwork.dial({ host, port: 99_999 }, { onConnect: () => undefined, onError: resolve }),
    )
    assert.match(cause.message, /127\.0\.0\.1:99999/)
  })

  test('an address of another machine is an error in words', limit, async () => {
    await assert.rejects(
      tcpNetwork.listen({ host: '192.0.2.1', port: 0 }, () => undefined),
      { code: 'EADDRNOTAVAIL', message: '192.0.2.1 is not an address of this machine' },
    )
  })

  test('a connection leaves from the local address that was stated', limit, async (t) => {
    const remotes: string[] = []
    const listener = await tcpNetwork.listen({ host, port: 0 }, (transport) => remotes.push(transport.remote))
    t.after(() => listener.close())
    const near: Transport[] = []
    createTcpNetwork({ connectAddress: '127.0.0.3' }).dial(listener.address, {
      onConnect: (transport) => near.push(transport),
      onError: (cause) => assert.fail(cause.message),
    })
    await until(() => remotes.length > 0 && near.length > 0)
    assert.match(remotes[0] as string, /^127\.0\.0\.3:/)
  })

  for (const [connectAddress, message] of [
    ['nonsense', 'connectAddress nonsense is no IP address'],
    ['192.0.2.1', '192.0.2.1 is not an address of this machine'],
  ] as const)
    test(`connectAddress ${connectAddress} is an error in words`, limit, async () => {
      const cause = await new Promise<ConnectionError>((resolve) =>
        createTcpNetwork({ connectAddress }).dial({ host, port: 9 }, { onConnect: () => undefined, onError: resolve }),
      )
      assert.equal(cause.message, message)
    })

  test('what a paused connection does not read stays with its sender until it reads on', limit, async (t) => {
    const { listener, near, far } = await connect({ network: tcpNetwork, host, until, settle })
    t.after(() => listener.close())
    const ear = new Ear()
    far.listen(ear)
    far.pause?.()
    fill(near)
    await settle()
    assert.equal(near.backlog > 1024 * 1024, true)
    far.resume?.()
    await until(() => near.backlog === 0)
  })
})

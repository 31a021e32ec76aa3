import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import path from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import tls from 'node:tls'
import { connect, Ear, networkContract, REAL_TIME } from './contract.ts'
import { tcpNetwork } from './tcp.ts'
import { createTlsNetwork, type TlsLimits } from './tls.ts'
import type { TlsOptions } from './tls-material.ts'
import type { ConnectionError, Network, Transport } from './transport.ts'

const host = '127.0.0.1'
const { until, settle } = REAL_TIME
const limit = { timeout: 20_000 }

const file = (name: string): string => path.join(import.meta.dirname, 'test-certificates', name)
const SERVER: TlsOptions = { certificate: file('server.pem'), privateKey: file('server.key') }
const TRUST: TlsOptions = { caCertificate: file('authority.pem') }
const CLIENT: TlsOptions = { certificate: file('client.pem'), privateKey: file('client.key') }

networkContract('tls', () => ({ network: createTlsNetwork({ ...SERVER, ...TRUST }), host, ...REAL_TIME }))

interface Taken {
  readonly port: number
  readonly transports: Transport[]
  readonly refused: string[]
}

async function serve(t: TestContext, options: TlsOptions = SERVER, limits: Partial<TlsLimits> = {}): Promise<Taken> {
  const transports: Transport[] = []
  const refused: string[] = []
  const network = createTlsNetwork(options, { onHandshakeFailed: (cause) => refused.push(cause.message), ...limits })
  const listener = await network.listen({ host, port: 0 }, (transport) => transports.push(transport))
  t.after(() => listener.close())
  return { port: listener.address.port, transports, refused }
}

/** @returns the transport, or why there is none */
function dial(network: Network, port: number, to = host): Promise<Transport | ConnectionError> {
  return new Promise((resolve) => {
    let connected = false
    network.dial(
      { host: to, port },
      {
        onConnect(transport) {
          connected = true
          resolve(transport)
        },
        onError(cause) {
          assert.equal(connected, false, 'a connection that was made has failed to be made')
          resolve(cause)
        },
      },
    )
  })
}

async function refusal(network: Network, port: number, to = host): Promise<string> {
  const result = await dial(network, port, to)
  assert.equal(result instanceof Error, true, 'the connection was made')
  return (result as ConnectionError).message
}

describe('tls', () => {
  test('what goes over the wire is not what was written', limit, async (t) => {
    const { port } = await serve(t)
    const seen: Buffer[] = []
    // A wiretap between the two sides.
    const tap = net.createServer((client) => {
      const server = net.connect({ host, port })
      client.on('data', (chunk) => seen.push(chunk))
      client.pipe(server).pipe(client)
    })
    tap.listen(0, host)
    await once(tap, 'listening')
    const { port: tapped } = tap.address() as net.AddressInfo
    const near = (await dial(createTlsNetwork(TRUST), tapped)) as Transport
    near.write(Buffer.from('35=A'))
    near.close()
    await settle()
    t.after(() => tap.close())
    assert.equal(seen.length > 0, true)
    assert.equal(Buffer.concat(seen).includes('35=A'), false)
  })

  test('a server of an authority that nobody trusts is refused, unless nobody asks', limit, async (t) => {
    const { port } = await serve(t)
    assert.match(await refusal(createTlsNetwork({}), port), /authority that is not trusted here; state it as caCert/)
    const near = await dial(createTlsNetwork({ validatePeerCertificate: false }), port)
    assert.equal(near instanceof Error, false)
    ;(near as Transport).close()
  })

  test('the certificate must carry the name of the host, or the one that was stated', limit, async (t) => {
    const misnamed = { certificate: file('misnamed.pem'), privateKey: file('misnamed.key') }
    const { port } = await serve(t, misnamed)
    assert.match(await refusal(createTlsNetwork(TRUST), port), /for another name .*127\.0\.0\.1/)
    assert.match(await refusal(createTlsNetwork({ ...TRUST, serverName: 'other.example' }), port), /another name/)
    const near = await dial(createTlsNetwork({ ...TRUST, serverName: 'exchange.example' }), port)
    assert.equal(near instanceof Error, false)
    ;(near as Transport).close()
  })

  describe('certificates that their authority has revoked', () => {
    const listed = { certificateRevocationList: file('revoked-list.pem') }
    const revoked = { certificate: file('revoked.pem'), privateKey: file('revoked.key') }

    test('a server with one is refused where the list is stated', limit, async (t) => {
      const { port } = await serve(t, revoked)
      assert.match(await refusal(createTlsNetwork({ ...TRUST, ...listed }), port), /authority has revoked the certif/)
      const near = await dial(createTlsNetwork(TRUST), port)
      assert.equal(near instanceof Error, false)
      ;(near as Transport).close()
    })

    test('a client with one is refused, and another one of the same authority is taken', limit, async (t) => {
      const mutual = { ...SERVER, ...TRUST, ...listed, validatePeerCertificate: true, minVersion: 'TLSv1.2' }
      const { port, transports, refused } = await serve(t, mutual)
      await dial(createTlsNetwork({ ...TRUST, ...revoked }), port)
      await until(() => refused.length > 0)
      assert.match(refused[0] as string, /authority has revoked the certificate/)
      assert.equal(transports.length, 0)
      const near = (await dial(createTlsNetwork({ ...TRUST, ...CLIENT }), port)) as Transport
      await until(() => transports.length > 0)
      near.close()
    })

    test('the list of another authority says nothing about this one: nobody is taken on trust', limit, async (t) => {
      const { port } = await serve(t, { certificate: file('stranger.pem'), privateKey: file('stranger.key') })
      const other = { ...listed, caCertificate: file('stranger-authority.pem') }
      assert.match(await refusal(createTlsNetwork(other), port), /no list of revoked certificates is of the authority/)
    })
  })

  describe('mutual TLS', () => {
    const mutual = { ...SERVER, ...TRUST, validatePeerCertificate: true }

    test('a client of the authority is taken', limit, async (t) => {
      const { port, transports } = await serve(t, mutual)
      const near = (await dial(createTlsNetwork({ ...TRUST, ...CLIENT }), port)) as Transport
      await until(() => transports.length > 0)
      const ear = new Ear()
      transports[0]?.listen(ear)
      near.write(Buffer.from('known'))
      await until(() => ear.length > 0)
      assert.equal(ear.bytes.toString(), 'known')
      near.close()
    })

    for (const [who, own, why] of [
      ['without a certificate', {}, /showed no certificate/],
      ['of another authority', { certificate: file('stranger.pem'), privateKey: file('stranger.key') }, /not trusted/],
    ] as const)
      for (const minVersion of ['TLSv1.2', 'TLSv1.3'])
        test(`a client ${who} is refused, and both sides are told (${minVersion} and later)`, limit, async (t) => {
          const { port, transports, refused } = await serve(t, { ...mutual, minVersion })
          const result = await dial(createTlsNetwork({ ...TRUST, ...own }), port)
          // In TLS 1.3 the client is done before the server has looked at its certificate.
          if (!(result instanceof Error)) {
            const ear = new Ear()
            result.listen(ear)
            await until(() => ear.closes.length > 0)
            assert.notEqual(ear.closes[0], 'closed')
          }
          await until(() => refused.length > 0)
          assert.match(refused[0] as string, why)
          assert.equal(transports.length, 0)
        })

    test('it needs an authority', async () => {
      const network = createTlsNetwork({ ...SERVER, validatePeerCertificate: true })
      await assert.rejects(
        network.listen({ host, port: 0 }, () => undefined),
        { name: 'TlsSettingsError', setting: 'caCertificate' },
      )
    })
  })

  test('a plain connection to a TLS port is refused, told, and harms nobody', limit, async (t) => {
    const { port, transports, refused } = await serve(t)
    const plain = (await dial(tcpNetwork, port)) as Transport
    const ear = new Ear()
    plain.listen(ear)
    plain.write(Buffer.from('8=FIX.4.4\x019=5\x0135=A\x01'))
    await until(() => ear.closes.length > 0)
    assert.deepEqual([transports, refused.length], [[], 1])
    assert.match(refused[0] as string, /^TLS with 127\.0\.0\.1:\d+: the other side does not speak TLS$/)
    const near = await dial(createTlsNetwork(TRUST), port)
    assert.equal(near instanceof Error, false)
    ;(near as Transport).close()
  })

  test('a plain server that answers, closes or keeps silent is told apart', limit, async (t) => {
    const answers = ['8=FIX.4.4\x01', 'close', 'silence']
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined)
      const answer = answers.shift()
      if (answer === 'close') socket.resetAndDestroy()
      else if (answer !== 'silence') socket.write(answer as string)
    })
    server.listen(0, host)
    await once(server, 'listening')
    t.after(() => server.close())
    const { port } = server.address() as net.AddressInfo
    const network = createTlsNetwork(TRUST, { handshakeTimeoutMs: 100 })
    assert.match(await refusal(network, port), /the other side does not speak TLS/)
    assert.match(await refusal(network, port), /ended the connection in the handshake; a plain port/)
    assert.match(await refusal(network, port), /no handshake within 0\.1 s; a plain port perhaps/)
  })

  test('a connection that does not begin its handshake is cut in time', limit, async (t) => {
    const { port, refused } = await serve(t, SERVER, { handshakeTimeoutMs: 50 })
    const ear = new Ear()
    ;((await dial(tcpNetwork, port)) as Transport).listen(ear)
    await until(() => ear.closes.length > 0)
    assert.match(refused[0] as string, /no handshake within 0\.05 s/)
  })

  test('the end of the listener also cuts a handshake that is under way', limit, async () => {
    const network = createTlsNetwork(SERVER, { handshakeTimeoutMs: 60_000 })
    const listener = await network.listen({ host, port: 0 }, () => undefined)
    const ear = new Ear()
    ;((await dial(tcpNetwork, listener.address.port)) as Transport).listen(ear)
    await settle()
    listener.close()
    await until(() => ear.closes.length > 0)
  })

  test('versions before TLS 1.2 are not spoken, and 1.3 can be asked for', limit, async (t) => {
    const { port, refused } = await serve(t, { ...SERVER, minVersion: 'TLSv1.3' })
    const socket = tls.connect({ host, port, maxVersion: 'TLSv1.2', rejectUnauthorized: false })
    await once(socket, 'error')
    await until(() => refused.length > 0)
    assert.match(refused[0] as string, /no common version of TLS/)
    for (const maxVersion of ['TLSv1', 'TLSv1.1'] as const) {
      const { port: other, refused: olds } = await serve(t)
      const old = tls.connect({
        host,
        port: other,
        minVersion: 'TLSv1',
        maxVersion,
        ciphers: 'DEFAULT@SECLEVEL=0',
        rejectUnauthorized: false,
      })
      await once(old, 'error')
      await until(() => olds.length > 0)
      assert.match(olds[0] as string, /no common version of TLS/)
    }
  })

  test('ciphers are those that were stated', limit, async (t) => {
    const ciphers = 'ECDHE-ECDSA-AES256-GCM-SHA384'
    const { port } = await serve(t, { ...SERVER, ciphers })
    const connecting = (offered: string): tls.TLSSocket =>
      tls.connect({ host, port, maxVersion: 'TLSv1.2', ciphers: offered, rejectUnauthorized: false })
    const same = connecting(ciphers)
    await once(same, 'secureConnect')
    assert.equal(same.getCipher().name, ciphers)
    same.destroy()
    await once(connecting('ECDHE-ECDSA-AES128-GCM-SHA256'), 'error')
  })

  test('a connection leaves from the local address that was stated', limit, async (t) => {
    const { port, transports } = await serve(t)
    const near = (await dial(createTlsNetwork(TRUST, { connectAddress: '127.0.0.3' }), port)) as Transport
    await until(() => transports.length > 0)
    assert.match(transports[0]?.remote as string, /^127\.0\.0\.3:/)
    near.close()
    assert.match(await refusal(createTlsNetwork(TRUST, { connectAddress: 'x' }), port), /connectAddress x is no IP/)
  })

  test('a peer that does not read is cut at the limit', limit, async (t) => {
    const network = createTlsNetwork({ ...SERVER, ...TRUST }, { maxBacklogBytes: 2 * 1024 * 1024 })
    const { listener, near, far } = await connect({ network, host, ...REAL_TIME })
    t.after(() => listener.close())
    const ear = new Ear()
    near.listen(ear)
    const block = Buffer.alloc(1024 * 1024)
    for (let i = 0; i < 32; i++) near.write(block)
    await until(() => ear.closes.length > 0)
    assert.match(ear.closes[0] as string, /^the other side does not read: \d+ bytes waited for it$/)
    far.destroy()
  })
})

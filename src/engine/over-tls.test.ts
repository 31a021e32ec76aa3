import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { type EngineParameters, TLS_DEFAULTS, type TlsSettings } from '../parameters/settings.ts'
import type { Role } from '../session/settings.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { mirrored, news } from '../testing/engine-rig.ts'
import { parametersFor } from '../testing/hosted-rig.ts'
import { TlsSettingsError } from '../transport/tls-material.ts'
import { realClock } from './clock.ts'
import { FixEngine } from './fix-engine.ts'
import type { HostedApplication } from './hosted-application.ts'
import type { HostedSession } from './hosted-session.ts'
import { networkFor } from './network-for.ts'

const file = (name: string): string => path.join(import.meta.dirname, '../transport/test-certificates', name)
const TRUST: TlsSettings = { ...TLS_DEFAULTS, enabled: true, caCertificate: file('authority.pem') }
const SERVER: TlsSettings = { ...TRUST, certificate: file('server.pem'), privateKey: file('server.key') }
const CLIENT: TlsSettings = { ...TRUST, certificate: file('client.pem'), privateKey: file('client.key') }
const MUTUAL: TlsSettings = { ...SERVER, validatePeerCertificate: true }
const host = '127.0.0.1'
const limit = { timeout: 20_000 }

function parametersOf(role: Role, tls: TlsSettings, port = 0): EngineParameters {
  const parameters = parametersFor(role, { connection: { destinations: [{ host, port }], reconnectMaxTries: 0 } })
  if (role === 'initiator') return { ...parameters, tls }
  return { ...parameters, session: mirrored(parametersFor('initiator').session), tls }
}

function sessionOf(t: TestContext, parameters: EngineParameters, application: HostedApplication = {}) {
  const refused: string[] = []
  const network = networkFor(parameters, (cause) => refused.push(cause.message))
  const engine = new FixEngine({ clock: realClock, network, onRefused: (why) => refused.push(why) })
  t.after(() => engine.close())
  const openStore = () => new MemoryStore(realClock.now())
  const session = engine.createSession({ parameters, openStore, application })
  session.start()
  return { engine, session, refused }
}

describe('two sessions over TLS', () => {
  test('log on with certificates of both sides, and talk', limit, async (t) => {
    const heard = Promise.withResolvers<string>()
    const { engine, session } = sessionOf(t, parametersOf('acceptor', MUTUAL), {
      onMessage: async (message) => heard.resolve(message.text(148) as string),
    })
    const { port } = await engine.listen({ host, port: 0 })
    const established = Promise.withResolvers<void>()
    const { session: initiator } = sessionOf(t, parametersOf('initiator', CLIENT, port), {
      onNewState: (_before, after) => {
        if (after === 'established') established.resolve()
      },
    })
    await established.promise
    initiator.send('B', news('secret'))
    assert.equal(await heard.promise, 'secret')
    assert.equal(session.state, 'established')
  })

  test(
    'a session that needs TLS is not reached over a plain port, nor a TLS port without a certificate',
    limit,
    async (t) => {
      const { engine, session, refused } = sessionOf(t, parametersOf('acceptor', MUTUAL))
      const plain = parametersOf('initiator', TLS_DEFAULTS)
      const { port: plainPort } = await engine.listen({ host, port: 0 }, { network: networkFor(plain) })
      const { port } = await engine.listen({ host, port: 0 })
      const ended = async (parameters: EngineParameters): Promise<HostedSession> => {
        const over = Promise.withResolvers<void>()
        const { session: stranger } = sessionOf(t, parameters, {
          onNewState: (_before, after) => {
            if (after === 'nonGracefullyTerminated') over.resolve()
          },
        })
        await over.promise
        return stranger
      }
      assert.equal((await ended(parametersOf('initiator', TLS_DEFAULTS, plainPort))).nextIn, 1)
      assert.deepEqual(refused, ['the session needs TLS'])
      assert.equal((await ended(parametersOf('initiator', TRUST, port))).nextIn, 1)
      assert.match(refused[1] as string, /showed no certificate/)
      assert.equal(session.statistics.connections, 0)
    },
  )

  test('settings that can not be used are told before anything is opened', () => {
    const parameters = parametersOf('acceptor', { ...SERVER, privateKey: file('client.key') })
    assert.throws(() => networkFor(parameters), TlsSettingsError)
  })
})

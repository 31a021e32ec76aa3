import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { AdminSecurityError, isLoopback, type Protection, refuseUnprotected } from './authentication.ts'
import { AdminServer } from './server.ts'

const TOKEN = 'a-token-of-some-length'
const TLS = { cert: 'PEM', key: 'PEM' }

describe('an API that strangers could reach does not start', () => {
  const open: readonly (readonly [host: string, protection: Protection, starts: boolean])[] = [
    ['0.0.0.0', {}, false],
    ['::', {}, false],
    ['192.0.2.1', {}, false],
    ['example.test', {}, false],
    ['192.0.2.1', { tls: TLS }, false],
    ['0.0.0.0', { token: TOKEN }, true],
    ['0.0.0.0', { tls: { ...TLS, ca: 'PEM' } }, true],
    ['127.0.0.1', {}, true],
    ['127.8.9.1', {}, true],
    ['::1', {}, true],
    ['localhost', {}, true],
    ['127.0.0.1', { token: 'short' }, false],
  ]
  for (const [host, protection, starts] of open)
    test(`${host} with ${Object.keys(protection).join() || 'nothing'}: ${starts ? 'starts' : 'refused'}`, () => {
      const start = (): void => refuseUnprotected(host, protection)
      if (starts) assert.doesNotThrow(start)
      else assert.throws(start, AdminSecurityError)
    })

  test('it says why, and how it would', async () => {
    const server = await serverWith({})
    await assert.rejects(
      server.listen({ host: '0.0.0.0', port: 0 }),
      /open to the network on 0\.0\.0\.0 without .*--admin-token.*--admin-ca/,
    )
    await server.close()
  })

  test('a name that only looks like this machine is none', () => {
    for (const host of ['localhost.example.test', '127.0.0.1.example.test', '', '::ffff:192.0.2.1'])
      assert.equal(isLoopback(host), false, host)
  })
})

function serverWith(protection: Protection): Promise<AdminServer> {
  return AdminServer.create({
    host: { engine: { sessions: () => [], find: () => undefined }, of: () => undefined },
    version: '0',
    protection,
    now: () => 0,
  })
}

describe('a bearer token', () => {
  let server: AdminServer
  before(async () => {
    server = await serverWith({ token: TOKEN })
    await server.listen({ host: '127.0.0.1', port: 0 })
  })
  after(() => server.close())

  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers })

  test('is asked for, and then let in', async () => {
    for (const path of [
      '/api/v1/sessions',
      '/api/v1/audit',
      '/metrics',
      '/api/v1/none',
      '/api/v1/sessions/A%2FB/journal/stream',
    ]) {
      const refused = await get(path)
      assert.equal(refused.status, 401, path)
      assert.match(refused.headers.get('www-authenticate') ?? '', /^Bearer realm="fixproof"$/)
      assert.match(refused.headers.get('content-type') ?? '', /^application\/problem\+json/)
      const { status, title, detail } = (await refused.json()) as Record<string, unknown>
      assert.deepEqual([status, title], [401, 'Unauthorized'])
      assert.match(String(detail), /Authorization: Bearer TOKEN/)
    }
    const let_in = await get('/api/v1/sessions', { Authorization: `Bearer ${TOKEN}` })
    assert.equal(let_in.status, 200)
    assert.deepEqual(await let_in.json(), [])
  })

  test('that is wrong is refused, in any shape', async () => {
    for (const authorization of [
      'Bearer wrong',
      `Bearer ${TOKEN}x`,
      `Basic ${TOKEN}`,
      TOKEN,
      'Bearer',
      `Bearer ${TOKEN} x`,
    ]) {
      const refused = await get('/api/v1/sessions', { Authorization: authorization })
      assert.equal(refused.status, 401, authorization)
    }
    const wrong = await get('/api/v1/sessions', { Authorization: 'Bearer wrong' })
    assert.match(wrong.headers.get('www-authenticate') ?? '', /error="invalid_token"/)
  })

  test('is not needed for the page where it is typed in, nor for a probe', async () => {
    for (const path of ['/health', '/openapi.json', '/docs/', '/docs/static/swagger-ui.css'])
      assert.equal((await get(path)).status, 200, path)
  })
})

describe('pages of others', () => {
  let server: AdminServer
  before(async () => {
    server = await serverWith({})
    await server.listen({ host: '127.0.0.1', port: 0 })
  })
  after(() => server.close())

  test('may not use the API of this machine', async () => {
    const foreign = await fetch(`${server.url}/api/v1/sessions`, { headers: { Origin: 'http://example.test' } })
    assert.equal(foreign.status, 403)
    const own = await fetch(`${server.url}/api/v1/sessions`, { headers: { Origin: server.url } })
    assert.equal(own.status, 200)
  })

  test('nor under a name that they let point here', async () => {
    const { request } = await import('node:http')
    const status = await new Promise((resolve) => {
      const { hostname, port } = new URL(server.url)
      const options = {
        host: hostname,
        port,
        path: '/api/v1/sessions',
        headers: { Host: `rebound.example.test:${port}` },
      }
      request(options, (response) => resolve(response.resume().statusCode)).end()
    })
    assert.equal(status, 403)
  })
})

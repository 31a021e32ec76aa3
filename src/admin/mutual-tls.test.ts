import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type AdminRig, adminRig } from '../testing/admin-rig.ts'

const pem = (name: string): string =>
  readFileSync(path.resolve(import.meta.dirname, '../transport/test-certificates', name), 'utf8')

const AUTHORITY = pem('authority.pem')

interface Answer {
  readonly status: number | undefined
  readonly body: string
}

describe('an API with client certificates', () => {
  let rig: AdminRig
  before(async () => {
    rig = await adminRig({ protection: { tls: { cert: pem('server.pem'), key: pem('server.key'), ca: AUTHORITY } } })
    rig.run()
  })
  after(() => rig.close())

  function call(
    method: string,
    where: string,
    certificate: { cert?: string; key?: string },
    text?: string,
  ): Promise<Answer> {
    const { port } = new URL(rig.server.url)
    return new Promise((resolve, reject) => {
      const headers = text === undefined ? {} : { 'Content-Type': 'application/json' }
      const asked = request({
        host: '127.0.0.1',
        port,
        path: where,
        method,
        ca: AUTHORITY,
        headers,
        agent: false,
        ...certificate,
      })
      asked.on('error', reject)
      asked.on('response', (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (chunk) => {
          body += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode, body }))
      })
      asked.end(text)
    })
  }

  test('lets in whom the authority knows, and the audit says who it was', async () => {
    const client = { cert: pem('client.pem'), key: pem('client.key') }
    const where = '/api/v1/sessions/VENUE%2FCLIENT/sequence-numbers'
    assert.equal((await call('PUT', where, client, '{"nextOut":7}')).status, 200)
    assert.equal(rig.session.nextOut, 7)
    const { body } = await call('GET', '/api/v1/audit', client)
    assert.match((JSON.parse(body) as { by: string }[])[0]?.by ?? '', /^certificate \S.* from 127\.0\.0\.1$/)
  })

  test('lets nobody else in', async () => {
    await assert.rejects(call('GET', '/health', {}))
    await assert.rejects(call('GET', '/health', { cert: pem('stranger.pem'), key: pem('stranger.key') }))
  })
})

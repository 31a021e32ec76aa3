/** Requests that can not be read, or ask for what can not be sent: a status, and always the same shape of words. */
import assert from 'node:assert/strict'
import net from 'node:net'
import { after, before, describe, test } from 'node:test'
import { type AdminRig, adminRig } from '../testing/admin-rig.ts'
import { AdminSecurityError } from './authentication.ts'

const SESSION = '/api/v1/sessions/VENUE%2FCLIENT'
const TOKEN = 'a-token-of-some-length'

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: Record<string, unknown>
}

/** One talk on a socket of its own: a client of HTTP would not send this. */
function raw(url: string, text: string): Promise<Answer> {
  const { port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), '127.0.0.1', () => socket.write(text, 'latin1'))
    let all = ''
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      all += chunk
      const [head = '', body = ''] = all.split('\r\n\r\n')
      const length = Number(/^content-length: (\d+)/im.exec(head)?.[1])
      if (body.length < length || Number.isNaN(length)) return
      socket.destroy()
      const type = /^content-type: ([^;\r]+)/im.exec(head)?.[1] ?? ''
      resolve({ status: Number(head.split(' ')[1]), type, body: JSON.parse(body) })
    })
  })
}

describe('what no route sees is answered in the shape of every other error', () => {
  let rig: AdminRig
  before(async () => {
    rig = await adminRig({ protection: { token: TOKEN } })
    rig.run()
  })
  after(() => rig.close())

  const head = `Host: localhost\r\nAuthorization: Bearer ${TOKEN}\r\n`
  const cases: readonly [name: string, text: string, status: number, detail: RegExp][] = [
    ['no HTTP', '\0\x01garbage\r\n\r\n', 400, /no request of HTTP\/1\.1/],
    ['a message of FIX', '8=FIX.4.4\x019=5\x0135=0\x0110=161\x01\r\n\r\n', 400, /no request of HTTP/],
    [
      'chunks that are none',
      `PUT ${SESSION}/sequence-numbers HTTP/1.1\r\n${head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      400,
      /no request of HTTP/,
    ],
    ['headers too long', `GET /health HTTP/1.1\r\n${head}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431, /longer than 16 KiB/],
    ['a path that can not be decoded', `GET /api/v1/sessions/%ZZ HTTP/1.1\r\n${head}\r\n`, 400, /can not be decoded/],
    [
      'a name too long',
      `GET /api/v1/sessions/${'x'.repeat(2000)} HTTP/1.1\r\n${head}\r\n`,
      414,
      /longer than any session/,
    ],
    [
      'a length that is never sent',
      `POST ${SESSION}/messages HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: 999999999\r\n\r\n{`,
      413,
      /longer than 64 KiB/,
    ],
    [
      'no JSON by its type',
      `POST ${SESSION}/messages HTTP/1.1\r\n${head}Content-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>`,
      415,
      /Content-Type: application\/json/,
    ],
    [
      'an empty token',
      'GET /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \r\n\r\n',
      401,
      /a bearer token is needed/,
    ],
    [
      'a wrong token',
      'GET /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer wrong\r\n\r\n',
      401,
      /the token is wrong/,
    ],
  ]
  for (const [name, text, status, detail] of cases)
    test(`${name}: ${status}`, async () => {
      const answer = await raw(rig.server.url, text)
      assert.deepEqual([answer.status, answer.type, answer.body.status], [status, 'application/problem+json', status])
      assert.deepEqual(Object.keys(answer.body), ['status', 'title', 'detail'])
      assert.match(String(answer.body.detail), detail)
      assert.equal(rig.session.state, 'established', 'the session is not touched')
    })
})

describe('what would break a message on the wire is refused, and nothing is sent', () => {
  let rig: AdminRig
  before(async () => {
    rig = await adminRig()
    rig.run()
  })
  after(() => rig.close())

  const news = (field: object) => ({ msgType: 'B', fields: [field] })
  const cases: readonly [name: string, path: string, body: unknown, detail: RegExp][] = [
    ['SOH in the text of a Logout', 'logout', { text: 'a\x01b' }, /"text" is "a\\u0001b": expected text without SOH/],
    ['no text in a Logout', 'stop', { text: '' }, /"text" is ""/],
    ['SOH in TestReqID', 'test-request', { testReqID: 'a\x01b' }, /"testReqID" is .*without SOH/],
    [
      'bytes with SOH in a field of text',
      'messages',
      news({ tag: 148, base64: 'YQFi' }),
      /"fields\.0\.base64".*without SOH/,
    ],
    ['no bytes', 'messages', news({ tag: 96, base64: '' }), /"fields\.0\.base64" is "": expected bytes, not empty/],
    [
      'a tag that no engine reads',
      'messages',
      news({ tag: 99_999_999_999, value: 1 }),
      /"fields\.0\.tag" is 99999999999/,
    ],
    ['a body that is no object', 'reset', [], /^the request: /],
    ['nothing', 'reset', undefined, /^the request: /],
    ['a key that nobody knows', 'reset', { how: 'local', why: 'x' }, /^the request: Unrecognized key: "why"/],
  ]
  for (const [name, path, body, detail] of cases)
    test(name, async () => {
      const { nextOut } = rig.session
      const answer = await rig.call('POST', `${SESSION}/${path}`, body)
      assert.equal(answer.status, 400, JSON.stringify(answer.body))
      assert.match(String(answer.body.detail), detail)
      assert.deepEqual([rig.session.nextOut, rig.session.state], [nextOut, 'established'])
    })

  test('bytes with SOH may stand in a data field', async () => {
    const fields = [
      { tag: 95, value: 3 },
      { tag: 96, base64: 'YQFi' },
    ]
    assert.equal((await rig.call('POST', `${SESSION}/messages`, { msgType: 'B', fields })).status, 202)
  })
})

test('an authority without a certificate in it does not open the API to whoever has one of the web', async () => {
  for (const ca of ['', 'garbage'])
    await assert.rejects(adminRig({ protection: { tls: { cert: 'PEM', key: 'PEM', ca } } }), AdminSecurityError)
})

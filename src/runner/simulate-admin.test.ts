/** The admin API and the shared store, when parameters ask for them rather than options. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { FixClient } from '../testing/fix-client.ts'
import { RunningSimulation } from '../testing/running-simulation.ts'
import { planSimulation } from './simulate-plan.ts'
import type { SimulateOptions } from './simulate-request.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-admin-'))
after(async () => {
  await RunningSimulation.stopAll()
  rmSync(folder, { recursive: true })
})

const CERTIFICATES = path.resolve(import.meta.dirname, '../transport/test-certificates')
const pem = (name: string): string => path.join(CERTIFICATES, name)
const certificate = { adminCert: pem('server.pem'), adminKey: pem('server.key') }

const sides = { sender: 'VENUE', target: 'CLIENT', listen: '0' }
const enabled = (...set: string[]): string[] => ['AdminRESTAPI.Enabled=true', ...set]
const planOf = (options: Partial<SimulateOptions>) =>
  planSimulation({ set: [], cwd: folder, env: {}, ...sides, ...options })

describe('adminEnabled', () => {
  test('opens the API where the parameters say', async () => {
    const set = enabled('AdminRESTAPI.BindAddress=127.0.0.1', 'AdminRESTAPI.ServerMode=HTTP')
    const simulation = await RunningSimulation.start({ ...sides, set }, folder)
    await simulation.line(/^admin API on http:\/\/127\.0\.0\.1:\d+/)
    const { body } = await simulation.ask('GET', 'sessions/VENUE%2FCLIENT')
    assert.equal(body.id, 'VENUE/CLIENT')
    await simulation.stop()
  })

  test('means HTTPS, with a certificate', async () => {
    const set = enabled('adminBindAddress=127.0.0.1')
    const simulation = await RunningSimulation.start({ ...sides, set, ...certificate }, folder)
    const line = await simulation.line(/^admin API on https:/)
    const [, port] = /:(\d+) /.exec(line) ?? []
    const asked = request({
      host: '127.0.0.1',
      port,
      path: '/health',
      servername: 'localhost',
      ca: readFileSync(pem('authority.pem')),
      headers: { Connection: 'close' },
    })
    asked.end()
    const [response] = await once(asked, 'response')
    response.resume()
    assert.equal(response.statusCode, 200)
    await simulation.stop()
  })

  test('does not start open to the network without authentication, which is where it listens by default', async () => {
    for (const more of [{ set: enabled('adminServerMode=HTTP') }, { set: enabled(), ...certificate }])
      await assert.rejects(
        RunningSimulation.start({ ...sides, ...more }, folder),
        /open to the network on 0\.0\.0\.0 without authentication/,
      )
  })

  test('stands in a profile and a QuickFIX file as well, for those who dial too, and port 0 is any free one', () => {
    const profile = `target: { role: acceptor, connect: "127.0.0.1:9" }
sessions: [{ beginString: FIX.4.4, senderCompID: VENUE, targetCompID: CLIENT }]
session: { adminEnabled: true, adminPort: 9880, adminServerMode: HTTP }
`
    writeFileSync(path.join(folder, 'dials.yaml'), profile)
    const dials = { listen: undefined, sender: undefined, target: undefined, profile: 'dials.yaml' }
    const { admin, warnings } = planOf({ ...dials, adminToken: 'sesame-sesame' })
    assert.deepEqual(admin, { address: { host: '0.0.0.0', port: 9880 }, protection: { token: 'sesame-sesame' } })
    assert.match(warnings.join(), /travels readable/)
    const cfg = `[SESSION]\nConnectionType=acceptor\nSocketAcceptPort=0\nBeginString=FIX.4.4\nSenderCompID=A\nTargetCompID=B
AdminEnabled=Y\nAdminServerMode=HTTP\nAdminBindAddress=127.0.0.1\n`
    writeFileSync(path.join(folder, 'admin.cfg'), cfg)
    const file = planOf({ ...dials, profile: undefined, quickfixConfig: 'admin.cfg' })
    assert.deepEqual([file.admin?.address, file.warnings], [{ host: '127.0.0.1', port: 0 }, []])
  })

  test('--admin goes before it', () => {
    const set = enabled('adminPort=9880', 'adminServerMode=HTTP')
    assert.deepEqual(planOf({ set, admin: '9881' }).admin?.address, { host: '127.0.0.1', port: 9881 })
  })

  for (const [name, options, message] of [
    ['HTTPS without a certificate', { set: enabled() }, /adminServerMode is HTTPS, which needs a certificate/],
    ['HTTP with one', { set: enabled('adminServerMode=HTTP'), ...certificate }, /is HTTP, but .* has a certificate/],
  ] as const)
    test(`${name} is refused`, () => assert.throws(() => planOf(options), message))

  test('its settings say that they have no effect while it is off', () => {
    const { warnings, admin } = planOf({ set: ['adminPort=9880', 'adminBindAddress=::1', 'adminServerMode=HTTP'] })
    assert.equal(admin, undefined)
    assert.deepEqual(warnings, [
      'adminPort has no effect without adminEnabled',
      'adminBindAddress has no effect without adminEnabled',
      'adminServerMode has no effect without adminEnabled',
    ])
  })
})

describe('sharedStore', () => {
  /** @returns the numbers of the answers to a Logon over the first port, and then over the second */
  async function answersOver(store: string, set: readonly string[]): Promise<(string | undefined)[]> {
    const simulation = await RunningSimulation.start(
      { sender: 'VENUE', target: 'CLIENT', store, set: ['listenPorts=0,0', ...set] },
      folder,
    )
    const numbers: (string | undefined)[] = []
    for (const port of simulation.ports) {
      const said = simulation.said.length
      const client = new FixClient(port, 'CLIENT', 'VENUE')
      client.send('A', [
        [98, 0],
        [108, 30],
      ])
      const answer = await client.next()
      numbers.push(`${answer.msgType}${answer.text(34)}`)
      client.destroy()
      await simulation.line(/waitForFirstLogon|nonGracefullyTerminated/, said)
    }
    await simulation.stop()
    return numbers
  }

  test('false: whoever comes to the second port begins anew, in a store of its own', async () => {
    assert.deepEqual(await answersOver('apart', ['sharedStore=N']), ['A1', 'A1'])
    assert.deepEqual(readdirSync(path.join(folder, 'apart')).sort(), ['FIX.4.4-VENUE-CLIENT', 'backup'])
  })

  test('true: the numbers go on, and 1 is too low', async () => {
    assert.deepEqual(await answersOver('together', []), ['A1', '52'])
    assert.deepEqual(readdirSync(path.join(folder, 'together')), ['FIX.4.4-VENUE-CLIENT'])
  })

  test('false with one port has no effect, and with three nobody knows what the third one is', () => {
    const ports = (list: string) => planOf({ listen: undefined, set: [`listenPorts=${list}`, 'sharedStore=N'] })
    assert.match(ports('9878').warnings.join(), /sharedStore false has no effect with one port/)
    assert.deepEqual(
      ports('9878,9879').listeners.map(({ connection }) => connection),
      ['primary', 'backup'],
    )
    assert.throws(() => ports('9878,9879,9880'), /there are 3 ports/)
  })
})

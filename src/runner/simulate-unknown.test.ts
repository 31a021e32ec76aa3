/** Logons that name no session: from options, a profile and a QuickFIX file, on real sockets. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, afterEach, describe, test } from 'node:test'
import type { Field } from '../codec/encode.ts'
import { FixClient } from '../testing/fix-client.ts'
import { RunningSimulation } from '../testing/running-simulation.ts'
import { planSimulation } from './simulate-plan.ts'
import type { SimulateOptions } from './simulate-request.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-unknown-'))
const clients: FixClient[] = []
after(async () => {
  await RunningSimulation.stopAll()
  rmSync(folder, { recursive: true })
})
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy()
})

const start = (options: Partial<SimulateOptions>): Promise<RunningSimulation> =>
  RunningSimulation.start(options, folder)

function clientOf(simulation: RunningSimulation, sender: string, target = 'VENUE', version = 'FIX.4.4'): FixClient {
  const client = new FixClient(simulation.port, sender, target, version)
  clients.push(client)
  return client
}

const established = async (
  simulation: RunningSimulation,
  ...stated: [string, string?, string?]
): Promise<FixClient> => {
  const client = clientOf(simulation, ...stated)
  await client.logOn()
  return client
}

async function refused(simulation: RunningSimulation, ...stated: [string, string?, string?]): Promise<void> {
  await assert.rejects(established(simulation, ...stated), /closed the connection/)
}

/** Nobody answers the Logout any more: it is not waited for. */
async function endOf(simulation: RunningSimulation): Promise<void> {
  for (const client of clients.splice(0)) client.destroy()
  await simulation.stop()
}

function file(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text)
  return name
}

const NEWS: readonly Field[] = [
  [148, 'HELLO'],
  [33, 1],
  [58, 'LINE'],
]

const PROFILE = `target: { role: initiator, listen: "127.0.0.1:0" }
sessions: [{ beginString: FIX.4.4, senderCompID: VENUE, targetCompID: CLIENT }]
session: { UnregisteredAcceptor.CreateSession: true }
application: echo:B
`

const TEMPLATE = `[DEFAULT]
ConnectionType=acceptor
SocketAcceptHost=127.0.0.1
SocketAcceptPort=0
SenderCompID=ISLD
[SESSION]
BeginString=FIX.4.2
TargetCompID=TW
[SESSION]
BeginString=FIX.4.4
TargetCompID=*
AcceptorTemplate=Y
`

describe('a Logon that names no session', () => {
  test('gets one made, with the application, its own store, and a name in the API', async () => {
    const options = { listen: '0', sender: 'VENUE', target: 'CLIENT', store: 'kept', admin: '0', application: 'echo:B' }
    const first = await start({ ...options, set: ['acceptUnknown=Y'] })
    assert.match(first.said.join('\n'), /1 session, and one for each unknown Logon \(at most 100\)/)
    const stranger = await established(first, 'A/../B', 'ANYBODY')
    stranger.send('B', NEWS)
    assert.equal((await stranger.next()).text(148), 'HELLO')
    await first.line(/ANYBODY\/A\/\.\.\/B established/)
    const { status, body } = await first.ask('GET', `sessions/${encodeURIComponent('ANYBODY/A/../B')}`)
    assert.deepEqual([status, body.nextIn, body.application], [200, 3, 'echo:B'])
    await endOf(first)
    assert.deepEqual(readdirSync(path.join(folder, 'kept')).sort(), [
      'FIX.4.4-ANYBODY-A%2F..%2FB',
      'FIX.4.4-VENUE-CLIENT',
    ])
    // The numbers are those of the store, so that 1 is too low.
    const second = await start({ ...options, set: ['acceptUnknown=Y'] })
    const again = clientOf(second, 'A/../B', 'ANYBODY')
    await assert.rejects(again.logOn(), /answered by 5/)
    await endOf(second)
    const lenient = await start({ ...options, set: ['acceptUnknown=Y', 'unknownIgnoreSeqNumTooLowAtLogon=Y'] })
    await established(lenient, 'A/../B', 'ANYBODY')
    await endOf(lenient)
  })

  test('gets one by the word of a profile, as the sessions of the profile are', async () => {
    const simulation = await start({ profile: file('venue.yaml', PROFILE) })
    const stranger = await established(simulation, 'STRANGER')
    stranger.send('B', NEWS)
    assert.equal((await stranger.next()).msgType, 'B')
    await established(simulation, 'CLIENT')
    await refused(simulation, 'STRANGER2', 'VENUE', 'FIX.4.2')
    await endOf(simulation)
  })

  test('gets one where a template of a QuickFIX file fits, and the template is no session itself', async () => {
    const simulation = await start({ quickfixConfig: file('template.cfg', TEMPLATE) })
    assert.match(simulation.said.join('\n'), /^1 session, and one for each unknown Logon/m)
    await established(simulation, 'TW', 'ISLD', 'FIX.4.2')
    await established(simulation, 'OTHER', 'ISLD')
    await refused(simulation, 'OTHER', 'ELSEWHERE')
    await refused(simulation, 'THIRD', 'ISLD', 'FIX.4.2')
    await endOf(simulation)
  })

  test('gets one for each version on whichever port, and no CompIDs need to be said for that', async () => {
    const simulation = await start({ beginString: 'FIX.4.2,FIX.4.4', set: ['acceptUnknown=Y', 'listenPorts=0,0'] })
    await established(simulation, 'CLIENT', 'VENUE', 'FIX.4.4')
    const elsewhere = new FixClient(simulation.ports[1] as number, 'CLIENT', 'VENUE', 'FIX.4.2')
    clients.push(elsewhere)
    await elsewhere.logOn()
    await simulation.line(/VENUE\/CLIENT established/)
    await simulation.line(/VENUE\/CLIENT\/FIX\.4\.2 established/)
    await endOf(simulation)
  })

  test('gets none beyond the limit, of all ports together, and those that are there are served', async () => {
    const simulation = await start({
      set: ['acceptUnknown=Y', 'maxUnknownSessions=1', 'listenPorts=0,0'],
    })
    const known = await established(simulation, 'FIRST')
    await refused(simulation, 'SECOND')
    await simulation.line(/maxUnknownSessions is 1, and so many were made/)
    known.send('1', [[112, 'STILL THERE']])
    assert.equal((await known.next()).text(112), 'STILL THERE')
    await endOf(simulation)
  })

  test('gets none when its CompIDs would be unreadable, or it comes from elsewhere, or is no Logon', async () => {
    const simulation = await start({ listen: '0', set: ['acceptUnknown=Y', 'allowedRemoteAddresses=127.0.0.1'] })
    for (const sender of ['E\u001b[31mVIL', 'X'.repeat(65)]) await refused(simulation, sender)
    await simulation.line(/a CompID has to be 1 to 64 visible characters/)
    const hasty = clientOf(simulation, 'HASTY')
    hasty.send('1', [[112, 'HELLO']])
    await assert.rejects(hasty.next(), /closed the connection/)
    const elsewhere = await start({ listen: '0', set: ['acceptUnknown=Y', 'allowedRemoteAddresses=192.0.2.7'] })
    await refused(elsewhere, 'FAR')
    await elsewhere.line(/127\.0\.0\.1 is not among the allowed addresses/)
    for (const each of [simulation, elsewhere]) assert.ok(!each.said.some((line) => /waitForFirstLogon/.test(line)))
    await endOf(simulation)
    await endOf(elsewhere)
  })

  test('gets none over a plain connection where the sessions need TLS', async () => {
    const certificates = path.resolve(import.meta.dirname, '../transport/test-certificates')
    const simulation = await start({
      set: [
        'acceptUnknown=Y',
        'requireTls=Y',
        'listenPorts=0',
        `certificate=${path.join(certificates, 'server.pem')}`,
        `privateKey=${path.join(certificates, 'server.key')}`,
      ],
    })
    await refused(simulation, 'PLAIN')
    await simulation.line(/no session could be made for the Logon: it would need TLS/)
    await endOf(simulation)
  })
})

describe('what is planned', () => {
  const planOf = (options: Partial<SimulateOptions>) => planSimulation({ set: [], cwd: folder, env: {}, ...options })

  test('nothing for strangers unless it is asked for, and never for a session that dials', () => {
    assert.equal(planOf({ listen: '0', sender: 'A', target: 'B' }).unknown, undefined)
    assert.equal(planOf({ connect: 'a:1', sender: 'A', target: 'B', set: ['acceptUnknown=Y'] }).unknown, undefined)
    assert.throws(() => planOf({ listen: '0' }), /needs --sender and --target, or accepts whoever comes/)
    assert.throws(() => planOf({ connect: 'a:1', set: ['acceptUnknown=Y'] }), /needs --sender and --target/)
  })

  test('a QuickFIX file of templates alone is enough, and its stars are no CompIDs without AcceptorTemplate', () => {
    const alone = TEMPLATE.replace(/\[SESSION\]\nBeginString=FIX\.4\.2\nTargetCompID=TW\n/, '')
    const { sessions, unknown } = planOf({ quickfixConfig: file('alone.cfg', alone) })
    assert.equal(sessions.length, 0)
    assert.deepEqual(
      unknown?.templates.map(({ senderCompID, targetCompID }) => [senderCompID, targetCompID]),
      [['ISLD', undefined]],
    )
    const plain = planOf({ quickfixConfig: file('plain.cfg', alone.replace('AcceptorTemplate=Y\n', '')) })
    assert.equal(plain.unknown, undefined)
    assert.equal(plain.sessions[0]?.session.targetCompID, '*')
  })

  test('limits of something that is off are told', () => {
    const { warnings } = planOf({ listen: '0', sender: 'A', target: 'B', set: ['maxUnknownSessions=5'] })
    assert.deepEqual(warnings, ['maxUnknownSessions has no effect without acceptUnknown'])
  })
})

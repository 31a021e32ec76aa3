import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import os from 'node:os'
import { after, before, describe, test } from 'node:test'
import { TargetProcess, TargetStartError } from './target-process.ts'

const start = (command: string, ready?: RegExp, timeoutMs = 20_000): Promise<TargetProcess> =>
  TargetProcess.start({ command, directory: os.tmpdir(), ready, timeoutMs })

const failure = async (command: string, ready?: RegExp, timeoutMs?: number): Promise<string> => {
  const error = await start(command, ready, timeoutMs).then(
    () => assert.fail('it started'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof TargetStartError, String(error))
  return error.message
}

/** Each process of a target holds a connection to the test, so that its end is an event and nobody has to look. */
const server = createServer()
let port = 0
const holding = (rest = '', name = 'x'): string =>
  `${JSON.stringify(process.execPath)} -e ${JSON.stringify(
    `${rest};require('node:net').connect(${port}).on('connect',function(){this.write('${name}');console.log('ready')}).resume()`,
  )}`

before(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as { port: number }).port
})

after(() => server.close())

/** The connection of the next holder, or of the next one of a name. */
function connectionOf(name = 'x'): Promise<Socket> {
  return new Promise((resolve) => {
    const look = (socket: Socket): void => {
      socket.on('error', () => undefined)
      socket.on('data', (said) => {
        if (said.toString() !== name) return
        server.off('connection', look)
        resolve(socket)
      })
    }
    server.on('connection', look)
  })
}

describe('a target that is started', () => {
  test('is ready when its output says so', async () => {
    const came = connectionOf()
    const target = await start(holding(), /ready/)
    const ended = once(await came, 'close')
    target.stop()
    await ended
  })

  test('is ready at once where nothing is waited for', async () => {
    const came = connectionOf()
    const target = await start(holding())
    const ended = once(await came, 'close')
    target.stop()
    await ended
  })

  test('ends at once: says how, with what command, and what it printed', async () => {
    const message = await failure('echo no licence >&2; exit 3', /ready/)
    assert.match(message, /did not start: it ended with 3\n {2}command: echo no licence.*\nIt printed:\nno licence$/)
  })

  test('ends at once without a word', async () => {
    assert.match(await failure('exit 0', /ready/), /it ended with 0[\s\S]*It printed nothing\.$/)
  })

  test('is a command that does not exist', async () => {
    assert.match(await failure('./there-is-no-such-target', /ready/), /did not start: it ended with 127/)
  })

  test('is never ready: it is ended', async () => {
    const came = connectionOf()
    const failed = failure(holding(), /never/, 2_000)
    const ended = once(await came, 'close')
    assert.match(await failed, /it was not ready within 2 s[\s\S]*It printed:\nready/)
    await ended
  })
})

describe('stop', () => {
  test('ends what the command started, not only the command', async () => {
    const came = connectionOf()
    const target = await start(`(${holding()}) & wait`, /ready/)
    const ended = once(await came, 'close')
    target.stop()
    await ended
  })

  test('ends what the command left in the background when it ended itself', async () => {
    const [foreground, background] = [connectionOf('f'), connectionOf('b')]
    const target = await start(`${holding('', 'b')} & ${holding('', 'f')}`, /ready[\s\S]*ready/)
    // A holder whose connection ends has nothing left to do, and the shell waits for no other.
    const shellEnded = target.ended
    ;(await foreground).end()
    await shellEnded
    const ended = once(await background, 'close')
    target.stop()
    await ended
  })

  test('ends who does not listen to SIGTERM', async () => {
    const came = connectionOf()
    const target = await start(holding("process.on('SIGTERM',()=>{})"), /ready/)
    const ended = once(await came, 'close')
    target.stop()
    await ended
  })

  test('is no error for who has ended already', async () => {
    const target = await start('true')
    target.stop()
    target.stop()
  })

  test('leaves others alone', async () => {
    const other: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(()=>{},1e6)'])
    const came = connectionOf()
    const target = await start(holding(), /ready/)
    const ended = once(await came, 'close')
    target.stop()
    await ended
    assert.equal(other.exitCode ?? other.signalCode, null)
    other.kill()
  })
})

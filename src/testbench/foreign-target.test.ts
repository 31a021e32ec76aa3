import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { freePort } from '../testing/free-port.ts'
import { ForeignTarget } from './foreign-target.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-foreign-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** A target that writes down the process id of each of its lives. */
function longLived(name: string): { target: ForeignTarget; lives: () => number[] } {
  const target = new ForeignTarget({
    role: 'initiator',
    address: { host: '127.0.0.1', port: 9 },
    directory: folder,
    hooks: {},
    start: { command: `echo $$ >> ${name}; echo up; exec sleep 1000`, ready: /up/ },
    values: {},
  })
  const lives = (): number[] => readFileSync(path.join(folder, name), 'utf8').trim().split('\n').map(Number)
  return { target, lives }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a target that many sessions end and start at once', () => {
  test('is one process at any time, and none behind the run', async () => {
    const { target, lives: pids } = longLived('many')
    await target.startFirst()
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        await target.kill({})
        await target.restart()
      }),
    )
    assert.equal(pids().filter(lives).length, 1, `${pids()}`)
    await target.stop()
    assert.deepEqual(pids().filter(lives), [])
  })

  test('that is stopped while it is being started is gone too', async () => {
    const { target, lives: pids } = longLived('late')
    await target.startFirst()
    await target.kill({})
    const starting = target.restart()
    await target.stop()
    await starting
    assert.equal(pids().length, 2)
    assert.deepEqual(pids().filter(lives), [])
  })
})

describe('a target of which the profile does not say when it is ready', () => {
  const started = async (program: string) => {
    const port = await freePort()
    const command = `${process.execPath} -e "${program}" {port}`
    const target = new ForeignTarget({
      role: 'acceptor',
      address: { host: '127.0.0.1', port },
      directory: folder,
      hooks: {},
      start: { command, ready: undefined },
      values: { port: String(port) },
    })
    return { target, port }
  }

  test('is ready when it listens', async () => {
    const { target, port } = await started(
      "setTimeout(() => require('net').createServer().listen(Number(process.argv[1]), '127.0.0.1'), 300)",
    )
    await target.startFirst()
    await new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(void socket.destroy()))
      socket.once('error', reject)
    })
    await target.stop()
  })

  test('and did not start when it ends before that, with its last words', async () => {
    const { target } = await started("console.error('no licence'); process.exit(3)")
    await assert.rejects(target.startFirst(), /did not start: it ended with 3.*no licence/)
    await target.stop()
  })
})

/** Ctrl-C in a run, with a real process and a real socket. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { Report } from '../report/report.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')

test('Ctrl-C writes the report of what was done, ends with 130, and leaves no socket behind', async (t) => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  // It takes the connection and never says a word, so the run waits for its Logon.
  const ended: Promise<unknown>[] = []
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.resume()
    ended.push(once(socket, 'close'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const { port } = server.address() as net.AddressInfo

  const args = [
    BIN,
    'run',
    '2.a',
    '--connect',
    `127.0.0.1:${port}`,
    '--sender',
    'A',
    '--target',
    'B',
    '--out',
    directory,
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  t.after(() => child.kill('SIGKILL'))
  // The first connection only looks whether somebody is there, the second is the scenario's.
  while (ended.length < 2) await once(server, 'connection')
  child.kill('SIGINT')
  const [code] = (await once(child, 'exit')) as [number | null]

  assert.equal(code, 130)
  assert.ok(existsSync(path.join(directory, 'report.html')))
  const report = JSON.parse(readFileSync(path.join(directory, 'report.json'), 'utf8')) as Report
  assert.deepEqual(report.outcome, { exitCode: 130, word: 'interrupted' })
  assert.equal(report.results.length, 0, 'a scenario that was given up proves nothing')
  await Promise.all(ended)
})

/** The example of the documentation with real processes: its counterparty is killed, and the session goes over. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { freePort } from '../testing/free-port.ts'
import { PACKAGE_ROOT } from './package-paths.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-backup-example-'))
const running: Program[] = []

after(async () => {
  for (const { process, closed } of running) {
    process.kill('SIGKILL')
    await closed
  }
  rmSync(folder, { recursive: true })
})

class Program {
  readonly process: ChildProcess
  /** The exit code, when it has ended. */
  readonly closed: Promise<unknown[]>
  #said = ''
  #heard = (): void => undefined

  constructor(file: string, ...args: string[]) {
    this.process = spawn(process.execPath, [path.join(PACKAGE_ROOT, file), ...args], { cwd: folder })
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.setEncoding('utf8').on('data', (text) => {
        this.#said += text
        this.#heard()
      })
    this.closed = once(this.process, 'close')
    running.push(this)
  }

  /** Waits until it has said this, and gives what the parentheses caught. */
  async says(pattern: RegExp): Promise<string[]> {
    for (;;) {
      const match = pattern.exec(this.#said)
      if (match !== null) return [...match].slice(1)
      assert.equal(this.process.exitCode ?? this.process.signalCode, null, this.#said)
      const more = new Promise<void>((resolve) => {
        this.#heard = resolve
      })
      await Promise.race([more, this.closed])
    }
  }
}

const simulator = (port: number): Program =>
  new Program('bin/fixproof.mjs', 'simulate', '--listen', String(port), ...SIDES, '--store', 'venue')

const SIDES = ['--sender', 'TEST2', '--target', 'TEST1']

test('SD-74: the primary is killed, the stand-in takes over its store, and the Logon there goes on', {
  timeout: 60_000,
}, async () => {
  const primary = simulator(0)
  const [port = ''] = await primary.says(/^listening on 127\.0\.0\.1:(\d+)$/m)
  const standIn = await freePort()
  const example = new Program('docs/examples/backup-connection.ts', port, String(standIn))
  await example.says(/^established on the primary connection: .*; next in 2, out 2$/m)
  primary.process.kill('SIGKILL')
  await primary.closed
  simulator(standIn)
  await example.says(/^going over from the primary to the backup connection$/m)
  const [nextIn, nextOut] = await example.says(/^established on the backup connection: .*; next in (\d+), out (\d+)$/m)
  assert.deepEqual([nextIn, nextOut], ['3', '3'])
  example.process.stdin?.write('q\n')
  await example.says(/^waitForConfirmLogout on the backup connection/m)
  const [code] = await example.closed
  assert.equal(code, 0)
})

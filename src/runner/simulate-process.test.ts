/** `fixproof simulate` as people start it: a process, its lines, its port, its signals, its exit codes. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, afterEach, describe, test } from 'node:test'
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { FixClient } from '../testing/fix-client.ts'
import { PACKAGE_ROOT } from './package-paths.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-simulate-'))
after(() => rmSync(folder, { recursive: true }))

class Simulator {
  readonly process: ChildProcess
  #said = ''

  constructor(...args: string[]) {
    this.process = spawn(process.execPath, [path.join(PACKAGE_ROOT, 'bin/fixproof.mjs'), 'simulate', ...args], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.process.stderr?.setEncoding('utf8').on('data', (text) => {
      this.#said += text
    })
    running.push(this)
  }

  get said(): string {
    return this.#said
  }

  /** Waits for a line, and gives what the parentheses caught. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.#said)
      if (match !== null) return match[1] ?? match[0]
      assert.equal(this.process.exitCode, null, this.#said)
      await Promise.race([once(this.process.stderr as NodeJS.ReadableStream, 'data'), once(this.process, 'close')])
    }
  }

  async port(): Promise<number> {
    return Number(await this.line(/^listening on 127\.0\.0\.1:(\d+)$/m))
  }

  async exitCode(): Promise<number | null> {
    if (this.process.exitCode === null) await once(this.process, 'close')
    return this.process.exitCode
  }
}

const running: Simulator[] = []
afterEach(async () => {
  for (const simulator of running.splice(0)) {
    simulator.process.kill('SIGKILL')
    await simulator.exitCode()
  }
})

const CFG = `[DEFAULT]
ConnectionType=acceptor
SenderCompID=ISLD
SocketAcceptHost=127.0.0.1
SocketAcceptPort=0
StartTime=00:00:00
EndTime=00:00:00
MyOwnSetting=1
FileLogPath=log

[SESSION]
BeginString=FIX.4.2
TargetCompID=TW

[SESSION]
BeginString=FIX.4.4
TargetCompID=TW
`

const ORDER: readonly Field[] = [
  [11, 'ONE'],
  [21, '3'],
  [55, 'INTC'],
  [54, '1'],
  [60, '20260105-09:00:00'],
  [38, '100.00'],
  [40, '1'],
]

const body = (message: Message): string => /\|(11=.*)10=\d{3}\|$/.exec(message.toString())?.[1] ?? message.toString()

describe('fixproof simulate', () => {
  test('with a QuickFIX file accepts both its sessions on one port, echoes, and says Logout at the end', async () => {
    writeFileSync(path.join(folder, 'at.cfg'), CFG)
    const simulator = new Simulator('--quickfix-config', 'at.cfg', '--application', 'echo:D,d')
    const port = await simulator.port()
    const clients = ['FIX.4.2', 'FIX.4.4'].map((version) => new FixClient(port, 'TW', 'ISLD', version))
    for (const client of clients) {
      await client.logOn()
      client.send('D', ORDER)
      const echoed = await client.next()
      assert.equal(echoed.msgType, 'D', echoed.toString())
      assert.equal(body(echoed), '11=ONE|21=3|55=INTC|54=1|60=20260105-09:00:00|38=100.00|40=1|')
    }
    simulator.process.kill('SIGTERM')
    for (const client of clients) {
      assert.equal((await client.next()).msgType, '5')
      client.send('5', [])
    }
    assert.equal(await simulator.exitCode(), 0)
    assert.match(simulator.said, /^fixproof: at\.cfg: .*MyOwnSetting \(line 8\)$/m)
    assert.match(simulator.said, /^fixproof: fileLogPath is accepted and has no effect\./m)
    assert.match(simulator.said, /ISLD\/TW\/FIX\.4\.2 established \(was /)
    for (const client of clients) client.destroy()
  })

  test('with acceptUnknown=Y serves whoever comes, and tells who it was', async () => {
    const simulator = new Simulator('--listen', '0', '--set', 'UnregisteredAcceptor.CreateSession=true')
    const client = new FixClient(await simulator.port(), 'STRANGER', 'VENUE')
    await client.logOn()
    assert.match(
      simulator.said,
      /^0 sessions, and one for each unknown Logon \(at most 100\), application acknowledge$/m,
    )
    await simulator.line(/ VENUE\/STRANGER established \(was waitForFirstLogon\)/)
    client.destroy()
    simulator.process.kill('SIGTERM')
    assert.equal(await simulator.exitCode(), 0)
  })

  test('a second signal ends it while a Logout is unanswered', async () => {
    const simulator = new Simulator('--listen', '0', '--sender', 'VENUE', '--target', 'CLIENT')
    const client = new FixClient(await simulator.port(), 'CLIENT', 'VENUE')
    await client.logOn()
    simulator.process.kill('SIGINT')
    assert.equal((await client.next()).msgType, '5')
    // Signals that come together are one: the second is sent until it counts.
    const again = setInterval(() => simulator.process.kill('SIGINT'), 50)
    assert.equal(await simulator.exitCode(), 130)
    clearInterval(again)
    client.destroy()
  })

  test('remembers with --store what it said before', async () => {
    const args = ['--listen', '0', '--sender', 'VENUE', '--target', 'CLIENT', '--store', 'kept', '--admin', '0']
    const first = new Simulator(...args)
    const client = new FixClient(await first.port(), 'CLIENT', 'VENUE')
    await client.logOn()
    client.destroy()
    await first.line(/(waitForFirstLogon) \(was established\)/)
    first.process.kill('SIGTERM')
    assert.equal(await first.exitCode(), 0)
    const second = new Simulator(...args)
    await second.port()
    const url = await second.line(/admin API on (http:\S+)/)
    const [session] = (await (await fetch(`${url}/api/v1/sessions`)).json()) as { nextIn: number; nextOut: number }[]
    assert.deepEqual([session?.nextIn, session?.nextOut], [2, 2])
  })

  test('what can not be is said in words, with its exit code', async () => {
    const taken = net.createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as net.AddressInfo
    const sides = ['--sender', 'VENUE', '--target', 'CLIENT']
    const cases: readonly [args: string[], code: number, said: RegExp][] = [
      [['--listen', String(port), ...sides], 4, new RegExp(`port ${port} on 127\\.0\\.0\\.1 is in use`)],
      [['--listen', '0', ...sides, '--admin', String(port)], 4, new RegExp(`admin API .* port ${port} .*in use`)],
      [
        ['--listen', '0', ...sides, '--admin', '0.0.0.0:0'],
        2,
        /open to the network on 0\.0\.0\.0 without authentication/,
      ],
      [
        ['--listen', '0', ...sides, '--set', 'adminEnabled=Y', '--set', 'adminServerMode=HTTP'],
        2,
        /open to the network on 0\.0\.0\.0 without authentication/,
      ],
      [['--listen', '0', ...sides, '--set', 'logonTimeot=5'], 2, /unknown parameter "logonTimeot"/],
      [[], 2, /where is the other side\?/],
    ]
    for (const [args, code, said] of cases) {
      const simulator = new Simulator(...args)
      assert.equal(await simulator.exitCode(), code, simulator.said)
      assert.match(simulator.said, said)
    }
    taken.close()
  })
})

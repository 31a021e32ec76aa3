/** The command line as people and machines meet it: real processes, in a folder of their own. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { encode } from '../codec/encode.ts'
import { parseReport } from '../report/parse-report.ts'
import type { Report } from '../report/report.ts'
import { packageInfo } from '../runner/package-paths.ts'
import { freePort } from '../testing/free-port.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
})
after(() => rmSync(cwd, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

async function fixproof(args: string, input = '', env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const words = args.match(/'[^']*'|\S+/g)?.map((word) => word.replace(/^'|'$/g, '')) ?? []
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env
  const child = spawn(process.execPath, [BIN, ...words], { cwd, env: { ...inherited, ...env } })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

function file(name: string, text: string): string {
  writeFileSync(path.join(cwd, name), text)
  return name
}

function reportIn(folder: string): Report {
  const name = path.join(cwd, folder, 'report.json')
  return parseReport(readFileSync(name, 'utf8'), name)
}

const PROFILE = `target: { engine: self }
sessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]
`

describe('exit 0', () => {
  test('a self-run of one case: stdout stays clean, people are told on stderr, the report is written', async () => {
    const { code, out, err } = await fixproof('run 2.c --begin-string FIX.4.4')
    assert.equal(code, 0, err)
    assert.equal(out, '')
    assert.match(err, /CONFORMANT/)
    assert.doesNotMatch(err, /\x1b\[/, 'no colour where there is no terminal')
    for (const name of ['report.json', 'report.html', 'junit.xml', 'summary.md'])
      assert.ok(existsSync(path.join(cwd, 'reports/self', name)), name)
    const report = reportIn('reports/self')
    assert.equal(report.outcome?.exitCode, 0)
    assert.deepEqual([...new Set(report.results.map((result) => result.case))], ['2.c'])
    assert.ok(!JSON.stringify(report.results).includes(cwd), 'no path of the machine')
  })

  test('colour where it is forced, and none where NO_COLOR says so', async () => {
    const args = 'run 2.c --begin-string FIX.4.4 --format console'
    assert.match((await fixproof(args, '', { FORCE_COLOR: '1' })).err, /\x1b\[/)
    assert.doesNotMatch((await fixproof(args, '', { FORCE_COLOR: '1', NO_COLOR: '1' })).err, /\x1b\[/)
  })

  test('--format json alone says nothing to people', async () => {
    const { code, out, err } = await fixproof('run 2.c --begin-string FIX.4.4 --format json --out only-json')
    assert.deepEqual([code, out, err], [0, '', ''])
    assert.ok(!existsSync(path.join(cwd, 'only-json/report.html')))
  })

  test('--list says what would run, and writes nothing', async () => {
    const { code, out } = await fixproof('run 2 --connect 127.0.0.1:1 --list --out listed')
    assert.equal(code, 0)
    assert.match(out, /^2\.a +MsgSeqNum as expected/)
    assert.doesNotMatch(out, /^2S/m)
    assert.ok(!existsSync(path.join(cwd, 'listed')))
  })
})

describe('exit 2: what was asked for can not be done, and the message says what can', () => {
  const cases: readonly [name: string, args: string, message: RegExp][] = [
    ['no command', '', /Say what to do/],
    ['an unknown command', 'runn', /Did you mean run\?/i],
    ['an unknown option', 'run --conect 1:2', /conect/],
    ['an option without its value', 'run --listen', /--listen needs a value behind it/],
    [
      'an option with an empty one',
      "simulate --listen 0 --sender '' --target B",
      /--sender is empty: expected a value/,
    ],
    ['an empty folder for the stores', "simulate --listen 0 --sender A --target B --store ''", /--store is empty/],
    ['an option twice', 'run --sender A --sender B', /--sender is given 2 times, as A and as B: say it once/],
    [
      'SOH in a CompID',
      "simulate --listen 0 --target B --sender 'A\x01B'",
      /--sender "A\\u0001B": .*control characters/,
    ],
    ['a profile that nobody wrote', 'simulate nobody', /no scenarios\/nobody\/profile\.yaml\. Known are/],
    ['an unknown profile', 'run --profile selff', /--profile "selff".*did you mean "self"\?/],
    ['a profile file that is not there', 'run --profile no/such.yaml', /no\/such\.yaml: there is no such file/],
    [
      'an unknown key of a profile',
      'run --profile wrong.yaml',
      /wrong\.yaml:1: unknown key "target\.enginee": did you mean "engine"/,
    ],
    ['an unknown case', 'run 2.cc', /unknown case "2\.cc"; near it: .*2\.c/],
    [
      'no FIX version',
      'run --begin-string FIX.4.5',
      /--begin-string "FIX\.4\.5" is no FIX version.*Known are FIX\.4\.0/,
    ],
    ['no format', 'run --format pdf', /--format "pdf": known are console, json/],
    ['no address', 'run --connect localhost', /--connect "localhost": expected HOST:PORT/],
    ['no heartbeat interval', 'run --heartbeat abc', /--heartbeat NaN: expected a whole number/],
    ['no heartbeats at all', 'run --heartbeat 0', /--heartbeat 0: .*PX-28 proves HeartBtInt 0/],
    ['a negative heartbeat interval', 'run --heartbeat -1', /--heartbeat -1: expected a whole number/],
    ['no seed', 'run --seed x', /--seed NaN: expected a whole number/],
    ['no number of workers', 'run --parallel 0', /--parallel 0: expected a whole number/],
    ['no tag expression', "run --tags '@a and'", /--tags "?.*@a and/],
    ['waivers that are none', 'run 2.c --waivers waivers.yaml', /waivers\.yaml: /],
    ['a malformed dictionary', 'dictionary check broken.xml', /broken\.xml:\d+/],
    ['an unknown dictionary', 'dictionary show FIX.9.9', /FIX\.9\.9/],
    ['an unknown message', 'dictionary show FIX.4.4 NewOrderSingel', /NewOrderSingle/],
    ['a report that is none', 'report show wrong.yaml', /wrong\.yaml/],
    ['steps that are not there', 'run 2.c --steps none.ts', /--steps none\.ts: there is no such file/],
    ['a command without its file', 'import', /expected at least 1 behind the command, got 0/],
    ['a report that is not there', 'report show none.json', /none\.json: could not be read: there is no such file/],
    ['a log without a message', 'decode wrong.yaml', /wrong\.yaml: no FIX message in it/],
  ]
  before(() => {
    file('wrong.yaml', PROFILE.replace('engine:', 'enginee:'))
    file('broken.xml', '<fix major="4" minor="4">\n<header>\n<field name="Nope" required="Y"/></header></fix>')
    file('waivers.yaml', '[{ id: W }]')
  })
  // In JUnit, which is XML, a title can hold no control character.
  for (const [name, args, message] of cases)
    test(`${name}: fixproof ${args.replaceAll('\x01', '^A')}`, async () => {
      const { code, out, err } = await fixproof(args)
      assert.equal(code, 2, err)
      assert.equal(out, '')
      assert.match(err, message)
      assert.doesNotMatch(err, /\n\s+at /, 'a mistake of the user is told in a sentence, not by a stack')
    })
})

describe('exit 3 and 4: nothing matched, nobody there', () => {
  test('no scenario has the tag', async () => {
    const { code, err } = await fixproof("run --tags '@nothing'")
    assert.equal(code, 3, err)
    assert.match(err, /nothing matched/)
  })

  test('nothing matched is said before anybody is called', async () => {
    assert.equal((await fixproof(`run --tags '@nothing' --connect 127.0.0.1:${await freePort()}`)).code, 3)
  })

  test('nobody listens', async () => {
    const port = await freePort()
    const { code, err } = await fixproof(`run 2.c --connect 127.0.0.1:${port}`)
    assert.equal(code, 4, err)
    assert.match(err, new RegExp(`refused by 127\\.0\\.0\\.1:${port}`))
  })

  test('a host that nobody knows', async () => {
    const { code, err } = await fixproof('run 2.c --connect no-such-host.invalid:9878')
    assert.equal(code, 4, err)
    assert.match(err, /no-such-host\.invalid/)
  })

  test('the port to listen on is in use', async (t) => {
    const server = net.createServer().listen(0, '127.0.0.1')
    t.after(() => server.close())
    await once(server, 'listening')
    const { port } = server.address() as net.AddressInfo
    const { code, err } = await fixproof(`run 2.c --listen ${port}`)
    assert.equal(code, 4, err)
    assert.match(err, new RegExp(`${port}.*in use`, 'i'))
  })

  test('a target that does not start', async () => {
    file(
      'dead.yaml',
      'target: { connect: "127.0.0.1:1", start: "echo no licence; exit 1", ready: x }\nsessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]\n',
    )
    const { code, err } = await fixproof('run 2.c --profile dead.yaml')
    assert.equal(code, 4, err)
    assert.match(err, /did not start.*[\s\S]*no licence/)
  })
})

// Side by side: each of them waits for a Logon that never comes.
describe('a target that is no FIX engine: never 0, a clear reason, and a report', { concurrency: true }, () => {
  const run = async (name: string, cases: string, behave: (socket: net.Socket) => void) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined)
      behave(socket)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as net.AddressInfo
    try {
      const ended = await fixproof(`run ${cases} --connect 127.0.0.1:${port} --heartbeat 1 --out ${name}`)
      return { ...ended, report: reportIn(name) }
    } finally {
      server.close()
    }
  }

  /** Writes as long as somebody reads. */
  const flood = (what: Buffer) => (socket: net.Socket) => {
    const more = (): void => {
      while (!socket.destroyed && socket.write(what));
    }
    socket.on('drain', more)
    socket.resume()
    more()
  }
  const heartbeat = encode([
    [8, 'FIX.4.4'],
    [35, '0'],
    [34, 1],
  ])

  const TARGETS: readonly {
    name: string
    cases?: string
    behave: (socket: net.Socket) => void
    said: RegExp
  }[] = [
    {
      name: 'closes-at-once',
      cases: '2.a 2S 1S.c',
      behave: (socket) => socket.destroy(),
      said: /closed the connection/,
    },
    {
      name: 'answers-rubbish',
      behave: (socket) => socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')),
      said: /no Logon of the target within 10 s, (no FIX message came|but bytes that are no FIX message)/,
    },
    { name: 'floods-with-rubbish', behave: flood(Buffer.alloc(65_536, 'x')), said: /floods \(0 messages, \d+ garbled/ },
    {
      name: 'floods-with-heartbeats',
      behave: flood(Buffer.concat(Array.from({ length: 100 }, () => heartbeat))),
      said: /the target floods \(10001 messages, 0 garbled bytes\), so the tester hung up/,
    },
    {
      name: 'says-nothing',
      behave: (socket) => socket.resume(),
      said: /no Logon of the target within 10 s, no FIX message came/,
    },
  ]
  for (const { name, cases = '2.a', behave, said } of TARGETS)
    test(name, async () => {
      const { code, report, err } = await run(name, cases, behave)
      assert.equal(code, 5, err)
      const applicable = report.results.filter(({ verdict }) => verdict !== 'notApplicable')
      const tried = new Set(applicable.map(({ case: id }) => id))
      assert.deepEqual(
        cases.split(' ').filter((id) => !tried.has(id)),
        [],
      )
      for (const { verdict, case: id, actual } of applicable) {
        assert.equal(verdict, 'inconclusive', `${id}: ${actual}`)
        assert.match(actual, said)
      }
    })
})

describe('what is printed when it is asked for', () => {
  test('cases: the catalogue, and with --missing only what nobody covers', async () => {
    const all = await fixproof('cases')
    assert.equal(all.code, 0)
    assert.match(all.out, /^ {2}2\.c +MsgSeqNum too low without PossDupFlag/m)
    const missing = await fixproof('cases --missing')
    assert.equal(missing.code, 0)
    assert.doesNotMatch(missing.out, /^ {2}2\.c /m)
    // What can not be tested says why, and is not missed.
    assert.match(all.out, /^ {2}17\.h .*can not be tested\n {12}It shows only/m)
    assert.doesNotMatch(missing.out, /^ {2}17\.h /m)
  })

  test('cases ORD-03.a MAT-D.2.a: all that the catalogue says of a case', async () => {
    const { code, out } = await fixproof('cases ORD-03.a MAT-D.2.a')
    assert.equal(code, 0)
    assert.match(out, /^ORD-03\.a Partial fill, then the rest\n {2}must hold {2}Each fill says/)
    assert.match(out, /^ {2}target {5}venue and client$/m)
    assert.match(out, /^ {2}rule {7}Q20$/m)
    assert.match(out, /^ {2}elsewhere {2}SAFT 3 · FlexNow E1 E2 · A\.1\.a$/m)
    assert.match(out, /^MAT-D\.2\.a [\s\S]* {2}note {7}The rows of this matrix were rebuilt/m)
    assert.equal((await fixproof('cases ORD-99')).code, 2)
  })

  test('steps: each with an example', async () => {
    const { code, out } = await fixproof('steps')
    assert.equal(code, 0)
    assert.match(out, /an established session with the target/)
  })

  for (const [name, delimiter] of [
    ['SOH', '\x01'],
    ['a bar', '|'],
    ['^A', '^A'],
  ] as const)
    test(`decode: a log from standard input, with ${name} between the fields`, async () => {
      const log = '09:00 8=FIX.4.4|9=5|35=0|10=161|\n'.replaceAll('|', delimiter)
      const { code, out } = await fixproof('decode', log)
      assert.equal(code, 0)
      assert.match(out, /^09:00 {2}Heartbeat\(0\)/)
    })

  test('dictionary show: a message', async () => {
    const { code, out } = await fixproof('dictionary show FIX.4.4 NewOrderSingle')
    assert.equal(code, 0)
    assert.match(out, /NewOrderSingle[\s\S]*ClOrdID/)
  })

  test('report show: what the run printed', async () => {
    await fixproof('run 2.c --begin-string FIX.4.4 --seed 1 --format json --out shown')
    const { code, out } = await fixproof('report show shown/report.json')
    assert.equal(code, 0)
    assert.match(out, /CONFORMANT/)
  })

  test("--help and --version, which is ours and not that of the user's own package", async () => {
    file('package.json', '{ "name": "own", "version": "9.9.9" }')
    assert.match((await fixproof('--help')).out, /fixproof run/)
    assert.equal((await fixproof('--version')).out.trim(), packageInfo().version)
  })
})

describe('features of the user', () => {
  test('a scenario that names no case is judged and counted all the same', async () => {
    file(
      'own.feature',
      `@session\nFeature: own\n  Scenario: answered by another word\n    Given an established session with the target\n    When the tester sends TestRequest with TestReqID "a"\n    Then the target must send Heartbeat with TestReqID "b" within 2 seconds\n`,
    )
    const { code, err } = await fixproof('run ./own.feature --begin-string FIX.4.4 --out own')
    assert.equal(code, 1, err)
    assert.deepEqual(
      [...new Set(reportIn('own').results.map((result) => `${result.case} ${result.verdict}`))],
      ['own.feature:3 failed'],
    )
  })

  test('a step that is not defined is no pass', async () => {
    file(
      'undefined.feature',
      '@session\nFeature: own\n  @2.a\n  Scenario: x\n    Given an established session with the target\n    Then the session is alive\n    And the moon is full\n',
    )
    const { code, err } = await fixproof('run ./undefined.feature --begin-string FIX.4.4 --out undefined')
    assert.equal(code, 8, err)
  })
})

/** Evidence as the command line makes and checks it: real processes in a folder of their own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { findBrowser } from '../evidence/print-pdf.ts'
import { contentOf, readZip } from '../evidence/zip-read.ts'
import { renderJson } from '../report/formats/json.ts'
import { parseReport } from '../report/parse-report.ts'
import type { Report } from '../report/report.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
const RUN = 'run 2.c 2.a --begin-string FIX.4.4 --seed 1 --format json'
/** No Logout where one is due: 2.c fails, and 2.a does not. */
const BROKEN = `target: { engine: self, name: Gateway, tamper: [{ direction: outgoing, msgType: "5", drop: true }] }
sessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]
identity: { firm: Meridian, contact: cert@example.com }
`
const WAIVER = `- { id: W-1, case: 2.c, expect: ".", reason: known, owner: Ada, until: "2999-12-31" }\n`

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  write('broken.yaml', BROKEN)
  write('good.yaml', BROKEN.replace(/, tamper.*\] \}/, ' }'))
  write('waived.yaml', `${BROKEN}suite: { waivers: waivers.yaml }\n`)
  write('waivers.yaml', WAIVER)
  assert.equal(fixproof(`${RUN} -p good.yaml --out good`).code, 0)
  assert.equal(fixproof(`${RUN} -p broken.yaml --out broken`).code, 1)
  assert.equal(fixproof(`${RUN} -p waived.yaml --out waived`).code, 0)
  assert.equal(fixproof('key firm.pem').code, 0)
  assert.equal(fixproof('key other.pem').code, 0)
  assert.equal(certify('good --key firm.pem --out good.fixcert').code, 0)
})
after(() => rmSync(cwd, { recursive: true, force: true }))

function write(name: string, content: string | Buffer): void {
  writeFileSync(path.join(cwd, name), content)
}

function fixproof(
  args: string | string[],
  env: NodeJS.ProcessEnv = {},
): { code: number | null; out: string; err: string } {
  const { NO_COLOR: _, FORCE_COLOR: __, CHROME_PATH: ___, ...rest } = process.env
  const words = typeof args === 'string' ? args.split(' ') : args
  const ended = spawnSync(process.execPath, [BIN, ...words], { cwd, env: { ...rest, ...env }, encoding: 'utf8' })
  return { code: ended.status, out: ended.stdout, err: ended.stderr }
}

function certify(args: string, env?: NodeJS.ProcessEnv): ReturnType<typeof fixproof> {
  return fixproof(`certify ${args} --no-pdf`.replace('  ', ' '), env)
}

function filesIn(bundle: string): Map<string, string> {
  const bytes = readFileSync(path.join(cwd, bundle))
  return new Map(readZip(bytes).entries.map((entry) => [`${entry.name}`, `${contentOf(entry, bytes)}`]))
}

/** A run in a folder of its own, with a report that was changed. */
function runOf(name: string, from: string, change: (report: Report) => Report): string {
  const file = path.join(cwd, from, 'report.json')
  const report = change(parseReport(readFileSync(file, 'utf8'), file))
  const where = `${name}.json`
  write(where, renderJson(report))
  return where
}

describe('certify and verify', () => {
  test('a run is sealed, checked, and told', () => {
    const { code, out, err } = fixproof('verify good.fixcert --key firm.pem.pub')
    assert.equal(code, 0)
    assert.equal(out, '')
    assert.match(err, /^good\.fixcert: GOOD: nothing was changed$/m)
    assert.match(err, /verdict +Conformant$/m)
    assert.match(err, /of +Gateway, Meridian$/m)
    const names = [...filesIn('good.fixcert').keys()]
    for (const name of ['README.txt', 'certificate.html', 'report.json', 'report.html', 'summary.md', 'junit.xml'])
      assert.ok(names.includes(name), name)
    for (const name of ['profile.yaml', 'transcripts/2.c.fix.log', 'transcripts/2.c.txt', 'mail.txt', 'signer.pub.pem'])
      assert.ok(names.includes(name), name)
    assert.ok(filesIn('good.fixcert').get('report.json') === readFileSync(path.join(cwd, 'good/report.json'), 'utf8'))
  })

  test('the manifest has hashes of tool, suite, dictionary and profile', () => {
    const manifest = JSON.parse(filesIn('good.fixcert').get('manifest.json') ?? '')
    assert.match(manifest.tool.sha256, /^[0-9a-f]{64}$/)
    assert.ok(manifest.tool.files > 100)
    assert.ok(manifest.suite.features.some(({ file }: { file: string }) => file.startsWith('features/session/')))
    const kinds = manifest.sources.map(({ kind, origin }: { kind: string; origin: string }) => `${kind} ${origin}`)
    assert.deepEqual(kinds, ['profile good.yaml', 'dictionary FIX.4.4'])
  })

  test('the same run at the same time gives the same bytes', () => {
    const env = { SOURCE_DATE_EPOCH: '1790000000' }
    assert.equal(certify('good --key firm.pem --out once.fixcert', env).code, 0)
    rmSync(path.join(cwd, 'good/once.fixcert'), { force: true })
    const first = readFileSync(path.join(cwd, 'once.fixcert'))
    rmSync(path.join(cwd, 'once.fixcert'))
    assert.equal(certify('good --key firm.pem --out once.fixcert', env).code, 0)
    assert.ok(readFileSync(path.join(cwd, 'once.fixcert')).equals(first))
  })

  test('a bundle is never written over; the newest run is taken where none is named', () => {
    assert.match(certify('good --out good.fixcert').err, /good\.fixcert: it is there already/)
    assert.equal(certify('good --out good.fixcert').code, 2)
    const { code, err } = certify('')
    assert.equal(code, 4)
    assert.match(err, /there is no run below reports\//)
    assert.equal(fixproof(`${RUN} -p good.yaml`).code, 0)
    const taken = fixproof('certify --no-pdf')
    assert.equal(taken.code, 0)
    assert.match(taken.err, /bundle +reports\/good\.yaml\/FP-\d{8}-[0-9A-F]{10}\.fixcert/)
  })

  test('flags come before the profile, restrictions as often as wanted', () => {
    const args = ['certify', 'good', '--no-pdf', '--out', 'said.fixcert', '--firm', 'Zürich & Söhne', '--application']
    const more = [
      'Gateway X',
      '--application-version',
      '2',
      '--tester',
      'Ada',
      '--reviewer',
      'Grace',
      '--comment',
      'ok',
    ]
    const { code } = fixproof([...args, ...more, '--restriction', 'no options', '--restriction', 'no quotes'])
    assert.equal(code, 0)
    const { err } = fixproof('verify said.fixcert --allow-unsigned')
    assert.match(err, /Conformant, with restrictions/)
    assert.match(err, /restricted +no options\n +no quotes/)
    assert.match(err, /of +Gateway X 2, Zürich & Söhne/)
    assert.match(err, /signed off +tester Ada, reviewer Grace/)
  })

  test('passwords that come from the environment are in no file of the bundle', () => {
    const secret = 'hunter2-is-secret'
    write('secret.yaml', `${readFileSync(path.join(cwd, 'good.yaml'))}logon: { Password: "\${env:VENUE_PASSWORD}" }\n`)
    assert.equal(fixproof(`${RUN} -p secret.yaml --out secret`, { VENUE_PASSWORD: secret }).code, 0)
    // To certify, it need not be set.
    assert.equal(certify('secret --out secret.fixcert').code, 0)
    for (const [name, content] of filesIn('secret.fixcert')) assert.ok(!content.includes(secret), name)
    assert.match(filesIn('secret.fixcert').get('transcripts/2.c.txt') ?? '', /554 Password = \*\*\*/)
  })

  test('any unzip reads it', { skip: spawnSync('unzip', ['-v']).error && 'there is no unzip here' }, () => {
    assert.equal(spawnSync('unzip', ['-tq', path.join(cwd, 'good.fixcert')]).status, 0)
  })

  test('README’s way to verify works without fixproof', { skip: withoutTools() }, () => {
    const readme = filesIn('good.fixcert').get('README.txt') ?? ''
    const commands = readme.split('\n').filter((line) => /^ {4}(unzip|jq|printf|openssl)/.test(line))
    assert.equal(commands.length, 7)
    const script = [...commands.slice(0, 1), `cp ../firm.pem.pub FIRM.pub`, ...commands.slice(1)].join('\n')
    const ran = spawnSync('sh', ['-ec', script], { cwd, encoding: 'utf8' })
    assert.equal(ran.status, 0, ran.stderr)
    assert.match(ran.stdout, /Signature Verified Successfully/)
    const id = /^ {4}([0-9a-f]{64})$/m.exec(readme)?.[1]
    assert.ok(id !== undefined && ran.stdout.includes(id))
    write('evidence/summary.md', 'changed')
    assert.notEqual(spawnSync('sh', ['-ec', `cd evidence && ${commands[2]}`], { cwd }).status, 0)
  })

  test('with a browser the certificate is printed', {
    skip: findBrowser(process.env) === undefined && 'there is no browser here',
  }, () => {
    const { code, err } = fixproof('certify good --out printed.fixcert')
    assert.equal(code, 0)
    assert.match(err, /pdf +printed by /)
    assert.match(filesIn('printed.fixcert').get('certificate.pdf') ?? '', /^%PDF-/)
  })
})

function withoutTools(): string | false {
  if (process.platform === 'win32') return 'the commands are those of a Unix shell'
  const missing = ['unzip', 'jq', 'openssl', 'sha256sum'].find((tool) => spawnSync('which', [tool]).status !== 0)
  return missing === undefined ? false : `there is no ${missing} here`
}

describe('certify refuses', () => {
  test('a run that is not conformant, but for --allow-failed', () => {
    const { code, err } = certify('broken --out broken.fixcert')
    assert.equal(code, 1)
    assert.match(err, /the run is not conformant \(exit code 1\)/)
    assert.match(err, /--allow-failed seals it all the same/)
    assert.equal(existsSync(path.join(cwd, 'broken.fixcert')), false)
    assert.equal(certify('broken --allow-failed --out broken.fixcert').code, 0)
    assert.match(filesIn('broken.fixcert').get('certificate.html') ?? '', />NOT CONFORMANT</)
    assert.match(fixproof('verify broken.fixcert --allow-unsigned').err, /verdict +NOT CONFORMANT/)
  })

  test('--strict: waivers, what was left out, narrowed runs', () => {
    assert.equal(certify('waived --out waived.fixcert').code, 0)
    assert.match(fixproof('verify waived.fixcert --allow-unsigned').err, /Conformant, with waivers[\s\S]*waivers +W-1/)
    const { code, err } = certify('waived --strict --out strict.fixcert')
    assert.equal(code, 1)
    assert.match(err, /1 check is waived: 2\.c/)
    assert.match(err, /only some of the suite was asked for/)
    assert.match(err, /cases of the suite were left out/)
  })

  test('a profile, waivers or features that were changed since the run', () => {
    const changed = (name: string, content: string, wanted: RegExp): void => {
      const before = readFileSync(path.join(cwd, name))
      write(name, content)
      const { code, err } = certify('waived --out changed.fixcert')
      write(name, before)
      assert.equal(code, 1)
      assert.match(err, wanted)
    }
    changed(
      'waived.yaml',
      `${BROKEN}# more\nsuite: { waivers: waivers.yaml }\n`,
      /waived\.yaml: the profile was changed since the run \(SHA-256 [0-9a-f]{12} then, [0-9a-f]{12} now\)/,
    )
    changed(
      'waivers.yaml',
      WAIVER.replace('known', 'other'),
      /waivers\.yaml: the waivers were changed since the run \(W-1\)/,
    )
    const suite = (report: Report): Report => ({
      ...report,
      suite: { name: 's', version: '0.1.0', cases: 2, sha256: 'a'.repeat(64) },
    })
    assert.match(
      certify(`${runOf('suite', 'good', suite)} --out x.fixcert`).err,
      /the features or step files were changed/,
    )
    const tool = (report: Report): Report => ({ ...report, tool: { name: 'fixproof', version: '0.0.1' } })
    assert.match(certify(`${runOf('tool', 'good', tool)} --out x.fixcert`).err, /made by fixproof 0\.0\.1, and this is/)
    const dictionaries = [{ beginString: 'FIX.4.4', name: 'FIX.4.4', sha256: 'a'.repeat(64) }]
    const named = (report: Report): Report => ({ ...report, dictionaries })
    assert.match(certify(`${runOf('names', 'good', named)} --out x.fixcert`).err, /the dictionary FIX\.4\.4 is another/)
    assert.equal(existsSync(path.join(cwd, 'x.fixcert')), false)
  })

  test('secrets in a transcript or written out in the profile: the place is told, the secret is not', () => {
    const told = (report: Report): Report => ({
      ...report,
      results: report.results.map((result) => ({
        ...result,
        transcript: result.transcript.map((entry) => ({
          ...entry,
          raw: entry.raw.replace('|98=0', '|554=hunter2|98=0'),
        })),
      })),
    })
    const { code, err } = certify(`${runOf('told', 'good', told)} --out x.fixcert`)
    assert.equal(code, 1)
    assert.match(err, /2\.a~FIX\.4\.4~acceptor, message \d+: Password\(554\) is not masked/)
    assert.doesNotMatch(err, /hunter2/)
    write('open.yaml', `${readFileSync(path.join(cwd, 'good.yaml'))}logon: { Password: hunter2 }\n`)
    assert.equal(fixproof(`${RUN} -p open.yaml --out open`).code, 0)
    const written = certify('open --out x.fixcert')
    assert.equal(written.code, 1)
    assert.match(written.err, /open\.yaml:4: logon\.Password is written out/)
    assert.doesNotMatch(written.err, /hunter2/)
  })

  test('attempts that are not there or were changed', () => {
    const attempts = [
      {
        number: 1,
        startedAt: '2026-09-14T09:00:00Z',
        file: 'attempts/1.report.json.gz',
        sha256: 'a'.repeat(64),
        repeated: 1,
      },
    ]
    const { code, err } = certify(`${runOf('again', 'good', (report) => ({ ...report, attempts }))} --out x.fixcert`)
    assert.equal(code, 4)
    assert.match(err, /attempts\/1\.report\.json\.gz: the report of attempt 1 is not there/)
    const outside = attempts.map((one) => ({ ...one, file: '../../etc/passwd' }))
    assert.match(
      certify(`${runOf('outside', 'good', (report) => ({ ...report, attempts: outside }))} --out x.fixcert`).err,
      /lies outside of the run's folder/,
    )
  })

  test('what is not there, and what can not be meant', () => {
    assert.equal(certify('nowhere').code, 4)
    assert.equal(certify('good --key gone.pem --out x.fixcert').code, 4)
    assert.equal(certify('good --key firm.pem.pub --out x.fixcert').code, 2)
    assert.equal(certify('good --valid-until 2026-02-30 --out x.fixcert').code, 2)
    assert.match(certify('good --valid-until 2001-01-01 --out x.fixcert').err, /this day has passed already/)
    assert.equal(fixproof('certify good --chromium nowhere/chrome --out x.fixcert').code, 4)
    assert.equal(certify('good --firm a --firm b --out x.fixcert').code, 2)
    write('none.json', '{}')
    assert.equal(certify('none.json --out x.fixcert').code, 2)
    assert.deepEqual(
      readdirSync(cwd).filter((name) => name.startsWith('x.') || name.endsWith('.part')),
      [],
    )
  })
})

describe('verify refuses', () => {
  test('a changed byte, a bundle cut short, one that is none', () => {
    const bytes = readFileSync(path.join(cwd, 'good.fixcert'))
    const report = readZip(bytes).entries.find(({ name }) => `${name}` === 'report.json')
    assert.ok(report)
    const at = report.dataAt + 100
    bytes[at] = (bytes[at] ?? 0) ^ 1
    write('changed.fixcert', bytes)
    const { code, err } = fixproof('verify changed.fixcert --key firm.pem.pub')
    assert.equal(code, 1)
    assert.match(err, /CHANGED: this is not what was sealed/)
    assert.match(err, new RegExp(`report\\.json was changed: byte ${at} of the bundle is 0x..?, was 0x..?`))
    write('short.fixcert', bytes.subarray(0, 5_000))
    assert.match(fixproof('verify short.fixcert').err, /the file is cut short: it ends at 5000, in the data of/)
    const none = fixproof('verify good.yaml')
    assert.equal(none.code, 1)
    assert.match(none.err, /it is no zip file/)
  })

  test('another key, no signature, a day after the last', () => {
    const other = fixproof('verify good.fixcert --key other.pem.pub')
    assert.equal(other.code, 1)
    assert.match(other.err, /NOT TO BE TRUSTED: it was signed with another key/)
    assert.match(fixproof('verify good.fixcert').err, /which lies in the bundle\n +compare it/)
    assert.equal(certify('good --valid-until 2999-01-31 --out valid.fixcert').code, 0)
    assert.equal(fixproof('verify valid.fixcert').code, 1)
    assert.match(fixproof('verify valid.fixcert').err, /nobody has signed it/)
    assert.equal(fixproof('verify valid.fixcert --allow-unsigned --at 2999-01-31').code, 0)
    const late = fixproof('verify valid.fixcert --allow-unsigned --at 2999-02-01')
    assert.equal(late.code, 1)
    assert.match(late.err, /valid until +2999-01-31, which has passed/)
  })

  test('what is not there is 4, what can not be used is 2', () => {
    assert.equal(fixproof('verify gone.fixcert').code, 4)
    assert.equal(fixproof('verify good.fixcert --key gone.pub').code, 4)
    assert.equal(fixproof('verify good.fixcert --key firm.pem').code, 2)
    assert.equal(fixproof('verify good.fixcert --key good.yaml').code, 2)
    assert.equal(fixproof('verify good.fixcert --at tomorrow').code, 2)
    assert.equal(fixproof('verify good').code, 2)
  })

  test('--json tells machines the same', () => {
    const { code, out } = fixproof('verify good.fixcert --key firm.pem.pub --json')
    assert.equal(code, 0)
    const told = JSON.parse(out)
    assert.deepEqual([told.good, told.findings, told.signature.kind], [true, [], 'good'])
    assert.equal(told.certificate.verdict.heading, 'Conformant')
  })
})

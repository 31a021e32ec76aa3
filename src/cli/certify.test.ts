/** Evidence as the command line makes it: what is in it, and that others can check it. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { findBrowser } from '../evidence/print-pdf.ts'
import { CertifiedRuns, RUN } from '../testing/certified-runs.ts'

let runs: CertifiedRuns
before(() => {
  runs = new CertifiedRuns()
})
after(() => runs.close())

describe('certify and verify', () => {
  test('a run is sealed, checked, and told', () => {
    const { code, out, err } = runs.fixproof('verify good.fixcert --key firm.pem.pub')
    assert.equal(code, 0)
    assert.equal(out, '')
    assert.match(err, /^good\.fixcert: GOOD: nothing was changed$/m)
    assert.match(err, /verdict +Conformant, with restrictions$/m)
    assert.match(err, /of +Gateway, Meridian$/m)
    const names = [...runs.filesIn('good.fixcert').keys()]
    for (const name of ['README.txt', 'certificate.html', 'report.json', 'report.html', 'summary.md', 'junit.xml'])
      assert.ok(names.includes(name), name)
    for (const name of ['profile.yaml', 'transcripts/2.c.fix.log', 'transcripts/2.c.txt', 'mail.txt', 'signer.pub.pem'])
      assert.ok(names.includes(name), name)
    assert.ok(runs.filesIn('good.fixcert').get('report.json') === `${runs.read('good/report.json')}`)
  })

  test('the manifest has hashes of tool, suite, dictionary and profile', () => {
    const manifest = JSON.parse(runs.filesIn('good.fixcert').get('manifest.json') ?? '')
    assert.match(manifest.tool.sha256, /^[0-9a-f]{64}$/)
    assert.ok(manifest.tool.files > 100)
    assert.ok(manifest.suite.features.some(({ file }: { file: string }) => file.startsWith('features/session/')))
    const kinds = manifest.sources.map(({ kind, origin }: { kind: string; origin: string }) => `${kind} ${origin}`)
    assert.deepEqual(kinds, ['profile good.yaml', 'dictionary FIX.4.4'])
  })

  test('the same run at the same time gives the same bytes', () => {
    const env = { SOURCE_DATE_EPOCH: '1790000000' }
    assert.equal(runs.certify('good --key firm.pem --out once.fixcert', env).code, 0)
    rmSync(runs.path('good/once.fixcert'), { force: true })
    const first = runs.read('once.fixcert')
    rmSync(runs.path('once.fixcert'))
    assert.equal(runs.certify('good --key firm.pem --out once.fixcert', env).code, 0)
    assert.ok(runs.read('once.fixcert').equals(first))
  })

  test('a bundle is never written over; the newest run is taken where none is named', () => {
    assert.match(runs.certify('good --out good.fixcert').err, /good\.fixcert: it is there already/)
    assert.equal(runs.certify('good --out good.fixcert').code, 2)
    const { code, err } = runs.certify('')
    assert.equal(code, 4)
    assert.match(err, /there is no run below reports\//)
    assert.equal(runs.fixproof(`${RUN} -p good.yaml`).code, 0)
    const taken = runs.fixproof('certify --no-pdf')
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
    const { code } = runs.fixproof([...args, ...more, '--restriction', 'no options', '--restriction', 'no quotes'])
    assert.equal(code, 0)
    const { err } = runs.fixproof('verify said.fixcert --allow-unsigned')
    assert.match(err, /Conformant, with restrictions/)
    assert.match(
      err,
      /restricted +no options\n +no quotes\n +only some of the suite was asked for: 2\.c, 2\.a, --begin-string/,
    )
    assert.match(err, /of +Gateway X 2, Zürich & Söhne/)
    assert.match(err, /signed off +tester Ada, reviewer Grace/)
  })

  test('passwords that come from the environment are in no file of the bundle', () => {
    const secret = 'hunter2-is-secret'
    runs.write('secret.yaml', `${runs.read('good.yaml')}logon: { Password: "\${env:VENUE_PASSWORD}" }\n`)
    assert.equal(runs.fixproof(`${RUN} -p secret.yaml --out secret`, { VENUE_PASSWORD: secret }).code, 0)
    // To certify, it need not be set.
    assert.equal(runs.certify('secret --out secret.fixcert').code, 0)
    for (const [name, content] of runs.filesIn('secret.fixcert')) assert.ok(!content.includes(secret), name)
    assert.match(runs.filesIn('secret.fixcert').get('transcripts/2.c.txt') ?? '', /554 Password = \*\*\*/)
  })

  test('a file of the user with the name of one of ours is not taken for it', () => {
    const [feature] = JSON.parse(runs.filesIn('good.fixcert').get('manifest.json') ?? '').suite.features
    mkdirSync(runs.path(path.dirname(feature.file)), { recursive: true })
    runs.write(feature.file, 'Feature: mine')
    assert.equal(runs.certify('good --out beside.fixcert').code, 0)
    rmSync(runs.path('features'), { recursive: true })
  })

  test('any unzip reads it', { skip: spawnSync('unzip', ['-v']).error && 'there is no unzip here' }, () => {
    assert.equal(spawnSync('unzip', ['-tq', runs.path('good.fixcert')]).status, 0)
  })

  test('README’s way to verify works without fixproof', { skip: withoutTools() }, () => {
    const readme = runs.filesIn('good.fixcert').get('README.txt') ?? ''
    const commands = readme.split('\n').filter((line) => /^ {4}(unzip|jq|printf|openssl)/.test(line))
    assert.equal(commands.length, 7)
    const script = [...commands.slice(0, 1), `cp ../firm.pem.pub FIRM.pub`, ...commands.slice(1)].join('\n')
    const ran = spawnSync('sh', ['-ec', script], { cwd: runs.cwd, encoding: 'utf8' })
    assert.equal(ran.status, 0, ran.stderr)
    assert.match(ran.stdout, /Signature Verified Successfully/)
    const id = /^ {4}([0-9a-f]{64})$/m.exec(readme)?.[1]
    assert.ok(id !== undefined && ran.stdout.includes(id))
    runs.write('evidence/summary.md', 'changed')
    assert.notEqual(spawnSync('sh', ['-ec', `cd evidence && ${commands[2]}`], { cwd: runs.cwd }).status, 0)
  })

  test('with a browser the certificate is printed', {
    skip: findBrowser(process.env) === undefined && 'there is no browser here',
  }, () => {
    const { code, err } = runs.fixproof('certify good --out printed.fixcert')
    assert.equal(code, 0)
    assert.match(err, /pdf +printed by /)
    assert.match(runs.filesIn('printed.fixcert').get('certificate.pdf') ?? '', /^%PDF-/)
  })
})

function withoutTools(): string | false {
  if (process.platform === 'win32') return 'the commands are those of a Unix shell'
  const missing = ['unzip', 'jq', 'openssl', 'sha256sum'].find((tool) => spawnSync('which', [tool]).status !== 0)
  return missing === undefined ? false : `there is no ${missing} here`
}

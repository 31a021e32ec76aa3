/** Evidence that is not made, and evidence that is not believed, as the command line tells it. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { readZip } from '../evidence/zip-read.ts'
import type { Report } from '../report/report.ts'
import { BROKEN, CertifiedRuns, RUN, WAIVER } from '../testing/certified-runs.ts'

let runs: CertifiedRuns
before(() => {
  runs = new CertifiedRuns()
})
after(() => runs.close())

describe('certify refuses', () => {
  test('a run that is not conformant, but for --allow-failed', () => {
    const { code, err } = runs.certify('broken --out broken.fixcert')
    assert.equal(code, 1)
    assert.match(err, /the run is not conformant \(exit code 1\)/)
    assert.match(err, /--allow-failed seals it all the same/)
    assert.equal(existsSync(runs.path('broken.fixcert')), false)
    assert.equal(runs.certify('broken --allow-failed --out broken.fixcert').code, 0)
    assert.match(runs.filesIn('broken.fixcert').get('certificate.html') ?? '', />NOT CONFORMANT</)
    assert.match(runs.fixproof('verify broken.fixcert --allow-unsigned').err, /verdict +NOT CONFORMANT/)
  })

  test('--strict: waivers, what was left out, narrowed runs', () => {
    assert.equal(runs.certify('waived --out waived.fixcert').code, 0)
    assert.match(
      runs.fixproof('verify waived.fixcert --allow-unsigned').err,
      /Conformant, with waivers and restrictions[\s\S]*waivers +W-1/,
    )
    const { code, err } = runs.certify('waived --strict --out strict.fixcert')
    assert.equal(code, 1)
    assert.match(err, /1 check is waived: 2\.c/)
    assert.match(err, /only some of the suite was asked for/)
    assert.match(err, /cases of the suite were left out/)
  })

  test('a profile, waivers or features that were changed since the run', () => {
    const changed = (name: string, content: string, wanted: RegExp): void => {
      const before = runs.read(name)
      runs.write(name, content)
      const { code, err } = runs.certify('waived --out changed.fixcert')
      runs.write(name, before)
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
      /waivers\.yaml: the file of waivers was changed since the run/,
    )
    const sources = [
      { kind: 'feature' as const, file: 'features/session/02-standard-header.feature', sha256: 'a'.repeat(64) },
    ]
    assert.match(
      runs.certify(`${runs.changed(() => ({ sources }))} --out x.fixcert`).err,
      /features\/session\/02-standard-header\.feature: the feature was changed since the run/,
    )
    const gone = sources.map((source) => ({ ...source, kind: 'steps' as const, file: 'mine/gone.ts' }))
    assert.equal(runs.certify(`${runs.changed(() => ({ sources: gone }))} --out x.fixcert`).code, 4)
    const tool = (report: Report): Report => ({ ...report, tool: { name: 'fixproof', version: '0.0.1' } })
    assert.match(runs.certify(`${runs.changed(tool)} --out x.fixcert`).err, /made by fixproof 0\.0\.1, and this is/)
    const dictionaries = [{ beginString: 'FIX.4.4', name: 'FIX.4.4', sha256: 'a'.repeat(64) }]
    const named = (report: Report): Report => ({ ...report, dictionaries })
    assert.match(runs.certify(`${runs.changed(named)} --out x.fixcert`).err, /the dictionary FIX\.4\.4 is another/)
    assert.equal(existsSync(runs.path('x.fixcert')), false)
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
    const { code, err } = runs.certify(`${runs.changed(told)} --out x.fixcert`)
    assert.equal(code, 1)
    assert.match(err, /2\.a~FIX\.4\.4~acceptor, message \d+: Password\(554\) is not masked/)
    assert.doesNotMatch(err, /hunter2/)
    runs.write('open.yaml', `${runs.read('good.yaml')}logon: { Password: hunter2 }\n`)
    assert.equal(runs.fixproof(`${RUN} -p open.yaml --out open`).code, 0)
    const written = runs.certify('open --out x.fixcert')
    assert.equal(written.code, 1)
    assert.match(written.err, /open\.yaml:4: logon\.Password is written out/)
    assert.doesNotMatch(written.err, /hunter2/)
  })

  test('a report that was edited', () => {
    const { code, err } = runs.certify(
      `${runs.changed(({ summary }) => ({ summary: { ...summary, failed: 3 } }))} --out x.fixcert`,
    )
    assert.equal(code, 1)
    assert.match(err, /contradicts itself: its summary says 3 failed, its results 0/)
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
    const { code, err } = runs.certify(`${runs.changed(() => ({ attempts }))} --out x.fixcert`)
    assert.equal(code, 4)
    assert.match(err, /attempts\/1\.report\.json\.gz: the report of attempt 1 is not there/)
    const outside = attempts.map((one) => ({ ...one, file: '../../etc/passwd' }))
    assert.match(
      runs.certify(`${runs.changed(() => ({ attempts: outside }))} --out x.fixcert`).err,
      /lies outside of the run's folder/,
    )
  })

  test('what is not there, and what can not be meant', () => {
    assert.equal(runs.certify('nowhere').code, 4)
    assert.equal(runs.certify('good --key gone.pem --out x.fixcert').code, 4)
    assert.equal(runs.certify('good --key firm.pem.pub --out x.fixcert').code, 2)
    assert.equal(runs.certify('good --valid-until 2026-02-30 --out x.fixcert').code, 2)
    assert.match(runs.certify('good --valid-until 2001-01-01 --out x.fixcert').err, /this day has passed already/)
    assert.equal(runs.fixproof('certify good --chromium nowhere/chrome --out x.fixcert').code, 4)
    assert.equal(runs.certify('good --firm a --firm b --out x.fixcert').code, 2)
    runs.write('none.json', '{}')
    assert.equal(runs.certify('none.json --out x.fixcert').code, 2)
    assert.deepEqual(
      readdirSync(runs.cwd).filter((name) => name.startsWith('x.') || name.endsWith('.part')),
      [],
    )
  })
})

describe('verify refuses', () => {
  test('a changed byte, a bundle cut short, one that is none', () => {
    const bytes = runs.read('good.fixcert')
    const report = readZip(bytes).entries.find(({ name }) => `${name}` === 'report.json')
    assert.ok(report)
    const at = report.dataAt + 100
    bytes[at] = (bytes[at] ?? 0) ^ 1
    runs.write('changed.fixcert', bytes)
    const { code, err } = runs.fixproof('verify changed.fixcert --key firm.pem.pub')
    assert.equal(code, 1)
    assert.match(err, /CHANGED: this is not what was sealed/)
    assert.match(err, new RegExp(`report\\.json was changed: byte ${at} of the bundle is 0x..?, was 0x..?`))
    runs.write('short.fixcert', bytes.subarray(0, 5_000))
    assert.match(runs.fixproof('verify short.fixcert').err, /the file is cut short: it ends at 5000, in the data of/)
    const none = runs.fixproof('verify good.yaml')
    assert.equal(none.code, 1)
    assert.match(none.err, /it is no zip file/)
  })

  test('another key, no signature, a day after the last', () => {
    assert.equal(runs.fixproof('key other.pem').code, 0)
    const other = runs.fixproof('verify good.fixcert --key other.pem.pub')
    assert.equal(other.code, 1)
    assert.match(other.err, /NOT TO BE TRUSTED: it was signed with another key/)
    assert.match(runs.fixproof('verify good.fixcert').err, /which lies in the bundle\n +compare it/)
    assert.equal(runs.certify('good --valid-until 2999-01-31 --out valid.fixcert').code, 0)
    assert.equal(runs.fixproof('verify valid.fixcert').code, 1)
    assert.match(runs.fixproof('verify valid.fixcert').err, /nobody has signed it/)
    assert.equal(runs.fixproof('verify valid.fixcert --allow-unsigned --at 2999-01-31').code, 0)
    const late = runs.fixproof('verify valid.fixcert --allow-unsigned --at 2999-02-01')
    assert.equal(late.code, 1)
    assert.match(late.err, /valid until +2999-01-31, which has passed/)
  })

  test('what is not there is 4, what can not be used is 2', () => {
    assert.equal(runs.fixproof('verify gone.fixcert').code, 4)
    assert.equal(runs.fixproof('verify good.fixcert --key gone.pub').code, 4)
    assert.equal(runs.fixproof('verify good.fixcert --key firm.pem').code, 2)
    assert.equal(runs.fixproof('verify good.fixcert --key good.yaml').code, 2)
    assert.equal(runs.fixproof('verify good.fixcert --at tomorrow').code, 2)
    assert.equal(runs.fixproof('verify good').code, 2)
    assert.equal(runs.fixproof('verify good.fixcert --key firm.pem.pub --allow-unsigned').code, 2)
  })

  test('--json tells machines the same', () => {
    const { code, out } = runs.fixproof('verify good.fixcert --key firm.pem.pub --json')
    assert.equal(code, 0)
    const told = JSON.parse(out)
    assert.deepEqual([told.good, told.findings, told.signature.kind], [true, [], 'good'])
    assert.equal(told.certificate.verdict.heading, 'Conformant, with restrictions')
  })
})

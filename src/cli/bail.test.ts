/** A run that ends with the first failure: real processes in a folder of their own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parseReport } from '../report/parse-report.ts'
import type { Report } from '../report/report.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
/** No Logout where one is due: 2.c fails in both versions. */
const PROFILE = `target: { engine: self, tamper: [{ direction: outgoing, msgType: "5", drop: true }] }
sessions:
  - { beginString: FIX.4.2, senderCompID: A, targetCompID: B }
  - { beginString: FIX.4.4, senderCompID: A, targetCompID: B }
`
const waiver = (until: string): string =>
  `- { id: W-1, case: 2.c, expect: ".*", reason: known, owner: us, until: ${until} }\n`

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  writeFileSync(path.join(cwd, 'target.yaml'), PROFILE)
})
after(() => rmSync(cwd, { recursive: true, force: true }))

function run(...more: string[]): { code: number | null; report: Report } {
  const words = 'run 2.a 2.c -p target.yaml --bail --parallel 1 --format json --out out'.split(' ')
  const { status } = spawnSync(process.execPath, [BIN, ...words, ...more], { cwd })
  const file = path.join(cwd, 'out', 'report.json')
  return { code: status, report: parseReport(readFileSync(file, 'utf8'), file) }
}

const versions = ({ results }: Report): string[] => [...new Set(results.map(({ beginString }) => beginString))]

describe('run --bail', () => {
  test('ends with the version that fails, and says how much was not made', () => {
    const { code, report } = run()
    assert.equal(code, 1)
    assert.deepEqual(versions(report), ['FIX.4.2'])
    assert.ok(report.unfinished)
  })

  test('goes on where a waiver covers the failure: what was not run is not conformant', () => {
    writeFileSync(path.join(cwd, 'waivers.yaml'), waiver('9999-12-31'))
    const { code, report } = run('--waivers', 'waivers.yaml')
    assert.equal(code, 0)
    assert.deepEqual(versions(report), ['FIX.4.2', 'FIX.4.4'])
    assert.equal(report.unfinished, undefined)
  })

  test('an expired waiver covers nothing: the run ends, and is not proved', () => {
    writeFileSync(path.join(cwd, 'waivers.yaml'), waiver('2020-01-01'))
    const { code, report } = run('--waivers', 'waivers.yaml')
    assert.equal(code, 5)
    assert.ok(report.unfinished)
  })
})

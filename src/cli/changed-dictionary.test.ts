/** A dictionary that is changed between a run and the one that goes on with it: real processes in a folder of their own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { legsOf } from '../runner/legs.ts'
import { parseProfile } from '../testbench/profile.ts'
import { progressHead } from './commands/run-resume.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
/** No Logout where one is due: 2.c fails. */
const PROFILE = `target: { engine: self, tamper: [{ direction: outgoing, msgType: "5", drop: true }] }
sessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]
dictionary: dialect.yaml
`
const dialect = (name: string): string =>
  `base: FIX.4.4\nfields:\n  add:\n    - { tag: 20001, name: ${name}, type: String }\n`

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  writeFileSync(path.join(cwd, 'target.yaml'), PROFILE)
})
after(() => rmSync(cwd, { recursive: true, force: true }))

function fixproof(words: string): { code: number | null; err: string } {
  const { status, stderr } = spawnSync(process.execPath, [BIN, ...words.split(' ')], { cwd, encoding: 'utf8' })
  return { code: status, err: stderr }
}

test('run --failed goes on with the same dictionary, and with no other', () => {
  writeFileSync(path.join(cwd, 'dialect.yaml'), dialect('VenueNote'))
  assert.equal(fixproof('run 2.c 2.a -p target.yaml --format json --out out').code, 1)
  assert.equal(fixproof('run --failed -p target.yaml --format json --out out').code, 1)
  writeFileSync(path.join(cwd, 'dialect.yaml'), dialect('VenueRemark'))
  const { code, err } = fixproof('run --failed -p target.yaml --format json --out out')
  assert.equal(code, 2)
  assert.match(err, /--failed: the dictionary of FIX\.4\.4 has changed since .*report\.json was written/)
  assert.ok(!existsSync(path.join(cwd, 'out/attempts/2.report.json.gz')))
})

test('a run that is to be resumed knows the contents of its dictionary, and not the file name alone', () => {
  const headOf = (file: string, text: string) => {
    writeFileSync(path.join(cwd, file), text)
    const legs = legsOf(parseProfile(PROFILE.replace('dialect.yaml', path.join(cwd, file)), 'p', {}), {
      profileName: 'p',
      seed: 1,
    })
    return progressHead({ legs, seed: 1, profileText: PROFILE }, [], cwd)
  }
  const head = headOf('one.yaml', dialect('VenueNote'))
  assert.equal(head.dictionaries.length, 1)
  assert.deepEqual(headOf('two.yaml', dialect('VenueNote')), head)
  assert.notDeepEqual(headOf('three.yaml', dialect('VenueRemark')), head)
})

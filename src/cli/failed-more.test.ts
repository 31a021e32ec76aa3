/** A run whose profile or plan asks for more than the report that it goes on with: real processes in a folder of their own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { CATALOGUE } from '../conformance/catalogue.ts'
import { parseReport } from '../report/parse-report.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
const session = (beginString: string): string => `{ beginString: ${beginString}, senderCompID: A, targetCompID: B }`
/** No Logout where one is due: 2.c fails. */
const FAULT = ', tamper: [{ direction: outgoing, msgType: "5", drop: true }]'
const profile = (versions: readonly string[], fault = ''): string =>
  `target: { engine: self${fault} }\nsessions: [${versions.map(session).join(', ')}]\ncapabilities: [order-flow]\nsuite: { plan: plan.yaml }\n`
const plan = (...mandatory: readonly string[]): string =>
  ['name: ours', 'suiteVersion: 0.1.0', 'cases:']
    .concat(CATALOGUE.map(({ id }) => `  - { id: "${id}", obligation: ${obligation(id, mandatory)}, reason: said }`))
    .join('\n')
const obligation = (id: string, mandatory: readonly string[]): string =>
  mandatory.includes(id) ? 'mandatory' : 'notApplicable'

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
})
after(() => rmSync(cwd, { recursive: true, force: true }))

function fixproof(words: string): { code: number | null; err: string } {
  const args = `${words} -p target.yaml --format json --out out`.split(' ')
  const { status, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd, encoding: 'utf8' })
  return { code: status, err: stderr }
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text)
}

function seen(): string[] {
  const file = path.join(cwd, 'out', 'report.json')
  const { results } = parseReport(readFileSync(file, 'utf8'), file)
  return [...new Set(results.map((result) => `${result.case} ${result.beginString} ${result.verdict}`))].sort()
}

describe('run --failed', () => {
  test('is no way round a version that the profile has now', () => {
    write({ 'plan.yaml': plan('2.c'), 'target.yaml': profile(['FIX.4.4'], FAULT) })
    assert.equal(fixproof('run').code, 1)
    write({ 'target.yaml': profile(['FIX.4.4', 'FIX.4.2']) })
    const { code, err } = fixproof('run --failed')
    assert.equal(code, 2)
    assert.match(err, /asks? for .*that .*report\.json does not have.*FIX\.4\.2 acceptor.*: run all of it again/s)
    assert.deepEqual(seen(), ['2.c FIX.4.4 failed'])
    // What is said for this run alone is another matter.
    assert.equal(fixproof('run --failed --begin-string FIX.4.4').code, 0)
  })

  test('is no way round a case that the plan asks for now', () => {
    write({ 'plan.yaml': plan('2.c'), 'target.yaml': profile(['FIX.4.4'], FAULT) })
    assert.equal(fixproof('run').code, 1)
    write({ 'plan.yaml': plan('2.c', '2.a'), 'target.yaml': profile(['FIX.4.4']) })
    assert.equal(fixproof('run --failed').code, 2)
    write({ 'plan.yaml': plan('2.c') })
    assert.equal(fixproof('run --failed').code, 0)
    assert.deepEqual(seen(), ['2.c FIX.4.4 passed'])
  })

  test('takes what the run left out by its words as it is', () => {
    write({ 'plan.yaml': plan('2.c', '2.a', 'INV-1'), 'target.yaml': profile(['FIX.4.4'], FAULT) })
    assert.equal(fixproof('run 2.c').code, 1)
    write({ 'target.yaml': profile(['FIX.4.4']) })
    assert.equal(fixproof('run --failed').code, 0)
    assert.deepEqual(seen(), ['2.c FIX.4.4 passed'])
  })

  test('does not miss scenarios that were made for an invariant alone', () => {
    write({ 'plan.yaml': plan('2.c', 'INV-1'), 'target.yaml': profile(['FIX.4.4'], FAULT) })
    assert.equal(fixproof('run').code, 1)
    write({ 'target.yaml': profile(['FIX.4.4']) })
    assert.equal(fixproof('run --failed').code, 0)
  })
})

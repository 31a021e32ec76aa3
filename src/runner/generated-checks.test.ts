/**
 * Generated features as a run sees them: our own engine passes them in every version, and an engine that does not look at
 * its messages fails them. Legs come one after the other: steps are loaded once a process.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { dictionaryFor } from '../dictionary/load.ts'
import { findVersion } from '../fix/versions.ts'
import { generate } from '../generation/generate.ts'
import type { ReportResult } from '../report/report.ts'
import type { Leg } from '../testbench/leg.ts'
import { parseProfile } from '../testbench/profile.ts'
import { incoming, out, session } from '../testing/fault.ts'
import { suitePlan } from '../testing/suite-plan.ts'
import { legsOf } from './legs.ts'
import { runSuite } from './run.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-generated-'))
after(() => rmSync(folder, { recursive: true }))

/** The feature of a message, and how many checks it holds. */
function featureOf(version: string, message: string): { file: string; count: number } {
  const found = findVersion(version)
  assert.ok(found !== undefined, version)
  const dictionary = dictionaryFor(found)
  const definition = dictionary.messageByName(message)
  assert.ok(definition !== undefined, message)
  const source = { name: version, sha256: '0' }
  const { text, titles } = generate({ dictionary, version: found, messages: [definition], source, command: 'test' })
  const file = path.join(folder, `${message}-${version.replace('/', '-')}.feature`)
  writeFileSync(file, text)
  return { file, count: titles.length }
}

async function run(file: string, version: string, target = 'tamper: []'): Promise<ReportResult[]> {
  const text = `
target: { engine: self, role: acceptor, ${target} }
sessions: [{ beginString: ${version}, senderCompID: TESTER, targetCompID: FIXPROOF }]
capabilities: [order-flow]
`
  const profile = parseProfile(text, 'generated.yaml', {})
  let found: ReportResult[] = []
  await runSuite(
    suitePlan({
      legs: [legsOf(profile, { profileName: 'generated', seed: 1 })[0] as Leg],
      selection: { paths: [file], tags: undefined },
      profile,
      profileName: 'generated',
      onLeg: (_, results) => {
        found = results
      },
    }),
  )
  return found
}

function verdicts(results: readonly ReportResult[], verdict: ReportResult['verdict']): ReportResult[] {
  return results.filter((result) => result.verdict === verdict)
}

describe('generated checks', () => {
  for (const [version, message] of [
    ['FIX.4.0', 'NewOrderSingle'],
    ['FIX.4.2', 'Allocation'],
    ['FIX.4.4', 'NewOrderSingle'],
    ['FIX.4.4', 'NewOrderList'],
    ['FIXT.1.1/FIX.5.0', 'MarketDataRequest'],
  ] as const)
    test(`our own engine passes them: ${message} of ${version}`, async () => {
      const { file, count } = featureOf(version, message)
      const results = await run(file, version)
      assert.equal(results.length, count)
      assert.deepEqual(
        results.filter(({ verdict }) => verdict !== 'passed').map(({ example, actual }) => `${example}: ${actual}`),
        [],
      )
    })

  test('a target that looks at nothing fails every one of them', async () => {
    const { file, count } = featureOf('FIX.4.4', 'NewOrderSingle')
    const results = await run(file, 'FIX.4.4', session('validateApplicationMessages: false'))
    assert.deepEqual(
      results.filter(({ verdict }) => verdict !== 'failed').map(({ example, actual }) => `${example}: ${actual}`),
      [],
    )
    assert.equal(results.length, count)
    const [first] = results
    assert.equal(first?.requirement, 'A tag number that the standard does not define is rejected.')
    assert.match(first?.clause ?? '', /case 14\.a$/)
    assert.equal(first?.cause?.class, 'undefined-tag-accepted')
    assert.match(first?.example ?? '', /^NewOrderSingle with the undefined tag \d+$/)
  })

  for (const [name, target, cases] of [
    ['another reason', out('msgType: "3", set: { "373": "99" }'), 'all but conditions'],
    ['another tag', out('msgType: "3", set: { "371": "58" }'), 'all but order and conditions'],
    ['another number', out('msgType: "3", set: { "45": "1" }'), 'all but conditions'],
  ] as const)
    test(`a target that rejects with ${name} fails ${cases}`, async () => {
      const { file } = featureOf('FIX.4.4', 'NewOrderSingle')
      const results = await run(file, 'FIX.4.4', target)
      const passed = new Set(verdicts(results, 'passed').map((result) => result.case))
      assert.deepEqual([...passed], cases === 'all but order and conditions' ? ['14.j', '14.m'] : ['14.m'])
      assert.equal(verdicts(results, 'errored').length, 0)
    })

  test('a target that leaves out what it may leave out passes', async () => {
    const { file, count } = featureOf('FIX.4.4', 'NewOrderSingle')
    const lean = out('msgType: "3", set: { "371": null, "372": null, "58": null }')
    assert.equal(verdicts(await run(file, 'FIX.4.4', lean), 'passed').length, count)
  })

  test('a target that drops faulty orders, and answers nothing, fails', async () => {
    const { file } = featureOf('FIX.4.2', 'NewOrderSingle')
    const results = await run(file, 'FIX.4.2', incoming('msgType: D, drop: true'))
    assert.deepEqual(verdicts(results, 'passed'), [])
  })
})

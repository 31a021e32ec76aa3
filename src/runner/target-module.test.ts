/** A target as a module: loaded, refused for what it lacks, and judged like any other. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import type { Leg } from '../testbench/leg.ts'
import { ProfileError, parseProfile } from '../testbench/profile.ts'
import { TargetModuleError } from '../testbench/target-module.ts'
import { givenUp, noteReached } from '../testbench/unreached.ts'
import { suitePlan } from '../testing/suite-plan.ts'
import { legsOf } from './legs.ts'
import { PACKAGE_ROOT, SESSION_FEATURES } from './package-paths.ts'
import { runSuite } from './run.ts'
import { withTarget } from './with-target.ts'

const MINIMAL = path.join(PACKAGE_ROOT, 'src/testing/minimal-target.ts')

const folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-module-'))
after(() => rmSync(folder, { recursive: true }))

function moduleWith(name: string, text: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

function profileOf(target: string, capabilities = '') {
  const session = '{ beginString: FIX.4.4, senderCompID: TESTER, targetCompID: MINIMAL }'
  const text = `target: { ${target} }\nsessions: [${session}]\ncapabilities: [${capabilities}]\n`
  return parseProfile(text, path.join(folder, 'profile.yaml'), {})
}

function planOf(target: string, capabilities = ''): { legs: Leg[]; run: () => Promise<ReportResult[]> } {
  const profile = profileOf(target, capabilities)
  const legs = legsOf(profile, { profileName: `module ${target} ${capabilities}`, seed: 1 })
  const selection = { paths: [path.join(SESSION_FEATURES, '04-heartbeat.feature')], tags: '@4.b or @4.a' }
  const plan = suitePlan({ legs, selection, profile })
  return { legs, run: () => withTarget(plan, async (started) => (await runSuite(started)).results) }
}

describe('a target as a module', () => {
  test('is judged in this process, on the simulated clock: what it does passes, what it lacks fails', async () => {
    const results = await planOf(`engine: module, module: ${MINIMAL}`).run()
    const verdicts = (id: string): string[] => results.filter((one) => one.case === id).map(({ verdict }) => verdict)
    assert.ok(verdicts('4.b').length > 0)
    assert.deepEqual([...new Set(verdicts('4.b'))], ['passed'])
    // It sends no Heartbeat of its own.
    assert.ok(verdicts('4.a').includes('failed'), verdicts('4.a').join())
  })

  test('its file is found beside the profile, and its options are handed on', () => {
    const { legs } = planOf('engine: module, module: ./mine.ts, options: { fault: none }')
    assert.deepEqual(legs[0]?.module, { file: path.join(folder, 'mine.ts'), options: { fault: 'none' } })
    assert.equal(legs[0]?.transport, 'memory')
  })

  const refused: readonly (readonly [name: string, target: string, capabilities: string, why: RegExp])[] = [
    ['a file that is not there', 'module: ./nowhere.ts', '', /nowhere\.ts could not be loaded: Cannot find module/],
    [
      'a file that exports nothing of the kind',
      `module: ${moduleWith('other.mjs', 'export const target = 1')}`,
      '',
      /other\.mjs exports no function createTarget/,
    ],
    ['a capability that no module has', `module: ${MINIMAL}`, 'observe', /can not have; it may have restart, kill,/],
    [
      'a capability without its verb',
      `module: ${MINIMAL}`,
      'logout',
      /declares the capability logout.* no verb logout/,
    ],
    [
      'numbers that can be set and not reset',
      `module: ${moduleWith('half.mjs', 'export const createTarget = () => ({ start() {}, kill() {}, setNumbers() {} })')}`,
      'setSequenceNumbers',
      /no verb resetNumbers/,
    ],
  ]
  for (const [name, target, capabilities, why] of refused)
    test(`${name} is told before the run`, async () => {
      await assert.rejects(planOf(`engine: module, ${target}`, capabilities).run(), (error: Error) => {
        assert.ok(error instanceof TargetModuleError, error.stack)
        assert.match(error.message, why)
        return true
      })
    })

  test('scenarios without a session keep no other from being tried: in memory nothing is waited for', () => {
    const [leg] = planOf(`engine: module, module: ${MINIMAL}`).legs
    assert.ok(leg)
    const stranger: Leg = { ...leg, engine: 'external', host: 'elsewhere' }
    for (const one of [leg, stranger]) for (let i = 0; i < 3; i++) noteReached(one, 'no Logon')
    assert.equal(givenUp(leg), undefined)
    assert.match(givenUp(stranger) ?? '', /3 scenarios in a row found no session/)
  })

  test('a profile that is half of it is refused', () => {
    const wrong = [
      ['engine: module', /"target\.module": needed with engine: module/],
      [`engine: self, module: ${MINIMAL}`, /"target\.module": goes with engine: module/],
      ['engine: self, options: { a: 1 }', /"target\.options": goes with engine: module/],
      [
        `engine: module, module: ${MINIMAL}, transport: tcp`,
        /"target\.transport": a target as a module runs in memory/,
      ],
    ] as const
    for (const [target, why] of wrong)
      assert.throws(
        () => profileOf(target),
        (error: Error) => error instanceof ProfileError && why.test(error.message),
        target,
      )
  })

  test('the page about it shows the module that was judged here', () => {
    const page = readFileSync(path.join(PACKAGE_ROOT, 'docs/own-engine.md'), 'utf8')
    const shown = readFileSync(MINIMAL, 'utf8')
      .replace('../codec/codec.ts', 'fixproof/codec')
      .replace('../testbench/target-module.ts', 'fixproof/target-module')
    assert.ok(page.includes(`\`\`\`ts\n${shown}\`\`\``), 'docs/own-engine.md quotes src/testing/minimal-target.ts')
  })
})

/** The rogues' gallery in short: the healthy target is blamed by nothing, a fault is caught, and the matrix says so. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { CLIENT } from '../../scenarios/rogues/faults/of-clients.ts'
import { FAULTS } from '../../scenarios/rogues/faults.ts'
import { isCaught, isWeak, matrixOf, type Run } from '../../scripts/rogues-matrix.ts'
import { pageOf } from '../../scripts/rogues-page.ts'
import { type Finding, runTask } from '../../scripts/rogues-run.ts'
import { SCENARIOS } from './package-paths.ts'

const GALLERY = path.join(SCENARIOS, 'rogues')
const ISSUE =
  'heartbeat, test-request, resend, gap-fill, reset, logon, logout, validation, framing, persistence, timing, venue, client'

function sources(): { file: string; text: string }[] {
  return readdirSync(GALLERY, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(path.join(GALLERY, file), 'utf8') }))
}

/** Files of the gallery that may know more than fields and names. */
const TRADES = /^(trading\/|faults\/of-clients\.ts$)/
/** What trades behind the sessions: our venue and our client, which are pure, and what is said to and by them. */
const TRADED =
  /\/src\/(venue|client)\/|\/src\/(simulator\/market-event|testbench\/(personas|seeded-random|shown-client))\.ts$/
const MANNERS: ReadonlySet<string> = new Set(
  CLIENT.filter(({ manner }) => manner !== undefined).map(({ name }) => name),
)

const finding = (verdict: Finding['verdict'], id = '4.b'): Finding => ({
  case: id,
  scenario: 's',
  verdict,
  said: '',
  level: 'must',
})
const task = { role: 'acceptor', version: 'FIX.4.4' } as const
const [first] = FAULTS
assert.ok(first)
const runOf = (...findings: Finding[]): Run => ({ task: { ...task, fault: first.name }, findings })

describe("the rogues' gallery", () => {
  test('the healthy target passes, and one that answers no TestRequest is caught by the case about that', async () => {
    const cases = ['4.b', '8']
    const healthy = await runTask(task, cases)
    assert.ok(healthy.length > 3)
    assert.deepEqual(
      healthy.filter(({ verdict }) => verdict !== 'passed'),
      [],
    )
    const rogue = await runTask({ ...task, fault: 'test-request.not-answered' }, cases)
    assert.ok(rogue.some(({ case: id, verdict }) => id === '4.b' && verdict === 'failed'))
  })

  test('there are a hundred faults and more, of every group', () => {
    assert.ok(FAULTS.length >= 100)
    assert.deepEqual([...new Set(FAULTS.map(({ group }) => group))].join(', '), ISSUE)
  })

  test('every fault is a switch of the engine, once or more', () => {
    const engine = sources()
      .filter(({ file }) => !file.startsWith('faults'))
      .map(({ text }) => text)
      .join('\n')
    assert.deepEqual(
      // Mistakes of the house's client are switches of that client.
      FAULTS.filter(({ name }) => !engine.includes(`'${name}'`) && !MANNERS.has(name)).map(({ name }) => name),
      [],
    )
  })

  test('the engine is none of ours, and knows nothing of the judge', () => {
    const foreign = sources().flatMap(({ file, text }) =>
      [...text.matchAll(/(?:from|import)\s*\(?'([./]+\/src\/[^']+)'/g)]
        .map(([, target = '']) => target)
        .filter(
          (target) =>
            !(TRADED.test(target) && TRADES.test(file)) &&
            !/\/src\/(codec|fix|dictionary|transport\/transport\.ts|testbench\/target-module\.ts)/.test(target),
        )
        .map((target) => `${file}: ${target}`),
    )
    assert.deepEqual(foreign, [])
  })

  test('a failed result catches; a warning is weak; an error or an open question is neither', () => {
    const one = (...findings: Finding[]) => {
      const [found] = matrixOf([first], [runOf(...findings)]).catches
      assert.ok(found)
      return { caught: isCaught(found), weak: isWeak(found) }
    }
    assert.deepEqual(one(finding('passed'), finding('failed')), { caught: true, weak: false })
    assert.deepEqual(one(finding('warning')), { caught: false, weak: true })
    assert.deepEqual(one(finding('errored'), finding('inconclusive')), { caught: false, weak: false })
  })

  test('whatever is not passed by the healthy target is a false alarm', () => {
    const findings = [finding('passed'), finding('failed'), finding('inconclusive'), finding('warning')]
    const { falseAlarms, healthyResults } = matrixOf([first], [{ task, findings }])
    assert.deepEqual(
      falseAlarms.map(({ verdict }) => verdict),
      ['failed', 'inconclusive', 'warning'],
    )
    assert.equal(healthyResults, 4)
  })

  test('the page lists a fault that nothing caught, and a case that caught nothing with its proof elsewhere', () => {
    const beside = { cases: ['4.b', '8', '12'], proofs: new Map([['8', ['faults-of-standard.ts']]]) }
    const page = pageOf(matrixOf([first], [runOf(finding('failed', '4.b'))]), beside)
    assert.match(page, /^\| 8 \| .* \| faults-of-standard\.ts \|$/m)
    assert.match(page, /^\| 12 \| .* \| \*\*nowhere\*\* \|$/m)
    assert.doesNotMatch(page, /Faults that no case catches/)
    const missed = pageOf(matrixOf([first], [runOf(finding('passed'))]), beside)
    assert.ok(missed.includes(`## Faults that no case catches\n\n- \`${first.name}\``))
  })
})

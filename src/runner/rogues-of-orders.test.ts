/** The rogues of order flow: every mistake of the list is seen by a case that was written for it, and by nobody else. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { CLIENT } from '../../scenarios/rogues/faults/of-clients.ts'
import { FAULTS, type Fault } from '../../scenarios/rogues/faults.ts'
import { isCaught, matrixOf } from '../../scripts/rogues-matrix.ts'
import { type Finding, runTask, type Task } from '../../scripts/rogues-run.ts'
import { CLIENT_FAULTS } from '../client/manner.ts'
import { findRequirement } from '../conformance/catalogue.ts'
import { DEFECTS } from '../conformance/defects.ts'
import { PACKAGE_ROOT } from './package-paths.ts'

const OF_ORDERS = FAULTS.filter(({ order }) => order !== undefined)

/** Mistakes on the list. */
const ROWS = 35

/** One case or two of each group, beside those that must catch a fault: what has nothing to do with it stays green. */
const OTHERS = [
  'ORD-01.a',
  'ORD-10.l',
  'CXL-09.c',
  'EXE-06.b',
  'EXE-06.f',
  'QUO-01.d',
  'MKT-01.a',
  'APP-01.b',
  'APP-02.a',
]

function casesFor(faults: readonly Fault[]): string[] {
  return [...new Set([...faults.flatMap(({ order }) => order?.mustCatch ?? []), ...OTHERS])]
}

function blameless(findings: readonly Finding[]): void {
  assert.deepEqual(
    findings
      .filter(({ verdict }) => verdict !== 'passed')
      .map(({ case: id, scenario, verdict }) => [id, scenario, verdict]),
    [],
  )
}

describe('the rogues of order flow', () => {
  test('every mistake of the list is there', () => {
    const rows = new Set(OF_ORDERS.map(({ order }) => order?.row))
    assert.deepEqual(
      Array.from({ length: ROWS }, (_, i) => i + 1).filter((row) => !rows.has(row)),
      [],
    )
  })

  test('every mistake that our client can make is among them', () => {
    const made = CLIENT.map(({ manner }) => manner)
    assert.deepEqual(
      CLIENT_FAULTS.filter(({ name }) => !made.includes(name)).map(({ name }) => name),
      [],
    )
  })

  test('what they name is there: cases of the catalogue, and causes', () => {
    const unknown = OF_ORDERS.flatMap(({ name, order }) => [
      ...(order?.mustCatch ?? []).filter((id) => findRequirement(id) === undefined).map((id) => `${name}: ${id}`),
      ...(order?.cause === undefined || DEFECTS.some((defect) => defect.class === order.cause)
        ? []
        : [`${name}: ${order.cause}`]),
    ])
    assert.deepEqual(unknown, [])
  })

  test('the page of the gallery has them all', () => {
    const page = readFileSync(path.join(PACKAGE_ROOT, 'docs', 'rogues.md'), 'utf8')
    const missing = OF_ORDERS.filter(({ name, does }) => !page.includes(`| ${name.replace(/^\w+\./, '')} | ${does} |`))
    assert.deepEqual(
      missing.map(({ name }) => name),
      [],
    )
  })

  for (const role of ['acceptor', 'initiator'] as const)
    for (const version of ['FIX.4.2', 'FIX.4.4', 'FIXT.1.1/FIX.5.0SP2'] as const)
      test(`healthy, none of these cases blames it: ${version}, ${role}`, async () => {
        const findings = await runTask({ role, version }, casesFor(OF_ORDERS))
        assert.ok(findings.length > OTHERS.length)
        blameless(findings)
      })

  for (const fault of OF_ORDERS)
    test(`${fault.name}: a target that ${fault.does}`, async () => {
      const { name, role, version, order } = fault
      const task: Task = { fault: name, role, version }
      const findings = await runTask(task, casesFor([fault]))
      const [found] = matrixOf([fault], [{ task, findings }]).catches
      assert.ok(found)
      assert.ok(
        isCaught(found),
        `not caught: ${findings.map(({ case: id, verdict }) => `${id} ${verdict}`).join(', ')}`,
      )
      assert.deepEqual(found.unexplained, [])
      // Warnings name no cause.
      const failed = found.caughtBy.some((id) => order?.mustCatch.includes(id) === true)
      const causes = findings.map(({ cause }) => cause)
      if (order?.cause !== undefined && failed) assert.ok(causes.includes(order.cause), `causes: ${causes.join(', ')}`)
    })

  test('ExecType of another version is seen in FIX.4.2, too', async () => {
    const findings = await runTask(
      { fault: 'venue.exec-type-of-another-version', role: 'acceptor', version: 'FIX.4.2' },
      ['EXE-11.c'],
    )
    assert.ok(findings.some(({ case: id, verdict }) => id === 'INV-21' && verdict === 'failed'))
  })
})

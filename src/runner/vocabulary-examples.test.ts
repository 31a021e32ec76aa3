/** What is shown of the language of orders is so: every scenario runs, and every cell says what it is said to say. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { fits } from '../conformance/expect.ts'
import { Bench } from '../testbench/bench.ts'
import { EXPECTED_CELLS, SENT_CELLS } from '../testbench/vocabulary-cells.ts'
import { SCENARIO_EXAMPLES } from '../testbench/vocabulary-examples.ts'
import { patternOf, statedFields, tagOf } from '../testbench/wording.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { PACKAGE_ROOT } from './package-paths.ts'
import { runScenarios, type Support, supportFor } from './run-cucumber.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-examples-'))
after(() => rmSync(folder, { recursive: true }))

const TELLING = path.join(PACKAGE_ROOT, 'src/testing/telling-target.ts')
const trading = { plays: 'venue', symbol: 'SIM', price: '100', tolerates: [] } as const

describe('scenarios that are shown', () => {
  let support: Support
  before(async () => {
    support = await supportFor([])
  })

  for (const [i, { subject, steps, answers, versions }] of SCENARIO_EXAMPLES.entries())
    for (const version of versions)
      test(`${subject} ${i + 1}, ${version}`, async () => {
        const file = path.join(folder, `example-${i}.feature`)
        const indented = steps.trim().replaceAll('\n', '\n    ')
        const head = `@application\nFeature: Example\n  Scenario: Example\n    Given an established session with the target\n`
        writeFileSync(file, `${head}    ${indented}\n`)
        const module = { file: TELLING, options: { answers: inVersion(answers, version) } }
        const leg = legWith({ version, engine: 'module', module, capabilities: ['order-flow'], trading })
        const [result] = await runScenarios(leg, { paths: [file], tags: undefined }, [], support)
        assert.equal(result?.verdict, 'passed', result?.reason ?? result?.actual)
      })
})

/** ExecTransType(20) is of FIX.4.2; the status of an order is told by it there. */
function inVersion(answers: Readonly<Record<string, readonly string[]>>, version: string): Record<string, string[]> {
  const told = (text: string): string =>
    version === 'FIX.4.2' ? text.replace(/20=0(.*)150=I/, '20=3$1150=0') : text.replaceAll(' 20=0', '')
  return Object.fromEntries(Object.entries(answers).map(([msgType, texts]) => [msgType, texts.map(told)]))
}

describe('cells that are shown', () => {
  const message = (msgType: string, body: readonly Field[]): Message =>
    decode(encode([[8, 'FIX.4.4'], [35, msgType], ...body]))

  function bench(): Bench {
    const made = new Bench(legWith(), 'cells')
    made.named.set('order', message('D', [[11, 'A1']]))
    made.named.set(
      'ack',
      message('8', [
        [11, 'A1'],
        [37, 'O1'],
      ]),
    )
    made.captured.set('id', 'O1')
    return made
  }

  for (const { cell, field, fits: fitting, not } of EXPECTED_CELLS)
    test(`expected: ${cell}`, () => {
      const made = bench()
      const pattern = patternOf(made, 'ExecutionReport', [[field, cell]])
      const holds = (value: string | null): boolean => fits(message('8', [[tagOf(made, field), value]]), pattern)
      assert.deepEqual([fitting.filter((value) => !holds(value)), not.filter(holds)], [[], []])
    })

  for (const { cell, field, sends } of SENT_CELLS)
    test(`sent: ${cell}`, () => {
      const made = bench()
      const [sent] = statedFields(made, 'NewOrderSingle', [[field, cell]])
      assert.equal(sent?.[0], tagOf(made, field))
      if (sends instanceof RegExp) assert.match(String(sent?.[1]), sends)
      else assert.equal(sent?.[1], sends)
    })
})

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { EVENT_NAMES } from '../testbench/report-events.ts'
import { SCENARIO_EXAMPLES } from '../testbench/vocabulary-examples.ts'
import { madeAnew } from './scenarios-page.ts'

const FILE = path.resolve(import.meta.dirname, '../../docs/scenarios.md')

/** `FIXPROOF_UPDATE=1` writes it again. */
test('docs/scenarios.md says what the language is', () => {
  const page = readFileSync(FILE, 'utf8')
  const wanted = madeAnew(page)
  if (process.env.FIXPROOF_UPDATE === '1') writeFileSync(FILE, wanted)
  assert.equal(page, wanted)
})

test('it shows every example and every event', () => {
  const page = madeAnew(readFileSync(FILE, 'utf8'))
  for (const { steps } of SCENARIO_EXAMPLES) assert.ok(page.includes(steps.trim()), steps)
  for (const name of EVENT_NAMES) assert.ok(page.includes(`\n| ${name} | `), name)
})

test('a part that nobody makes is a slip of the pen', () => {
  assert.throws(() => madeAnew('<!-- made: nothing -->\n<!-- end -->'), /nothing makes the part "nothing"/)
})

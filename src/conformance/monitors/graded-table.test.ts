import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { GROUPS } from '../catalogue.ts'
import { groupOf } from '../requirement.ts'
import { GRADED_CASES } from './graded-cases.ts'

const PAGE = path.resolve(import.meta.dirname, '..', '..', '..', 'docs', 'logs.md')

test('the page on logs lists the cases that can be graded', () => {
  const page = readFileSync(PAGE, 'utf8')
  const rows = GROUPS.flatMap(({ id, title }) => {
    const cases = [...GRADED_CASES].filter((one) => groupOf(one) === id)
    return cases.length === 0 ? [] : [`| ${title} | ${shortened(cases)} |`]
  })
  const table = ['| Group | Cases |', '|---|---|', ...rows].join('\n')
  assert.ok(page.includes(table), `docs/logs.md, section "What can be graded", has to have this table:\n\n${table}\n`)
})

function shortened(cases: readonly string[]): string {
  const [first = '', last = ''] = [cases[0], cases.at(-1)]
  return groupOf(first) === 'INV' ? `${first} to ${last}` : cases.join(', ')
}

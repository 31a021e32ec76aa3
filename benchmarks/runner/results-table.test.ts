import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Measured } from './figures.ts'
import { consoleTable, figure, markdownTable } from './results-table.ts'

const rows: readonly Measured[] = [
  {
    id: 'w3-p50-file',
    what: 'p50 round trip',
    unit: 'us',
    better: 'less',
    goals: { quickfix: 0.75 },
    samples: { ours: [40], quickfix: [50], floor: [12.34] },
    cpuMicros: { ours: [20], quickfix: [30] },
  },
  { id: 'w1-index', what: 'index', unit: 'msg/s', better: 'more', samples: { ours: [1234567] } },
]

test('figures have three digits or whole thousands', () => {
  assert.deepEqual([0.1234, 12.34, 123.4, 1234567, undefined, Number.NaN].map(figure), [
    '0.12',
    '12.3',
    '123',
    '1,234,567',
    '-',
    '-',
  ])
})

test('a Markdown table shows medians, ratios, goals and CPU, and the floor beside its row', () => {
  const [, , first, second] = markdownTable(rows).split('\n')
  assert.equal(
    first,
    '| p50 round trip (without FIX work 12.3) | us | 40.0 | 50.0 | - | 0.80 | - | <= 0.75 x quickfix | NO | 20.0 / 30.0 / - |',
  )
  assert.equal(second, '| index | msg/s | 1,234,567 | - | - | - | - |  |  |  |')
})

test('a table for the terminal leaves out columns that hold nothing', () => {
  const head = consoleTable(rows.slice(1)).split('\n')[0] ?? ''
  assert.match(head, /fixproof/)
  assert.doesNotMatch(head, /QuickFIX|goal|CPU/)
  assert.match(consoleTable(rows).split('\n')[0] ?? '', /QuickFIX/)
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { withFigures } from './page.ts'
import { merged, type Results, type WorkloadResult } from './results.ts'
import { ROOT } from './tools.ts'

const options = { rounds: 5, quick: false, peers: true, journal: true, seconds: 60 }
const w1: WorkloadResult = {
  workload: 'w1',
  title: 'W1 decode',
  at: '2026-11-22T12:34:56.000Z',
  load: [0.1, 0.2, 0.3],
  options,
  measured: [{ id: 'w1-a', what: 'decode', unit: 'msg/s', better: 'more', samples: { ours: [1, 3, 2] } }],
  checks: [
    { engine: 'ours', what: 'counted', ok: true, detail: '' },
    { engine: 'jspurefix', what: 'counted', ok: false, detail: 'one is missing' },
  ],
}
const w2: WorkloadResult = {
  ...w1,
  workload: 'w2',
  title: 'W2 encode',
  measured: [],
  checks: [],
  failed: 'no compiler',
}
const results: Results = {
  machine: { cpu: 'Some CPU', cores: 2, memoryGiB: 23, system: 'Linux', versions: { node: 'v24' } },
  workloads: [w1, w2],
}

test('figures go between the markers of the page, and what people wrote stays', () => {
  const page = readFileSync(path.join(ROOT, 'docs', 'performance.md'), 'utf8')
  const once = withFigures(page, results)
  assert.match(once, /Machine: Some CPU, 2 cores, 23 GiB, Linux\.\n\nVersions: node v24\./)
  assert.match(once, /### W1 decode\n\n2026-11-22 12:34 UTC, load 0\.10 0\.20 0\.30 before; 5 rounds; journal on\./)
  assert.match(once, /\| decode \| msg\/s \| 2\.00 \|/)
  assert.match(once, /1 of 2 checks of the work done passed\.\n\n- jspurefix: counted: one is missing/)
  assert.match(once, /### W2 encode[\s\S]*Not run to its end: no compiler/)
  assert.equal(withFigures(once, results), once)
  assert.equal(withFigures(once, { ...results, workloads: [] }).split('\n')[0], page.split('\n')[0])
  assert.throws(() => withFigures('# nothing', results), /the page has no lines/)
})

test('a workload that was run again takes its place, the others stay', () => {
  const again = { ...w1, at: 'later' }
  assert.deepEqual(merged([w2, w1], [again], ['w1', 'w2', 'w3']), [again, w2])
})

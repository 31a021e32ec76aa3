/** S1: the whole suite as users start it, from the command to its end, and how much of that is no scenario. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseReport } from '../../src/report/parse-report.ts'
import type { Report } from '../../src/report/report.ts'
import { rowOf } from '../rows.ts'
import { extent } from '../runner/figures.ts'
import { ROOT } from '../runner/tools.ts'
import { type Bench, type Check, inTurns, type Outcome } from '../runner/workload.ts'

interface Run {
  readonly seconds: number
  readonly report: Report
}

/** @throws Error when the suite does not end as it should */
async function runSuite(bench: Bench, more: readonly string[]): Promise<Run> {
  const out = path.join(bench.scratch, 'report')
  const command = [
    bench.tools.node,
    path.join(ROOT, 'bin', 'fixproof.mjs'),
    'run',
    '--seed',
    '1',
    '--out',
    out,
    ...more,
  ]
  const began = performance.now()
  const child = bench.children.start('suite', command)
  const code = await child.ended()
  const seconds = (performance.now() - began) / 1000
  if (code !== 0) throw new Error(`the suite ended with ${code}: ${child.complaints}`)
  const file = path.join(out, 'report.json')
  return { seconds, report: parseReport(readFileSync(file, 'utf8'), file) }
}

/** What is before the first scenario begins and behind the end of the last: start, reading, and the reports. */
function shareOutside({ seconds, report }: Run): number {
  const spans = report.results.map(({ startedAt, durationMs }): [number, number] => {
    const start = Date.parse(startedAt ?? report.startedAt)
    return [start, start + durationMs]
  })
  return (1 - extent(spans) / 1000 / seconds) * 100
}

export async function suite(bench: Bench): Promise<Outcome> {
  const outside: number[] = []
  let run: Run | undefined
  const pass = async () => {
    run = await runSuite(bench, [])
    outside.push(shareOutside(run))
    return { value: run.seconds }
  }
  const measured = [
    { ...rowOf('s1'), ...(await inTurns(bench, 's1', [{ engine: 'ours', pass }])) },
    { ...rowOf('s1-outside'), samples: { ours: outside } },
  ]
  const results = run?.report.results ?? []
  const errored = results.filter(({ verdict }) => verdict === 'errored').length
  const detail = `${results.length} checks, ${errored} errored; the run itself says ${run?.report.durationMs} ms`
  const check: Check = {
    engine: 'ours',
    what: 's1: every check has a verdict',
    ok: results.length > 0 && errored === 0,
    detail,
  }
  return { measured, checks: [check] }
}

/** On request only: it waits for timers of an engine that is not ours, a minute and more. */
export async function suiteAgainstQuickFix(bench: Bench): Promise<Outcome> {
  const profile = path.join(ROOT, 'scenarios', 'quickfix', 'profile.yaml')
  const pass = async () => ({ value: (await runSuite(bench, ['--profile', profile])).seconds })
  const measured = [{ ...rowOf('s1-quickfix'), ...(await inTurns(bench, 's1-quickfix', [{ engine: 'ours', pass }])) }]
  return { measured, checks: [] }
}

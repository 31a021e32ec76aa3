/**
 * Measures what users run, and with `--peers` QuickFIX/C++ and jspurefix in turns with it. Prints medians, ratios and goals;
 * leaves everything in OUT/results.json. Exit code 1 only when the work that was measured was not done right, or when nothing ran.
 *
 *   npm run bench [-- --only w1,w3 --rounds 5 --quick --out DIR]      npm run bench:peers [-- the same, --write-docs]
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Children } from './runner/child.ts'
import type { EngineName } from './runner/figures.ts'
import { describeMachine } from './runner/machine.ts'
import { withFigures } from './runner/page.ts'
import { keep, type WorkloadResult } from './runner/results.ts'
import { consoleTable } from './runner/results-table.ts'
import { buildTools, ROOT, type Tools } from './runner/tools.ts'
import type { BenchOptions, Check, Workload } from './runner/workload.ts'
import { bothSides } from './workloads/both-sides.ts'
import { decodeLog } from './workloads/decode-log.ts'
import { decoding } from './workloads/decoding.ts'
import { encoding } from './workloads/encoding.ts'
import { orders } from './workloads/orders.ts'
import { recovery } from './workloads/recovery.ts'
import { roundTrips } from './workloads/round-trips.ts'
import { sessions } from './workloads/sessions.ts'
import { steady } from './workloads/steady.ts'
import { suite, suiteAgainstQuickFix } from './workloads/suite.ts'
import { venue } from './workloads/venue.ts'

const WORKLOADS: Readonly<Record<string, { readonly title: string; readonly run: Workload; readonly asked?: true }>> = {
  w1: { title: 'W1 decode', run: decoding },
  w2: { title: 'W2 encode', run: encoding },
  'w3-orders': { title: 'W3 orders in flight', run: orders },
  'w3-round-trip': { title: 'W3 round trip', run: roundTrips },
  'w3-both': { title: 'W3 engine against engine', run: bothSides },
  venue: { title: 'Venue', run: venue },
  w4: { title: 'W4 recovery', run: recovery },
  w5: { title: 'W5 sessions', run: sessions },
  s1: { title: 'S1 the suite', run: suite },
  's1-quickfix': { title: 'S1 the suite against QuickFIX', run: suiteAgainstQuickFix, asked: true },
  steady: { title: 'Steady orders', run: steady },
  log: { title: 'Decoding a log', run: decodeLog },
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    journal: { type: 'string', default: 'on' },
    seconds: { type: 'string', default: '60' },
    out: { type: 'string', default: path.join(ROOT, 'reports', 'bench') },
    'write-docs': { type: 'boolean', default: false },
  },
})
const names = values.only === undefined ? Object.keys(WORKLOADS).filter(unasked) : values.only.split(',').flatMap(named)
const options: BenchOptions = {
  rounds: Number(values.rounds ?? (values.quick ? 1 : 5)),
  quick: values.quick,
  peers: values.peers,
  journal: values.journal !== 'off',
  seconds: Number(values.seconds),
}
const unknown = names.filter((name) => WORKLOADS[name] === undefined)
if (unknown.length > 0 || !(options.rounds >= 1) || !(options.seconds > 0)) {
  console.error(`--only takes ${Object.keys(WORKLOADS).join(', ')}; --rounds and --seconds take numbers`)
  process.exit(2)
}

function unasked(name: string): boolean {
  return WORKLOADS[name]?.asked !== true
}

/** `w3` names all parts of W3. */
function named(name: string): string[] {
  if (WORKLOADS[name] !== undefined) return [name]
  const parts = Object.keys(WORKLOADS).filter((part) => part.startsWith(`${name}-`) && unasked(part))
  return parts.length === 0 ? [name] : parts
}

const say = (text: string): void => console.error(text)
const tools = buildTools(options.peers, say)
for (const what of tools.missing) say(`not here: ${what}`)
const children = new Children()
const now: WorkloadResult[] = []
let scratch = ''
process.on('exit', () => {
  if (scratch !== '') rmSync(scratch, { recursive: true, force: true })
})
for (const name of names) now.push(await measure(name, tools))
const results = keep(values.out, describeMachine(), now, Object.keys(WORKLOADS))
report()

async function measure(name: string, built: Tools): Promise<WorkloadResult> {
  const { title = name, run } = WORKLOADS[name] ?? {}
  const about = { workload: name, title, at: new Date().toISOString(), load: os.loadavg(), options }
  say(`== ${title}; load ${about.load.map((value) => value.toFixed(2)).join(' ')}`)
  scratch = mkdtempSync(path.join(os.tmpdir(), 'fixproof-bench-'))
  const left: Check[] = []
  const leaves = (engine: EngineName, why: string): void => {
    say(`${engine} is left out: ${why}`)
    left.push({ engine, what: 'takes part', ok: false, detail: why })
  }
  try {
    const outcome = await run?.({ options, tools: built, children, scratch, say, leaves })
    return { ...about, measured: outcome?.measured ?? [], checks: [...(outcome?.checks ?? []), ...left] }
  } catch (fault) {
    const failed = fault instanceof Error ? fault.message : String(fault)
    say(`${title}: ${failed}`)
    return { ...about, measured: [], checks: [], failed }
  } finally {
    await children.stopAll()
    rmSync(scratch, { recursive: true, force: true })
  }
}

function report(): void {
  console.log(consoleTable(now.flatMap(({ measured }) => measured)))
  const checks = now.flatMap((result) => result.checks)
  const bad = checks.filter(({ ok }) => !ok)
  console.log(`\n${checks.length - bad.length} of ${checks.length} checks of the work done passed`)
  for (const { engine, what, detail } of bad) console.log(`  ${engine}: ${what}: ${detail}`)
  for (const { title, failed } of now) if (failed !== undefined) console.log(`${title} did not run: ${failed}`)
  console.log(`all samples: ${path.join(values.out, 'results.json')}`)
  if (values['write-docs']) {
    const page = path.join(ROOT, 'docs', 'performance.md')
    writeFileSync(page, withFigures(readFileSync(page, 'utf8'), results))
    console.log(`written: ${page}`)
  }
  // A peer that answers wrongly is said and no fault of ours.
  const oursBad = bad.some(({ engine }) => engine === 'ours')
  process.exitCode = oursBad || now.every(({ measured }) => measured.length === 0) ? 1 : 0
}

/**
 * What CI runs after `npm ci`: the README's test command, the packed package in folders of its own, report and certificate in a
 * real browser, the suite and generated checks against QuickFIX/C++ and jspurefix, and what was recorded of that, imported and
 * graded. Ends in one line that counts all of it.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import type { Report } from '../src/report/report.ts'

const total = { passed: 0, failed: 0 }
const CLOSING = /^(\d+) passed, (\d+) failed$/m

interface Ended {
  readonly status: number | null
  readonly output: string
}

/** Runs one command with its output shown, and kept. */
function run(name: string, program: string, args: readonly string[]): Promise<Ended> {
  console.log(`\n##### ${name}: ${[program, ...args].join(' ')}`)
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const show = (chunk: Buffer): void => {
      output += chunk.toString()
      process.stdout.write(chunk)
    }
    child.stdout.on('data', show)
    child.stderr.on('data', show)
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, output }))
  })
}

function add(name: string, passed: number, failed: number, status: number | null): void {
  total.passed += passed
  // A stage that failed without a failed check to show for it, or that checked nothing, is a failure.
  const hidden = failed === 0 && (status !== 0 || passed === 0) ? 1 : 0
  total.failed += failed + hidden
  console.log(`##### ${name}: ${passed} passed, ${failed + hidden} failed`)
}

/** A stage that ends in a line `N passed, N failed` of its own. */
async function counted(name: string, program: string, args: readonly string[]): Promise<void> {
  const ended = await run(name, program, args)
  const last = CLOSING.exec(ended.output.split('\n').slice(-5).join('\n'))
  add(name, Number(last?.[1] ?? 0), Number(last?.[2] ?? 0), ended.status)
}

/** Checks of NewOrderSingle, as the README of scenarios/quickfix-checks makes and runs them. */
async function generatedChecks(): Promise<void> {
  const name = 'generated checks'
  const out = 'reports/quickfix-checks'
  const feature = `${out}/new-order-single-fix44.feature`
  const fixproof = (...words: readonly string[]) => run(name, process.execPath, ['bin/fixproof.mjs', ...words])
  rmSync(out, { recursive: true, force: true })
  const made = await fixproof('generate', 'FIX.4.4', 'NewOrderSingle', '--out', feature)
  if (made.status !== 0) return add(name, 0, 1, made.status)
  const { status } = await fixproof('run', feature, '-p', 'quickfix-checks', '--begin-string', 'FIX.4.4', '--out', out)
  const file = `${out}/report.json`
  if (!existsSync(file)) return add(name, 0, 1, status)
  const { summary } = JSON.parse(readFileSync(file, 'utf8')) as Report
  add(name, summary.passed + summary.warning, summary.failed + summary.errored + summary.inconclusive, status)
}

await counted('tests', 'npm', ['test', '--silent'])
await counted('package', process.execPath, ['scripts/package-trial.ts'])
// A short form of what `npm run crash-trial` does at length.
await counted('crash trial', process.execPath, ['scripts/crash-trial.ts', '--kills', '20'])
await counted('backup trial', process.execPath, ['scripts/backup-trial.ts'])
await counted('rogues', process.execPath, ['scripts/rogues.ts'])
await counted('exploration', process.execPath, ['scripts/explore-trial.ts'])

const page = await run('page', process.execPath, [
  '--test',
  '--test-reporter=tap',
  'src/report/formats/html.browser-test.ts',
  'src/evidence/certificate.browser-test.ts',
])
const number = (label: string): number => Number(new RegExp(`^# ${label} (\\d+)$`, 'm').exec(page.output)?.[1] ?? 0)
add('page', number('pass'), number('fail'), page.status)

// Fails as well when docs/interop.md is not what the runs show.
const interop = await run('interop', 'npm', ['run', '--silent', 'interop', '--', '--check'])
await generatedChecks()
let seen = 0
for (const pack of ['quickfix', 'quickfix-restart', 'quickfix-orders', 'jspurefix']) {
  const file = `reports/${pack}/report.json`
  if (!existsSync(file)) continue
  // A waived deviation is neither: it is in the report, with its reason. What was not proven is judged by the script.
  const { summary } = JSON.parse(readFileSync(file, 'utf8')) as Report
  const failed = summary.failed + summary.errored
  seen += failed
  add(`interop ${pack}`, summary.passed + summary.warning, failed, failed === 0 ? 0 : interop.status)
}
if (interop.status !== 0 && seen === 0) add('interop', 0, 1, interop.status)
// Both read the reports that interop has written.
await counted('recorded sessions', process.execPath, ['scripts/recorded-sessions.ts'])
await counted('graded recordings', process.execPath, ['scripts/graded-recordings.ts'])

console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1

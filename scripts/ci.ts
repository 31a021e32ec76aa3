/**
 * What CI runs after `npm ci`: the README's test command, the report page in a real browser, and the suite against
 * QuickFIX/C++ and jspurefix. Ends in one line that counts all of it.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
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

await counted('tests', 'npm', ['test', '--silent'])
// A short form of what `npm run crash-trial` does at length.
await counted('crash trial', process.execPath, ['scripts/crash-trial.ts', '--kills', '20'])
await counted('backup trial', process.execPath, ['scripts/backup-trial.ts'])
await counted('rogues', process.execPath, ['scripts/rogues.ts'])
await counted('exploration', process.execPath, ['scripts/explore-trial.ts'])

const page = await run('page', process.execPath, [
  '--test',
  '--test-reporter=tap',
  'src/report/formats/html.browser-test.ts',
])
const number = (label: string): number => Number(new RegExp(`^# ${label} (\\d+)$`, 'm').exec(page.output)?.[1] ?? 0)
add('page', number('pass'), number('fail'), page.status)

// Fails as well when docs/interop.md is not what the runs show.
const interop = await run('interop', 'npm', ['run', '--silent', 'interop', '--', '--check'])
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

console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1

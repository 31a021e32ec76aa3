/**
 * What CI runs after `npm ci`: the README's test command, the report page in a real browser, and the suite against
 * QuickFIX/C++. Ends in one line that counts all of it.
 */
import { spawn } from 'node:child_process'

const total = { passed: 0, failed: 0, skipped: 0 }
const CLOSING = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/m

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

function add(name: string, passed: number, failed: number, skipped: number, status: number | null): void {
  total.passed += passed
  total.skipped += skipped
  // A stage that failed without a failed check to show for it, or that checked nothing, is a failure.
  const hidden = failed === 0 && (status !== 0 || passed === 0) ? 1 : 0
  total.failed += failed + hidden
  console.log(`##### ${name}: ${passed} passed, ${failed + hidden} failed`)
}

const tests = await run('tests', 'npm', ['test', '--silent'])
const closing = CLOSING.exec(tests.output.split('\n').slice(-5).join('\n'))
add('tests', Number(closing?.[1] ?? 0), Number(closing?.[2] ?? 0), Number(closing?.[3] ?? 0), tests.status)

const page = await run('page', process.execPath, [
  '--test',
  '--test-reporter=tap',
  'src/report/formats/html.browser-test.ts',
])
const number = (label: string): number => Number(new RegExp(`^# ${label} (\\d+)$`, 'm').exec(page.output)?.[1] ?? 0)
add('page', number('pass'), number('fail'), number('skipped'), page.status)

const interop = await run('interop', 'npm', ['run', '--silent', 'interop'])
const counts =
  /(\d+) failed, (\d+) errored, (\d+) inconclusive, (\d+) warnings?, (\d+) waived, (\d+) passed, (\d+) not applicable/.exec(
    interop.output,
  )
const [failed = 0, errored = 0, inconclusive = 0, warnings = 0, waived = 0, passed = 0, notApplicable = 0] = (
  counts ?? []
)
  .slice(1)
  .map(Number)
add('interop', passed + warnings, failed + errored + inconclusive, waived + notApplicable, interop.status)

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1

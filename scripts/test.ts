/**
 * What `npm test` runs, each stage in a process of its own, then one closing line. The numbers are counted from what
 * the stages did: the JUnit files of the tests and of the self-run, and one check for each other stage.
 * Nothing here needs more than Node and npm; what needs Debian's packages is in .ci/run.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { SaxesParser } from 'saxes'

const REPORTS = 'reports/junit'
const count = { passed: 0, failed: 0, skipped: 0 }

/** Counts the <testcase> elements of one JUnit file. @returns how many there are */
function countJunit(file: string): number {
  let cases = 0
  let outcome: keyof typeof count = 'passed'
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => {
    if (name === 'testcase') outcome = 'passed'
    else if (name === 'failure' || name === 'error') outcome = 'failed'
    else if (name === 'skipped') outcome = 'skipped'
  })
  parser.on('closetag', ({ name }) => {
    if (name !== 'testcase') return
    cases++
    count[outcome]++
  })
  // Node writes what a test says as it is, SOH too, and XML has no place for it.
  parser.write(readFileSync(file, 'utf8').replaceAll(/(?![\n\r\t])\p{Cc}/gu, '?')).close()
  return cases
}

function stage(name: string, command: readonly string[], junit?: string): void {
  console.log(`\n=== ${name}`)
  const began = performance.now()
  const failedBefore = count.failed
  const [program = '', ...args] = command
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  if (junit === undefined) count[status === 0 ? 'passed' : 'failed']++
  else {
    const cases = existsSync(junit) ? countJunit(junit) : 0
    // A stage that ran nothing, or that failed with no failed case to show for it, counts as a failure.
    if (cases === 0 || (status !== 0 && count.failed === failedBefore)) count.failed++
  }
  const took = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`--- ${name}: ${status === 0 ? 'ok' : `exit ${status}`}, ${took} s`)
}

rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })
const bin = (name: string): string => `node_modules/.bin/${name}`
stage('types', [bin('tsc'), '--noEmit'])
stage('lint', [bin('biome'), 'check', '.'])
stage('build', [process.execPath, 'scripts/build.ts'])
stage('unit tests', [process.execPath, 'scripts/unit-tests.ts'], `${REPORTS}/unit.xml`)
stage(
  'the suite against ourselves',
  [process.execPath, 'bin/fixproof.mjs', 'run', '--out', `${REPORTS}/self`, '--format', 'junit,json,html,markdown'],
  `${REPORTS}/self/junit.xml`,
)
stage(
  'the same over real sockets',
  [
    process.execPath,
    'bin/fixproof.mjs',
    'run',
    '--profile',
    'self-tcp',
    '--out',
    `${REPORTS}/tcp`,
    '--format',
    'junit,json',
  ],
  `${REPORTS}/tcp/junit.xml`,
)
stage(
  'the suite against a process that is killed',
  [
    process.execPath,
    'bin/fixproof.mjs',
    'run',
    '--profile',
    'self-process',
    // What is kept does not depend on the version, and each takes its time.
    '--begin-string',
    'FIX.4.4',
    '--out',
    `${REPORTS}/process`,
    '--format',
    'junit,json',
  ],
  `${REPORTS}/process/junit.xml`,
)

if (count.skipped > 0)
  console.log(`\n${count.skipped} skipped: cases that do not apply to a version, a role or the profile`)
console.log(`\n${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1

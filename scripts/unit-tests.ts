/** Every *.test.ts through node's own runner; `npm run test:unit -- src/codec` runs those of a folder. */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'

const folders = process.argv.slice(2)
const patterns =
  folders.length === 0
    ? ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'benchmarks/**/*.test.ts']
    : folders.map((folder) => `${folder}/**/*.test.ts`)
mkdirSync('reports/junit', { recursive: true })
const reporters = [
  '--test-reporter=dot',
  '--test-reporter-destination=stdout',
  '--test-reporter=junit',
  '--test-reporter-destination=reports/junit/unit.xml',
]
/** Far beyond what any test takes: it only turns a test that hangs into one that fails. */
const HANGS_AFTER_MS = 300_000
const { status } = spawnSync(
  process.execPath,
  // Many tests wait for processes of their own, so that a processor for each is not too much.
  [
    '--test',
    `--test-concurrency=${availableParallelism()}`,
    `--test-timeout=${HANGS_AFTER_MS}`,
    ...reporters,
    ...patterns,
  ],
  { stdio: 'inherit' },
)
process.exitCode = status ?? 1

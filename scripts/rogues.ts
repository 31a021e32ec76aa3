/**
 * `npm run rogues`: the suite against the healthy rogue target in every version and role, then against each of its
 * faults: the session suite for those of the session, the application suite for those of order flow. Writes the kill
 * matrix to docs/rogues.md. Fails on a fault that no case catches, on one of order flow that is blamed by cases which it
 * does not concern, and on a healthy target that any case blames.
 *
 *   --only NAME   faults whose name begins so; the page is not written
 *   --jobs N      processes side by side; as many as there are processors when absent
 */
import { type ChildProcess, fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { FAULTS } from '../scenarios/rogues/faults.ts'
import { VERSIONS } from '../src/fix/versions.ts'
import { isCaught, isWeak, matrixOf, type Run } from './rogues-matrix.ts'
import { pageOf } from './rogues-page.ts'
import { casesWithScenarios, provenElsewhere } from './rogues-proofs.ts'
import type { Finding, Task } from './rogues-run.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const ROLES = ['acceptor', 'initiator'] as const

const { values } = parseArgs({ options: { only: { type: 'string' }, jobs: { type: 'string' } } })
const only = values.only ?? ''
const jobs = Number(values.jobs ?? os.availableParallelism())
const faults = FAULTS.filter(({ name }) => name.startsWith(only))
if (faults.length === 0 || !Number.isInteger(jobs) || jobs < 1) {
  console.error(faults.length === 0 ? `no fault begins with "${only}"` : `--jobs ${values.jobs}: expected 1 or more`)
  process.exit(2)
}

const began = performance.now()
const healthy: Task[] = VERSIONS.flatMap(({ id }) => ROLES.map((role) => ({ role, version: id })))
const wrong: Task[] = faults.flatMap(({ name, role, version, alsoIn = [] }) =>
  [version, ...alsoIn].map((each) => ({ fault: name, role, version: each })),
)
const tasks: Task[] = [...healthy, ...wrong]
const runs = await runAll(tasks)
const matrix = matrixOf(faults, runs)
const caught = matrix.catches.filter(isCaught)
const missed = matrix.catches.filter((one) => !isCaught(one))
if (only === '') {
  const page = pageOf(matrix, { cases: casesWithScenarios(), proofs: provenElsewhere() })
  writeFileSync(path.join(ROOT, 'docs', 'rogues.md'), page)
} else
  for (const { fault, caughtBy, warnedBy, said } of matrix.catches)
    console.log(`${fault.name}: ${caughtBy.join(', ') || '-'}; warned: ${warnedBy.join(', ') || '-'}; ${said}`)

for (const { role, version, case: id, scenario, verdict, said } of matrix.falseAlarms)
  console.log(`healthy ${version} ${role}: ${verdict} ${id} ${scenario}: ${said.split('\n')[0]}`)
for (const { fault, unexplained } of matrix.catches)
  if (unexplained.length > 0) console.log(`${fault.name}: blamed outside its groups by ${unexplained.join(', ')}`)
for (const { fault, case: id, scenario, said } of matrix.errored)
  console.log(`${fault}: errored ${id} ${scenario}: ${said.split('\n')[0]}`)
for (const one of missed)
  console.log(`${isWeak(one) ? `weak, ${one.warnedBy.join(', ')} warned` : 'not caught'}: ${one.fault.name}`)
const seconds = ((performance.now() - began) / 1000).toFixed(0)
console.log(
  `${faults.length} faults, ${caught.length} caught; ${matrix.healthyResults} results of the healthy target, ` +
    `${matrix.falseAlarms.length} not passed; ${seconds} s`,
)
const strays = matrix.catches.filter(({ unexplained }) => unexplained.length > 0)
const failed = new Set([...missed, ...strays]).size + matrix.falseAlarms.length
console.log(`${caught.length + matrix.healthyResults - matrix.falseAlarms.length} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** In their order, each by the next process that is free. */
async function runAll(all: readonly Task[]): Promise<Run[]> {
  const found: Run[] = []
  const waiting = [...all.entries()]
  const work = async (): Promise<void> => {
    const child = fork(path.join(import.meta.dirname, 'rogues-worker.ts'))
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [i, task] = next
      found[i] = { task, findings: await ask(child, task) }
    }
    child.disconnect()
  }
  await Promise.all(Array.from({ length: Math.min(jobs, all.length) }, work))
  return found
}

interface Answer {
  readonly findings?: readonly Finding[]
  readonly error?: string
}

function ask(child: ChildProcess, task: Task): Promise<readonly Finding[]> {
  return new Promise((resolve, reject) => {
    const name = `${task.fault ?? 'healthy'} ${task.version} ${task.role}`
    const gone = (code: number | null): void => reject(new Error(`${name}: its process ended with ${code}`))
    child.once('exit', gone)
    child.once('message', ({ findings, error }: Answer) => {
      child.off('exit', gone)
      if (findings === undefined) reject(new Error(`${name}: ${error}`))
      else resolve(findings)
    })
    child.send(task)
  })
}

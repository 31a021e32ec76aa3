/**
 * What `fixproof explore` is worth: every rogue of the gallery is explored with the same budget and no scenario written
 * by hand, and so are healthy targets, in which nothing may be found. `npm run explore-trial [-- --verbose] [FAULT…]`.
 */
import { type ChildProcess, fork } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { FAULTS } from '../scenarios/rogues/faults.ts'
import { VERSIONS } from '../src/fix/versions.ts'
import type { Outcome, Task } from './explore-trial/task.ts'

/** Of the rogues that break a must, so many have to be found, and each in so many steps. */
const SHARE = 0.8
const LONGEST = 12

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '8000' },
    'healthy-steps': { type: 'string', default: '2500' },
    verbose: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed)
const steps = Number(values.steps)

/** It explores sessions: faults of venues and clients show in order flow alone. */
const OF_TRADING = /^(venue|client)\./

const gallery = FAULTS.filter(({ name, againstShould }) =>
  positionals.length > 0
    ? positionals.some((wanted) => name.startsWith(wanted))
    : !againstShould && !OF_TRADING.test(name),
)
const rogues = gallery.map(
  ({ name, version, role }): Task => ({ profile: 'rogues', version, role, fault: name, seed, steps }),
)
const healthy = (positionals.length > 0 ? [] : (['self', 'rogues'] as const)).flatMap((profile) =>
  VERSIONS.flatMap(({ id }) =>
    (['acceptor', 'initiator'] as const).map(
      (role): Task => ({ profile, version: id, role, fault: undefined, seed, steps: Number(values['healthy-steps']) }),
    ),
  ),
)

const began = performance.now()
const outcomes = await explored([...rogues, ...healthy])
const seconds = ((performance.now() - began) / 1000).toFixed(0)

const ofRogues = outcomes.filter(({ task }) => task.fault !== undefined)
const found = ofRogues.filter((outcome) => outcome.found !== undefined)
const tooLong = found.filter((outcome) => (outcome.found?.after ?? 0) > LONGEST)
const falseAlarms = outcomes.filter((outcome) => outcome.task.fault === undefined && outcome.found !== undefined)

for (const outcome of ofRogues) if (outcome.found === undefined) console.log(`not found: ${outcome.task.fault}`)
for (const { task, found: one } of tooLong) console.log(`too long: ${task.fault}, ${one?.after} steps`)
for (const { task, found: one } of falseAlarms)
  console.log(`false alarm: ${task.profile} ${task.version} ${task.role}: ${one?.actual}\n  ${one?.texts.join('\n  ')}`)

const share = found.length / Math.max(1, ofRogues.length)
const longest = Math.max(0, ...found.map((outcome) => outcome.found?.after ?? 0))
const before = Math.max(0, ...found.map((outcome) => outcome.found?.before ?? 0))
const healthySteps = outcomes.filter(({ task }) => task.fault === undefined).reduce((sum, one) => sum + one.steps, 0)
console.log(
  `rogues    ${found.length} of ${ofRogues.length} found (${(share * 100).toFixed(1)} %), seed ${seed}, ${steps} steps each`,
)
console.log(`shrunk    at most ${longest} steps, of up to ${before} when found`)
console.log(
  `healthy   ${falseAlarms.length} findings in ${healthySteps} steps, ${healthy.length} versions and roles of two engines`,
)
console.log(`time      ${seconds} s`)

const checks = [
  share >= SHARE,
  tooLong.length === 0,
  ...healthy.map((task) => !falseAlarms.some((one) => one.task === task)),
]
const failed = checks.filter((holds) => !holds).length
console.log(`${checks.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** All tasks, shared out among processes; in the order of the tasks. */
async function explored(tasks: readonly Task[]): Promise<Outcome[]> {
  const results = new Map<Task, Outcome>()
  const waiting = [...tasks]
  const workers = Math.max(1, Math.min(os.availableParallelism(), tasks.length))
  await Promise.all(Array.from({ length: workers }, () => work(waiting, results)))
  return tasks.map((task) => results.get(task) as Outcome)
}

/** One process until nothing waits any more. */
function work(waiting: Task[], results: Map<Task, Outcome>): Promise<void> {
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'explore-trial', 'worker.ts'))
  return new Promise((resolve, reject) => {
    let task: Task | undefined
    child.on('message', (message: Outcome | 'ready') => {
      if (message !== 'ready' && task !== undefined) {
        results.set(task, { ...message, task })
        if (values.verbose) tell(message)
      }
      task = waiting.shift()
      if (task === undefined) child.disconnect()
      else child.send(task)
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`a process of the trial ended with ${code}, at ${task?.fault ?? task?.version}`))
    })
  })
}

function tell({ task, found: one, steps: played, ms }: Outcome): void {
  const name = task.fault ?? `healthy ${task.profile} ${task.version} ${task.role}`
  const result = one === undefined ? 'not found' : `${one.before} -> ${one.after} steps, by ${one.by}: ${one.actual}`
  console.log(`${name}: ${result} (${played} steps, ${ms.toFixed(0)} ms)`)
}

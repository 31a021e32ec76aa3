/** A run that is killed, and the next one that goes on with it: real processes and real sockets. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parseReport } from '../report/parse-report.ts'
import type { Report } from '../report/report.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')

/** One session, so that scenarios come one after the other; the last waits, so that there is time to be killed in. */
const PROFILE = `target: { engine: self, transport: tcp }
sessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]
suite: { features: [] }
`
const SCENARIO = (name: string, last: string): string => `
    @2.a
    Scenario: ${name}
      Given an established session with the target
      When the tester sends TestRequest with TestReqID "${name}"
      Then the target must send Heartbeat within 5 seconds
${last}`
const WAITS = '      And the target must keep silent for 8 seconds\n'

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  writeFileSync(path.join(cwd, 'slow.yaml'), PROFILE)
  const scenarios = ['one', 'two', 'three'].map((name) => SCENARIO(name, '')).join('')
  writeFileSync(
    path.join(cwd, 'slow.feature'),
    `@must\nFeature: slow\n  Rule: It answers\n${scenarios}${SCENARIO('waits', WAITS)}`,
  )
})
after(() => rmSync(cwd, { recursive: true, force: true }))

function start(args: string): ChildProcess {
  return spawn(process.execPath, [BIN, ...args.split(' ')], { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
}

async function ended(child: ChildProcess): Promise<{ code: number | null; err: string }> {
  let err = ''
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, err }
}

function reportIn(folder: string): Report {
  const file = path.join(cwd, folder, 'report.json')
  return parseReport(readFileSync(file, 'utf8'), file)
}

/** Starts a run and ends it when so many scenarios are done. */
async function killedAfter(scenarios: number, folder: string, signal: NodeJS.Signals): Promise<number | null> {
  mkdirSync(path.join(cwd, folder))
  const watcher = watch(path.join(cwd, folder))
  const child = start(`run slow.feature -p slow.yaml --seed 1 --format json --out ${folder}`)
  const file = path.join(cwd, folder, 'progress.jsonl')
  const done = (): number => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 2 : 0)
  const exited = ended(child)
  while (done() < scenarios) await once(watcher, 'change')
  watcher.close()
  child.kill(signal)
  return (await exited).code
}

const RESUME = 'run slow.feature -p slow.yaml --format json,console --resume'
/** The waiting scenario would take its time again: what is left is enough to see. */
const quick = (): void => {
  const file = path.join(cwd, 'slow.feature')
  writeFileSync(file, readFileSync(file, 'utf8').replace('for 8 seconds', 'for 1 second'))
}

describe('run --resume', () => {
  test('after kill -9 takes over what was done, runs the rest, and the report is whole', async () => {
    await killedAfter(3, 'killed', 'SIGKILL')
    assert.ok(!existsSync(path.join(cwd, 'killed/report.json')))
    const file = path.join(cwd, 'killed/progress.jsonl')
    appendFileSync(file, '{"column":"FIX.4.4~acceptor","resul')
    const child = start(`${RESUME} --out killed`)
    const { code, err } = await ended(child)
    assert.equal(code, 0, err)
    assert.match(err, /going on with the run of .*: 3 scenarios taken over/)
    const report = reportIn('killed')
    assert.deepEqual(
      report.results.map(({ example, verdict }) => [example, verdict]),
      ['one', 'two', 'three', 'waits'].map((name) => [name, 'passed']),
    )
    assert.deepEqual(
      [report.resumed?.scenarios, report.scenarios, report.unfinished, report.seed],
      [3, 4, undefined, 1],
    )
    assert.match(err, /3 scenarios taken over from the run that began at/)
    assert.ok(!existsSync(file), 'nothing is left to go on with')
  })

  test('after Ctrl-C, whose report says what is missing and how to go on', async () => {
    assert.equal(await killedAfter(2, 'interrupted', 'SIGINT'), 130)
    const cut = reportIn('interrupted')
    assert.deepEqual([cut.scenarios, (cut.unfinished ?? 0) > 0], [4, true])
    const failed = await ended(start('run -p slow.yaml --failed --format json --out interrupted'))
    assert.equal(failed.code, 2)
    assert.match(failed.err, /ended before .* scenarios were made: end it by --resume/)
  })

  test('another run is refused, with what is not as it was; and where nothing is, it begins anew', async () => {
    const other = await ended(start(`${RESUME.replace('slow.feature', 'slow.feature 2.a')} --out interrupted`))
    assert.equal(other.code, 2)
    assert.match(other.err, /what is asked for: was slow\.feature, is slow\.feature 2\.a/)
    quick()
    const changed = await ended(start(`${RESUME} --out interrupted`))
    assert.equal(changed.code, 2)
    assert.match(changed.err, /the features or steps changed[\s\S]*run without --resume to begin anew/)
    const anew = await ended(start(`${RESUME} --out fresh`))
    assert.equal(anew.code, 0, anew.err)
    assert.match(anew.err, /there is nothing to go on with in fresh: the run begins anew/)
    const over = await ended(start(`run slow.feature -p slow.yaml --format json,console --out interrupted`))
    assert.match(
      over.err,
      /progress\.jsonl is of a run that was interrupted; this one begins anew and keeps it as progress\.jsonl\.before/,
    )
    assert.ok(existsSync(path.join(cwd, 'interrupted/progress.jsonl.before')))
  })
})

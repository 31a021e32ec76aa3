/** `fixproof import` and `fixproof drift` as they are called: files in, files out, and what people are told. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, beforeEach, describe, test } from 'node:test'
import { runScenarios, supportFor } from '../runner/run-cucumber.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { loggedOn } from '../testing/recorded-log.ts'
import type { DriftArguments } from './commands/drift.ts'
import { drift } from './commands/drift-handler.ts'
import type { ImportArguments } from './commands/import.ts'
import { importLogs } from './commands/import-handler.ts'
import type { Terminal } from './terminal.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-import-'))
after(() => rmSync(folder, { recursive: true }))

let told: string[] = []
beforeEach(() => {
  told = []
})

const terminal: Terminal = {
  say: (text) => void told.push(text),
  print: (text) => void told.push(text),
  printBytes: () => Promise.resolve(),
  printsToTerminal: false,
  complain: (text) => void told.push(text),
  color: false,
  cwd: folder,
  env: {},
}

const LOG = loggedOn().client(1, '35=1|112=A').venue(1.1, '35=0|112=A').text

function call(change: Partial<ImportArguments>): Promise<void> {
  writeFileSync(path.join(folder, 'incident.log'), LOG)
  const usual = {
    target: 'VENUE',
    profile: undefined,
    from: undefined,
    to: undefined,
    session: undefined,
    name: undefined,
  }
  return importLogs(
    { logs: ['incident.log'], ...usual, out: undefined, case: undefined, list: false, force: false, ...change },
    terminal,
  )
}

describe('fixproof import', () => {
  test('takes a log from standard input', () => {
    const bin = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
    const input = LOG
    const words = [bin, 'import', '-', '--target', 'VENUE', '--out', 'piped']
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, input, encoding: 'utf8' })
    assert.equal(status, 0, stderr)
    assert.match(readFileSync(path.join(folder, 'piped/log.feature'), 'utf8'), /Imported from standard input/)
  })

  test('writes the feature and says what to do with it', async () => {
    await call({ name: 'A Bad Day' })
    const file = path.join(folder, 'features/imported/a-bad-day.feature')
    assert.match(readFileSync(file, 'utf8'), /Feature: A Bad Day\n {2}Imported from incident\.log/)
    assert.match(told.join('\n'), /incident\.log: 4 messages, \| between fields/)
    assert.match(
      told.join('\n'),
      /to be tested: VENUE\nsession 1: CLIENT to VENUE, FIX\.4\.4, the target is acceptor, 4 messages on 1 connection/,
    )
    assert.match(told.at(-1) ?? '', /^next: npx fixproof run .*features\/imported\/a-bad-day\.feature$/)
  })

  test('does not write over a feature that may have been edited', async () => {
    await call({ out: 'once' })
    await assert.rejects(
      call({ out: 'once' }),
      /once\/incident\.feature is there already: say another --name, or --force/,
    )
    await call({ out: 'once', force: true })
  })

  test('shows the sessions of a log, and writes nothing', async () => {
    await call({ list: true, out: 'nothing' })
    assert.match(told.at(-1) ?? '', /^session 1: CLIENT to VENUE/)
    assert.equal(readdirSync(folder).includes('nothing'), false)
  })

  for (const [name, change, said] of [
    ['a log that is not there', { logs: ['no.log'] }, /no\.log: could not be read: there is no such file/],
    ['a time that is none', { from: 'noon' }, /--from "noon": expected a time in UTC/],
    ['a time without messages', { from: '2030-01-01' }, /no FIX message between --from and --to/],
    ['a report without a case', { logs: ['r.json'] }, /ENOENT|no such|could not be read/],
  ] as const)
    test(`refuses ${name}`, async () => {
      await assert.rejects(call({ ...change, logs: 'logs' in change ? [...change.logs] : ['incident.log'] }), said)
    })
})

describe('fixproof drift', () => {
  const choose = (change: Partial<DriftArguments>): Promise<void> =>
    drift({ report: 'report.json', accept: undefined, loosen: undefined, drop: undefined, ...change }, terminal)

  /** Runs a feature that expects what the target does not do, and writes the report. */
  async function drifted(): Promise<string> {
    await call({ out: '.', name: 'drifted', force: true })
    const file = path.join(folder, 'drifted.feature')
    const text = readFileSync(file, 'utf8').replace(
      'send Heartbeat with TestReqID A',
      'send Heartbeat with TestReqID B',
    )
    writeFileSync(file, text)
    const results = await runScenarios(legWith(), { paths: [file], tags: undefined }, [], await supportFor([]))
    const summary = { failed: 1, errored: 0, inconclusive: 0, warning: 0, waived: 0, passed: 0, notApplicable: 0 }
    const head = {
      schemaVersion: '1',
      tool: { name: 'fixproof', version: '0' },
      profile: 'self',
      seed: 1,
      startedAt: '2026-11-22T00:00:00Z',
      durationMs: 1,
    }
    const report = { ...head, target: { role: 'acceptor', address: 'in memory' }, summary, results }
    writeFileSync(path.join(folder, 'report.json'), JSON.stringify(report))
    return file
  }

  test('shows each difference with its three ways, changes nothing unasked, and then what was chosen', async () => {
    const file = await drifted()
    const before = readFileSync(file, 'utf8')
    told = []
    await choose({})
    assert.match(told.join('\n'), / 1 {2}.*drifted\.feature:\d+/)
    assert.match(told.join('\n'), /TestReqID: expected B, came A\n {5}accept .*TestReqID A.*\n {5}loosen .*\n {5}drop/)
    assert.equal(readFileSync(file, 'utf8'), before)
    await choose({ accept: '1' })
    assert.equal(readFileSync(file, 'utf8'), before.replace('TestReqID B', 'TestReqID A'))
    await assert.rejects(choose({ accept: '1' }), /has changed since the report was written: run it again/)
  })

  test('refuses a choice that is none', async () => {
    await drifted()
    await assert.rejects(choose({ accept: '7' }), /--accept "7": expected numbers of the list, 1 to 1/)
    await assert.rejects(choose({ accept: '1', drop: 'all' }), /difference 1 is to be both --accept and --drop/)
  })
})

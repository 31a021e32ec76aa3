/** What a self-run recorded replays green: logs in every form, imported without editing, against the same engine. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { dictionaryFor } from '../dictionary/load.ts'
import type { ReportResult } from '../report/report.ts'
import { SESSION_FEATURES } from '../runner/package-paths.ts'
import { runScenarios, type Support, supportFor } from '../runner/run-cucumber.ts'
import type { Leg } from '../testbench/leg.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { type Imported, importLog } from './import-log.ts'
import { LogReader } from './log-reader.ts'
import { recordingOf } from './recording.ts'
import { LOG_FORMS, type LogForm, writeLog } from './write-log.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-replay-'))
after(() => rmSync(folder, { recursive: true }))

/** Logons, headers, framing, heartbeats, resends, gaps, resets, and messages with every fault of content. */
const FEATURES = [
  '01-logon',
  '02-standard-header',
  '02b-standard-header-identity',
  '03-standard-trailer',
  '04-heartbeat',
  '08-resend-request',
  '10-sequence-reset-gap-fill',
  '14-message-content',
  '15-field-order',
  'practice-connection',
  'practice-framing',
  'practice-groups',
  'seed-begin-seq-no',
]

const LEGS: readonly Leg[] = [
  legWith({ targetCompID: 'FIXPROOF', capabilities: ['order-flow'] }),
  legWith({ targetCompID: 'FIXPROOF', capabilities: ['order-flow'], targetRole: 'initiator', version: 'FIX.4.2' }),
]

function imported(recorded: ReportResult, form: LogForm): Imported {
  const reader = new LogReader()
  const bytes = Buffer.from(writeLog(recorded.transcript, form), 'latin1')
  const items = function* () {
    yield* reader.push(bytes)
    yield* reader.end()
  }
  return importLog(recordingOf(items()), {
    target: 'FIXPROOF',
    source: 'a log',
    dictionaryOf: dictionaryFor,
    heartBtIntOf: () => 30,
    logonTags: new Set(),
  })
}

/** Bytes on a line of their own that hold no field are no message to any reader of logs. */
function isInLog({ steps = [], transcript }: ReportResult): boolean {
  const noise = steps.some(({ text }) => /sends the bytes "/.test(text))
  return (
    !noise && ['in', 'out'].every((side) => transcript.some((entry) => entry.direction === side && entry.raw !== ''))
  )
}

describe('recorded sessions replay', () => {
  let support: Support
  before(async () => {
    support = await supportFor([])
  })

  for (const leg of LEGS)
    test(`${leg.version}, the target is ${leg.targetRole}`, async () => {
      const paths = FEATURES.map((name) => path.join(SESSION_FEATURES, `${name}.feature`))
      const results = await runScenarios(leg, { paths, tags: 'not @needs:configure' }, [], support)
      const sessions = new Map<string, ReportResult>()
      for (const result of results) if (isInLog(result)) sessions.set(`${result.feature}:${result.line}`, result)
      assert.ok(sessions.size > 80, `${sessions.size} sessions are a sample that is worth it`)
      const files = [...sessions.values()].map((recorded, i) => {
        const form = LOG_FORMS[i % LOG_FORMS.length] ?? 'soh'
        const { feature } = imported(recorded, form)
        const file = path.join(folder, `${leg.targetRole}-${i}.feature`)
        writeFileSync(file, feature)
        return { file, what: `${recorded.feature}:${recorded.line} as ${form}`, feature }
      })
      const replayed = await runScenarios(leg, { paths: files.map(({ file }) => file), tags: undefined }, [], support)
      const left = files.flatMap(({ file, what, feature }) => {
        const own = replayed.filter((result) => path.resolve(result.feature) === file)
        const red = own.find(({ verdict }) => verdict !== 'passed')
        if (own.length > 0 && red === undefined) return []
        return [`${what}: ${red?.actual ?? 'no scenario'}\n${feature}`]
      })
      assert.deepEqual(left, [])
    })
})

/**
 * Each case of a target that is killed proves that it can fail: our own engine in a process of its own, made wrong in
 * what it keeps, in one way at a time.
 */
import assert from 'node:assert/strict'
import path from 'node:path'
import { before, describe, test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import { headline } from '../report/wording.ts'
import type { Leg } from '../testbench/leg.ts'
import { type Profile, parseProfile } from '../testbench/profile.ts'
import { suitePlan } from '../testing/suite-plan.ts'
import { legsOf } from './legs.ts'
import { SESSION_FEATURES } from './package-paths.ts'
import { runSuite } from './run.ts'
import { scenariosIn } from './scenarios.ts'

interface Fault {
  readonly name: string
  /** What stands in the profile's `target`. */
  readonly target: string
  /** Cases that fail for it, and what the report says of each. */
  readonly cases: Readonly<Record<string, RegExp>>
}

const FAULTS: readonly Fault[] = [
  {
    name: 'loses its files',
    target: 'faults: [forgetsStore]',
    cases: {
      'SD-80': /MsgSeqNum\(34\): expected 5, got 1/,
      'SD-85': /Logon 1/,
      'SD-86': /MsgSeqNum\(34\): expected 5, got 1/,
      'SD-88': /MsgSeqNum\(34\): expected 4, got 1/,
    },
  },
  { name: 'sends before it stores', target: 'faults: [sendsBeforeStoring]', cases: { 'SD-81': /message 4 came/ } },
  {
    name: 'counts before it processes',
    target: 'faults: [countsBeforeProcessing]',
    cases: { 'SD-82': /expected ResendRequest/, 'SD-83': /expected ResendRequest/ },
  },
  {
    name: 'cuts off too much',
    target: 'faults: [cutsTooMuch]',
    cases: { 'SD-84': /MsgSeqNum\(34\): expected 4, got/ },
  },
  {
    name: 'leaves a message out when it answers again',
    target: 'tamper: [{ direction: outgoing, msgType: D, where: { "43": Y, "34": "6" }, drop: true }]',
    cases: { 'SD-87': /MsgSeqNum\(34\): expected 6, got 7/ },
  },
  {
    name: 'leaves its files where they are',
    target: 'session: { storageCleanupMode: none }',
    cases: { 'SD-90': /1 ended, one goes on/ },
  },
]

function profileOf({ name, target }: Fault, role: Leg['targetRole']): Profile {
  const text = `
target: { engine: self, transport: process, role: ${role}, ${target} }
sessions: [{ beginString: FIX.4.4, senderCompID: TESTER, targetCompID: FIXPROOF }]
capabilities: [restart, kill, order-flow, sendApplicationMessage, configure, logout, observe, process]
`
  return parseProfile(text, `${name}.yaml`, {})
}

const scenarios = scenariosIn(
  ['seed-crash.feature', 'seed-storage.feature'].map((name) => path.join(SESSION_FEATURES, name)),
)

/** The first scenario of a case: one is enough to show it, and each takes its time. */
function firstOf(id: string): string {
  const first = scenarios.find(({ cases }) => cases.includes(id))
  assert.ok(first, id)
  return `${first.file}:${first.line}`
}

async function run(fault: Fault, role: Leg['targetRole']): Promise<ReportResult[]> {
  const profile = profileOf(fault, role)
  const report = await runSuite(
    suitePlan({
      legs: legsOf(profile, { profileName: 'faulty', seed: 1 }),
      selection: { paths: Object.keys(fault.cases).map(firstOf), tags: undefined },
      profile,
      profileName: 'faulty',
    }),
  )
  return report.results
}

describe('each case of a killed target proves that it can fail', () => {
  const found = new Map<string, ReportResult[]>()

  before(async () => {
    // Half of them with either role, for a fault of what is kept is one of both; side by side, for it is waited much.
    const half = async (role: Leg['targetRole'], faults: readonly Fault[]): Promise<void> => {
      for (const fault of faults) found.set(fault.name, await run(fault, role))
    }
    const odd = (_: Fault, i: number): boolean => i % 2 === 1
    await Promise.all([
      half('initiator', FAULTS.filter(odd)),
      half(
        'acceptor',
        FAULTS.filter((f, i) => !odd(f, i)),
      ),
    ])
  })

  for (const { name, cases } of FAULTS)
    for (const [id, says] of Object.entries(cases))
      test(`${id}: a target that ${name} fails`, () => {
        const results = (found.get(name) ?? []).filter((result) => result.case === id)
        const failed = results.filter(({ verdict }) => verdict === 'failed')
        const all = results.map((result) => `${result.verdict}: ${headline(result)}; ${result.actual}`).join('\n')
        assert.ok(failed.length > 0, `no failed result of ${id}:\n${all}`)
        assert.match(failed.map((result) => `${headline(result)}; ${result.actual}`).join('\n'), says)
        for (const { transcript } of failed) assert.ok(transcript.length > 0, 'the transcript shows it')
      })
})

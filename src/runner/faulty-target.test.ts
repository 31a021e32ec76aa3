/**
 * Each feature proves that it can fail: our own engine, made wrong on purpose, in one way at a time. A conformance test
 * that has never failed is not yet a test.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { before, describe, test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import { headline } from '../report/wording.ts'
import type { Leg } from '../testbench/leg.ts'
import { parseProfile } from '../testbench/profile.ts'
import { CAUSE_UNKNOWN, CAUSES_OF_FAULTS } from '../testing/causes-of-faults.ts'
import { type Fault, incoming, out, session, tamper } from '../testing/fault.ts'
import { FAULTS_OF_CONTENT } from '../testing/faults-of-content.ts'
import { FAULTS_OF_DELIVERIES } from '../testing/faults-of-deliveries.ts'
import { FAULTS_OF_FIRST_MESSAGES } from '../testing/faults-of-first-messages.ts'
import { FAULTS_OF_HEADER } from '../testing/faults-of-header.ts'
import { FAULTS_OF_LOGON } from '../testing/faults-of-logon.ts'
import { FAULTS_OF_LOGOUT } from '../testing/faults-of-logout.ts'
import { FAULTS_OF_PRACTICE } from '../testing/faults-of-practice.ts'
import { FAULTS_OF_RECOVERY } from '../testing/faults-of-recovery.ts'
import { FAULTS_OF_REQUESTS } from '../testing/faults-of-requests.ts'
import { FAULTS_OF_RESETS } from '../testing/faults-of-resets.ts'
import { FAULTS_OF_SEQUENCE_RESET } from '../testing/faults-of-sequence-reset.ts'
import { FAULTS_OF_STANDARD } from '../testing/faults-of-standard.ts'
import { FAULTS_OF_VENUES } from '../testing/faults-of-venues.ts'
import { FREE_WAYS, type FreeWay } from '../testing/free-ways.ts'
import { suitePlan } from '../testing/suite-plan.ts'
import { legsOf } from './legs.ts'
import { SESSION_FEATURES } from './package-paths.ts'
import { runSuite } from './run.ts'

type Role = Leg['targetRole']

const FAULTS: readonly Fault[] = [
  ...FAULTS_OF_STANDARD,
  ...FAULTS_OF_HEADER,
  ...FAULTS_OF_FIRST_MESSAGES,
  ...FAULTS_OF_SEQUENCE_RESET,
  ...FAULTS_OF_LOGON,
  ...FAULTS_OF_LOGOUT,
  ...FAULTS_OF_RESETS,
  ...FAULTS_OF_REQUESTS,
  ...FAULTS_OF_RECOVERY,
  ...FAULTS_OF_DELIVERIES,
  ...FAULTS_OF_PRACTICE,
  ...FAULTS_OF_CONTENT,
  ...FAULTS_OF_VENUES,
]

/** Their fault lies before the session: who is let in, and whether there is a connection at all. */
const BEFORE_THE_SESSION = ['1B.a', '1S.b', '1S.c', 'PX-01']

/** A warning of the configuration: no message can be tampered with, and the settings are the scenario's own. */
const PAST_THE_WIRE = ['SD-21']

/** Ways of a target that the standard leaves open. None of them may be taken for a fault. */
const FREE: readonly FreeWay[] = [
  ...FREE_WAYS,
  {
    name: 'rejects with no more than RefSeqNum and the reason',
    target: out('msgType: "3", set: { "371": null, "372": null, "58": null }'),
    role: 'acceptor',
    cases: ['SD-43', 'SD-44', 'SD-45', 'SD-50'],
    verdict: 'passed',
  },
  {
    name: 'asks for all that follow by 999999',
    target: out('msgType: "2", set: { "16": "999999" }'),
    role: 'acceptor',
    cases: ['2.b', 'SD-07'],
    verdict: 'passed',
  },
  {
    name: 'asks for one message at first',
    target: out('msgType: "2", where: { "7": "2" }, set: { "16": "2" }'),
    role: 'initiator',
    cases: ['2.b'],
    verdict: 'passed',
  },
  {
    name: 'takes what has a SOH in it, and what is out of order, for garbled',
    target: tamper(
      ...['14', '14g'].map(
        (testReqID) => `direction: incoming, msgType: "1", where: { "112": "${testReqID}" }, drop: true`,
      ),
    ),
    role: 'initiator',
    cases: ['14.g', '14.k'],
    verdict: 'passed',
  },
  {
    name: 'rejects an order by the message for orders',
    target: out('msgType: j, set: { "35": "8", "39": "8" }'),
    role: 'acceptor',
    cases: ['14.m'],
    verdict: 'passed',
  },
  {
    name: 'numbers what is queued when it is really sent',
    target: session('forceSeqNumReset: 2'),
    role: 'initiator',
    cases: ['16.a', '16.b'],
    // A gap before its Logon there can not be, so what waits behind one can not be looked at.
    scenario: 'Messages sent',
    verdict: 'passed',
  },
  {
    name: 'drops what comes behind a gap, and asks again each time',
    target: session('outOfSequenceMessagesStrategy: requestAlways'),
    role: 'initiator',
    cases: ['20', 'PX-05', 'PX-06', 'PX-22', 'PX-23', 'PX-25', 'PX-26', 'PX-29', 'PX-31', 'PX-32', 'PX-42'],
    verdict: 'passed',
  },
  {
    name: 'drops what comes behind a gap, and asks once',
    target: session('outOfSequenceMessagesStrategy: requestOnce'),
    role: 'acceptor',
    cases: ['20', 'PX-05', 'PX-06', 'PX-22', 'PX-23', 'PX-25', 'PX-26', 'PX-31', 'PX-32', 'PX-42'],
    verdict: 'passed',
  },
  {
    name: 'rejects MsgSeqNum in a wrong format as a wrong value',
    target: out('msgType: "3", set: { "373": "5" }'),
    role: 'acceptor',
    cases: ['PX-38'],
    scenario: 'MsgSeqNum +2',
    verdict: 'warning',
  },
  {
    name: 'rejects a group without entries',
    target: incoming('msgType: D, set: { "54": "none" }'),
    role: 'acceptor',
    cases: ['PX-14'],
    verdict: 'warning',
  },
  {
    name: 'resets with every Logon',
    target: session('forceSeqNumReset: 2'),
    role: 'initiator',
    cases: ['SD-02', 'SD-03', 'SD-07'],
    verdict: 'inconclusive',
  },
  {
    name: 'begins again at 1 with each connection',
    target: out('msgType: A, set: { "34": "1" }'),
    role: 'acceptor',
    cases: ['SD-01', 'SD-03', 'SD-06', 'SD-07'],
    verdict: 'inconclusive',
  },
]

/** All that a target in memory can be asked to do. */
const CAPABILITIES =
  'restart, kill, order-flow, configure, logout, advanceClock, setClock, sendApplicationMessage, setSequenceNumbers, administer, observe, backup'

function legOf(target: string, name: string, role: Role, version: Leg['version']): Leg {
  const text = `
target: { engine: self, role: ${role}, ${target} }
sessions: [{ beginString: ${version}, senderCompID: TESTER, targetCompID: FIXPROOF }]
capabilities: [${CAPABILITIES}]
`
  const profile = parseProfile(text, `${name}.yaml`, {})
  return legsOf(profile, { profileName: name, seed: 1 })[0] as Leg
}

const keyOf = ({ case: id, name, role = 'acceptor', version = 'FIX.4.4' }: Fault): string =>
  `${id} ${name} ${role} ${version}`

const features = readdirSync(SESSION_FEATURES).map((name) => {
  const file = path.join(SESSION_FEATURES, name)
  return { file, tags: new Set(readFileSync(file, 'utf8').match(/@\S+/g)) }
})

/** Where these cases are: no other feature has to be read. */
function featuresOf(cases: readonly string[]): string[] {
  return features.filter(({ tags }) => cases.some((id) => tags.has(`@${id}`))).map(({ file }) => file)
}

/** Runs one leg. Legs come one after the other: steps are loaded once a process. @param cases - all when absent */
async function run(leg: Leg, cases?: readonly string[]): Promise<ReportResult[]> {
  let found: ReportResult[] = []
  await runSuite(
    suitePlan({
      legs: [leg],
      selection: {
        paths: cases === undefined ? [SESSION_FEATURES] : featuresOf(cases),
        tags: cases?.map((id) => `@${id}`).join(' or '),
      },
      profile: parseProfile(
        'target: { engine: self }\nsessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]',
        'faulty.yaml',
        {},
      ),
      profileName: 'faulty',
      onLeg: (_, results) => {
        found = results
      },
    }),
  )
  return found
}

describe('each feature proves that it can fail', () => {
  const good = new Map<Role, ReportResult[]>()
  const faulty = new Map<string, ReportResult[]>()
  const free = new Map<string, ReportResult[]>()

  before(async () => {
    for (const role of ['acceptor', 'initiator'] as const)
      good.set(role, await run(legOf('tamper: []', `good ${role}`, role, 'FIX.4.4')))
    for (const fault of FAULTS) {
      const { target, role = 'acceptor', version = 'FIX.4.4' } = fault
      faulty.set(keyOf(fault), await run(legOf(target, keyOf(fault), role, version), [fault.case]))
    }
    for (const { name, target, role, cases } of FREE)
      free.set(name, await run(legOf(target, name, role, 'FIX.4.4'), cases))
  })

  for (const role of ['acceptor', 'initiator'] as const)
    test(`a target without a fault passes every case as ${role}`, () => {
      const results = good.get(role) ?? []
      assert.ok(results.length > 60, `${results.length} results`)
      const other = results.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'notApplicable')
      assert.deepEqual(
        other.map(({ case: id, actual }) => `${id}: ${actual}`),
        [],
      )
    })

  for (const fault of FAULTS)
    test(`${fault.case}: a target that ${fault.name} fails`, () => {
      const results = (faulty.get(keyOf(fault)) ?? []).filter(
        (result) => result.case === fault.case && (result.example ?? result.title).includes(fault.scenario ?? ''),
      )
      const wanted = fault.verdict ?? 'failed'
      const failed = results.filter(({ verdict }) => verdict === wanted)
      const all = results.map((result) => `${result.verdict}: ${headline(result)}; ${result.actual}`).join('\n')
      assert.ok(failed.length > 0, `no ${wanted} result of ${fault.case}:\n${all}`)
      assert.match(failed.map((result) => `${headline(result)}; ${result.actual}`).join('\n'), fault.says)
      for (const { transcript, expected } of failed) {
        assert.ok(transcript.length > 0, 'the transcript shows it')
        assert.ok(expected.length > 0, 'what was expected is said')
      }
    })

  const causesOf = (caseId: string, name: string): (string | undefined)[] =>
    FAULTS.filter((fault) => fault.case === caseId && fault.name === name)
      .flatMap((fault) => faulty.get(keyOf(fault)) ?? [])
      .filter((result) => result.case === caseId && result.verdict === 'failed')
      .map((result) => result.cause?.class)

  test('a report names the cause of seven in ten failures, each in words', () => {
    const failed = [...faulty.values()].flat().filter(({ verdict }) => verdict === 'failed')
    const explained = failed.filter(({ cause }) => cause?.class !== undefined && cause.text !== '')
    assert.ok(explained.length >= 0.7 * failed.length, `${explained.length} of ${failed.length}`)
  })

  for (const [caseId, name, cause] of CAUSES_OF_FAULTS)
    test(`${caseId}: a target that ${name} is told its cause: ${cause}`, () => {
      const causes = causesOf(caseId, name)
      assert.ok(causes.includes(cause), `${causes.join(', ')}`)
    })

  for (const [caseId, name] of CAUSE_UNKNOWN)
    test(`${caseId}: a target that ${name} is told no cause`, () => {
      const causes = causesOf(caseId, name)
      assert.ok(causes.length > 0, 'it fails')
      assert.deepEqual(new Set(causes), new Set([undefined]))
    })

  for (const { name, cases, scenario = '', verdict } of FREE)
    test(`${cases.join(', ')}: a target that ${name} does not fail`, () => {
      const results = (free.get(name) ?? []).filter(
        (result) => result.verdict !== 'notApplicable' && (result.example ?? result.title).includes(scenario),
      )
      for (const id of cases) {
        const own = results.filter((result) => result.case === id)
        assert.ok(own.length > 0, id)
        for (const result of own) assert.equal(result.verdict, verdict, `${id}: ${result.actual}`)
      }
    })

  test('every case of the catalogue that a wrong engine can break was broken', () => {
    const broken = new Set([...FAULTS.map((fault) => fault.case), ...BEFORE_THE_SESSION, ...PAST_THE_WIRE])
    const tried = [...good.values()].flat().filter(({ verdict }) => verdict !== 'notApplicable')
    const all = new Set(tried.map((result) => result.case))
    assert.deepEqual([...all].filter((id) => !broken.has(id)).sort(), [])
  })
})

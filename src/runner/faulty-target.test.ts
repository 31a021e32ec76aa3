/**
 * Each feature proves that it can fail: our own engine, made wrong on purpose, in one way at a time. A conformance test
 * that has never failed is not yet a test.
 */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import { headline } from '../report/wording.ts'
import type { Leg } from '../testbench/leg.ts'
import { parseProfile } from '../testbench/profile.ts'
import { legsOf } from './legs.ts'
import { OWN_FEATURES } from './package-paths.ts'
import { runSuite } from './run.ts'

type Role = Leg['targetRole']

interface Fault {
  readonly name: string
  /** Rules of `target.tamper`, or settings of `target.session`, as a profile states them. */
  readonly target: string
  readonly case: string
  readonly role?: Role
  readonly version?: Leg['version']
  /** What the report says was wrong: the headline, or what was seen. */
  readonly says: RegExp
  /** Part of the name of the scenario, where only one of several is concerned. */
  readonly scenario?: string
}

const tamper = (...rules: readonly string[]): string => `tamper: [${rules.map((rule) => `{ ${rule} }`).join(', ')}]`
const out = (rule: string): string => tamper(`direction: outgoing, ${rule}`)
const incoming = (rule: string): string => tamper(`direction: incoming, ${rule}`)
const session = (settings: string): string => `session: { ${settings} }`

/** As if the garbled message had been counted: the next one under its number looks too low. */
const countsGarbled = incoming('msgType: "1", where: { "34": "2" }, set: { "34": "1" }')
const TOO_LOW = /got Logout|Text = MsgSeqNum too low/

const FAULTS: readonly Fault[] = [
  // 1B, 1S, 2S
  {
    name: 'numbers its Logon 0',
    target: out('msgType: A, set: { "34": "0" }'),
    case: '1B.b',
    role: 'initiator',
    says: /MsgSeqNum\(34\): expected at least 1, got 0/,
  },
  {
    name: 'leaves EncryptMethod out',
    target: out('msgType: A, set: { "98": null }'),
    case: '1B.b',
    role: 'initiator',
    says: /EncryptMethod\(98\).*got nothing/,
  },
  {
    name: 'sends its Logon twice',
    target: out('msgType: A, times: 2'),
    case: '1B.b',
    role: 'initiator',
    says: /Logon/,
  },
  {
    name: 'begins with a Heartbeat',
    target: out('msgType: A, set: { "35": "0" }'),
    case: '1B.b',
    role: 'initiator',
    says: /expected Logon, got Heartbeat/,
  },
  {
    name: 'does not read the Logon reply',
    target: incoming('msgType: A, drop: true'),
    case: '1B.c',
    role: 'initiator',
    says: /closed the connection|expected Heartbeat/,
  },
  {
    name: 'takes anything for a Logon reply',
    target: `${session('logonTimeout: 60')}, ${incoming('msgType: "0", drop: true')}`,
    case: '1B.e',
    role: 'initiator',
    says: /nothing within 15 s/,
  },
  {
    name: 'answers with another HeartBtInt',
    target: out('msgType: A, set: { "108": "31" }'),
    case: '1S.a',
    says: /HeartBtInt\(108\): expected 30, got 31/,
  },
  { name: 'answers no Logon', target: out('msgType: A, drop: true'), case: '1S.a', says: /expected Logon/ },
  {
    name: 'greets with a Heartbeat',
    target: out('msgType: A, set: { "35": "0" }'),
    case: '1S.a',
    says: /expected Logon, got Heartbeat/,
  },
  {
    name: 'takes a negative HeartBtInt',
    target: incoming('msgType: A, set: { "108": "30" }'),
    case: '1S.d',
    says: /nothing within 15 s/,
  },
  {
    name: 'waits for ever for a Logon',
    target: `${session('logonTimeout: 60')}, ${incoming('msgType: "0", drop: true')}`,
    case: '2S',
    says: /nothing within 15 s/,
  },
  // 2, 3
  {
    name: 'answers no TestRequest',
    target: incoming('msgType: "1", drop: true'),
    case: '2.a',
    says: /expected Heartbeat/,
  },
  { name: 'asks for nothing', target: out('msgType: "2", drop: true'), case: '2.b', says: /expected ResendRequest/ },
  {
    name: 'asks from the wrong number',
    target: out('msgType: "2", set: { "7": "1" }'),
    case: '2.b',
    says: /BeginSeqNo\(7\): expected 2, got 1/,
  },
  {
    name: 'asks for a range that ends too early',
    target: out('msgType: "2", set: { "16": "1" }'),
    case: '2.b',
    says: /EndSeqNo\(16\): expected .*, got 1/,
  },
  { name: 'says no Logout', target: out('msgType: "5", drop: true'), case: '2.c', says: /expected Logout/ },
  {
    name: 'takes a message that is too low',
    target: incoming('msgType: "0", where: { "34": "1" }, drop: true'),
    case: '2.c',
    says: /expected Logout, got nothing/,
  },
  { name: 'counts a garbled message', target: countsGarbled, case: '2.d', says: TOO_LOW },
  { name: 'counts a message of wrong length', target: countsGarbled, case: '2.m', says: TOO_LOW },
  { name: 'counts a message out of order', target: countsGarbled, case: '2.t', says: TOO_LOW },
  { name: 'counts a message of wrong sum', target: countsGarbled, case: '3.b', says: TOO_LOW },
  { name: 'counts a message of malformed sum', target: countsGarbled, case: '3.e', says: TOO_LOW },
  {
    name: 'is too strict on SendingTime',
    target: session('reasonableDelayMs: 60000'),
    case: '2.n',
    says: /expected Heartbeat, got Reject/,
  },
  {
    name: 'does not look at SendingTime',
    target: session('checkSendingTimeAccuracy: false'),
    case: '2.o',
    says: /expected Reject, got nothing/,
  },
  {
    name: 'gives another reason',
    target: out('msgType: "3", set: { "373": "5" }'),
    case: '2.o',
    says: /SessionRejectReason\(373\): expected 10 .*, got 5/,
  },
  {
    name: 'asks from the wrong number, FIX.4.0',
    target: out('msgType: "2", set: { "7": "1" }'),
    case: '2.b',
    version: 'FIX.4.0',
    says: /BeginSeqNo\(7\): expected 2, got 1/,
  },
  {
    name: 'says no Logout, FIXT.1.1',
    target: out('msgType: "5", drop: true'),
    case: '2.c',
    version: 'FIXT.1.1/FIX.5.0SP2',
    role: 'initiator',
    says: /expected Logout/,
  },
  // 4, 5, 6
  { name: 'is silent', target: out('msgType: "0", drop: true'), case: '4.a', says: /expected Heartbeat/ },
  {
    name: 'puts a TestReqID into each Heartbeat',
    target: out('msgType: "0", set: { "112": "X" }'),
    case: '4.a',
    says: /TestReqID\(112\): expected absent, got X/,
  },
  {
    name: 'shortens TestReqID',
    target: out('msgType: "0", where: { "112": "two words" }, set: { "112": "two" }'),
    case: '4.b',
    says: /TestReqID\(112\): expected two words, got two/,
    scenario: 'two words',
  },
  {
    name: 'does not count a Heartbeat',
    target: incoming('msgType: "0", drop: true'),
    case: '5',
    says: /got ResendRequest/,
  },
  { name: 'never asks', target: out('msgType: "1", drop: true'), case: '6', says: /expected TestRequest/ },
  {
    name: 'asks without TestReqID',
    target: out('msgType: "1", set: { "112": null }'),
    case: '6',
    says: /TestReqID\(112\).*got nothing/,
    scenario: 'TestRequest after silence, answered',
  },
  // 8
  {
    name: 'fills too little',
    target: out('msgType: "4", set: { "36": "4" }'),
    case: '8',
    says: /NewSeqNo\(36\): expected 5, got 4/,
  },
  {
    name: 'fills without PossDupFlag',
    target: out('msgType: "4", set: { "43": null }'),
    case: '8',
    says: /PossDupFlag\(43\).*got nothing/,
  },
  {
    name: 'resets instead of filling',
    target: out('msgType: "4", set: { "123": "N" }'),
    case: '8',
    says: /GapFillFlag\(123\).*got N/,
  },
  {
    name: 'forgets OrigSendingTime',
    target: out('msgType: "8", where: { "43": "Y" }, set: { "122": null }'),
    case: '8',
    says: /OrigSendingTime\(122\).*got nothing/,
    scenario: 'application and administrative messages in turn',
  },
  {
    name: 'resends another quantity',
    target: out('msgType: "8", where: { "43": "Y" }, set: { "38": "7" }'),
    case: '8',
    says: /38=7/,
    scenario: 'application and administrative messages in turn',
  },
  {
    name: 'leaves a message out',
    target: out('msgType: "8", where: { "43": "Y", "34": "4" }, drop: true'),
    case: '8',
    says: /MsgSeqNum|expected ExecutionReport/,
    scenario: 'application and administrative messages in turn',
  },
  // 12, 13
  { name: 'leaves without a word', target: out('msgType: "5", drop: true'), case: '12', says: /expected Logout/ },
  {
    name: 'does not hear the answer',
    target: `${session('logoutTimeout: 60')}, ${incoming('msgType: "5", drop: true')}`,
    case: '13.a',
    says: /nothing within 5 s/,
  },
  { name: 'does not answer Logout', target: out('msgType: "5", drop: true'), case: '13.b', says: /expected Logout/ },
  // Logon too low, too high
  {
    name: 'tolerates a Logon that is too low',
    target: session('ignoreSeqNumTooLowAtLogon: true'),
    case: 'SD-01',
    says: /expected Logout, got Logon/,
  },
  {
    name: 'tolerates a reply that is too low',
    target: session('ignoreSeqNumTooLowAtLogon: true'),
    case: 'SD-02',
    role: 'initiator',
    says: /expected Logout, got nothing/,
  },
  {
    name: 'goes on with the number it had',
    target: incoming('msgType: "1", where: { "34": "3" }, set: { "34": "4" }'),
    case: 'SD-03',
    says: /got ResendRequest/,
  },
  {
    name: 'tolerates whatever is too low',
    target: incoming('msgType: "0", where: { "34": "1" }, drop: true'),
    case: 'SD-04',
    says: /expected Logout, got nothing/,
  },
  {
    name: 'goes on with its own number',
    target: out('msgType: A, where: { "141": "Y" }, set: { "34": "5" }'),
    case: 'SD-05',
    says: /MsgSeqNum\(34\): expected 1, got 5/,
  },
  {
    name: 'does not confirm the reset',
    target: out('msgType: A, set: { "141": null }'),
    case: 'SD-05',
    says: /ResetSeqNumFlag\(141\).*got nothing/,
  },
  {
    name: 'does not look at ResetSeqNumFlag',
    target: incoming('msgType: A, where: { "34": "5" }, set: { "141": null }'),
    case: 'SD-06',
    says: /nothing within 10 s/,
  },
  {
    name: 'resets with any number',
    target: incoming('msgType: A, where: { "34": "5", "141": "Y" }, set: { "34": "1" }'),
    case: 'SD-06',
    says: /nothing within 10 s/,
  },
  {
    name: 'does not ask for what is missing',
    target: out('msgType: "2", drop: true'),
    case: 'SD-07',
    says: /expected ResendRequest/,
  },
  {
    name: 'asks from the wrong number after Logon',
    target: out('msgType: "2", set: { "7": "4" }'),
    case: 'SD-07',
    role: 'initiator',
    says: /BeginSeqNo\(7\): expected 3, got 4/,
  },
  // Weekly reset
  {
    name: 'leaves a number out over night',
    target: out('msgType: A, nth: 2, set: { "34": "999" }'),
    case: 'SD-23',
    says: /Logon 999 where \d+ was next/,
  },
  {
    name: 'begins the second week elsewhere',
    target: out('msgType: A, nth: 6, set: { "34": "999" }'),
    case: 'SD-27',
    says: /Logon|weeks begin with/,
  },
  {
    name: 'keeps the number over the week end',
    target: out('msgType: A, nth: 3, set: { "34": "77" }'),
    case: 'SD-24',
    says: /Logon 77/,
  },
  // BeginSeqNo
  {
    name: 'answers from 1',
    target: incoming('msgType: "2", where: { "7": "0" }, set: { "7": "1" }'),
    case: 'SD-43',
    says: /expected Reject, got SequenceReset/,
    scenario: 'BeginSeqNo 0',
  },
  {
    name: 'names another message',
    target: out('msgType: "3", set: { "45": "1" }'),
    case: 'SD-43',
    says: /RefSeqNum\(45\): expected \d+, got 1/,
  },
  {
    name: 'names another field',
    target: out('msgType: "3", set: { "371": "16" }'),
    case: 'SD-43',
    says: /RefTagID\(371\): expected 7 BeginSeqNo.*, got 16 EndSeqNo/,
  },
  {
    name: 'reads 32 bits',
    target: incoming('msgType: "2", where: { "7": "99999999999" }, set: { "7": "10" }'),
    case: 'SD-44',
    says: /expected Reject, got SequenceReset/,
    scenario: 'BeginSeqNo 99999999999',
  },
  {
    name: 'fills what was never sent',
    target: session('resendBeginBeyondLast: gapfill'),
    case: 'SD-45',
    says: /expected Reject, got SequenceReset/,
  },
  {
    name: 'ignores what was never sent',
    target: session('resendBeginBeyondLast: ignore'),
    case: 'SD-45',
    says: /expected Reject, got nothing/,
  },
  {
    name: 'turns the range round',
    target: incoming('msgType: "2", where: { "7": "7" }, set: { "7": "3", "16": "7" }'),
    case: 'SD-50',
    says: /expected Reject, got SequenceReset/,
  },
  {
    name: 'gives one reason for all',
    target: out('msgType: "3", set: { "373": "5" }'),
    case: 'SD-51',
    says: /SessionRejectReason\(373\): expected .*, got 5/,
  },
  // EndSeqNo
  {
    name: 'fills to the number that was asked',
    target: out('msgType: "4", where: { "36": "11" }, set: { "36": "101" }'),
    case: 'SD-46',
    says: /NewSeqNo\(36\): expected between 2 and 11, got 101/,
  },
  {
    name: 'stops one too early',
    target: out('msgType: "4", where: { "36": "11" }, set: { "36": "10" }'),
    case: 'SD-46',
    says: /expected messages|nothing within 5 s/,
  },
  {
    name: 'sends one message more',
    target: out('msgType: "4", where: { "36": "11" }, times: 2'),
    case: 'SD-46',
    says: /got SequenceReset/,
  },
  {
    name: 'does not read a great EndSeqNo',
    target: incoming('msgType: "2", where: { "16": "99999999999" }, drop: true'),
    case: 'SD-47',
    says: /nothing within 5 s/,
  },
  {
    name: 'answers beyond the range',
    target: incoming('msgType: "2", where: { "16": "7" }, set: { "16": "0" }'),
    case: 'SD-48',
    says: /NewSeqNo\(36\): expected between 4 and 8, got 11/,
    scenario: 'BeginSeqNo 3, EndSeqNo 7',
  },
  {
    name: 'takes 999999 for a number',
    target: incoming('msgType: "2", where: { "16": "999999" }, drop: true'),
    case: 'SD-49',
    says: /nothing within 5 s/,
  },
  // Duplicates
  {
    name: 'answers the duplicate',
    target: incoming('msgType: "2", nth: 2, set: { "16": "4" }'),
    case: 'SD-52',
    says: /got SequenceReset/,
  },
  {
    name: 'takes an interrupted repetition for a duplicate',
    target: incoming('msgType: "2", nth: 2, drop: true'),
    case: 'SD-53',
    says: /nothing within 5 s|ResendRequest/,
  },
  {
    name: 'takes another range for a duplicate',
    target: incoming('msgType: "2", nth: 2, drop: true'),
    case: 'SD-54',
    says: /nothing within 5 s|ResendRequest/,
  },
  {
    name: 'has a limit where there is none',
    target: incoming('msgType: "2", nth: 3, drop: true'),
    case: 'SD-55',
    says: /nothing within 5 s/,
  },
  {
    name: 'is tired of the 50th repetition',
    target: incoming('msgType: "2", nth: 50, drop: true'),
    case: 'SD-56',
    says: /nothing within 5 s/,
  },
]

/** Ways of a target that the standard leaves open. None of them may be taken for a fault. */
const FREE: readonly { name: string; target: string; role: Role; cases: readonly string[]; verdict: string }[] = [
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

/** These take weeks on the clock, and seconds for all of them: only who is judged by them goes through. */
const WEEKLY: ReadonlySet<string> = new Set(['SD-23', 'SD-24', 'SD-27'])

/** Faults are tried one by one in the same run: steps are loaded once a process. */
function legOf(target: string, name: string, role: Role, version: Leg['version'], weekly = true): Leg {
  const text = `
target: { engine: self, role: ${role}, ${target} }
sessions: [{ beginString: ${version}, senderCompID: TESTER, targetCompID: FIXPROOF }]
capabilities: [restart, kill, order-flow, configure, logout${weekly ? ', advanceClock' : ''}]
`
  const profile = parseProfile(text, `${name}.yaml`, {})
  return legsOf(profile, { profileName: name, seed: 1 })[0] as Leg
}

const keyOf = ({ case: id, name, role = 'acceptor', version = 'FIX.4.4' }: Fault): string =>
  `${id} ${name} ${role} ${version}`

async function run(legs: readonly Leg[]): Promise<Map<string, ReportResult[]>> {
  const found = new Map<string, ReportResult[]>()
  await runSuite({
    legs,
    selection: { paths: [OWN_FEATURES], tags: undefined },
    profile: parseProfile(
      'target: { engine: self }\nsessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]',
      'faulty.yaml',
      {},
    ),
    profileName: 'faulty',
    profileText: '',
    profileDirectory: '.',
    addressed: false,
    seed: 1,
    waivers: [],
    command: '',
    steps: [],
    bail: false,
    parallel: 1,
    onLeg: (leg, results) => void found.set(leg.profile, results),
  })
  return found
}

describe('each feature proves that it can fail', () => {
  let found = new Map<string, ReportResult[]>()

  before(async () => {
    const good = (['acceptor', 'initiator'] as const).map((role) =>
      legOf('tamper: []', `good ${role}`, role, 'FIX.4.4'),
    )
    const faulty = FAULTS.map((fault) =>
      legOf(fault.target, keyOf(fault), fault.role ?? 'acceptor', fault.version ?? 'FIX.4.4', WEEKLY.has(fault.case)),
    )
    const free = FREE.map(({ name, target, role }) => legOf(target, name, role, 'FIX.4.4', false))
    found = await run([...good, ...faulty, ...free])
  })

  for (const role of ['acceptor', 'initiator'] as const)
    test(`a target without a fault passes every case as ${role}`, () => {
      const results = found.get(`good ${role}`) ?? []
      assert.ok(results.length > 60, `${results.length} results`)
      const other = results.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'notApplicable')
      assert.deepEqual(
        other.map(({ case: id, actual }) => `${id}: ${actual}`),
        [],
      )
    })

  for (const fault of FAULTS)
    test(`${fault.case}: a target that ${fault.name} fails`, () => {
      const results = (found.get(keyOf(fault)) ?? []).filter(
        (result) => result.case === fault.case && (result.example ?? result.title).includes(fault.scenario ?? ''),
      )
      const failed = results.filter(({ verdict }) => verdict === 'failed')
      const all = results.map((result) => `${result.verdict}: ${headline(result)}; ${result.actual}`).join('\n')
      assert.ok(failed.length > 0, `no failed result of ${fault.case}:\n${all}`)
      assert.match(failed.map((result) => `${headline(result)}; ${result.actual}`).join('\n'), fault.says)
      for (const { transcript, expected } of failed) {
        assert.ok(transcript.length > 0, 'the transcript shows it')
        assert.ok(expected.length > 0, 'what was expected is said')
      }
    })

  for (const { name, cases, verdict } of FREE)
    test(`${cases.join(', ')}: a target that ${name} does not fail`, () => {
      const results = (found.get(name) ?? []).filter((result) => result.verdict !== 'notApplicable')
      for (const id of cases) {
        const own = results.filter((result) => result.case === id)
        assert.ok(own.length > 0, id)
        for (const result of own) assert.equal(result.verdict, verdict, `${id}: ${result.actual}`)
      }
    })

  test('every case of the catalogue that a wrong engine can break was broken', () => {
    const broken = new Set(FAULTS.map((fault) => fault.case))
    const all = new Set(
      [...(found.get('good acceptor') ?? []), ...(found.get('good initiator') ?? [])].map((r) => r.case),
    )
    // Their fault lies before the session: who is let in, and whether there is a connection at all.
    assert.deepEqual([...all].filter((id) => !broken.has(id)).sort(), ['1B.a', '1S.b', '1S.c'])
  })
})

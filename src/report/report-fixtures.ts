/** Reports for the tests of the formats: a wide one, a hostile one, an empty one. */
import type { Report, ReportResult, Role, Verdict } from './report.ts'
import { countVerdicts } from './verdicts.ts'

const VERSIONS = [
  ...['FIX.4.0', 'FIX.4.1', 'FIX.4.2', 'FIX.4.3', 'FIX.4.4'],
  ...['FIXT.1.1/FIX.5.0', 'FIXT.1.1/FIX.5.0SP1', 'FIXT.1.1/FIX.5.0SP2'],
]
const ROLES: Role[] = ['acceptor', 'initiator']

export function resultOf(change: Partial<ReportResult> = {}): ReportResult {
  return {
    case: '2.c',
    title: 'MsgSeqNum too low without PossDupFlag',
    feature: 'features/session/02-standard-header.feature',
    line: 38,
    beginString: 'FIX.4.4',
    targetRole: 'acceptor',
    level: 'must',
    verdict: 'passed',
    expected: ['Logout within 2 s'],
    actual: 'Logout, then the connection was closed',
    durationMs: 4.2,
    virtualMs: 4.2,
    transcript: [],
    ...change,
  }
}

export function reportOf(results: ReportResult[], change: Partial<Report> = {}): Report {
  return {
    schemaVersion: '1',
    tool: { name: 'fixproof', version: '0.1.0' },
    profile: 'self',
    seed: 7,
    startedAt: '2026-09-14T07:41:52.118Z',
    durationMs: 1234,
    target: { role: 'acceptor', address: '127.0.0.1:9878' },
    summary: countVerdicts(results),
    results,
    ...change,
  }
}

/** One result of each of these verdicts. */
export function reportWith(...verdicts: Verdict[]): Report {
  return reportOf(verdicts.map((verdict, i) => resultOf({ case: `2.${'abcdefgh'[i]}`, verdict })))
}

/** A run against a baseline: a regression in two versions, a known failure, one repaired, one no longer proven, one vanished. */
export function baselineReport(): Report {
  const cause = { class: 'garbled-counted', text: 'A garbled message was counted.', seenIn: ['Engine 1.2'] }
  const change = { title: 'Logout received', beginString: 'FIX.4.4', targetRole: 'acceptor' as const }
  const passed = { verdict: 'passed' as const, finding: 'Logout' }
  const failed = { verdict: 'failed' as const, was: 'failed' as const }
  const results = [
    resultOf({ case: '2.a', ...failed, clause: 'Clause 2.a', actual: 'no Heartbeat' }),
    resultOf({
      case: '2.d',
      verdict: 'failed',
      was: 'passed',
      cause,
      clause: 'Clause 2.d',
      repeat: 'npx fixproof run 2.d',
    }),
    resultOf({ case: '3.b', verdict: 'failed', was: 'waived', cause, beginString: 'FIX.4.2' }),
    resultOf({ case: '8', was: 'failed' }),
    resultOf({ case: '10.e', verdict: 'inconclusive', was: 'passed', reason: 'not reached' }),
    resultOf({ case: '12', was: 'passed' }),
  ]
  return reportOf(results, {
    baseline: {
      file: 'last-release.json',
      startedAt: '2026-09-01T07:00:00.000Z',
      sha256: 'a'.repeat(64),
      vanished: [{ case: '13.b', ...change, before: passed }],
      repaired: [{ case: '8', ...change, before: { verdict: 'failed', finding: 'no GapFill' }, now: passed }],
      changed: 0,
      added: 0,
    },
  })
}

/**
 * The second attempt of a run with a plan and a venue's rulebook: one case repeated and good, one repeated and bad, a quirk,
 * a mandatory case that nothing was seen of.
 */
export function plannedReport(): Report {
  const earlier = { number: 1, startedAt: '2026-09-13T07:00:00.000Z', verdict: 'failed' as const }
  const results = [
    resultOf({ case: '2.a', obligation: 'mandatory' }),
    resultOf({ case: '2.b', obligation: 'mandatory', attempts: [{ ...earlier, actual: 'no Reject' }] }),
    resultOf({
      ...{
        case: '2.c',
        obligation: 'mandatory',
        verdict: 'failed',
        actual: 'no Logout',
        repeat: 'npx fixproof run 2.c',
      },
      attempts: [{ ...earlier, actual: 'no Logout within 2 s' }],
    }),
    resultOf({ case: '2.d', obligation: 'mandatory', verdict: 'waived', waiver: 'Q-1', actual: 'Logout at once' }),
    resultOf({ case: '3.b', obligation: 'optional', verdict: 'notApplicable', reason: 'ends with FIX.4.2' }),
  ]
  return reportOf(results, {
    scenarios: 5,
    plan: {
      ...{ name: 'Meridian onboarding', file: 'plan.yaml', sha256: 'b'.repeat(64) },
      mandatory: ['2.a', '2.b', '2.c', '2.d', '4.a'],
      optional: ['3.b'],
      notApplicable: [{ case: '17', reason: 'The venue has no encryption.' }],
    },
    pack: {
      ...{ name: 'meridian', title: 'Meridian order entry', sha256: 'c'.repeat(64) },
      rulebooks: [{ title: 'Meridian FIX guide', version: '7.1', url: 'https://meridian.example/fix' }],
      venueIds: { '2.c': 'MER-12' },
    },
    waivers: [
      {
        ...{ id: 'Q-1', case: '2.d', expect: 'Logout', reason: 'The gateway ends the session on every gap.' },
        ...{ owner: 'pack meridian', until: '9999-12-31', quirk: true, source: 'Meridian FIX guide' },
      },
    ],
    attempts: [
      {
        ...{ number: 1, startedAt: '2026-09-13T07:00:00.000Z', file: 'attempts/1.report.json.gz' },
        ...{ sha256: 'd'.repeat(64), repeated: 2 },
      },
    ],
  })
}

/** `rows` cases in eight versions and two roles, some of them with several examples and with all verdicts. */
export function wideReport(rows = 25): Report {
  const verdicts: Verdict[] = ['failed', 'warning', 'waived', 'inconclusive', 'notApplicable', 'errored']
  const results: ReportResult[] = []
  for (const beginString of VERSIONS) {
    for (const targetRole of ROLES) {
      for (let row = 0; row < rows; row++) {
        const n = results.length
        const verdict = n % 17 === 0 ? (verdicts[(n / 17) % verdicts.length] ?? 'passed') : 'passed'
        const id = row < 18 ? `2.${'abcdefghijklmnopqr'[row]}` : `SD-${row}`
        const title = `A rule of the standard whose sentence is rather long, number ${row}`
        results.push(resultOf({ case: id, title, beginString, targetRole, verdict, reason: `reason ${n}` }))
      }
    }
  }
  for (let i = 0; i < 11; i++) results.push(resultOf({ case: '2.a', example: `example ${i}` }))
  return reportOf(results, { groups: [{ id: '2', title: 'Receive message, standard header' }] })
}

/** What a target or a careless scenario could put into any text. */
export const HOSTILE =
  '</script><script>document.title="taken"</script><img src=x onerror="document.title=\'taken\'"> a|b & "c" `d` **e** [f](g) ' +
  '\u0000\u0007\u001b[31m\u009b31m\ud800\ufffe\u2028 \u202eright to left\u202c עברית ]]> --> </details>'

/** Hostile text in every place that takes text, in all verdicts. */
export function hostileReport(): Report {
  const long = 'x'.repeat(5000)
  const base = {
    title: HOSTILE,
    example: HOSTILE,
    requirement: HOSTILE,
    clause: HOSTILE,
    feature: `features/${HOSTILE}.feature`,
    expected: [HOSTILE, long],
    actual: `${HOSTILE}${long}`,
    needs: [HOSTILE],
    taken: [HOSTILE],
    repeat: `\`\`\` npx fixproof run ${HOSTILE}`,
    cause: { class: HOSTILE, text: `${HOSTILE}. ${long}`, seenIn: [HOSTILE] },
    steps: [{ keyword: 'When', text: HOSTILE, status: 'failed' as const, table: [[HOSTILE]], note: HOSTILE }],
    transcript: [
      { at: '2026-09-14T07:41:52.118Z', direction: 'event' as const, event: HOSTILE, text: HOSTILE, raw: '' },
      {
        at: '2026-09-14T07:41:52.119Z',
        direction: 'in' as const,
        msgType: HOSTILE,
        raw: `8=FIX.4.4|35=0|58=${HOSTILE}|10=1|`,
      },
      { at: '2026-09-14T07:41:52.120Z', direction: 'out' as const, raw: HOSTILE, note: HOSTILE, fault: true },
    ],
  }
  const difference = {
    entry: 1,
    fields: [
      {
        tag: 58,
        name: 'Text',
        expected: HOSTILE,
        expectedLabel: HOSTILE,
        actual: HOSTILE,
        actualLabel: 'y',
        equal: false,
      },
    ],
    note: HOSTILE,
  }
  const verdicts: Verdict[] = ['failed', 'warning', 'waived', 'inconclusive', 'notApplicable', 'errored', 'passed']
  const results = verdicts.map((verdict, i) => resultOf({ ...base, case: `2.${'abcdefg'[i]}`, verdict, waiver: 'W-1' }))
  results.push(resultOf({ ...base, verdict: 'failed', difference, case: HOSTILE, beginString: HOSTILE }))
  const waiver = { id: 'W-1', case: HOSTILE, expect: HOSTILE, reason: HOSTILE, owner: HOSTILE, until: '2026-12-31' }
  return reportOf(results, {
    profile: HOSTILE,
    target: { role: 'acceptor', address: HOSTILE, name: HOSTILE, version: HOSTILE, vendor: HOSTILE },
    suite: { name: HOSTILE, version: HOSTILE, cases: 7, tags: HOSTILE },
    identity: { firm: HOSTILE, senderCompID: HOSTILE, targetCompID: HOSTILE },
    environment: { [HOSTILE]: HOSTILE },
    groups: [{ id: '2', title: HOSTILE }],
    waivers: [waiver],
    command: HOSTILE,
  })
}

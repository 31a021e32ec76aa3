/**
 * Targets that flood, stall, break off, lie and storm, over real sockets: the run goes on and ends, says what happened in
 * words, and calls nothing a failure but what the target did.
 */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { Report, ReportResult } from '../report/report.ts'
import { parseProfile } from '../testbench/profile.ts'
import { freePort } from '../testing/free-port.ts'
import { VENUE } from '../testing/hostile-peer.ts'
import {
  BEHAVIOURS,
  type Behaviour,
  decent,
  dialling,
  type HostileTarget,
  listening,
  logsOnAs,
} from '../testing/hostile-targets.ts'
import { suitePlan } from '../testing/suite-plan.ts'
import { legsOf } from './legs.ts'
import { SESSION_FEATURES } from './package-paths.ts'
import { runSuite } from './run.ts'
import { withTarget } from './with-target.ts'

// Each of the runs that stand side by side here has a cucumber, which listens to the process.
process.setMaxListeners(100)

const SESSION = 'sessions: [{ beginString: FIX.4.4, senderCompID: TESTER, targetCompID: VENUE }]'

/** More than enough for what is shown of a scenario, whatever the target sends. */
const REPORT_MAX_BYTES = 1_500_000

async function report(name: string, target: string, tags: string): Promise<Report> {
  const profile = parseProfile(`target: { ${target} }\n${SESSION}`, `${name}.yaml`, {})
  const legs = legsOf(profile, { profileName: name, seed: 1 })
  const plan = suitePlan({ legs, selection: { paths: [SESSION_FEATURES], tags }, profile, profileName: name })
  return await withTarget(plan, runSuite)
}

const targets: HostileTarget[] = []
after(() => {
  for (const target of targets) target.close()
})

async function against(name: string, behaviour: Behaviour, tags: string): Promise<Report> {
  const target = await listening(behaviour)
  targets.push(target)
  return report(name, `connect: "127.0.0.1:${target.port}"`, tags)
}

async function dialledBy(name: string, atATime: number, behaviour: Behaviour, tags: string): Promise<Report> {
  const port = await freePort()
  const running = report(name, `role: initiator, listen: "127.0.0.1:${port}", dialIn: 1`, tags)
  targets.push(dialling(port, atATime, behaviour))
  return running
}

const said = ({ case: id, verdict, reason, actual }: ReportResult): string => `${id} ${verdict}: ${reason ?? actual}`
const lines = ({ results }: Report): string => results.map(said).join('\n')

/** What holds whatever the target does. */
function assertSound(made: Report): void {
  assert.ok(made.results.length > 0)
  assert.deepEqual(made.results.filter(({ verdict }) => verdict === 'errored').map(said), [])
  for (const result of made.results)
    if (result.verdict === 'inconclusive') assert.ok((result.reason ?? '').length > 20, said(result))
  assert.ok(JSON.stringify(made).length < REPORT_MAX_BYTES, `a report of ${JSON.stringify(made).length} bytes`)
}

function assertNothingProved(made: Report, why: RegExp): void {
  assertSound(made)
  for (const result of made.results) {
    assert.equal(result.verdict, 'inconclusive', said(result))
    assert.match(result.reason ?? '', why)
  }
  assert.equal(made.outcome?.exitCode, 5)
}

/** Two scenarios whose stage is a session, and whose steps every decent target answers at once. */
const FEW = '@2.a or (@2.c and @must)'
const ONE = '@2.a'

describe('a target that listens', { concurrency: true }, () => {
  test('and is decent passes: what follows is not the fault of these tests', async () => {
    const made = await against('decent', decent, ONE)
    assertSound(made)
    assert.ok(
      made.results.every(({ verdict }) => verdict === 'passed'),
      lines(made),
    )
  })

  test('floods with messages: the tester hangs up, and that is no failure of the target', async () => {
    const made = await against('floods-messages', BEHAVIOURS.floodsWithMessages, ONE)
    assertNothingProved(made, /^the target floods \(10001 messages, 0 garbled bytes\), so the tester hung up$/)
    for (const { transcript, steps } of made.results) {
      assert.match(transcript.at(-1)?.text ?? '', /^\d+ further entries are left out$/)
      for (const step of steps ?? []) assert.ok((step.transcript?.[1] ?? 0) <= transcript.length)
    }
  })

  test('floods with garbage', async () => {
    assertNothingProved(
      await against('floods-garbage', BEHAVIOURS.floodsWithGarbage, ONE),
      /floods \(0 messages, \d+ garb/,
    )
  })

  test('floods with one message that never ends', async () => {
    assertNothingProved(
      await against('floods-one', BEHAVIOURS.floodsWithOneMessage, ONE),
      /floods \(0 messages, \d+ garb/,
    )
  })

  test('never answers', async () => {
    const made = await against('never-answers', BEHAVIOURS.neverAnswers, ONE)
    assertNothingProved(made, /^no Logon of the target within 10 s, no FIX message came$/)
  })

  test('logs on and falls silent: it has broken what it did not answer, and only that', async () => {
    const made = await against('falls-silent', BEHAVIOURS.fallsSilent, ONE)
    assertSound(made)
    for (const result of made.results) assert.match(said(result), /^2\.a failed: nothing within 2 s$/)
    assert.equal(made.outcome?.exitCode, 1)
  })

  test('resets the connection where it has to answer', async () => {
    const made = await against('resets', BEHAVIOURS.resets, ONE)
    assertSound(made)
    for (const result of made.results)
      assert.match(said(result), /failed: the target closed the connection \(reset by the other side\)$/)
  })

  test('closes at once', async () => {
    const made = await against('closes', BEHAVIOURS.closesAtOnce, FEW)
    assertNothingProved(made, /the target closed the connection instead of logging on, no FIX message came/)
  })

  test('is another: its Logon names other CompIDs', async () => {
    const made = await against('another', BEHAVIOURS.answersForAnother, FEW)
    assertNothingProved(
      made,
      /of another session: FIX\.4\.4 from ANOTHER to TESTER; the profile says FIX\.4\.4 from VENUE/,
    )
  })

  test('answers in another version', async () => {
    const made = await against('version', BEHAVIOURS.answersInAnotherVersion, FEW)
    assertNothingProved(made, /of another session: FIX\.4\.2 from VENUE to TESTER; the profile says FIX\.4\.4/)
  })

  test('speaks HTTP', async () => {
    assertNothingProved(
      await against('http', BEHAVIOURS.speaksHttp, FEW),
      /bytes that are no FIX message \(garbage before/,
    )
  })

  test('logs on twice: the second Logon is one too many, and judged as what it is', async () => {
    assertSound(await against('twice', BEHAVIOURS.logsOnTwice, ONE))
  })

  test('comes and goes: what it broke off fails, and the scenarios between are judged as ever', async () => {
    const made = await against('comes-and-goes', BEHAVIOURS.comesAndGoes, '@4.b and not @4.a')
    assertSound(made)
    const verdicts = new Set(made.results.map(({ verdict }) => verdict))
    assert.ok(verdicts.has('passed') && verdicts.has('failed'), lines(made))
  })
})

describe('a target that dials', { concurrency: true }, () => {
  test('as somebody else: the report says who came', async () => {
    const made = await dialledBy('as-another', 1, logsOnAs({ ...VENUE, senderCompID: 'ANOTHER' }), ONE)
    assertNothingProved(made, /did not connect within 1 s .*; one came of FIX\.4\.4 from ANOTHER to TESTER$/)
  })

  test('in a storm that says nothing', async () => {
    const made = await dialledBy('storm', 20, (socket) => socket.end(), ONE)
    assertNothingProved(made, /did not connect within 1 s .*; \d+ connections came that said no FIX message$/)
  })

  test('in a storm and holds its connections without a word', async () => {
    assertNothingProved(
      await dialledBy('mute-storm', 700, () => undefined, ONE),
      /; \d+ connections came that said no FIX/,
    )
  })

  test('ten times at once, each time as it should: one of them is its session', async () => {
    const made = await dialledBy('ten', 10, logsOnAs(VENUE), ONE)
    assertSound(made)
    assert.ok(
      made.results.every(({ verdict }) => verdict === 'passed'),
      lines(made),
    )
  })
})

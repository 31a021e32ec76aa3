/** Whatever is answered: every case has one obligation and a reason, and a run agrees about what does not apply. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import fc from 'fast-check'
import { CATALOGUE } from '../conformance/catalogue.ts'
import { findVersion } from '../fix/versions.ts'
import { legsOf } from '../runner/legs.ts'
import { OWN_FEATURES } from '../runner/package-paths.ts'
import { matching, type ScenarioSummary, scenariosIn } from '../runner/scenarios.ts'
import { whyNotApplicable } from '../testbench/applicability.ts'
import { type Profile, parseProfile } from '../testbench/profile.ts'
import type { Answer, Answers } from './answers.ts'
import { begin, effective, NOTHING_KNOWN, questionsIn, withUsualAnswers } from './interview.ts'
import { obligationsOf } from './obligations.ts'
import type { PackCase } from './pack-cases.ts'
import type { PlannedCase } from './plan.ts'
import { freshProfile } from './profile-text.ts'
import { settingsOf } from './settings-of-answers.ts'
import { sidesOf } from './sides.ts'

let scenarios: readonly ScenarioSummary[] = []
before(() => {
  scenarios = scenariosIn([OWN_FEATURES])
})

/** Texts are of no weight for the plan; every combination of choices is. */
const anyAnswers: fc.Arbitrary<Answers> = fc
  .record(
    Object.fromEntries(
      questionsIn(NOTHING_KNOWN).flatMap((question): [string, fc.Arbitrary<Answer>][] => {
        if (question.kind === 'text' || question.key === 'pack') return []
        const values = question.choices.map(({ value }) => value)
        if (question.kind === 'one') return [[question.key, fc.constantFrom(...values)]]
        return [[question.key, fc.subarray(values, { minLength: question.needed === true ? 1 : 0 })]]
      }),
    ),
  )
  .chain((answers) => fc.constantFrom('', './start.sh').map((start) => ({ ...answers, start }) as Answers))
  .map((answers) => effective(withUsualAnswers(begin({ name: 'desk', ...answers }), NOTHING_KNOWN), NOTHING_KNOWN))

function profileFor(answers: Answers): Profile {
  const environment = { DESK_USERNAME: 'a', DESK_PASSWORD: 'b' }
  return parseProfile(freshProfile(answers, settingsOf(answers, {}), undefined), 'profile.yaml', environment)
}

function planFor(answers: Answers, pack?: readonly PackCase[]): readonly PlannedCase[] {
  const profile = profileFor(answers)
  return obligationsOf(scenarios, { sides: sidesOf(profile), suiteTags: profile.suite.tags, answers, pack })
}

function rowOf(rows: readonly PlannedCase[], id: string): PlannedCase {
  const row = rows.find((one) => one.id === id)
  assert.ok(row)
  return row
}

/** Cases of which a run of this profile has a result that is not "not applicable". */
function casesThatRun(profile: Profile): Set<string> {
  const legs = legsOf(profile, { profileName: 'desk', seed: 1 })
  const run = new Set<string>()
  for (const { tags, cases } of matching({ paths: [OWN_FEATURES], tags: profile.suite.tags }))
    for (const leg of legs) {
      const version = findVersion(leg.version)
      assert.ok(version)
      if (whyNotApplicable(tags, leg, version) !== undefined) continue
      for (const id of cases) run.add(id)
      for (const { id, everywhere, parts } of CATALOGUE)
        if (everywhere === true && tags.includes('@application') && leg.trading && parts?.includes(leg.trading.plays))
          run.add(id)
    }
  return run
}

describe('a plan', () => {
  test('has every case once, with an obligation and a reason in a sentence', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const rows = planFor(answers)
        assert.deepEqual(
          rows.map(({ id }) => id),
          CATALOGUE.map(({ id }) => id),
        )
        for (const { id, reason } of rows) assert.match(reason, /^[A-Z][^\n]{10,}\.$/, `${id}: ${reason}`)
        for (const { id, reason } of rows) assert.doesNotMatch(reason, /undefined|\[object/, id)
        const demanded = new Set(CATALOGUE.flatMap(({ id, level }) => (level === 'must' ? [id] : [])))
        for (const { id, obligation } of rows) assert.ok(obligation !== 'mandatory' || demanded.has(id), id)
      }),
      { numRuns: 25 },
    )
  })

  test('and the run agree: what no scenario can be run for is not applicable, and of the rest only what answers exclude', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const runs = casesThatRun(profileFor(answers))
        for (const { id, obligation, reason } of planFor(answers)) {
          if (!runs.has(id)) assert.equal(obligation, 'notApplicable', `${id} can not be run, and is ${obligation}`)
          else if (obligation === 'notApplicable') assert.match(reason, /^Your engine has no /, `${id} runs: ${reason}`)
        }
      }),
      { numRuns: 25 },
    )
  })
})

const VENUE: Answers = effective(
  withUsualAnswers(
    begin({ name: 'desk', plays: 'venue', manners: ['quantityBands'], timesInForce: ['ioc'], orderTypes: ['market'] }),
    NOTHING_KNOWN,
  ),
  NOTHING_KNOWN,
)

describe('what decides', () => {
  const decided: readonly (readonly [
    what: string,
    answers: Answers,
    id: string,
    obligation: string,
    reason: RegExp,
  ])[] = [
    ['the role', VENUE, '1B.a', 'notApplicable', /an engine that dials; yours listens/],
    ['the version', VENUE, 'SD-12', 'notApplicable', /dials/],
    ['the end of a version', VENUE, 'SD-42', 'notApplicable', /ends with FIX\.4\.3/],
    [
      'the beginning of one',
      { ...VENUE, beginString: ['FIX.4.2'] },
      'CXL-12.a',
      'notApplicable',
      /begins with FIX\.4\.4/,
    ],
    ['the part', VENUE, 'ORD-10.p', 'notApplicable', /about a client; your engine plays the venue/],
    ['a time in force that is there', VENUE, 'ORD-05.a', 'mandatory', /venue and client has to keep it/],
    ['one that is not', VENUE, 'ORD-06.a', 'notApplicable', /no fill-or-kill orders/],
    ['a business', VENUE, 'MKT-01.a', 'notApplicable', /no market data/],
    ['a session alone', { ...VENUE, plays: 'nothing' }, 'ORD-01.a', 'notApplicable', /judged on its session alone/],
    [
      'a hook that is not there',
      VENUE,
      '12',
      'notApplicable',
      /No command makes your engine log out; hooks\.logout would/,
    ],
    ['one that is', { ...VENUE, control: ['logout'] }, '12', 'mandatory', /Every engine has to keep it/],
    ['what no hook can do', VENUE, 'SD-03', 'notApplicable', /settings of the engine changed/],
    ['what nothing can prove', VENUE, '17.c', 'notApplicable', /^Nothing can prove it: /],
    ['the schedule', VENUE, 'SD-23', 'notApplicable', /no session of a week/],
    ['a reset with every Logon', { ...VENUE, numbers: 'everyLogon' }, 'SD-01', 'optional', /resets your numbers/],
    ['numbers that go on', VENUE, 'SD-01', 'mandatory', /has to keep it/],
    [
      'that reset, where venues ask for it',
      { ...VENUE, numbers: 'everyLogon' },
      'VN-09',
      'mandatory',
      /reset with every Logon/,
    ],
    ['a venue that was not named', VENUE, 'VN-09', 'optional', /no venue was named/],
    [
      'a feature that was agreed',
      { ...VENUE, manners: ['quantityBands', 'selfTradePrevention'] },
      'EXE-09.a',
      'mandatory',
      /has prevention of self-trades/,
    ],
    ['encryption', { ...VENUE, sessionFeatures: ['encryption'] }, '17.a', 'mandatory', /has encryption/],
    ['encryption that is not there', VENUE, '17.a', 'optional', /Only who has the feature/],
    ['the level', VENUE, 'PX-27', 'optional', /Recommended/],
  ]
  for (const [what, answers, id, obligation, reason] of decided)
    test(`${what}: ${id} is ${obligation}`, () => {
      const row = rowOf(planFor(answers), id)
      assert.equal(row.obligation, obligation, row.reason)
      assert.match(row.reason, reason)
    })
})

describe('with the pack of a venue', () => {
  const pack: PackCase[] = CATALOGUE.map(({ id }) => {
    if (['VN-07', '12', 'SD-03', '1B.a'].includes(id))
      return { id, obligation: 'mandatory', reason: 'Venue asks for it.' }
    if (id === '2.c') return { id, obligation: 'optional', reason: 'Relied on.' }
    return { id, obligation: 'notApplicable', reason: 'Its script does not ask for it.' }
  })
  const rows = (): readonly PlannedCase[] => planFor(VENUE, pack)

  test('the venue says what is mandatory and what is not applicable', () => {
    assert.equal(rowOf(rows(), 'VN-07').obligation, 'mandatory')
    assert.equal(rowOf(rows(), '2.c').obligation, 'optional')
    assert.deepEqual(rowOf(rows(), '2.d'), {
      id: '2.d',
      obligation: 'notApplicable',
      reason: 'Its script does not ask for it.',
    })
  })

  test('what it asks for and a hook could do stays mandatory, and open', () => {
    const { obligation, reason } = rowOf(rows(), '12')
    assert.equal(obligation, 'mandatory')
    assert.match(
      reason,
      /Venue asks for it\. No command makes your engine log out.*open until there is hooks\.logout\./,
    )
  })

  test('what nobody can do to a foreign engine, and what is about the other side, is not applicable', () => {
    assert.equal(rowOf(rows(), 'SD-03').obligation, 'notApplicable')
    assert.equal(rowOf(rows(), '1B.a').obligation, 'notApplicable')
  })
})

test('rules name cases that there are', async () => {
  const { FEATURE_RULES, NEED_RULES, NUMBERS_GO_ON } = await import('./obligation-rules.ts')
  const { selectCases } = await import('../conformance/catalogue.ts')
  const words = [...[...FEATURE_RULES, ...NEED_RULES].flatMap(({ cases }) => cases), ...NUMBERS_GO_ON]
  assert.deepEqual(
    words.filter((word) => selectCases(word).length === 0),
    [],
  )
  const choices = new Map(questionsIn(NOTHING_KNOWN).map((question) => [question.key, question]))
  for (const { key, oneOf } of [...FEATURE_RULES, ...NEED_RULES]) {
    const question = choices.get(key)
    assert.ok(question !== undefined && question.kind !== 'text', key)
    for (const choice of oneOf)
      assert.ok(
        question.choices.some(({ value }) => value === choice),
        `${key}: ${choice}`,
      )
  }
})

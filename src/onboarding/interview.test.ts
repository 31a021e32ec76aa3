/** The interview as a state machine: interrupted anywhere it goes on to the same end, and back is back. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type Answers, textOf } from './answers.ts'
import { factsOf } from './dictionary-facts.ts'
import {
  answered,
  back,
  begin,
  effective,
  type Interview,
  type InterviewContext,
  NOTHING_KNOWN,
  nextQuestion,
  questionsIn,
  read,
  standing,
  usualAnswer,
  withUsualAnswers,
} from './interview.ts'
import { contextOf } from './interview-context.ts'
import { packNames } from './pack.ts'
import { type Question, readAnswer } from './question.ts'
import { MOST_QUESTIONS, QUESTIONS } from './questions.ts'

/** One that is among the choices, or fits the text. */
const pick: fc.Arbitrary<(question: Question) => string> = fc.nat().map((seed) => (question) => {
  if (question.kind === 'text') return ''
  const values = question.choices.map(({ value }) => value)
  if (question.kind === 'one') return String((seed % values.length) + 1)
  const some = values.filter((_, i) => (seed >> (i % 16)) % 2 === 1)
  return some.length === 0 ? String((seed % values.length) + 1) : some.join(', ')
})

function answerTo(interview: Interview, text: string, context = NOTHING_KNOWN): Interview {
  const question = nextQuestion(interview, context)
  assert.ok(question)
  const said = read(question, text, interview, context)
  assert.ok('answer' in said, `${question.key}: ${JSON.stringify(said)}`)
  return answered(interview, question.key, said.answer)
}

function completed(start: Interview, choose: (question: Question) => string, context: InterviewContext): Interview {
  let now = start
  for (let question = nextQuestion(now, context); question !== undefined; question = nextQuestion(now, context))
    now = answerTo(now, choose(question), context)
  return now
}

describe('the interview', () => {
  test('asks at most twenty questions, whatever is answered, and knows how many are left', () => {
    fc.assert(
      fc.property(pick, (choose) => {
        let now = begin({})
        let question = nextQuestion(now, NOTHING_KNOWN)
        while (question !== undefined) {
          const { number, of } = standing(now, NOTHING_KNOWN)
          assert.equal(number, now.asked.length + 1)
          assert.ok(of >= number && of <= MOST_QUESTIONS)
          // A pack is a name that is looked up elsewhere.
          now = answerTo(now, question.key === 'pack' ? 'none' : choose(question))
          question = nextQuestion(now, NOTHING_KNOWN)
        }
        assert.ok(now.asked.length <= MOST_QUESTIONS)
        assert.deepEqual(new Set(now.asked).size, now.asked.length, 'none is asked twice')
      }),
      { numRuns: 300 },
    )
  })

  test('with the pack of any venue it is no longer, and never asks for a secret', () => {
    for (const name of packNames()) {
      const context = contextOf({ pack: name }, [{ value: name, says: '' }], process.cwd())
      const done = completed(begin({ pack: name }), () => '', context)
      assert.ok(done.asked.length <= MOST_QUESTIONS, `${name}: ${done.asked.length}`)
      for (const { key, title } of questionsIn(context)) assert.doesNotMatch(`${key} ${title}`, /pack:logon/, name)
    }
  })

  test('interrupted behind any question and gone on with, it comes to the same answers', () => {
    fc.assert(
      fc.property(pick, fc.nat({ max: 20 }), (choose, at) => {
        const choice = (question: Question): string => (question.key === 'pack' ? 'none' : choose(question))
        const whole = completed(begin({}), choice, NOTHING_KNOWN)
        let now = begin({})
        for (let i = 0; i < at && nextQuestion(now, NOTHING_KNOWN) !== undefined; i++) {
          const question = nextQuestion(now, NOTHING_KNOWN)
          assert.ok(question)
          now = answerTo(now, choice(question))
        }
        // What is kept: answers and the way back.
        const kept: Interview = { ...begin(JSON.parse(JSON.stringify(now.answers))), asked: [...now.asked] }
        assert.deepEqual(completed(kept, choice, NOTHING_KNOWN).answers, whole.answers)
      }),
      { numRuns: 200 },
    )
  })

  test('back asks the last question again, with what was answered as its usual answer', () => {
    let now = begin({})
    for (const text of ['desk', '', '', 'initiator', '9999']) now = answerTo(now, text)
    assert.equal(nextQuestion(now, NOTHING_KNOWN)?.key, 'beginString')
    now = back(now)
    const question = nextQuestion(now, NOTHING_KNOWN)
    assert.equal(question?.key, 'listen')
    assert.equal(question && usualAnswer(question, now, NOTHING_KNOWN), '9999')
    now = answerTo(back(now), 'acceptor')
    assert.equal(nextQuestion(now, NOTHING_KNOWN)?.key, 'connect', 'another role has another question')
    assert.deepEqual(back(begin({})), begin({}), 'before the first question there is nothing')
  })

  test('what was stated is not asked, and what does not apply is left out', () => {
    const now = withUsualAnswers(
      begin({ name: 'desk', role: 'initiator', connect: 'a:1', plays: 'nothing' }),
      NOTHING_KNOWN,
    )
    const answers = effective(now, NOTHING_KNOWN)
    assert.equal(answers.connect, undefined, 'an engine that dials listens nowhere')
    assert.equal(textOf(answers, 'listen'), '127.0.0.1:9879')
    assert.equal(answers.businesses, undefined)
  })

  test('versions without an application suite are not asked what they trade', () => {
    const now = withUsualAnswers(begin({ name: 'desk', beginString: ['FIX.4.3'] }), NOTHING_KNOWN)
    assert.equal(effective(now, NOTHING_KNOWN).plays, undefined)
  })

  test('a dictionary suggests what it holds', () => {
    const facts: Answers = contextOf({ dictionary: 'FIX.4.2' }, [], process.cwd()).suggested
    assert.deepEqual(facts.beginString, ['FIX.4.2'])
    assert.ok(facts.businesses?.includes('marketData') && !facts.businesses.includes('massCancel'))
    assert.deepEqual(facts.timesInForce, ['ioc', 'fok', 'gtc', 'gtd'])
    assert.ok(!facts.orderTypes?.includes('marketToLimit'), 'OrdType K came later')
    const session = factsOf({
      name: 'FIXT.1.1',
      messages: [],
      message: () => undefined,
      fieldByTag: () => undefined,
    } as never)
    assert.deepEqual(session, {}, 'a session layer says nothing about who trades')
  })

  test('every suggestion is a choice of its question', () => {
    for (const name of ['FIX.4.0', 'FIX.4.4', 'FIXT.1.1/FIX.5.0SP2'])
      for (const [key, answer] of Object.entries(contextOf({ dictionary: name }, [], process.cwd()).suggested)) {
        const question = QUESTIONS.find((one) => one.key === key)
        assert.ok(question)
        assert.deepEqual(readAnswer(question, [answer].flat().join(',')), { answer })
      }
  })
})

describe('an answer', () => {
  const ask = (key: string, text: string): string => {
    const question = QUESTIONS.find((one) => one.key === key)
    assert.ok(question)
    const said = readAnswer(question, text)
    return 'answer' in said ? [said.answer].flat().join(' ') : `! ${said.problem}`
  }
  const cases: readonly (readonly [key: string, typed: string, taken: RegExp])[] = [
    ['role', '2', /^initiator$/],
    ['role', 'ACC', /^acceptor$/],
    [
      'role',
      'acceptr',
      /^! "acceptr" is none of acceptor, initiator, both; did you mean "acceptor"\? A number does as well: 1 to 3\.$/,
    ],
    ['role', '4', /^! "4" is none of/],
    ['role', '0', /^! "0" is none of/],
    ['beginString', '5, 3', /^FIX\.4\.2 FIX\.4\.4$/],
    ['beginString', 'FIX.5.0SP2', /^FIXT\.1\.1\/FIX\.5\.0SP2$/],
    ['beginString', 'none', /^! expected at least one of FIX\.4\.0/],
    ['beginString', 'FIX.4.5', /^! "FIX\.4\.5" is none of/],
    ['orderTypes', 'none', /^$/],
    ['orderTypes', 'all', /^market stop .* cash$/],
    ['orderTypes', 'market;stop', /^! "market;stop" is none of/],
    ['name', '../etc', /^! expected letters/],
    ['name', 'CON', /^! expected another name/],
    ['connect', 'localhost', /^! expected HOST:PORT/],
    ['connect', '[::1]:9878', /^\[::1\]:9878$/],
    ['connect', 'localhost:99999', /^! expected HOST:PORT/],
    ['listen', '9879', /^9879$/],
    ['sender', '', /^! expected a CompID/],
    ['sender', 'A B', /^! expected a CompID/],
    ['sender', 'A,A', /^! expected each CompID once/],
    ['sender', 'A, B', /^A, B$/],
    ['heartbeat', '-1', /^! expected a whole number of seconds/],
    ['sender', 'A\u0001B', /^! expected text without control characters/],
    ['instrument', 'SIM', /^! expected SYMBOL PRICE/],
    ['instrument', 'SIM 1e5', /^! expected SYMBOL PRICE/],
    ['start', 'x'.repeat(2000), /^! expected at most 1000 characters/],
  ]
  for (const [key, typed, taken] of cases)
    test(`${key}: ${JSON.stringify(typed.slice(0, 20))}`, () => {
      assert.match(ask(key, typed), taken)
    })
})

test('keys are once, and every usual answer is one that is allowed', () => {
  assert.equal(new Set(QUESTIONS.map(({ key }) => key)).size, QUESTIONS.length)
  assert.ok(QUESTIONS.filter(({ quiet }) => quiet === undefined).length <= MOST_QUESTIONS)
  for (const question of QUESTIONS) {
    const usual = question.usual({})
    assert.deepEqual(readAnswer(question, [usual].flat().join(',')), { answer: usual }, question.key)
  }
})

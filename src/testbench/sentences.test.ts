import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { nearestSentences, readableSentence } from './sentences.ts'
import { undefinedStep } from './undefined-step.ts'

const SENTENCES = [
  'an established session with the target',
  'the tester sends {message}[ as "name"][ with Field value and …]',
  'the target {level} send {message}[ as "name"][ with Field value and …] within {duration}',
  'the target {level} report {event} of "order"[ by "request"][ with Field value and …] within {duration}',
  'the target must not send anything else',
  '{duration} pass',
]

describe('the pattern of a step, for people', () => {
  for (const [pattern, people] of [
    [
      '/^the target (must|should|may) send ([A-Z]\\w+)(?: as "([^"]+)")?$/',
      'the target {level} send {message}[ as "name"]',
    ],
    ['{duration} pass', '{duration} pass'],
    [
      "/^the (?<whose>target|tester)'s market (opens|closes)(?: in (\\S+))?$/",
      "the {whose}'s market (opens|closes)[ in {word}]",
    ],
  ] as const)
    test(people, () => assert.equal(readableSentence(pattern), people))
})

describe('the sentence that a text may have meant', () => {
  for (const [text, at] of [
    ['a established session with target', 0],
    ['the tester send NewOrderSingle as "order" with OrderQty 5', 1],
    ['the target must sends ExecutionReport within 2 seconds', 2],
    ['the target must reports New of "order" by "cancel" within 2 seconds', 3],
    ['the target must not send anything', 4],
    ['5 seconds passes', 5],
  ] as const)
    test(text, () => assert.equal(nearestSentences(text, SENTENCES)[0], SENTENCES[at]))

  test('none is near to what is quite different', () => {
    assert.deepEqual(nearestSentences('I click on the red button', SENTENCES), [])
    assert.equal(
      undefinedStep('a.feature:3', 'I click on the red button', SENTENCES),
      'a.feature:3: "I click on the red button" is no sentence that fixproof knows; see fixproof steps',
    )
  })

  test('three at most', () => {
    assert.equal(
      nearestSentences(
        'the target must',
        Array.from({ length: 9 }, (_, i) => `the target may ${i}`),
      ).length,
      3,
    )
  })
})

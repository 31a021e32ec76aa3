import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { type StepFile, stepVocabulary } from '../runner/step-vocabulary.ts'
import { stepsText } from './steps-text.ts'

describe('the vocabulary as text', () => {
  let vocabulary: readonly StepFile[] = []
  before(async () => {
    vocabulary = await stepVocabulary()
  })
  const lines = (...words: string[]): string[] => (stepsText(vocabulary, words, false) ?? '').split('\n')

  test('is readable at 80 columns', () => {
    assert.deepEqual(
      lines().filter((line) => line.length > 80),
      [],
    )
  })

  test('has sentences by subject, cells, events, and examples', () => {
    const text = lines()
    for (const heading of [
      'Messages',
      'Reports of orders',
      'Cells of expectations',
      'Cells of messages that are sent',
      'Events of orders',
      'Examples: Groups',
      'Examples: Captures',
    ])
      assert.ok(text.includes(heading), heading)
    assert.ok(text.includes('    - an established session with the target'))
    assert.ok(text.some((line) => /^ {2}<id> +what a cell has captured/.test(line)))
  })

  test('only what speaks of all words is shown, whatever their case', () => {
    const text = lines('REPORT', 'first')
    assert.ok(text.includes('Reports of orders'))
    assert.ok(!text.includes('Logon') && !text.includes('Cells of expectations'))
    assert.ok(text.length < lines('report').length)
  })

  test('a word that nothing speaks of leaves nothing', () => {
    assert.equal(stepsText(vocabulary, ['zebra'], false), undefined)
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stepVocabulary } from './step-vocabulary.ts'

test('every step is listed in the words of people, with lines of the suite that use it', async () => {
  const files = await stepVocabulary()
  const steps = files.flatMap((file) => file.steps)
  assert.deepEqual(
    new Set(files.map(({ file }) => file)),
    new Set([
      'actors',
      'administration',
      'application',
      'backup',
      'before-session',
      'connection',
      'content',
      'crash',
      'exploration',
      'logon',
      'market-data',
      'outcomes',
      'races',
      'reports',
      'resend',
      'schedule',
      'segments',
      'session',
      'trading',
      'wire',
    ]),
  )
  for (const { pattern } of steps) assert.doesNotMatch(pattern, /\(\?|\\[dSw]|\.\+/, pattern)
  assert.deepEqual(
    steps.filter(({ examples }) => examples.length === 0).map(({ pattern }) => pattern),
    [],
    'a step that no scenario uses has never been tried',
  )
  const established = steps.find(({ pattern }) => pattern === 'an established session with the target')
  assert.deepEqual(established?.examples, ['an established session with the target'])
})

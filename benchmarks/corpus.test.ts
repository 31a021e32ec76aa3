import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { decode, Framer } from '../src/codec/codec.ts'
import { builtIn } from '../src/dictionary/load.ts'
import { Validator } from '../src/validation/validate.ts'
import { makeCorpus } from './corpus.ts'

test('the corpus is the same bytes everywhere', () => {
  const digest = createHash('sha256').update(makeCorpus(1000)).digest('hex')
  assert.equal(digest, '5a2037d43f513410568e1d56ff1a06153b9c5a3c5cd2ac9bdc8e6b9a96ebcc65')
})

test('its messages are valid, and of the three kinds', () => {
  const validator = new Validator(builtIn('FIX.4.4'))
  const messages = new Framer().push(makeCorpus(200)).map(({ bytes }) => decode(bytes))
  assert.equal(messages.length, 200)
  for (const message of messages) assert.equal(validator.validate(message), undefined)
  assert.deepEqual(new Set(messages.map(({ msgType }) => msgType)), new Set(['D', '8', 'X']))
})

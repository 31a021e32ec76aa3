import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { parseProfile } from './profile.ts'

function dictionaryOf(line: string): string | undefined {
  const text = `target: { engine: self }\nsessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]\n${line}`
  return parseProfile(text, path.join('scenarios', 'venue', 'profile.yaml'), {}).dictionary
}

test('a dictionary is a file relative to the profile, or a built-in name', () => {
  assert.equal(dictionaryOf('dictionary: dictionary.yaml'), path.resolve('scenarios/venue/dictionary.yaml'))
  assert.equal(dictionaryOf('dictionary: ../common/fix44.xml'), path.resolve('scenarios/common/fix44.xml'))
  assert.equal(dictionaryOf('dictionary: /etc/fix44.xml'), path.resolve('/etc/fix44.xml'))
  assert.equal(dictionaryOf('dictionary: FIXT.1.1/FIX.5.0SP2'), 'FIXT.1.1/FIX.5.0SP2')
  assert.equal(dictionaryOf(''), undefined)
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { systemWords } from './system-words.ts'

test('a folder in the place of a file, and a file that is not there, are told in words', () => {
  assert.match(wordsOf(import.meta.dirname), /^it is a folder/)
  assert.match(wordsOf(`${import.meta.filename}.gone`), /^there is no such file$/)
  assert.match(wordsOf(`${import.meta.filename}/x`), /^a part of its path is a file/)
})

test('what has no words is named by its code, and without one by its message', () => {
  assert.equal(systemWords(Object.assign(new Error('too many'), { code: 'EMFILE' })), 'EMFILE')
  assert.equal(systemWords(new Error('broken')), 'broken')
})

function wordsOf(file: string): string {
  try {
    readFileSync(file)
  } catch (cause) {
    return systemWords(cause)
  }
  return 'it was read'
}

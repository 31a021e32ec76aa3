import assert from 'node:assert/strict'
import { test } from 'node:test'
import { log, startLogging } from './logger.ts'

test('nothing is logged below the level, and a record is one line of JSON that names its part', () => {
  const lines: string[] = []
  startLogging('info', (line) => lines.push(line))
  log('target').debug('not shown')
  log('target').info({ port: 9878 }, 'started')
  assert.equal(lines.length, 1)
  const record = JSON.parse(lines[0] ?? '') as Record<string, unknown>
  assert.equal(record.part, 'target')
  assert.equal(record.port, 9878)
  assert.equal(record.msg, 'started')
})

test('a password never reaches a log, whichever record it stands in', () => {
  const lines: string[] = []
  startLogging('info', (line) => lines.push(line))
  log('run').info({ Password: 'geheim', logon: { Password: 'geheim', Username: 'alice' } }, 'logging on')
  assert.equal(lines.length, 1)
  assert.doesNotMatch(lines[0] ?? '', /geheim/)
  assert.match(lines[0] ?? '', /alice/)
})

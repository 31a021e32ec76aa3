import assert from 'node:assert/strict'
import { test } from 'node:test'
import { builtIn } from '../dictionary/load.ts'
import { ApplicationError, applicationFrom } from './applications.ts'
import { Echo } from './echo.ts'

const FIX44 = builtIn('FIX.4.4')
const now = (): number => 0

test('an application has a name, and each session one of its own', () => {
  const make = applicationFrom('echo: D, d', now)
  assert.ok(make(FIX44, []) instanceof Echo)
  assert.notEqual(make(FIX44, []), make(FIX44, []))
  assert.equal(applicationFrom('silent', now)(FIX44, []).onMessage, undefined)
  assert.equal(typeof applicationFrom('acknowledge', now)(FIX44, []).onMessage, 'function')
})

test('a name that is none says which there are', () => {
  for (const [text, message] of [
    ['ecko:D', /"ecko:D" is no application, did you mean "echo"\? Known are acknowledge, silent, echo:TYPE/],
    ['echo', /echo needs the MsgTypes/],
    ['echo:D,', /echo needs the MsgTypes/],
    ['silent:D', /"silent:D" is no application Known are|"silent:D" is no application/],
    ['rules', /rules needs a file/],
  ] as const)
    assert.throws(
      () => applicationFrom(text, now),
      (error) => error instanceof ApplicationError && message.test(error.message),
      text,
    )
  assert.throws(
    () => applicationFrom('rules:/nowhere.yaml', now),
    /nowhere\.yaml: the rules could not be read \(ENOENT\)/,
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AssertionError } from 'chai'
import { NotReached, RequirementBroken, TargetUnreachable } from './verdict.ts'

test('a broken requirement is an assertion that says what was expected and what came', () => {
  const finding = { expected: ['Logout within 2 s', 'Text(58) = any'], actual: 'Heartbeat 3' }
  const broken = new RequirementBroken(finding)
  assert.ok(broken instanceof AssertionError)
  assert.equal(broken.message, 'expected Logout within 2 s, Text(58) = any; Heartbeat 3')
  assert.equal(broken.finding, finding)
})

test('a stimulus that was not reached is told by its name, and is nobody’s fault', () => {
  assert.equal(new NotReached('closed').name, 'NotReached')
  assert.equal(new TargetUnreachable('refused').name, 'TargetUnreachable')
  for (const error of [new NotReached('x'), new TargetUnreachable('x')]) assert.ok(!(error instanceof AssertionError))
})

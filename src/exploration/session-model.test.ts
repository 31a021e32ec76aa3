import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findVersion } from '../fix/versions.ts'
import { SessionModel } from './session-model.ts'

function modelAt(nextIn: number): SessionModel {
  const version = findVersion('FIX.4.4')
  assert.ok(version)
  const model = new SessionModel({ version, role: 'acceptor', capabilities: ['logout'] })
  model.begin({ sent: [{ msgSeqNum: 1, msgType: 'A' }], testerNext: 2 })
  while (model.nextIn < nextIn) model.count()
  return model
}

test('a gap is open until everything up to its highest number is accounted for', () => {
  const model = modelAt(4)
  model.miss(7)
  model.miss(8)
  assert.equal(model.inGap, true)
  assert.equal(model.active, false)
  assert.equal(model.missing, 3, '4, 5 and 6: what came above them is not missing')
  model.goOnAt(6)
  assert.equal(model.inGap, true)
  assert.equal(model.missing, 1)
  model.goOnAt(9)
  assert.equal(model.active, true)
  assert.equal(model.nextIn, 9)
})

test('a gap fill that is too high speaks for numbers behind its own', () => {
  const model = modelAt(2)
  model.miss(4, 9)
  assert.equal(model.missing, 2)
  assert.equal(model.gapUpTo, 9)
})

test('only numbers under which something surely came can be repeated', () => {
  const model = modelAt(4)
  model.goOnAt(8)
  model.count()
  const repeatable = new Set([0, 1, 2, 3].map((n) => model.repeatable(n)))
  assert.deepEqual(repeatable, new Set([2, 3, 8]), 'neither the Logon nor 4 to 7, which were filled over')
  assert.equal(model.received(0), 1, 'the Logon came, all the same')
  model.doubt(8)
  assert.equal(model.repeatable(2), 2, '8 was rejected: whether it counts as received is open')
})

test('a number that a Reset jumped over comes once', () => {
  const model = modelAt(3)
  model.jumpTo(7, 5)
  assert.equal(model.nextIn, 7)
  assert.equal(model.jumped, 2, '4 and 6: 3 was expected of the Reset itself, and 5 was its own number')
  assert.equal(model.takeJumped(1), 6)
  assert.equal(model.takeJumped(0), 4)
  assert.equal(model.jumped, 0)
})

test('a reset forgets what was open', () => {
  const model = modelAt(5)
  model.jumpTo(9, 5)
  model.miss(12)
  model.reset()
  assert.equal(model.nextIn, 2)
  assert.equal(model.active, true)
  assert.equal(model.jumped, 0)
  assert.equal(model.repeatable(0), undefined)
})

test('the target goes on behind the highest number that it was seen to use', () => {
  const model = modelAt(2)
  model.observe({
    sent: [
      { msgSeqNum: 1, msgType: 'A' },
      { msgSeqNum: 4, msgType: '8' },
      { msgSeqNum: 3, msgType: '0' },
    ],
    testerNext: 6,
  })
  assert.equal(model.lastOut, 4)
  assert.equal(model.nextIn, 2, 'what is expected is not what the tester would send')
})

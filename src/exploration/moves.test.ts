import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRequirement } from '../conformance/catalogue.ts'
import { VERSIONS } from '../fix/versions.ts'
import { resentTable } from './moves/resend.ts'
import { MOVES } from './moves.ts'
import { SessionModel } from './session-model.ts'

const CAPABILITIES = ['order-flow', 'logout', 'sendApplicationMessage', 'setSequenceNumbers', 'kill', 'restart']

test('every move names a case of the catalogue', () => {
  const unknown = MOVES.filter(({ cases }) => findRequirement(cases[0] ?? '') === undefined)
  assert.deepEqual(
    unknown.map(({ name, cases }) => `${name}: ${cases}`),
    [],
  )
})

test('every move has a name of its own', () => {
  const names = MOVES.map(({ name }) => name)
  assert.deepEqual(
    names.filter((name, i) => names.indexOf(name) !== i),
    [],
  )
})

/** Standings that together let every move be played. */
function standings(version: (typeof VERSIONS)[number], role: 'acceptor' | 'initiator'): SessionModel[] {
  const fresh = (): SessionModel => new SessionModel({ version, role, capabilities: CAPABILITIES })
  const sent = [
    { msgSeqNum: 1, msgType: 'A' },
    { msgSeqNum: 2, msgType: '8' },
    { msgSeqNum: 3, msgType: '0' },
  ]
  const active = fresh()
  active.begin({ sent, testerNext: 2 })
  active.count()
  active.count()
  active.testerNext = active.nextIn
  active.jumpTo(9, 4)
  active.testerNext = 9
  const inGap = fresh()
  inGap.begin({ sent, testerNext: 2 })
  inGap.miss(6)
  const dropped = fresh()
  dropped.begin({ sent, testerNext: 2 })
  dropped.keepsNumbers = true
  dropped.drop()
  return [fresh(), active, inGap, dropped]
}

test('every move can be played somewhere, and says what it sends and what must come of it', () => {
  const played = new Set<string>()
  for (const version of VERSIONS)
    for (const role of ['acceptor', 'initiator'] as const)
      for (const move of MOVES)
        for (const model of standings(version, role)) {
          if (!move.applies(model)) continue
          played.add(move.name)
          const steps = move.play(model, { a: 7, b: 5, probed: true })
          assert.ok(steps.length > 0, move.name)
          for (const { text } of steps) assert.doesNotMatch(text, /undefined|NaN|Infinity/, move.name)
          assert.ok(model.nextIn >= 1, move.name)
        }
  assert.deepEqual(
    MOVES.map(({ name }) => name).filter((name) => !played.has(name)),
    [],
  )
})

test('what is to be resent: messages of the application one by one, one gap fill for each run of others', () => {
  const sent = ['A', '0', '8', '8', '0', '3', '8'].map((msgType, i) => ({ msgSeqNum: i + 1, msgType }))
  const rows = resentTable(sent, 2, 6).map(([number, type, , newSeqNo]) => [number, type, newSeqNo])
  assert.deepEqual(rows, [
    ['MsgSeqNum', 'MsgType', 'NewSeqNo'],
    ['2', 'SequenceReset', '3'],
    ['3', 'ExecutionReport', ''],
    ['4', 'ExecutionReport', ''],
    ['5', 'SequenceReset', '7'],
  ])
})

test('the target’s own orders are resent with the time of their first sending, where that is on record', () => {
  const sent = [
    { msgSeqNum: 1, msgType: 'A' },
    { msgSeqNum: 2, msgType: 'D' },
    { msgSeqNum: 3, msgType: 'D', repeatedOnly: true },
  ]
  const rows = resentTable(sent, 1, 3).map(([number, type, , , origSendingTime]) => [number, type, origSendingTime])
  assert.deepEqual(rows.slice(1), [
    ['1', 'SequenceReset', ''],
    ['2', 'NewOrderSingle', 'as SendingTime when first sent'],
    ['3', 'NewOrderSingle', ''],
  ])
})

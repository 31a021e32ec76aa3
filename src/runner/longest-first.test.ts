import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseProfile } from '../testbench/profile.ts'
import { legsOf } from './legs.ts'
import { longestFirst } from './longest-first.ts'

const profile = parseProfile(
  `
target: { engine: self, role: [initiator, acceptor] }
sessions: [{ beginString: FIX.4.4, senderCompID: TESTER, targetCompID: FIXPROOF }]
`,
  'self.yaml',
  {},
)
const waiting = legsOf(profile, { profileName: 'self', seed: 1 }).map((leg) => ({ leg }))
const rolesInOrder = (scenarios: readonly { tags: string[] }[]) =>
  longestFirst(waiting, scenarios).map(({ leg }) => leg.targetRole)

test('the leg that most scenarios apply to begins first', () => {
  assert.deepEqual(rolesInOrder([{ tags: ['@acceptor'] }, { tags: [] }]), ['acceptor', 'initiator'])
  assert.deepEqual(rolesInOrder([{ tags: ['@initiator'] }, { tags: [] }]), ['initiator', 'acceptor'])
})

test('legs that are alike stay in the order of the plan', () => {
  assert.deepEqual(
    rolesInOrder([{ tags: [] }]),
    waiting.map(({ leg }) => leg.targetRole),
  )
})

/** Explorations of our own engine, healthy and with a known fault, as `fixproof explore` does them. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { TamperRule } from '../simulator/tamper.ts'
import type { Leg } from '../testbench/leg.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { type ExploredLeg, type ExplorePlan, exploreLegs } from './explore-legs.ts'

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-explore-'))
})
after(() => rmSync(cwd, { recursive: true, force: true }))

/** All that our engine in memory can be asked to do. */
const CAPABILITIES = ['restart', 'kill', 'order-flow', 'logout', 'sendApplicationMessage', 'setSequenceNumbers']

async function explored(legs: readonly Leg[], change: Partial<ExplorePlan> = {}): Promise<ExploredLeg[]> {
  return await exploreLegs({
    legs,
    seed: 1,
    steps: 3_000,
    except: () => new Set(),
    directory: path.join(cwd, 'explored'),
    cwd,
    ...change,
  })
}

const tampered = (rule: TamperRule, change: Partial<Leg> = {}): Leg =>
  legWith({ capabilities: CAPABILITIES, tamper: [rule], ...change })

const FAULTS: readonly { readonly name: string; readonly rule: TamperRule; readonly role: Leg['targetRole'] }[] = [
  {
    name: 'asks from the wrong number',
    rule: { direction: 'outgoing', msgType: '2', set: { '7': '1' } },
    role: 'acceptor',
  },
  {
    name: 'fills without PossDupFlag',
    rule: { direction: 'outgoing', msgType: '4', set: { '43': null } },
    role: 'initiator',
  },
  {
    name: 'resends another quantity',
    rule: { direction: 'outgoing', msgType: '8', where: { '43': 'Y' }, set: { '38': '7' } },
    role: 'acceptor',
  },
  { name: 'says no Logout', rule: { direction: 'outgoing', msgType: '5', drop: true }, role: 'initiator' },
  { name: 'lets nobody in', rule: { direction: 'outgoing', msgType: 'A', drop: true }, role: 'acceptor' },
]

describe('a target that', () => {
  for (const { name, rule, role } of FAULTS)
    test(`${name} is found, in a short scenario that fails when it is run`, async () => {
      const [one] = await explored([tampered(rule, { targetRole: role })])
      const found = one?.exploration.found
      assert.ok(found, 'found')
      assert.ok(found.steps.length <= 12, `${found.steps.length} steps`)
      assert.equal(one?.again?.verdict, 'failed', one?.again?.reason)
      assert.equal(one?.again?.actual, found.finding.actual, 'it fails in the same way')
    })
})

test('the scenario says which rule was broken, and by which target', async () => {
  const [one] = await explored([tampered({ direction: 'outgoing', msgType: '2', drop: true })], {
    except: () => new Set(['SD-07', 'PX-23']),
  })
  const text = readFileSync(path.join(cwd, one?.file ?? ''), 'utf8')
  assert.match(text, /^ {2}@2\.b @must @acceptor$/m)
  assert.match(text, /Explored as FIX\.4\.4, a target that is acceptor, with seed 1\./)
  assert.equal(one?.again?.case, '2.b')
  assert.equal(text.split('\n')[6], `  Scenario: ${one?.exploration.found?.finding.move}`, 'its line seeds the run')
})

test('the same seed writes the same file', async () => {
  const leg = tampered({ direction: 'outgoing', msgType: '8', where: { '43': 'Y' }, set: { '122': null } })
  const texts: string[] = []
  for (let i = 0; i < 2; i++) {
    const [one] = await explored([leg])
    texts.push(readFileSync(path.join(cwd, one?.file ?? ''), 'utf8'))
  }
  assert.equal(texts[1], texts[0])
})

test('moves about an excepted case are not played', async () => {
  const leg = tampered({ direction: 'outgoing', msgType: '3', where: { '371': '7' }, drop: true })
  const [found] = await explored([leg])
  assert.ok(['SD-43', 'SD-44', 'SD-45', 'SD-51'].includes(found?.exploration.found?.finding.cases[0] ?? ''))
  const [none] = await explored([leg], { except: () => new Set(['SD-43', 'SD-44', 'SD-45', 'SD-51', '14.b']) })
  assert.equal(none?.exploration.found?.finding.actual, undefined)
  assert.equal(none?.file, undefined)
})

test('nothing is found in a healthy target', async () => {
  const versions = ['FIX.4.0', 'FIX.4.2', 'FIX.4.4', 'FIXT.1.1/FIX.5.0SP2'] as const
  const legs = versions.flatMap((version) =>
    (['acceptor', 'initiator'] as const).map((targetRole) =>
      legWith({ version, targetRole, capabilities: CAPABILITIES }),
    ),
  )
  for (const seed of [1, 2, 3])
    for (const { leg, exploration } of await explored(legs, { seed, steps: 600 })) {
      const where = `${leg.version} ${leg.targetRole}, seed ${seed}`
      assert.equal(exploration.found?.finding.actual, undefined, where)
      assert.ok(exploration.steps >= 600, where)
      assert.deepEqual([...exploration.unreached], [], where)
    }
})

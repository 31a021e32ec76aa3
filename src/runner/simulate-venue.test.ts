/** A simulator that plays a venue: what asks for one, what it answers, and how it is steered while it runs. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { FixClient } from '../testing/fix-client.ts'
import { RunningSimulation } from '../testing/running-simulation.ts'
import { planSimulation } from './simulate-plan.ts'
import type { SimulateOptions } from './simulate-request.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-venue-'))
after(async () => {
  await RunningSimulation.stopAll()
  rmSync(folder, { recursive: true })
})

const sides = { sender: 'VENUE', target: 'CLIENT', listen: '0' }
const planOf = (options: Partial<SimulateOptions>) =>
  planSimulation({ set: [], cwd: folder, env: {}, ...options }).application

function file(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text)
  return name
}

const profile = (application: string): string => `target: { role: initiator, listen: 0 }
sessions: [{ beginString: FIX.4.4, senderCompID: VENUE, targetCompID: CLIENT }]
application: ${application}
`

describe('a venue is asked for', () => {
  file('mine.yaml', 'persona: mine\nextends: saft\n')
  const cases: readonly [name: string, options: Partial<SimulateOptions>, persona: string][] = [
    ['by --persona', { ...sides, persona: 'saft' }, 'saft'],
    ['by a file, named from where the command is given', { ...sides, persona: './mine.yaml' }, 'mine'],
    ['by --application', { ...sides, application: 'persona:saft' }, 'saft'],
    ['by a profile', { profile: file('a.yaml', profile('persona:crypto')) }, 'crypto'],
    ['by a profile, with a file beside it', { profile: file('b.yaml', profile('{ persona: ./mine.yaml }')) }, 'mine'],
    ['by an option before the profile', { profile: file('c.yaml', profile('silent')), persona: 'saft' }, 'saft'],
  ]
  for (const [name, options, persona] of cases)
    test(name, () => {
      const planned = planOf(options)
      assert.equal(planned.name, `persona:${persona}`)
      assert.equal(planned.kind === 'venue' && planned.persona.name, persona)
    })

  test('and not where an option says otherwise', () => {
    const name = file('d.yaml', profile('{ persona: standard }'))
    assert.equal(planOf({ profile: name, application: 'silent' }).kind, 'each')
  })

  test('with its faults, and without texts, by option or profile', () => {
    const stated = file('e.yaml', profile('{ persona: standard, faults: true, quietText: true }'))
    for (const options of [{ ...sides, persona: 'standard', faults: true, quietText: true }, { profile: stated }]) {
      const planned = planOf(options)
      assert.ok(planned.kind === 'venue')
      assert.ok(planned.persona.rules.some(({ kind }) => kind === 'fault'))
      assert.equal(planned.persona.defaults.text, false)
    }
  })

  test('by a profile with an unknown key: file, line and key', () => {
    const name = file('f.yaml', profile('{ persona: standard, fault: true }'))
    assert.throws(() => planOf({ profile: name }), /f\.yaml:3: .*application/)
  })
})

class Member {
  readonly client: FixClient

  constructor(port: number) {
    this.client = new FixClient(port, 'CLIENT', 'VENUE')
  }

  order(clOrdID: string, orderQty: number, ...more: readonly Field[]): void {
    this.client.send('D', [
      [11, clOrdID],
      [55, 'SIM'],
      [54, 1],
      [38, orderQty],
      [40, 2],
      [44, 100],
      [60, formatUtcTimestamp(Date.now(), 3)],
      ...more,
    ])
  }

  /** The next reports, as `ClOrdID ExecType OrdStatus CumQty`. */
  async reports(count: number): Promise<string[]> {
    const reports: Message[] = []
    while (reports.length < count) reports.push(await this.client.next())
    return reports.map((report) => [11, 150, 39, 14].map((tag) => report.text(tag)).join(' '))
  }
}

test('a venue answers by its table, and changes persona, market and orders while it runs', async () => {
  const simulation = await RunningSimulation.start({ ...sides, persona: 'standard', admin: '0' }, folder)
  await simulation.line(/^persona standard: .*--rules prints its table/)
  const member = new Member(simulation.port)
  await member.client.logOn()

  member.order('A', 25)
  assert.deepEqual(await member.reports(3), ['A 0 0 0', 'A F 1 10', 'A F 2 25'])

  member.order('B', 5)
  assert.deepEqual(await member.reports(1), ['B 0 0 0'])
  const done = await simulation.ask('POST', 'venue/market', { event: 'order B { fill: 2, px: 99 }' })
  assert.deepEqual([done.status, done.body], [200, { event: 'order B { fill: 2, px: 99 }', notes: [], openOrders: 1 }])
  assert.deepEqual(await member.reports(1), ['B F 1 2'])
  const nobody = await simulation.ask('POST', 'venue/market', { event: 'order NOBODY ack' })
  assert.deepEqual(nobody.body, { event: 'order NOBODY ack', notes: ['no order NOBODY'], openOrders: 1 })
  const { body } = await simulation.ask('GET', 'venue/orders')
  assert.partialDeepStrictEqual(body, [
    { clOrdID: 'B', session: 'VENUE/CLIENT', orderQty: '5', cumQty: '2', leavesQty: '3', rule: 'Q1' },
  ])

  const yaml =
    'persona: mine\nextends: standard\nrules: [{ id: Q20, when: { orderQty: 20..29 }, then: { reject: other } }]\n'
  assert.equal((await simulation.ask('PUT', 'venue/persona', { yaml })).body.name, 'mine')
  member.order('C', 25)
  assert.deepEqual(await member.reports(1), ['C 8 8 0'])

  assert.equal((await simulation.ask('POST', 'venue/market', { event: 'close' })).status, 200)
  assert.deepEqual(await member.reports(1), ['B 3 3 2'], 'a Day order is done for the day')
  member.client.destroy()
  await simulation.stop()
})

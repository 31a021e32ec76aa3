/** What the API does to a venue: only what it hands on, and what it refuses; the venue itself has tests of its own. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, test } from 'node:test'
import { MARKET_EVENT_FORMS } from '../simulator/market-event.ts'
import { loadPersona } from '../simulator/persona-file.ts'
import { type AdminRig, adminRig } from '../testing/admin-rig.ts'
import type { Persona } from '../venue/persona.ts'
import type { MarketEvent } from '../venue/seam.ts'
import type { AdminVenue, VenueOrder } from './admin-venue.ts'

const ORDER: VenueOrder = {
  orderID: 'O1',
  session: 'VENUE/CLIENT',
  clOrdID: 'C1',
  symbol: 'SIM',
  side: '1',
  ordType: '2',
  timeInForce: '0',
  orderQty: '50',
  price: '100',
  cumQty: '20',
  leavesQty: '30',
  rule: 'Q50',
}

class Recorder implements AdminVenue {
  persona: Persona = loadPersona('standard')
  readonly events: MarketEvent[] = []
  usePersona(persona: Persona): void {
    this.persona = persona
  }
  market(event: MarketEvent): string[] {
    this.events.push(event)
    return this.events.length === 1 ? ['the first'] : []
  }
  orders(): VenueOrder[] {
    return [ORDER]
  }
}

let open: AdminRig[] = []
afterEach(async () => {
  for (const rig of open) await rig.close()
  open = []
})

async function rigged(venue?: Recorder): Promise<AdminRig['call']> {
  const rig = await adminRig({ venue })
  open.push(rig)
  return (method, path, body) => rig.call(method, `/api/v1/${path}`, body)
}

describe('the persona', () => {
  test('is shown in its own words, which can be put again', async () => {
    const venue = new Recorder()
    const call = await rigged(venue)
    const shown = await call('GET', 'venue/persona')
    assert.deepEqual([shown.status, shown.body.name], [200, 'standard'])
    const before = venue.persona
    venue.persona = loadPersona('manual')
    assert.equal((await call('PUT', 'venue/persona', { persona: shown.body.persona })).status, 200)
    assert.deepEqual(venue.persona, before)
  })

  test('is changed by name, with or without its faults', async () => {
    const venue = new Recorder()
    const call = await rigged(venue)
    await call('PUT', 'venue/persona', { name: 'saft' })
    assert.equal(venue.persona.name, 'saft')
    await call('PUT', 'venue/persona', { name: 'standard', faults: true, quietText: true })
    assert.deepEqual(venue.persona, {
      ...loadPersona('standard', { faults: true }),
      defaults: { ...venue.persona.defaults, text: false },
    })
  })

  test('is changed by text', async () => {
    const venue = new Recorder()
    const call = await rigged(venue)
    const yaml = 'persona: mine\nextends: saft\nrules:\n  - { id: Q7, when: { orderQty: 7 }, then: silence }\n'
    const { body } = await call('PUT', 'venue/persona', { yaml })
    assert.equal(body.name, 'mine')
    assert.ok(venue.persona.rules.some(({ id }) => id === 'Q7'))
  })

  for (const [name, asked, detail] of [
    ['no such name', { name: 'standrd' }, /there is no persona "standrd"\. Did you mean "standard"\?/],
    ['a file of the machine', { name: '/etc/persona.yaml' }, /"name" is .*expected one of .*saft/],
    [
      'a file of the machine to extend',
      { yaml: 'persona: x\nextends: ./y.yaml' },
      /yaml:2:10: "extends" is .*only personas/,
    ],
    [
      'a mistake in the text',
      { yaml: 'persona: x\nrules: [{ id: A, then: fil }]' },
      /yaml:2:\d+: "rules\[0\]\.then\[0\]"/,
    ],
    [
      'a mistake in the data',
      { persona: { persona: 'x', rules: [{ id: 'A', onCancel: ['fil'] }] } },
      /did you mean "fill"/,
    ],
    ['two at once', { name: 'saft', yaml: 'persona: x' }, /expected one of name, yaml and persona/],
    ['nothing', {}, /expected one of name, yaml and persona/],
  ] as const)
    test(`is left as it is by ${name}: 400`, async () => {
      const venue = new Recorder()
      const before = venue.persona
      const { status, body } = await (await rigged(venue))('PUT', 'venue/persona', asked)
      assert.equal(status, 400)
      assert.match(String(body.detail), detail)
      assert.equal(venue.persona, before)
    })
})

describe('the market', () => {
  test('does what it is told in the words of a scenario', async () => {
    const venue = new Recorder()
    const call = await rigged(venue)
    const first = await call('POST', 'venue/market', { event: 'open' })
    assert.deepEqual(first.body, { event: 'open', notes: ['the first'], openOrders: 1 })
    for (const event of ['close SIM', 'trade SIM 101', 'order C1 {fill: 10, px: 99}', 'purge'])
      assert.deepEqual((await call('POST', 'venue/market', { event })).body, { event, notes: [], openOrders: 1 })
    await call('POST', 'venue/market', { event: 'purge', session: 'VENUE/CLIENT' })
    assert.deepEqual(venue.events, [
      { name: 'open', symbol: undefined },
      { name: 'close', symbol: 'SIM' },
      { name: 'trade', symbol: 'SIM', px: '101', qty: undefined },
      { name: 'order', clOrdID: 'C1', steps: [{ do: 'fill', qty: '10', px: '99' }] },
      { name: 'purge' },
      { name: 'purge', session: 'VENUE/CLIENT' },
    ])
  })

  for (const [asked, detail] of [
    [{ event: 'clos' }, /did you mean "close"/],
    [{ event: 'trade SIM' }, /expected trade SYMBOL PRICE/],
    [{ event: 'order C1 fil: 10' }, /did you mean "fill"/],
    [{ event: 'purge', session: 'NOBODY/X' }, /"session" is "NOBODY\/X": expected VENUE\/CLIENT/],
    [{ event: 'voice SIM 1 10 100' }, /"session" is missing/],
    [{}, /"event" is missing/],
  ] as const)
    test(`refuses ${JSON.stringify(asked)}: 400`, async () => {
      const venue = new Recorder()
      const { status, body } = await (await rigged(venue))('POST', 'venue/market', asked)
      assert.equal(status, 400)
      assert.match(String(body.detail), detail)
      assert.deepEqual(venue.events, [])
    })
})

test('docs/admin-api.md has every event, as it is written', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/admin-api.md'), 'utf8')
  for (const form of MARKET_EVENT_FORMS) assert.ok(page.includes(`\`${form}\``), form)
})

test('open orders are listed', async () => {
  const { body } = await (await rigged(new Recorder()))('GET', 'venue/orders')
  assert.deepEqual(body, [ORDER])
})

test('what was asked of the venue stands in the audit, refused or done', async () => {
  const call = await rigged(new Recorder())
  await call('POST', 'venue/market', { event: 'close' })
  await call('PUT', 'venue/persona', { name: 'nobody' })
  const { body } = await call('GET', 'audit')
  const records = body as unknown as { session: string; action: string; outcome: string; before?: unknown }[]
  assert.deepEqual(
    records.map(({ session, action, before }) => [session, action, before]),
    [
      ['venue', 'market', undefined],
      ['venue', 'usePersona', undefined],
    ],
  )
  assert.equal(records[0]?.outcome, 'done')
  assert.match(String(records[1]?.outcome), /there is no persona "nobody"/)
})

test('without a venue each route says how to have one: 409', async () => {
  const call = await rigged()
  for (const [method, path, body] of [
    ['GET', 'venue/persona'],
    ['PUT', 'venue/persona', { name: 'saft' }],
    ['POST', 'venue/market', { event: 'close' }],
    ['GET', 'venue/orders'],
  ] as const) {
    const answer = await call(method, path, body)
    assert.equal(answer.status, 409, path)
    assert.match(String(answer.body.detail), /plays no venue: start it with --persona NAME/)
  }
})

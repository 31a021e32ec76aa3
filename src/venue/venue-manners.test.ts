import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personaWith, ruleFor, told, VenueRig } from '../testing/venue-rig.ts'
import type { Manner, OnDisconnect, Rule, Step } from './persona.ts'

const ACK: readonly Step[] = [{ do: 'ack' }]

function rigFor(
  rule: Partial<Rule>,
  more: { version?: string; clients?: readonly string[]; steps?: readonly Step[] } = {},
): VenueRig {
  const persona = personaWith({ rules: [ruleFor(more.steps ?? ACK, rule)] })
  return new VenueRig({
    persona,
    ...(more.version && { version: more.version }),
    ...(more.clients && { clients: more.clients }),
  })
}

function mannered(manner: Manner, more: Parameters<typeof rigFor>[1] = {}): VenueRig {
  return rigFor({ manner }, more)
}

test('a verbose venue says that it pends before each decision', () => {
  const rig = mannered({ pending: true })
  assert.deepEqual(told(rig.order('X', { 38: 10 }), 150, 39, 151), ['8 150=A 39=A 151=10', '8 150=0 39=0 151=10'])
  assert.deepEqual(told(rig.replace('Y', 'X', { 38: 12 }), 11, 150, 39, 38), [
    '8 11=Y 150=E 39=E 38=10',
    '8 11=Y 150=5 39=0 38=12',
  ])
  assert.deepEqual(told(rig.cancel('Z', 'Y'), 11, 150, 39), ['8 11=Z 150=6 39=6', '8 11=Z 150=4 39=4'])
})

test('an order by telephone was accepted there, and pends at no venue', () => {
  const rig = mannered({ pending: true })
  const reports = rig.market({ name: 'voiceOrder', session: 'CLIENT', symbol: 'SIM', side: '1', qty: '10', px: '100' })
  assert.deepEqual(told(reports, 150, 39, 151), ['8 150=0 39=0 151=10'])
})

test('what crosses a request comes before Pending Replace', () => {
  const onReplace: Step[] = [{ do: 'fill', qty: '2', crossing: true }, { do: 'accept' }]
  const rig = rigFor({ manner: { pending: true }, onReplace })
  rig.order('X', { 38: 10 })
  assert.deepEqual(told(rig.replace('Y', 'X', { 38: 12 }), 11, 150, 39, 14), [
    '8 11=X 150=F 39=1 14=2',
    '8 11=Y 150=E 39=E 14=2',
    '8 11=Y 150=5 39=1 14=2',
  ])
})

for (const [version, copied] of [
  ['FIX.4.2', '-'],
  ['FIX.4.4', 'Y'],
] as const) {
  test(`reports and cancel rejects are copied to the drop copy session, which is read only (${version})`, () => {
    const rig = mannered({ dropCopy: true }, { version, clients: ['CLIENT', 'CLIENT-DC'] })
    const reports = rig.order('X', { 38: 10 })
    assert.deepEqual(
      reports.map(({ session }) => session),
      ['CLIENT', 'CLIENT-DC'],
    )
    assert.deepEqual(told(reports, 37, 17, 11, 797), ['8 37=O1 17=E1 11=X 797=-', `8 37=O1 17=E1 11=X 797=${copied}`])
    const rejects = rig.cancel('X', 'X')
    assert.deepEqual(
      rejects.map(({ msgType, session }) => [msgType, session]),
      [
        ['9', 'CLIENT'],
        ['9', 'CLIENT-DC'],
      ],
    )
    const refused = rig.order('Y', {}, 'CLIENT-DC')
    assert.deepEqual(told(refused, 380), [`j 380=${version === 'FIX.4.2' ? 3 : 6}`])
    assert.deepEqual(
      refused.map(({ session }) => session),
      ['CLIENT-DC'],
    )
  })
}

test('an order that one may act for is cancelled from another session, and both hear of it, each by its own ids', () => {
  const rig = mannered({ onBehalf: true }, { clients: ['A', 'B'] })
  rig.order('X', {}, 'A')
  const sent = rig.cancel('Y', 'X', {}, 'B')
  const toldTo = (id: string): string[] =>
    told(
      sent.filter(({ session }) => session === id),
      11,
      41,
      150,
    )
  assert.deepEqual(toldTo('A'), ['8 11=X 41=- 150=4'])
  assert.deepEqual(toldTo('B'), ['8 11=Y 41=X 150=4'])
})

test('third-party routing comes back crosswise on every message about the order', () => {
  const rig = mannered({ route: true })
  const sent = [...rig.order('X', { 115: 'FIRM', 116: 'DESK' }), ...rig.cancel('X', 'X')]
  assert.deepEqual(told(sent, 128, 129, 115), ['8 128=FIRM 129=DESK 115=-', '9 128=FIRM 129=DESK 115=-'])
})

test('beyond its rate a session is told so, its cancels pass, and the next second is another', () => {
  for (const [version, reason] of [
    ['FIX.4.4', '0'],
    ['FIX.5.0SP2', '8'],
  ] as const) {
    const rig = mannered({ rate: 2 }, { version })
    rig.order('A')
    rig.order('B')
    assert.deepEqual(told(rig.order('C'), 380, 379, 372), [`j 380=${reason} 379=C 372=D`])
    assert.deepEqual(told(rig.cancel('D', 'A'), 150), ['8 150=4'])
    rig.pass(1000)
    // The order that was throttled never was: its number is free.
    assert.deepEqual(told(rig.order('C'), 150), ['8 150=0'])
  }
})

test('an account without an application behind it', () => {
  assert.deepEqual(told(mannered({ down: true }).order('X'), 380, 379), ['j 380=4 379=X'])
})

const PULLS: readonly [name: string, rule: OnDisconnect, how: 'lost' | 'logout', pulled: readonly string[]][] = [
  ['nothing', { cancel: 'none', onLogout: true }, 'lost', []],
  ['Day orders', { cancel: 'day', onLogout: false }, 'lost', ['D']],
  ['all orders', { cancel: 'all', onLogout: false }, 'lost', ['D', 'G']],
  ['nothing at Logout', { cancel: 'all', onLogout: false }, 'logout', []],
  ['Day orders at Logout', { cancel: 'day', onLogout: true }, 'logout', ['D']],
]

for (const [name, onDisconnect, how, pulled] of PULLS)
  for (const [version, lost, logout] of [
    ['FIX.4.2', '-', '-'],
    ['FIX.4.4', '99', '99'],
    ['FIX.5.0SP2', '12', '13'],
  ] as const)
    test(`when the session is gone (${how}) the venue pulls ${name} (${version})`, () => {
      const rig = rigFor({ onDisconnect }, { version, clients: ['CLIENT', 'OTHER'] })
      rig.order('D')
      rig.order('G', { 59: '1' })
      rig.order('O', {}, 'OTHER')
      const reason = how === 'lost' ? lost : logout
      assert.deepEqual(
        told(rig.down(how), 11, 41, 39, 378),
        pulled.map((id) => `8 11=${id} 41=- 39=4 378=${reason}`),
      )
    })

test('in FIX.5.0 an order says itself what becomes of it when the connection is lost', () => {
  const rig = rigFor({ onDisconnect: { cancel: 'none', onLogout: false } }, { version: 'FIX.5.0SP2' })
  rig.order('X', { 18: 'o' })
  rig.order('Y', { 18: 'p' })
  rig.order('Z')
  assert.deepEqual(told(rig.down('lost'), 11, 39), ['8 11=X 39=4', '8 11=Y 39=9'])
})

test('a refused status request is silent or knows nothing, as the rule says', () => {
  const asked = { 11: 'X', 55: 'SIM', 54: '1', 790: 'R1' }
  const truth = rigFor({})
  truth.order('X')
  assert.deepEqual(told(truth.send('H', asked), 39, 790, 17), ['8 39=0 790=R1 17=0'])
  const unknown = rigFor({ onStatus: 'unknown' })
  unknown.order('X')
  assert.deepEqual(told(unknown.send('H', asked), 39, 103, 790), ['8 39=8 103=5 790=R1'])
  const silent = rigFor({ onStatus: 'silence' })
  silent.order('X')
  assert.deepEqual(silent.send('H', asked), [])
})

test('the status of an older number of the chain is that of the order, under the number in force', () => {
  const rig = rigFor({})
  rig.order('X', { 38: 10 })
  rig.replace('Y', 'X', { 38: 12 })
  assert.deepEqual(told(rig.send('H', { 11: 'X', 55: 'SIM', 54: '1' }), 11, 38, 150), ['8 11=Y 38=12 150=I'])
})

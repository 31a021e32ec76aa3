import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personaWith, ruleFor, type SentMessage, type Tags, told, VenueRig } from '../testing/venue-rig.ts'
import type { Rule, Step } from './persona.ts'

/** What the venue sends for an order of 100 when the steps stand behind the acknowledgement. */
function after(
  steps: readonly Step[],
  more: { tags?: Tags; rule?: Partial<Rule>; version?: string } = {},
): SentMessage[] {
  const rule = ruleFor([{ do: 'ack' }, ...steps], more.rule)
  const version = more.version ?? 'FIX.4.4'
  const rig = new VenueRig({ version, wrong: true, persona: personaWith({ rules: [rule] }) })
  return [...rig.order('X', { 38: 100, ...more.tags }), ...rig.pass(60_000)].slice(1)
}

const FILL: Step = { do: 'fill', qty: '10' }

const AMOUNTS: readonly [step: Step, tags: Tags, fills: readonly string[]][] = [
  [{ do: 'fill', qty: '10' }, {}, ['10 100']],
  [{ do: 'fill', qty: 'rest' }, {}, ['100 100']],
  [{ do: 'fill', qty: '50%' }, { 38: 21 }, ['10 100']],
  [{ do: 'fill', qty: '500' }, {}, ['100 100']],
  [{ do: 'fill', qty: '10', px: '99.5' }, {}, ['10 99.5']],
  [{ do: 'fill', qty: '10', ticksBetter: 2 }, {}, ['10 99.98']],
  [{ do: 'fill', qty: '10', ticksBetter: 2 }, { 54: '2' }, ['10 100.02']],
  [{ do: 'fill', qty: '10', percentBetter: '1' }, {}, ['10 99']],
  [{ do: 'fill', qty: '10', percentBetter: '1' }, { 54: '2' }, ['10 101']],
  [{ do: 'fill', qty: '10' }, { 40: '1', 44: undefined }, ['10 100']],
  [{ do: 'fill', qty: 'rest', times: 3 }, {}, ['33 100', '33 100', '34 100']],
]

for (const [step, tags, fills] of AMOUNTS)
  test(`${JSON.stringify(step)} of ${JSON.stringify(tags)}`, () => {
    const seen = after([step], { tags }).map(({ message }) => `${message.text(32)} ${Number(message.text(31))}`)
    assert.deepEqual(seen, fills)
  })

test('a faulty rule fills more than there is, a sound one does not', () => {
  const twice: Step[] = [{ do: 'fill', qty: 'rest' }, FILL]
  assert.deepEqual(told(after(twice), 14), ['8 14=100'])
  assert.deepEqual(told(after(twice, { rule: { kind: 'fault' } }), 14, 151), ['8 14=100 151=0', '8 14=110 151=0'])
})

const WRONGS: readonly [step: Step, tag: number, value: string][] = [
  [{ ...FILL, wrong: 'leaves' }, 151, '91'],
  [{ ...FILL, wrong: 'cum' }, 14, '11'],
  [{ ...FILL, wrong: 'side' }, 54, '2'],
  [{ ...FILL, wrong: 'clOrdID' }, 11, 'XX'],
  [{ ...FILL, wrong: 'price' }, 31, '110.00'],
  [{ ...FILL, set: { 20001: 'extra' } }, 20001, 'extra'],
  [{ ...FILL, set: { LastLiquidityInd: '9' } }, 851, '9'],
  [{ do: 'reject', reason: 'duplicate', set: { OrdRejReason: '7' } }, 103, '7'],
]

for (const [step, tag, value] of WRONGS)
  test(`wrong on purpose: ${JSON.stringify(step)}`, () => {
    assert.equal(after([step])[0]?.message.text(tag), value)
  })

test('a field can be left out on purpose', () => {
  assert.equal(after([{ ...FILL, set: { LastPx: null } }])[0]?.message.has(31), false)
})

test('the last fill told as partial, and Filled only by a status', () => {
  const sent = after([{ do: 'fill', qty: 'rest', finalFillAsPartial: true }, { do: 'status' }])
  assert.deepEqual(told(sent, 150, 39, 151, 17), ['8 150=F 39=1 151=0 17=E2', '8 150=I 39=2 151=0 17=0'])
})

test('a report again: with PossResend, with nothing, with another quantity', () => {
  const sent = after([
    FILL,
    { do: 'again', delivery: 'possResend' },
    { do: 'again' },
    { do: 'again', set: { LastQty: '5' } },
  ])
  assert.deepEqual(told(sent, 17, 32), ['8 17=E2 32=10', '8 17=E2 32=10', '8 17=E2 32=10', '8 17=E2 32=5'])
  assert.deepEqual(
    sent.map(({ delivery }) => delivery),
    [undefined, { possResend: true }, undefined, undefined],
  )
})

test('a number that is skipped', () => {
  assert.deepEqual(after([{ ...FILL, delivery: 'skip' }])[0]?.delivery, { skip: true })
})

test('a bust sent twice names the same execution under new numbers, and is booked once', () => {
  const sent = after([FILL, { do: 'bust', execution: 1 }, { do: 'bust', execution: 1, again: true }])
  assert.deepEqual(told(sent, 150, 17, 19, 14), [
    '8 150=F 17=E2 19=- 14=10',
    '8 150=H 17=E3 19=E2 14=0',
    '8 150=H 17=E4 19=E2 14=0',
  ])
})

test('a correction of an execution that never was changes nothing', () => {
  const sent = after([FILL, { do: 'correct', execution: 0, qty: '5', unknown: true }])
  assert.deepEqual(told(sent, 150, 32, 14), ['8 150=F 32=10 14=10', '8 150=G 32=5 14=10'])
  assert.notEqual(sent[1]?.message.text(19), 'E2')
})

test('a correction by ticks and relative to what was', () => {
  const sent = after([FILL, { do: 'correct', execution: 0, ticks: 1 }, { do: 'correct', execution: 0, qty: '+5' }])
  assert.deepEqual(told(sent, 31, 14, 19), [
    '8 31=100 14=10 19=-',
    '8 31=100.01 14=10 19=E2',
    '8 31=100.01 14=15 19=E3',
  ])
})

test('only a faulty rule corrects an order beyond its quantity', () => {
  const steps: Step[] = [
    { do: 'fill', qty: 'rest' },
    { do: 'correct', execution: 0, qty: '+5' },
  ]
  assert.deepEqual(told(after(steps), 14), ['8 14=100', '8 14=100'])
  assert.deepEqual(told(after(steps, { rule: { kind: 'fault' } }), 14), ['8 14=100', '8 14=105'])
})

test('reports of orders that never were, and of numbers that are not in force', () => {
  const [stray] = after([{ do: 'strayFill', qty: '10' }])
  assert.match(stray?.message.text(11) ?? '', /^STRAY/)
  assert.notEqual(stray?.message.text(37), 'O1')
  const rule = ruleFor([{ do: 'ack' }], { onReplace: [{ do: 'accept' }, { do: 'strayCancel' }] })
  const rig = new VenueRig({ persona: personaWith({ rules: [rule] }) })
  rig.order('X', { 38: 10 })
  assert.deepEqual(told(rig.replace('Y', 'X', { 38: 12 }), 11, 150, 39), ['8 11=Y 150=5 39=0', '8 11=X 150=4 39=4'])
  assert.deepEqual(told(rig.does('Y', FILL), 11, 14, 39), ['8 11=Y 14=10 39=1'])
})

test('a message that is rejected below the business is no order', () => {
  const rejects: [Step, string][] = [
    [{ do: 'businessReject', reason: 0 }, 'j 45=1 380=0 373=- 371=- 379=X'],
    [{ do: 'businessReject', reason: 99, wrongReference: true }, 'j 45=1000001 380=99 373=- 371=- 379=X'],
    [{ do: 'sessionReject', reason: 5, refTagID: 38 }, '3 45=1 380=- 373=5 371=38 379=-'],
  ]
  for (const [step, seen] of rejects) {
    const rig = new VenueRig({ wrong: true, persona: personaWith({ rules: [ruleFor([step])] }) })
    assert.deepEqual(told(rig.order('X'), 45, 380, 373, 371, 379), [seen])
    assert.deepEqual(told(rig.cancel('Y', 'X'), 102, 37), ['9 102=1 37=NONE'])
  }
})

test('silence: accepted, and visible by a status', () => {
  const rig = new VenueRig({ persona: personaWith({ rules: [ruleFor([{ do: 'silence' }])] }) })
  assert.deepEqual(rig.order('X'), [])
  assert.deepEqual(told(rig.send('H', { 11: 'X', 55: 'SIM', 54: '1' }), 39), ['8 39=0'])
})

for (const [trigger, version, seen] of [
  ['triggered', 'FIX.5.0SP2', ['8 150=L 39=0 636=-']],
  ['triggered', 'FIX.4.4', ['8 150=0 39=0 636=-']],
  ['new', 'FIX.5.0SP2', ['8 150=0 39=0 636=-']],
  ['restate', 'FIX.4.2', ['8 150=D 39=0 636=-']],
  ['silent', 'FIX.4.4', []],
] as const)
  test(`a trigger is told as the persona does: ${trigger} (${version})`, () => {
    const rules = [ruleFor([{ do: 'ack' }, { do: 'trigger', after: 10 }])]
    const rig = new VenueRig({ version, persona: personaWith({ rules, defaults: { trigger } }) })
    rig.order('X')
    assert.deepEqual(told(rig.pass(10), 150, 39, 636), seen)
  })

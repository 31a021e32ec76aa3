import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Step } from '../venue/persona.ts'
import { PersonaFileError, parseSteps } from './persona-file.ts'
import { CANCEL_REASONS, EVENTS, REJECT_REASONS, REQUEST_REJECT_REASONS, WRONGS } from './persona-words.ts'
import { stepForm } from './step-form.ts'
import { stepModel } from './step-model.ts'
import { VERBS } from './step-verbs.ts'
import { stepsInWords } from './step-words.ts'

describe('a step as it is written', () => {
  const cases: readonly [text: string, ...steps: Step[]][] = [
    ['ack', { do: 'ack' }],
    ['fill: 10', { do: 'fill', qty: '10' }],
    ['{fill: 10.50, px: 99.10}', { do: 'fill', qty: '10.50', px: '99.10' }],
    ['{ fill: half, better: 2 }', { do: 'fill', qty: '50%', ticksBetter: 2 }],
    ['{ fill: rest, worse: 1 }', { do: 'fill', qty: 'rest', ticksBetter: -1 }],
    ['{ fill: 100%, better: 1% }', { do: 'fill', qty: '100%', percentBetter: '1' }],
    ['{ fill: rest, times: 3, as: inForce }', { do: 'fill', qty: 'rest', times: 3 }],
    ['fills: 10', { do: 'fill', qty: 'rest', times: 10 }],
    ['cancel', { do: 'cancel', reason: 'none' }],
    ['cancel: verbal', { do: 'cancel', reason: 'verbal' }],
    ['{ restate: 5, qty: -10 }', { do: 'restate', reason: 5, qty: '-10' }],
    ['restate: { reason: repricing, px: 99 }', { do: 'restate', reason: 3, px: '99' }],
    ['{ stop: 10%, px: limit }', { do: 'stop', qty: '10%', px: 'limit' }],
    ['stop: { qty: 10, px: 99 }', { do: 'stop', qty: '10', px: '99' }],
    ['bust: 2', { do: 'bust', execution: 2 }],
    ['bust: last', { do: 'bust', execution: 0 }],
    ['bust: again', { do: 'bust', execution: 1, again: true }],
    ['{ correct: 1, qty: +5 }', { do: 'correct', execution: 1, qty: '+5' }],
    ['correct: { execution: 2, px: 99, ticks: -1 }', { do: 'correct', execution: 2, px: '99', ticks: -1 }],
    ['correct: unknown', { do: 'correct', execution: 0, unknown: true }],
    ['businessReject: other', { do: 'businessReject', reason: 0 }],
    ['{ businessReject: 99, wrongReference: yes }', { do: 'businessReject', reason: 99, wrongReference: true }],
    ['{ sessionReject: 5, refTagID: 44 }', { do: 'sessionReject', reason: 5, refTagID: 44 }],
    ['{ ack, after: 1500ms }', { do: 'ack', after: 1500 }],
    ['{ expire, on: close }', { do: 'expire', on: 'close' }],
    ['{ fill: 5, crossing: yes }', { do: 'fill', qty: '5', crossing: true }],
    ['{ again, delivery: possDup }', { do: 'again', delivery: 'repeat' }],
    [
      '{ fill: 1, set: { 851: 9 }, addTag: { 20001: x }, omit: [44] }',
      { do: 'fill', qty: '1', set: { 851: '9', 20001: 'x', 44: null } },
    ],
    ['[ack, { fill: 10 }]', { do: 'ack' }, { do: 'fill', qty: '10' }],
    ['reject: tooLate', { do: 'refuse', reason: 'tooLate' }],
    ['reject: other', { do: 'reject', reason: 'other' }],
    ['refuse: other', { do: 'refuse', reason: 'other' }],
  ]
  for (const [text, ...steps] of cases) test(text, () => assert.deepEqual(parseSteps(text), steps))

  test('reject refuses a request where one is decided, whatever the reason', () => {
    assert.deepEqual(stepModel('request').parse({ reject: 'other' }), { do: 'refuse', reason: 'other' })
    assert.deepEqual(stepModel('new').parse({ reject: 'other' }), { do: 'reject', reason: 'other' })
  })

  for (const [text, problem] of [
    ['', /expected a step/],
    ['fill', /fill needs a value/],
    ['fil: 10', /"fil: 10": no step: expected ack, .*did you mean "fill"\?/],
    ['fill: -1', /"fill": expected a quantity/],
    ['fill: 0', /"fill": expected a quantity/],
    ['{ fill: 1, times: 0 }', /"times": expected 1 to 1000/],
    ['{ ack: 5 }', /"ack"/],
    ['{ fill: 1, set: 5 }', /"set"/],
    ['{ restate: 5, quantity: 3 }', /"quantity": unknown key: expected qty, px, after/],
    ['restate: { reason: 5, quantity: 3 }', /"restate\.quantity": unknown key/],
    ['[[ack]]', /expected a step/],
    ['[]', /./],
    ['constructor: 1', /no step/],
    ['__proto__: 1', /no step/],
    ['{ ack, delivery: constructor }', /"delivery": expected possResend/],
    ['reject: constructor', /expected unknownSymbol/],
    ['restate: toString', /expected corporateAction/],
  ] as const)
    test(`${text === '' ? 'nothing' : text} is refused`, () => {
      assert.throws(
        () => parseSteps(text),
        (error: Error) => error instanceof PersonaFileError && problem.test(error.message),
      )
    })
})

const keys = <T extends object>(record: T): fc.Arbitrary<keyof T & string> =>
  fc.constantFrom(...(Object.keys(record) as (keyof T & string)[]))
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined })
const amount = fc.constantFrom('10', '0.001', '50%', 'rest')
const price = fc.constantFrom('99.50', '101')
const ALONE = Object.entries(VERBS).flatMap(([name, { value }]) => (value === undefined ? [name] : []))

const verb = fc.oneof(
  fc.record({ do: fc.constantFrom(...ALONE) }),
  fc.record({ do: fc.constant('reject'), reason: keys(REJECT_REASONS) }),
  fc.record({ do: fc.constant('refuse'), reason: keys(REQUEST_REJECT_REASONS) }),
  fc.record({ do: fc.constant('cancel'), reason: keys(CANCEL_REASONS) }),
  fc.record({
    do: fc.constant('fill'),
    qty: amount,
    px: maybe(price),
    ticksBetter: maybe(fc.integer({ min: -5, max: 5 })),
    times: maybe(fc.integer({ min: 1, max: 9 })),
  }),
  fc.record({ do: fc.constant('fill'), qty: amount, percentBetter: fc.constantFrom('1', '0.5') }),
  fc.record({
    do: fc.constant('restate'),
    reason: fc.nat(99),
    qty: maybe(fc.constantFrom('+5', '-10', '40')),
    px: maybe(price),
  }),
  fc.record({ do: fc.constant('stop'), qty: amount, px: maybe(price) }),
  fc.record({ do: fc.constant('bust'), execution: fc.nat(9) }),
  fc.record({
    do: fc.constant('correct'),
    execution: fc.nat(9),
    qty: maybe(fc.constant('40')),
    ticks: maybe(fc.integer({ min: -9, max: 9 })),
  }),
  fc.record({ do: fc.constant('strayFill'), qty: amount }),
  fc.record({ do: fc.constant('businessReject'), reason: fc.nat(99), wrongReference: maybe(fc.boolean()) }),
  fc.record({ do: fc.constant('sessionReject'), reason: fc.nat(99), refTagID: fc.nat(999) }),
)
const beside = fc.record({
  after: maybe(fc.nat(86_400_000)),
  on: maybe(fc.constantFrom(...EVENTS)),
  crossing: maybe(fc.boolean()),
  delivery: maybe(fc.constantFrom('possResend', 'repeat', 'skip')),
  set: maybe(fc.constantFrom({ 44: null, Text: 'x y' }, { 20001: '9' })),
  wrong: maybe(fc.constantFrom(...WRONGS)),
  finalFillAsPartial: maybe(fc.boolean()),
})
const anyStep = fc
  .tuple(verb, beside)
  .map(
    (parts) =>
      Object.fromEntries(
        Object.entries(Object.assign({}, ...parts)).filter(([, value]) => value !== undefined),
      ) as unknown as Step,
  )

test('every step is the same again when it is read from its form, as data and as YAML', () => {
  fc.assert(
    fc.property(anyStep, (step) => {
      const form = stepForm(step)
      assert.deepEqual(stepModel('hand').parse(JSON.parse(JSON.stringify(form))), step)
      assert.deepEqual(parseSteps(JSON.stringify([form])), [step])
    }),
  )
})

test('every step has words of ASCII, which go into Text(58)', () => {
  fc.assert(fc.property(fc.array(anyStep), (steps) => assert.match(stepsInWords(steps), /^[ -~]+$/)))
})

test('whatever is given, it is read or refused with a reason', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((text) => text.slice(0, 200)),
      ),
      (text) => {
        try {
          parseSteps(text)
        } catch (error) {
          assert.ok(error instanceof PersonaFileError, String(error))
        }
      },
    ),
  )
})

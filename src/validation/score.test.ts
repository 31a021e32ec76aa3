import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parseScore } from './score.ts'
import { evaluateScore, fieldsOf } from './score-evaluation.ts'

const CODES = new Map([
  [
    'OrdType',
    new Map([
      ['1', 'MARKET'],
      ['2', 'LIMIT'],
      ['3', 'STOP'],
      ['4', 'STOP_LIMIT'],
    ]),
  ],
])

function outcome(text: string, message: Readonly<Record<string, string>>): boolean | string | undefined {
  const score = parseScore(text)
  if (score.kind === 'unknown') return score.why
  return evaluateScore(score, { value: (field) => message[field], codes: (field) => CODES.get(field) })
}

const LIMIT = { OrdType: '2', Price: '10.50', OrderQty: '100' }

describe('Score expressions', () => {
  for (const [text, expected] of [
    ['OrdType == ^Limit', true],
    ['OrdType==^Stop', false],
    ['OrdType eq ^OrdTypeCodeSet.Limit', true],
    ['$OrdTypeCodeSet.StopLimit == OrdType', false],
    ['OrdType != ^Stop', true],
    ['OrdType in {^Stop, ^StopLimit}', false],
    ['OrdType in {^Stop, ^Limit}', true],
    ['in.OrdType == "2"', true],
    ["this.OrdType == '2'", true],
    ['Price == 10.5', true],
    ['Price > 10 and Price < 11', true],
    ['Price > 10 && Price < 10.5', false],
    ['Price between 10.5 and 11', true],
    ['Price >= 10.50 and OrdType == ^Limit', true],
    ['OrderQty lt 100 or OrdType == ^Limit', true],
    ['not (OrdType == ^Limit)', false],
    ['!exists StopPx', true],
    ['exists Price and not exists StopPx', true],
    ['exists StopPx || OrdType == ^Market', false],
    // What is not there is neither equal nor different.
    ['StopPx != 5', undefined],
    ['!(StopPx == 5)', undefined],
    ['StopPx == 5 or OrdType == ^Limit', true],
    ['StopPx == 5 and OrdType == ^Stop', false],
    // A code that the field does not have says nothing.
    ['OrdType == ^Pegged', undefined],
    ['OrdType in {^Pegged, ^Limit}', true],
    ['OrdType in {^Pegged, ^Stop}', undefined],
    ['^Limit == ^Limit', undefined],
  ] as const)
    test(`${text} is ${expected}`, () => assert.equal(outcome(text, LIMIT), expected))

  for (const [text, why] of [
    ['OrdType', /comparison is missing behind "OrdType"/],
    ['OrdType ==', /it ends where/],
    ['OrdType = ^Limit', /"=" is not understood/],
    ['OrdType == ^Limit )', /"\)" is not expected/],
    ['(OrdType == ^Limit', /"\)" is missing behind "Limit"/],
    ['Price + 1 > 2', /"\+" is not understood/],
    ['Parties[1].PartyID == "A"', /"Parties\[1\]/],
    ['$limit == 5', /"\$limit" is not understood/],
    ['out.OrdType == ^Limit', /"out.OrdType" is not understood/],
    ['OrdType in ^Limit', /"\{" is missing behind "in"/],
    ['exists "A"', /behind "exists" stands the name of a field/],
    ['Price between 1 or 2', /"&&" is missing/],
    ['', /it ends where/],
    ['('.repeat(60), /nested deeper than 50/],
    ['A'.repeat(10_001), /longer than 10000/],
  ] as const)
    test(`${text.slice(0, 30)} is not known`, () => assert.match(String(outcome(text, LIMIT)), why))

  test('speaks of fields, each once', () => {
    const score = parseScore('A == 1 and (B in {C, ^X} or not exists A) and D between 1 and E')
    assert.deepEqual(score.kind === 'unknown' ? score.why : fieldsOf(score), ['A', 'B', 'C', 'D', 'E'])
  })

  test('any text is read, or is said not to be', () => {
    const word = fc.constantFrom(
      'OrdType',
      '^Limit',
      '==',
      '!',
      '(',
      ')',
      'and',
      'in',
      '{',
      '}',
      ',',
      '5',
      '"x"',
      'not',
      '[',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ')),
        ),
        (text) => {
          const score = parseScore(text)
          if (score.kind === 'unknown') assert.ok(score.why.length > 5)
          else evaluateScore(score, { value: () => '1', codes: () => undefined })
        },
      ),
    )
  })
})

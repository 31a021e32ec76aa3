/** Rows of groups, from the table to the wire and from the wire to the table. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import { fits } from '../conformance/expect.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import type { Row } from './group-rows.ts'
import { patternOf, statedFields } from './wording.ts'

const benchOf = (version = 'FIX.4.4' as const): Bench => new Bench(legWith({ version }), 'groups')

/** `453=1 448=A` for the rows of a message. */
const sent = (rows: readonly Row[], bench = benchOf(), message = 'NewOrderSingle'): string =>
  statedFields(bench, message, rows)
    .map(([tag, value]) => `${tag}=${value}`)
    .join(' ')

describe('groups that are sent', () => {
  test('entries by indentation: the count is computed, fields stand as in the dictionary', () => {
    const rows: Row[] = [
      ['Side', 'Buy'],
      ['NoPartyIDs', ''],
      ['  PartyRole', 'Executing firm'],
      ['  PartyID', 'A'],
      ['  PartyRole', '3'],
      ['  PartyID', 'B'],
      ['Symbol', 'SIM'],
    ]
    assert.equal(sent(rows), '54=1 453=2 448=A 452=1 448=B 452=3 55=SIM')
  })

  test('entries by their place, with no row of the count', () => {
    const rows: Row[] = [
      ['NoPartyIDs[2].PartyID', 'B'],
      ['NoPartyIDs[1].PartyID', 'A'],
    ]
    assert.equal(sent(rows), '453=2 448=A 448=B')
  })

  test('a group inside a group', () => {
    const rows: Row[] = [
      ['NoPartyIDs', ''],
      ['  PartyID', 'A'],
      ['  NoPartySubIDs', ''],
      ['    PartySubID', 'X'],
      ['    PartySubID', 'Y'],
      ['  PartyRole', '1'],
      ['  PartyID', 'B'],
    ]
    assert.equal(sent(rows), '453=2 448=A 452=1 802=2 523=X 523=Y 448=B')
    assert.equal(sent([['NoPartyIDs[1].NoPartySubIDs[2].PartySubID', 'Y']]), '453=1 802=1 523=Y')
  })

  test('a count that is stated stays, however wrong; one that is absent is left out', () => {
    const entry: Row = ['  PartyID', 'A']
    assert.equal(sent([['NoPartyIDs', '3'], entry]), '453=3 448=A')
    assert.equal(sent([['NoPartyIDs', 'absent'], entry]), '453=null 448=A')
    assert.equal(sent([['NoPartyIDs', '0']]), '453=0')
  })

  test('a group that the version does not know is sent as it is written', () => {
    const rows: Row[] = [
      ['NoPartyIDs', ''],
      ['  PartyRole', '1'],
      ['  PartyID', 'A'],
    ]
    assert.equal(sent(rows, benchOf('FIX.4.2' as 'FIX.4.4')), '453=1 452=1 448=A')
  })

  test('fields that come twice without indentation are no entries', () => {
    assert.equal(
      sent([
        ['NoPartyIDs', '2'],
        ['PartyID', 'A'],
        ['PartyRole', '1'],
        ['PartyID', 'B'],
      ]),
      '453=2 448=A 452=1 448=B',
    )
  })

  for (const [name, rows, says] of [
    ['an entry below no count', [['  PartyID', 'A']], /"PartyID" is indented as an entry of a group/],
    ['an entry 0', [['NoPartyIDs[0].PartyID', 'A']], /the first entry being 1/],
    ['a place without a field', [['NoPartyIDs[1]', 'A']], /behind the entry stands a field of it/],
    ['a field that nobody knows', [['NoPartyIDs[1].PartyIdd', 'A']], /no field "PartyIdd"; near it: .*PartyID/],
  ] as const)
    test(`${name}: a fault of the scenario`, () => assert.throws(() => sent(rows as unknown as Row[]), says))
})

describe('groups that are expected', () => {
  const report = decode(
    encode([
      [8, 'FIX.4.4'],
      [35, '8'],
      [453, 2],
      [448, 'A'],
      [452, 1],
      [448, 'B'],
      [452, 3],
      [58, 'x'],
    ]),
  )
  const holds = (rows: readonly Row[], bench = benchOf()): boolean =>
    fits(report, patternOf(bench, 'ExecutionReport', rows))

  test('each entry by its place in the table', () => {
    const entries = (first: string, second: string): Row[] => [
      ['NoPartyIDs', ''],
      ['  PartyID', first],
      ['  PartyID', second],
      ['  PartyRole', '3'],
    ]
    assert.ok(holds(entries('A', 'B')))
    assert.ok(!holds(entries('B', 'A')))
    assert.ok(!holds([...entries('A', 'B'), ['  PartyID', 'any']]))
  })

  test('the count is asked for where it is stated', () => {
    assert.ok(
      holds([
        ['NoPartyIDs', 'at least 2'],
        ['  PartyID', 'A'],
      ]),
    )
    assert.ok(
      !holds([
        ['NoPartyIDs', '1'],
        ['  PartyID', 'A'],
      ]),
    )
  })

  test('an entry may be told to lack a field', () => {
    assert.ok(holds([['NoPartyIDs[1].PartyIDSource', 'absent']]))
    assert.ok(!holds([['NoPartyIDs[1].PartyRole', 'absent']]))
  })

  test('a group that the version’s message does not have is not asked for', () => {
    assert.deepEqual(
      patternOf(benchOf('FIX.4.2' as 'FIX.4.4'), 'ExecutionReport', [['NoPartyIDs[1].PartyID', 'A']]).fields,
      [],
    )
  })

  test('people are told the place', () => {
    const pattern = patternOf(benchOf(), 'ExecutionReport', [
      ['NoPartyIDs', ''],
      ['  PartyID', 'A'],
      ['  PartyID', 'B'],
    ])
    assert.deepEqual(
      pattern.fields.map(({ name }) => name),
      ['NoPartyIDs[1].PartyID', 'NoPartyIDs[2].PartyID'],
    )
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { builtIn } from '../dictionary/load.ts'
import { Tag } from '../fix/tags.ts'
import { labelOf, parseMatcher, valueSaid } from './matcher.ts'

const dictionary = builtIn('FIX.4.4')
const SIDE = 54
const TIME_IN_FORCE = 59
const PRICE = 44
const ORD_TYPE = 40
const EXEC_INST = 18

const matching = (cell: string, tag: number, received: string | undefined): boolean =>
  parseMatcher(cell, tag, dictionary).matches(received)

describe('what a cell matches', () => {
  const cases: readonly [
    name: string,
    cell: string,
    tag: number,
    yes: readonly (string | undefined)[],
    no: readonly (string | undefined)[],
  ][] = [
    ['a value', 'abc', Tag.Text, ['abc'], ['abd', 'ABC', 'abc ', '', undefined]],
    ['an enum label stands for its value', 'Buy', SIDE, ['1'], ['2', 'Buy', undefined]],
    ['a value of an enum', '1', SIDE, ['1'], ['2', undefined]],
    ['numbers compare by value', '5', Tag.MsgSeqNum, ['5', '05', '005'], ['50', '-5', '5.0', '', undefined]],
    [
      'numbers beyond 53 bits compare exactly',
      '9007199254740993',
      Tag.Text,
      ['9007199254740993'],
      ['9007199254740992'],
    ],
    ['alternatives', '0 or 4 or 5', Tag.EndSeqNo, ['0', '4', '5'], ['3', undefined]],
    [
      'an alternative may be a range, or none at all',
      '0 or between 2 and 5 or absent',
      Tag.EndSeqNo,
      ['0', '2', '5', undefined],
      ['1', '6', ''],
    ],
    ['a label with "or" in it is one label', 'Fill or Kill', TIME_IN_FORCE, ['4'], ['3', undefined]],
    [
      'a price compares by what it means',
      '100',
      PRICE,
      ['100', '100.0', '100.00', '0100'],
      ['100.01', '1e2', '', undefined],
    ],
    [
      'a decimal beyond what a float holds compares exactly',
      '0.10000000000000000001',
      PRICE,
      ['0.100000000000000000010'],
      ['0.1'],
    ],
    ['a text that looks like a number is a text', '1.0', Tag.Text, ['1.0'], ['1.00', '1']],
    [
      'a tolerance, its ends among it',
      '10.25 ± 0.01',
      PRICE,
      ['10.25', '10.24', '10.260'],
      ['10.2601', '10.2399', 'x'],
    ],
    ['a tolerance in ASCII', '10.25 +- 0.01', PRICE, ['10.26'], ['10.27']],
    ['above and below leave their ends out', 'above 0', PRICE, ['0.0001'], ['0', '0.00', '-1', undefined]],
    ['below', 'below 5', PRICE, ['4.9'], ['5.0', '5']],
    ['what is no value is there and another', 'not Buy', SIDE, ['2'], ['1', undefined]],
    ['not one of several', 'not Buy or Sell', SIDE, ['5'], ['1', '2']],
    ['absent, or not a value', 'absent or not Buy', SIDE, [undefined, '2'], ['1']],
    ['a label that begins with "not" is one', 'not held', EXEC_INST, ['1'], ['2', undefined]],
    ['items of a list', '1 G', EXEC_INST, ['1 G'], ['1']],
    ['any value', 'any', Tag.Text, ['x', ''], [undefined]],
    ['absent', 'absent', Tag.Text, [undefined], ['', 'x']],
    ['between', 'between 2 and 4', Tag.MsgSeqNum, ['2', '3', '4', '3.5'], ['1', '5', 'x', '', undefined]],
    ['at least', 'at least 0', Tag.HeartBtInt, ['0', '30'], ['-1', '', 'x', undefined]],
    ['at most', 'at most 3', Tag.HeartBtInt, ['3', '-9'], ['4', '', undefined]],
    ['a regular expression', '/^Msg.*low/', Tag.Text, ['MsgSeqNum too low'], ['too low', undefined]],
    ['a regular expression with flags', '/LOW/i', Tag.Text, ['too low'], ['too high']],
    ['a field by its name in RefTagID', 'BeginSeqNo', Tag.RefTagID, ['7'], ['16', 'BeginSeqNo']],
    ['a field by its tag in RefTagID', '7', Tag.RefTagID, ['7'], ['16']],
    ['a message by its name in RefMsgType', 'ResendRequest', Tag.RefMsgType, ['2'], ['1', 'ResendRequest']],
  ]
  for (const [name, cell, tag, yes, no] of cases)
    test(`${name}: ${cell}`, () => {
      const matcher = parseMatcher(cell, tag, dictionary)
      for (const received of yes) assert.ok(matcher.matches(received), `${received} should match`)
      for (const received of no) assert.ok(!matcher.matches(received), `${received} should not match`)
    })

  test('a matcher gives the same answer each time it is asked', () => {
    for (const flags of ['g', 'y', 'gy']) {
      const matcher = parseMatcher(`/low/${flags}`, Tag.Text, dictionary)
      assert.deepEqual([matcher.matches('low'), matcher.matches('low')], [true, true], flags)
    }
  })
})

describe('what a cell can not say', () => {
  for (const [name, cell, tag, message] of [
    ['nothing', '', Tag.Text, /empty cell/],
    ['a label that the field has not', 'Purchase', SIDE, /"Purchase" is no value of Side\(54\)/],
    ['a label of an alternative that the field has not', 'Buy or Purchase', SIDE, /"Purchase"/],
    ['a reason that the version has not', 'Out of tune', Tag.SessionRejectReason, /no value of SessionRejectReason/],
    ['a label that is nearly one', 'Limt', ORD_TYPE, /nor a label of one; near it: Limit/],
    ['a tolerance of nothing', '5 ± 0', PRICE, /a tolerance is above 0/],
    ['a tolerance of words', '5 ± little', PRICE, /"little" is no number/],
    ['a range of words', 'between a and b', Tag.MsgSeqNum, /no range of numbers/],
    ['an expression that is none', '/(/', Tag.Text, /regular expression/i],
  ] as const)
    test(`${name}: a fault of the scenario, never of the target`, () => {
      assert.throws(() => parseMatcher(cell, tag, dictionary), message)
    })
})

describe('what a matcher calls itself', () => {
  test('value and label together', () => {
    const matcher = parseMatcher('Buy', SIDE, dictionary)
    assert.equal(matcher.value, '1')
    assert.match(matcher.describe, /^1 Buy/)
  })

  test('each alternative, and no single value', () => {
    const matcher = parseMatcher('7 or absent', Tag.MsgSeqNum, dictionary)
    assert.equal(matcher.describe, '7 or absent')
    assert.equal(matcher.value, undefined)
  })

  test('names and values are each other’s reverse', () => {
    assert.equal(labelOf(dictionary, Tag.RefTagID, valueSaid(Tag.RefTagID, 'BeginSeqNo', dictionary)), 'BeginSeqNo')
    assert.equal(labelOf(dictionary, Tag.RefMsgType, valueSaid(Tag.RefMsgType, 'Logon', dictionary)), 'Logon')
    assert.equal(labelOf(dictionary, Tag.MsgType, 'A'), 'Logon')
    assert.equal(valueSaid(Tag.Text, 'anything', dictionary), 'anything')
    assert.ok(matching(labelOf(dictionary, SIDE, '2') ?? '', SIDE, '2'))
  })
})

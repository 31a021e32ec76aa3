import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import { builtIn } from '../dictionary/load.ts'
import { Journal } from '../journal/journal.ts'
import type { MessagePattern, Naming } from './expect.ts'
import { expectAll } from './expect-all.ts'
import { labelOf, parseMatcher } from './matcher.ts'

const dictionary = builtIn('FIX.4.4')
const naming: Naming = {
  messageName: (msgType) => dictionary.message(msgType)?.name ?? msgType,
  label: (tag, value) => labelOf(dictionary, tag, value),
}

/** A report of an order, by its ClOrdID(11) and LeavesQty(151); each a cell, or nothing. */
function report(clOrdID: string, leavesQty?: string): MessagePattern {
  const field = (tag: number, name: string, cell: string) => ({
    tag,
    name,
    matcher: parseMatcher(cell, tag, dictionary),
  })
  const fields = [field(11, 'ClOrdID', clOrdID)]
  if (leavesQty !== undefined) fields.push(field(151, 'LeavesQty', leavesQty))
  return { msgType: '8', name: 'ExecutionReport', fields }
}

/** What came, as `MsgType ClOrdID LeavesQty`, behind an order of the tester; `end` is the end of the connection. */
function came(...messages: string[]): Journal {
  const journal = new Journal({ now: () => 0, elapsed: () => 0 })
  const connection = journal.openConnection()
  const say = (direction: 'in' | 'out', msgType: string, clOrdID: string, leavesQty = '0'): void => {
    const fields = [
      [8, 'FIX.4.4'],
      [35, msgType],
      [34, 1],
      [11, clOrdID],
      [151, leavesQty],
    ] as const
    journal.message(direction, decode(encode(fields)), connection)
  }
  say('out', 'D', 'A')
  for (const message of messages) {
    const [msgType = '', clOrdID = '', leavesQty] = message.split(' ')
    if (msgType === 'end') journal.event('disconnect', 'closed')
    else say('in', msgType, clOrdID, leavesQty)
  }
  return journal
}

const outcome = (journal: Journal, patterns: readonly MessagePattern[], over?: (clOrdID: string) => boolean) =>
  expectAll(journal.entries, 0, patterns, naming, (message) => over?.(message.text(11) ?? '') === true)

describe('messages in any order', () => {
  const both = [report('A'), report('B')]

  test('are met in each order, and told in that of the patterns', () => {
    for (const order of [
      ['8 A', '8 B'],
      ['8 B', '8 A'],
    ]) {
      const all = outcome(came(...order), both)
      assert.equal(all.outcome.kind, 'met')
      assert.deepEqual(
        all.came.map(({ message }) => message.text(11)),
        ['A', 'B'],
      )
    }
  })

  test('are waited for until the last has come', () => {
    assert.equal(outcome(came('8 B'), both).outcome.kind, 'pending')
  })

  test('one that fits several patterns leaves the narrower one to the message that needs it', () => {
    const patterns = [report('any'), report('A', '0')]
    assert.equal(outcome(came('8 A 0', '8 A 5'), patterns).outcome.kind, 'met')
    assert.equal(outcome(came('8 A 5', '8 A 5'), patterns).outcome.kind, 'violated')
  })

  test('none may come twice, nor another of its type, nor one of another type', () => {
    for (const wrong of ['8 A', '8 C', '9 A']) {
      const { outcome: found } = outcome(came('8 A', wrong), both)
      assert.equal(found.kind, 'violated', wrong)
      assert.equal(found.kind === 'violated' && found.entry?.index, 2, wrong)
    }
  })

  test('what is told of a message that does not fit is the pattern that it is nearest to', () => {
    const { outcome: found } = outcome(came('8 A 7'), [report('B', '5'), report('A', '5')])
    const fields = found.kind === 'violated' ? found.difference?.fields : undefined
    assert.deepEqual(
      fields?.map(({ name, equal }) => [name, equal]),
      [
        ['ClOrdID', true],
        ['LeavesQty', false],
      ],
    )
  })

  test('what says nothing here is passed over, unless it is waited for', () => {
    const over = (clOrdID: string): boolean => clOrdID !== 'A'
    assert.equal(outcome(came('8 C', '8 A', '8 C', '8 B'), both, over).outcome.kind, 'met')
  })

  test('the end of the connection ends the waiting', () => {
    assert.equal(outcome(came('8 A', 'end'), both).outcome.kind, 'violated')
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import { Journal } from '../journal/journal.ts'
import { newMemory } from './environment.ts'
import { ScenarioNumbers } from './scenario-numbers.ts'

function setUp(goOn = true) {
  const journal = new Journal({ now: () => 0, elapsed: () => 0 })
  const numbers = new ScenarioNumbers(journal, goOn)
  const says = (direction: 'in' | 'out', msgSeqNum: number, ...fields: Field[]): void => {
    const header: Field[] = [
      [8, 'FIX.4.0'],
      [35, '0'],
      [34, msgSeqNum],
    ]
    journal.message(direction, decode(encode(fields, header)), 1)
  }
  const read = (): (number | undefined)[] =>
    numbers.entries.flatMap((entry) => (entry.kind === 'message' ? [entry.message.msgSeqNum] : []))
  return { journal, numbers, says, read }
}

describe('where the numbers of a scenario stand on the wire', () => {
  test('the record is read as it is, where they are the same', () => {
    const { journal, numbers, says } = setUp(false)
    says('in', 7)
    assert.equal(numbers.entries, journal.entries)
  })

  test('each side counts from 1', () => {
    const { numbers, says, read } = setUp()
    numbers.begin({ ...newMemory(), nextOut: 21, nextIn: 301 })
    says('out', 21)
    says('in', 301)
    says('in', 302)
    assert.deepEqual(read(), [1, 1, 2])
  })

  test('what the target has numbered meanwhile lies before the scenario', () => {
    const { numbers, says, read } = setUp()
    numbers.begin({ ...newMemory(), nextOut: 21, nextIn: 301 })
    says('in', 303)
    says('in', 305)
    assert.deepEqual(read(), [1, 3])
    assert.deepEqual(numbers.ofTarget({ nextIn: 2, nextOut: 4 }), { nextIn: 22, nextOut: 306 })
  })

  test('a target that begins again lower is seen to', () => {
    const { numbers, says, read } = setUp()
    numbers.begin({ ...newMemory(), nextOut: 21, nextIn: 301 })
    says('in', 1)
    assert.notDeepEqual(read(), [1])
  })

  test('what was said before the scenario does not decide where it begins', () => {
    const { numbers, says, read } = setUp()
    says('in', 500)
    numbers.begin({ ...newMemory(), nextOut: 21, nextIn: 301 })
    says('in', 301)
    assert.equal(read().at(-1), 1)
  })

  test('the numbers of the wire are kept for the next scenario; a repetition moves none', () => {
    const { numbers, says } = setUp()
    const memory = { ...newMemory(), nextOut: 21, nextIn: 301 }
    numbers.begin(memory)
    says('in', 301)
    says('in', 302)
    says('in', 301, [43, 'Y'])
    numbers.remember(memory, 5, true)
    assert.deepEqual(memory, { nextOut: 25, nextIn: 303, agreed: true })
  })

  test('a Text names the numbers of the wire', () => {
    const { numbers } = setUp()
    numbers.begin({ ...newMemory(), nextOut: 21 })
    assert.equal(numbers.onWire('expecting 4 but received 1'), 'expecting 24 but received 21')
  })
})

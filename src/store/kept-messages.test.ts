import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { KeptMessages } from './kept-messages.ts'

type Step =
  | { readonly kind: 'add'; readonly length: number; readonly gap: number }
  | { readonly kind: 'replace'; readonly which: number; readonly length: number }
  | { readonly kind: 'cut'; readonly which: number }
  | { readonly kind: 'clear' }

const length = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 600 }) },
  { weight: 2, arbitrary: fc.integer({ min: 20_000, max: 65_536 }) },
  { weight: 1, arbitrary: fc.integer({ min: 65_537, max: 200_000 }) },
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('add' as const), length, gap: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('replace' as const), which: fc.nat(), length }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'clear' as const }) },
)

describe('messages kept in memory', () => {
  it('are what a map of copies would be, whatever is added, replaced, cut off and cleared', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const kept = new KeptMessages()
        const model = new Map<number, Buffer>()
        let highest = 0
        for (const [i, one] of steps.entries()) {
          const numbers = [...model.keys()]
          if (one.kind === 'add') {
            highest += 1 + one.gap
            const bytes = Buffer.alloc(one.length, i)
            kept.add(highest, bytes)
            model.set(highest, Buffer.from(bytes))
            // What is handed in may be used again by whoever made it.
            bytes.fill(0xff)
          } else if (one.kind === 'clear') {
            kept.clear()
            model.clear()
            highest = 0
          } else if (numbers.length > 0) {
            const msgSeqNum = numbers[one.which % numbers.length] as number
            if (one.kind === 'cut') {
              kept.cutFrom(msgSeqNum)
              for (const number of numbers) if (number >= msgSeqNum) model.delete(number)
              highest = msgSeqNum - 1
            } else {
              kept.replace(msgSeqNum, Buffer.alloc(one.length, i))
              model.set(msgSeqNum, Buffer.alloc(one.length, i))
            }
          }
          assertSame(kept, model)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('room of what was cut off is used again', () => {
    const kept = new KeptMessages()
    const order = Buffer.alloc(400, 1)
    for (let i = 1; i <= 100; i++) kept.add(i, order)
    const before = kept.room
    for (let turn = 0; turn < 100; turn++) {
      kept.cutFrom(51)
      for (let i = 51; i <= 100; i++) kept.add(i, order)
    }
    assert.equal(kept.room, before)
  })
})

function assertSame(kept: KeptMessages, model: ReadonlyMap<number, Buffer>): void {
  const all = kept.read(1, Number.POSITIVE_INFINITY)
  const expected = [...model].sort(([a], [b]) => a - b)
  assert.equal(kept.length, model.size)
  assert.deepEqual(
    all.map(({ msgSeqNum }) => msgSeqNum),
    expected.map(([msgSeqNum]) => msgSeqNum),
  )
  for (const [i, [, bytes]] of expected.entries()) assert.ok(bytes.equals(all[i]?.bytes as Uint8Array))
  assert.equal(
    kept.bytes,
    expected.reduce((sum, [, bytes]) => sum + bytes.length, 0),
  )
}

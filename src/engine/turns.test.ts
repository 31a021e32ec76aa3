import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Turns } from './turns.ts'

/** Turns that note what they take, and do at each what `then` says. */
function noted(then: (occasion: number, turns: Turns<number>) => void) {
  const seen: string[] = []
  const turns: Turns<number> = new Turns(
    (occasion) => {
      seen.push(`${occasion} begins`)
      then(occasion, turns)
      seen.push(`${occasion} ends`)
    },
    (error) => seen.push(`failed: ${(error as Error).message}`),
  )
  return { turns, seen }
}

describe('turns', () => {
  it('what happens inside a turn comes behind it, in order', () => {
    const { turns, seen } = noted((occasion) => {
      if (occasion === 1) for (const next of [2, 3]) turns.perform(next)
      if (occasion === 2) turns.perform(4)
    })
    turns.perform(1)
    const order = [1, 2, 3, 4].flatMap((one) => [`${one} begins`, `${one} ends`])
    assert.deepEqual(seen, order)
    assert.equal(turns.busy, false)
  })

  it('a throw ends the turn, and what waited is forgotten', () => {
    const { turns, seen } = noted((occasion) => {
      if (occasion !== 1) return
      turns.perform(2)
      throw new Error('no')
    })
    turns.perform(1)
    assert.deepEqual(seen, ['1 begins', 'failed: no'])
    turns.perform(3)
    assert.deepEqual(seen.slice(2), ['3 begins', '3 ends'])
  })

  it('what is forgotten in the middle of a turn does not come', () => {
    const { turns, seen } = noted((occasion) => {
      if (occasion !== 1) return
      turns.perform(2)
      turns.forget()
      turns.perform(3)
    })
    turns.perform(1)
    assert.deepEqual(seen, ['1 begins', '1 ends', '3 begins', '3 ends'])
  })

  it('however many wait, none is lost and none comes twice', () => {
    const { turns, seen } = noted((occasion) => {
      if (occasion === 0) for (let next = 1; next <= 1000; next++) turns.perform(next)
      if (occasion === 500) turns.perform(1001)
    })
    turns.perform(0)
    turns.perform(1002)
    assert.deepEqual(
      seen.filter((text) => text.endsWith('begins')),
      Array.from({ length: 1003 }, (_, i) => `${i} begins`),
    )
  })
})

/** The simple model that every store is held against: two numbers, a map, a list; and random operations on both. */

import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { MessageStore } from './message-store.ts'

export interface StoreUnderTest {
  /** A new, empty store whose numbering begins at `at`. */
  open(at: number): MessageStore
  /** For stores that outlive their process: closes `store` and opens the same again at `at`. */
  reopen?(store: MessageStore, at: number): MessageStore
  /** False for a store that keeps the numbers only: what is said of messages and archives is then left out. */
  readonly keepsMessages?: boolean
}

export const startedAt = 1_700_000_000_000

/** What can be read from a store, as plain values. */
export function contentOf(store: MessageStore) {
  return {
    nextIn: store.nextIn,
    nextOut: store.nextOut,
    createdAt: store.createdAt,
    unsent: store.unsent().map(({ msgSeqNum }) => msgSeqNum),
    messages: store.read(1, Number.POSITIVE_INFINITY).map(({ msgSeqNum, bytes }) => [msgSeqNum, textOf(bytes)]),
  }
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

export type Operation =
  | {
      readonly kind: 'save' | 'saveLate' | 'setNextIn' | 'setNextOut' | 'markSent'
      readonly amount: number
      readonly bytes: Uint8Array
    }
  | { readonly kind: 'flush' | 'reset' | 'reopen' }

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'save' as const,
        'save' as const,
        'saveLate' as const,
        'saveLate' as const,
        'setNextIn' as const,
        'setNextOut' as const,
        'markSent' as const,
      ),
      amount: fc.integer({ min: 0, max: 12 }),
      bytes: fc.uint8Array({ maxLength: 80 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('flush' as const, 'flush' as const, 'reset' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
)

/** Plays the operations on a new store and on the model, and compares after each. */
export function playAgainstModel(under: StoreUnderTest, operations: readonly Operation[]): void {
  const keepsMessages = under.keepsMessages ?? true
  let at = startedAt
  let store = under.open(at)
  const model = { nextIn: 1, nextOut: 1, createdAt: at, messages: new Map<number, string>() }
  let queued: number[] = []
  const archived: number[] = []
  for (const step of operations) {
    at += 250
    if (step.kind === 'save') {
      const number = model.nextOut + (step.amount > 9 ? step.amount : 0)
      const transmitted = step.amount % 3 > 0
      const overtakes = step.amount % 4 === 1
      store.saveOutgoing(number, step.bytes, transmitted, overtakes)
      if (!transmitted) queued.push(number)
      else if (!overtakes) queued = []
      if (keepsMessages) model.messages.set(number, textOf(step.bytes))
      model.nextOut = number + 1
    } else if (step.kind === 'saveLate') {
      const numbers = [...model.messages.keys()]
      const number = numbers[step.amount % Math.max(1, numbers.length)]
      if (number === undefined) continue
      store.saveLate(number, step.bytes)
      model.messages.set(number, textOf(step.bytes))
      queued = queued.filter((other) => other !== number)
    } else if (step.kind === 'setNextIn') {
      model.nextIn = step.amount + 1
      store.setNextIn(model.nextIn)
    } else if (step.kind === 'setNextOut') {
      model.nextOut = step.amount + 1
      store.setNextOut(model.nextOut)
      queued = queued.filter((number) => number < model.nextOut)
      for (const number of model.messages.keys()) if (number >= model.nextOut) model.messages.delete(number)
    } else if (step.kind === 'markSent') {
      // Never more than there is: what follows would count as sent before it is stored.
      const number = Math.min(step.amount, model.nextOut - 1)
      store.markSent(number)
      queued = queued.filter((other) => other > number)
    } else if (step.kind === 'flush') {
      store.flush(at)
    } else if (step.kind === 'reset') {
      store.reset(at)
      archived.push(model.messages.size)
      queued = []
      Object.assign(model, { nextIn: 1, nextOut: 1, createdAt: at, messages: new Map() })
    } else if (under.reopen !== undefined) {
      store = under.reopen(store, at)
    }
    const messages = [...model.messages].sort(([a], [b]) => a - b)
    assert.deepEqual(contentOf(store), { ...model, messages, unsent: keepsMessages ? queued : [] })
  }
  assert.deepEqual(
    store.archives().map(({ messages }) => messages),
    keepsMessages ? archived : [],
  )
  store.close()
}

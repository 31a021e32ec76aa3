import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { realClock } from '../engine/clock.ts'
import { Journal } from '../journal/journal.ts'
import { waitFor } from './real-environment.ts'

const newJournal = (): Journal => new Journal({ now: () => realClock.now(), elapsed: () => 0 })

/** The tester is too busy to look at anything. */
function busy(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

describe('waiting in real time', () => {
  test('time in which the tester itself did not look does not count against the target', async () => {
    const journal = newJournal()
    const waiting = waitFor(journal, () => journal.entries.length > 0, realClock.now() + 20)
    busy(400)
    // What came meanwhile is read some turns of the loop later.
    for (let turn = 0; turn < 3; turn++) await setImmediate()
    journal.event('note', 'it came')
    assert.equal(await waiting, true)
  })

  test('nothing came: the answer is no', async () => {
    assert.equal(await waitFor(newJournal(), () => false, realClock.now() + 1), false)
  })

  test('a deadline that had passed when it was asked for is not put off', async () => {
    const waiting = waitFor(newJournal(), () => false, realClock.now() - 60_000)
    // What is put off would come behind this one.
    const later = new Promise((resolve) => realClock.schedule(realClock.now() + 1_000, () => resolve('put off')))
    assert.equal(await Promise.race([waiting, later]), false)
  })

  test('many entries of one read are one question', async () => {
    const journal = newJournal()
    let asked = 0
    const enough = (): boolean => {
      asked++
      return journal.entries.length === 1000
    }
    const waiting = waitFor(journal, enough, realClock.now() + 60_000)
    for (let i = 0; i < 1000; i++) journal.event('note', 'again')
    assert.equal(await waiting, true)
    assert.equal(asked, 2)
  })

  test('a question that fails is the end of the wait', async () => {
    const journal = newJournal()
    const waiting = waitFor(
      journal,
      () => {
        if (journal.entries.length > 0) throw new Error('no')
        return false
      },
      realClock.now() + 60_000,
    )
    journal.event('note', 'it came')
    await assert.rejects(waiting, /^Error: no$/)
  })
})

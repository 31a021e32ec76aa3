import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Attempt, matchesWay, parseWay, wayTaken } from './backup-way.ts'

const attempts = (places: string): Attempt[] =>
  [...places].map((letter, i) => ({ place: letter === 'p' ? 'primary' : 'backup', at: 5000 + i * 1000 }))
const match = (way: string, places: string): string => matchesWay(parseWay(way), attempts(places))

test('a way is met by exactly its attempts', () => {
  const way = 'the primary 1 + 3 times, then the backup'
  assert.equal(match(way, 'ppp'), 'pending')
  assert.equal(match(way, 'pppp'), 'pending')
  assert.equal(match(way, 'ppppb'), 'same')
  assert.equal(match(way, 'ppppbbb'), 'same', 'the last place is open')
  assert.equal(match(way, 'pppb'), 'differs')
  assert.equal(match(way, 'ppppp'), 'differs')
  assert.equal(match(way, 'ppppbp'), 'differs')
})

test('a way that ends bears nothing behind it', () => {
  const way = 'the primary 2 times, then the backup once, then nobody'
  assert.equal(match(way, 'pp'), 'pending')
  assert.equal(match(way, 'ppb'), 'same')
  assert.equal(match(way, 'ppbb'), 'differs')
  assert.equal(match(way, 'ppbp'), 'differs')
})

test('what is no way is an error', () => {
  for (const text of ['the moon', 'the primary, then the backup', 'nobody', 'the backup, then nobody'])
    assert.throws(() => parseWay(text), Error, text)
})

test('what was seen says how many, where and when', () => {
  assert.equal(
    wayTaken(attempts('ppb')),
    '2 attempts at the primary (after 0, 1000 ms), then 1 at the backup (after 2000 ms)',
  )
  assert.equal(wayTaken(attempts('b')), '1 attempt at the backup (after 0 ms)')
  assert.equal(wayTaken([]), 'no attempt')
})

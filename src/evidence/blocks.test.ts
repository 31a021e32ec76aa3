/** Which byte was changed, told by CRC-32 alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import * as fc from 'fast-check'
import { BLOCK_SIZE, blocksOf, changedBlocks, changedByte } from './blocks.ts'

const never = (): boolean => false

test('the one byte that was changed is found, with what it was', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 3_000 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (content, place, change) => {
        const before = Buffer.from(content)
        const at = place % before.length
        const after = Buffer.from(before)
        after[at] = (before[at] as number) ^ change
        const found = changedByte(after, crc32(before), (repaired) => repaired.equals(before))
        assert.deepEqual(found, { offset: at, length: 1, was: before[at] })
      },
    ),
  )
})

test('nothing is found where nothing was changed, or where nobody confirms it', () => {
  const bytes = Buffer.from('8=FIX.4.4')
  assert.equal(
    changedByte(bytes, crc32(bytes), () => true),
    undefined,
  )
  assert.equal(changedByte(bytes, crc32(Buffer.from('8=FIX.4.3')), never), undefined)
})

test('two bytes changed: the block, and blocks beside each other as one place', () => {
  const before = Buffer.alloc(3 * BLOCK_SIZE + 100, 'x')
  const blocks = blocksOf(before)
  assert.equal(blocks.length, 4)
  const after = Buffer.from(before)
  for (const at of [10, 20, BLOCK_SIZE + 5, BLOCK_SIZE + 9, 3 * BLOCK_SIZE + 99]) after[at] = 0
  assert.deepEqual(changedBlocks(after, blocks), [
    { offset: 0, length: 2 * BLOCK_SIZE },
    { offset: 3 * BLOCK_SIZE + 99, length: 1, was: 'x'.charCodeAt(0) },
  ])
  assert.deepEqual(changedBlocks(before, blocks), [])
  // A byte that is known stays by itself, also where the next block begins behind it.
  const beside = Buffer.from(before)
  for (const at of [BLOCK_SIZE - 1, BLOCK_SIZE, BLOCK_SIZE + 1]) beside[at] = 0
  assert.deepEqual(changedBlocks(beside, blocks), [
    { offset: BLOCK_SIZE - 1, length: 1, was: 'x'.charCodeAt(0) },
    { offset: BLOCK_SIZE, length: BLOCK_SIZE },
  ])
})

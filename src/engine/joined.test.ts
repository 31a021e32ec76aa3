import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joined } from './joined.ts'

const all = Buffer.from('one two three four')
const [one, two, three] = [all.subarray(0, 4), all.subarray(4, 8), all.subarray(8, 14)]

test('messages that lie one behind the other are not copied', () => {
  const bytes = joined([one, two, three])
  assert.equal(bytes.toString(), 'one two three ')
  assert.equal(bytes.buffer, all.buffer)
  assert.equal(bytes.byteOffset, one.byteOffset)
  assert.equal(joined([two]), two)
})

test('messages in another order, with a gap, or of different buffers come in their order all the same', () => {
  assert.equal(joined([two, one]).toString(), 'two one ')
  assert.equal(joined([one, three]).toString(), 'one three ')
  assert.equal(joined([one, Buffer.from('TWO '), three]).toString(), 'one TWO three ')
  assert.equal(joined([one, one]).toString(), 'one one ')
})

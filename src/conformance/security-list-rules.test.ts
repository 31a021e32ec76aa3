import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { whyNoWholeList } from './security-list-rules.ts'

/** A fragment with so many securities; null leaves a field out. */
const fragment = (count: number, total: number | null, last: string | null, result = '0'): Message =>
  decode(
    encode([
      [8, 'FIX.4.4'],
      [35, 'y'],
      [560, result],
      [393, total],
      [893, last],
      [146, count],
      ...Array.from({ length: count }, (_, i) => [55, `S${i}`] as const),
    ]),
  )

test('a list is whole in one message, with a total and a mark or without', () => {
  for (const total of [2, null])
    for (const last of ['Y', null]) assert.equal(whyNoWholeList([fragment(2, total, last)]), undefined)
})

test('fragments are whole with the last one, marked as such', () => {
  assert.equal(whyNoWholeList([fragment(2, 5, 'N'), fragment(2, 5, 'N'), fragment(1, 5, 'Y')]), undefined)
})

const WRONG: readonly (readonly [what: string, messages: readonly Message[], why: RegExp])[] = [
  ['nothing', [], /no SecurityList/],
  ['a refusal', [fragment(0, null, null, '2')], /560\) is 2/],
  ['no last one', [fragment(2, 3, 'N')], /did not come/],
  ['one behind the last', [fragment(2, 3, 'Y'), fragment(1, 3, 'Y')], /behind the one/],
  ['a last one without mark', [fragment(2, 3, 'N'), fragment(1, 3, null)], /not marked/],
  ['fewer than it says', [fragment(2, 4, 'N'), fragment(1, 4, 'Y')], /3 securities came.* 4/],
  ['two totals', [fragment(2, 4, 'N'), fragment(1, 3, 'Y')], /4 and 3/],
]

for (const [what, messages, why] of WRONG)
  test(`no whole list: ${what}`, () => {
    assert.match(whyNoWholeList(messages) ?? '', why)
  })

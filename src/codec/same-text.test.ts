import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { wire } from './arbitraries.ts'
import { decode } from './decode.ts'
import { hasText, isTextAt } from './same-text.ts'

const message = decode(wire('8=FIX.4.4|9=5|35=D|49=ABC|56=|58=A|58=B|10=000|'))

describe('comparing a value with a text', () => {
  it('the first value counts, whole and exactly', () => {
    assert.equal(hasText(message, 49, 'ABC'), true)
    for (const other of ['AB', 'ABCD', 'ABX', 'abc', '']) assert.equal(hasText(message, 49, other), false)
    assert.equal(hasText(message, 58, 'A'), true)
    assert.equal(hasText(message, 58, 'B'), false)
  })

  it('an empty value is the empty text, an absent one is none', () => {
    assert.equal(hasText(message, 56, ''), true)
    assert.equal(hasText(message, 115, ''), false)
  })

  it('a character beyond latin1 is no byte', () => {
    assert.equal(hasText(message, 58, 'Ł'), false)
  })

  it('the same as comparing with the text that is made of it, wherever the message lies', () => {
    const texts = fc.string({ maxLength: 4, unit: 'binary' })
    fc.assert(
      fc.property(texts, texts, (value, expected) => {
        const bytes = Buffer.from(`8=F\x019=1\x0135=0\x0158=${value.replaceAll('\x01', '')}\x01`, 'latin1')
        const one = decode(bytes)
        const i = one.indexOf(58)
        assert.equal(isTextAt(one, i, expected), one.textAt(i) === expected)
        assert.equal(isTextAt(one, i, one.textAt(i)), true)
      }),
    )
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dictionaryFor } from '../dictionary/load.ts'
import { VERSIONS } from '../fix/versions.ts'
import { Layout, Pieces } from './log-layout.ts'
import { LogText, type Piece } from './log-text.ts'

function textOf(piece: Piece): string {
  const text = new LogText()
  text.put(piece)
  return text.take().toString()
}

function named(pieces: Pieces | undefined, value: string): string {
  assert.ok(pieces !== undefined)
  const bytes = Buffer.from(`<${value}>`, 'latin1')
  return textOf(pieces.of(bytes, 1, bytes.length - 1))
}

describe('names and labels in the text of a log', () => {
  test('of all versions, each field and each value', () => {
    for (const version of VERSIONS) {
      const dictionary = dictionaryFor(version)
      const layout = new Layout(dictionary)
      for (const { tag, name, values } of dictionary.fields) {
        assert.equal(textOf(layout.field(tag).prefix), `  ${String(tag).padStart(5)} ${name.padEnd(24)} `)
        if (tag === 35) continue
        for (const value of values?.keys() ?? []) {
          const label = dictionary.labelOf(tag, value)
          const expected = label === value ? '' : `  ${label}`
          // Made, and then remembered.
          assert.equal(named(layout.field(tag).labels, value), expected)
          assert.equal(named(layout.field(tag).labels, value), expected)
        }
      }
      for (const { msgType, name } of dictionary.messages) {
        assert.equal(named(layout.messages, msgType), name)
        assert.equal(named(layout.field(35).labels, msgType), `  ${name}`)
      }
    }
  })

  test('are ASCII: a word of other bytes might be no number, and change', () => {
    for (const version of VERSIONS) {
      const { fields, messages } = dictionaryFor(version)
      const texts = [...fields, ...messages].map(({ name }) => name)
      for (const { values } of fields) texts.push(...(values?.values() ?? []))
      assert.deepEqual(
        texts.filter((text) => !/^[\x20-\x7e]+$/.test(text)),
        [],
      )
    }
  })

  test('values that are alike are not mixed up', () => {
    const pieces = new Pieces((value) => [...value].map((character) => character.charCodeAt(0)).join(' '))
    for (const value of [
      'A',
      '\x00A',
      '\x00\x00A',
      '\x00',
      '\x00\x00',
      'AA',
      '\xffAA',
      'AAAA',
      '\x00AAA',
      'ABC',
      '\x03ABC',
    ]) {
      const codes = [...value].map((character) => character.charCodeAt(0)).join(' ')
      assert.equal(named(pieces, value), codes)
      assert.equal(named(pieces, value), codes)
    }
  })

  test('values without end are named too, whether remembered or not', () => {
    const pieces = new Pieces((value) => `${value.length} ${value.slice(0, 4)}`)
    for (let i = 0; i < 2000; i++) {
      const value = `${1000 + i}`.padEnd(4 + (i % 100), 'x')
      assert.equal(named(pieces, value), `${value.length} ${1000 + i}`)
    }
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DictionaryError } from './dictionary-error.ts'
import { kindOf, textOf } from './dictionary-text.ts'

const XML = '<?xml version="1.0"?>\n<fix>\n ü\n</fix>'

test('UTF-8, UTF-16 with byte order mark, and what the declaration names', () => {
  const latin = XML.replace('"1.0"', '"1.0" encoding="ISO-8859-1"')
  assert.equal(textOf(Buffer.from(XML), 'a.xml'), XML)
  assert.equal(textOf(Buffer.from(`\uFEFF${XML}`, 'utf16le'), 'a.xml'), XML)
  assert.equal(textOf(Buffer.from(`\uFEFF${XML}`, 'utf16le').swap16(), 'a.xml'), XML)
  assert.equal(textOf(Buffer.from(latin, 'latin1'), 'a.xml'), latin)
})

test('wrong encodings: the place of the first byte that is wrong', () => {
  const wrong: readonly (readonly [Buffer, RegExp])[] = [
    [Buffer.from(XML, 'latin1'), /^a\.xml:3:2: this is no utf-8 text; expected UTF-8, or an XML declaration/],
    [Buffer.from([...Buffer.from('<fix>\nab'), 0xe2, 0x82]), /^a\.xml:2:3: this is no utf-8 text/],
    [
      Buffer.from(XML.replace('"1.0"', '"1.0" encoding="EBCDIC-CP"')),
      /^a\.xml:1: unknown encoding "ebcdic-cp"; expected UTF-8/,
    ],
    [
      Buffer.from(XML.replace('"1.0"', '"1.0" encoding="UTF-16"')),
      /^a\.xml:1:1: the XML declaration says utf-16, and is not written in it; expected the encoding that the file is in/,
    ],
    [Buffer.from(XML, 'utf16le'), /^a\.xml:1:2: a NUL character; expected text/],
    [Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0]), /^a\.xml:1:5: a NUL character/],
  ]
  for (const [bytes, message] of wrong)
    assert.throws(
      () => textOf(bytes, 'a.xml'),
      (error) => {
        assert.ok(error instanceof DictionaryError)
        assert.match(error.message, message)
        return true
      },
    )
})

test('a file’s kind is told by what is in it', () => {
  const cases: readonly (readonly [text: string, kind: string])[] = [
    ['<fix type="FIX">', 'quickfix'],
    ['\uFEFF<?xml version="1.0"?>\n<!-- <repository> -->\n<fix/>', 'quickfix'],
    ['<!DOCTYPE fix [ <!ENTITY a "<b>"> ]>\n<fix/>', 'quickfix'],
    ['<!DOCTYPE fix>\n<fix/>', 'quickfix'],
    ['<fixr:repository xmlns:fixr="x">', 'orchestra'],
    ['<repository>', 'orchestra'],
    ['<?xml version="1.0"?>\n\n<a:fixRepository/>', 'orchestra'],
    ['base: FIX.4.4', 'delta'],
    ['# about it\ntitle: X\nbase : a.yaml', 'delta'],
    ['---\nbase: a.yaml', 'delta'],
    // What is no XML to the end is told so by the reader of XML.
    ['<', 'quickfix'],
    ['<!-- ', 'quickfix'],
  ]
  for (const [text, kind] of cases) assert.equal(kindOf(text, 'a'), kind, text)
})

test('what is none of them is refused, and told what there is', () => {
  for (const [text, what] of [
    ['', 'the file is empty'],
    [' \n', 'the file is empty'],
    ['{"fix": {}}', 'this is no dictionary'],
    ['8=FIX.4.4|35=A|', 'this is no dictionary'],
    ['fields: {}', 'this is no dictionary'],
    ['<html><fix/>', 'the root element <html> is that of no dictionary'],
  ] as const)
    assert.throws(() => kindOf(text, 'a.xml'), {
      message: `a.xml: ${what}; expected QuickFIX XML (root <fix>), Orchestra XML (root <repository>), or a delta in YAML that begins with \`base:\``,
    })
})

/** Files of each kind with anything cut out, doubled, or put into them: a dictionary comes of it, or an error with a place. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { orchestraSample } from '../testing/orchestra-sample.ts'
import { applyDelta } from './delta.ts'
import { readDelta } from './delta-yaml.ts'
import type { Dictionary } from './dictionary.ts'
import { DictionaryError } from './dictionary-error.ts'
import { warningsOf } from './dictionary-warnings.ts'
import { builtIn } from './load.ts'
import { fromOrchestraXml } from './orchestra-xml.ts'
import { fromQuickFixXml } from './quickfix-xml.ts'
import { toQuickFixXml } from './quickfix-xml-writer.ts'
import { showDictionary } from './show.ts'

const DELTA = `base: FIX.4.4
fields:
  add: [{ tag: 20001, name: Kind, type: char, values: { L: LIT } }]
  change: { Side: { values: { remove: ["1"] } }, Text: { name: Free } }
  remove: [Account]
components: { add: { Data: [Kind!] }, change: { Instrument: { require: [Symbol] } }, remove: [Stipulations] }
messages:
  only: [D, "8"]
  add: [{ msgType: U1, name: Status, members: [Data, { group: NoLegs, members: [LegSymbol!] }] }]
  change: { D: { require: [NoPartyIDs.PartyID], remove: [Price], add: [{ field: Kind, after: OrdType }] } }
`

const READERS: readonly (readonly [kind: string, text: string, read: (text: string) => Dictionary])[] = [
  ['Orchestra', orchestraSample(), (text) => fromOrchestraXml(text, 'file')],
  ['QuickFIX', toQuickFixXml(builtIn('FIX.4.0')), (text) => fromQuickFixXml(text, 'file')],
  ['delta', DELTA, (text) => applyDelta(builtIn('FIX.4.4'), readDelta(text, 'file'))],
]

/** Cut out, doubled, or replaced: by what means something in these files, or by anything. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 60 }),
  with: fc.oneof(
    fc.constantFrom(
      '',
      '"',
      '<',
      '/>',
      '{',
      '[',
      ': ',
      '\n',
      '\n  ',
      '!',
      '&a ',
      '*a',
      '999999999',
      '-1',
      'base',
      'constructor',
      '__proto__',
    ),
    fc.string({ maxLength: 8, unit: 'binary' }),
    fc.constant('double'),
  ),
})

function edited(text: string, edits: readonly { at: number; length: number; with: string }[]): string {
  return edits.reduce((now, { at, length, with: put }) => {
    const start = Math.floor(at * now.length)
    const cut = now.slice(start, start + length)
    return now.slice(0, start) + (put === 'double' ? cut + cut : put) + now.slice(start + length)
  }, text)
}

for (const [kind, text, read] of READERS)
  test(`property: ${kind}`, () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        try {
          const dictionary = read(edited(text, edits))
          assert.ok(showDictionary(dictionary).length > 0)
          assert.ok(Array.isArray(warningsOf(dictionary)))
        } catch (error) {
          assert.ok(error instanceof DictionaryError, `${(error as Error).stack}`)
          assert.match(error.message, /^file(:\d+:\d+)?: .*; expected ./s)
        }
      }),
      { numRuns: 300 },
    )
  })

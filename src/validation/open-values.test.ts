import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { applyDelta } from '../dictionary/delta.ts'
import { readDelta } from '../dictionary/delta-yaml.ts'
import { builtIn } from '../dictionary/load.ts'
import { validate } from './validate.ts'

function reasonOf(open: boolean, value: string): number | undefined {
  const change = `base: FIX.4.4\nfields: { change: { CxlRejReason: { open: ${open} } } }`
  const dictionary = applyDelta(builtIn('FIX.4.4'), readDelta(change))
  const text = `8=FIX.4.4|9=5|35=9|49=A|56=B|34=2|52=20261122-10:00:00|37=1|11=1|41=2|39=0|434=1|102=${value}|10=000|`
  return validate(decode(Buffer.from(text.replaceAll('|', '\u0001'))), dictionary)?.reason
}

test('an open enumeration takes other values, of the same format', () => {
  assert.equal(reasonOf(false, '1'), undefined)
  assert.equal(reasonOf(false, '101'), 5)
  assert.equal(reasonOf(true, '1'), undefined)
  assert.equal(reasonOf(true, '101'), undefined)
  assert.equal(reasonOf(true, 'x'), 6)
})

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { PRESET_NAMES } from './presets.ts'
import { parameterReference } from './reference.ts'
import { PARAMETERS } from './table.ts'

/** `FIXPROOF_UPDATE=1` writes it again. */
test('docs/parameters.md is what the table says', () => {
  const file = path.resolve(import.meta.dirname, '../../docs/parameters.md')
  const wanted = parameterReference()
  if (process.env.FIXPROOF_UPDATE === '1') writeFileSync(file, wanted)
  assert.equal(readFileSync(file, 'utf8'), wanted)
})

test('it has every parameter and every preset, and marks what the standard does not allow', () => {
  const text = parameterReference()
  for (const { name } of PARAMETERS) assert.ok(text.includes(`\`${name}\``), name)
  for (const name of PRESET_NAMES) assert.ok(text.includes(`| \`${name}\` |`), name)
  const marked = text.split('\n').filter((line) => line.includes('**NON-COMPLIANT** |'))
  assert.equal(marked.length, PARAMETERS.filter(({ nonCompliant }) => nonCompliant !== undefined).length)
})

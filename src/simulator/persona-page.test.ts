import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { personasPage } from '../testing/personas-page.ts'
import { PersonaFileError, parsePersona } from './persona-file.ts'

const FILE = path.resolve(import.meta.dirname, '../../docs/personas.md')

/** `FIXPROOF_UPDATE=1` writes it again. */
test('docs/personas.md is what the vocabulary and the personas say', () => {
  const wanted = personasPage()
  if (process.env.FIXPROOF_UPDATE === '1') writeFileSync(FILE, wanted)
  assert.equal(readFileSync(FILE, 'utf8'), wanted)
})

test('the file in docs/personas.md is one, and so is its mistake', () => {
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(FILE, 'utf8')) ?? []
  const persona = parsePersona(yaml, 'mine.yaml')
  assert.equal(persona.rules.find(({ id }) => id === 'Q20')?.text, 'ack, fill 10, after 2 s fill rest')
  assert.equal(persona.symbols.find(({ symbol }) => symbol === 'XYZ')?.reference, '25.00')
  assert.equal(
    persona.rules.some(({ id }) => id === 'Q520'),
    false,
  )
  const [, example = ''] = /```\n(mine\.yaml:.*)\n```/.exec(readFileSync(FILE, 'utf8')) ?? []
  const [start = '', end = ''] = example.split('pendingNew, …')
  assert.throws(
    () => parsePersona(yaml.replace('{ fill: 10 }', '{ fil: 10 }'), 'mine.yaml'),
    (error: Error) =>
      error instanceof PersonaFileError && error.message.startsWith(start) && error.message.endsWith(end),
  )
})

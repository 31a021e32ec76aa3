import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { venuesPage } from '../testing/venues-page.ts'
import { PackError, parsePack } from './pack.ts'

const FILE = path.resolve(import.meta.dirname, '../../docs/venues.md')

/** `FIXPROOF_UPDATE=1` writes it again. */
test('docs/venues.md is what the packs say', () => {
  const wanted = venuesPage()
  if (process.env.FIXPROOF_UPDATE === '1') writeFileSync(FILE, wanted)
  assert.equal(readFileSync(FILE, 'utf8'), wanted)
})

test('the pack in docs/venues.md is one, and so is its mistake', () => {
  const page = readFileSync(FILE, 'utf8')
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? []
  assert.equal(parsePack(yaml, 'pack.yaml').title, 'Example Exchange')
  const [, mistake = ''] = /```\n(pack\.yaml:.*)\n```/.exec(page) ?? []
  assert.throws(
    () => parsePack(yaml.replace('url:', 'ulr:'), 'pack.yaml'),
    (error: Error) => error instanceof PackError && error.message.split('\n').includes(mistake),
  )
})

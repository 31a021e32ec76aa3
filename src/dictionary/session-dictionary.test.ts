import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { diffDictionaries } from './dictionary-diff.ts'
import { builtIn } from './load.ts'
import { toQuickFixXml } from './quickfix-xml-writer.ts'
import { dictionaryOfSession } from './session-dictionary.ts'

let folder = ''
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fixproof-'))
  for (const name of ['FIX.4.2', 'FIXT.1.1', 'FIX.5.0SP1'])
    writeFileSync(path.join(folder, `${name}.xml`), toQuickFixXml(builtIn(name)))
  writeFileSync(path.join(folder, 'whole.yaml'), 'base: FIXT.1.1/FIX.5.0SP1')
})
after(() => rmSync(folder, { recursive: true }))

function version(name: string): FixVersion {
  return findVersion(name) ?? assert.fail(name)
}

function named(of: string, file: string): ReturnType<typeof dictionaryOfSession> {
  return dictionaryOfSession(version(of), path.join(folder, file))
}

test('without a name it is the version’s own, with its layers', () => {
  const { dictionary, sources } = dictionaryOfSession(version('FIX.5.0SP1'), undefined)
  assert.equal(dictionary, builtIn('FIXT.1.1/FIX.5.0SP1'))
  assert.deepEqual(
    sources.map(({ name }) => name),
    ['FIXT.1.1', 'FIX.5.0SP1'],
  )
})

test('a file of one layer is joined by the other', () => {
  for (const [file, names] of [
    ['FIX.5.0SP1.xml', ['FIX.5.0SP1', 'FIXT.1.1']],
    ['FIXT.1.1.xml', ['FIXT.1.1', 'FIX.5.0SP1']],
    ['whole.yaml', ['FIXT.1.1/FIX.5.0SP1', 'FIXT.1.1', 'FIX.5.0SP1']],
  ] as const) {
    const { dictionary, sources } = named('FIXT.1.1/FIX.5.0SP1', file)
    assert.deepEqual(diffDictionaries(builtIn('FIXT.1.1/FIX.5.0SP1'), dictionary), [], file)
    assert.deepEqual(
      sources.map(({ name }) => name),
      names,
    )
  }
})

test('a dictionary of another version is refused', () => {
  assert.equal(named('FIX.4.2', 'FIX.4.2.xml').dictionary.name, 'FIX.4.2')
  assert.throws(
    () => named('FIX.4.4', 'FIX.4.2.xml'),
    /FIX\.4\.2\.xml: a dictionary of FIX\.4\.2 for a session of FIX\.4\.4; expected one of FIX\.4\.4: /,
  )
  assert.throws(() => named('FIX.4.4', 'FIXT.1.1.xml'), /a dictionary of FIXT\.1\.1 for a session of FIX\.4\.4/)
  assert.throws(
    () => named('FIX.5.0SP2', 'FIX.5.0SP1.xml'),
    /a dictionary of FIX\.5\.0SP1 for a session of FIXT\.1\.1\/FIX\.5\.0SP2/,
  )
})

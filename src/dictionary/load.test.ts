import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { VERSIONS } from '../fix/versions.ts'
import { toCompact } from './compact.ts'
import { DictionaryError } from './dictionary-error.ts'
import { BUILT_IN, builtIn, dictionaryFor, loadDictionary } from './load.ts'
import { toQuickFixXml } from './quickfix-xml-writer.ts'

test('every built-in dictionary can be read to the last member', () => {
  for (const name of BUILT_IN) {
    const dictionary = builtIn(name)
    assert.equal(dictionary.name, name)
    assert.ok(toCompact(dictionary).messages.length > 0)
    assert.doesNotMatch(JSON.stringify(toCompact(dictionary)), /undefined|NaN/)
  }
})

test('a built-in dictionary is read once', () => {
  assert.equal(builtIn('FIX.4.2'), builtIn('FIX.4.2'))
  assert.equal(builtIn('FIXT.1.1/FIX.5.0'), builtIn('FIXT.1.1/FIX.5.0'))
})

test('every version has a dictionary of its name, with session messages and orders', () => {
  for (const version of VERSIONS) {
    const dictionary = dictionaryFor(version)
    assert.equal(dictionary.name, version.id)
    assert.equal(dictionary.message('A')?.name, 'Logon', version.id)
    assert.equal(dictionary.message('D')?.name, 'NewOrderSingle', version.id)
  }
})

test('FIXT.1.1 with an application: fields are one with the members that use them, enumerations those of both', () => {
  const both = builtIn('FIXT.1.1/FIX.5.0SP2')
  const status = both.message('5')?.members[0]
  assert.ok(status?.kind === 'field')
  assert.equal(status.field, both.fieldByTag(1409))
  assert.equal(both.labelOf(1409, '9'), 'Received MsgSeqNum too low')
  assert.equal(both.header.length, builtIn('FIXT.1.1').header.length)
  assert.equal(both.messages.filter(({ msgType }) => msgType === 'A').length, 1)
})

/** What each version has and has not: a field in a message, a value of an enumeration. */
test('the session layer differs between versions as the standard says', () => {
  const has = (name: string, msgType: string, tag: number): boolean => {
    const dictionary = builtIn(name)
    const members = [...dictionary.header, ...(dictionary.message(msgType)?.members ?? [])]
    return toCompact(dictionary).messages.length > 0 && JSON.stringify(members).includes(`"tag":${tag},`)
  }
  const since = (tag: number, msgType: string, flags: string): void => {
    const names = ['FIX.4.0', 'FIX.4.1', 'FIX.4.2', 'FIX.4.3', 'FIX.4.4', 'FIXT.1.1']
    assert.equal(names.map((name) => (has(name, msgType, tag) ? '+' : '-')).join(''), flags, `${tag} in ${msgType}`)
  }
  since(141, 'A', '-+++++')
  since(373, '3', '--++++')
  since(371, '3', '--++++')
  since(1130, '3', '-----+')
  since(369, '0', '--++++')
  since(370, '0', '--++--')
  since(383, 'A', '--++++')
  since(384, 'A', '--++++')
  since(464, 'A', '---+++')
  since(553, 'A', '---+++')
  since(627, '0', '---+++')
  since(789, 'A', '----++')
  since(1128, '0', '-----+')
  since(1137, 'A', '-----+')
  since(1409, '5', '-----+')
  since(354, '5', '--++++')
  since(142, '0', '-+++++')
})

test('SessionRejectReason(373) has the values of its version', () => {
  const values = (name: string): string =>
    [...(builtIn(name).fieldByTag(373)?.values?.keys() ?? [])]
      .map(Number)
      .sort((a, b) => a - b)
      .join(' ')
  const upTo = (last: number): string => Array.from({ length: last + 1 }, (_, i) => i).join(' ')
  assert.equal(values('FIX.4.1'), '')
  assert.equal(values('FIX.4.2'), upTo(11))
  assert.equal(values('FIX.4.3'), upTo(17))
  assert.equal(values('FIX.4.4'), `${upTo(17)} 99`)
  assert.equal(values('FIXT.1.1'), `${upTo(18)} 99`)
})

test('corrections to the source: MsgTypeGrp of FIXT.1.1 and the label of reason 17', () => {
  const group = builtIn('FIXT.1.1').component('MsgTypeGrp')?.members[0]
  assert.ok(group?.kind === 'group')
  assert.deepEqual(
    group.members.map((member) => member.kind === 'field' && member.field.tag),
    [372, 385, 1130, 1406, 1131, 1410],
  )
  assert.equal(builtIn('FIX.4.4').labelOf(373, '17'), 'Non data value includes field delimiter')
})

test('loadDictionary takes a built-in name or a QuickFIX XML file', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'fixproof-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'venue.xml')
  writeFileSync(file, toQuickFixXml(builtIn('FIX.4.0')))
  assert.deepEqual(toCompact(loadDictionary(file)), toCompact(builtIn('FIX.4.0')))
  assert.equal(loadDictionary('FIX.4.4'), builtIn('FIX.4.4'))
  assert.equal(loadDictionary('FIXT.1.1/FIX.5.0SP1'), builtIn('FIXT.1.1/FIX.5.0SP1'))
})

test('a dictionary that is not there: the error names it and lists the built-in ones', () => {
  assert.throws(
    () => builtIn('FIX.4.5'),
    (error) => error instanceof DictionaryError && /"FIX\.4\.5".*FIX\.4\.4, /.test(error.message),
  )
  assert.throws(
    () => loadDictionary('no/such.xml'),
    /no dictionary "no\/such\.xml" \(ENOENT\); expected .*FIXT\.1\.1\/FIX\.5\.0SP2/,
  )
})

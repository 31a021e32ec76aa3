import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { VERSIONS } from '../fix/versions.ts'
import { toCompact } from './compact.ts'
import { DictionaryError } from './dictionary-error.ts'
import { BUILT_IN, builtIn, dictionaryFor, loadDictionary, loadWithSources } from './load.ts'
import { toOrchestraXml } from './orchestra-xml-writer.ts'
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

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'fixproof-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

test('loadDictionary takes a built-in name or a QuickFIX XML file', (t) => {
  const folder = folderFor(t)
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
    /no dictionary "no\/such\.xml" \(there is no such file\); expected .*FIXT\.1\.1\/FIX\.5\.0SP2/,
  )
})

test('the kind of a file is told by what it holds; each is told with its hash and what it stands on', (t) => {
  const folder = folderFor(t)
  const files = { orchestra: 'a.txt', quickfix: 'b.yaml', delta: 'c.xml', second: 'sub/d.yaml' }
  const at = (name: keyof typeof files): string => join(folder, files[name])
  mkdirSync(join(folder, 'sub'))
  writeFileSync(at('orchestra'), toOrchestraXml(builtIn('FIX.4.2')))
  writeFileSync(at('quickfix'), toQuickFixXml(builtIn('FIX.4.2')))
  writeFileSync(at('delta'), 'base: a.txt\nfields: { add: [ { tag: 20001, name: X, type: char } ] }')
  writeFileSync(at('second'), 'base: ../c.xml\nmessages: { change: { D: { add: [ X! ] } } }')
  const sources = (name: keyof typeof files): unknown[] =>
    loadWithSources(at(name)).sources.map(({ kind, file, name: version, sha256 }) => {
      assert.match(sha256, /^[0-9a-f]{64}$/)
      if (file !== undefined) assert.equal(sha256, createHash('sha256').update(readFileSync(file)).digest('hex'))
      return [kind, version, file?.slice(folder.length + 1)]
    })
  assert.deepEqual(sources('orchestra'), [['orchestra', 'FIX.4.2', 'a.txt']])
  assert.deepEqual(sources('quickfix'), [['quickfix', 'FIX.4.2', 'b.yaml']])
  assert.deepEqual(sources('second'), [
    ['delta', 'FIX.4.2', 'sub/d.yaml'],
    ['delta', 'FIX.4.2', 'c.xml'],
    ['orchestra', 'FIX.4.2', 'a.txt'],
  ])
  const added = loadDictionary(at('second')).message('D')?.members.at(-1)
  assert.ok(added?.kind === 'field' && added.required)
  assert.equal(added.field.tag, 20001)
  assert.equal(loadWithSources(at('delta')).base?.fieldByTag(20001), undefined)
})

test('what a built-in name is made from', () => {
  const { dictionary, sources, base } = loadWithSources('FIXT.1.1/FIX.5.0')
  assert.equal(dictionary, builtIn('FIXT.1.1/FIX.5.0'))
  assert.equal(base, undefined)
  assert.deepEqual(
    sources.map(({ kind, name, file }) => [kind, name, file]),
    [
      ['builtIn', 'FIXT.1.1', undefined],
      ['builtIn', 'FIX.5.0', undefined],
    ],
  )
  assert.notEqual(sources[0]?.sha256, sources[1]?.sha256)
})

test('bases in a circle, bases that are not there, bases that are faulty: the place is told', (t) => {
  const folder = folderFor(t)
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const refused = (file: string, message: RegExp): void =>
    assert.throws(
      () => loadDictionary(file),
      (error) => {
        assert.ok(error instanceof DictionaryError)
        assert.match(error.message, message)
        return true
      },
    )
  write('b.yaml', 'title: B\nbase: ./a.yaml')
  refused(
    write('a.yaml', 'base: b.yaml'),
    /b\.yaml:2:1: "base": the delta stands on itself \(a\.yaml > b\.yaml > a\.yaml\)/,
  )
  refused(write('self.yaml', 'base: self.yaml'), /self\.yaml:1:1: .*stands on itself \(self\.yaml > self\.yaml\)/)
  refused(
    write('none.yaml', 'base: FIX.4.5'),
    /none\.yaml:1:1: "base": no base "FIX\.4\.5"; expected a file beside this one or .*FIX\.4\.4/,
  )
  write('faulty.xml', '<fix><fields></fix>')
  refused(write('over.yaml', 'base: faulty.xml'), /faulty\.xml:1:\d+: malformed XML/)
  for (let i = 0; i < 20; i++) write(`${i}.yaml`, `base: ${i + 1}.yaml`)
  refused(join(folder, '0.yaml'), /16\.yaml:1:1: "base": more than 16 deltas in a row/)
})

test('a folder, and a file that is larger than memory should hold', (t) => {
  const folder = folderFor(t)
  assert.throws(() => loadDictionary(folder), /no dictionary ".*" \(it is a folder; name a file\)/)
  const large = join(folder, 'large.xml')
  writeFileSync(large, '<fix>')
  truncateSync(large, 200 * 1024 * 1024)
  assert.throws(
    () => loadDictionary(large),
    /large\.xml: 209715200 bytes are too much for a dictionary; expected at most/,
  )
})

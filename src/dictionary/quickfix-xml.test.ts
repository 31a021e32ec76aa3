import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toCompact } from './compact.ts'
import { DictionaryError } from './dictionary-error.ts'
import { BUILT_IN, builtIn } from './load.ts'
import { fromQuickFixXml } from './quickfix-xml.ts'
import { toQuickFixXml } from './quickfix-xml-writer.ts'

/** A whole dictionary of eight lines; a case replaces one of them. Line 1 is `<fix`. */
const LINES = [
  "<fix type='FIX' major='4' minor='4' servicepack='0'>",
  " <header><field name='MsgType' required='Y' /></header>",
  " <messages><message name='Order' msgtype='D' msgcat='app'><component name='Parties' required='N' /></message></messages>",
  " <trailer><field name='CheckSum' required='Y' /></trailer>",
  " <components><component name='Parties'><group name='NoPartyIDs' required='N'><field name='PartyID' required='Y' /></group></component></components>",
  " <fields><field number='35' name='MsgType' type='STRING' /><field number='10' name='CheckSum' type='STRING' />",
  "  <field number='453' name='NoPartyIDs' type='NUMINGROUP' /><field number='448' name='PartyID' type='STRING'><value enum='a' description='FIRST' /></field>",
  ' </fields></fix>',
]

function withLine(line: number, text: string): string {
  return LINES.map((original, i) => (i === line - 1 ? text : original)).join('\n')
}

test('a small dictionary', () => {
  assert.deepEqual(toCompact(fromQuickFixXml(LINES.join('\n'))), {
    name: 'FIX.4.4',
    header: '35!',
    trailer: '10!',
    messages: ['D Order app @Parties'],
    components: ['Parties 453(448!)'],
    fields: ['35 MsgType STRING', '10 CheckSum STRING', '453 NoPartyIDs NUMINGROUP', '448 PartyID STRING|a=FIRST'],
  })
})

test('a byte order mark, comments and a declaration are no trouble', () => {
  const text = `\uFEFF<?xml version="1.0"?>\n<!-- venue -->\n${LINES.join('\r\n')}`
  assert.equal(fromQuickFixXml(text).name, 'FIX.4.4')
})

test('the name tells type, version and service pack', () => {
  const named = (attributes: string): string => fromQuickFixXml(withLine(1, `<fix ${attributes}>`)).name
  assert.equal(named("type='FIXT' major='1' minor='1' servicepack='0'"), 'FIXT.1.1')
  assert.equal(named("type='FIX' major='5' minor='0' servicepack='2'"), 'FIX.5.0SP2')
  assert.equal(named("major='4' minor='2'"), 'FIX.4.2')
})

test('a component that two use is read once and shared', () => {
  const dictionary = fromQuickFixXml(toQuickFixXml(builtIn('FIX.4.4')))
  const [order, replace] = ['D', 'G'].map((type) =>
    dictionary.message(type)?.members.find((m) => m.kind === 'component'),
  )
  assert.ok(order?.kind === 'component' && replace?.kind === 'component')
  assert.equal(order.members, replace.members)
})

const FAULTS: readonly (readonly [name: string, line: number, text: string, at: string, message: RegExp])[] = [
  ['malformed', 4, ' <trailer></header>', '4:', /malformed XML .*expected a well-formed document/],
  ['an unknown attribute value', 1, "<fix major='4' minor=''>", '1:1', /<fix> without minor/],
  ['a version without number', 1, "<fix type='FIX' major='x' minor='4'>", '1:1', /major="x"; expected a whole number/],
  ['an unknown section', 4, ' <trailer/><extras/>', '4:12', /unknown element <extras>; expected <header> or/],
  ['a section twice', 4, ' <trailer/><trailer/>', '4:12', /second <trailer>; expected one/],
  ['an unknown member', 4, ' <trailer><fld/></trailer>', '4:11', /unknown element <fld>; expected <field> or <group>/],
  ['an unknown field', 4, " <trailer><field name='X' required='Y'/></trailer>", '4:11', /unknown field "X"/],
  [
    'an unknown component',
    3,
    "<messages><message name='M' msgtype='D' msgcat='app'><component name='C' required='N'/></message></messages>",
    '3:54',
    /unknown component "C"/,
  ],
  ['a member without required', 4, " <trailer><field name='CheckSum'/></trailer>", '4:11', /<field> without required/],
  [
    'a strange required',
    4,
    " <trailer><field name='CheckSum' required='C'/></trailer>",
    '4:11',
    /required="C"; expected "Y" or "N"/,
  ],
  [
    'a strange category',
    3,
    "<messages><message name='M' msgtype='D' msgcat='x'/></messages>",
    '3:11',
    /msgcat="x"; expected "admin" or "app"/,
  ],
  [
    'a message without type',
    3,
    "<messages><message name='M' msgcat='app'/></messages>",
    '3:11',
    /<message> without msgtype/,
  ],
  [
    'a MsgType twice',
    3,
    "<messages><message name='M' msgtype='D' msgcat='app'/><message name='N' msgtype='D' msgcat='app'/></messages>",
    '3:55',
    /msgtype "D" is defined twice/,
  ],
  [
    'a message name twice',
    3,
    "<messages><message name='M' msgtype='D' msgcat='app'/>\n<message\nname='M' msgtype='E' msgcat='app'/></messages>",
    '4:1',
    /message name "M" is defined twice/,
  ],
  [
    'a field number twice',
    6,
    "<fields><field number='35' name='MsgType' type='STRING'/><field number='35' name='CheckSum' type='STRING'/>",
    '6:58',
    /field number "35" is defined twice/,
  ],
  [
    'a field name twice',
    6,
    "<fields><field number='35' name='MsgType' type='STRING'/><field number='36' name='MsgType' type='STRING'/>",
    '6:58',
    /field name "MsgType" is defined twice/,
  ],
  [
    'a number that is none',
    6,
    "<fields><field number='3x' name='MsgType' type='STRING'/>",
    '6:9',
    /number="3x"; expected a whole number from 1/,
  ],
  ['a number of zero', 6, "<fields><field number='0' name='MsgType' type='STRING'/>", '6:9', /number="0"/],
  ['a field without type', 6, "<fields><field number='35' name='MsgType'/>", '6:9', /<field> without type/],
  [
    'a value twice',
    6,
    "<fields><field number='35' name='MsgType' type='STRING'><value enum='A' description='X'/><value enum='A' description='Y'/></field>",
    '6:90',
    /value "A" is defined twice/,
  ],
  [
    'a component that contains itself',
    5,
    "<components><component name='Parties'><component name='Parties' required='N'/></component></components>",
    '5:39',
    /component "Parties" contains itself \(Parties > Parties\)/,
  ],
]

for (const [name, line, text, at, message] of FAULTS) {
  test(`an error tells file, line and column: ${name}`, () => {
    assert.throws(
      () => fromQuickFixXml(withLine(line, text), 'venue.xml'),
      (error) => {
        assert.ok(error instanceof DictionaryError)
        assert.match(error.message, message)
        assert.equal(error.message.slice(0, 10 + at.length), `venue.xml:${at}`)
        assert.equal(error.line, Number(at.split(':')[0]))
        return true
      },
    )
  })
}

test('a byte order mark does not move the column', () => {
  assert.throws(() => fromQuickFixXml('\uFEFF<repository/>'), /: 1:1: unknown root/)
})

test('no fields at all, and another kind of document', () => {
  assert.throws(
    () => fromQuickFixXml('\n <repository/>'),
    /^DictionaryError: 2:2: unknown root element <repository>; expected <fix>/,
  )
  assert.throws(() => fromQuickFixXml("<fix major='4' minor='4'/>"), /^DictionaryError: 1:1: no <fields>/)
})

test('XML to model to XML gives the same model, for every built-in dictionary', () => {
  for (const name of BUILT_IN) {
    const xml = toQuickFixXml(builtIn(name))
    const again = fromQuickFixXml(xml)
    assert.deepEqual(toCompact(again), toCompact(builtIn(name)))
    assert.equal(toQuickFixXml(again), xml)
  }
})

test('characters that mean something to XML are escaped', () => {
  const text = withLine(
    8,
    `<field number='1' name='A' type='CHAR'><value enum='&lt;' description='&amp;&apos;"'/></field></fields></fix>`,
  )
  const dictionary = fromQuickFixXml(toQuickFixXml(fromQuickFixXml(text)))
  assert.deepEqual([...(dictionary.fieldByTag(1)?.values ?? [])], [['<', `&'"`]])
})

test('a combined dictionary has no QuickFIX form', () => {
  assert.throws(() => toQuickFixXml(builtIn('FIXT.1.1/FIX.5.0')), /one layer, not FIXT\.1\.1\/FIX\.5\.0/)
})

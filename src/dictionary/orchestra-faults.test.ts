/** What is wrong with an Orchestra file is told with file, line and column, and what was expected. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ORCHESTRA_LINES, orchestraSample } from '../testing/orchestra-sample.ts'
import { DictionaryError } from './dictionary-error.ts'
import { fromOrchestraXml } from './orchestra-xml.ts'

const root = ORCHESTRA_LINES[0] ?? ''
const structure = (references: string): string => `   <fixr:structure>${references}</fixr:structure>`
const FAULTS: readonly (readonly [name: string, line: number, text: string, at: string, message: RegExp])[] = [
  [
    'another namespace',
    1,
    root.replace('fixprotocol.io', 'example.com'),
    '1:1',
    /xmlns:fixr is "http:\/\/example.*expected the namespace of an Orchestra/,
  ],
  [
    'no namespace',
    1,
    root.replace('xmlns:fixr="http://fixprotocol.io/2020/orchestra/repository"', ''),
    '1:',
    /xmlns:fixr is missing/,
  ],
  ['no version', 1, root.replace('version="FIX.4.4"', ''), '1:1', /without version; expected the attribute version/],
  [
    'an unknown section',
    2,
    ' <fixr:feilds/>',
    '2:2',
    /unknown element <fixr:feilds> in <fixr:repository>; expected <fixr:fields>/,
  ],
  ['a section twice', 2, ' <fixr:groups/>', '19:2', /section "groups" is defined twice/],
  [
    'a type on itself',
    3,
    ' <fixr:datatypes><fixr:datatype name="VenuePrice" baseType="VenuePrice"/></fixr:datatypes>',
    '3:18',
    /data type "VenuePrice" stands on itself/,
  ],
  [
    'a base type that is not there',
    3,
    ' <fixr:datatypes><fixr:datatype name="VenuePrice" baseType="Pirce"/></fixr:datatypes>',
    '10:',
    /unknown data type "Pirce"; expected one of <datatypes>; near it: Price/,
  ],
  [
    'a value twice',
    5,
    '  <fixr:codeSet name="SideCodeSet" id="54" type="char"><fixr:code name="Buy" value="1"/><fixr:code name="Sell" value="1"/></fixr:codeSet>',
    '5:89',
    /value "1" is defined twice/,
  ],
  [
    'a code without value',
    5,
    '  <fixr:codeSet name="SideCodeSet" id="54" type="char"><fixr:code name="Buy"/></fixr:codeSet>',
    '5:56',
    /<fixr:code> without value/,
  ],
  [
    'a code set twice',
    6,
    '  <fixr:codeSet name="SideCodeSet" id="1" type="char"/>',
    '6:3',
    /code set "SideCodeSet" is defined twice/,
  ],
  [
    'a code set id twice',
    6,
    '  <fixr:codeSet name="WideSideCodeSet" id="54" type="char"/>',
    '6:3',
    /code set id "54" is defined twice/,
  ],
  [
    'a code set that extends nothing',
    6,
    '  <fixr:codeSet name="WideSideCodeSet" id="1" type="char" extends="SideCodeSte"/>',
    '6:3',
    /extends="SideCodeSte"; expected a code set, such as SideCodeSet/,
  ],
  [
    'a code set on itself',
    6,
    '  <fixr:codeSet name="WideSideCodeSet" id="1" type="char" extends="WideSideCodeSet"/>',
    '6:3',
    /code set "WideSideCodeSet" extends itself/,
  ],
  ['a field without type', 10, '  <fixr:field id="44" name="Price"/>', '10:3', /<fixr:field> without type/],
  [
    'a field of unknown type',
    10,
    '  <fixr:field id="44" name="Price" type="SideCodeSe"/>',
    '10:3',
    /unknown type "SideCodeSe" of field "Price".*near it: SideCodeSet/,
  ],
  [
    'a field number twice',
    10,
    '  <fixr:field id="8" name="Price" type="Price"/>',
    '10:3',
    /field number "8" is defined twice/,
  ],
  [
    'a field name twice',
    10,
    '  <fixr:field id="44" name="CheckSum" type="Price"/>',
    '10:3',
    /field name "CheckSum" is defined twice/,
  ],
  [
    'a scenario of a field twice',
    10,
    '  <fixr:field id="54" name="Side" type="char" scenario="wide"/>',
    '11:',
    /field number "54" of scenario "wide" is defined twice/,
  ],
  [
    'a tag without number',
    10,
    '  <fixr:field id="x" name="Price" type="Price"/>',
    '10:3',
    /id="x"; expected a whole number from 1 to 999999/,
  ],
  [
    'an absurd tag',
    10,
    '  <fixr:field id="4294967295" name="Price" type="Price"/>',
    '10:3',
    /id="4294967295"; expected a whole number from 1 to 999999/,
  ],
  [
    'a component twice',
    17,
    '  <fixr:component id="1025" name="Terms"/>',
    '17:3',
    /component id "1025" is defined twice/,
  ],
  [
    'a component in itself',
    17,
    '  <fixr:component id="2000" name="Terms"><fixr:componentRef id="2000"/></fixr:component>',
    '17:42',
    /component "Terms" contains itself \(Terms > Terms\)/,
  ],
  [
    'a group in itself',
    20,
    '  <fixr:group id="3000" name="Parties"><fixr:numInGroup id="453"/><fixr:groupRef id="3000"/></fixr:group>',
    '20:67',
    /group "Parties" contains itself/,
  ],
  [
    'a group without count',
    20,
    '  <fixr:group id="3000" name="Parties"><fixr:fieldRef id="448"/></fixr:group>',
    '20:3',
    /group "Parties" has no <numInGroup>/,
  ],
  [
    'a group with a count that is not there',
    20,
    '  <fixr:group id="3000" name="Parties"><fixr:numInGroup id="454"/><fixr:fieldRef id="448"/></fixr:group>',
    '20:',
    /unknown field 454/,
  ],
  [
    'a group that holds nothing',
    20,
    '  <fixr:group id="3000" name="Parties"><fixr:numInGroup id="453"/></fixr:group>',
    '20:3',
    /group "Parties" holds nothing/,
  ],
  [
    'a message without MsgType',
    23,
    '  <fixr:message name="NewOrderSingle" id="14">',
    '23:3',
    /<fixr:message> without msgType/,
  ],
  [
    'a message name twice',
    23,
    '  <fixr:message name="NewOrderSingle" id="15" msgType="E">',
    '26:3',
    /message name "NewOrderSingle" is defined twice/,
  ],
  [
    'a message that extends another',
    23,
    '  <fixr:message name="NewOrderSingle" id="14" msgType="D" extends="market">',
    '23:3',
    /a message that extends another; expected its members written out/,
  ],
  ['a message without structure', 24, '', '23:3', /message "NewOrderSingle" has no <structure>/],
  [
    'a field that is not there',
    24,
    structure('<fixr:fieldRef id="55"/>'),
    '24:20',
    /unknown field 55; expected the id of one of <fields>/,
  ],
  [
    'a component that is not there',
    24,
    structure('<fixr:componentRef id="2001"/>'),
    '24:20',
    /unknown component 2001; expected the id of one of <components>/,
  ],
  [
    'a group taken for a component',
    24,
    structure('<fixr:componentRef id="3000"/>'),
    '24:20',
    /unknown component 3000; expected a groupRef: the group 3000 has this id/,
  ],
  [
    'a scenario that is not there',
    24,
    structure('<fixr:groupRef id="3000" scenario="x"/>'),
    '24:20',
    /unknown group 3000 of scenario "x"; expected a scenario that the group 3000 has/,
  ],
  [
    'an unknown reference',
    24,
    structure('<fixr:filedRef id="11"/>'),
    '24:20',
    /unknown element <fixr:filedRef>.*expected <fixr:fieldRef>/,
  ],
  [
    'an unknown presence',
    24,
    structure('<fixr:fieldRef id="11" presence="mandatory"/>'),
    '24:20',
    /presence="mandatory"; expected one of optional, required/,
  ],
  ['a constant without value', 24, structure('<fixr:fieldRef id="11" presence="constant"/>'), '24:20', /without value/],
  [
    'a rule without condition',
    24,
    structure('<fixr:fieldRef id="11"><fixr:rule name="R" presence="required"/></fixr:fieldRef>'),
    '24:43',
    /rule without a condition; expected one <when>/,
  ],
  [
    'a rule with two',
    24,
    structure(
      '<fixr:fieldRef id="11"><fixr:rule presence="required"><fixr:when>a</fixr:when><fixr:when>b</fixr:when></fixr:rule></fixr:fieldRef>',
    ),
    '24:',
    /several conditions/,
  ],
  ['a tag that is not closed', 20, '  <fixr:group>', '21:', /malformed XML/],
]

for (const [name, line, text, at, message] of FAULTS)
  test(`refused with its place: ${name}`, () => {
    assert.throws(
      () => fromOrchestraXml(orchestraSample(line, text), 'venue.xml'),
      (error) => {
        assert.ok(error instanceof DictionaryError)
        assert.ok(error.message.startsWith(`venue.xml:${at}`), error.message)
        assert.match(error.message, message)
        return true
      },
    )
  })

test('cut short anywhere, it is refused with a place', () => {
  const text = orchestraSample()
  for (let length = text.length - 1; length > 0; length -= 97)
    assert.throws(
      () => fromOrchestraXml(text.slice(0, length), 'venue.xml'),
      (error) => error instanceof DictionaryError && /^venue\.xml:\d+:\d+: .*expected /.test(error.message),
      `after ${length} characters`,
    )
  assert.throws(
    () => fromOrchestraXml(text.slice(0, text.indexOf('</fixr:fields>'))),
    /the file ends within <fixr:fields> of line 8; expected <\/fixr:fields>: is the file cut short\?/,
  )
})

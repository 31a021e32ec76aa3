import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ORCHESTRA_LINES, orchestraSample } from '../testing/orchestra-sample.ts'
import { toCompact } from './compact.ts'
import { DictionaryError } from './dictionary-error.ts'
import { fromOrchestraXml } from './orchestra-xml.ts'
import { showMessage } from './show.ts'

test('a small repository: fields with code sets, components, groups, messages', () => {
  assert.deepEqual(toCompact(fromOrchestraXml(orchestraSample())), {
    name: 'FIX.4.4',
    header: '8! 35!',
    trailer: '10!',
    messages: ['D NewOrderSingle app 11! 54 453(448! 447) @Terms!'],
    components: ['Terms 40! 44'],
    fields: [
      ...['8 BeginString STRING', '10 CheckSum STRING', '35 MsgType STRING', '11 ClOrdID STRING', '44 Price PRICE'],
      ...['40 OrdType CHAR', '54 Side CHAR|1=BUY|5=SELL_SHORT', '453 NoPartyIDs NUMINGROUP', '448 PartyID STRING'],
      '447 PartyIDSource CHAR',
    ],
  })
})

test('rules of the message, of its components and of its groups', () => {
  assert.deepEqual(fromOrchestraXml(orchestraSample()).message('D')?.rules, [
    {
      name: 'PartyIDSource forbidden',
      path: ['NoPartyIDs'],
      member: 'PartyIDSource',
      presence: 'forbidden',
      when: 'PartyID == "X"',
    },
    { name: 'LimitPrice', path: [], member: 'Price', presence: 'required', when: 'OrdType == ^Limit' },
  ])
})

test('another scenario: its own code set, a constant, a field that is forbidden', () => {
  const dictionary = fromOrchestraXml(orchestraSample())
  const [market, ...others] = dictionary.scenariosOf('D')
  assert.equal(market?.scenario, 'market')
  assert.equal(others.length, 0)
  assert.deepEqual(dictionary.scenariosOf('8'), [])
  const fields = (market?.members ?? []).map((member) => (member.kind === 'field' ? member : undefined))
  assert.deepEqual(
    fields.map((member) => member?.field.name),
    ['ClOrdID', 'Side', 'OrdType'],
  )
  assert.deepEqual([...(fields[1]?.field.values?.keys() ?? [])], ['1', '5', '8'])
  assert.equal(fields[2]?.constant, '1')
  assert.equal(fields[2]?.required, true)
  assert.equal(dictionary.fieldByTag(54)?.values?.size, 2)
})

test('a message that has no base scenario is known by its first one', () => {
  const text = orchestraSample(23, '  <fixr:message name="NewOrderSingle" id="14" msgType="D" scenario="limit">')
  const dictionary = fromOrchestraXml(text)
  assert.equal(dictionary.message('D')?.scenario, 'limit')
  assert.deepEqual(
    dictionary.scenariosOf('D').map(({ scenario }) => scenario),
    ['market'],
  )
})

test('forbidden but for a rule: optional, and forbidden otherwise', () => {
  const line = (ORCHESTRA_LINES[16] ?? '').replace(
    '<fixr:fieldRef id="44">',
    '<fixr:fieldRef id="44" presence="forbidden">',
  )
  const message = fromOrchestraXml(orchestraSample(17, line)).message('D')
  assert.deepEqual(
    message?.rules?.filter(({ member }) => member === 'Price').map(({ presence, when }) => [presence, when]),
    [
      ['required', 'OrdType == ^Limit'],
      ['forbidden', '!(OrdType == ^Limit)'],
    ],
  )
})

test('any prefix or none, the namespace of 2016, and groups among the components', () => {
  const whole = toCompact(fromOrchestraXml(orchestraSample()))
  const plain = orchestraSample().replaceAll('fixr:', '').replace('xmlns:fixr', 'xmlns')
  assert.deepEqual(toCompact(fromOrchestraXml(plain.replace('xmlns:', 'xmlns:'))), whole)
  assert.deepEqual(toCompact(fromOrchestraXml(orchestraSample().replaceAll('fixr', 'f'))), whole)
  const older = orchestraSample()
    .replace('2020/orchestra/repository', '2016/fixrepository')
    .replace(' </fixr:components>\n <fixr:groups>\n', '')
    .replace(' </fixr:groups>', ' </fixr:components>')
  assert.deepEqual(toCompact(fromOrchestraXml(older)), whole)
})

test('the version in the standard’s words', () => {
  const named = (attributes: string): string =>
    fromOrchestraXml(
      orchestraSample(1, (ORCHESTRA_LINES[0] ?? '').replace('name="Sample" version="FIX.4.4"', attributes)),
    ).name
  assert.equal(named('name="X" version="FIX.5.0SP2_EP247"'), 'FIX.5.0SP2')
  assert.equal(named('name="FIXT" version="FIX.5.0SP2_EP247"'), 'FIXT.1.1')
  assert.equal(named('name="X" version="FIXT.1.1/FIX.5.0SP2"'), 'FIXT.1.1/FIX.5.0SP2')
  assert.equal(named('name="X" version="2.3"'), '2.3')
})

test('a union type leaves the enumeration open', () => {
  const line = '  <fixr:field id="54" name="Side" type="SideCodeSet" unionDataType="Reserved100Plus"/>'
  const side = fromOrchestraXml(
    orchestraSample(11, `${line}<fixr:field id="54" name="Side" type="WideSideCodeSet" scenario="wide"/>`),
  ).fieldByTag(54)
  assert.equal(side?.open, true)
  assert.equal(fromOrchestraXml(orchestraSample()).fieldByTag(54)?.open, undefined)
})

test('what is not supported is left out', () => {
  const line = (ORCHESTRA_LINES[4] ?? '').replace('value="5"', 'value="5" supported="forbidden"')
  assert.deepEqual([...(fromOrchestraXml(orchestraSample(5, line)).fieldByTag(54)?.values?.keys() ?? [])], ['1'])
})

test('show: constants, rules and the other scenarios', () => {
  const dictionary = fromOrchestraXml(orchestraSample())
  const base = showMessage(dictionary, 'D')
  assert.match(
    base,
    /\nRules\n {2}NoPartyIDs\.PartyIDSource is forbidden when PartyID == "X"\n {2}Price is required when OrdType == \^Limit\n/,
  )
  assert.match(base, /\nOther scenarios \(--scenario NAME\): market\n/)
  assert.match(
    showMessage(dictionary, 'D', undefined, 'market'),
    /^NewOrderSingle .*scenario market\n[\s\S]*40 OrdType \* +char {2}always 1\n/,
  )
  assert.throws(() => showMessage(dictionary, 'D', undefined, 'fill'), /has no scenario "fill"; it has base, market/)
})

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

test('nested deeper than any repository is: refused, not followed', () => {
  const deep = `${'<fixr:x>'.repeat(100_000)}`
  assert.throws(() => fromOrchestraXml(orchestraSample(2, deep)), /<fixr:x> is nested 64 deep; expected at most 64/)
})

test('components that use each other twice would open to a million members: refused', () => {
  const doubling = Array.from(
    { length: 30 },
    (_, i) =>
      `<fixr:component id="${4000 + i}" name="C${i}">${i === 0 ? '<fixr:fieldRef id="44"/>' : `<fixr:componentRef id="${3999 + i}"/>`.repeat(2)}</fixr:component>`,
  ).join('')
  const text = orchestraSample(17, `${ORCHESTRA_LINES[16]}${doubling}`).replace(
    '<fixr:groupRef id="3000"/>',
    '<fixr:componentRef id="4029"/>',
  )
  assert.throws(() => fromOrchestraXml(text), /message "NewOrderSingle" opens to more than 250000 members/)
  const withRules = text.replace(
    '<fixr:fieldRef id="44"/>',
    '<fixr:fieldRef id="44"><fixr:rule presence="required"><fixr:when>x</fixr:when></fixr:rule></fixr:fieldRef>',
  )
  assert.throws(() => fromOrchestraXml(withRules), /more than 10000 rules/)
})

test('a long chain of components is refused before it is followed', () => {
  const chain = Array.from(
    { length: 5000 },
    (_, i) => `<fixr:component id="${4000 + i}" name="C${i}"><fixr:componentRef id="${4001 + i}"/></fixr:component>`,
  ).join('')
  assert.throws(
    () => fromOrchestraXml(orchestraSample(17, `${ORCHESTRA_LINES[16]}${chain}`)),
    /64 components within each other; expected fewer/,
  )
})

test('documentation is passed over, however much there is', () => {
  const notes = `<fixr:annotation><fixr:documentation>${'<p>text</p>'.repeat(1000)}</fixr:documentation></fixr:annotation>`
  const text = orchestraSample().replace(
    '<fixr:numInGroup id="453"/>',
    `<fixr:numInGroup id="453">${notes}</fixr:numInGroup>`,
  )
  assert.deepEqual(toCompact(fromOrchestraXml(text)), toCompact(fromOrchestraXml(orchestraSample())))
})

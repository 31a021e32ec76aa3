import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ORCHESTRA_LINES, orchestraSample } from '../testing/orchestra-sample.ts'
import { toCompact } from './compact.ts'
import type { Dictionary } from './dictionary.ts'
import { fromOrchestraXml } from './orchestra-xml.ts'
import { showDictionary, showMessage } from './show.ts'

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

test('the base scenario is the message, wherever it stands in the file', () => {
  const market = 'id="14" msgType="D" category="Orders" scenario="market"'
  const base = 'id="14" msgType="D" category="Orders"'
  const swapped = orchestraSample()
    .replace(`${base}>`, '#')
    .replace(`${market}>`, `${base}>`)
    .replace('#', `${market}>`)
  for (const text of [orchestraSample(), swapped]) {
    const dictionary = fromOrchestraXml(text)
    assert.equal(dictionary.message('D')?.scenario, undefined)
    assert.equal(dictionary.scenariosOf('D')[0]?.scenario, 'market')
  }
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

test('what is not supported is left out: codes, fields, references, messages', () => {
  const text = orchestraSample()
    .replace('value="5"', 'value="5" supported="forbidden"')
    .replace(
      '<fixr:field id="447"',
      '<fixr:field id="446" name="Gone" type="char" supported="forbidden"/><fixr:field id="447"',
    )
    .replace('<fixr:groupRef id="3000"/>', '<fixr:groupRef id="3000" supported="forbidden"/>')
    .replace('scenario="market">', 'scenario="market" supported="forbidden">')
  const dictionary = fromOrchestraXml(text)
  assert.deepEqual([...(dictionary.fieldByTag(54)?.values?.keys() ?? [])], ['1'])
  assert.equal(dictionary.fieldByTag(446), undefined)
  assert.equal(listOf(dictionary), '11! 54 @Terms!')
  assert.deepEqual(dictionary.scenariosOf('D'), [])
})

function listOf(dictionary: Dictionary): string {
  return toCompact(dictionary).messages[0]?.replace('D NewOrderSingle app ', '') ?? ''
}

test('show: constants, rules and the other scenarios', () => {
  const dictionary = fromOrchestraXml(orchestraSample())
  assert.match(showDictionary(dictionary), /\n {2}D {2}NewOrderSingle {2}scenarios base, market\n/)
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

test('sections that later editions may have are passed over', () => {
  const text = orchestraSample(2, ' <fixr:interfaces><fixr:interface name="X"/></fixr:interfaces>')
  assert.deepEqual(toCompact(fromOrchestraXml(text)), toCompact(fromOrchestraXml(orchestraSample())))
})

test('documentation is passed over, however much there is', () => {
  const notes = `<fixr:annotation><fixr:documentation>${'<p>text</p>'.repeat(1000)}</fixr:documentation></fixr:annotation>`
  const text = orchestraSample().replace(
    '<fixr:numInGroup id="453"/>',
    `<fixr:numInGroup id="453">${notes}</fixr:numInGroup>`,
  )
  assert.deepEqual(toCompact(fromOrchestraXml(text)), toCompact(fromOrchestraXml(orchestraSample())))
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

test('control characters, which XML 1.1 has, are refused', () => {
  const text = `<?xml version="1.1"?>${orchestraSample().replace('value="5"', 'value="&#1;"')}`
  assert.throws(() => fromOrchestraXml(text), /^DictionaryError: 5:\d+: a control character in the attribute value/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decode } from '../codec/decode.ts'
import type { Message } from '../codec/message.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { fromQuickFixXml } from '../dictionary/quickfix-xml.ts'
import { type FixVersion, findVersion, VERSIONS } from '../fix/versions.ts'
import { reasonIn } from './finding.ts'
import { formatOf } from './formats.ts'
import { settingsFor, type ValidationOptions } from './options.ts'
import { Validator, validate } from './validate.ts'

/** A message from its text with `|` for SOH. BodyLength and CheckSum are not looked at here. */
function message(text: string): Message {
  return decode(Buffer.from(text.replaceAll('|', '\u0001'), 'latin1'))
}

function header(version: FixVersion, msgType: string): string {
  const fraction = version.ordinal >= 42 ? '.123' : ''
  return `8=${version.beginString}|9=5|35=${msgType}|49=TESTER|56=VENUE|34=2|52=20261122-10:00:00${fraction}|`
}

const TRAILER = '10=000|'
const fix44 = findVersion('FIX.4.4') as FixVersion
const ORDER = '11=1|55=IBM|54=1|60=20261122-10:00:00|38=100|40=1|'

/** A case: the body of an order (or the type and body of another message), and `reason` or `reason tag` expected. */
type Case = readonly [name: string, body: string, expected: string | undefined, options?: ValidationOptions]

function outcome(text: string, version = fix44, options?: ValidationOptions): string | undefined {
  const found = validate(message(text), dictionaryFor(version), options)
  if (found === undefined) return undefined
  const tag = found.refTagID === undefined ? '' : ` ${found.refTagID}`
  return `${found.kind === 'business' ? 'business ' : ''}${found.reason ?? 'none'}${tag}`
}

function table(rule: string, cases: readonly Case[], version = fix44, msgType = 'D'): void {
  for (const [name, body, expected, options] of cases) {
    test(`${version.id}, ${rule}: ${name}`, () => {
      assert.equal(outcome(`${header(version, msgType)}${body}${TRAILER}`, version, options), expected)
    })
  }
}

test('14.*: a message in order gives nothing, in every version', () => {
  for (const version of VERSIONS) {
    const time = version.ordinal >= 42 ? '20261122-10:00:00.123' : '20261122-10:00:00'
    const bodies: [string, string][] = [
      ['0', '112=T1|'],
      ['2', '7=1|16=0|'],
      ['4', '123=Y|36=10|'],
      ['5', '58=bye|'],
      ['A', `98=0|108=30|${version.applVerID === undefined ? '' : `1137=${version.applVerID}|`}`],
      ['D', `11=1|21=1|55=IBM|54=1|${version.ordinal >= 42 ? `60=${time}|` : ''}38=100|40=2|44=10.5|59=0|`],
    ]
    for (const [msgType, body] of bodies) {
      assert.equal(
        outcome(`${header(version, msgType)}${body}${TRAILER}`, version),
        undefined,
        `${version.id} ${msgType}`,
      )
    }
  }
})

test('2.q: a MsgType that is not defined', () => {
  const found = validate(message(`${header(fix44, 'ZZ')}${TRAILER}`), dictionaryFor(fix44))
  assert.deepEqual(found, { kind: 'session', reason: 11, refTagID: 35, text: 'Invalid MsgType' })
})

test('2.r: a MsgType that the dictionary lists and does not define', () => {
  const xml = `<fix major='4' minor='4'><fields><field number='35' name='MsgType' type='STRING'><value enum='D'/></field></fields></fix>`
  const found = validate(message(`${header(fix44, 'D')}${TRAILER}`), fromQuickFixXml(xml))
  assert.deepEqual(found, { kind: 'business', reason: 3, text: 'Unsupported Message Type' })
})

table('14.a tag number', [
  ['not defined', `${ORDER}4999=1|`, '0 4999'],
  ['far above all', `${ORDER}99999=1|`, '0 99999'],
  ['with a leading zero', `${ORDER}058=x|`, '0 58'],
  ['zero', `${ORDER}0=x|`, '0 0'],
  ['not a number', `${ORDER}abc=x|`, '0'],
  ['user-defined', `${ORDER}5000=1|9999=x|20000=1|39999=1|`, undefined],
  ['reserved', `${ORDER}10000=1|`, '0 10000'],
  ['user-defined without agreement', `${ORDER}5000=1|`, '3 5000', { allowUserDefined: false }],
  ['unknown by agreement', `${ORDER}4999=1|`, undefined, { allowUnknownTags: true }],
])

table('14.b required tag', [
  ['missing from the body', ORDER.replace('11=1|', ''), '1 11'],
  ['missing from a required component: none in NewOrderSingle', ORDER.replace('55=IBM|', ''), undefined],
  ['not asked for', ORDER.replace('11=1|', ''), undefined, { checkRequired: false }],
])

test('14.b: a required header or trailer tag is missing', () => {
  const text = `${header(fix44, 'D')}${ORDER}${TRAILER}`
  assert.equal(outcome(text.replace('49=TESTER|', '')), '1 49')
  assert.equal(outcome(text.replace('10=000|', '')), '1 10')
})

table('14.c tag for this message', [
  ['defined, not for this message', `${ORDER}36=1|`, '2 36'],
  ['of a group, outside it', `${ORDER}448=X|`, '2 448'],
  ['by agreement', `${ORDER}36=1|`, undefined, { allowUnknownTags: true }],
])

table('14.d tag without value', [
  ['empty', `${ORDER}58=|`, '4 58'],
  ['empty and unknown', `${ORDER}4999=|`, '4 4999'],
  ['empty enumeration by agreement', ORDER.replace('54=1', '54='), undefined, { allowEmptyValues: true }],
])

table('14.e value', [
  ['not in the list', ORDER.replace('54=1', '54=Z'), '5 54'],
  ['not in a list of longer values', `${ORDER}167=WORK|`, '5 167'],
  ['in a list of longer values', `${ORDER}167=CORP|`, undefined],
  ['several in a list field', `${ORDER}18=1 2 G|`, undefined],
  ['one of several wrong', `${ORDER}18=1 ?|`, '5 18'],
  ['several in a field that is no list', `${ORDER}167=CORP CORP|`, '5 167'],
  ['not checked', ORDER.replace('54=1', '54=Z'), undefined, { checkValues: false }],
])

table('14.f format', [
  ['Qty with letters', ORDER.replace('38=100', '38=1x'), '6 38'],
  ['Price with exponent', `${ORDER}44=1e5|`, '6 44'],
  ['Price with plus', `${ORDER}44=+1|`, '6 44'],
  ['Price', `${ORDER}44=-0012.50|`, undefined],
  ['int with plus', `${ORDER}460=+1|`, '6 460'],
  ['Boolean', `${ORDER}114=T|`, '6 114'],
  ['char of two', ORDER.replace('54=1', '54=11'), '6 54'],
  ['timestamp without day', ORDER.replace('60=20261122-10', '60=20261132-10'), '6 60'],
  ['timestamp with microseconds', ORDER.replace('10:00:00', '10:00:00.123456'), '6 60'],
  ['microseconds by agreement', ORDER.replace('10:00:00', '10:00:00.123456'), undefined, { timestampFraction: 6 }],
  ['leap second', ORDER.replace('10:00:00', '23:59:60'), undefined],
  ['date', `${ORDER}75=20260230|`, '6 75'],
  ['month and year', `${ORDER}200=202613|`, '6 200'],
  ['list with two blanks', `${ORDER}18=1  2|`, '6 18'],
  ['data with its length', `${ORDER}354=3|355=a|b|`, undefined],
  ['data with another length', `${ORDER}354=2|355=abc|`, '6 354'],
  ['not checked', ORDER.replace('38=100', '38=1x'), undefined, { checkValues: false }],
])

table(
  '14.f format: sequence numbers are judged by the session',
  [['zero and negative', '7=0|16=-1|', undefined]],
  fix44,
  '2',
)

table('14.g order', [
  ['header field in the body', `${ORDER}50=me|`, '14 50'],
  ['body field behind the trailer has begun', `${ORDER}93=1|89=x|58=late|`, '14 58'],
  ['user-defined field anywhere', `5001=x|${ORDER}93=1|89=x|5002=x|`, undefined],
  ['not checked', `${ORDER}50=me|`, undefined, { checkOrder: false }],
])

table('14.h duplicates', [
  ['in the body', `${ORDER}58=a|58=b|`, '13 58'],
  ['user-defined', `${ORDER}5001=a|5001=b|`, '13 5001'],
  ['beyond the table', `${ORDER}70000=a|70000=b|`, '13 70000', { allowUnknownTags: true }],
  ['in the entry of a group', `${ORDER}453=1|448=A|447=D|447=D|452=1|`, '13 447'],
  ['in two entries', `${ORDER}453=2|448=A|452=1|448=B|452=1|`, undefined],
  ['not checked', `${ORDER}58=a|58=b|`, undefined, { checkDuplicates: false }],
])

test('14.h: the same message twice is no duplicate', () => {
  const validator = new Validator(dictionaryFor(fix44))
  const order = message(`${header(fix44, 'D')}${ORDER}${TRAILER}`)
  assert.equal(validator.validate(order), undefined)
  assert.equal(validator.validate(order), undefined)
})

table('14.i group count', [
  ['too high', `${ORDER}453=2|448=A|447=D|452=1|`, '16 453'],
  ['too low', `${ORDER}453=1|448=A|452=1|448=B|452=3|`, '16 453'],
  ['no entries', `${ORDER}453=1|58=x|`, '16 453'],
  ['of the inner group', `${ORDER}453=1|448=A|452=1|802=2|523=x|803=1|`, '16 802'],
  ['zero', `${ORDER}453=0|58=x|`, undefined],
  ['zero, refused', `${ORDER}453=0|58=x|`, '5 453', { allowZeroNumInGroup: false }],
  ['not checked', `${ORDER}453=2|448=A|447=D|452=1|`, undefined, { checkGroups: false }],
])

table('14.j group order', [
  ['members out of order', `${ORDER}453=1|448=A|452=1|447=D|`, '15 447'],
  ['without its first field', `${ORDER}453=1|447=D|452=1|`, '15 447'],
  ['first field not first', `${ORDER}453=1|447=D|448=A|452=1|`, '15 447'],
  ['groups in groups', `${ORDER}453=2|448=A|452=1|802=1|523=x|803=1|448=B|452=3|58=x|`, undefined],
  ['user-defined field in an entry', `${ORDER}453=2|448=A|5001=x|452=1|448=B|5001=y|`, undefined],
  ['user-defined field behind the group', `${ORDER}453=1|448=A|452=1|5001=x|58=y|`, undefined],
])

table('14.k SOH in a value', [['the rest has no tag', `${ORDER}58=a|b|`, '17 58']])

table(
  '14.b required in an entry',
  [
    ['of a required group', '66=1|394=3|73=2|11=1|67=1|55=A|54=1|38=1|11=2|55=B|54=1|38=1|68=2|', '1 67'],
    [
      'not asked for',
      '66=1|394=3|73=2|11=1|67=1|55=A|54=1|38=1|11=2|55=B|54=1|38=1|68=2|',
      undefined,
      { checkRequiredInGroups: false },
    ],
  ],
  fix44,
  'E',
)

// Where its first field does not begin it, nothing tells where an entry ends, and so not what it lacks.
table(
  '14.j of a group whose first field is required',
  [
    ['first field not first', '66=1|394=3|68=1|73=1|526=S|11=1|67=1|55=A|54=1|38=1|', '15 526'],
    ['without its first field', '66=1|394=3|68=1|73=1|67=1|55=A|54=1|38=1|', '15 67'],
    ['not asked for', '66=1|394=3|68=1|73=1|67=1|55=A|54=1|38=1|', '1 11', { checkGroups: false }],
    [
      'another entry lacks a field before',
      '66=1|394=3|68=2|73=2|11=1|55=A|54=1|38=1|11=2|67=2|54=1|55=B|38=1|',
      '1 67',
    ],
  ],
  fix44,
  'E',
)

table('14.m condition', [
  ['limit order without Price', ORDER.replace('40=1', '40=2'), 'business 5 44'],
  ['stop order without StopPx', ORDER.replace('40=1', '40=3'), 'business 5 99'],
  ['stop limit with both', ORDER.replace('40=1', '40=4|44=1|99=1'), undefined],
  ['good till date without a date', `${ORDER}59=6|`, 'business 5 126'],
  ['good till date with ExpireDate', `${ORDER}59=6|432=20261231|`, undefined],
  ['not checked', ORDER.replace('40=1', '40=2'), undefined, { checkConditional: false }],
])

const fix42 = findVersion('FIX.4.2') as FixVersion
const ORDER42 = '11=1|21=1|55=IBM|54=1|60=20261122-10:00:00|38=100|40=1|'
table(
  'reasons of the version',
  [
    ['duplicate: none', `${ORDER42}58=a|58=b|`, 'none 58'],
    ['order: none', `${ORDER42}50=a|`, 'none 50'],
    ['group count: value', `${ORDER42}78=2|79=A|80=1|`, '5 78'],
    ['group order: none', `${ORDER42}78=1|80=1|79=A|`, 'none 80'],
    ['SOH: format', `${ORDER42}58=a|b|`, '6 58'],
    ['an old reason', `${ORDER42}36=1|`, '2 36'],
  ],
  fix42,
)

const fix41 = findVersion('FIX.4.1') as FixVersion
table(
  'FIX.4.1 has texts only',
  [
    ['required', '11=1|21=1|55=IBM|38=100|40=1|', 'none 54'],
    ['condition', '11=1|21=1|55=IBM|54=1|38=100|40=2|', 'none 44'],
    ['char is text, and several values in one', '11=one|21=1|18=1 2|55=IBM|54=1|38=100|40=1|', undefined],
    ['milliseconds are not yet known', '11=1|21=1|55=IBM|54=1|38=100|40=1|126=20261122-10:00:00.123|', 'none 126'],
  ],
  fix41,
)

test('14.m: the condition is that of orders: an ExecutionReport may leave Price out', () => {
  const report = '37=1|17=1|150=0|39=0|55=IBM|54=1|40=2|151=1|14=0|6=0|'
  assert.equal(outcome(`${header(fix44, '8')}${report}${TRAILER}`), undefined)
})

const LIST = '66=1|394=3|68=2|73=2|'
const listOrders = (first: string, second: string): string =>
  `11=1|${first}55=A|54=1|38=1|11=2|${second}55=B|54=1|38=1|`
table(
  '14.b required in an entry, whichever',
  [
    ['the first', `${LIST}${listOrders('', '67=2|')}`, '1 67'],
    ['the second', `${LIST}${listOrders('67=1|', '')}`, '1 67'],
    ['none', `${LIST}${listOrders('67=1|', '67=2|')}`, undefined],
  ],
  fix44,
  'E',
)

/** Entry A B(twice, at two places) of NoA, and A and B again in the body behind it. */
const OVERLAP =
  fromQuickFixXml(`<fix major='4' minor='4'><header><field name='MsgType' required='Y'/></header><messages><message name='M' msgtype='D' msgcat='app'>
  <group name='NoA' required='N'><field name='A' required='N'/><field name='B' required='N'/><field name='C' required='N'/><field name='B' required='N'/></group>
  <field name='A' required='N'/><field name='C' required='N'/></message></messages>
  <fields><field number='35' name='MsgType' type='STRING'/><field number='1' name='NoA' type='NUMINGROUP'/>
  <field number='2' name='A' type='STRING'/><field number='3' name='B' type='STRING'/><field number='4' name='C' type='STRING'/></fields></fix>`)

test('14.h to 14.j: a field of a group that may stand behind it as well', () => {
  const reasonOf = (body: string): unknown => {
    const found = validate(message(`35=D|${body}`), OVERLAP)
    return found && `${found.reason} ${found.refTagID}`
  }
  assert.equal(reasonOf('1=1|2=x|4=x|2=y|'), undefined)
  assert.equal(reasonOf('1=1|2=x|4=x|4=y|'), undefined)
  assert.equal(reasonOf('1=2|2=x|4=x|4=y|2=z|'), '13 4')
  assert.equal(reasonOf('1=2|2=x|4=x|'), '16 1')
  assert.equal(reasonOf('1=1|2=x|4=x|3=y|'), undefined, 'listed twice: either place is right')
  assert.equal(reasonOf('1=2|2=x|3=x|4=y|2=z|'), undefined, 'listed twice: either place is right')
  assert.equal(reasonOf('1=1|2=x|5001=x|2=y|'), undefined)
})

test('14.h: a user-defined field behind a group is not swallowed by it', () => {
  assert.equal(outcome(`${header(fix44, 'D')}${ORDER}453=1|448=A|5001=x|58=y|5001=x|${TRAILER}`), '13 5001')
})

test('14.f: the fraction of a UTCTimeOnly is limited like that of a UTCTimestamp', () => {
  const isTime = formatOf('UTCTIMEONLY', settingsFor(dictionaryFor(fix44), {}))
  const ok = (text: string): boolean => isTime(Buffer.from(text), 0, text.length)
  assert.deepEqual(['10:00:00', '10:00:00.123', '10:00:00.1234', '10:00'].map(ok), [true, true, false, false])
})

test('373 per version: listed, nearest, or none', () => {
  const reasons = (reason: number): unknown[] => VERSIONS.slice(0, 6).map((version) => reasonIn(version, reason))
  const none = undefined
  assert.deepEqual(reasons(1), [none, none, 1, 1, 1, 1])
  assert.deepEqual(reasons(13), [none, none, none, 13, 13, 13])
  assert.deepEqual(reasons(16), [none, none, 5, 16, 16, 16])
  assert.deepEqual(reasons(17), [none, none, 6, 17, 17, 17])
  assert.deepEqual(reasons(18), [none, none, 5, 5, 5, 18])
  assert.deepEqual(reasons(99), [none, none, none, none, 99, 99])
})

test('rules come in a stated order: MsgType, fields as they stand, then the message', () => {
  const both = `${header(fix44, 'D')}54=Z|38=x|${TRAILER}`
  assert.equal(outcome(both), '5 54')
  assert.equal(outcome(both.replace('35=D', '35=ZZ')), '11 35')
  assert.equal(outcome(both.replace('54=Z|38=x', '54=1|54=1')), '1 11')
})

test('the texts are those of QuickFIX', () => {
  const texts = ([body]: readonly [string]): string | undefined =>
    validate(message(`${header(fix44, 'D')}${body}${TRAILER}`), dictionaryFor(fix44))?.text
  const cases: [string, string][] = [
    [`${ORDER}4999=1|`, 'Invalid tag number'],
    [ORDER.replace('11=1|', ''), 'Required tag missing'],
    [`${ORDER}36=1|`, 'Tag not defined for this message type'],
    [`${ORDER}58=|`, 'Tag specified without a value'],
    [ORDER.replace('54=1', '54=Z'), 'Value is incorrect (out of range) for this tag'],
    [ORDER.replace('38=100', '38=x'), 'Incorrect data format for value'],
    [`${ORDER}58=a|58=b|`, 'Tag appears more than once'],
    [`${ORDER}50=a|`, 'Tag specified out of required order'],
    [`${ORDER}453=1|448=A|452=1|447=D|`, 'Repeating group fields out of order'],
    [`${ORDER}453=2|448=A|`, 'Incorrect NumInGroup count for repeating group'],
    [ORDER.replace('40=1', '40=2'), 'Conditionally required field missing: Price(44)'],
  ]
  for (const [body, text] of cases) assert.equal(texts([body]), text)
})

test('bytes of any kind never make it throw', () => {
  const text = `${header(fix44, 'D')}${ORDER}453=2|448=A|452=1|802=1|523=x|448=B|354=3|355=a|b|${TRAILER}`
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(text.length - 1), fc.constantFrom('|', '=', '0', '9', '4', 'x'))), (edits) => {
      const characters = [...text]
      for (const [at, character] of edits) characters[at] = character
      validate(message(characters.join('')), dictionaryFor(fix44))
    }),
  )
})

table(
  'value-format: a Length is above 0 (14.f)',
  [
    ['the length of data', '148=x|33=1|58=x|95=3|96=abc|', undefined],
    ['leading zeros', '148=x|33=1|58=x|95=003|96=abc|', undefined],
    ['0 before a field that has no value', '148=x|33=1|58=x|95=0|96=|', '6 95'],
    ['00', '148=x|33=1|58=x|95=00|96=|', '6 95'],
    ['0 where empty values are accepted', '148=x|33=1|58=x|95=0|96=|', undefined, { allowEmptyValues: true }],
    ['a negative one', '148=x|33=1|58=x|95=-3|96=abc|', '6 95'],
  ],
  fix44,
  'B',
)

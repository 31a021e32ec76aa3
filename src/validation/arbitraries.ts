/**
 * For tests only: messages made from a dictionary, and what can be done to them. Everything is drawn from a seed, so that
 * a failure is told by a number.
 */
import type {
  Dictionary,
  Field,
  FieldMember,
  GroupMember,
  Member,
  MessageDefinition,
} from '../dictionary/dictionary.ts'
import { isListType } from '../dictionary/dictionary.ts'
import { flatten } from '../dictionary/members.ts'
import { dataFieldOf, lengthFieldOf } from '../fix/data-fields.ts'
import { Tag } from '../fix/tags.ts'
import type { FixVersion } from '../fix/versions.ts'

/** A field as it will stand on the wire: what is before the `=` and behind it. */
export type Drawn = readonly [tag: string, value: string]

/** Numbers from a seed: mulberry32. */
export class Draw {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** From 0 to `limit`, not including it. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit)
  }

  chance(probability: number): boolean {
    return this.below(1000) < probability * 1000
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  digits(length: number): string {
    return Array.from({ length }, () => this.below(10)).join('')
  }

  /** Bytes as latin1. */
  bytes(length: number, lowest = 0): string {
    return Array.from({ length }, () => String.fromCharCode(lowest + this.below(256 - lowest))).join('')
  }
}

const TEXTS = ['IBM', 'x', 'two words', 'a=b', 'ORD-20261122-00000017', '\u00e4', '10', '0']
const DATES = ['20261122', '20240229', '20260228', '19991231', '20260131', '20001130']
const TIMES = ['00:00:00', '23:59:60', '10:15:30']

function timeOf(draw: Draw, fractions: readonly string[]): string {
  return draw.pick(TIMES) + draw.pick(fractions)
}

function numberOf(draw: Draw): string {
  const sign = draw.chance(0.2) ? '-' : ''
  return sign + draw.pick(['1', '0', '007', draw.digits(5), `${draw.digits(3)}.${draw.digits(2)}`, '5.', '.25'])
}

/** A value that the type allows; the ways in which it may be written all come up. */
function valueOfType(type: string, draw: Draw, fractions: readonly string[]): string {
  switch (type) {
    case 'INT':
    case 'SEQNUM':
      return (draw.chance(0.2) ? '-' : '') + draw.pick(['0', '1', '0012', draw.digits(6)])
    case 'NUMINGROUP':
    case 'TAGNUM':
      return draw.pick(['1', '35', '05'])
    case 'LENGTH':
      return draw.pick(['1', '12', '003'])
    case 'DAYOFMONTH':
      return draw.pick(['1', '31', '09'])
    case 'FLOAT':
    case 'QTY':
    case 'PRICE':
    case 'PRICEOFFSET':
    case 'AMT':
    case 'PERCENTAGE':
      return numberOf(draw)
    case 'CHAR':
      return draw.pick(['A', '1', '\u00ff'])
    case 'BOOLEAN':
      return draw.pick(['Y', 'N'])
    case 'UTCTIMESTAMP':
    case 'TIME':
      return `${draw.pick(DATES)}-${timeOf(draw, fractions)}`
    case 'UTCTIMEONLY':
    case 'LOCALMKTTIME':
      return timeOf(draw, fractions)
    case 'DATE':
    case 'UTCDATE':
    case 'UTCDATEONLY':
    case 'LOCALMKTDATE':
      return draw.pick(DATES)
    case 'MONTHYEAR':
      return draw.pick(['202611', '20261122', '202611w3'])
    case 'TZTIMEONLY':
      return draw.pick(['10:15', '10:15:30Z', '10:15:30.5+01:30'])
    case 'TZTIMESTAMP':
      return draw.pick(['20261122-10:15:30', '20261122-10:15:30-05'])
    case 'MULTIPLEVALUESTRING':
    case 'MULTIPLESTRINGVALUE':
      return draw.pick(['A', 'AB C', '1 2 3'])
    case 'MULTIPLECHARVALUE':
      return draw.pick(['A', 'A B', '1 2 3'])
    default:
      return draw.pick(TEXTS)
  }
}

function anyValueOf(field: Field, draw: Draw, fractions: readonly string[]): string {
  if (field.values === undefined) return valueOfType(field.type, draw, fractions)
  const values = [...field.values.keys()]
  const several = isListType(field.type) && draw.chance(0.5) ? 1 + draw.below(3) : 1
  return Array.from({ length: several }, () => draw.pick(values)).join(' ')
}

/** Makes messages that are in order, but for conditions between fields, from a dictionary. */
export class MessageMaker {
  readonly #dictionary: Dictionary
  readonly #beginString: string
  readonly #fractions: readonly string[]

  constructor(dictionary: Dictionary, { beginString, timestampFraction: fractionDigits }: FixVersion) {
    this.#dictionary = dictionary
    this.#beginString = beginString
    this.#fractions = fractionDigits === 0 ? [''] : ['', '.5', `.${'1'.repeat(fractionDigits)}`]
  }

  message({ msgType, members }: MessageDefinition, draw: Draw): Drawn[] {
    const { header, trailer } = this.#dictionary
    const used = new Set<number>([Tag.BeginString, Tag.BodyLength, Tag.MsgType, Tag.CheckSum])
    const fields: Drawn[] = [
      ['8', this.#beginString],
      ['9', '5'],
      ['35', msgType],
    ]
    const density = draw.pick([0, 0.05, 0.3])
    fields.push(...this.#members(flatten(header), density, used, draw))
    fields.push(...this.#members(flatten(members), density, used, draw))
    fields.push(...this.#members(flatten(trailer), 0.1, used, draw))
    fields.push(['10', '000'])
    if (draw.chance(0.3)) this.#insertUserDefined(fields, draw)
    return fields
  }

  #members(
    members: readonly (FieldMember | GroupMember)[],
    density: number,
    used: Set<number> | undefined,
    draw: Draw,
    begun = false,
  ): Drawn[] {
    // A few dozen optional fields at most: the newest version's messages may have thousands.
    const probability = Math.min(density, 20 / members.length)
    const within = used ?? new Set<number>()
    const fields: Drawn[] = []
    for (const [i, member] of members.entries()) {
      const { tag } = member.kind === 'field' ? member.field : member.count
      const first = begun && i === 0
      if (within.has(tag) || (!first && !member.required && !draw.chance(probability))) continue
      within.add(tag)
      if (member.kind === 'group') fields.push(...this.#group(member, density, draw))
      else fields.push(...this.#field(member.field, members.slice(i + 1), within, draw))
    }
    return fields
  }

  #field(field: Field, behind: readonly Member[], used: Set<number>, draw: Draw): Drawn[] {
    const data = dataFieldOf(field.tag)
    const partner = behind.some((member) => member.kind === 'field' && member.field.tag === data)
    if (data !== undefined && partner && !used.has(data)) {
      used.add(data)
      const bytes = draw.pick(['x', 'a\u0001b', '\u0001', draw.bytes(5)])
      return [
        [String(field.tag), String(bytes.length)],
        [String(data), bytes],
      ]
    }
    // Without its length in front of it data may hold no SOH.
    if (lengthFieldOf(field.tag) !== undefined) return [[String(field.tag), draw.bytes(3, 2)]]
    return [[String(field.tag), anyValueOf(field, draw, this.#fractions)]]
  }

  #group({ count, members }: GroupMember, density: number, draw: Draw): Drawn[] {
    const entries = draw.chance(0.1) ? 0 : 1 + draw.below(3)
    const flat = flatten(members)
    const fields: Drawn[] = [[String(count.tag), draw.chance(0.1) ? `0${entries}` : String(entries)]]
    for (let i = 0; i < entries; i++) fields.push(...this.#members(flat, density / 2, undefined, draw, true))
    return fields
  }

  #insertUserDefined(fields: Drawn[], draw: Draw): void {
    const at = 3 + draw.below(fields.length - 3)
    // Not between a length and its data, which would lose its length by that.
    const before = fields[at - 1]
    if (before === undefined || dataFieldOf(Number(before[0])) !== undefined) return
    const first = 9000 + draw.below(900)
    const inserted = Array.from({ length: 1 + draw.below(3) }, (_, i): Drawn => [String(first + i), draw.pick(TEXTS)])
    fields.splice(at, 0, ...inserted)
  }
}

/** Values that are wrong for most types, or wrong by little. */
const ODD_VALUES = [
  '',
  '-',
  '.',
  '-.',
  '-1',
  '0',
  '00',
  '1',
  '2',
  '1.',
  '1.2.3',
  '-.5',
  '1-2',
  '1e5',
  '+1',
  ' 1',
  'x',
  'Y',
  'YN',
  'A  B',
  ' A',
  'A ',
  'A B',
  '1 2 3',
  '1 2 ?',
  '1 22',
  '?',
  '9999999999',
  '20261122-10:00:00',
  '20261122-10:00:00.',
  '20261122-10:00:00.123',
  '20261122-10:00:00.1234',
  '20261122-10:00:00.123456789012',
  '20261122-10:00:00.1234567890123',
  '20261122-10:00:00,123',
  '20261122-10:00:00.1x3',
  '20261122 10:00:00',
  '20261122-10.00:00',
  '20261122-10:00-00',
  '20261122-24:00:00',
  '20261122-10:60:00',
  '20261122-10:00:61',
  '20261122-1x:00:00',
  '20260229-10:00:00',
  '20260229',
  '20240229',
  '20260431',
  '20261301',
  '20260001',
  '20260100',
  '2026112',
  '202611222',
  '2x261122',
  '20x61122',
  '202611w6',
  '24:00:00',
  '10:00',
  'a\u0001b',
  'a\u0001058=b',
]

const ODD_TAGS = [
  '4999',
  '5001',
  '9999',
  '10000',
  '19999',
  '20000',
  '39999',
  '65535',
  '65536',
  '70000',
  '0',
  '058',
  'x',
  '',
]

/** Does something to a message that mostly makes it wrong; the fields are those given, in a list of their own. */
export function mutate(fields: readonly Drawn[], dictionary: Dictionary, draw: Draw): Drawn[] {
  const changed = [...fields]
  const i = draw.below(changed.length)
  const j = draw.below(changed.length)
  const [tag, value] = changed[i] as Drawn
  const change = (newTag: string, newValue: string) => changed.splice(i, 1, [newTag, newValue])
  const mutations: (() => void)[] = [
    () => changed.splice(i, 1),
    () => changed.splice(j, 0, [tag, value]),
    () => changed.splice(i, 2, ...changed.slice(i, i + 2).reverse()),
    () => changed.splice(j, 0, ...changed.splice(i, 1)),
    () => change(tag, draw.pick(ODD_VALUES)),
    () => change(tag, ''),
    () => change(tag, String(Number(value) + draw.pick([-1, 1]))),
    () => change(tag, value.slice(0, -1) + draw.bytes(1)),
    () => change(tag, value + draw.pick(['0', ' ', '1', 'A', ' A'])),
    () => change(draw.pick(ODD_TAGS), value),
    () => change(String(draw.pick(dictionary.fields).tag), value),
    () => changed.splice(j, 0, [draw.pick(ODD_TAGS), draw.pick(TEXTS)]),
    () => changed.splice(j, 0, [String(draw.pick(dictionary.fields).tag), draw.pick(TEXTS)]),
    () => changed.splice(j, 0, ...changed.slice(i, i + 1 + draw.below(4))),
    () => changed.splice(j, 0, ['40', draw.pick(['1', '2', '3', '4'])]),
    () => changed.splice(j, 0, ['59', '6']),
  ]
  draw.pick(mutations)()
  return changed
}

/** A message from its fields. BodyLength and CheckSum are not looked at by validation. */
export function toBytes(fields: readonly Drawn[]): Buffer {
  // A piece without a tag is what a SOH in a value leaves.
  return Buffer.from(fields.map(([tag, value]) => `${tag}${tag === '' ? '' : '='}${value}\u0001`).join(''), 'latin1')
}

/** What dictionaries of counterparties may have and the standard's have not, or hardly. */
export const DIALECT = `<fix major='4' minor='4'>
<header>
  <field name='BeginString' required='Y'/><field name='BodyLength' required='Y'/><field name='MsgType' required='Y'/>
  <group name='NoHops' required='N'><field name='Hop' required='N'/><field name='Own' required='N'/></group>
</header>
<messages>
  <message name='Order' msgtype='D' msgcat='app'>
    <group name='NoA' required='Y'>
      <field name='A' required='N'/><field name='B' required='N'/><field name='C' required='Y'/><field name='B' required='N'/>
      <group name='NoInner' required='N'>
        <field name='Inner' required='N'/><field name='C' required='N'/><field name='A' required='N'/><field name='Own' required='N'/>
      </group>
      <field name='Own' required='N'/><field name='RawDataLength' required='N'/><field name='RawData' required='N'/><field name='D' required='N'/>
    </group>
    <field name='A' required='N'/><field name='C' required='N'/><field name='D' required='N'/><field name='OwnBody' required='N'/>
    <field name='Words' required='N'/><field name='List' required='N'/><field name='Number' required='N'/><field name='Size' required='N'/>
    <field name='OrdType' required='N'/><field name='Price' required='N'/><field name='StopPx' required='N'/>
    <field name='TimeInForce' required='N'/><field name='ExpireTime' required='N'/><field name='ExpireDate' required='N'/>
    <field name='RawDataLength' required='N'/><field name='RawData' required='N'/>
  </message>
  <message name='Twice' msgtype='U1' msgcat='app'>
    <group name='NoA' required='N'>
      <field name='B' required='N'/><field name='C' required='Y'/><field name='D' required='N'/><field name='C' required='N'/><field name='B' required='N'/>
    </group>
  </message>
  <message name='Replace' msgtype='G' msgcat='app'>
    <group name='NoA' required='N'><field name='A' required='N'/><field name='OrdType' required='N'/><field name='Price' required='N'/></group>
  </message>
  <message name='Long' msgtype='LONG' msgcat='app'><field name='A' required='Y'/></message>
</messages>
<trailer><field name='CheckSum' required='Y'/></trailer>
<fields>
  <field number='8' name='BeginString' type='STRING'/><field number='9' name='BodyLength' type='LENGTH'/>
  <field number='35' name='MsgType' type='STRING'/><field number='10' name='CheckSum' type='STRING'/>
  <field number='40' name='OrdType' type='CHAR'/><field number='44' name='Price' type='PRICE'/>
  <field number='99' name='StopPx' type='PRICE'/><field number='59' name='TimeInForce' type='CHAR'/>
  <field number='126' name='ExpireTime' type='UTCTIMESTAMP'/><field number='432' name='ExpireDate' type='LOCALMKTDATE'/>
  <field number='95' name='RawDataLength' type='INT'/><field number='96' name='RawData' type='STRING'/>
  <field number='1' name='NoA' type='INT'/><field number='2' name='A' type='STRING'/><field number='3' name='B' type='QTY'/>
  <field number='4' name='C' type='CHAR'/><field number='5' name='D' type='BOOLEAN'/><field number='6' name='NoInner' type='STRING'/>
  <field number='7' name='Inner' type='STRING'/><field number='627' name='NoHops' type='NUMINGROUP'/><field number='628' name='Hop' type='STRING'/>
  <field number='5002' name='Own' type='STRING'/><field number='5003' name='OwnBody' type='STRING'/><field number='9001' name='OwnElsewhere' type='INT'/>
  <field number='14' name='Size' type='LENGTH'/>
  <field number='11' name='Words' type='STRING'><value enum='AA'/><value enum='B C'/><value enum='D'/></field>
  <field number='12' name='List' type='MULTIPLEVALUESTRING'><value enum='A'/><value enum='BB'/><value enum='A B'/><value enum='A  C'/></field>
  <field number='13' name='Number' type='INT'><value enum='1'/><value enum='x'/><value enum='22'/><value enum='yy'/></field>
</fields></fix>`

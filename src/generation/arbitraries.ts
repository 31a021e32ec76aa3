/** For tests only: dictionaries that nobody wrote, with components, groups in groups, codes, and fields that stand twice. */
import fc from 'fast-check'
import {
  type Component,
  type ComponentMember,
  Dictionary,
  type Field,
  type GroupMember,
  type Member,
} from '../dictionary/dictionary.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import type { FixVersion } from '../fix/versions.ts'

const TYPES = [
  'INT',
  'STRING',
  'CHAR',
  'BOOLEAN',
  'QTY',
  'PRICE',
  'UTCTIMESTAMP',
  'UTCTIMEONLY',
  'LOCALMKTDATE',
  'MONTHYEAR',
  'MULTIPLEVALUESTRING',
  'CURRENCY',
  'SEQNUM',
  'FLOAT',
]

const CODES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  INT: [['1', '2'], ['0'], ['98', '97', '96']],
  STRING: [['AA', 'BB'], ['zz9'], ['OTHER', 'ten']],
  CHAR: [['1', '2', '3'], ['z', 'Z'], ['A']],
  BOOLEAN: [['Y', 'N']],
  MULTIPLEVALUESTRING: [
    ['A', 'B'],
    ['1', 'z'],
  ],
}

const LABELS = ['BUY', 'SELL', 'TODAY', 'AB', 'X', 'TEN_PERCENT']

/** Messages that the dictionary has beside the one that is drawn: those of the session, and a few of the application. */
const BESIDE = new Set(['0', '1', '2', '3', '4', '5', 'A', 'j', '9', 'Q'])

/** The shape of a list of members: what is in it is drawn from the fields in turn, so that few stand twice. */
type Shape =
  | { readonly kind: 'field'; readonly required: boolean; readonly again: boolean }
  | { readonly kind: 'group' | 'component'; readonly required: boolean; readonly members: readonly Shape[] }

const shapes = fc.letrec<{ list: readonly Shape[]; shape: Shape; field: Shape; inner: Shape }>((tie) => ({
  list: fc.array(tie('shape'), { minLength: 1, maxLength: 5 }),
  shape: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('field'), tie('inner')),
  field: fc.record({
    kind: fc.constant('field' as const),
    required: fc.boolean(),
    again: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
  }),
  inner: fc.record({
    kind: fc.constantFrom('group' as const, 'component' as const),
    required: fc.boolean(),
    members: tie('list'),
  }),
}))

export interface DrawnDictionary {
  readonly dictionary: Dictionary
  /** MsgType of the message that was drawn. */
  readonly msgType: string
}

/** A dictionary with header, trailer and messages of the version, and a message of its own of fields from 4000 on. */
export function drawnDictionary(version: FixVersion): fc.Arbitrary<DrawnDictionary> {
  return fc
    .record({ list: shapes.list, types: fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }) })
    .map(({ list, types }) => {
      const making = new Making(types)
      const members = making.members(list)
      const { name, header, trailer, fields, components, messages } = dictionaryFor(version)
      const dictionary = new Dictionary({
        name,
        header,
        trailer,
        fields: [...fields, ...making.fields],
        components: [...components, ...making.components],
        messages: [
          ...messages.filter((message) => BESIDE.has(message.msgType)),
          { msgType: 'UX', name: 'Drawn', category: 'app', members },
        ],
      })
      return { dictionary, msgType: 'UX' }
    })
}

class Making {
  readonly fields: Field[] = []
  readonly components: Component[] = []
  readonly #types: readonly number[]

  constructor(types: readonly number[]) {
    this.#types = types
  }

  members(shapes: readonly Shape[]): Member[] {
    return shapes.map((shape): Member => {
      if (shape.kind === 'field') {
        const known = this.fields.find(({ type }) => type !== 'NUMINGROUP')
        const field = shape.again && known !== undefined ? known : this.#field()
        return { kind: 'field', field, required: shape.required }
      }
      if (shape.kind === 'group') return this.#group(shape.members, shape.required)
      return this.#component(shape.members, shape.required)
    })
  }

  #group(shapes: readonly Shape[], required: boolean): GroupMember {
    const tag = 4000 + this.fields.length
    const count: Field = { tag, name: `NoDrawn${tag}`, type: 'NUMINGROUP' }
    this.fields.push(count)
    return { kind: 'group', count, required, members: this.members(shapes) }
  }

  #component(shapes: readonly Shape[], required: boolean): ComponentMember {
    const members = this.members(shapes)
    const name = `DrawnPart${this.components.length}`
    this.components.push({ name, members })
    return { kind: 'component', name, required, members }
  }

  #field(): Field {
    const tag = 4000 + this.fields.length
    const draw = this.#types[tag % this.#types.length] ?? 0
    const type = TYPES[draw % TYPES.length] ?? 'STRING'
    const lists = CODES[type]
    const codes = lists === undefined || (draw % 3 === 0 && type !== 'BOOLEAN') ? undefined : lists[draw % lists.length]
    const field: Field = {
      tag,
      name: draw % 5 === 0 ? `Drawn${tag}ID` : `Drawn${tag}`,
      type,
      ...(codes === undefined
        ? {}
        : { values: new Map(codes.map((code, i) => [code, LABELS[(draw + i) % LABELS.length] ?? code])) }),
    }
    this.fields.push(field)
    return field
  }
}

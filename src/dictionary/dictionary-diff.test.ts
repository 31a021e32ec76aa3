import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { orchestraSample } from '../testing/orchestra-sample.ts'
import { applyDelta } from './delta.ts'
import { toDeltaYaml } from './delta-writer.ts'
import { readDelta } from './delta-yaml.ts'
import { Dictionary, type Field, type Member } from './dictionary.ts'
import { diffDictionaries } from './dictionary-diff.ts'
import { changeText, renderSections, renderSectionsMarkdown, sectionsOf } from './diff-text.ts'
import { BUILT_IN, builtIn } from './load.ts'
import { fromOrchestraXml } from './orchestra-xml.ts'
import { toOrchestraXml } from './orchestra-xml-writer.ts'

/** Small dictionaries with everything in them that a delta can say. */
const label = fc.stringMatching(/^[A-Z][A-Z0-9]{0,4}(_[A-Z][A-Z0-9]{0,4}){0,2}$/)
const value = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9]{1,3}$/),
  fc.constantFrom(
    '01',
    'null',
    '~',
    'Y',
    'no',
    '1.0',
    '#',
    ': ',
    '- a',
    '"',
    "'",
    '{',
    '*a',
    '&a',
    '!',
    '%',
    '<',
    '>',
    'é',
  ),
)
const type = fc.constantFrom('CHAR', 'STRING', 'INT', 'PRICE', 'BOOLEAN', 'MULTIPLESTRINGVALUE', 'UTCTIMESTAMP')
const field = fc.record({
  tag: fc.integer({ min: 100, max: 115 }),
  type,
  values: fc.option(fc.dictionary(value, label, { minKeys: 1, maxKeys: 4 }), { nil: undefined }),
  open: fc.boolean(),
})
const choice = fc.record({ pick: fc.nat(), required: fc.boolean(), group: fc.boolean(), constant: fc.boolean() })
const small = fc
  .record({
    fields: fc.uniqueArray(field, { selector: ({ tag }) => tag, minLength: 4, maxLength: 10 }),
    messages: fc.uniqueArray(
      fc.record({ id: fc.constantFrom('D', 'G', 'U1', 'U2'), members: fc.array(choice, { maxLength: 6 }) }),
      {
        selector: ({ id }) => id,
        minLength: 1,
        maxLength: 3,
      },
    ),
    header: fc.array(choice, { maxLength: 3 }),
  })
  .map(({ fields: stated, messages, header }) => {
    const fields = stated.map(({ tag, type, values, open }): Field => {
      const base = { tag, name: `Field${tag}`, type }
      if (values === undefined) return base
      return { ...base, values: new Map(Object.entries(values)), ...(open ? { open: true as const } : {}) }
    })
    return new Dictionary({
      name: 'FIX.4.4',
      header: listOf(header, fields),
      trailer: [],
      fields,
      components: [],
      messages: messages.map(({ id, members }) => {
        const list = listOf(members, fields)
        const [first] = list
        const member =
          first === undefined
            ? undefined
            : first.kind === 'group'
              ? first.count.name
              : first.kind === 'field'
                ? first.field.name
                : ''
        const rules =
          member === undefined
            ? {}
            : {
                rules: [
                  {
                    name: `${member} & co`,
                    path: [],
                    member,
                    presence: 'forbidden' as const,
                    when: 'A < "b" && C == ^D',
                  },
                ],
              }
        return { msgType: id, name: `Message${id}`, category: 'app' as const, members: list, ...rules }
      }),
    })
  })

function listOf(
  choices: readonly { pick: number; required: boolean; group: boolean; constant: boolean }[],
  fields: readonly Field[],
): Member[] {
  const seen = new Set<Field>()
  return choices.flatMap(({ pick, required, group, constant }, i): Member[] => {
    const one = fields[pick % fields.length] as Field
    if (seen.has(one)) return []
    seen.add(one)
    if (!group)
      return [{ kind: 'field', field: one, required: required || constant, ...(constant ? { constant: `c${i}` } : {}) }]
    const inner = fields.filter((other) => other !== one).slice(0, 1 + (pick % 2))
    return [
      {
        kind: 'group',
        count: one,
        required,
        members: inner.map((other) => ({ kind: 'field', field: other, required: pick % 3 === 0 })),
      },
    ]
  })
}

/** Nothing but what is told: no difference, and the same differences to a third. */
function assertSame(a: Dictionary, b: Dictionary): void {
  assert.deepEqual(diffDictionaries(a, b).map(changeText), [])
}

test('a dictionary does not differ from itself', () => {
  for (const name of BUILT_IN) assert.deepEqual(diffDictionaries(builtIn(name), builtIn(name)), [])
})

test('property: written as Orchestra and read again, nothing differs', () => {
  fc.assert(fc.property(small, (one) => assertSame(one, fromOrchestraXml(toOrchestraXml(one)))))
})

test('property: the delta between two leads from one to the other', () => {
  fc.assert(fc.property(small, small, (a, b) => assertSame(b, applyDelta(a, readDelta(toDeltaYaml(a, b, 'FIX.4.4'))))))
})

test('every built-in dictionary, written as Orchestra and read again', () => {
  for (const name of [...BUILT_IN, 'FIXT.1.1/FIX.5.0'])
    assertSame(builtIn(name), fromOrchestraXml(toOrchestraXml(builtIn(name))))
})

test('the delta between any two versions leads from one to the other', () => {
  const names = ['FIX.4.0', 'FIX.4.2', 'FIX.4.4', 'FIX.5.0']
  for (const a of names)
    for (const b of names) {
      const delta = readDelta(toDeltaYaml(builtIn(a), builtIn(b), a))
      assertSame(builtIn(b), applyDelta(builtIn(a), delta))
    }
})

test('rules and scenarios: written as Orchestra and read again', () => {
  const sample = fromOrchestraXml(orchestraSample())
  const again = fromOrchestraXml(toOrchestraXml(sample))
  assertSame(sample, again)
  assert.deepEqual(again.message('D')?.rules, sample.message('D')?.rules)
  assert.equal(again.scenariosOf('D').length, 1)
})

test('labels in another spelling are no difference, other words are one', () => {
  const [a, b] = ['PARTIALLY_FILLED', 'Partially filled'].map((text) => dictionaryOf([[39, text]]))
  assert.deepEqual(diffDictionaries(a as Dictionary, b as Dictionary), [])
  assert.deepEqual(diffDictionaries(a as Dictionary, dictionaryOf([[39, 'FILLED']])), [
    {
      change: 'changed',
      of: 'label',
      field: { tag: 39, name: 'F39' },
      value: '1',
      before: 'PARTIALLY_FILLED',
      now: 'FILLED',
    },
  ])
})

test('a field that a list names twice is required when one of the two is', () => {
  const field: Field = { tag: 1, name: 'F1', type: 'CHAR' }
  const made = (...required: boolean[]): Dictionary =>
    ofMembers(required.map((one) => ({ kind: 'field', field, required: one })))
  assert.deepEqual(diffDictionaries(made(true), made(false, true)), [])
  assert.deepEqual(diffDictionaries(made(true), made(true, false)), [])
  assert.deepEqual(diffDictionaries(made(false), made(false, true)).map(changeText), [
    'Order: F1(1) optional → required',
  ])
})

test('a component that differs from the one of its name is written opened', () => {
  const field: Field = { tag: 1, name: 'F1', type: 'CHAR' }
  const inner: Member = { kind: 'field', field, required: true }
  for (const required of [true, false]) {
    const one = ofMembers([{ kind: 'component', name: 'Other', required, members: [inner] }])
    assertSame(one, fromOrchestraXml(toOrchestraXml(one)))
  }
})

function ofMembers(members: readonly Member[]): Dictionary {
  const fields: Field[] = [{ tag: 1, name: 'F1', type: 'CHAR' }]
  const messages = [{ msgType: 'D', name: 'Order', category: 'app' as const, members }]
  return new Dictionary({ name: 'FIX.4.4', header: [], trailer: [], fields, components: [], messages })
}

test('an enumeration where any value was allowed is one change', () => {
  const any = dictionaryOf([[39, undefined]])
  const some = dictionaryOf([[39, 'NEW']])
  assert.deepEqual(diffDictionaries(any, some).map(changeText), ['F39(39) any value → 1 value'])
  assert.deepEqual(diffDictionaries(some, any).map(changeText), ['F39(39) 1 value → any value'])
  assert.deepEqual(diffDictionaries(any, any), [])
})

test('the order of members matters in groups, not outside', () => {
  const fields = [1, 2, 3].map((tag): Field => ({ tag, name: `F${tag}`, type: 'STRING' }))
  const members = (tags: readonly number[]): Member[] =>
    tags.map((tag) => ({ kind: 'field', field: fields[tag - 1] as Field, required: false }))
  const made = (outside: readonly number[], inside: readonly number[]): Dictionary =>
    new Dictionary({
      name: 'FIX.4.4',
      header: [],
      trailer: [],
      fields,
      components: [],
      messages: [
        {
          msgType: 'D',
          name: 'Order',
          category: 'app',
          members: [
            ...members(outside),
            { kind: 'group', count: fields[2] as Field, required: false, members: members(inside) },
          ],
        },
      ],
    })
  assert.deepEqual(diffDictionaries(made([1, 2], [1, 2]), made([2, 1], [1, 2])), [])
  assert.deepEqual(diffDictionaries(made([], [1, 2]), made([], [2, 1])).map(changeText), [
    'Order: F3 order from F2(2) on: tags 1, 2 → 2, 1',
  ])
})

function dictionaryOf(labels: readonly (readonly [tag: number, label: string | undefined])[]): Dictionary {
  const fields = labels.map(([tag, text]): Field => {
    const field = { tag, name: `F${tag}`, type: 'CHAR' }
    return text === undefined ? field : { ...field, values: new Map([['1', text]]) }
  })
  return new Dictionary({ name: 'FIX.4.4', header: [], trailer: [], fields, components: [], messages: [] })
}

test('as text: sections, and one line for what many messages share', () => {
  const before = builtIn('FIX.4.4')
  const now = applyDelta(
    before,
    readDelta(`base: FIX.4.4
fields: { add: [ { tag: 20001, name: Kind, type: char } ], change: { Side: { values: { add: { Z: DARK_POOL } } } } }
components: { change: { Instrument: { remove: [ SymbolSfx ] } } }
messages: { change: { D: { require: [ Account ], add: [ Kind! ] } }, remove: [ IOI ] }`),
  )
  const sections = sectionsOf(diffDictionaries(before, now))
  const text = renderSections(sections)
  assert.match(
    text,
    /^Fields\n {2}\+ Kind\(20001\) char\n\nValues\n {2}\+ Side\(54\) Z Dark pool\n\nMessages\n {2}- IOI\(6\)\n/,
  )
  assert.match(text, /\n\nIn several messages\n {2}- SymbolSfx\(65\) \(Advertisement, [A-Za-z, ]+ and \d+ more\)\n/)
  assert.match(
    text,
    /\n\nNewOrderSingle\(D\)\n {2}~ Account\(1\) optional → required\n {2}\+ Kind\(20001\) required\n\n/,
  )
  assert.match(
    renderSectionsMarkdown(sections),
    /### NewOrderSingle\(D\)\n\n- changed: Account\(1\) optional → required\n/,
  )
})

test('a long section is cut, and says so', () => {
  const lines = Array.from({ length: 40 }, (_, i) => ({ change: 'added' as const, text: `line ${i}` }))
  assert.match(renderSections([{ title: 'Values', lines }]), /line 29\n {2}and 10 more: --format json has them$/)
})

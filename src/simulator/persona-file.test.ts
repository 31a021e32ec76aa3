import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { compare, parseDecimal } from '../codec/decimal.ts'
import type { Persona, Rule } from '../venue/persona.ts'
import { loadPersona, PersonaFileError, parsePersona, personaFromData, personaNames } from './persona-file.ts'
import { personaForm } from './persona-form.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-personas-'))
after(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const full = path.join(folder, name)
  writeFileSync(full, text)
  return full
}

function problemsOf(act: () => unknown): readonly string[] {
  try {
    act()
  } catch (error) {
    assert.ok(error instanceof PersonaFileError, String(error))
    return error.problems
  }
  return assert.fail('accepted')
}

describe('personas that come with fixproof', () => {
  test('are these', () => {
    assert.deepEqual(personaNames(), [
      'crypto',
      'faulty',
      'lean-exchange',
      'manual',
      'saft',
      'standard',
      'verbose-broker',
    ])
  })

  for (const name of personaNames()) {
    const persona = loadPersona(name, { faults: true })

    test(`${name} loads under its own name, and says what it is`, () => {
      assert.equal(persona.name, name)
      assert.match(persona.description, /\w+ \w+/)
      for (const { id, text } of persona.rules) assert.ok(text.length > 0, id)
    })

    test(`${name}: no quantity belongs to two rules`, () => {
      assert.deepEqual(overlapping(persona), [])
    })

    test(`${name} is the same again when it is read from its JSON`, () => {
      const again = personaFromData(JSON.parse(JSON.stringify(personaForm(persona))), name, { faults: true })
      assert.deepEqual(again, persona)
    })
  }

  test('bands 1 to 589 of standard stand without holes, but for those that rest as any other quantity does', () => {
    const bands = loadPersona('standard', { faults: true }).rules.filter(({ when }) => when.orderQty !== undefined)
    const free = Array.from({ length: 589 }, (_, i) => i + 1).filter((qty) => !bands.some((rule) => holds(rule, qty)))
    const expected = [...numbers(440, 449), ...numbers(460, 469), ...numbers(500, 509)]
    assert.deepEqual(free, expected)
  })

  test('rules of kind fault hold when they are asked for, and in faulty always', () => {
    const faults = (persona: Persona): number => persona.rules.filter(({ kind }) => kind === 'fault').length
    assert.equal(faults(loadPersona('standard')), 0)
    assert.equal(faults(loadPersona('standard', { faults: true })), 14)
    assert.equal(faults(loadPersona('faulty')), 14)
  })

  test('lean-exchange never tells of pending states', () => {
    const steps = loadPersona('lean-exchange').rules.flatMap((rule) => [
      ...(rule.onNew ?? []),
      ...(rule.onCancel ?? []),
      ...(rule.onReplace ?? []),
    ])
    assert.deepEqual(
      steps.filter((step) => step.do === 'pending' || step.do === 'pendingNew'),
      [],
    )
  })

  test('manual decides nothing', () => {
    const { defaults, rules } = loadPersona('manual')
    assert.deepEqual([defaults.onNew, defaults.onCancel, defaults.onReplace, defaults.checks], [[], [], [], false])
    assert.deepEqual(
      rules.map(({ manner }) => manner),
      [{ manual: true }],
    )
  })
})

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

function holds({ when: { orderQty } }: Rule, qty: number): boolean {
  const value = { units: BigInt(qty), scale: 0 }
  const [least, most] = [parseDecimal(orderQty?.least), parseDecimal(orderQty?.most)]
  return (least === undefined || compare(value, least) >= 0) && (most === undefined || compare(value, most) <= 0)
}

/** Pairs of rules with nothing but a quantity, of which one order would fit both. */
function overlapping({ rules }: Persona): string[] {
  const bands = rules.filter(({ when }) => Object.keys(when).join() === 'orderQty')
  return bands.flatMap((a, i) =>
    bands.slice(i + 1).flatMap((b) => {
      const ends = [a, b].flatMap(({ when }) => [when.orderQty?.least, when.orderQty?.most])
      const meets = ends.some((end) => end !== undefined && holds(a, Number(end)) && holds(b, Number(end)))
      return meets ? [`${a.id} and ${b.id}`] : []
    }),
  )
}

describe('a persona that extends another', () => {
  const text = `persona: mine
extends: standard
defaults: { dayEnd: both }
symbols: [{ symbol: SIM, tick: 0.50 }, { symbol: NEW }]
without: [Q10]
rules:
  - { id: Q20, when: { orderQty: 20..25 }, then: silence }
  - { id: MINE, when: { account: ME }, onCancel: { reject: option } }
`
  test('has what it does not say from there', () => {
    const persona = parsePersona(text, 'mine.yaml')
    const standard = loadPersona('standard')
    assert.deepEqual(persona.defaults, { ...standard.defaults, dayEnd: 'both' })
    assert.equal(persona.symbols.length, standard.symbols.length + 1)
    assert.equal(persona.symbols.find(({ symbol }) => symbol === 'SIM')?.tick, '0.50', 'exact, as it was written')
    assert.equal(persona.rules.length, standard.rules.length)
    assert.deepEqual(persona.rules.find(({ id }) => id === 'Q20')?.onNew, [{ do: 'silence' }])
  })

  test('has rules in the order of what they look at, whatever stands first in the file', () => {
    const ids = parsePersona(text, 'mine.yaml').rules.map(({ id }) => id)
    const order = ['MINE', 'S:EMPTY', 'T:IOC', 'Q1', 'Q20']
    assert.deepEqual(
      ids.filter((id) => order.includes(id)),
      order,
    )
  })

  test('may be extended by a file beside it, and not by itself', () => {
    const first = file('first.yaml', 'persona: first\nextends: ./second.yaml\nrules: [{ id: A, then: ack }]\n')
    file('second.yaml', 'persona: second\nrules: [{ id: B, then: silence }]\n')
    assert.deepEqual(
      loadPersona(first).rules.map(({ id }) => id),
      ['B', 'A'],
    )
    file('second.yaml', 'persona: second\nextends: ./first.yaml\n')
    assert.match(problemsOf(() => loadPersona(first)).join(), /"extends" goes round/)
  })

  test('names the file in which a mistake stands', () => {
    const first = file('good.yaml', 'persona: good\nextends: ./bad.yaml\n')
    file('bad.yaml', 'persona: bad\nrules: 5\n')
    assert.match(problemsOf(() => loadPersona(first)).join(), /bad\.yaml:2:8: "rules" is "5"/)
  })
})

describe('a mistake names file, line, column, key, value, and what is allowed', () => {
  const RULE = 'persona: x\nrules:\n  - id: A\n'
  const cases: readonly [name: string, text: string, problem: RegExp][] = [
    ['no YAML', 'persona: [x\n', /^x\.yaml:2:1: Flow sequence/],
    ['a key twice', 'persona: x\npersona: y\n', /^x\.yaml:2:1: Map keys must be unique/],
    ['nothing at all', '', /^x\.yaml: expected object/],
    ['no name', 'rules: []\n', /^x\.yaml:1:1: "persona": expected/],
    ['an unknown key', 'persona: x\nrule: []\n', /^x\.yaml:2:7: unknown key "rule": did you mean "rules"\?$/],
    [
      'an unknown key of a rule',
      `${RULE}    onCancle: accept\n`,
      /^x\.yaml:4:15: unknown key "rules\[0\]\.onCancle": did you mean "onCancel"\?$/,
    ],
    [
      'an unknown key far from all',
      `${RULE}    zzzzzzzzz: 1\n`,
      /: unknown key "rules\[0\]\.zzzzzzzzz": allowed are id, kind,/,
    ],
    [
      'an unknown condition',
      `${RULE}    when: { orderQuantity: 5 }\n`,
      /^x\.yaml:4:28: unknown key "rules\[0\]\.when\.orderQuantity": allowed are msgType, orderQty/,
    ],
    [
      'an unknown step',
      `${RULE}    then: [ack, fil]\n`,
      /^x\.yaml:4:17: "rules\[0\]\.then\[1\]" is "fil": no step: expected ack, .*; did you mean "fill"\?$/,
    ],
    [
      'a step with a wrong value',
      `${RULE}    then: { fill: lots }\n`,
      /^x\.yaml:4:11: "rules\[0\]\.then\[0\]\.fill": expected a quantity, a part/,
    ],
    [
      'a step with an unknown part',
      `${RULE}    then: [{ fill: 10, afer: 1s }]\n`,
      /^x\.yaml:4:30: "rules\[0\]\.then\[0\]\.afer" is "1s": unknown key: .*did you mean "after"/,
    ],
    [
      'two steps in one',
      `${RULE}    then: [{ ack, fill: 1 }]\n`,
      /two steps in one, ack and fill: write each in braces/,
    ],
    [
      'a step of a request for an order',
      `${RULE}    then: accept\n`,
      /accept decides a request: it stands in onCancel and onReplace/,
    ],
    [
      'a reason of a request for an order',
      `${RULE}    then: { reject: tooLate }\n`,
      /expected unknownSymbol, .*did you mean/,
    ],
    ['a reason of an order for a request', `${RULE}    onCancel: { reject: band }\n`, /expected tooLate, unknown, /],
    [
      'no time',
      `${RULE}    then: [{ ack, after: soon }]\n`,
      /^x\.yaml:4:26: .* is "soon": expected a time of at most 24h, such as 500ms/,
    ],
    ['a time that is too long', `${RULE}    then: [{ ack, after: 25h }]\n`, /expected a time of at most 24h/],
    [
      'a range backwards',
      `${RULE}    when: { orderQty: 29..20 }\n`,
      /^x\.yaml:4:23: "rules\[0\]\.when\.orderQty" is "29\.\.20": .*lower end first/,
    ],
    ['a range of nothing', `${RULE}    when: { orderQty: .. }\n`, /expected a number or a range/],
    [
      'a wrong kind',
      `${RULE}    kind: odd\n`,
      /^x\.yaml:4:11: "rules\[0\]\.kind" is "odd": expected normal, race, delivery, fault, quirk/,
    ],
    ['a rule without a name', 'persona: x\nrules: [{ then: ack }]\n', /^x\.yaml:2:9: "rules\[0\]\.id": expected/],
    ['a rule twice', `${RULE}  - id: A\n`, /^x\.yaml:4:5: "rules\[1\]" is "A": stands twice; the first is rules\[0\]/],
    [
      'a text that can not be sent',
      `${RULE}    text: "caf\\xe9"\n`,
      /"rules\[0\]\.text" is "café": expected letters, digits and signs of ASCII/,
    ],
    ['control characters', 'persona: x\ndescription: "a\\x01b"\n', /expected text without control characters/],
    [
      'a symbol with a tick of 0',
      'persona: x\nsymbols: [{ symbol: A, tick: 0 }]\n',
      /^x\.yaml:2:30: "symbols\[0\]\.tick" is "0": expected a number above 0/,
    ],
    [
      'another persona that is not there',
      'persona: x\nextends: standrd\n',
      /^x\.yaml:2:10: "extends" is "standrd": .*Did you mean "standard"\?/,
    ],
    [
      'a rule left out that is not there',
      'persona: x\nextends: standard\nwithout: [Q100000]\n',
      /^x\.yaml:3:11: "without\[0\]" is "Q100000": "standard" has no such rule; did you mean "Q1000"/,
    ],
    ['something left out of nothing', 'persona: x\nwithout: [Q1]\n', /"without": goes with "extends"/],
    [
      'disconnecting by another word',
      'persona: x\ndefaults: { onDisconnect: drop }\n',
      /expected keep, or \{ cancel: none \| day \| all/,
    ],
  ]
  for (const [name, text, problem] of cases)
    test(name, () => {
      const problems = problemsOf(() => parsePersona(text, 'x.yaml'))
      assert.equal(problems.length, 1, problems.join('\n'))
      assert.match(problems[0] ?? '', problem)
    })

  test('all of a file are told at once', () => {
    const text =
      'persona: x\nsymbols: [{ tick: 1 }]\nrules:\n  - { id: A, then: fil, kind: odd }\n  - { id: B, onCancel: [acept] }\n'
    const places = problemsOf(() => parsePersona(text, 'x.yaml')).map((problem) => problem.replace(/: .*/, ''))
    assert.deepEqual(places.toSorted(), ['x.yaml:2:11', 'x.yaml:4:20', 'x.yaml:4:31', 'x.yaml:5:25'])
  })

  test('a flood of them is cut short', () => {
    const text = `persona: x\nrules:\n${'  - { id: A, then: fil }\n'.repeat(100)}`
    const problems = problemsOf(() => parsePersona(text, 'x.yaml'))
    assert.deepEqual([problems.length, problems.at(-1)], [51, 'and 50 more'])
  })

  test('a file that is not there, and a name that nobody knows', () => {
    assert.match(
      problemsOf(() => loadPersona('./none.yaml')).join(),
      /none\.yaml: the persona could not be read \(ENOENT\)/,
    )
    assert.match(problemsOf(() => loadPersona('safd')).join(), /there is no persona "safd"\. Did you mean "saft"\?/)
  })

  test('text that would grow without end is refused', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n`
    assert.match(problemsOf(() => parsePersona(bomb, 'x.yaml')).join(), /alias/i)
  })
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import { builtIn } from '../dictionary/load.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { BEGINNING, fromThem } from '../testing/engine-rig.ts'
import { rulesFrom } from './applications.ts'
import { parseRules, RulesFileError } from './rules-file.ts'

const RULES = `rules:
  - when:
      msgType: NewOrderSingle
      where: { Symbol: { matches: "^BAD" } }
    answer:
      - msgType: "8"
        fields: { OrderID: NONE, ClOrdID: "\${ClOrdID}", OrdStatus: Rejected, Text: "no \${Symbol}" }
  - when: { msgType: D, where: { Side: { in: [Buy, "5"] }, Account: { absent: true } } }
    answer:
      - msgType: ExecutionReport
        fields:
          OrderID: "O-\${ClOrdID}"
          ExecID: "\${unique}"
          ExecTransType: "0"
          NoPartyIDs:
            - { PartyID: A, PartyRole: 1 }
            - { PartyID: "\${Symbol}", PartyRole: 3 }
          Price: "\${Price}"
          TransactTime: "\${now}"
      - msgType: "8"
        fields: { OrderID: "O-\${11}", ExecID: "\${unique}" }
  - when: { msgType: B }
    answer: []
`

const ORDER: readonly Field[] = [
  [11, 'C1'],
  [55, 'ABC'],
  [54, '1'],
]

const versionNamed = (id: string) => findVersion(id) as FixVersion

/** What goes out for what comes in, as text between header and trailer. */
function answering(text = RULES, id = 'FIX.4.4'): (msgType: string, fields: readonly Field[]) => string[] {
  const version = versionNamed(id)
  const others = [builtIn('FIX.4.2'), builtIn('FIX.4.4')]
  const make = rulesFrom(parseRules(text, 'rules.yaml'), () => BEGINNING)
  const application = make(builtIn(id), others)
  return (msgType, fields) => {
    const answers: string[] = []
    const session = {
      settings: { version },
      submit: (type: string, body: readonly Field[]) => {
        const bytes = encode([[35, type], ...body], [], { order: 'asStated' })
        answers.push(
          decode(bytes)
            .toString()
            .replace(/^9=\d+\|/, '')
            .replace(/\|10=\d+\|$/, ''),
        )
      },
    }
    application.onMessage?.(decode(fromThem(msgType, 2, fields)), session as never, false)
    return answers
  }
}

describe('rules', () => {
  test('the first rule that matches answers, with labels, values of the request and counters put in', () => {
    const answer = answering()
    assert.deepEqual(
      answer('D', [
        [11, 'C1'],
        [55, 'BADLY'],
        [54, '1'],
      ]),
      ['35=8|37=NONE|11=C1|39=8|58=no BADLY'],
    )
    assert.deepEqual(answer('D', ORDER), [
      '35=8|37=O-C1|17=1|453=2|448=A|452=1|448=ABC|452=3|60=20260105-09:00:00.000',
      '35=8|37=O-C1|17=2',
    ])
  })

  test('a field that the request has goes over byte for byte, one that it lacks is left out', () => {
    const [first] = answering()('D', [...ORDER, [44, '010.50']])
    assert.match(first ?? '', /\|44=010\.50\|/)
  })

  test('where: one of a list, absent', () => {
    const answer = answering()
    assert.equal(
      answer('D', [
        [11, 'C1'],
        [55, 'A'],
        [54, '5'],
      ]).length,
      2,
    )
    assert.deepEqual(answer('D', [...ORDER, [1, 'ACC']])[0]?.slice(0, 4), '35=j')
    assert.deepEqual(
      answer('D', [
        [11, 'C1'],
        [55, 'A'],
        [54, '2'],
      ])[0]?.slice(0, 4),
      '35=j',
    )
  })

  test('a rule may answer with nothing; without a rule a message is unsupported, or passed over', () => {
    assert.deepEqual(answering()('B', [[148, 'x']]), [])
    assert.match(answering()('V', [[262, 'x']])[0] ?? '', /^35=j\|.*380=3/)
    assert.deepEqual(answering(`${RULES}otherwise: silent\n`)('V', [[262, 'x']]), [])
  })

  test('what only the version of another session knows is left out', () => {
    const [first] = answering(RULES, 'FIX.4.2')('D', ORDER)
    assert.match(first ?? '', /^35=8\|37=O-C1\|17=1\|20=0\|60=/)
  })
})

test('the rules of the documentation are rules', () => {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../docs/simulate.md'), 'utf8')
  const rules = /```yaml\n(rules:[\s\S]*?)```/.exec(text)?.[1] ?? ''
  const order: Field[] = [...ORDER.filter(([tag]) => tag !== 55), [55, 'TEST1'], [40, '2'], [38, '7']]
  assert.match(answering(rules)('D', order)[0] ?? '', /^35=8\|37=O-C1\|17=1\|150=0\|39=0\|55=TEST1\|54=1\|151=7\|/)
})

describe('rules that are wrong say file, line, key and what is allowed', () => {
  const cases: readonly [name: string, text: string, message: RegExp][] = [
    [
      'an unknown field in where',
      RULES.replace('Symbol: {', 'Symbl: {'),
      /^rules\.yaml:4: "rules\.0\.when\.where\.Symbl": .* did you mean "Symbol"/,
    ],
    [
      'an unknown field of an answer',
      RULES.replace('Price: ', 'Prize: '),
      /^rules\.yaml:18: .*"Prize" is no field of FIX\.4\.4: did you mean "Price"/,
    ],
    ['an unknown field in a value', RULES.replace('{11}', '{ClOrdId}'), /^rules\.yaml:21: .*did you mean "ClOrdID"/],
    [
      'an unknown message',
      RULES.replace('msgType: NewOrderSingle', 'msgType: NewOrder'),
      /^rules\.yaml:3: .*"NewOrder" is no message/,
    ],
    ['an unknown key', RULES.replace('    answer: []', '    anser: []'), /rules\.yaml:2\d: "rules\.2\.(anser|answer)"/],
    [
      'no regular expression',
      RULES.replace('^BAD', '(('),
      /^rules\.yaml:4: "rules\.0\.when\.where\.Symbol\.matches" is "\(\(": expected a regular/,
    ],
    [
      'tags in a group',
      RULES.replace('{ PartyID: A, PartyRole: 1 }', '{ 448: A, 452: 1 }'),
      /^rules\.yaml:16: .*by name, not by tag/,
    ],
    ['no YAML', 'rules: [', /^rules\.yaml:1:\d+: /],
    ['nothing', '', /^rules\.yaml: /],
  ]
  for (const [name, text, message] of cases)
    test(name, () =>
      assert.throws(
        () => answering(text),
        (error) => (error instanceof RulesFileError && message.test(error.message)) || assert.fail(String(error)),
      ),
    )
})

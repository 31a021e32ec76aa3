/** Conditions of an Orchestra dictionary, from the expression to the scenario; and that our own validation keeps them. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Dictionary, type MessageDefinition, type PresenceRule } from '../dictionary/dictionary.ts'
import { builtIn } from '../dictionary/load.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { bodyOf, generatedScenarios, messageOf } from '../testing/generated-scenarios.ts'
import { validate } from '../validation/validate.ts'
import { generate } from './generate.ts'

const version = findVersion('FIX.4.4') as FixVersion

function rule(member: string, when: string, presence: PresenceRule['presence'] = 'required'): PresenceRule {
  return { name: `${member} rule`, path: [], member, presence, when }
}

/** FIX.4.4 with rules and scenarios of one message. */
function withRules(msgType: string, rules: readonly PresenceRule[], scenarios: readonly MessageDefinition[] = []) {
  const base = builtIn('FIX.4.4')
  const { name, header, trailer, fields, components } = base
  const messages = base.messages.map((message) => (message.msgType === msgType ? { ...message, rules } : message))
  const dictionary = new Dictionary({ name, header, trailer, fields, components, messages, scenarios })
  const definition = dictionary.message(msgType) as MessageDefinition
  return { dictionary, definition }
}

function conditionsMade({ dictionary, definition }: ReturnType<typeof withRules>) {
  return generate({
    dictionary,
    version,
    messages: [definition],
    kinds: ['conditions'],
    source: { name: 'test', sha256: '0' },
    command: 'test',
  })
}

describe('conditions of a dictionary', () => {
  test('a rule for each value that its expression names; all other conditions are kept', () => {
    const made = withRules('F', [rule('Account', 'Side in {^Sell, ^SellShort}'), rule('Text', 'exists Account')])
    const { text, titles, leftOut } = conditionsMade(made)
    assert.deepEqual(titles, [
      'OrderCancelRequest with Side 2 and without Account',
      'OrderCancelRequest with Side 5 and without Account',
      'OrderCancelRequest with Account A and without Text',
    ])
    assert.deepEqual(leftOut, [])
    for (const scenario of generatedScenarios(text)) {
      const finding = validate(messageOf(bodyOf(scenario, made.dictionary, version), 'F', version), made.dictionary)
      const missing = /without (\w+)$/.exec(scenario.name)?.[1] ?? ''
      assert.equal(finding?.kind, 'business')
      assert.equal(finding?.refTagID, made.dictionary.fieldByName(missing)?.tag, scenario.name)
      assert.deepEqual([...scenario.expected.keys()], ['BusinessMessageReject', 'OrderCancelReject'])
    }
  })

  test('a scenario of a message is meant when its constants are there', () => {
    const { dictionary } = withRules('D', [])
    const price = dictionary.fieldByName('ExpireDate')
    const timeInForce = dictionary.fieldByName('TimeInForce')
    const clOrdID = dictionary.fieldByName('ClOrdID')
    assert.ok(price !== undefined && timeInForce !== undefined && clOrdID !== undefined)
    const made = withRules(
      'D',
      [],
      [
        {
          msgType: 'D',
          name: 'NewOrderSingle',
          category: 'app',
          scenario: 'day',
          members: [
            { kind: 'field', field: timeInForce, required: true, constant: '0' },
            { kind: 'field', field: price, required: true },
            // What every such message requires is no matter of the scenario.
            { kind: 'field', field: clOrdID, required: true },
          ],
        },
        { msgType: 'D', name: 'NewOrderSingle', category: 'app', scenario: 'open', members: [] },
      ],
    )
    const { text, titles, leftOut } = conditionsMade(made)
    assert.deepEqual(
      titles.filter((title) => title.includes('(day)')),
      ['NewOrderSingle (day) with TimeInForce 0 and without ExpireDate'],
    )
    assert.deepEqual(leftOut, [
      { what: 'scenario open', why: 'no field is constant in it, so nothing tells when it is meant' },
    ])
    const [scenario] = generatedScenarios(text)
    assert.ok(scenario !== undefined)
    assert.deepEqual(
      [...scenario.expected],
      [
        [
          'BusinessMessageReject',
          'RefSeqNum <last sent by the tester>, RefMsgType NewOrderSingle, BusinessRejectReason 5',
        ],
        ['Reject', 'RefSeqNum <last sent by the tester>, SessionRejectReason 1'],
        ['ExecutionReport', 'OrdStatus Rejected'],
      ],
    )
    const finding = validate(messageOf(bodyOf(scenario, made.dictionary, version), 'D', version), made.dictionary)
    assert.equal(finding?.refTagID, price.tag)
  })

  test('of several fields the first values that make it hold; each other condition is kept', () => {
    const made = withRules('F', [
      rule('Account', '(Side == ^Buy or Side == ^Sell) and exists Symbol'),
      rule('Text', 'Side == ^Buy'),
      rule('ListID', 'exists Text'),
    ])
    const { text, titles } = conditionsMade(made)
    assert.deepEqual(titles, [
      'OrderCancelRequest with Side 1, Symbol and without Account',
      'OrderCancelRequest with Side 1 and without Text',
      'OrderCancelRequest with Text A and without ListID',
    ])
    assert.deepEqual(
      generatedScenarios(text).map(({ stated }) =>
        stated.map(([name]) => name).filter((name) => ['Account', 'Text', 'ListID'].includes(name)),
      ),
      [['ListID', 'Text'], ['Account'], ['Account', 'Text']],
    )
  })

  for (const [when, presence, why] of [
    ['OrdQty + 1 > 2', 'required', /^its Score expression is not understood: "\+" is not understood$/],
    ['NoSuch == 1', 'required', /speaks of NoSuch, which is no field of the message itself$/],
    ['Side == ^Buy', 'forbidden', /optional or forbidden has no answer/],
    ['Side == ^Buy and Side == ^Sell', 'required', /^no values were found/],
  ] as const)
    test(`not generated, and said: ${presence} when ${when}`, () => {
      const { titles, leftOut } = conditionsMade(withRules('F', [rule('Account', when, presence)]))
      assert.deepEqual(titles, [])
      assert.match(leftOut[0]?.why ?? '', why)
    })

  test('of a message whose own reject is not known nothing is expected', () => {
    const { titles, leftOut } = conditionsMade(
      withRules('B', [rule('Headline', 'Urgency == ^Flash'), rule('URLLink', 'Urgency == ^Flash')]),
    )
    assert.deepEqual(titles, [])
    assert.match(leftOut[0]?.why ?? '', /which message of its own may refuse it/)
  })
})

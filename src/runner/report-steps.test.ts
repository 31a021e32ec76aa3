/** Sentences about reports against a target that says what it is told to: what is right passes, what is wrong is found. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { VersionId } from '../fix/versions.ts'
import type { ReportResult } from '../report/report.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { PACKAGE_ROOT } from './package-paths.ts'
import { runScenarios, type Support, supportFor } from './run-cucumber.ts'

const TELLING = path.join(PACKAGE_ROOT, 'src/testing/telling-target.ts')
const trading = { plays: 'venue', symbol: 'SIM', price: '100', tolerates: [] } as const

const folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-reports-'))
after(() => rmSync(folder, { recursive: true }))

let support: Support
before(async () => {
  support = await supportFor([])
})

type Answers = Readonly<Record<string, readonly string[]>>

let files = 0
async function run(steps: string, answers: Answers, version: VersionId = 'FIX.4.4'): Promise<ReportResult> {
  const file = path.join(folder, `${++files}.feature`)
  const lines = steps
    .trim()
    .split('\n')
    .map((line) => `    ${line}`)
  const head = ['@application', 'Feature: x', '  Scenario: x', '    Given an established session with the target']
  writeFileSync(file, `${[...head, ...lines].join('\n')}\n`)
  const leg = legWith({ version, engine: 'module', module: { file: TELLING, options: { answers } }, trading })
  const [result] = await runScenarios(leg, { paths: [file], tags: undefined }, [], support)
  assert.ok(result)
  return result
}

const report = (rest: string): string => `8 37=O1 17=E 11=@11 55=@55 54=@54 38=@38 6=0 14=0 ${rest}`
const NEW = report('150=0 39=0 151=1')
const TRADE = report('150=F 39=1 151=1 32=1 31=100')
const FILL = report('150=F 39=2 151=0 32=1 31=100')
const CANCELED = report('41=@41 150=4 39=4 151=0')
const PENDING = report('41=@41 150=6 39=6 151=1')

const ORDER = 'When the tester sends NewOrderSingle as "order"'
const CANCEL = 'When the tester sends OrderCancelRequest as "cancel"'
const ACKNOWLEDGED = `${ORDER}\nThen the target must report New of "order" within 1 second`

const FENCE = 'And the target must not send anything else'
const ASKED =
  'When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID\n' +
  'Then the target must report Status of "order" with OrdStatus Canceled within 1 second'
const BY_CANCEL = 'the target must report Canceled of "order" by "cancel" within 1 second'

const CASES: readonly (readonly [
  name: string,
  steps: string,
  answers: Answers,
  verdict: ReportResult['verdict'],
  says: RegExp,
])[] = [
  ['a report of the event', ACKNOWLEDGED, { D: [NEW] }, 'passed', /ExecType = 0 New/],
  ['names without quotes', ACKNOWLEDGED.replaceAll(' of "order"', ' of order'), { D: [NEW] }, 'passed', /0 New/],
  ['another event', ACKNOWLEDGED, { D: [FILL] }, 'failed', /ExecType = F Trade, OrdStatus = 2 Filled/],
  ['the event under another id', ACKNOWLEDGED, { D: [NEW.replace('@11', 'B')] }, 'failed', /ClOrdID = B/],
  ['the event on the other side', ACKNOWLEDGED, { D: [NEW.replace('@54', '2')] }, 'failed', /Side = 2 Sell/],
  ['nothing', ACKNOWLEDGED, {}, 'failed', /nothing within 1 s/],
  ['what comes too late', ACKNOWLEDGED, { D: [`+1500 ${NEW}`] }, 'failed', /nothing within 1 s/],
  ['a should that is missed', ACKNOWLEDGED.replace('must', 'should'), {}, 'warning', /nothing within 1 s/],
  [
    'what missed a should is told once, and is no matter of what is asked behind it',
    `${ACKNOWLEDGED}\n${CANCEL}\nThen the target should refuse "cancel" within 1 second\n${ASKED}\n${FENCE}`,
    { D: [NEW], F: [CANCELED], H: [report('150=I 39=4 151=0')] },
    'warning',
    /ExecType = 4 Canceled/,
  ],
  [
    'what missed a should may be what is asked for next',
    `${ACKNOWLEDGED}\n${CANCEL}\nThen the target should refuse "cancel" within 1 second\nAnd ${BY_CANCEL}\n${FENCE}`,
    { D: [NEW], F: [CANCELED] },
    'warning',
    /ExecType = 4 Canceled/,
  ],
  [
    'what comes behind it and was not asked for is a finding',
    `${ACKNOWLEDGED}\n${CANCEL}\nThen the target should refuse "cancel" within 1 second\n${FENCE}`,
    { D: [NEW], F: [`${CANCELED}; ${TRADE}`] },
    'failed',
    /ExecType = F/,
  ],
  [
    'an event that names an id which nobody asked for',
    ACKNOWLEDGED,
    { D: [`${NEW} 41=OTHER`] },
    'failed',
    /OrigClOrdID = OTHER/,
  ],
  [
    'a trade without its price',
    `${ORDER}\nThen the target must report Trade of "order" within 1 second`,
    { D: [TRADE.replace(' 31=100', '')] },
    'failed',
    /ExecType = F/,
  ],
  [
    'a trade of nothing',
    `${ORDER}\nThen the target must report Trade of "order" within 1 second`,
    { D: [TRADE.replace('32=1', '32=0.0')] },
    'failed',
    /LastQty = 0\.0/,
  ],
  [
    'what is stated takes the place of what the event says',
    `${ORDER}\nThen the target must report New of "order" with OrdStatus "Pending Cancel" within 1 second`,
    { D: [NEW.replace('39=0', '39=6')] },
    'passed',
    /OrdStatus = 6/,
  ],
  [
    'what is stated beside it',
    `${ORDER}\nThen the target must report New of "order" within 1 second:\n  | LeavesQty | above 1 |`,
    { D: [NEW] },
    'failed',
    /LeavesQty = 1/,
  ],
  [
    'an event that is none',
    `${ORDER}\nThen the target must report Canceld of "order" within 1 second`,
    {},
    'errored',
    /"Canceld" is no event of an order; near it: Canceled/,
  ],
  [
    'a name that nobody gave',
    ACKNOWLEDGED.replace('of "order"', 'of "oder"'),
    {},
    'errored',
    /no message was named "oder"; near it: order/,
  ],
  [
    'a label that is none',
    `${ORDER}\nThen the target must report New of "order" with OrdType Limt within 1 second`,
    {},
    'errored',
    /near it: Limit/,
  ],
  [
    'a request, under its own id',
    `${ACKNOWLEDGED}\n${CANCEL}\nThen the target must report Canceled of "order" by "cancel" within 1 second`,
    { D: [NEW], F: [CANCELED] },
    'passed',
    /4 Canceled/,
  ],
  [
    'a request, without the id of the order',
    `${ACKNOWLEDGED}\n${CANCEL}\nThen the target must report Canceled of "order" by "cancel" within 1 second`,
    { D: [NEW], F: [CANCELED.replace('41=@41 ', '')] },
    'failed',
    /ClOrdID = FP11-2/,
  ],
  [
    'what may come first, and comes',
    `${ACKNOWLEDGED}\n${CANCEL}\nThen the target may first report Pending Cancel of "order" by "cancel"\nAnd the target must report Canceled of "order" by "cancel" within 1 second`,
    { D: [NEW], F: [`${PENDING}; ${CANCELED}`] },
    'passed',
    /4 Canceled/,
  ],
  [
    'what may come first, and does not',
    `${ACKNOWLEDGED}\n${CANCEL}\nThen the target may first report Pending Cancel of "order" by "cancel"\nAnd the target must report Canceled of "order" by "cancel" within 1 second`,
    { D: [NEW], F: [CANCELED] },
    'passed',
    /4 Canceled/,
  ],
  [
    'what may come first, twice',
    `${ACKNOWLEDGED}\n${CANCEL}\nThen the target may first report Pending Cancel of "order" by "cancel"\nAnd the target must report Canceled of "order" by "cancel" within 1 second`,
    { D: [NEW], F: [`${PENDING}; ${PENDING}; ${CANCELED}`] },
    'failed',
    /6 Pending cancel/,
  ],
  [
    'what may come first, behind the message it was to precede',
    `${ACKNOWLEDGED}\n${CANCEL}\nThen the target may first report Pending Cancel of "order" by "cancel"\nAnd the target must report Canceled of "order" by "cancel" within 1 second\nAnd the target must not send anything else`,
    { D: [NEW], F: [`${CANCELED}; ${PENDING}`] },
    'failed',
    /6 Pending cancel/,
  ],
  [
    'a refusal',
    `${ACKNOWLEDGED}\n${CANCEL}\nThen the target must refuse "cancel" of "order" within 1 second:\n  | CxlRejReason | Too late to cancel |`,
    { D: [NEW], F: ['9 37=O1 11=@11 41=@41 39=2 434=1 102=0'] },
    'passed',
    /OrderCancelReject/,
  ],
  [
    'a refusal of another kind of request',
    `${ACKNOWLEDGED}\n${CANCEL}\nThen the target must refuse "cancel" of "order" within 1 second`,
    { D: [NEW], F: ['9 37=O1 11=@11 41=@41 39=2 434=2 102=0'] },
    'failed',
    /CxlRejResponseTo = 2/,
  ],
  [
    'an order that is refused',
    `${ORDER}\nThen the target must reject "order" with OrdRejReason 1 within 1 second`,
    { D: [report('150=8 39=8 151=0 103=1')] },
    'passed',
    /8 Rejected/,
  ],
  [
    'one of several answers',
    `${ORDER}\nThen the target must answer "order" by one of these within 1 second:\n  | Reject | SessionRejectReason 5 |\n  | Rejected | |`,
    { D: ['3 45=@34 373=5'] },
    'passed',
    /Reject/,
  ],
  [
    'an answer about another message',
    `${ORDER}\nThen the target must answer "order" by one of these within 1 second:\n  | Reject | SessionRejectReason 5 |\n  | Rejected | |`,
    { D: ['3 45=77 373=5'] },
    'failed',
    /RefSeqNum = 77/,
  ],
  [
    'a report of another order in between',
    `When the tester sends NewOrderSingle as "a"\nAnd the tester sends NewOrderSingle as "b"\nThen the target must report New of "b" within 1 second`,
    { D: [NEW, NEW] },
    'failed',
    /ClOrdID = FP11-1/,
  ],
  [
    'two orders in any order',
    `When the tester sends NewOrderSingle as "a" with ClOrdID A\nAnd the tester sends NewOrderSingle as "b" with ClOrdID B\nThen the target must send in any order within 1 second:\n  | New of "a" | |\n  | New of "b" | |`,
    { D: ['', `${NEW}; ${NEW.replace('@11', 'A')}`] },
    'passed',
    /ClOrdID = A/,
  ],
  [
    'a third order among them',
    `When the tester sends NewOrderSingle as "a" with ClOrdID A\nAnd the tester sends NewOrderSingle as "b" with ClOrdID B\nThen the target must send in any order within 1 second:\n  | New of "b" | |`,
    { D: [NEW, NEW] },
    'passed',
    /ClOrdID = B/,
  ],
  [
    'one of two, twice',
    `When the tester sends NewOrderSingle as "a" with ClOrdID A\nAnd the tester sends NewOrderSingle as "b" with ClOrdID B\nThen the target must send in any order within 1 second:\n  | New of "a" | |\n  | New of "b" | |`,
    { D: [`${NEW}; ${NEW}`, NEW] },
    'failed',
    /ClOrdID = A/,
  ],
  [
    'a trade that must not come',
    `${ACKNOWLEDGED}\nAnd the target must not report Trade of "order" for 5 seconds`,
    { D: [`${NEW}; +3000 ${TRADE.replace(' 31=100', '')}`] },
    'failed',
    /F Trade/,
  ],
  [
    'a trade of another order',
    `${ACKNOWLEDGED}\nAnd the target must not report Trade of "order" for 5 seconds`,
    { D: [`${NEW}; +3000 ${TRADE.replace('@11', 'B')}`] },
    'passed',
    /none/,
  ],
  [
    'a message that must not come',
    `${ACKNOWLEDGED}\nAnd the target must not send OrderCancelReject with OrdStatus 0 for 5 seconds`,
    { D: [`${NEW}; +3000 9 37=O1 39=0`] },
    'failed',
    /OrderCancelReject/,
  ],
  [
    'rows that are indented, as entries of a group',
    `${ORDER}\nThen the target must report New of "order" within 1 second:\n  | NoPartyIDs | 2 |\n  |   PartyID | A |\n  |   PartyID | B |`,
    { D: [`${NEW} 453=2 448=A 448=B`] },
    'passed',
    /0 New/,
  ],
  [
    'a name that a missed report was to have',
    `${ACKNOWLEDGED.replace('must report New of "order"', 'should report New of "order" as "ack"')}\n${CANCEL} with Text same as ack.OrderID`,
    {},
    'inconclusive',
    /"ack" names nothing: what it was to name did not come/,
  ],
  [
    'a value that a missed report was to have',
    `${ACKNOWLEDGED.replace('must', 'should')}:\n  | OrderID as "id" | any |\n${CANCEL} with Text <id>`,
    {},
    'inconclusive',
    /"id" names nothing/,
  ],
  [
    'a sentence that is none',
    `${ORDER}\nThen the target must reports New of "order" within 1 second`,
    {},
    'errored',
    /:6: "the target must reports New .* is no sentence that fixproof knows\. Near it:\n {2}the target \{level\} report \{event\}/,
  ],
]

describe('sentences about reports', () => {
  for (const [name, steps, answers, verdict, says] of CASES)
    test(`${name}: ${verdict}`, async () => {
      const result = await run(steps, answers)
      assert.equal(result.verdict, verdict, result.reason ?? result.actual)
      assert.match(result.reason ?? result.actual, says)
    })

  test('the way that the target took is told', async () => {
    const steps = `${CANCEL}\nThen the target may first send OrderCancelReject\nAnd the target must refuse cancel within 1 second`
    const refusal = '9 37=NONE 11=@11 39=8 434=1 102=1'
    const { verdict, taken } = await run(steps, { F: [`9 37=NONE; ${refusal}`] })
    assert.equal(verdict, 'passed')
    assert.match(taken?.join() ?? '', /^first OrderCancelReject/)
  })
})

describe('events by version', () => {
  const expects = (event: string): string => `${ORDER}\nThen the target must report ${event} of "order" within 1 second`
  for (const [event, version, fields, passes] of [
    ['Trade', 'FIX.4.2', '20=0 150=1 39=6 151=1 32=1 31=5', true],
    ['Trade', 'FIX.4.2', '20=1 150=1 39=1 151=1 32=1 31=5', false],
    ['Fill', 'FIX.4.2', '20=0 150=2 39=2 151=0 32=1 31=5', true],
    ['Fill', 'FIX.4.4', '150=2 39=2 151=0 32=1 31=5', false],
    ['Replaced', 'FIX.4.2', '20=0 150=5 39=5 151=1', true],
    ['Replaced', 'FIX.4.2', '20=0 150=5 39=0 151=1', true],
    ['Replaced', 'FIX.4.4', '150=5 39=5 151=1', false],
    ['Replaced', 'FIX.4.4', '150=5 39=0 151=1', true],
    ['Replaced', 'FIX.4.4', '150=5 39=0 14=3 151=1', false],
    ['Replaced', 'FIX.4.4', '150=5 39=1 14=3 151=1', true],
    ['Replaced', 'FIX.4.4', '150=5 39=2 14=3 151=0', true],
    ['Status', 'FIX.4.2', '20=3 150=1 39=1 151=1', true],
    ['Status', 'FIX.4.2', '20=3 150=0 39=1 151=1', false],
    ['Status', 'FIXT.1.1/FIX.5.0SP2', '150=I 39=1 151=1', true],
    ['Trade Cancel', 'FIX.4.2', '20=1 19=E1 150=0 39=0 151=1', true],
    ['Trade Cancel', 'FIX.4.4', '150=H 39=0 151=1', false],
    ['Trade Correct', 'FIX.4.4', '150=G 19=E1 39=0 151=1', true],
    ['Triggered', 'FIX.4.4', '150=L 39=0 151=1', true],
    ['Triggered', 'FIXT.1.1/FIX.5.0SP2', '150=0 39=0 151=1', false],
    ['Restated', 'FIX.4.4', '150=D 39=0 151=1', false],
    ['Restated', 'FIX.4.4', '150=D 378=5 39=0 151=1', true],
  ] as const)
    test(`${event} in ${version}, ${fields}: ${passes ? 'right' : 'wrong'}`, async () => {
      const cumQty = /14=/.test(fields) ? '' : '14=0 '
      const told = `8 37=O1 17=E 11=@11 55=@55 54=@54 38=@38 6=0 ${cumQty}${fields}`
      const { verdict, reason, actual } = await run(expects(event), { D: [told] }, version)
      assert.equal(verdict, passes ? 'passed' : 'failed', reason ?? actual)
    })
})

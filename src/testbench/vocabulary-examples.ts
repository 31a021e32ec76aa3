/**
 * Scenarios that show the language of orders, for people; a test runs each of them against a target that answers as
 * `answers` has it, in every version of `versions`.
 */
import type { VersionId } from '../fix/versions.ts'

export interface ScenarioExample {
  /** Heading under which it stands. */
  readonly subject: string
  /** What it shows, in a sentence or two. */
  readonly shows: string
  /** Steps behind `Given an established session with the target`. */
  readonly steps: string
  /** By MsgType(35) of what the tester sends: what the target sends back, one text for each message that comes. */
  readonly answers: Readonly<Record<string, readonly string[]>>
  readonly versions: readonly VersionId[]
}

const ALL: readonly VersionId[] = ['FIX.4.2', 'FIX.4.4', 'FIXT.1.1/FIX.5.0SP2']
const SINCE_44: readonly VersionId[] = ['FIX.4.4', 'FIXT.1.1/FIX.5.0SP2']

/** A report in the words of `telling-target.ts`; 20 is for FIX.4.2, and says nothing in later versions. */
const report = (rest: string): string => `8 37=O1 11=@11 55=@55 54=@54 38=@38 20=0 6=0 ${rest}`

const NEW = report('17=E1 150=0 39=0 14=0 151=@38')
const CANCELED = report('41=@41 17=E3 150=4 39=4 14=0 151=0')
const REJECTED = report('17=E1 150=8 39=8 14=0 151=0 103=1')
const FILLED = report('17=E2 150=F 39=2 14=@38 151=0 32=@38 31=@44')

export const SCENARIO_EXAMPLES: readonly ScenarioExample[] = [
  {
    subject: 'Messages',
    shows:
      'A message has a name, if later steps speak of it. What a step does not state of an order is an ordinary order: a new ClOrdID, the symbol and price of the profile, Buy, Limit, OrderQty 1.',
    steps: `
When the tester sends NewOrderSingle as "order":
  | Side     | Sell  |
  | OrderQty | 100   |
  | Price    | 10.25 |
Then the target must send ExecutionReport as "ack" within 2 seconds:
  | ClOrdID   | same as order.ClOrdID |
  | OrdStatus | New                   |
  | OrderID   | any                   |
  | LeavesQty | 100                   |
And the target must not send anything else`,
    answers: { D: [NEW] },
    versions: ALL,
  },
  {
    subject: 'Messages',
    shows:
      'A request takes from the order that OrigClOrdID names, or from the last one, what it has to repeat. A field that the message needs is left out by "absent".',
    steps: `
When the tester sends NewOrderSingle as "order" with OrderQty 5
And the tester sends OrderCancelRequest as "cancel":
  | OrigClOrdID | same as order.ClOrdID |
Then the target must report New of "order" within 2 seconds
And the target must report Canceled of order by cancel within 2 seconds
When the tester sends NewOrderSingle as "unpriced" with Price absent
Then the target must reject "unpriced" within 2 seconds`,
    answers: { D: [NEW, REJECTED], F: [CANCELED] },
    versions: ALL,
  },
  {
    subject: 'Captures',
    shows: 'A cell keeps what the field holds under a name; <name> stands for it from then on.',
    steps: `
When the tester sends NewOrderSingle:
  | ClOrdID as "mine" | <unique> |
Then the target must send ExecutionReport within 2 seconds:
  | OrderID as "id" | any    |
  | ClOrdID         | <mine> |
When the tester sends OrderStatusRequest with OrderID <id>, ClOrdID <mine>
Then the target must send ExecutionReport with OrderID <id> within 1 second`,
    answers: { D: [NEW], H: [report('17=0 150=I 39=0 14=0 151=1')] },
    versions: ALL,
  },
  {
    subject: 'Groups',
    shows:
      'Entries stand below the field that counts them, two blanks further in; where the first field comes again, an entry begins. An empty cell has them counted. Fields of an entry are sent in the order of the dictionary.',
    steps: `
When the tester sends NewOrderSingle as "order":
  | NoPartyIDs         |                |
  |   PartyID          | FIRM           |
  |   PartyRole        | Executing firm |
  |   NoPartySubIDs    |                |
  |     PartySubID     | DESK           |
  |     PartySubIDType | 4              |
  |   PartyID          | TRADER         |
  |   PartyRole        | 11             |
Then the target must send ExecutionReport within 2 seconds:
  | NoPartyIDs  | 2    |
  |   PartyID   | FIRM |
  |   PartyRole | 1    |
  |   PartyID   | any  |`,
    answers: { D: [`${NEW} 453=2 448=FIRM 452=1 448=TRADER 452=11`] },
    versions: SINCE_44,
  },
  {
    subject: 'Groups',
    shows:
      'The same by the place of a field, which also fits into a sentence. A count may be stated, and be wrong on purpose.',
    steps: `
When the tester sends NewOrderSingle as "order":
  | NoPartyIDs            | 3    |
  | NoPartyIDs[1].PartyID | FIRM |
Then the target must send Reject within 2 seconds:
  | SessionRejectReason | Incorrect NumInGroup count for repeating group |
When the tester sends NewOrderSingle with NoPartyIDs[1].PartyID FIRM
Then the target must send ExecutionReport within 2 seconds:
  | NoPartyIDs[1].PartyID | FIRM |`,
    answers: { D: ['3 45=@34 373=16', `${NEW} 453=1 448=FIRM 452=1`] },
    versions: SINCE_44,
  },
  {
    subject: 'Reports of orders',
    shows:
      'An event stands for what a report of it holds in the version of the session: ExecTransType, ExecType, OrdStatus. ClOrdID, OrigClOrdID, Symbol and Side are checked with it; more stands behind "with", or in a table. What is stated takes the place of what the event says.',
    steps: `
When the tester sends NewOrderSingle as "order" with Price 99.5
Then the target must report New of "order" as "ack" within 2 seconds
And the target must report Fill of "order" within 5 seconds:
  | OrderID | same as ack.OrderID |
  | LastQty | 1                   |
  | LastPx  | at most 99.5        |`,
    answers: { D: [`${NEW}; ${FILLED}`] },
    versions: SINCE_44,
  },
  {
    subject: 'Reports of orders',
    shows:
      'A request is answered under its own id: "by". What may come first is said before what must come, and stands in the report where it came.',
    steps: `
When the tester sends NewOrderSingle as "order"
Then the target must report New of "order" within 2 seconds
When the tester sends OrderCancelRequest as "cancel"
Then the target may first report Pending Cancel of "order" by "cancel"
And the target must report Canceled of order by cancel within 2 seconds`,
    answers: { D: [NEW], F: [`${report('41=@41 17=E2 150=6 39=6 14=0 151=1')}; ${CANCELED}`] },
    versions: ALL,
  },
  {
    subject: 'Reports of orders',
    shows: 'The same for a message that is no report.',
    steps: `
When the tester sends NewOrderSingle as "order"
Then the target may first send News
And the target must report New of "order" within 2 seconds`,
    answers: { D: [`B 148=Hello; ${NEW}`] },
    versions: ALL,
  },
  {
    subject: 'Reports of orders',
    shows: 'A request that is refused, and an order that is; a reason may differ by version.',
    steps: `
When the tester sends NewOrderSingle as "order" with Symbol NONSENSE
Then the target must reject "order" within 2 seconds:
  | OrdRejReason | Unknown symbol |
When the tester sends OrderCancelRequest as "cancel":
  | OrigClOrdID | NOSUCH |
Then the target must refuse "cancel" within 2 seconds:
  | CxlRejReason | Unknown order |
  | OrdStatus    | Rejected      |
When the tester sends OrderCancelRequest as "late":
  | OrigClOrdID | same as order.ClOrdID |
Then the target must refuse "late" of "order" within 2 seconds:
  | CxlRejReason | <FIX.4.2: 1, FIX.4.4: 0 or 1> |`,
    answers: {
      D: [REJECTED],
      F: ['9 37=NONE 11=@11 41=@41 39=8 434=1 102=1', '9 37=O1 11=@11 41=@41 39=8 434=1 102=1'],
    },
    versions: ALL,
  },
  {
    subject: 'Reports of orders',
    shows: 'Of several right answers the report says which came.',
    steps: `
When the tester sends NewOrderSingle as "order" with OrderQty absent
Then the target must answer "order" by one of these within 2 seconds:
  | BusinessMessageReject | BusinessRejectReason 5 |
  | Rejected              |                        |`,
    answers: { D: ['j 45=@34 372=D 380=5'] },
    versions: ALL,
  },
  {
    subject: 'Reports of orders',
    shows: 'Messages that may come in any order, each row once.',
    steps: `
When the tester sends NewOrderSingle as "a" with ClOrdID A1
And the tester sends NewOrderSingle as "b" with ClOrdID B1
Then the target must send in any order within 5 seconds:
  | New of "a" as "first" | LeavesQty 1 |
  | New of "b"            |             |
And the target must not send anything else`,
    answers: { D: ['', `${NEW}; ${NEW.replace('11=@11', '11=A1')}`] },
    versions: ALL,
  },
  {
    subject: 'Reports of orders',
    shows: 'What must not come, for a time; other messages stay to be judged by other steps.',
    steps: `
When the tester sends NewOrderSingle as "order"
Then the target must report New of "order" within 2 seconds
And the target must not report Trade of "order" for 5 seconds
And the target must not send OrderCancelReject for 5 seconds`,
    answers: { D: [NEW] },
    versions: ALL,
  },
  {
    subject: 'Bytes',
    shows:
      'The last resort, for what no other step can say: | is SOH, and three dots are computed in 8, 9, 10, 34, 49, 52 and 56. Lines are joined.',
    steps: `
When the tester sends these bytes:
  """
  8=…|9=…|35=1|49=…|56=…|34=…|52=…|
  112=RAW|10=…|
  """
Then the target must send Heartbeat with TestReqID RAW within 2 seconds`,
    answers: {},
    versions: ALL,
  },
]

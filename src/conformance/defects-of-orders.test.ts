/** Mistakes that venues and clients are known to make, from what the judge says of them to the cause that is named. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { OrderTalk } from '../testing/order-talk.ts'
import { type Failure, probableCause } from './defect.ts'
import { DEFECTS } from './defects.ts'
import { DEFECTS_OF_ANSWERS } from './defects-of-answers.ts'
import { DEFECTS_OF_CLIENTS } from './defects-of-clients.ts'
import { DEFECTS_OF_VENUES } from './defects-of-venues.ts'
import type { Difference } from './difference.ts'

const NEW = 'D X - 100\n8 X - 0 0/0 0 100 0 100 0'
const PART = `${NEW}\n8 X - F 1/0 1 100 40 60 40 17=P`

/** What an invariant finds, and the cause that goes with it. */
const SEEN: readonly (readonly [rows: string, id: string, cause: string])[] = [
  [`${PART}\nF Y X 100\n8 Y X 6 6/0 6 100 40 60 0\n8 Y X F 1/0 6 100 50 50 10`, 'INV-16', 'fill-under-request-id'],
  [`${NEW}\nF Y X 100`, 'INV-20', 'request-unanswered'],
  [`${NEW}\nG Y X 80\n8 Y X 8 8/0 8 100 0 0 0`, 'INV-20', 'request-refused-by-report'],
  [`${PART}\nF Y X 100\n8 Y X 6 6/0 6 100 40 60 0\n8 X - F 1/0 1 100 50 50 10`, 'INV-18', 'pending-hidden'],
  [`${PART}\nG Y X 80\nG Z Y 70\n9 Y X 1\n9 Z Y 1`, 'INV-16', 'refusal-names-refused-id'],
  [`${PART}\n8 X - F 1/0 1 100 60 41 20`, 'INV-1', 'leaves-kept-by-itself'],
  [`${PART}\nG Y X 200\n8 Y X 5 5/0 1 200 80 120 0`, 'INV-5', 'cum-qty-wrong'],
  [`${PART}\n8 X - F 1/0 1 100 60 40 20 6=100.4`, 'INV-8', 'average-wrong'],
  [`${PART}\n8 X - F 1/0 1 100 60 40 20 6=100.00000000000001`, 'INV-8', 'average-in-floats'],
  [`${PART}\n8 X - F 1/0 1 100 60 40 20 20=0`, 'INV-21', 'exec-trans-type'],
  [`${PART}\n8 X - F 1/0 1 100 60 40 20 150=1`, 'INV-21', 'codes-of-other-version'],
  [`${PART}\n8 X - D D/0 1 100 40 60 0 378=77`, 'INV-21', 'reason-not-in-version'],
  [`${PART}\n8 X - 4 4/0 4 100 40 0 0 17=P`, 'INV-11', 'exec-id-repeated'],
  [`${PART}\n8 X - F 1/0 1 100 40 60 40 17=P`, 'INV-11', 'repeated-without-flag'],
  [`${PART}\n8 X - F 1/0 1 100 60 40 20 37=O9`, 'INV-12', 'order-id-changed'],
  [`${PART}\n8 X - F 1/0 1 100 60 40 20 54=2`, 'INV-13', 'old-terms-in-force'],
  [`${PART}\n8 X - F 1/0 1 100 60 40 20 31=201`, 'INV-14', 'fill-beyond-limit'],
  [`${PART}\n8 X - 4 4/0 4 100 40 0 0\n8 X - 4 4/0 4 100 40 0 0`, 'INV-19', 'two-ends'],
]

describe('causes of broken invariants', () => {
  for (const [rows, id, cause] of SEEN)
    test(`${id}: ${cause}`, () => {
      const { findings } = new OrderTalk('FIX.4.4').rows(rows).passes(10_000).judged()
      const found = findings.find((finding) => finding.id === id)
      assert.ok(found, `no ${id} among ${findings.map((finding) => finding.id).join(', ')}`)
      const failure = { case: id, ...found, expected: [found.expected] }
      assert.equal(probableCause(failure, DEFECTS)?.class, cause)
    })
})

const differs = (tag: number, expected: string, actual: string | null): Difference => ({
  fields: [{ tag, name: 'Field', expected, actual, equal: false }],
})
const unlike = (expected: string, actual: string | null): Difference => ({
  fields: [
    {
      ...{ tag: 35, name: 'MsgType', expected: 'x', expectedLabel: expected, equal: false },
      ...(actual === null ? { actual } : { actual: 'y', actualLabel: actual }),
    },
  ],
})
const FILLED = 'ExecutionReport 7: ClOrdID = Y, ExecType = F Trade, OrdStatus = 6 Pending cancel'

/** Failures of scenarios, in the words of the judge. */
const FAILED: readonly (readonly [
  failure: Omit<Failure, 'expected'> & { expected?: string },
  cause: string | undefined,
])[] = [
  [{ case: 'CXL-02.b', actual: FILLED, difference: differs(11, 'X', 'Y') }, 'fill-under-request-id'],
  [{ case: 'CXL-02.b', actual: FILLED, difference: differs(39, '6', '1') }, 'pending-hidden'],
  [
    { case: 'CXL-11.a', actual: 'nothing within 2 s', difference: unlike('OrderCancelReject', null) },
    'request-unanswered',
  ],
  [
    { case: 'CXL-03.e', actual: 'ExecutionReport 4', difference: unlike('OrderCancelReject', 'ExecutionReport') },
    'request-refused-by-report',
  ],
  [
    { case: 'CXL-01.a', actual: 'ExecutionReport 4: ClOrdID = Q', difference: differs(11, 'Y', 'Q') },
    'cancel-under-other-id',
  ],
  [
    { case: 'CXL-07.b', actual: 'ExecutionReport 4', difference: differs(151, '20', '35') },
    'leaves-not-updated-by-replace',
  ],
  [{ case: 'CXL-08.b', actual: 'ExecutionReport 4', difference: differs(151, '0', '-5') }, 'leaves-negative'],
  [{ case: 'CXL-10.a', actual: 'ExecutionReport 4', difference: differs(150, '5', '4') }, 'replaced-told-as-canceled'],
  [
    { case: 'ORD-05.c', actual: 'nothing within 2 s', difference: unlike('ExecutionReport', null) },
    'remainder-left-open',
  ],
  [{ case: 'ORD-10.m', actual: 'nothing within 2 s', difference: unlike('Reject', null) }, 'value-fault-unanswered'],
  [
    { case: 'APP-01.d', actual: 'Reject 4', difference: unlike('BusinessMessageReject', 'Reject') },
    'not-available-as-reject',
  ],
  [{ case: 'EXE-11.a', actual: 'Reject 4', difference: unlike('Heartbeat', 'Reject') }, 'fill-session-rejected'],
  [{ case: 'CXL-04.c', actual: 'NewOrderSingle 9: ClOrdID = Z' }, 'order-sent-in-place'],
  [{ case: 'CXL-03.i', actual: 'OrdStatus 0', expected: 'order shown with OrdStatus 8' }, 'unknown-order-works-on'],
  [{ case: 'CXL-03.h', actual: 'OrdStatus 8', expected: 'order shown with OrdStatus 0' }, 'refusal-ends-order'],
  [{ case: 'CXL-11.a', actual: 'OrdStatus 6', expected: 'order shown with OrdStatus 2' }, 'refusal-not-matched'],
  [{ case: 'CXL-10.g', actual: 'OrdStatus 4', expected: 'order shown with OrdStatus 0' }, 'old-id-ends-order'],
  [
    { case: 'CXL-07.a', actual: 'CumQty 0, LeavesQty 5', expected: 'order shown with CumQty 0, LeavesQty 9' },
    'leaves-not-followed',
  ],
  [{ case: 'CXL-10.a', actual: 'CumQty 80', expected: 'order shown with CumQty 20' }, 'chain-not-carried-on'],
  [{ case: 'CXL-03.k', actual: 'it came 3 times', expected: 'OrderCancelRequest at most 2 times' }, 'cancel-retried'],
  [{ case: 'CXL-04.c', actual: 'it came 2 times', expected: 'NewOrderSingle at most 1 times' }, 'order-sent-in-place'],
  [{ case: 'EXE-11.a', actual: 'CumQty 0', expected: 'order shown with CumQty 10' }, 'fill-session-rejected'],
  [
    { case: 'ORD-20.d', actual: 'ClOrdID(11) = C2', expected: 'NewOrderSingle with ClOrdID(11) = not C2' },
    'id-used-again',
  ],
  [{ case: 'ORD-03.d', actual: 'AvgPx 99.98', expected: 'order shown with AvgPx 99.9802' }, 'average-shown-wrong'],
  [
    { case: 'ORD-03.d', actual: 'AvgPx 99.97999999999999', expected: 'order shown with AvgPx 99.98' },
    'average-shown-in-floats',
  ],
  [{ case: 'EXE-04.a', actual: 'position 20', expected: 'SIM shown with position 10' }, 'execution-booked-again'],
  [{ case: 'EXE-04.c', actual: 'OrdStatus 1', expected: 'order shown with OrdStatus 2' }, 'repeated-report-skipped'],
  [{ case: 'ORD-13.a', actual: 'OrdStatus 0', expected: 'order shown with OrdStatus C' }, 'end-not-handled'],
  [{ case: 'CXL-04.a', actual: 'nothing within 2 s', difference: unlike('ExecutionReport', null) }, 'pending-for-ever'],
  [{ case: 'CXL-10.a', actual: 'x', difference: differs(39, '0', '4') }, 'replaced-told-as-canceled'],
  [{ case: 'ORD-20.a', actual: 'x', difference: differs(150, 'I', '8') }, 'poss-resend-not-read'],
  [{ case: 'ORD-10.e', actual: 'x', difference: differs(55, 'SIM', 'OTHER') }, 'duplicate-tells-another-order'],
  [{ case: 'ORD-10.a', actual: 'x', difference: differs(103, '1', '99') }, 'reason-missing'],
  [{ case: 'ORD-01.a', actual: 'nothing within 2 s', difference: unlike('ExecutionReport', null) }, undefined],
]

describe('causes of failed scenarios about orders', () => {
  for (const [{ expected = '', ...failure }, cause] of FAILED)
    test(`${failure.case}: ${cause ?? 'none'}`, () =>
      assert.equal(probableCause({ ...failure, expected: [expected] }, DEFECTS)?.class, cause))
})

test('a cause of one side is none of the other', () => {
  const venues = new Set([...DEFECTS_OF_VENUES, ...DEFECTS_OF_ANSWERS].map((defect) => defect.class))
  assert.deepEqual(
    DEFECTS_OF_CLIENTS.filter((defect) => venues.has(defect.class)),
    [],
  )
})

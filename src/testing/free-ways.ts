/** Ways of a target that the standard leaves open, in the cases 1B to 13. None of them may be taken for a fault. */
import type { Leg } from '../testbench/leg.ts'
import { out, session } from './fault.ts'

export interface FreeWay {
  readonly name: string
  /** As that of a fault. */
  readonly target: string
  readonly role: Leg['targetRole']
  readonly cases: readonly string[]
  /** Part of the name of the scenario, where only one of several is concerned. */
  readonly scenario?: string
  /** What each of the cases comes to. */
  readonly verdict: string
}

/** Where a gap opens in a session. */
const GAPS = ['2.b', '3.c', '9', '10.a', '10.e']

export const FREE_WAYS: readonly FreeWay[] = [
  {
    name: 'rejects with no more than RefSeqNum and the reason, as ever',
    target: out('msgType: "3", set: { "371": null, "372": null, "58": null }'),
    role: 'acceptor',
    cases: ['2.f', '2.g', '2.k', '2.o', '2.q', '10.e', '11.c'],
    verdict: 'passed',
  },
  {
    name: 'says no Logout between Reject and the end',
    target: out('msgType: "5", drop: true'),
    role: 'acceptor',
    cases: ['2.k'],
    verdict: 'warning',
  },
  {
    name: 'asks in blocks of one',
    target: session('resendRequestBlockSize: 1'),
    role: 'initiator',
    cases: GAPS,
    verdict: 'passed',
  },
  {
    name: 'drops what comes behind a gap, and asks for each',
    target: session('outOfSequenceMessagesStrategy: requestAlways'),
    role: 'initiator',
    cases: GAPS,
    verdict: 'passed',
  },
  {
    name: 'drops what comes behind a gap, and asks for one',
    target: session('outOfSequenceMessagesStrategy: requestOnce'),
    role: 'acceptor',
    cases: GAPS,
    verdict: 'passed',
  },
  {
    name: 'keeps no fraction of the second in which it first sent',
    target: out('msgType: "8", where: { "43": "Y" }, set: { "122": "20260105-09:00:00" }'),
    role: 'acceptor',
    cases: ['8'],
    verdict: 'passed',
  },
  {
    name: 'says what it has processed when it sends again',
    target: out('msgType: "8", where: { "43": "Y" }, set: { "369": "1" }'),
    role: 'acceptor',
    cases: ['8'],
    verdict: 'passed',
  },
  {
    name: 'leaves the number out of BusinessMessageReject',
    target: out('msgType: j, set: { "45": null }'),
    role: 'acceptor',
    cases: ['2.r'],
    verdict: 'passed',
  },
  {
    name: 'knows the lists of orders that few know',
    target: out('msgType: j, set: { "35": "N", "45": null, "372": null, "380": null }'),
    role: 'acceptor',
    cases: ['2.r'],
    scenario: 'MsgType not supported',
    verdict: 'inconclusive',
  },
  {
    name: 'wants an interval of its own',
    target: out('msgType: A, set: { "108": "31" }'),
    role: 'acceptor',
    cases: ['6'],
    scenario: 'answered',
    verdict: 'inconclusive',
  },
]

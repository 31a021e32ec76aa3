/** For the monitors: of each case a talk in which the target does right, and one in which it does wrong. */
import type { Grade } from '../conformance/monitors/sighting.ts'

/** An established session: the target is the acceptor, and expects 2; it has sent 1. */
export const UP = ['connected', 'P 35=A|34=1|98=0|108=30|141=Y', 'T 35=A|34=1|98=0|108=30|141=Y']
/** The target is the initiator, and expects 2. */
const DIALLED = ['connected', 'T 35=A|34=1|98=0|108=30|141=Y', 'P 35=A|34=1|98=0|108=30|141=Y']
/** Both have said a Heartbeat's worth: the target expects 5, and has sent 2. */
export const AT_5 = [...UP, 'P 35=0|34=2', 'P 35=0|34=3', 'P 35=1|34=4|112=S', 'T 35=0|34=2|112=S']
export const OUT = ['wait 3000', 'P 35=5|34=99']

/** A question under a number, and its answer: the target expects the next then. */
export const alive = (seq: number, out: number): string[] => [
  `P 35=1|34=${seq}|112=A${seq}`,
  `T 35=0|34=${out}|112=A${seq}`,
]
const reject = (out: number, about: number, reason: number): string => `T 35=3|34=${out}|45=${about}|373=${reason}`

export interface Row {
  readonly id: string
  readonly before: readonly string[]
  readonly right: readonly string[]
  readonly wrong: readonly string[]
  /** Default failed. */
  readonly grade?: Grade
}

export const ROWS: readonly Row[] = [
  { id: '1B.b', before: ['connected', 'T 35=A|34=1|98=0|108=30'], right: [], wrong: ['T 35=0|34=2'] },
  {
    id: '1B.d',
    before: ['connected', 'T 35=A|34=1|98=0|108=30'],
    right: ['P 35=A|34=1|98=0|108=-1', 'T 35=5|34=2|58=no', 'closed by T'],
    wrong: ['P 35=A|34=1|98=0|108=-1', 'closed by T'],
  },
  {
    id: '1B.e',
    before: ['connected', 'T 35=A|34=1|98=0|108=30', 'P 35=0|34=1'],
    right: ['T 35=5|34=2', 'closed by T'],
    wrong: ['wait 16000', 'closed by T'],
  },
  {
    id: '1S.a',
    before: ['connected', 'P 35=A|34=1|98=0|108=30|141=Y'],
    right: ['T 35=A|34=1|98=0|108=30|141=Y'],
    wrong: ['T 35=0|34=1'],
  },
  {
    id: '1S.d',
    before: ['connected', 'P 35=A|34=1|98=0|108=-1'],
    right: ['T 35=5|34=1|58=no', 'closed by T'],
    wrong: ['T 35=A|34=1|98=0|108=30'],
  },
  { id: '2S', before: ['connected', 'P 35=0|34=1'], right: ['closed by T'], wrong: ['T 35=A|34=1|98=0|108=30'] },
  { id: '2.b', before: [...UP, 'P 35=0|34=5'], right: ['T 35=2|34=2|7=2|16=0'], wrong: ['T 35=2|34=2|7=1|16=0'] },
  {
    id: '2.b',
    before: [...UP, 'P 35=0|34=5'],
    right: ['wait 1900', 'T 35=2|34=2|7=2|16=4'],
    wrong: ['wait 2500', 'T 35=0|34=2'],
  },
  {
    id: '2.c',
    before: [...AT_5, 'P 35=0|34=1'],
    right: ['T 35=5|34=3|58=low', 'closed by T'],
    wrong: ['wait 2500', 'T 35=0|34=3'],
  },
  {
    id: '2.d',
    before: [...UP, 'P! 35=0|34=2'],
    right: alive(2, 2),
    wrong: ['P 35=1|34=2|112=A2', 'T 35=5|34=2|58=MsgSeqNum too low'],
  },
  {
    id: '2.e',
    before: [...AT_5, 'P 35=1|34=3|43=Y|122=20261122-16:59:00.000|112=OLD'],
    right: alive(5, 3),
    wrong: ['T 35=0|34=3|112=OLD'],
  },
  {
    id: '2.f',
    before: [...UP, 'P 35=0|34=2|43=Y|122=20261122-17:05:00.000'],
    right: [reject(2, 2, 10), ...alive(3, 3)],
    wrong: ['P 35=1|34=3|112=N', 'T 35=0|34=2|112=N'],
  },
  {
    id: '2.g',
    before: [...UP, 'P 35=0|34=2|43=Y'],
    right: [reject(2, 2, 1), ...alive(3, 3)],
    wrong: ['P 35=1|34=3|112=N', 'T 35=0|34=2|112=N'],
  },
  {
    id: '2.i',
    before: [...UP, 'P 8=FIX.4.2|35=0|34=2'],
    right: ['T 35=5|34=2|58=BeginString', 'closed by T'],
    wrong: [reject(2, 2, 5)],
  },
  {
    id: '2.k',
    before: [...UP, 'P 35=0|49=NOBODY|34=2'],
    right: [reject(2, 2, 9), 'T 35=5|34=3', 'closed by T'],
    wrong: ['wait 2500', 'T 35=0|34=2'],
  },
  {
    id: '2.o',
    before: [...UP, 'P 35=0|52=20261122-16:50:00.000|34=2'],
    right: [reject(2, 2, 10), 'T 35=5|34=3', 'closed by T'],
    wrong: [reject(2, 2, 6)],
  },
  { id: '2.q', before: [...UP, 'P 35=ZZ|34=2'], right: [reject(2, 2, 11), ...alive(3, 3)], wrong: [reject(2, 2, 5)] },
  { id: '2.u', before: [...UP, 'P 35=0'], right: ['T 35=5|34=2', 'closed by T'], wrong: [reject(2, 2, 1)] },
  {
    id: '3.e',
    before: [...UP, 'P? 35=0|34=2'],
    right: alive(2, 2),
    wrong: ['P 35=1|34=2|112=A2', 'T 35=5|34=2|58=too low'],
  },
  { id: '4.a', before: [...UP, 'wait 29000'], right: ['T 35=0|34=2'], wrong: ['wait 25000', 'T 35=0|34=2'] },
  {
    id: '4.b',
    before: [...UP, 'P 35=1|34=2|112=Q'],
    right: ['T 35=0|34=2|112=Q'],
    wrong: ['T 35=0|34=2|112=X', 'wait 2500', 'T 35=0|34=3'],
  },
  {
    id: '5',
    before: [...UP, ...alive(2, 2), 'P 35=0|34=3', 'P 35=1|34=4|112=Q'],
    right: ['T 35=0|34=3|112=Q'],
    wrong: ['T 35=2|34=3|7=3|16=0'],
  },
  {
    id: '6',
    before: [...UP, 'wait 29000', 'T 35=0|34=2', 'wait 10000'],
    right: ['T 35=1|34=3|112=Q'],
    wrong: ['wait 19000', 'T 35=0|34=3', 'wait 29000', 'T 35=0|34=4', 'wait 29000', 'T 35=0|34=5'],
  },
  {
    id: '8',
    before: [...UP, ...alive(2, 2), 'P 35=2|34=3|7=1|16=0'],
    right: ['T 35=4|34=1|43=Y|122=20261122-17:00:00.000|123=Y|36=3'],
    wrong: ['T 35=4|34=2|43=Y|122=20261122-17:00:00.000|123=Y|36=3'],
  },
  {
    id: '10.a',
    before: [...UP, 'P 35=4|34=5|123=Y|36=9'],
    right: ['T 35=2|34=2|7=2|16=0'],
    wrong: ['T 35=2|34=2|7=9|16=0'],
  },
  {
    id: '10.b',
    before: [...UP, 'P 35=4|34=2|123=Y|43=Y|122=20261122-17:00:00.000|36=7'],
    right: alive(7, 2),
    wrong: ['P 35=1|34=7|112=Q', 'T 35=2|34=2|7=3|16=0'],
  },
  {
    id: '10.c',
    before: [...AT_5, 'P 35=4|34=2|123=Y|43=Y|122=20261122-17:00:00.000|36=9'],
    right: alive(5, 3),
    wrong: ['P 35=1|34=5|112=Q', 'T 35=5|34=3|58=too low'],
  },
  {
    id: '10.d',
    before: [...AT_5, 'P 35=4|34=2|123=Y|36=9'],
    right: ['T 35=5|34=3', 'closed by T'],
    wrong: ['wait 2500', 'T 35=0|34=3'],
  },
  {
    id: '10.e',
    before: [...AT_5, 'P 35=4|34=5|123=Y|36=3'],
    right: [reject(3, 5, 5), ...alive(6, 4)],
    wrong: [reject(3, 5, 1)],
  },
  {
    id: '11.a',
    before: [...UP, 'P 35=4|34=2|36=20'],
    right: alive(20, 2),
    wrong: ['P 35=1|34=20|112=Q', 'T 35=2|34=2|7=3|16=0'],
  },
  { id: '11.c', before: [...AT_5, 'P 35=4|34=5|36=3'], right: [reject(3, 5, 5), ...alive(5, 4)], wrong: alive(5, 3) },
  {
    id: '13.b',
    before: [...UP, 'P 35=5|34=2'],
    right: ['T 35=5|34=2', 'wait 2000', 'closed by P'],
    wrong: ['wait 6000', 'T 35=0|34=2'],
  },
  {
    id: '13.b',
    before: [...UP, 'P 35=5|34=2'],
    right: ['T 35=5|34=2', 'closed by P'],
    wrong: ['T 35=5|34=2', 'closed by T'],
    grade: 'warning',
  },
  {
    id: '13.a',
    before: [...UP, 'T 35=5|34=2', 'P 35=5|34=2'],
    right: ['closed by T'],
    wrong: ['wait 16000', 'closed by T'],
  },
  { id: '14.a', before: [...UP, 'P 35=0|34=2|4999=X'], right: [reject(2, 2, 0), ...alive(3, 3)], wrong: alive(3, 2) },
  { id: '14.b', before: [...UP, 'P 35=1|34=2'], right: [reject(2, 2, 1), ...alive(3, 3)], wrong: [reject(2, 2, 5)] },
  { id: '14.c', before: [...UP, 'P 35=0|34=2|36=9'], right: [reject(2, 2, 2), ...alive(3, 3)], wrong: alive(3, 2) },
  {
    id: '14.d',
    before: [...UP, 'P 35=1|34=2|112='],
    right: [reject(2, 2, 4), ...alive(3, 3)],
    wrong: [reject(2, 2, 1)],
  },
  {
    id: '14.f',
    before: [...UP, 'P 35=2|34=2|7=ABC|16=0'],
    right: [reject(2, 2, 6), ...alive(3, 3)],
    wrong: alive(3, 2),
  },
  {
    id: '14.h',
    before: [...UP, 'P 35=1|34=2|112=A|112=B'],
    right: [reject(2, 2, 13), ...alive(3, 3)],
    wrong: ['T 35=0|34=2|112=A'],
  },
  {
    id: '17.a',
    before: ['connected', 'P 35=A|34=1|98=0|108=30|141=Y'],
    right: ['T 35=A|34=1|98=0|108=30|141=Y'],
    wrong: ['T 35=A|34=1|98=1|108=30|141=Y'],
  },
  {
    id: '17.b',
    before: ['connected', 'P 35=A|34=1|98=2|108=30|141=Y'],
    right: [reject(1, 1, 7), 'T 35=5|34=2', 'closed by T'],
    wrong: ['wait 2500', 'T 35=A|34=1|98=0|108=30|141=Y'],
  },
  {
    id: '20',
    before: [...AT_5, 'P 35=0|34=9', 'T 35=2|34=3|7=5|16=0', 'P 35=2|34=10|7=1|16=2'],
    right: ['T 35=4|34=1|43=Y|122=20261122-17:00:00.000|123=Y|36=3'],
    wrong: ['wait 6000', 'T 35=0|34=4'],
  },
  {
    id: 'SD-02',
    before: [
      ...DIALLED,
      ...alive(2, 2),
      'closed by P',
      'connected',
      'T 35=A|34=3|98=0|108=30',
      'P 35=A|34=1|98=0|108=30',
    ],
    right: ['T 35=5|34=4', 'closed by T'],
    wrong: ['wait 2500', 'T 35=0|34=4'],
    grade: 'inconclusive',
  },
  {
    id: 'SD-07',
    before: [...UP, ...alive(2, 2), 'closed by P', 'connected', 'P 35=A|34=7|98=0|108=30', 'T 35=A|34=3|98=0|108=30'],
    right: ['T 35=2|34=4|7=3|16=0'],
    wrong: ['T 35=2|34=4|7=1|16=0'],
  },
  {
    id: 'SD-31',
    before: [...UP, ...alive(2, 2), 'P 35=A|34=1|98=0|108=30|141=Y'],
    right: ['T 35=A|34=1|98=0|108=30|141=Y', ...alive(2, 2)],
    wrong: ['T 35=5|34=3|58=too low'],
  },
  {
    id: 'SD-35',
    before: [...UP, ...alive(2, 2), 'P 35=A|34=3|98=0|108=30|141=Y'],
    right: ['T 35=5|34=3', 'closed by T'],
    wrong: ['T 35=A|34=1|98=0|108=30|141=Y'],
  },
  {
    id: 'SD-43',
    before: [...UP, 'P 35=2|34=2|7=0|16=0'],
    right: [reject(2, 2, 5), ...alive(3, 3)],
    wrong: ['P 35=1|34=3|112=Q', 'T 35=0|34=2|112=Q'],
  },
  {
    id: 'SD-50',
    before: [...UP, ...alive(2, 2), 'P 35=2|34=3|7=2|16=1'],
    right: [reject(3, 3, 5), ...alive(4, 4)],
    wrong: ['T 35=0|34=3', 'wait 2500', 'T 35=0|34=4'],
  },
  {
    id: 'PX-02',
    before: ['connected', 'P 35=A|34=1|98=0|108=-1'],
    right: ['T 35=5|34=1|58=no', 'closed by T'],
    wrong: ['closed by T', ...UP],
  },
  {
    id: 'PX-28',
    before: ['connected', 'P 35=A|34=1|98=0|108=0|141=Y', 'T 35=A|34=1|98=0|108=0|141=Y'],
    right: ['wait 6000', 'closed by P'],
    wrong: ['wait 6000', 'T 35=0|34=2'],
  },
  {
    id: 'PX-41',
    before: [...AT_5, 'P 35=4|34=5|123=Y|36=0'],
    right: [reject(3, 5, 5), ...alive(6, 4)],
    wrong: [reject(3, 5, 9)],
  },
]

/** What happens when numbers are missing; engine parameters 2.6. */
import { boolean, integer, oneOf } from '../kinds.ts'
import { cpp, group, java, quickfix } from '../parameter.ts'

export const GAPS = group('Gaps', 'Engine parameters 2.6', [
  {
    name: 'outOfSequenceMessagesStrategy',
    kind: oneOf(['queue', 'requestOnce', 'requestAlways', 'ignoreGap']),
    path: 'session.outOfSequenceMessagesStrategy',
    default: 'queue',
    meaning:
      'Messages behind a gap are kept (queue), dropped after one ResendRequest (requestOnce), dropped with a ResendRequest each (requestAlways), or delivered at once (ignoreGap).',
    source: 'Engine parameters 2.6. C++ has requestAlways.',
    aliases: [
      cpp('OutOfSequenceMessagesStrategy'),
      java('switchOffSendingMultipleResendRequests', {
        kind: boolean,
        convert: (value) => (value === true ? 'queue' : 'requestAlways'),
        note: 'true = queue, false = requestAlways',
      }),
      quickfix('SendRedundantResendRequests', {
        kind: boolean,
        convert: (value) => (value === true ? 'requestAlways' : 'queue'),
        note: 'Y = requestAlways, N = queue',
      }),
    ],
  },
  {
    name: 'maxHeldMessages',
    kind: integer(1),
    unit: 'messages',
    path: 'session.maxHeldMessages',
    default: 10_000,
    meaning: 'Messages held behind a gap; more are dropped and asked for again.',
    source: 'Engine parameters 2.6. .NET has 32.',
    aliases: [java('sequenceResendManagerMessageBufferSize')],
  },
  {
    name: 'validateSequenceNumbers',
    kind: boolean,
    path: 'session.validateSequenceNumbers',
    default: true,
    nonCompliant: (value) => value === false,
    meaning: 'MsgSeqNum(34) is checked. False takes every number.',
    source: 'QuickFIX/J; engine parameters 15',
    aliases: [quickfix('ValidateSequenceNumbers')],
  },
  {
    name: 'gapTimeout',
    kind: integer(0, 86_400),
    unit: 'seconds',
    path: 'session.gapTimeout',
    default: 30,
    meaning: 'Time in which a gap must shrink before it is asked for again; 0 = never.',
    source: 'fixproof; engine parameters 2.4, 3.3',
  },
])

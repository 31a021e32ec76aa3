/**
 * W2: ExecutionReports of 24 body fields from program values, with three freshly made ids and two formatted timestamps each,
 * through the encoder and in the form in which a session hands its messages to it.
 *
 *   npx node benchmarks/encode.ts      then lines `encode [MESSAGES]` or `sample` on standard input
 */
import { encode, type Field, formatUtcTimestamp } from '../src/codec/codec.ts'
import { answerPasses, timed } from './runner/passes.ts'

/** What a session computes for each message of a type, in the form in which its outbox hands it over. */
const COMPUTED: readonly Field[] = [
  [8, 'FIX.4.4'],
  [49, 'VENUE'],
  [56, 'CLIENT1'],
  [35, '8'],
]
const now = Date.now()

await answerPasses(([mode = '', limit = '100000']) => {
  if (mode === 'sample') return { sample: encodeOne(1).toString('latin1').replaceAll('\x01', '|') }
  if (mode !== 'encode') throw new Error(`no pass ${mode}: expected encode or sample`)
  return timed(() => {
    let bytes = 0
    const messages = Number(limit)
    for (let i = 1; i <= messages; i++) bytes += encodeOne(i).length
    return { messages, bytes }
  })
})

function encodeOne(msgSeqNum: number): Buffer {
  const orderId = `VEN-20261121-${String(msgSeqNum).padStart(10, '0')}`
  const clOrdId = `ORD-20261121-${String(msgSeqNum).padStart(8, '0')}`
  const execId = `EXEC-${String(msgSeqNum).padStart(12, '0')}`
  const body: Field[] = [
    [37, orderId],
    [11, clOrdId],
    [41, clOrdId],
    [17, execId],
    [150, 'F'],
    [39, '1'],
    [1, 'ACC008654'],
    [55, 'EUR/USD'],
    [207, 'XLON'],
    [54, '1'],
    [38, 22500],
    [40, '2'],
    [44, 670.06],
    [15, 'USD'],
    [59, '0'],
    [32, 100],
    [31, 670.06],
    [30, 'XLON'],
    [151, 3300],
    [14, 19200],
    [6, 670.06],
    [75, '20261121'],
    [60, formatUtcTimestamp(now)],
    [58, 'partially filled by simulator'],
  ]
  return encode([[34, msgSeqNum], [52, formatUtcTimestamp(now)], ...body], COMPUTED)
}

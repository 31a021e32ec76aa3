/**
 * The engine as acceptor for W3, W4 and W5: VENUE, with sessions for CLIENT1 to CLIENTn. It answers each NewOrderSingle with
 * an ExecutionReport of 25 fields. Says `listening PORT`; a line `heap` on standard input is answered with the memory in use,
 * after a garbage collection where node was started with --expose-gc. It ends with its standard input.
 *
 *   npx node benchmarks/acceptor.ts [--port 0] [--store memory|file] [--dir DIR] [--sessions 1] [--journal on|off]
 */
import { createInterface } from 'node:readline'
import { formatUtcTimestamp, type Message } from '../src/codec/codec.ts'
import type { EngineSession } from '../src/engine/engine.ts'
import { statedOptions } from './runner/passes.ts'
import { benchEngine, sessionOptions } from './venue.ts'

const options = statedOptions(process.argv.slice(2))
const engine = benchEngine()
let orders = 0

for (let i = 1; i <= Number(options.get('sessions') ?? 1); i++) {
  const session = engine.createSession({
    ...sessionOptions({
      role: 'acceptor',
      senderCompID: 'VENUE',
      targetCompID: `CLIENT${i}`,
      store: options.get('store') ?? 'memory',
      directory: options.get('dir') ?? 'store',
      journal: options.get('journal') !== 'off',
    }),
    application: {
      onMessage: answer,
      onObservation: ({ level, text }) => {
        if (level === 'error') console.error(text)
      },
    },
  })
  session.start()
}

/** Reads five fields of the order, as the peers do. */
function answer(order: Message, session: EngineSession): void {
  if (order.msgType !== 'D') return
  orders++
  const quantity = order.float(38) ?? 0
  const price = order.float(44) ?? 0
  session.submit('8', [
    [37, `VEN-20261121-${String(orders).padStart(10, '0')}`],
    [11, order.text(11) ?? ''],
    [17, `EXEC-${String(orders).padStart(12, '0')}`],
    [150, 'F'],
    [39, '1'],
    [1, 'ACC008654'],
    [55, order.text(55) ?? ''],
    [207, 'XLON'],
    [54, order.text(54) ?? ''],
    [38, quantity],
    [40, '2'],
    [44, price],
    [15, 'USD'],
    [59, '0'],
    [32, 100],
    [31, price],
    [30, 'XLON'],
    [151, quantity - 100],
    [14, 100],
    [6, price],
    [75, '20261121'],
    [60, formatUtcTimestamp(Date.now())],
    [58, 'partially filled by simulator'],
  ])
}

const { port } = await engine.listen(
  { host: '127.0.0.1', port: Number(options.get('port') ?? 0) },
  // All clients of W5 are one host, and many are between their connection and their Logon.
  { sizeWaitHostMax: 0 },
)
console.log(`listening ${port}`)
process.on('SIGTERM', () => process.exit(0))
for await (const line of createInterface({ input: process.stdin })) if (line === 'heap') sayHeap()
process.exit(0)

function sayHeap(): void {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  console.log(JSON.stringify({ heapUsed, arrayBuffers, rss, orders }))
}

/**
 * A log of any length on standard output, as a QuickFIX engine writes it: sessions with orders, fills, Heartbeats,
 * TestRequests, gaps and their recovery, and one fault in a hundred thousand messages. For benchmarks of `fixproof grade`:
 *
 *   npx node scripts/graded-stream.ts --megabytes 10000 | npx fixproof grade - --target VENUE
 */
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { checkSum } from '../src/codec/checksum.ts'
import { formatUtcTimestamp } from '../src/codec/utc-timestamp.ts'

const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '100' }, sessions: { type: 'string', default: '4' } },
})
const TOTAL = Number(values.megabytes) * 1e6
const CHUNK = 1 << 20
/** Messages between two faults. */
const FAULT_EVERY = 100_000
const QUESTION_EVERY = 50
const GAP_EVERY = 5_000

const chunk = Buffer.allocUnsafeSlow(CHUNK + 4096)
let used = 0
let written = 0
let at = Date.UTC(2026, 10, 22, 8)
let messages = 0

interface Session {
  readonly client: string
  readonly out: { CLIENT: number; VENUE: number }
  order: number
}

const sessions: Session[] = Array.from({ length: Number(values.sessions) }, (_, i) => ({
  client: `CLIENT${i + 1}`,
  out: { CLIENT: 1, VENUE: 1 },
  order: 0,
}))

for (const session of sessions) {
  send(session, 'CLIENT', 'A', '98=0\x01108=30\x01141=Y\x01')
  send(session, 'VENUE', 'A', '98=0\x01108=30\x01141=Y\x01')
}
for (let i = 0; written < TOTAL; i++) {
  order(sessions[i % sessions.length] as Session, i)
  if (used >= CHUNK) await flush()
}
for (const session of sessions) {
  send(session, 'CLIENT', '5', '')
  send(session, 'VENUE', '5', '')
}
await flush()

/** An order that is acknowledged and filled in two parts, and now and then something else. */
function order(session: Session, i: number): void {
  at += 1
  const id = `${session.client}-${++session.order}`
  const terms = `55=SIM\x0154=1\x0138=100\x01`
  const isFault = messages > 0 && messages % FAULT_EVERY < 4
  send(
    session,
    'CLIENT',
    'D',
    `11=${id}\x0121=1\x01${terms}40=2\x0144=10.25\x0159=0\x0160=${formatUtcTimestamp(at)}\x01`,
  )
  const report = (exec: string, status: string, last: number, cum: number): void =>
    send(
      session,
      'VENUE',
      '8',
      `37=O${id}\x0111=${id}\x0117=E${id}-${cum}\x01150=${exec}\x0139=${status}\x01${terms}40=2\x0144=10.25\x0159=0\x0132=${last}\x0131=${last === 0 ? 0 : 10.25}\x01151=${100 - cum}\x0114=${cum}\x016=${cum === 0 ? 0 : 10.25}\x0160=${formatUtcTimestamp(at)}\x01`,
    )
  report('0', '0', 0, 0)
  report('F', '1', 40, 40)
  report('F', '2', 60, isFault ? 99 : 100)
  if (i % QUESTION_EVERY === 0) {
    send(session, 'CLIENT', '1', `112=Q${i}\x01`)
    send(session, 'VENUE', '0', `112=Q${i}\x01`)
  }
  if (i % GAP_EVERY === GAP_EVERY - 1) gap(session)
}

/** Two messages of the client are lost, asked for, and filled over. */
function gap(session: Session): void {
  const missing = session.out.CLIENT
  session.out.CLIENT += 2
  send(session, 'CLIENT', '0', '')
  send(session, 'VENUE', '2', `7=${missing}\x0116=0\x01`)
  const next = session.out.CLIENT
  session.out.CLIENT = missing
  send(session, 'CLIENT', '4', `43=Y\x01122=${formatUtcTimestamp(at)}\x01123=Y\x0136=${next}\x01`)
  session.out.CLIENT = next
}

function send(session: Session, side: 'CLIENT' | 'VENUE', msgType: string, body: string): void {
  const [sender, target] = side === 'CLIENT' ? [session.client, 'VENUE'] : ['VENUE', session.client]
  const time = formatUtcTimestamp(at)
  const inner = `35=${msgType}\x0149=${sender}\x0156=${target}\x0134=${session.out[side]++}\x0152=${time}\x01${body}`
  const head = `${time} : 8=FIX.4.4\x019=${inner.length}\x01${inner}`
  const start = used + time.length + 3
  used += chunk.write(head, used, 'latin1')
  const sum = checkSum(chunk, start, used)
  used += chunk.write(`10=${String(sum).padStart(3, '0')}\x01\n`, used, 'latin1')
  messages++
}

async function flush(): Promise<void> {
  const bytes = Buffer.from(chunk.subarray(0, used))
  written += used
  used = 0
  if (!process.stdout.write(bytes)) await once(process.stdout, 'drain')
}

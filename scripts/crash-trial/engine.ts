/**
 * The process that the crash trial kills: one session on a file store, which sends numbered orders without a pause and
 * writes down each order it is given before it returns. Started anew on the same folder it goes on where the store
 * stands.
 *
 *   node scripts/crash-trial/engine.ts ROLE PORT FOLDER
 *
 * Commands on standard input: `stop` sends no more orders, `end` prints the numbers and ends.
 */
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { decode } from '../../src/codec/decode.ts'
import { Acceptor, EngineSession, Initiator, openFileStore, realClock, tcpNetwork } from '../../src/engine/engine.ts'
import type { MessageStore } from '../../src/store/message-store.ts'
import { ORDER_INTERVAL_MS, order, trialSettings } from './trial-session.ts'

const [role = '', port = '', folder = ''] = process.argv.slice(2)
if (role !== 'initiator' && role !== 'acceptor') throw new Error(`role "${role}": expected initiator or acceptor`)
const settings = trialSettings(role)
const store = openFileStore({
  directory: folder,
  now: realClock.now(),
  session: { beginString: settings.version.beginString, senderCompID: 'TRIAL', targetCompID: 'DRIVER' },
  onWarning: (text) => console.error(text),
})
const receipts = path.join(folder, 'receipts')

/** The ordinal of the last order that the store holds: what came after it never existed. */
function lastOrder(stored: MessageStore): number {
  for (let msgSeqNum = stored.nextOut - 1; msgSeqNum > 0; msgSeqNum--) {
    const [found] = stored.read(msgSeqNum, msgSeqNum)
    if (found === undefined) continue
    const message = decode(Buffer.from(found.bytes))
    if (message.msgType === 'D') return Number(message.text(11)?.slice(1))
  }
  return 0
}

let orders = lastOrder(store)
let sending = true
const session = new EngineSession({
  settings,
  store,
  clock: realClock,
  application: {
    onMessage(message, _session, possDup) {
      appendFileSync(receipts, `${message.msgSeqNum} ${message.text(11)} ${possDup ? 'Y' : 'N'}\n`)
    },
    onDisconnect: () => initiator?.linkLost(),
    onFault: (fault) => {
      console.error(fault)
      process.exit(1)
    },
  },
})
const address = { host: '127.0.0.1', port: Number(port) }
const initiator =
  role === 'initiator'
    ? new Initiator({ network: tcpNetwork, clock: realClock, address, session, reconnectIntervalMs: 20 })
    : undefined
if (initiator !== undefined) initiator.start()
else {
  const acceptor = new Acceptor({ network: tcpNetwork, clock: realClock, address })
  acceptor.add(session)
  await acceptor.start()
}

setInterval(() => {
  if (sending) session.submit('D', order('T', ++orders, realClock.now()))
}, ORDER_INTERVAL_MS)

createInterface({ input: process.stdin }).on('line', (command) => {
  if (command === 'stop') {
    sending = false
    console.log(JSON.stringify({ orders }))
  } else if (command === 'end') {
    console.log(JSON.stringify({ nextIn: session.nextIn, nextOut: session.nextOut }))
    process.exit(0)
  }
})
console.log('ready')

/**
 * A target on jspurefix: an order desk for FIX.4.4, as acceptor or initiator. The session layer is jspurefix's own,
 * untouched; this file only chooses settings, answers orders, and keeps what it sent for resending.
 *
 *   node target.cjs --role acceptor|initiator --port N [--testers N] [--heartbeat S]
 */
require('reflect-metadata')
const net = require('node:net')
const path = require('node:path')
const { parseArgs } = require('node:util')

const root = path.dirname(require.resolve('jspurefix/package.json'))
const part = (name) => require(path.join(root, 'dist', name))
const { SessionLauncher } = part('runtime')
const { AsciiSession } = part('transport')
const { EmptyLogFactory } = part('config')
const { FixMsgStoreRecord, MemorySessionStore } = part('store')

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    port: { type: 'string' },
    testers: { type: 'string', default: '4' },
    heartbeat: { type: 'string', default: '3' },
  },
})
const role = values.role
if (role !== 'acceptor' && role !== 'initiator') throw new Error(`--role ${role}: expected acceptor or initiator`)
const port = Number(values.port)
// An acceptor answers every Logon with the interval of its settings, whatever was proposed: one that nobody proposes shows it.
const heartBtInt = role === 'acceptor' ? 20 : Number(values.heartbeat)

/** Its own store in memory, kept for the next connection of the session; a start of the process begins at 1. */
const kept = new Map()
const sessionStoreFactory = {
  create(sessionId) {
    const name = sessionId.toString()
    if (!kept.has(name)) kept.set(name, new MemorySessionStore(sessionId))
    return kept.get(name)
  },
}

/** An initiator has a session for each tester; an acceptor for many has one for any, and asks its application. */
function descriptionFor(tester) {
  return {
    application: {
      type: role,
      name: `${role}-${tester}`,
      reconnectSeconds: 1,
      recoveryAttemptSeconds: 1,
      backoffFailConnectSeconds: 1,
      tcp: { host: '127.0.0.1', port },
      protocol: 'ascii',
      dictionary: 'qf44',
    },
    Username: 'fixproof',
    Password: 'fixproof',
    EncryptMethod: 0,
    // A Logon inside the session ends it, so that nothing but the initiator's own Logon can reset the numbers.
    ResetSeqNumFlag: role === 'initiator',
    HeartBtInt: heartBtInt,
    SenderCompId: 'JSPUREFIX',
    TargetCompID: tester,
    BeginString: 'FIX.4.4',
  }
}

const names = Array.from({ length: Number(values.testers) }, (_, i) => (i === 0 ? 'TESTER' : `TESTER${i + 1}`))

let orders = 0

/** NewOrderSingle is acknowledged, once if it says that it may have come before; nothing else is supported. */
class OrderDesk extends AsciiSession {
  #known = new Set()

  onApplicationMsg(msgType, view) {
    if (msgType === 'j') return
    if (msgType !== 'D') return this.#refuse(msgType, view, 3, 'Unsupported message type')
    if (view.getString('OrdType') === '2' && !view.getString('Price'))
      return this.#refuse(msgType, view, 5, 'Price is missing')
    const clOrdID = view.getTyped('ClOrdID')
    if (view.getTyped('PossResend') === true && this.#known.has(clOrdID)) return
    this.#known.add(clOrdID)
    const id = ++orders
    const report = {
      OrderID: `O${id}`,
      ClOrdID: clOrdID,
      ExecID: `E${id}`,
      ExecType: '0',
      OrdStatus: '0',
      Instrument: { Symbol: view.getTyped('Symbol') },
      Side: view.getTyped('Side'),
      LeavesQty: view.getTyped('OrderQty') ?? 0,
      CumQty: 0,
      AvgPx: 0,
    }
    // What is sent again comes from a store in memory that the application has to fill.
    this.send('8', report, (error, { header }) => {
      if (error === null || error === undefined)
        this.store?.put(new FixMsgStoreRecord('8', header.SendingTime, header.MsgSeqNum, report))
    })
  }

  #refuse(msgType, view, reason, text) {
    this.send('j', {
      RefSeqNum: view.getTyped('MsgSeqNum'),
      RefMsgType: msgType,
      BusinessRejectReason: reason,
      Text: text,
    })
  }

  onDecoded() {}
  onEncoded() {}
  onLogon(view) {
    return names.includes(view.getString('SenderCompID'))
  }
  onReady() {}
  onStopped() {}
}

class Launcher extends SessionLauncher {
  constructor(tester) {
    const description = descriptionFor(tester)
    super(role === 'initiator' ? description : null, role === 'acceptor' ? description : null, new EmptyLogFactory())
  }
  makeFactory() {
    return { makeSession: (config) => new OrderDesk(Object.assign(config, { sessionStoreFactory })) }
  }
}

// What a session of jspurefix throws between its callbacks would end the process, and all the other sessions with it.
process.on('uncaughtException', (error) => console.error(`uncaught: ${error?.stack}`))
process.on('unhandledRejection', (error) => console.error(`unhandled: ${error?.stack ?? error}`))
// Started by a run, it must not outlive it.
const starter = process.ppid
setInterval(() => {
  if (process.ppid !== starter) process.exit(0)
}, 1000).unref()

// jspurefix listens on every address and tells nobody when it does.
const { listen } = net.Server.prototype
net.Server.prototype.listen = function (to, ...others) {
  this.once('listening', () => console.log(`listening on 127.0.0.1:${this.address().port}`))
  return listen.call(
    this,
    typeof to === 'number' ? { port: to, host: '127.0.0.1' } : { ...to, host: '127.0.0.1' },
    ...others,
  )
}

/** A session that has come to its end is begun anew; an initiator dials until it is heard. */
async function serve(tester) {
  for (;;) {
    await new Launcher(tester).run().catch((error) => console.error(`stopped: ${error}`))
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

for (const tester of role === 'acceptor' ? ['*'] : names) serve(tester)
if (role === 'initiator') console.log(`connecting to 127.0.0.1:${port}`)

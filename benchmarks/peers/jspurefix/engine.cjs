// jspurefix acceptor / initiator for W3, W4 and W5.
//   node engine.cjs acceptor  --port P [--store memory|file] [--dir D] [--keep 0|1] [--sessions any]
//   node engine.cjs initiator --port P [--store ...] --mode pingpong|throughput --count N [--window W] [--rounds R]
// --keep 1: the acceptor keeps each sent ExecutionReport in the session's message store, which is what a resend reads.
'use strict'
require('reflect-metadata')
const net = require('node:net')
const path = require('node:path')
const root = path.dirname(require.resolve('jspurefix/package.json'))
const j = (p) => require(path.join(root, 'dist', p))
const { SessionLauncher } = j('runtime')
const { AsciiSession } = j('transport')
const { EmptyLogFactory } = j('config')
const { FixMsgStoreRecord } = j('store')

const opt = {}
for (let i = 3; i + 1 < process.argv.length; i += 2) opt[process.argv[i].slice(2)] = process.argv[i + 1]
const role = process.argv[2]
const count = Number(opt.count || 20000)
const ping = (opt.mode || 'pingpong') === 'pingpong'
const window = ping ? 1 : Number(opt.window || 1000)
const rounds = Number(opt.rounds || 5)
const pad = (x, w) => String(x).padStart(w, '0')

function description() {
  const acc = role === 'acceptor'
  return {
    application: {
      type: role,
      name: role,
      tcp: { host: '127.0.0.1', port: Number(opt.port) },
      protocol: 'ascii',
      dictionary: 'qf44',
    },
    Username: 'u',
    Password: 'p',
    EncryptMethod: 0,
    ResetSeqNumFlag: !acc,
    HeartBtInt: 3600,
    BodyLengthChars: 4,
    SenderCompId: acc ? 'VENUE' : 'CLIENT1',
    TargetCompID: acc ? (opt.sessions ? '*' : 'CLIENT1') : 'VENUE',
    BeginString: 'FIX.4.4',
    store: { type: opt.store || 'memory', directory: path.join(opt.dir || 'jsstore', role) },
  }
}
let carried = null // messages kept over a reconnect
class Venue extends AsciiSession {
  constructor(config) {
    super(config)
    this.n = 0
    if (opt.keep === '1') {
      if (carried) {
        this.store = carried
        this.resender.store = carried
      } else carried = this.store
    }
  }
  onApplicationMsg(_type, v) {
    const n = ++this.n
    const qty = v.getTyped(38)
    const px = v.getTyped(44)
    const o = {
      OrderID: `VEN-20261121-${pad(n, 10)}`,
      ClOrdID: v.getTyped(11),
      ExecID: `EXEC-${pad(n, 12)}`,
      ExecType: 'F',
      OrdStatus: '1',
      Account: 'ACC008654',
      Instrument: { Symbol: v.getTyped(55), SecurityExchange: 'XLON' },
      Side: v.getTyped(54),
      OrderQtyData: { OrderQty: qty },
      OrdType: '2',
      Price: px,
      Currency: 'USD',
      TimeInForce: '0',
      LastQty: 100,
      LastPx: px,
      LastMkt: 'XLON',
      LeavesQty: qty - 100,
      CumQty: 100,
      AvgPx: px,
      TradeDate: '20261121',
      TransactTime: new Date(),
      Text: 'partially filled by simulator',
    }
    if (opt.keep === '1')
      this.send('8', o, (e, r) => {
        if (!e) this.store.put(new FixMsgStoreRecord('8', new Date(), r.header.MsgSeqNum, o)).catch(console.error)
      })
    else this.send('8', o)
  }
  onDecoded() {}
  onEncoded() {}
  onLogon() {
    return true
  }
  onReady() {}
  onStopped(e) {
    if (process.env.DEBUG) console.error('stopped', e)
  }
}
const hr = () => Number(process.hrtime.bigint()) / 1000
class Client extends AsciiSession {
  constructor(config) {
    super(config)
    this.sent = 0
    this.got = 0
    this.us = []
    this.warm = 0
    this.done_ = -1
    this.rates = []
  }
  order() {
    const c = `ORD-20261121-${pad(++this.sent, 8)}`
    this.t = hr()
    this.send('D', {
      ClOrdID: c,
      Account: 'ACC008654',
      HandlInst: '1',
      Instrument: { Symbol: 'EUR/USD', SecurityExchange: 'XLON' },
      Side: '1',
      TransactTime: new Date(),
      OrderQtyData: { OrderQty: 22500 },
      OrdType: '2',
      Price: 670.06,
      Currency: 'USD',
      TimeInForce: '0',
      Text: 'seeded order note',
    })
  }
  start() {
    this.sent = this.got = 0
    this.t0 = hr()
    for (let i = 0; i < window && i < count; i++) this.order()
  }
  onReady() {
    this.start()
  }
  onApplicationMsg(_type, v) {
    const t = hr()
    v.getTyped(37)
    v.getTyped(14)
    this.got++
    if (ping) {
      if (++this.warm > count / 5 + 1000) this.us.push(t - this.t)
      if (this.us.length >= count) {
        const a = this.us.sort((x, y) => x - y)
        const q = (p) => a[Math.floor(a.length * p)].toFixed(1)
        console.log(`pingpong  n=${count} p50 ${q(0.5)} us p90 ${q(0.9)} p99 ${q(0.99)} p99.9 ${q(0.999)}`)
        process.exit(0)
      }
      this.order()
      return
    }
    if (this.got === count) {
      if (this.done_ >= 0) this.rates.push((count / (t - this.t0)) * 1e6)
      if (++this.done_ >= rounds) {
        const a = this.rates.sort((x, y) => x - y)
        console.log(
          `throughput n=${count} window=${window} median ${a[a.length >> 1].toFixed(0)} orders/s (min ${a[0].toFixed(0)} max ${a[a.length - 1].toFixed(0)})`,
        )
        process.exit(0)
      }
      this.start()
      return
    }
    if (this.sent < count) this.order()
  }
  onDecoded() {}
  onEncoded() {}
  onLogon() {
    return true
  }
  onStopped() {}
}
class Launcher extends SessionLauncher {
  constructor() {
    const d = description()
    super(role === 'initiator' ? d : null, role === 'acceptor' ? d : null, new EmptyLogFactory())
  }
  makeFactory() {
    return { makeSession: (c) => (role === 'acceptor' ? new Venue(c) : new Client(c)) }
  }
}
// The launcher does not say when it listens, and whoever waits for it must not have to guess.
const { listen } = net.Server.prototype
net.Server.prototype.listen = function (...a) {
  this.once('listening', () => console.log('listening'))
  return listen.apply(this, a)
}
process.on('unhandledRejection', (e) => {
  if (process.env.DEBUG) console.error('unhandled', e)
})
new Launcher().run().catch((e) => console.error(e))
console.log(`pid ${process.pid}`)

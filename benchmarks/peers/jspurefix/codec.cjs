// W1 decode and W2 encode with jspurefix.
//   node codec.cjs decode CORPUS [rounds]     node codec.cjs encode [rounds]     node codec.cjs serve CORPUS
// serve reads one line per pass, "view|a|b|encode [messages]" or "sample", and answers each with a line of JSON.
'use strict'
require('reflect-metadata')
const fs = require('node:fs')
const path = require('node:path')
const root = path.dirname(require.resolve('jspurefix/package.json'))
const j = (p) => require(path.join(root, 'dist', p))
const { SessionContainer } = j('runtime')
const { DITokens } = j('runtime/di-tokens')
const { makeSessionScope } = j('runtime/session-scope')
const { DefinitionFactory } = j('util')
const { AsciiParser } = j('buffer/ascii/ascii-parser')
const { AsciiMsgTransmitter } = j('transport/ascii/ascii-msg-transmitter')
const { EmptyLogFactory } = j('config')
const { AsciiChars } = j('buffer/ascii')

let sink = 0
const median = (a) => a.slice().sort((x, y) => x - y)[a.length >> 1]
function bench(name, msgs, bytes, rounds, fn) {
  for (let i = 0; i < 2; i++) fn() // warm-up
  const w = []
  const c = []
  for (let r = 0; r < rounds; r++) {
    const c0 = process.cpuUsage()
    const w0 = process.hrtime.bigint()
    fn()
    w.push(Number(process.hrtime.bigint() - w0) / 1e9)
    const d = process.cpuUsage(c0)
    c.push((d.user + d.system) / 1e6)
  }
  const mw = median(w)
  const mc = median(c)
  console.log(
    `${name.padEnd(34)} wall ${(msgs / mw).toFixed(0).padStart(9)} msg/s  best ${(msgs / Math.min(...w)).toFixed(0).padStart(9)}  cpu ${(msgs / mc).toFixed(0).padStart(9)} msg/s  ${(bytes / mw / 1e6).toFixed(1).padStart(7)} MB/s  ${((mw / msgs) * 1e9).toFixed(0).padStart(6)} ns/msg(wall)`,
  )
}

async function makeConfig() {
  const sys = new SessionContainer()
  sys.registerGlobal(new EmptyLogFactory())
  const description = {
    application: {
      type: 'acceptor',
      name: 'bench',
      tcp: { host: '127.0.0.1', port: 1 },
      protocol: 'ascii',
      dictionary: 'qf44',
    },
    Username: 'u',
    Password: 'p',
    EncryptMethod: 0,
    ResetSeqNumFlag: true,
    HeartBtInt: 30,
    SenderCompId: 'VENUE',
    TargetCompID: 'CLIENT1',
    BeginString: 'FIX.4.4',
    BodyLengthChars: 4,
  }
  const container = await sys.makeSystem(description)
  const config = container.resolve(DITokens.IJsFixConfig)
  config.definitions = await new DefinitionFactory().getDefinitions('qf44')
  config.delimiter = AsciiChars.Soh
  config.logDelimiter = AsciiChars.Soh
  return config
}

function makeParser(config, onMsg) {
  const scoped = makeSessionScope(config)
  scoped.logDelimiter = AsciiChars.Soh
  const c = scoped.sessionContainer
  const p = new AsciiParser(scoped, null, c.resolve(DITokens.ParseBuffer), c.resolve(DITokens.maxMessageLen))
  p.on('msg', onMsg)
  return p
}

function readFive(type, v) {
  sink += v.getTyped(34)
  switch (type) {
    case 'D':
      sink += v.getTyped(11).length + v.getTyped(55).length + v.getTyped(38) + v.getTyped(44)
      break
    case '8':
      sink += v.getTyped(37).length + v.getTyped(55).length + v.getTyped(14) + v.getTyped(31)
      break
    default: {
      const g = v.getView('MDIncGrp.NoMDEntries') || v.getView('NoMDEntries')
      const n = g.groupCount()
      const a = g.getGroupInstance(0)
      const b = g.getGroupInstance(n - 1)
      sink += n + a.getTyped(269).charCodeAt(0) + a.getTyped(270) + b.getTyped(271)
    }
  }
}
function validate(type, v) {
  // what the session's integrity check does for every message
  if (parseInt(v.getString(10), 10) !== v.checksum()) throw new Error(`checksum ${type}`)
  if (v.invalid().length) throw new Error(`invalid ${type}${v.invalid()}`)
  if (v.undefinedForMsg()) throw new Error(`undefined ${type}${v.undefinedForMsg()}`)
  if (v.missing().length) throw new Error(`missing ${type} ${v.missing()}`)
}

async function decode(file, rounds) {
  const config = await makeConfig()
  const all = fs.readFileSync(file)
  let n = 0
  makeParser(config, () => {
    n++
  }).parseBuffer(all)
  const count = n
  console.log(`corpus ${path.basename(file)}: ${count} messages, ${all.length} bytes`)
  const run = (onMsg) => () => {
    // 64 KiB reads, as from a socket
    const p = makeParser(config, onMsg)
    for (let o = 0; o < all.length; o += 65536) p.parseBuffer(all.subarray(o, Math.min(o + 65536, all.length)))
  }
  bench(
    'A0 stream: parse to view only',
    count,
    all.length,
    rounds,
    run(() => {
      n++
    }),
  )
  bench('A  stream: parse + read 5', count, all.length, rounds, run(readFive))
  bench(
    'B  stream: + integrity check',
    count,
    all.length,
    rounds,
    run((t, v) => {
      validate(t, v)
      readFive(t, v)
    }),
  )
  bench(
    'O  stream: parse + toObject()',
    count,
    all.length,
    rounds,
    run((_t, v) => {
      if (v.toObject() === null) throw new Error('null')
    }),
  )
}

/** Takes the number of a message and returns its bytes. */
function makeEncoder(config) {
  const scoped = makeSessionScope(config)
  scoped.logDelimiter = AsciiChars.Soh
  const tx = new AsciiMsgTransmitter(scoped)
  const ts = new Date()
  const tradeDate = new Date(Date.UTC(2026, 10, 21))
  const p2 = (x, w) => String(x).padStart(w, '0')
  return (i) => {
    const o = {
      OrderID: `VEN-20261121-${p2(i, 10)}`,
      ClOrdID: `ORD-20261121-${p2(i, 8)}`,
      OrigClOrdID: `ORD-20261121-${p2(i, 8)}`,
      ExecID: `EXEC-${p2(i, 12)}`,
      ExecType: 'F',
      OrdStatus: '1',
      Account: 'ACC008654',
      Instrument: { Symbol: 'EUR/USD', SecurityExchange: 'XLON' },
      Side: '1',
      OrderQtyData: { OrderQty: 22500 },
      OrdType: '2',
      Price: 670.06,
      Currency: 'USD',
      TimeInForce: '0',
      LastQty: 100,
      LastPx: 670.06,
      LastMkt: 'XLON',
      LeavesQty: 3300,
      CumQty: 19200,
      AvgPx: 670.06,
      TradeDate: tradeDate,
      TransactTime: ts,
      Text: 'partially filled by simulator',
    }
    tx.encoder.reset()
    tx.msgSeqNum = i
    tx.encodeMessage('8', o)
    const b = tx.encoder.trim()
    return b
  }
}

async function encode(rounds) {
  const one = makeEncoder(await makeConfig())
  const n = 50000
  let bytes = 0
  const s = one(1)
  console.log(`sample (${s.length} bytes): ${s.toString('latin1').replace(/\x01/g, '|')}`)
  for (let i = 1; i <= n; i++) bytes += one(i).length
  bench('W2 build + encode + trim', n, bytes, rounds, () => {
    for (let i = 1; i <= n; i++) one(i)
  })
}

async function serve(file) {
  const config = await makeConfig()
  const one = makeEncoder(config)
  const all = fs.readFileSync(file)
  const handlers = {
    view: () => {},
    a: readFive,
    b: (t, v) => {
      validate(t, v)
      readFive(t, v)
    },
  }
  const pass = (mode, limit) => {
    let messages = 0
    let bytes = 0
    if (mode === 'encode') {
      for (; messages < limit; messages++) bytes += one(messages + 1).length
    } else {
      const handle = handlers[mode]
      // The parser can not be stopped in the middle of a read: what comes behind the last message is not looked at.
      const p = makeParser(config, (t, v) => {
        if (messages < limit) {
          messages++
          handle(t, v)
        }
      })
      for (; bytes < all.length && messages < limit; bytes += 65536) p.parseBuffer(all.subarray(bytes, bytes + 65536))
    }
    return { messages, bytes }
  }
  console.log('{"ready":true}')
  for await (const line of require('node:readline').createInterface({ input: process.stdin })) {
    const [mode, limit] = line.split(' ')
    if (mode === 'sample') {
      console.log(JSON.stringify({ sample: one(1).toString('latin1').replace(/\x01/g, '|') }))
      continue
    }
    sink = 0
    const c0 = process.cpuUsage()
    const w0 = process.hrtime.bigint()
    const done = pass(mode, Number(limit) || 100000)
    const seconds = Number(process.hrtime.bigint() - w0) / 1e9
    const d = process.cpuUsage(c0)
    console.log(JSON.stringify({ ...done, seconds, cpuSeconds: (d.user + d.system) / 1e6, sum: sink }))
  }
}

const [, , mode, a, b] = process.argv
const commands = {
  decode: () => decode(a, Number(b || 5)),
  encode: () => encode(Number(a || 7)),
  serve: () => serve(a),
}
if (commands[mode] === undefined)
  throw new Error('usage: codec.cjs decode CORPUS [rounds] | encode [rounds] | serve CORPUS')
commands[mode]()
  .then(() => console.error('sink', sink))
  .catch((e) => {
    console.error(e)
    process.exit(1)
  })

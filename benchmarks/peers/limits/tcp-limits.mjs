// The Node side of tcp_limits: same exchange, no FIX work.
//   node tcp-limits.mjs server PORT [req 228] [rep 399]
//   node tcp-limits.mjs ping PORT COUNT
//   node tcp-limits.mjs write PORT        Node write throughput of 350-byte messages into a discarding reader (see: tcp-limits.mjs sink PORT)
//   node tcp-limits.mjs sink PORT
import net from 'node:net'

const [, , mode, portArg, x, y] = process.argv
const port = Number(portArg)
const req = 228
const rep = 399
if (mode === 'server') {
  const R = Number(x || req)
  const big = Buffer.alloc(Number(y || rep) * 4096, 'y')
  net
    .createServer({ noDelay: true }, (s) => {
      let have = 0
      s.on('data', (b) => {
        have += b.length
        const n = Math.floor(have / R)
        have %= R
        if (n) s.write(big.subarray(0, n * Number(y || rep)))
      })
      s.on('error', () => {})
    })
    .listen(port, '127.0.0.1', () => console.log('listening'))
} else if (mode === 'ping') {
  const count = Number(x || 20000)
  const out = Buffer.alloc(req, 'x')
  const us = []
  const s = net.connect({ port, host: '127.0.0.1', noDelay: true })
  let t = 0n
  let have = 0
  let i = 0
  const go = () => {
    t = process.hrtime.bigint()
    s.write(out)
  }
  s.on('connect', go)
  s.on('data', (b) => {
    have += b.length
    if (have < rep) return
    have -= rep
    if (i++ >= count / 5) us.push(Number(process.hrtime.bigint() - t) / 1000)
    if (us.length < count) return go()
    us.sort((a, b) => a - b)
    const q = (p) => us[Math.floor(us.length * p)].toFixed(1)
    console.log(`ping   n=${count} p50 ${q(0.5)} us p90 ${q(0.9)} p99 ${q(0.99)} p99.9 ${q(0.999)}`)
    s.destroy()
  })
} else if (mode === 'sink') {
  net
    .createServer((s) => {
      s.on('data', () => {})
      s.on('error', () => {})
    })
    .listen(port, '127.0.0.1', () => console.log('listening'))
} else if (mode === 'write') {
  const msg = Buffer.alloc(350, 'z')
  const run = (name, n, per, write) =>
    new Promise((resolve) => {
      const s = net.connect({ port, host: '127.0.0.1', noDelay: true })
      const t0 = process.hrtime.bigint()
      let i = 0
      const pump = () => {
        while (i < n) {
          i += per
          if (!write(s)) {
            s.once('drain', pump)
            return
          }
        }
        s.end(() => {})
        s.once('close', () => {
          const dt = Number(process.hrtime.bigint() - t0) / 1e9
          resolve([name, i / dt, (i * 350) / dt / 1e6])
        })
      }
      s.on('connect', pump)
    })
  const batch = Buffer.alloc(350 * 180, 'z')
  for (const [name, n, per, w] of [
    ['one write per message', 300000, 1, (s) => s.write(msg)],
    [
      'cork 100 messages (writev)',
      300000,
      100,
      (s) => {
        s.cork()
        let ok = true
        for (let k = 0; k < 100; k++) ok = s.write(msg)
        s.uncork()
        return ok
      },
    ],
    ['one 63 KB buffer of 180 messages', 3000000, 180, (s) => s.write(batch)],
  ]) {
    const r = []
    for (let k = 0; k < 6; k++) r.push(await run(name, n, per, w))
    r.sort((a, b) => a[1] - b[1])
    const m = r[3]
    console.log(`${m[0].padEnd(34)} ${m[1].toFixed(0).padStart(9)} msg/s ${m[2].toFixed(1).padStart(8)} MB/s`)
  }
}

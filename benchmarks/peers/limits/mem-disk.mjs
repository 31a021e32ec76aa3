// How fast plain JS can look at bytes, and how fast the file system takes small appends.
//   node mem-disk.mjs CORPUS SCRATCH_DIR
import fs from 'node:fs'
import path from 'node:path'

const all = fs.readFileSync(process.argv[2])
const dir = process.argv[3]
const med = (a) => a.sort((x, y) => x - y)[a.length >> 1]
function time(name, units, unit, fn, rounds = 7, warm = 2) {
  for (let i = 0; i < warm; i++) fn()
  const t = []
  for (let i = 0; i < rounds; i++) {
    const t0 = process.hrtime.bigint()
    fn()
    t.push(Number(process.hrtime.bigint() - t0) / 1e9)
  }
  const m = med(t)
  console.log(`${name.padEnd(44)} ${(units / m).toFixed(0).padStart(12)} ${unit}/s`)
}
let sink = 0
const n = all.length
time('scan SOH, for loop over Buffer', n, 'B', () => {
  let c = 0
  for (let i = 0; i < n; i++) if (all[i] === 1) c++
  sink += c
})
time('scan SOH, Buffer.indexOf(1)', n, 'B', () => {
  let c = 0
  for (let p = all.indexOf(1); p >= 0; p = all.indexOf(1, p + 1)) c++
  sink += c
})
time('byte sum (checksum), for loop', n, 'B', () => {
  let c = 0
  for (let i = 0; i < n; i++) c = (c + all[i]) | 0
  sink += c
})
const u32 = new Uint32Array(all.buffer, all.byteOffset & ~3, n >> 2)
time('byte sum, 4 bytes a step (SWAR u32)', n & ~3, 'B', () => {
  let a = 0
  let b = 0
  for (let i = 0; i < u32.length; i++) {
    const w = u32[i]
    a += w & 0xff00ff
    b += (w >>> 8) & 0xff00ff
    if ((i & 63) === 63) {
      sink += (a & 0xffff) + (a >>> 16) + (b & 0xffff) + (b >>> 16)
      a = b = 0
    }
  }
})
const dst = Buffer.alloc(n)
time('Buffer.copy', n, 'B', () => {
  all.copy(dst)
})
const rec = Buffer.alloc(300, 'r')
const f = path.join(dir, 'append.bin')
const fresh = () => {
  try {
    fs.unlinkSync(f)
  } catch {}
  return fs.openSync(f, 'a')
}
time(
  'append 300 B, writeSync each',
  100000,
  'rec',
  () => {
    const fd = fresh()
    for (let i = 0; i < 100000; i++) fs.writeSync(fd, rec, 0, 300)
    fs.closeSync(fd)
  },
  5,
  1,
)
const many = Buffer.alloc(300 * 200, 'r')
time(
  'append 300 B, 200 a writeSync',
  1000000,
  'rec',
  () => {
    const fd = fresh()
    for (let i = 0; i < 5000; i++) fs.writeSync(fd, many)
    fs.closeSync(fd)
  },
  5,
  1,
)
const vec = Array(200).fill(rec)
time(
  'append 300 B, 200 a writevSync',
  200000,
  'rec',
  () => {
    const fd = fresh()
    for (let i = 0; i < 1000; i++) fs.writevSync(fd, vec)
    fs.closeSync(fd)
  },
  5,
  1,
)
time(
  'append 300 B + copy into batch of 200',
  1000000,
  'rec',
  () => {
    const fd = fresh()
    let p = 0
    for (let i = 0; i < 1000000; i++) {
      rec.copy(many, p)
      p += 300
      if (p === many.length) {
        fs.writeSync(fd, many)
        p = 0
      }
    }
    fs.closeSync(fd)
  },
  5,
  1,
)
time(
  'append 300 B + fdatasync each',
  200,
  'rec',
  () => {
    const fd = fresh()
    for (let i = 0; i < 200; i++) {
      fs.writeSync(fd, rec)
      fs.fdatasyncSync(fd)
    }
    fs.closeSync(fd)
  },
  5,
  1,
)
{
  const fd = fresh()
  for (let i = 0; i < 500; i++) fs.writeSync(fd, many)
  fs.closeSync(fd)
  const fd2 = fs.openSync(f, 'r')
  const b = Buffer.alloc(300)
  time(
    'read 300 B records, readSync each',
    100000,
    'rec',
    () => {
      for (let i = 0; i < 100000; i++) fs.readSync(fd2, b, 0, 300, i * 300)
    },
    5,
    1,
  )
  const B = Buffer.alloc(1 << 20)
  time(
    'read records, 1 MiB a readSync',
    100000,
    'rec',
    () => {
      for (let o = 0; o < 30000000; o += B.length) {
        fs.readSync(fd2, B, 0, B.length, o)
        sink += B[0]
      }
    },
    5,
    1,
  )
  fs.closeSync(fd2)
}
fs.unlinkSync(f)
console.error('sink', sink)

/** `fixproof decode` of a log of 1 GB: how fast, and how much memory it takes whatever the length. */
import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { makeCorpus } from '../corpus.ts'
import { rowOf } from '../rows.ts'
import type { Child } from '../runner/child.ts'
import { ROOT } from '../runner/tools.ts'
import { type Bench, type Check, inTurns, type Outcome } from '../runner/workload.ts'

const LOG_BYTES = 1e9
const QUICK_LOG_BYTES = 2e7
const LOOK_EVERY_MS = 20
const CHECKED_MESSAGES = 2000

export async function decodeLog(bench: Bench): Promise<Outcome> {
  const log = path.join(bench.scratch, 'long.log')
  const bytes = writeLog(bench, log)
  const memory: number[] = []
  const pass = async () => {
    const began = performance.now()
    const child = start(bench, log, '>/dev/null')
    const most = mostMemory(child)
    const code = await child.ended()
    const seconds = (performance.now() - began) / 1000
    if (code !== 0) throw new Error(`fixproof decode ended with ${code}: ${child.complaints}`)
    memory.push(await most)
    return { value: bytes / 1e6 / seconds }
  }
  const check = await everyMessageShown(bench)
  const measured = [
    { ...rowOf('log-speed'), ...(await inTurns(bench, 'log-speed', [{ engine: 'ours', pass }])) },
    { ...rowOf('log-memory'), samples: { ours: memory } },
  ]
  rmSync(log)
  return { measured, checks: [check] }
}

/** One message a line, as most logs are. @returns its length in bytes */
function writeLog(bench: Bench, file: string): number {
  const block = asLines(readFileSync(bench.tools.corpus))
  const most = bench.options.quick ? QUICK_LOG_BYTES : LOG_BYTES
  const log = openSync(file, 'w')
  let written = 0
  while (written < most) written += writeSync(log, block, 0, Math.min(block.length, most - written))
  closeSync(log)
  return written
}

function asLines(corpus: Buffer): Buffer {
  const text = corpus.toString('latin1')
  return Buffer.from(text.replaceAll('\x018=FIX', '\x01\n8=FIX').concat('\n'), 'latin1')
}

/** The shell hands its own process on, so that the process that is watched is the one that decodes. */
function start(bench: Bench, log: string, to: string): Child {
  const command = `exec '${bench.tools.node}' '${path.join(ROOT, 'bin', 'fixproof.mjs')}' decode '${log}' ${to}`
  return bench.children.start('fixproof decode', ['sh', '-c', command])
}

/** Megabytes; the kernel keeps the highest mark, so that only the last moment can be missed. */
async function mostMemory(child: Child): Promise<number> {
  let ended = false
  let kibibytes = 0
  void child.ended().then(() => {
    ended = true
  })
  while (!ended) {
    kibibytes = Math.max(kibibytes, highWaterMark(child.pid))
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  return (kibibytes * 1024) / 1e6
}

function highWaterMark(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** What is shown of a short log: each message has its BeginString, and every sum was found right. */
async function everyMessageShown(bench: Bench): Promise<Check> {
  const log = path.join(bench.scratch, 'short.log')
  const shown = path.join(bench.scratch, 'shown.txt')
  writeFileSync(log, asLines(makeCorpus(CHECKED_MESSAGES)))
  await start(bench, log, `>'${shown}'`).ended()
  const text = readFileSync(shown, 'utf8')
  const messages = text.match(/BeginString/g)?.length ?? 0
  const wrong = text.match(/\bwrong: /g)?.length ?? 0
  return {
    engine: 'ours',
    what: `log: ${CHECKED_MESSAGES} messages of a short log are shown`,
    ok: messages === CHECKED_MESSAGES && wrong === 0,
    detail: `${messages} shown, ${wrong} with a wrong length or sum`,
  }
}

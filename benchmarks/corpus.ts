/**
 * The messages that decoding is measured on: a stream of FIX.4.4 messages drawn from a seed, the same bytes everywhere.
 * 40 of 100 are NewOrderSingle, 40 ExecutionReport, 20 MarketDataIncrementalRefresh with a group of ten entries.
 *
 *   npx node benchmarks/corpus.ts FILE [MESSAGES]
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Of 100,000 messages; a corpus that differs would compare engines on different work. */
const SHA256 = 'a11b18912a735fcf77c267e00c18fc06ecf89b941b392025e9a537c9dd161bbd'
export const CORPUS_MESSAGES = 100_000
const SEED = 42

type Pairs = readonly (readonly [tag: number, value: string | number])[]

const SYMBOLS = ['IBM', 'MSFT', 'VOD.L', 'SIE.DE', 'EUR/USD', 'AAPL', 'BMW.DE', 'XOM', 'GOOG', 'ESZ6']
const SOH = '\x01'

/** Mulberry32: 32 bits of state, and the same numbers on every machine. */
class Draws {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  pick<T>(values: readonly T[]): T {
    return values[this.int(0, values.length - 1)] as T
  }

  price(): string {
    return (this.int(100, 99999) / 100).toFixed(2)
  }

  timeOfDay(): string {
    return `${pad(this.int(0, 23), 2)}:${pad(this.int(0, 59), 2)}:${pad(this.int(0, 59), 2)}.${pad(this.int(0, 999), 3)}`
  }

  timestamp(): string {
    return `20261121-${this.timeOfDay()}`
  }
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

/** The bytes of `count` messages, back to back. The order of the draws is part of the corpus. */
export function makeCorpus(count = CORPUS_MESSAGES): Buffer {
  const draws = new Draws(SEED)
  const messages: string[] = []
  for (let msgSeqNum = 1; msgSeqNum <= count; msgSeqNum++) {
    const kind = draws.next()
    if (kind < 0.4) messages.push(newOrderSingle(draws, msgSeqNum))
    else if (kind < 0.8) messages.push(executionReport(draws, msgSeqNum))
    else messages.push(marketData(draws, msgSeqNum))
  }
  return Buffer.from(messages.join(''), 'latin1')
}

/**
 * Writes the whole corpus, unless it is there.
 *
 * @throws Error when the bytes are not those that every engine is measured on
 */
export function writeCorpus(file: string): void {
  if (existsSync(file) && sha256(readFileSync(file)) === SHA256) return
  const corpus = makeCorpus()
  if (sha256(corpus) !== SHA256) throw new Error(`the corpus is not the agreed one: sha256 ${sha256(corpus)}`)
  writeFileSync(file, corpus)
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function fields(pairs: Pairs): string {
  return pairs.map(([tag, value]) => `${tag}=${value}${SOH}`).join('')
}

/** Written without the codec that is measured, so that the codec is not checked by itself. */
function framed(content: string): string {
  const text = `8=FIX.4.4${SOH}9=${content.length}${SOH}${content}`
  let sum = 0
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i)
  return `${text}10=${pad(sum & 255, 3)}${SOH}`
}

function newOrderSingle(draws: Draws, msgSeqNum: number): string {
  const header = fields(headerOf(draws, 'D', msgSeqNum, 'CLIENT1', 'VENUE'))
  const body: Pairs = [
    [11, `ORD-20261121-${pad(msgSeqNum, 8)}`],
    [1, `ACC${pad(draws.int(1, 9999), 6)}`],
    [21, 1],
    [55, draws.pick(SYMBOLS)],
    [207, 'XLON'],
    [54, draws.pick([1, 2])],
    [60, draws.timestamp()],
    [38, draws.int(1, 500) * 100],
    [40, 2],
    [44, draws.price()],
    [15, 'USD'],
    [59, 0],
    [58, 'seeded order note'],
  ]
  return framed(header + fields(body))
}

function headerOf(draws: Draws, msgType: string, msgSeqNum: number, sender: string, target: string): Pairs {
  return [
    [35, msgType],
    [34, msgSeqNum],
    [49, sender],
    [52, draws.timestamp()],
    [56, target],
  ]
}

function executionReport(draws: Draws, msgSeqNum: number): string {
  const quantity = draws.int(1, 500) * 100
  const done = draws.int(0, quantity / 100) * 100
  const last = Math.min(done, 100)
  const price = draws.price()
  const header = fields(headerOf(draws, '8', msgSeqNum, 'VENUE', 'CLIENT1'))
  const body: Pairs = [
    [37, `VEN-20261121-${pad(msgSeqNum, 10)}`],
    [198, `SEC${pad(msgSeqNum, 9)}`],
    [11, `ORD-20261121-${pad(msgSeqNum, 8)}`],
    [41, `ORD-20261121-${pad(msgSeqNum - 1, 8)}`],
    [17, `EXEC-${pad(msgSeqNum, 12)}`],
    [150, 'F'],
    [39, done === quantity ? 2 : 1],
    [1, `ACC${pad(draws.int(1, 9999), 6)}`],
    [55, draws.pick(SYMBOLS)],
    [207, 'XLON'],
    [54, draws.pick([1, 2])],
    [38, quantity],
    [40, 2],
    [44, price],
    [15, 'USD'],
    [59, 0],
    [32, last],
    [31, price],
    [30, 'XLON'],
    [151, quantity - done],
    [14, done],
    [6, price],
    [75, '20261121'],
    [60, draws.timestamp()],
    [58, 'partially filled by simulator'],
  ]
  return framed(header + fields(body))
}

function marketData(draws: Draws, msgSeqNum: number): string {
  const body: [number, string | number][] = [
    [262, `MDR-${pad(msgSeqNum, 8)}`],
    [268, 10],
  ]
  for (let i = 0; i < 10; i++) {
    body.push(
      [279, draws.pick([0, 1, 2])],
      [269, draws.pick([0, 1])],
      [278, `E${pad(msgSeqNum * 10 + i, 10)}`],
      [55, draws.pick(SYMBOLS)],
      [270, draws.price()],
      [15, 'USD'],
      [271, draws.int(1, 900) * 100],
      [272, '20261121'],
      [273, draws.timeOfDay()],
    )
  }
  return framed(fields(headerOf(draws, 'X', msgSeqNum, 'VENUE', 'CLIENT1')) + fields(body))
}

if (import.meta.main) {
  const [file, count] = process.argv.slice(2)
  if (file === undefined) throw new Error('usage: corpus.ts FILE [MESSAGES]')
  if (count === undefined) writeCorpus(file)
  else writeFileSync(file, makeCorpus(Number(count)))
}

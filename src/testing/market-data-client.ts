/** A client of market data: its requests, and a book that is built by the rules of the standard and by nothing of the desk's. */
import assert from 'node:assert/strict'
import type { Message } from '../codec/message.ts'
import { groupEntries } from '../venue/group-entries.ts'
import type { Part } from '../venue/message-body.ts'
import { type DeskRig, symbolRow } from './desk-rig.ts'

const FEEDS = ['BOOK', 'BOOK5', 'EMPTYMD', 'SHIFT', 'BURST', 'TRADE', 'BADDEL', 'BADCHG', 'RPTGAP', 'LIMIT']
export const MARKET_SYMBOLS = [symbolRow('SIM'), ...FEEDS.map((feed) => symbolRow(feed, { feed }))]

export interface Wish {
  readonly id?: string
  readonly type?: string
  readonly depth?: number
  /** `none` leaves it out. */
  readonly update?: string
  readonly types?: readonly string[]
  readonly symbols?: readonly string[]
  readonly more?: readonly Part[]
}

export function marketDataRequest({
  id = 'MD',
  type = '1',
  depth = 5,
  update = '1',
  types = ['0', '1'],
  symbols = ['SIM'],
  more = [],
}: Wish): Part[] {
  return [
    [262, id],
    [263, type],
    [264, depth],
    [265, type === '0' || update === 'none' ? undefined : update],
    [267, types.map((entryType): Part[] => [[269, entryType]])],
    [146, symbols.map((symbol): Part[] => [[55, symbol]])],
    ...more,
  ]
}

/** A client's book, built by the rules of the standard and by nothing of the desk's. */
export class ClientBook {
  readonly sides: Record<string, { px: string; qty: string }[]> = { 0: [], 1: [] }
  rptSeq = Number.NaN
  readonly #depth: number
  readonly #rig: DeskRig

  constructor(rig: DeskRig, depth: number) {
    this.#rig = rig
    this.#depth = depth === 0 ? Number.POSITIVE_INFINITY : depth
  }

  apply(message: Message): void {
    const positionTag = this.#rig.version.ordinal >= 50 ? 1023 : 290
    if (message.msgType === 'W') for (const key of ['0', '1']) this.sides[key] = []
    for (const entry of groupEntries(message, this.#rig.session().dictionary, 268)) {
      const type = entry.text(269) ?? ''
      const action = entry.text(279)
      const rptSeq = Number(entry.text(83))
      if (action !== undefined && this.#rig.version.ordinal >= 50) assert.equal(rptSeq, this.rptSeq + 1, 'MDB-8')
      if (entry.text(83) !== undefined) this.rptSeq = rptSeq
      if (type === 'J') for (const key of ['0', '1']) this.sides[key] = []
      const levels = this.sides[type]
      if (levels === undefined) continue
      const at = Number(entry.text(positionTag)) - 1
      const level = { px: entry.text(270) ?? '', qty: entry.text(271) ?? '' }
      assert.ok(at >= 0 && at <= levels.length, `position ${at + 1} of ${levels.length}`)
      if (action !== undefined && action !== '0') assert.ok(at < levels.length, `MDB-7: ${action} of ${at + 1}`)
      if (action === undefined || action === '0') levels.splice(at, 0, level)
      else if (action === '1' || action === '5') levels[at] = level
      else if (action === '2') levels.splice(at, 1)
      else if (action === '3') levels.splice(0, at + 1)
      else levels.splice(at)
      if (levels.length > this.#depth) levels.length = this.#depth
    }
    this.#judge()
  }

  #judge(): void {
    const [bids, offers] = ['0', '1'].map((key) => (this.sides[key] ?? []).map(({ px }) => Number(px))) as [
      number[],
      number[],
    ]
    for (const [i, px] of bids.entries()) assert.ok(i === 0 || px < (bids[i - 1] ?? 0), `MDB-2 bids ${bids}`)
    for (const [i, px] of offers.entries()) assert.ok(i === 0 || px > (offers[i - 1] ?? 0), `MDB-2 offers ${offers}`)
    if (bids[0] !== undefined && offers[0] !== undefined)
      assert.ok(bids[0] < offers[0], `MDB-3 ${bids[0]} ${offers[0]}`)
    assert.ok(Math.max(bids.length, offers.length) <= Math.min(this.#depth, 5), 'MDB-5')
  }
}

/** Numbers between 0 and 1 from a seed. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

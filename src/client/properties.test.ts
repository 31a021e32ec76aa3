/**
 * A random life: a small venue trades, corrects, busts and repeats itself, and decides on cancels and replaces when it
 * likes. What the client shows is at every moment what the venue has.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ClientRig, RIG_VERSIONS } from '../testing/client-rig.ts'

interface Trade {
  execID: string
  qty: number
  px: number
}

/** An order at the venue, in whole numbers. */
class Venue {
  readonly r: ClientRig
  inForce: string
  qty = 100
  trades: Trade[] = []
  /** Requests that came and are not decided, oldest first; `qty` for a replace. */
  pending: { id: string; orig: string; qty?: number; told: boolean }[] = []
  over = false
  replaced = false
  #ids = 0
  #last: (() => void) | undefined

  constructor(r: ClientRig) {
    this.r = r
    this.inForce = r.open()
  }

  get cum(): number {
    return this.trades.reduce((sum, { qty }) => sum + qty, 0)
  }

  /** OrdStatus(39) by precedence, as told so far. */
  get status(): string {
    const [first] = this.pending.filter(({ told }) => told)
    if (this.pending.some(({ told, qty }) => told && qty === undefined)) return '6'
    if (first !== undefined) return 'E'
    if (this.cum >= this.qty) return '2'
    if (this.over) return '4'
    return this.cum > 0 ? '1' : this.replaced && this.r.old ? '5' : '0'
  }

  figures(): Record<number, string> {
    const leaves = this.over ? 0 : Math.max(0, this.qty - this.cum)
    return { 38: String(this.qty), 14: String(this.cum), 151: String(leaves), 39: this.status }
  }

  send(macro: string, more: Record<number, string>): void {
    const stated = { 11: this.inForce, 17: `V${++this.#ids}`, ...this.figures(), ...more }
    this.r.report(macro, stated)
    this.#last = () => this.r.report(macro, stated, { 97: 'Y' })
  }

  trade(qty: number, px: number): void {
    const execID = `T${++this.#ids}`
    const some = Math.min(qty, this.qty - this.cum)
    if (some <= 0 || this.over) return
    this.trades.push({ execID, qty: some, px })
    this.send('Trade', { 17: execID, 32: String(some), 31: String(px) })
  }

  bust(n: number): void {
    const [gone] = this.trades.splice(n % Math.max(1, this.trades.length), 1)
    if (gone !== undefined) this.send('Bust', { 19: gone.execID })
  }

  correct(n: number, qty: number, px: number): void {
    const trade = this.trades[n % Math.max(1, this.trades.length)]
    if (trade === undefined || this.cum - trade.qty + qty > this.qty) return
    const before = trade.execID
    Object.assign(trade, { execID: `T${++this.#ids}`, qty, px })
    this.send('Correct', { 17: trade.execID, 19: before, 32: String(qty), 31: String(px) })
  }

  repeat(): void {
    this.#last?.()
  }

  status3(): void {
    this.send('Status', { 17: '0' })
  }

  cancel(): void {
    if (this.over || this.pending.length > 0) return
    const id = this.r.cancel(this.inForce)
    this.pending.push({ id, orig: this.inForce, told: false })
  }

  replace(qty: number): void {
    if (this.over || this.pending.some((request) => request.qty === undefined)) return
    const orig = this.pending.at(-1)?.id ?? this.inForce
    this.pending.push({ id: this.r.replace(this.inForce, { 38: String(qty) }), orig, qty, told: false })
  }

  tell(): void {
    const request = this.pending.find(({ told }) => !told)
    if (request === undefined) return
    request.told = true
    this.send(request.qty === undefined ? '6' : 'E', { 11: request.id, 41: this.inForce })
  }

  decide(accept: boolean): void {
    const request = this.pending.shift()
    if (request === undefined) return
    const before = this.inForce
    // A report from before the refusal would tell of a request that is no longer there.
    this.#last = undefined
    if (!accept || (request.qty === undefined && this.cum >= this.qty)) {
      this.r.receive('9', {
        37: 'O1',
        11: request.id,
        41: before,
        39: this.status,
        434: request.qty === undefined ? '1' : '2',
      })
    } else if (request.qty === undefined) {
      this.over = true
      this.send('4', { 11: request.id, 41: before })
    } else {
      this.inForce = request.id
      this.replaced = true
      this.qty = Math.max(request.qty, this.cum)
      this.send('5', { 41: before })
    }
  }
}

const step = fc.oneof(
  fc.tuple(fc.constant('trade' as const), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 10 })),
  fc.tuple(
    fc.constant('correct' as const),
    fc.nat(9),
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 10 }),
  ),
  fc.tuple(fc.constant('bust' as const), fc.nat(9)),
  fc.tuple(fc.constantFrom('repeat' as const, 'status3' as const, 'cancel' as const, 'tell' as const)),
  fc.tuple(fc.constant('replace' as const), fc.integer({ min: 50, max: 150 })),
  fc.tuple(fc.constant('decide' as const), fc.boolean()),
)

for (const version of RIG_VERSIONS) {
  test(`${version}: whatever happens to an order, the client shows what the venue has`, () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const r = new ClientRig(version)
        const venue = new Venue(r)
        const first = venue.inForce
        for (const [name, ...args] of steps) {
          const act = venue[name] as (...values: unknown[]) => void
          act.apply(venue, args)
          const { 14: cum, 151: leaves, 39: status } = venue.figures()
          assert.equal(r.figures(first), `${status} ${cum} ${leaves}`)
          assert.equal(r.shown(first).ClOrdID, venue.inForce)
          assert.equal(r.client.position('SIM'), cum)
        }
        assert.deepEqual(r.alarms(), [])
        r.silent()
      }),
      { numRuns: 150 },
    )
  })
}

/** What happens to many orders at once, drawn from a seed: when each is sent, canceled, replaced. Pure. */

export interface RaceAct {
  /** Milliseconds behind the begin. */
  readonly at: number
  /** Number of the order, from 0. */
  readonly order: number
  readonly does: 'new' | 'cancel' | 'replace'
  /** OrderQty(38) of an order or a replace. */
  readonly qty: number
  readonly side: '1' | '2'
}

/** Orders follow one another this closely, so that the lives of some twenty overlap. */
const APART_MS = 100
/** Requests come this long behind their order, at most. */
const LIFE_MS = 2_000
const MOST_REQUESTS = 3
/** Quantities of the printed table (Q520) whose order has a life that no rule foresees. */
const LEAST_QTY = 520
const QUANTITIES = 10

/** @returns by their times; an order before the requests about it */
export function planRaces(count: number, random: () => number): RaceAct[] {
  const below = (most: number): number => Math.floor(random() * most)
  const acts: RaceAct[] = []
  for (let order = 0; order < count; order++) {
    const begin = order * APART_MS + below(APART_MS)
    const side = random() < 0.5 ? '1' : '2'
    acts.push({ at: begin, order, does: 'new', qty: LEAST_QTY + below(QUANTITIES), side })
    const requests = 1 + below(MOST_REQUESTS)
    for (let i = 0; i < requests; i++) {
      const does = random() < 0.4 ? 'cancel' : 'replace'
      acts.push({ at: begin + 1 + below(LIFE_MS), order, does, qty: 300 + below(500), side })
    }
  }
  return acts.toSorted((a, b) => a.at - b.at)
}

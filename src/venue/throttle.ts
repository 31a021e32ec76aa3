/** How many messages a session may send in a second; the ones beyond are told so, not queued. */

const WINDOW_MS = 1000

export class Throttle {
  /** Instants of the messages of the last second that were let through, by session; oldest first. */
  readonly #admitted = new Map<string, number[]>()

  /** @returns false when the session has had its share of this second */
  admits(session: string, rate: number, now: number): boolean {
    let instants = this.#admitted.get(session)
    if (instants === undefined) {
      instants = []
      this.#admitted.set(session, instants)
    }
    while (instants[0] !== undefined && instants[0] <= now - WINDOW_MS) instants.shift()
    if (instants.length >= rate) return false
    instants.push(now)
    return true
  }
}

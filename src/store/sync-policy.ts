/**
 * When what was written is forced to the disk. `never` is safe against the end of the process, not against power loss;
 * `interval` loses at most the interval to power loss; `always` nothing that `flush` came back from.
 */
export type FsyncPolicy = 'never' | 'interval' | 'always'

export class SyncPolicy {
  readonly #policy: FsyncPolicy
  readonly #intervalMs: number
  #syncedAt: number

  /** @param now - counts as the first sync; epoch milliseconds UTC */
  constructor(policy: FsyncPolicy, intervalMs: number, now: number) {
    this.#policy = policy
    this.#intervalMs = intervalMs
    this.#syncedAt = now
  }

  /** Whether anything is ever synced. */
  get isOn(): boolean {
    return this.#policy !== 'never'
  }

  /** Whether each tick is synced before it counts: then what is not synced was never acknowledged. */
  get isEachTick(): boolean {
    return this.#policy === 'always'
  }

  /** @param at - epoch milliseconds UTC; without it, `interval` is always due */
  isDue(at: number | undefined): boolean {
    if (this.#policy !== 'interval') return this.#policy === 'always'
    // A clock set back must not put the sync off.
    return at === undefined || at < this.#syncedAt || at - this.#syncedAt >= this.#intervalMs
  }

  synced(at: number | undefined): void {
    this.#syncedAt = at ?? this.#syncedAt
  }
}

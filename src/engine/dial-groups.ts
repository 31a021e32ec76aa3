/** Sessions of one ReconnectGroup dial one after another, each as long after the one before as its interval says. */
export class DialGroups {
  readonly #freeAt = new Map<string, number>()

  /**
   * Takes the next place in the group.
   *
   * @param at - when the session would dial by itself, epoch milliseconds
   * @returns when it may
   */
  place(group: string, at: number, intervalMs: number): number {
    const place = Math.max(at, this.#freeAt.get(group) ?? Number.NEGATIVE_INFINITY)
    this.#freeAt.set(group, place + intervalMs)
    return place
  }
}

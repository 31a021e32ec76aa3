/** The way that attempts took over primary and backup, as a scenario says it and as it was seen. Pure. */

export type Place = 'primary' | 'backup'

export interface Attempt {
  readonly place: Place
  /** Epoch milliseconds. */
  readonly at: number
}

/** One stay: so many attempts at a place; the last of a way may be open, then one is enough. */
interface Stay {
  readonly place: Place
  readonly times: number | undefined
}

export interface Way {
  /** As it was said. */
  readonly text: string
  readonly stays: readonly Stay[]
  /** Nothing may come behind it. */
  readonly ends: boolean
}

/**
 * Reads `the primary 1 + 3 times, then the backup`, `the primary 3 times, then nobody`. A stay without a number ends the
 * way open: there was an attempt, and more of them are judged by somebody else.
 *
 * @throws Error when it is no way
 */
export function parseWay(text: string): Way {
  const parts = text.split(/, then /)
  const ends = parts.at(-1) === 'nobody'
  const stays = (ends ? parts.slice(0, -1) : parts).map((part): Stay => {
    const match = /^the (primary|backup)(?: (\d+)(?: \+ (\d+))? times?| (once))?$/.exec(part)
    if (match === null) throw new Error(`"${part}": expected the primary, the backup 3 times, the primary 1 + 3 times`)
    const [, place, first, more = '0', once] = match
    const times = once !== undefined ? 1 : first === undefined ? undefined : Number(first) + Number(more)
    return { place: place as Place, times }
  })
  const open = stays.findIndex(({ times }) => times === undefined)
  if (stays.length === 0 || (open >= 0 && (ends || open < stays.length - 1)))
    throw new Error(`"${text}": only the last place may be without a number`)
  return { text, stays, ends }
}

/** Whether attempts are what a way says: not yet, exactly, or no longer. */
export function matchesWay(way: Way, attempts: readonly Attempt[]): 'pending' | 'same' | 'differs' {
  const wanted = way.stays.flatMap(({ place, times = 1 }) => Array.from({ length: times }, () => place))
  const open = way.stays.at(-1)?.times === undefined
  const common = attempts.slice(0, wanted.length).every(({ place }, i) => place === wanted[i])
  const behind = attempts.slice(wanted.length)
  if (!common || behind.some(({ place }) => !open || place !== wanted.at(-1))) return 'differs'
  return attempts.length < wanted.length ? 'pending' : 'same'
}

/** `4 attempts at the primary (after 0, 1000, 2000, 3000 ms), then 1 at the backup (after 3001 ms)` */
export function wayTaken(attempts: readonly Attempt[]): string {
  const [first] = attempts
  if (first === undefined) return 'no attempt'
  const stays: { place: Place; after: number[] }[] = []
  for (const { place, at } of attempts) {
    if (stays.at(-1)?.place !== place) stays.push({ place, after: [] })
    stays.at(-1)?.after.push(at - first.at)
  }
  return stays
    .map(({ place, after }) => `${after.length} at the ${place} (after ${after.join(', ')} ms)`)
    .join(', then ')
    .replace(/^(1) /, '$1 attempt ')
    .replace(/^(\d\d+|[02-9]) /, '$1 attempts ')
}

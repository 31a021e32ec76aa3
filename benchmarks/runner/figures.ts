/** What is done with the samples of a row: medians, ratios, and whether a goal is met. */

/** Who was measured. `floor` is the same exchange without any FIX work. */
export type EngineName = 'ours' | 'quickfix' | 'jspurefix' | 'floor'

/** What a row is to reach: ratios to the median of a peer, or a value of its own. */
export interface Goals {
  readonly quickfix?: number
  readonly jspurefix?: number
  readonly absolute?: number
}

/** One line of the tables. */
export interface Row {
  readonly id: string
  readonly what: string
  readonly unit: string
  /** Whether more is better; ratios and goals are read accordingly. */
  readonly better: 'more' | 'less'
  readonly goals?: Goals
}

export type Samples = Partial<Readonly<Record<EngineName, readonly number[]>>>

export interface Measured extends Row {
  readonly samples: Samples
  /** CPU microseconds for each unit of work, where the processes could be asked. */
  readonly cpuMicros?: Samples
}

/** The middle value; of an even number of values the mean of both in the middle. NaN without values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

export function medianOf(samples: Samples | undefined, engine: EngineName): number | undefined {
  const values = samples?.[engine]
  return values === undefined || values.length === 0 ? undefined : median(values)
}

/** Our median divided by that of the peer; undefined unless both were measured. */
export function ratioTo(row: Measured, peer: EngineName): number | undefined {
  const ours = medianOf(row.samples, 'ours')
  const theirs = medianOf(row.samples, peer)
  return ours === undefined || theirs === undefined || theirs === 0 ? undefined : ours / theirs
}

export interface Judged {
  /** Such as `>= 4 x quickfix` or `<= 10`. */
  readonly goal: string
  readonly met: boolean
}

/** The goals of a row that could be judged, each with its outcome. */
export function judge(row: Measured): Judged[] {
  const { better, goals = {} } = row
  const sign = better === 'more' ? '>=' : '<='
  const reached = (value: number, goal: number): boolean => (better === 'more' ? value >= goal : value <= goal)
  const judged: Judged[] = []
  for (const peer of ['quickfix', 'jspurefix'] as const) {
    const goal = goals[peer]
    const ratio = ratioTo(row, peer)
    if (goal !== undefined && ratio !== undefined)
      judged.push({ goal: `${sign} ${goal} x ${peer}`, met: reached(ratio, goal) })
  }
  const ours = medianOf(row.samples, 'ours')
  if (goals.absolute !== undefined && ours !== undefined)
    judged.push({ goal: `${sign} ${goals.absolute.toLocaleString('en')}`, met: reached(ours, goals.absolute) })
  return judged
}

/** The time from the first start to the last end. @param spans - start and end of each, in any order; at least one */
export function extent(spans: readonly (readonly [start: number, end: number])[]): number {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const [start, end] of spans) {
    first = Math.min(first, start)
    last = Math.max(last, end)
  }
  return last - first
}

/** The slope of the line that fits the points best, in y for each x. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length
  let above = 0
  let below = 0
  for (const [x, y] of points) {
    above += (x - meanX) * (y - meanY)
    below += (x - meanX) ** 2
  }
  return above / below
}

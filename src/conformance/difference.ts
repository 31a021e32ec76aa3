/** What was expected of a message and what it holds, field by field: tag, name, value and label, all four. */

export interface DifferenceField {
  tag: number
  name: string
  expected: string | null
  expectedLabel?: string
  actual: string | null
  actualLabel?: string
  equal: boolean
}

export interface Difference {
  /** Index into the transcript; absent when nothing was received. */
  entry?: number
  fields: DifferenceField[]
  note?: string
}

/** What the trial and its processes tell each other. */
import type { VersionId } from '../../src/fix/versions.ts'

/** One target to explore. */
export interface Task {
  readonly profile: 'self' | 'rogues'
  readonly version: VersionId
  readonly role: 'acceptor' | 'initiator'
  /** The fault of a rogue; undefined for a healthy target. */
  readonly fault: string | undefined
  readonly seed: number
  readonly steps: number
}

export interface Outcome {
  readonly task: Task
  readonly steps: number
  readonly ms: number
  readonly found:
    | {
        readonly before: number
        readonly after: number
        readonly by: string
        readonly actual: string
        readonly texts: readonly string[]
      }
    | undefined
}

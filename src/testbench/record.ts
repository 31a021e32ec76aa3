/** What a scenario has found so far. The hooks turn it into a result; nothing here knows cucumber. */
import type { Finding } from '../conformance/verdict.ts'

export class ScenarioRecord {
  /** Everything that was expected so far, in words. */
  readonly expected: string[] = []
  /** What was seen for the last expectation that was met. */
  seen = ''
  /** The must that was broken. */
  broken: Finding | undefined
  /** Each should that was missed. */
  readonly missed: Finding[] = []
  /** Alternatives of the standard that the target took. */
  readonly taken: string[] = []
  /** Why the stimulus was not reached. */
  notReached: string | undefined
}

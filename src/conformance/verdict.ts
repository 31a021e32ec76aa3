/** How a scenario ends before it is reported. Three kinds of stop, never mixed: the target's fault, no stimulus, ours. */
import { AssertionError } from 'chai'
import type { Difference } from './difference.ts'

export interface Finding {
  /** What the step wanted, in words, one entry each. */
  readonly expected: readonly string[]
  readonly actual: string
  readonly difference?: Difference | undefined
}

/** A must of the requirement was broken. */
export class RequirementBroken extends AssertionError<Finding> {
  readonly finding: Finding
  constructor(finding: Finding) {
    super(`expected ${finding.expected.join(', ')}; ${finding.actual}`)
    this.finding = finding
  }
}

/** The stimulus of the case could not be reached, so nothing was proved. */
export class NotReached extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NotReached'
  }
}

/** The target could not be connected to at all: it is unreachable, which ends the run early. */
export class TargetUnreachable extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'TargetUnreachable'
  }
}

/** A requirement of the standard, of the seed documents or of practice, as one record. */
import type { VersionId } from '../fix/versions.ts'

export type Level = 'must' | 'should' | 'may'
export type Role = 'acceptor' | 'initiator'

export const BOTH_ROLES: readonly Role[] = ['acceptor', 'initiator']

export interface Requirement {
  /** Id of the case: `2.c`, `1B.b`, `SD-43`. Scenarios carry it as a tag. */
  readonly id: string
  readonly title: string
  /** What must hold, in one sentence of ours. */
  readonly sentence: string
  readonly clause: string
  readonly level: Level
  /** Roles of the target that it concerns. */
  readonly roles: readonly Role[]
  /** The standard asks for it only of engines that have the feature, as for the whole of group 17. Default: of every engine. */
  readonly optional?: boolean
  /** First version that knows what it is about; the oldest by default. */
  readonly since?: VersionId
  /** Last version that knows what it is about; the newest by default. */
  readonly until?: VersionId
  /** Why no scenario can prove it, in a sentence. A row has a scenario or this, never neither. */
  readonly untestable?: string
}

/** A group of cases, in the order of the standard. */
export interface Group {
  readonly id: string
  readonly title: string
}

/** The group of a case id: `2` of `2.c`, `1B` of `1B.b`, `SD` of `SD-43`. */
export function groupOf(id: string): string {
  return /^(\d+[A-Z]?|[A-Z]+)/.exec(id)?.[1] ?? id
}

/** A requirement of the standard, of the seed documents or of practice, as one record. */
import type { VersionId } from '../fix/versions.ts'

export type Level = 'must' | 'should' | 'may'
export type Role = 'acceptor' | 'initiator'
/** What the target is in a case about orders, quotes or data, whichever side of the connection it is. */
export type Part = 'venue' | 'client'

export const BOTH_ROLES: readonly Role[] = ['acceptor', 'initiator']
export const BOTH_PARTS: readonly Part[] = ['venue', 'client']

export interface Requirement {
  /** Id of the case: `2.c`, `1B.b`, `SD-43`, `ORD-01.a`, `MAT-B.1.c`, `INV-5`. Scenarios carry it as a tag. */
  readonly id: string
  readonly title: string
  /** What must hold, in one sentence of ours. */
  readonly sentence: string
  readonly clause: string
  readonly level: Level
  /** Roles of the target that it concerns. */
  readonly roles: readonly Role[]
  /** Parts of the target that it concerns; only for cases of the application. A scenario says which by `@venue` or `@client`. */
  readonly parts?: readonly Part[]
  /** The standard asks for it only of engines that have the feature, as for the whole of group 17. Default: of every engine. */
  readonly optional?: boolean
  /** First version that knows what it is about; the oldest by default. */
  readonly since?: VersionId
  /** Last version that knows what it is about; the newest by default. */
  readonly until?: VersionId
  /** What public certification scripts, matrices and reports of faults call it: `SAFT 3`, `B3 A1`, `A.1.a`. */
  readonly map?: readonly string[]
  /** Rule of the persona `standard` that makes a simulator do it: `Q20`, `S:HALT`, `ev:close`. */
  readonly rule?: string
  /** Why it may not be quoted as the words of the standard, in a sentence. */
  readonly doubtful?: string
  /** Judged over every scenario of the application, so that no scenario is about it alone. */
  readonly everywhere?: boolean
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

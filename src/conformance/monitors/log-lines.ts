/** What the judge of logs is handed, and what it hands out. */
import type { Message } from '../../codec/message.ts'
import type { FixVersion } from '../../fix/versions.ts'
import type { Naming } from '../expect.ts'
import type { Role } from '../requirement.ts'
import type { CaseBook } from './case-book.ts'
import type { ContentFault } from './session-state.ts'
import type { Shown, Sighting } from './sighting.ts'

/** One line of a log, as a reader of logs gives it. */
export interface LogLine {
  readonly file: number
  readonly line: number
  readonly at: number | undefined
  /** Seen from who wrote the log. */
  readonly direction: 'in' | 'out' | undefined
  readonly bytes: Buffer
  readonly message: Message | undefined
  readonly problem?: string | undefined
}

export interface LogEvent {
  readonly file: number
  readonly line: number
  readonly at: number | undefined
  readonly event: 'connect' | 'disconnect' | 'other'
  readonly text: string
}

export interface VersionRules {
  readonly naming: Naming
  faultOf(message: Message): ContentFault | undefined
  readonly dictionaryIsStated: boolean
}

export interface LogJudgeOptions {
  /** CompID of the side that is graded; undefined: both sides, each for itself. */
  readonly target?: string | undefined
  rulesOf(version: FixVersion): VersionRules
  /** Called for each message in order of the log, with the sides by CompID. */
  readonly also?: ((graded: GradedSession, sighting: Sighting, session: SessionRef) => void) | undefined
}

/** One side of one session. */
export interface GradedSession {
  readonly target: string
  readonly peer: string
  readonly version: FixVersion
  readonly role: Role
  readonly book: CaseBook
}

/** One side of one session, for what is watched beside the session layer. */
export interface SessionRef {
  readonly key: string
  evidence(): readonly Shown[]
}

/**
 * One leg of a run: one version, one role of the target, one pair of CompIDs. It is plain JSON, because cucumber hands
 * it to the steps that way.
 */
import type { VersionId } from '../fix/versions.ts'
import type { SessionSettings } from '../session/settings.ts'
import type { ApplicationName } from '../simulator/order-desk.ts'
import type { TamperRule } from '../simulator/tamper.ts'

export interface Leg {
  readonly profile: string
  readonly version: VersionId
  /** Role of the target. */
  readonly targetRole: 'acceptor' | 'initiator'
  /** `self`: our own engine in this process; `external`: somebody else's, over TCP. */
  readonly engine: 'self' | 'external'
  /** For `self`: in memory on the simulated clock, or over loopback TCP in real time. */
  readonly transport: 'memory' | 'tcp'
  /** The address was said on the command line; otherwise the profile has it, or starts the target on a port of the run. */
  readonly addressed: boolean
  readonly host: string
  readonly port: number
  readonly senderCompID: string
  readonly targetCompID: string
  readonly heartBtInt: number
  /** Fields added to the tester's Logon, by tag. */
  readonly logonFields: readonly (readonly [tag: number, value: string])[]
  /** Values that must never be shown: they are masked in every transcript. */
  readonly secretTags: readonly number[]
  readonly capabilities: readonly string[]
  /** Built-in dictionary name or file; the version's own when absent. */
  readonly dictionary?: string
  /** Settings of the self target. */
  readonly targetSettings: Partial<SessionSettings>
  readonly application: ApplicationName
  readonly tamper: readonly TamperRule[]
  readonly seed: number
  /** How long a target that dials may take to come, milliseconds. */
  readonly dialInMs: number
}

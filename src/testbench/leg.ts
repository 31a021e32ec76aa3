/**
 * One leg of a run: one version, one role of the target, one pair of CompIDs. It is plain JSON, because cucumber hands
 * it to the steps that way.
 */
import type { VersionId } from '../fix/versions.ts'
import type { ApplicationName } from '../simulator/order-desk.ts'
import type { ProcessFault } from '../simulator/process-faults.ts'
import type { TamperRule } from '../simulator/tamper.ts'
import type { ProfileParameters } from './session-parameters.ts'
import type { Trading } from './trading.ts'

export interface Leg {
  readonly profile: string
  readonly version: VersionId
  /** 0 for the first session of its version and role; others of the pool share the scenarios with it. */
  readonly lane: number
  /** Role of the target. */
  readonly targetRole: 'acceptor' | 'initiator'
  /** `self`: our own engine in this process; `module`: one of the user's, there too; `external`: any, over TCP. */
  readonly engine: 'self' | 'external' | 'module'
  /** For `module`: the file that exports `createTarget`, and what it is given. */
  readonly module?: { readonly file: string; readonly options: Readonly<Record<string, unknown>> }
  /** For `self`: in memory on the simulated clock, over loopback TCP in real time, or that in a process of its own. */
  readonly transport: 'memory' | 'tcp' | 'process'
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
  /** Parameters of the self target, as the profile states them. */
  readonly targetParameters: ProfileParameters
  /** Parameters of the tester's own engine, where a scenario hands the session over to it. */
  readonly testerParameters: ProfileParameters
  readonly application: ApplicationName
  /** Fields of the orders of session scenarios, by tag, in the place of the usual ones; null leaves one out. */
  readonly order?: readonly (readonly [tag: number, value: string | null])[]
  /** What it plays in application scenarios; absent in all others, where `application` answers. */
  readonly trading?: Trading | undefined
  readonly tamper: readonly TamperRule[]
  /** What the self target does wrong with what it keeps; only where it is a process of its own. */
  readonly targetFaults: readonly ProcessFault[]
  readonly seed: number
  /** How long a target that dials may take to come, milliseconds. */
  readonly dialInMs: number
}

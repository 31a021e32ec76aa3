/** What passes between a bench and a target in a process of its own. All of it is plain JSON. */
import type { Field } from '../codec/encode.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { findVersion, type VersionId } from '../fix/versions.ts'
import type { PresetName } from '../parameters/presets.ts'
import { type Resolved, resolveParameters, type Stated } from '../parameters/resolve.ts'
import type { StoredSession } from '../store/session-folder-name.ts'
import type { Address } from '../transport/transport.ts'
import type { CrashPoint } from './crash-points.ts'
import type { ApplicationName } from './order-desk.ts'
import type { ProcessFault } from './process-faults.ts'
import type { TamperRule } from './tamper.ts'

/** One start of the target: who it is, and where its files are. */
export interface ProcessPlan {
  readonly version: VersionId
  readonly role: 'acceptor' | 'initiator'
  /** Seen from the target. */
  readonly senderCompID: string
  readonly targetCompID: string
  readonly preset?: PresetName
  readonly stated: Stated
  /** Where an acceptor listens, port 0 for any; where an initiator dials to. */
  readonly address: Address
  readonly application: ApplicationName
  readonly tamper: readonly TamperRule[]
  readonly faults: readonly ProcessFault[]
  /** File that takes what can't be seen on the wire, a line of JSON each: it outlives the process. */
  readonly evidence: string
}

/** From the bench to the target. */
export type Command =
  | { readonly do: 'run'; readonly plan: ProcessPlan }
  | { readonly do: 'die'; readonly point: CrashPoint }
  | { readonly do: 'send'; readonly orders: readonly Field[][] }
  | { readonly do: 'logout' | 'start' | 'stop' }
  | { readonly do: 'setNumbers'; readonly nextIn?: number; readonly nextOut?: number }
  | { readonly do: 'resetNumbers'; readonly how: 'local' | 'onTheWire' }
  | { readonly do: 'requestResend'; readonly begin: number; readonly end: number }
  | { readonly do: 'failDelivery'; readonly times: number }

/** From the target to the bench: it runs, an acceptor at this port; or it can't, and ends; it is ready to die. */
export type Said =
  | { readonly said: 'ready'; readonly port: number }
  | { readonly said: 'failed'; readonly why: string }
  | { readonly said: 'armed' }
  | { readonly said: 'note'; readonly text: string }

/** One line of the evidence. */
export type Evidence =
  | {
      readonly kind: 'delivered'
      readonly clOrdID?: string
      readonly msgSeqNum: number
      readonly possDup: boolean
    }
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'undelivered'; readonly text: string }
  | { readonly kind: 'state'; readonly text: string }
  | { readonly kind: 'resendAsked'; readonly msgSeqNum: number }
  | { readonly kind: 'sessionReset' }

/** @throws ParameterError with every problem; Error for a version that there is not */
export function parametersOf(
  plan: Pick<ProcessPlan, 'version' | 'role' | 'senderCompID' | 'targetCompID' | 'preset' | 'stated'>,
): Resolved {
  const version = findVersion(plan.version)
  if (version === undefined) throw new Error(`no FIX version ${plan.version}`)
  const { role, senderCompID, targetCompID, preset, stated } = plan
  const identity = { version, role, senderCompID, targetCompID, dictionary: dictionaryFor(version) }
  return resolveParameters(stated, { identity, ...(preset === undefined ? {} : { preset }) })
}

/** The session as its files name it. */
export function storedSession({ version, role, senderCompID, targetCompID }: ProcessPlan): StoredSession {
  return { beginString: findVersion(version)?.beginString ?? version, senderCompID, targetCompID, role }
}

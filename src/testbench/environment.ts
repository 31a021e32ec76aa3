/** Where a scenario runs: a clock, a network, a target at the other end, and what the target can be asked to do. */
import type { Clock } from '../engine/clock.ts'
import type { Tamper } from '../engine/tamper.ts'
import type { Journal } from '../journal/journal.ts'
import type { Schedule } from '../session/schedule.ts'
import type { Delivered, ResendVeto } from '../simulator/observed-application.ts'
import type { ArchivedNumbering } from '../store/message-store.ts'
import type { Address, Network } from '../transport/transport.ts'
import type { ProcessControl } from './process-control.ts'
import type { TradingControl } from './trading.ts'

export interface Environment {
  readonly clock: Clock
  readonly network: Network
  readonly journal: Journal
  /** Where the target listens, or where it dials to. */
  readonly address: Address
  /** A second destination of the target; undefined where there is none. */
  readonly backup?: SecondPlace | undefined
  /** True when time jumps: waiting costs nothing. */
  readonly simulated: boolean
  /** What the tester remembers of the session from one scenario to the next. */
  readonly memory: SessionMemory
  /** How long a target that dials may take to come, milliseconds. */
  readonly dialInMs: number

  /**
   * Waits until `done` answers true, which is asked whenever anything was journalled.
   *
   * @param deadline - epoch milliseconds on the environment's clock
   * @returns false when the deadline came first
   */
  until(done: () => boolean, deadline: number): Promise<boolean>

  /** Makes sure that the target runs. @throws TargetUnreachable (as rejection) when it can not be started */
  startTarget(): void | Promise<void>
  /**
   * A connection was refused: whether the target has ended meanwhile, and was started again. Absent where nobody can tell.
   *
   * @throws TargetUnreachable (as rejection) when it can not be started
   */
  readonly startAgain?: () => Promise<boolean>
  /** What the profile's target can be asked to do beyond FIX; undefined where it is a stranger. */
  readonly control: TargetControl | undefined
  /** More of that, where the target is a process of its own that can die at an exact point. */
  readonly process?: ProcessControl
  /** Ends what the scenario opened. */
  close(): void
}

/** Where a target has its backup connection, on a network that tells of every attempt. */
export interface SecondPlace {
  readonly address: Address
  /** Told of each dial to an address where nobody listens. */
  onRefused: (address: Address) => void
}

/** Numbers that outlive a scenario, because the target's do. */
export interface SessionMemory {
  /** MsgSeqNum(34) on the wire that the target expects next, as far as the tester knows. */
  nextOut: number
  /** The one that the target sends next. */
  nextIn: number
  /** The last scenario left both sides in step, so these numbers hold. */
  agreed: boolean
}

/** Nobody has said anything yet: both sides begin at 1, unless an earlier run went on. */
export const newMemory = (): SessionMemory => ({ nextOut: 1, nextIn: 1, agreed: false })

/**
 * Levels of co-operation beyond host, port and CompIDs. Each is a capability of the profile. What a foreign target is asked
 * by a command of the profile is settled when the command has ended, and rejected with NotReached when it failed.
 */
export interface TargetControl {
  /**
   * States parameters of any part, by canonical name or alias, text or value; they hold from the next start on.
   *
   * @throws ParameterError with every problem
   */
  configure(parameters: Readonly<Record<string, unknown>>): void
  useSchedule(schedule: Schedule): void
  tamper(tamper: Tamper): void
  /** Makes the target leave: Logout of its own. */
  logout(): void | Promise<void>
  /** Ends the target's process without a word; its store stays. */
  kill(): void | Promise<void>
  /** Starts it again on the store it left. */
  restart(): void | Promise<void>
  /** Removes the files of a target that does not run. */
  forget(): void
  archives(): readonly ArchivedNumbering[]
  /** Moves the clock to an instant, before anything runs. */
  setTime(at: number): void
  /** Sets the wall clock of the target alone, forward or back, while it runs; absent where it has none of its own. */
  setClock?(ms: number): void
  /** Makes a session that has ended again, by administration. */
  start(): void
  /** Ends the session by administration: Logout where there is a connection, and no further one. */
  stop(): void
  /** The target's application sends so many messages; whether there is a connection or not. @returns their ClOrdID(11) */
  send(count: number): readonly string[] | Promise<readonly string[]>
  setNumbers(numbers: { readonly nextIn?: number; readonly nextOut?: number }): void | Promise<void>
  resetNumbers(how: 'local' | 'onTheWire'): void | Promise<void>
  switchConnection(to: 'primary' | 'backup'): void
  requestResend(begin: number, end: number): void
  /** What the target's application says to each message that is about to be sent again; true: it objects. */
  vetoResend(veto: ResendVeto): void
  /** The target's application fails on so many of the next deliveries. */
  failDelivery(times: number): void
  /** What its user and its market do, in application scenarios; throws where it can be asked for none of it. */
  readonly trading: TradingControl
  /** Serves a further client, where it is a venue that can be made to; others have to be configured for it. */
  addClient?(senderCompID: string): void
  /** What can not be seen on the wire. */
  readonly observed: Observed
}

export interface Observed {
  /** Of its configuration first, then of what happened; in order. */
  warnings(): readonly string[]
  /** The lifecycle state; `removed` behind terminateOnLogout, `notRunning` while there is no process. */
  state(): string
  /** ClOrdID(11) of the messages that its application has back. */
  undelivered(): readonly string[]
  delivered(): readonly Delivered[]
  /** MsgSeqNum(34) of each message that its application was asked about. */
  resendAsked(): readonly number[]
  /** How often its application heard that both numbers began anew. */
  sessionResets(): number
  /** How often its application heard that a connection had ended. */
  ends(): number
  /** Dials of an initiator since its start. */
  attempts(): { readonly primary: number; readonly backup: number }
}

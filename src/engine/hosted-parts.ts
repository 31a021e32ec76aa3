/** The parts of a hosted session, made and joined: who tells whom what. */
import type { Message } from '../codec/message.ts'
import type { Journal } from '../journal/journal.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import type { Schedule } from '../session/schedule.ts'
import type { MessageStore } from '../store/message-store.ts'
import type { Network } from '../transport/transport.ts'
import type { Application } from './application.ts'
import { throwLater } from './calling-back.ts'
import type { Clock } from './clock.ts'
import { ConnectionStores } from './connection-stores.ts'
import { withCustomLogon } from './custom-logon.ts'
import { DialGroups } from './dial-groups.ts'
import { EngineSession } from './engine-session.ts'
import type { ConnectionName, HostedApplication } from './hosted-application.ts'
import { boundCallbacks, HostedCalls } from './hosted-calls.ts'
import type { HostedSession } from './hosted-session.ts'
import { RemoteAddresses } from './remote-addresses.ts'
import { Scheduler, schedulesOf } from './scheduler.ts'
import { SessionLife } from './session-life.ts'
import { StatisticsCounter } from './session-statistics.ts'
import { SessionStorage } from './session-storage.ts'
import type { Tamper } from './tamper.ts'
import { Undelivered } from './undelivered.ts'

/** What a hosted session is made of. `createSession` of an engine states all but the parameters. */
export interface HostedSessionOptions {
  /** As `resolveParameters` makes them. */
  readonly parameters: EngineParameters
  /** For SendingTime(52), every timer, and the schedule. */
  readonly clock: Clock
  /** As `networkFor` makes it of the parameters, with TLS and the local address; or one in memory. */
  readonly network: Network
  /** Told what happens; default: nobody, and messages of the counterparty are only counted. */
  readonly application?: HostedApplication
  /** Records the talk, and who changed numbers by hand. */
  readonly journal?: Journal | undefined
  /** Changes messages on their way, to play a counterparty that is wrong on purpose. */
  readonly tamper?: Tamper | undefined
  /**
   * Opens the store of a connection: once for the primary, once for the backup where it has one of its own. Again behind
   * a close, where `refreshOnLogon` reads it anew, and behind a `terminate`, where `terminateOnLogout` has removed it.
   *
   * @throws StoreError
   */
  readonly openStore: (connection: ConnectionName) => MessageStore
  /** Default `SENDER/TARGET` or `SENDER/TARGET/QUALIFIER`; stated where several versions have the same CompIDs. */
  readonly id?: string | undefined
  /** A schedule that was parsed already; default: that of the parameters. */
  readonly schedule?: Schedule | undefined
  /** The groups of sessions that dial in turn; shared by the sessions of one engine. */
  readonly groups?: DialGroups
  /** Passes a message on to another session; false: it is not for somebody else (`thirdPartyRoutingIsEnabled`). */
  readonly route?: ((message: Message, from: EngineSession) => boolean) | undefined
  /** Told behind each message that was stored. */
  readonly onStored?: (() => void) | undefined
}

export interface HostedParts {
  readonly session: EngineSession
  readonly stores: ConnectionStores
  readonly life: SessionLife
  readonly scheduler: Scheduler
  readonly statistics: StatisticsCounter
  readonly calls: HostedCalls
  readonly undelivered: Undelivered
}

/** @throws StoreError, RangeError (a file of `customLogonFileName` that can't be used, too) */
export function hostedParts(host: HostedSession, options: HostedSessionOptions): HostedParts {
  const { parameters, openStore } = options
  const { connection } = parameters
  // First: what can't be read must not leave a store open.
  const schedules = schedulesOf(parameters.schedule)
  if (parameters.session.role === 'initiator' && connection.destinations.length === 0)
    throw new RangeError('destinations: an initiator needs one place to connect to, and there is none')
  void new RemoteAddresses(connection.allowedRemoteAddresses)
  const stores = new ConnectionStores(openStore)
  try {
    return joined(host, options, stores, schedules)
  } catch (error) {
    // Nobody else could close it, and its files would be locked.
    stores.close()
    throw error
  }
}

function joined(
  host: HostedSession,
  options: HostedSessionOptions,
  stores: ConnectionStores,
  schedules: ReturnType<typeof schedulesOf>,
): HostedParts {
  const { parameters, clock, network, application = {}, groups = new DialGroups(), onStored } = options
  const route = parameters.application.thirdPartyRoutingIsEnabled ? options.route : undefined
  const { connection } = parameters
  const statistics = new StatisticsCounter()
  const calls = new HostedCalls(application, host, () => session)
  const onDamaged = (msgSeqNum: number, { message }: Error): void =>
    calls.observe('warning', 'deviation', `message ${msgSeqNum}, never sent, is passed over: ${message}`)
  const undelivered = new Undelivered({
    clock,
    store: () => stores.current,
    timeToLiveMs: connection.rejectMessageWhileNoConnection ? connection.messageTimeToLiveMs : undefined,
    giveBackAtEnd: connection.enableMessageRejecting,
    onUndelivered: (message) => neverSent(message),
    onDamaged,
    onFailure: (error) => calls.observe('error', 'deviation', `a message could not be given back: ${error.message}`),
  })
  const neverSent = (message: Message): void => {
    statistics.count('undelivered')
    calls.undelivered(message)
  }
  const session = new EngineSession({
    settings: withCustomLogon(parameters),
    store: stores.current,
    clock,
    journal: options.journal,
    tamper: options.tamper,
    maxFrameLength: parameters.protection.maxFrameLength,
    protection: parameters.protection,
    delivery: parameters.application,
    storage: parameters.storage,
    maxDelayToSendAfterLogonMs: connection.maxDelayToSendAfterLogonMs,
    traffic: {
      received: (message, at) => statistics.received(message, at),
      sent: (bytes, at) => {
        statistics.sent(bytes, at)
        onStored?.()
      },
      kept: (msgSeqNum, bytes) => {
        undelivered.kept(msgSeqNum, bytes)
        onStored?.()
      },
      resent: (msgSeqNum) => undelivered.resent(msgSeqNum),
    },
    onState: (state) => life.onState(state),
    application: withOurs(withRouting(boundCallbacks(application), route), statistics, neverSent, () => ({
      life,
      scheduler,
    })),
  })
  const scheduleOpen = (): boolean => scheduler.open
  const storage = new SessionStorage({ parameters, clock, session, stores, onNeverSent: neverSent, onDamaged })
  const around = { parameters, clock, network, groups, session, storage, statistics, calls, undelivered, scheduleOpen }
  const life = new SessionLife(around)
  const scheduler = new Scheduler({
    ...schedules,
    ...(options.schedule === undefined ? {} : { schedule: options.schedule }),
    clock,
    session,
    initiator: { start: () => life.open(), stop: () => life.shut() },
  })
  return { session, stores, life, scheduler, statistics, calls, undelivered }
}

/** What goes on to another session does not come to the application. */
function withRouting(theirs: Application, route: HostedSessionOptions['route']): Application {
  if (route === undefined) return theirs
  return {
    ...theirs,
    onMessage: (message, session, possDup) =>
      route(message, session) ? undefined : theirs.onMessage?.(message, session, possDup),
  }
}

/** Their callbacks, with our own work done first. */
function withOurs(
  theirs: Application,
  statistics: StatisticsCounter,
  neverSent: (message: Message) => void,
  ours: () => Pick<HostedParts, 'life' | 'scheduler'>,
): Application {
  return {
    ...theirs,
    onObservation: (observation, session) => {
      if (observation.what === 'sequenceGap') statistics.count('gaps')
      if (observation.what === 'garbled') statistics.count('garbled')
      return theirs.onObservation?.(observation, session)
    },
    onNeverSent: (messages, session) => {
      for (const message of messages) neverSent(message)
      return theirs.onNeverSent?.(messages, session)
    },
    onEnded: (end, session) => {
      ours().life.onEnded(end)
      return theirs.onEnded?.(end, session)
    },
    onFault: (fault, session, end) => {
      if (ours().life.endedBy(fault, end)) return
      if (theirs.onFault === undefined) return throwLater(fault)
      return theirs.onFault(fault, session)
    },
    onDisconnect: (why, session) => {
      const { life, scheduler } = ours()
      scheduler.linkLost()
      life.onDisconnect(why)
      if (!life.halted) return theirs.onDisconnect?.(why, session)
    },
  }
}

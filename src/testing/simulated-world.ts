/**
 * What a seed decides about a world before it begins: the settings of both sides, among those that are meant to work
 * together whatever is cut, lost or killed, and how slow the connection is.
 */
import { dictionaryFor } from '../dictionary/load.ts'
import { findVersion } from '../fix/versions.ts'
import type { Throttle } from '../parameters/settings.ts'
import type { SessionSettings } from '../session/settings.ts'

export type StatedSettings = Partial<SessionSettings>

export interface World {
  readonly initiator: StatedSettings
  readonly acceptor: StatedSettings
  /** Longest delay of a chunk, milliseconds. */
  readonly maxLatencyMs: number
  /** A reset inside the session comes at any moment, rather than when everything was received. */
  readonly resetsAnyTime: boolean
  /** A Logout ends the numbering of both sides, so it is asked for in peace alone. */
  readonly logoutInPeace: boolean
  /** Nothing is lost or garbled on a connection that stands. */
  readonly lossless: boolean
  /** Now and then a write to the store fails. */
  readonly writesFail: boolean
  /** The process of a side may be killed. */
  readonly kills: boolean
  readonly throttlers: readonly Throttle[]
  readonly maxDelayToSendAfterLogonMs: number
}

type Random = () => number

/** The preset `standard`, blocks of the store apart. */
export function standardWorld(random: Random): World {
  const resendMessagesBlockSize = Math.floor(random() * 4)
  return {
    initiator: { resendMessagesBlockSize },
    acceptor: { resendMessagesBlockSize },
    maxLatencyMs: 60,
    resetsAnyTime: false,
    logoutInPeace: false,
    lossless: false,
    kills: true,
    writesFail: false,
    throttlers: [],
    maxDelayToSendAfterLogonMs: 0,
  }
}

/** Each side recovers what it missed in its own way, and one of several ways to begin numbers anew holds for both. */
export function drawnWorld(random: Random): World {
  const version = findVersion(one(random, ['FIX.4.0', 'FIX.4.1', 'FIX.4.2', 'FIX.4.4', 'FIX.4.4', 'FIXT.1.1']))
  if (version === undefined) throw new Error('there is no such version')
  const resets = version.resetSeqNumFlag ? [...SILENT_RESETS, ...TOLD_RESETS] : SILENT_RESETS
  const { initiator, acceptor, ...numbers } = one(random, resets)(random)
  const maxLatencyMs = one(random, [5, 60, 60, 2000])
  // A clock that is set while a message is on a slow way makes it too old, and it counts as refused: lost by the standard.
  const checkSendingTimeAccuracy = maxLatencyMs < 100
  const heartBtInt = one(random, [5, 30])
  const common = { version, dictionary: dictionaryFor(version), heartBtInt, checkSendingTimeAccuracy }
  return {
    maxLatencyMs,
    kills: true,
    writesFail: random() < 0.3,
    resetsAnyTime: false,
    logoutInPeace: false,
    lossless: false,
    throttlers: random() < 0.2 ? [{ direction: 'outgoing', messagesLimit: 2, intervalMs: 500, action: 'notify' }] : [],
    maxDelayToSendAfterLogonMs: one(random, [0, 0, 200]),
    ...numbers,
    initiator: { ...recovery(random), ...initiator, ...common },
    acceptor: { ...recovery(random), ...acceptor, ...common },
  }
}

/** How a side asks for what it missed, and answers such a request. */
function recovery(random: Random): StatedSettings {
  // Asked for one by one, what does not fit behind a gap would grow with each request of the other side.
  const resendRequestBlockSize = one(random, [0, 0, 1, 2, 5])
  return {
    outOfSequenceMessagesStrategy: one(random, ['queue', 'queue', 'requestOnce', 'requestAlways', 'ignoreGap']),
    resendMessagesLimit: one(random, [-1, -1, 1, 2, 5]),
    resendMessagesBlockSize: one(random, [0, 1, 2, 3]),
    resendRequestBlockSize,
    closedResendInterval: random() < 0.3,
    ignoreDuplicateResendRequests: random() < 0.3,
    duplicateResendRequestLimit: one(random, [0, 2, 3]),
    resendBeginBeyondLast: one(random, ['reject', 'gapfill', 'ignore']),
    handleSeqNumAtLogon: random() < 0.4,
    includeLastProcessed: random() < 0.4,
    advancedResendRequestProcessing: random() < 0.4,
    testRequestBehindGap: one(random, ['inOrder', 'atOnce']),
    maxHeldMessages: resendRequestBlockSize === 0 ? one(random, [1, 5, 10_000]) : 10_000,
    resendRejects: random() < 0.3,
    skipDuplicatedResendRequests: random() < 0.3,
    possDupSmartDelivery: random() < 0.3,
    ignorePossDupForGapFill: random() < 0.5,
    enhancedCmeResendLogic: random() < 0.2,
    testRequestCount: one(random, [1, 1, 3]),
    logoutOnTimeout: random() < 0.5,
    // FIX.4.0 does not know the field that tells messages apart here.
    validateApplicationMessages: false,
    seqNumLength: one(random, [1, 1, 6]),
    unsentAtReset: one(random, ['renumber', 'reject']),
  }
}

type Numbers = Pick<World, 'initiator' | 'acceptor'> & Partial<World>

/** The other side learns of these by its own settings. */
const SILENT_RESETS: readonly ((random: Random) => Numbers)[] = [
  () => ({ initiator: {}, acceptor: {} }),
  () => ({ initiator: {}, acceptor: {} }),
  () => ({ initiator: { resetOnLogon: true }, acceptor: { resetOnLogon: true } }),
  () => ({
    initiator: { intradayLogoutTolerance: false },
    acceptor: { intradayLogoutTolerance: false },
    logoutInPeace: true,
    // An error Logout that is answered is the end for one side only.
    lossless: true,
  }),
  () => ({
    initiator: { resetOnDisconnect: true },
    acceptor: { resetOnDisconnect: true },
    kills: false,
    writesFail: false,
  }),
]

/** The other side learns of these by ResetSeqNumFlag(141). */
const TOLD_RESETS: readonly ((random: Random) => Numbers)[] = [
  (random) => ({ initiator: { checkGapsBeforeReset: random() < 0.5 }, acceptor: {}, resetsAnyTime: true }),
  (random) => ({
    initiator: {
      forceSeqNumReset: one(random, [1, 2]),
      firstInitiationScope: one(random, ['storage', 'object']),
      checkGapsBeforeReset: random() < 0.5,
    },
    acceptor: {},
    resetsAnyTime: random() < 0.5,
  }),
  () => ({ initiator: {}, acceptor: { forceSeqNumReset: 2, forceSeqNumResetByAcceptor: true } }),
]

function one<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T
}

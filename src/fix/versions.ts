/**
 * The FIX versions and what differs between them on the session layer.
 * Source: FIX Session Layer, versions 4.0 to 4.4 and FIXT.1.1; table of features in each volume 2.
 */

/** BeginString(8) of the versions that are spoken. */
export type BeginString = 'FIX.4.0' | 'FIX.4.1' | 'FIX.4.2' | 'FIX.4.3' | 'FIX.4.4' | 'FIXT.1.1'

/** A version as users name it: the BeginString, and behind a slash the application version where FIXT.1.1 carries one. */
export type VersionId =
  | 'FIX.4.0'
  | 'FIX.4.1'
  | 'FIX.4.2'
  | 'FIX.4.3'
  | 'FIX.4.4'
  | 'FIXT.1.1/FIX.5.0'
  | 'FIXT.1.1/FIX.5.0SP1'
  | 'FIXT.1.1/FIX.5.0SP2'

/** What a version allows on the session layer. Use those of `VERSIONS`; the dictionaries say the rest. */
export interface FixVersion {
  /** The name that `findVersion` finds it by. */
  readonly id: VersionId
  /** BeginString(8) of its messages. */
  readonly beginString: BeginString
  /** DefaultApplVerID(1137) of a Logon; only with FIXT.1.1. */
  readonly applVerID: string | undefined
  /** Position in time: 40, 41, 42, 43, 44, 50, 51, 52. Compare with `since`. */
  readonly ordinal: number
  /** ResetSeqNumFlag(141) exists. */
  readonly resetSeqNumFlag: boolean
  /** EndSeqNo(16) that means "all that follow": 999999 up to FIX.4.1, 0 since FIX.4.2. */
  readonly openEnd: 0 | 999999
  /** Reject(3) carries RefTagID(371), RefMsgType(372) and SessionRejectReason(373). */
  readonly rejectReasons: boolean
  /** BusinessMessageReject(j) exists. */
  readonly businessReject: boolean
  /** NextExpectedMsgSeqNum(789) exists. */
  readonly nextExpectedMsgSeqNum: boolean
  /** Highest SessionRejectReason(373) that the version's list holds, 99 apart. */
  readonly highestRejectReason: number
  /** Reason 99 (Other) is in the list. */
  readonly otherRejectReason: boolean
  /** Digits of the fraction of SendingTime(52) that the version allows by itself. */
  readonly timestampFraction: 0 | 3
  /** Names of the built-in dictionaries: session layer first, then the application's where it is another. */
  readonly dictionaries: readonly string[]
}

function version(
  id: VersionId,
  ordinal: number,
  applVerID: string | undefined,
  highestRejectReason: number,
): FixVersion {
  const [beginString, application] = id.split('/') as [BeginString, string | undefined]
  return {
    id,
    beginString,
    applVerID,
    ordinal,
    resetSeqNumFlag: ordinal >= 41,
    openEnd: ordinal >= 42 ? 0 : 999999,
    rejectReasons: ordinal >= 42,
    businessReject: ordinal >= 42,
    nextExpectedMsgSeqNum: ordinal >= 44,
    highestRejectReason,
    otherRejectReason: ordinal >= 44,
    timestampFraction: ordinal >= 42 ? 3 : 0,
    dictionaries: application === undefined ? [beginString] : [beginString, application],
  }
}

/** Every supported version, oldest first. */
export const VERSIONS: readonly FixVersion[] = [
  version('FIX.4.0', 40, undefined, -1),
  version('FIX.4.1', 41, undefined, -1),
  version('FIX.4.2', 42, undefined, 11),
  version('FIX.4.3', 43, undefined, 17),
  version('FIX.4.4', 44, undefined, 17),
  version('FIXT.1.1/FIX.5.0', 50, '7', 18),
  version('FIXT.1.1/FIX.5.0SP1', 51, '8', 18),
  version('FIXT.1.1/FIX.5.0SP2', 52, '9', 18),
]

const SPELLINGS: ReadonlyMap<string, FixVersion> = new Map(
  VERSIONS.flatMap((v): [string, FixVersion][] => {
    const [, application] = v.id.split('/')
    return application === undefined
      ? [[v.id, v]]
      : [
          [v.id, v],
          [application, v],
        ]
  }).concat([['FIXT.1.1', VERSIONS.at(-1) as FixVersion]]),
)

/**
 * Finds a version by its name: `FIX.4.4`, `FIXT.1.1/FIX.5.0SP2`, the short `FIX.5.0SP2`, or `FIXT.1.1` for the newest
 * application version.
 *
 * @returns undefined when the name is none of these
 */
export function findVersion(name: string): FixVersion | undefined {
  return SPELLINGS.get(name)
}

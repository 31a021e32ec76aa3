/**
 * Why something is refused or ended, in the numbers of the session's version: of several numbers that fit, the first that
 * the version's own list holds.
 *
 * @see application cases §4.4 (103), §3.4 (102), §5.6 (378), §7 (380)
 */
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { CancelReason, RejectReason, RequestRejectReason } from './persona.ts'

const ORD_REJ_REASON = 103
const CXL_REJ_REASON = 102
const EXEC_RESTATEMENT_REASON = 378
const BUSINESS_REJECT_REASON = 380

const ORDER_REASONS: Readonly<Record<RejectReason, readonly number[]>> = {
  unknownSymbol: [1],
  exchangeClosed: [2],
  exceedsLimit: [3],
  tooLateToEnter: [4],
  duplicate: [6, 0],
  stale: [8, 0],
  unsupported: [11, 0],
  quantity: [13, 99, 0],
  account: [15, 99, 0],
  band: [16, 99, 0],
  tick: [18, 99, 0],
  credit: [25, 0],
  option: [0],
  other: [99, 0],
}

const REQUEST_REASONS: Readonly<Record<RequestRejectReason, readonly number[]>> = {
  tooLate: [0],
  unknown: [1],
  option: [2, 0],
  pending: [3, 0],
  duplicate: [6, 2, 0],
  other: [99, 2, 0],
  none: [],
}

/** What an order check is called where it is a replace that fails it. */
const CHECK_REASONS: Readonly<Partial<Record<RejectReason, readonly number[]>>> = {
  tick: [18, 99, 2],
  band: [8, 99, 2],
}

const ENDS: Readonly<Record<CancelReason, readonly number[]>> = {
  market: [8, 4],
  broker: [4],
  halt: [6],
  connectionLoss: [12, 99],
  logout: [13, 99],
  verbal: [2],
  selfTrade: [18, 8],
  none: [],
}

/** OrdRejReason(103). */
export function ordRejReason(dictionary: Dictionary, reason: RejectReason): number {
  return firstListed(dictionary, ORD_REJ_REASON, ORDER_REASONS[reason]) ?? 0
}

/** CxlRejReason(102); undefined for `none`: the field is left out. */
export function cxlRejReason(dictionary: Dictionary, reason: RequestRejectReason): number | undefined {
  return firstListed(dictionary, CXL_REJ_REASON, REQUEST_REASONS[reason])
}

/** CxlRejReason(102) of a replace whose new terms fail an order check. */
export function failedCheckReason(dictionary: Dictionary, reason: RejectReason): number | undefined {
  return firstListed(dictionary, CXL_REJ_REASON, CHECK_REASONS[reason] ?? REQUEST_REASONS.other)
}

/** ExecRestatementReason(378) of a cancel by the venue; undefined where the version has no word for it. */
export function restatementReason(dictionary: Dictionary, reason: CancelReason): number | undefined {
  return firstListed(dictionary, EXEC_RESTATEMENT_REASON, ENDS[reason])
}

/** BusinessRejectReason(380): as asked for, or 0 (Other) where the version lacks it. */
export function businessRejectReason(dictionary: Dictionary, reason: number): number {
  return firstListed(dictionary, BUSINESS_REJECT_REASON, [reason]) ?? 0
}

function firstListed(dictionary: Dictionary, tag: number, candidates: readonly number[]): number | undefined {
  const values = dictionary.fieldByTag(tag)?.values
  if (values === undefined) return candidates[0]
  return candidates.find((candidate) => values.has(String(candidate)))
}

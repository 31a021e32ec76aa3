/** What both sides of the crash trial agree on. */
import type { Field } from '../../src/codec/encode.ts'
import { formatUtcTimestamp } from '../../src/codec/utc-timestamp.ts'
import { dictionaryFor, findVersion, type SessionSettings, sessionSettings } from '../../src/engine/engine.ts'

/** Orders leave at this pace, milliseconds: quick enough that most kills fall into a write, a send or a delivery. */
export const ORDER_INTERVAL_MS = 2

export function trialSettings(role: 'initiator' | 'acceptor', driver = false): SessionSettings {
  const version = findVersion('FIX.4.4')
  if (version === undefined) throw new Error('FIX.4.4 is built in')
  return sessionSettings({
    version,
    role,
    senderCompID: driver ? 'DRIVER' : 'TRIAL',
    targetCompID: driver ? 'TRIAL' : 'DRIVER',
    heartBtInt: 5,
    gapTimeout: 2,
    dictionary: dictionaryFor(version),
  })
}

/** NewOrderSingle number `ordinal` of a side. */
export function order(side: string, ordinal: number, at: number): Field[] {
  return [
    [11, `${side}${ordinal}`],
    [21, 1],
    [55, 'TRIAL'],
    [54, 1],
    [60, formatUtcTimestamp(at, 3)],
    [38, ordinal],
    [40, 1],
  ]
}

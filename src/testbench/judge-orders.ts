/** The invariants of orders, held against what a scenario has seen in each of its sessions. */
import { decode } from '../codec/decode.ts'
import { findRequirement } from '../conformance/catalogue.ts'
import {
  type InvariantFinding,
  type InvariantOptions,
  judgeOrders,
  type Toleration,
} from '../conformance/order-invariants/order-invariants.ts'
import type { Entry, MessageEntry } from '../journal/journal.ts'
import type { Bench } from './bench.ts'
import type { Leg } from './leg.ts'

export interface OrderJudgement {
  /** Invariant → what breaks it; a must before a should, the first of each. */
  readonly broken: ReadonlyMap<string, readonly InvariantFinding[]>
  /** Invariant → how many reports, orders or requests it was held against. */
  readonly checks: Readonly<Record<string, number>>
}

/** Cases that ask for what is a deviation otherwise. */
const SHOWN: Readonly<Record<string, readonly Toleration[]>> = {
  'MAT-J.1.b': ['lateFills'],
  'EXE-02.b': ['lateFills'],
}

/**
 * @param cases - of the scenario; the invariants concern those of the application
 * @param ended - the scenario came to its end, so that what is unanswered then stays so
 * @returns undefined where orders are not what the scenario is about
 */
export function judgeScenarioOrders(
  leg: Leg,
  cases: readonly string[],
  bench: Bench | undefined,
  ended: boolean,
): OrderJudgement | undefined {
  const { trading } = leg
  if (trading === undefined || bench === undefined) return undefined
  if (!cases.some((id) => findRequirement(id)?.parts !== undefined)) return undefined
  const { version, dictionary } = bench
  const tolerates = [...trading.tolerates, ...cases.flatMap((id) => SHOWN[id] ?? [])]
  const options: InvariantOptions = { version, dictionary, plays: trading.plays, tolerates, ended }
  const { entries } = bench.environment.journal
  const first = judgeOrders(entries, options)
  // Of a further session the connections are not known, and so not how long it lived.
  const others = furtherSessions(entries).map((session) => judgeOrders(session, { ...options, ended: false }))
  const checks: Record<string, number> = {}
  for (const judgement of [first, ...others])
    for (const [id, count] of Object.entries(judgement.checks)) checks[id] = (checks[id] ?? 0) + count
  const findings = [first, ...others].flatMap((judgement) => judgement.findings)
  const sorted = findings.toSorted((a, b) => rank(a) - rank(b) || a.entry - b.entry)
  return { broken: Map.groupBy(sorted, ({ id }) => id), checks }
}

function rank({ level }: InvariantFinding): number {
  return level === 'must' ? 0 : 1
}

/** As the record of the first session notes what was said in the others. */
const SAID = /^(.+): (received|sent) MsgType /

/** The messages of each further session; their index is that of the note, where people find them. */
function furtherSessions(entries: readonly Entry[]): Entry[][] {
  const sessions = new Map<string, MessageEntry[]>()
  for (const entry of entries) {
    if (entry.kind !== 'event' || entry.event !== 'note' || entry.bytes === undefined) continue
    const [, name, verb] = SAID.exec(entry.text) ?? []
    if (name === undefined) continue
    const { index, at, elapsedMs, connection, bytes } = entry
    const direction = verb === 'received' ? 'in' : 'out'
    const message: MessageEntry = {
      kind: 'message',
      direction,
      message: decode(bytes),
      index,
      at,
      elapsedMs,
      connection,
    }
    sessions.set(name, [...(sessions.get(name) ?? []), message])
  }
  return [...sessions.values()]
}

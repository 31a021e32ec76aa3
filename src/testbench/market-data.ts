/** What a subscription to market data, or a request for securities, has brought: judged as a whole, since it is no single message. */
import { judgeBooks } from '../conformance/book-rules.ts'
import { whyNoWholeList } from '../conformance/security-list-rules.ts'
import { NotReached } from '../conformance/verdict.ts'
import type { MessageEntry } from '../journal/journal.ts'
import type { Level } from '../report/report.ts'
import type { Bench } from './bench.ts'
import { namedMessage } from './named-values.ts'
import { probePast } from './probe-past.ts'
import { tagOf } from './wording.ts'

const SNAPSHOT = 'W'
const UPDATE = 'X'
const SECURITY_LIST = 'y'

/** Messages of the target of these types that answer the request that is named, by the field of its id. */
function answersTo(bench: Bench, name: string, idField: string, msgTypes: readonly string[]): MessageEntry[] {
  const tag = tagOf(bench, idField)
  const id = namedMessage(bench, name).text(tag)
  return bench.entries.filter(
    (entry): entry is MessageEntry =>
      entry.kind === 'message' &&
      entry.direction === 'in' &&
      msgTypes.includes(entry.message.msgType) &&
      entry.message.text(tag) === id,
  )
}

/**
 * The books that a subscription has made so far are books that can be.
 *
 * @param least - so many updates are needed to say so
 * @throws NotReached when fewer came
 */
export function judgeBooksOf(bench: Bench, level: Level, name: string, least: number): void {
  const entries = answersTo(bench, name, 'MDReqID', [SNAPSHOT, UPDATE])
  const depth = Number(namedMessage(bench, name).text(tagOf(bench, 'MarketDepth')) ?? 0)
  const { snapshots, updates, faults } = judgeBooks(
    entries.map(({ message }) => message),
    depth,
  )
  bench.cursor = Math.max(bench.cursor, (entries.at(-1)?.index ?? -1) + 1)
  const came = `${snapshots} snapshots and ${updates} updates`
  if (faults.length === 0 && updates + snapshots <= least)
    throw new NotReached(
      `${came} came, too few to tell anything: the scenario needs ${least} behind the first snapshot`,
    )
  const actual = faults.length === 0 ? `${came} in order` : faults.join('; ')
  bench.judge(level, faults.length === 0, `books that can be, by all that came for "${name}"`, actual)
}

/** What was sent before the target heard of the end of a subscription is no matter of judgement. */
export async function passMarketData(bench: Bench): Promise<void> {
  await probePast(bench, ({ msgType }) => msgType === SNAPSHOT || msgType === UPDATE)
}

/** The list that a SecurityListRequest asks for comes as a whole: as many securities as it says, in one message or in fragments. */
export async function judgeSecurityList(bench: Bench, level: Level, name: string, withinMs: number): Promise<void> {
  const came = (): MessageEntry[] => answersTo(bench, name, 'SecurityReqID', [SECURITY_LIST])
  const why = (): string | undefined => whyNoWholeList(came().map(({ message }) => message))
  await bench.environment.until(() => why() === undefined, bench.now() + withinMs)
  const entries = came()
  const fault = why()
  bench.cursor = Math.max(bench.cursor, (entries.at(-1)?.index ?? -1) + 1)
  const expected = `a whole SecurityList for "${name}" within ${withinMs / 1000} s`
  bench.judge(level, fault === undefined, expected, fault ?? `${entries.length} messages with all securities`)
}

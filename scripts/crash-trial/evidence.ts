/** What the journals of a crash trial must show. Each finding is a sentence; none is the proof. */
import type { Message } from '../../src/codec/message.ts'
import { Tag } from '../../src/fix/tags.ts'
import type { Entry } from '../../src/journal/journal.ts'

/** One order as it came. */
export interface Receipt {
  readonly msgSeqNum: number
  readonly clOrdID: string
  readonly possDup: boolean
}

/** Fields that a resent message may have otherwise than the first. */
const MAY_DIFFER: ReadonlySet<number> = new Set([
  Tag.BodyLength,
  Tag.CheckSum,
  Tag.PossDupFlag,
  Tag.SendingTime,
  Tag.OrigSendingTime,
])

/** Orders 1 to `last` of a side, each at least once, and again only with PossDupFlag. */
export function deliveryFindings(side: string, last: number, receipts: readonly Receipt[]): string[] {
  const findings: string[] = []
  const seen = new Map<string, number>()
  for (const { clOrdID, possDup } of receipts) {
    const times = (seen.get(clOrdID) ?? 0) + 1
    seen.set(clOrdID, times)
    if (times > 1 && !possDup) findings.push(`${clOrdID} came a second time without PossDupFlag`)
  }
  for (let ordinal = 1; ordinal <= last; ordinal++)
    if (!seen.has(`${side}${ordinal}`)) findings.push(`${side}${ordinal} never came`)
  if (seen.size > last) findings.push(`${seen.size} orders came, ${last} were given`)
  return findings
}

/** Every number of one direction always stands for the same message. */
export function reuseFindings(entries: readonly Entry[], direction: 'in' | 'out'): string[] {
  const findings: string[] = []
  const contents = new Map<number, string>()
  for (const entry of entries) {
    if (entry.kind !== 'message' || entry.direction !== direction || entry.message.msgType !== 'D') continue
    const { msgSeqNum } = entry.message
    if (msgSeqNum === undefined) continue
    const content = contentOf(entry.message)
    const before = contents.get(msgSeqNum)
    if (before !== undefined && before !== content)
      findings.push(`MsgSeqNum ${msgSeqNum} was used twice: ${before} and ${content}`)
    contents.set(msgSeqNum, content)
  }
  return findings
}

function contentOf(message: Message): string {
  const fields: string[] = []
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    if (!MAY_DIFFER.has(tag)) fields.push(`${tag}=${message.textAt(i)}`)
  }
  return fields.join('|')
}

/** Most orders wait for the next connection when the process is killed often: what came with PossDupFlag was resent. */
export function resentCount(receipts: readonly Receipt[]): number {
  return receipts.filter(({ possDup }) => possDup).length
}

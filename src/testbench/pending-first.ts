/**
 * Reports of receipt: a venue may tell that an order or a request has come before it decides, and lean ones do not. They are
 * allowed at their place, behind the message and before the first word on it, once.
 *
 * @see FIX volume 4, Appendix D: every matrix for exchanges leaves them out
 */
import type { Message } from '../codec/message.ts'
import type { MessagePattern } from '../conformance/expect.ts'
import { Tag } from '../fix/tags.ts'
import type { Bench } from './bench.ts'
import { type About, EXECUTION_REPORT, reportPattern } from './reports.ts'

const NEW_ORDER_SINGLE = 'D'
const EXEC_TYPE = 150
const PENDING_OF: Readonly<Record<string, { event: string; execType: string }>> = {
  F: { event: 'Pending Cancel', execType: '6' },
  G: { event: 'Pending Replace', execType: 'E' },
}

/**
 * @param event - that is expected; undefined for what is no report, such as the refusal of a request
 * @returns the report that may come before it; none where that has come, is what is expected, or was allowed by a step
 */
export function pendingFirst(bench: Bench, { order, by }: About, event: string | undefined): MessagePattern[] {
  const pending = by === undefined ? ofOrder(bench, order) : ofRequest(bench, by)
  if (pending === undefined || pending === event) return []
  const pattern = reportPattern(bench, pending, { order, by }, [])
  return bench.allowedFirst.some((allowed) => isAlike(allowed, pattern)) ? [] : [pattern]
}

function ofOrder(bench: Bench, order: Message): string | undefined {
  const isFirst = order.msgType === NEW_ORDER_SINGLE && !wasTold(bench, order, () => true)
  return isFirst ? 'Pending New' : undefined
}

function ofRequest(bench: Bench, request: Message): string | undefined {
  const pending = PENDING_OF[request.msgType]
  if (pending === undefined) return undefined
  return wasTold(bench, request, (report) => report.text(EXEC_TYPE) === pending.execType) ? undefined : pending.event
}

/** Behind the message, and before what is judged now. */
function wasTold({ entries, cursor }: Bench, about: Message, isWanted: (report: Message) => boolean): boolean {
  const clOrdID = about.text(Tag.ClOrdID)
  return entries
    .slice(0, cursor)
    .some(
      (entry) =>
        entry.kind === 'message' &&
        entry.direction === 'in' &&
        entry.message.msgType === EXECUTION_REPORT &&
        entry.message.text(Tag.ClOrdID) === clOrdID &&
        isWanted(entry.message),
    )
}

/** The same event of the same order, whatever a step says of it besides. */
function isAlike(one: MessagePattern, other: MessagePattern): boolean {
  const said = ({ fields }: MessagePattern, tag: number): string | undefined =>
    fields.find((field) => field.tag === tag && field.within === undefined)?.matcher.describe
  return one.msgType === other.msgType && [Tag.ClOrdID, EXEC_TYPE].every((tag) => said(one, tag) === said(other, tag))
}

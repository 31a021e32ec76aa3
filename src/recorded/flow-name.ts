/** A recorded session in words: what was asked, and what came of it. */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { itemsOf, type RecordedItem, type RecordedMessage, type RecordedSession } from './recorded-session.ts'
import { messageName } from './recorded-words.ts'

const EXECUTION_REPORT = '8'
const ORDER_CANCEL_REJECT = '9'
const OrdStatus = 39
const REQUESTS: ReadonlySet<string> = new Set(['D', 'F', 'G', 'E', 'AB', 's'])
/** A name tells the beginning of a long flow. */
const PARTS = 3
/** Items behind a request among which its answers are looked for. */
const ANSWERS_MAX = 200

/** OrdStatus(39), as people say it of an order. */
const BECAME: Readonly<Record<string, string>> = {
  '0': 'acknowledged',
  '1': 'filled in part',
  '2': 'filled',
  '3': 'done for the day',
  '4': 'canceled',
  '5': 'replaced',
  '6': 'pending cancel',
  '8': 'rejected',
  A: 'pending new',
  C: 'expired',
  E: 'pending replace',
}

export function flowName(session: RecordedSession, dictionary: Dictionary): string {
  const items = itemsOf(session)
  const parts = items.some((item) => item.kind === 'message' && !isSessionMessage(item.message.msgType))
    ? applicationParts(items, dictionary)
    : sessionParts(items, dictionary)
  const told = parts.slice(0, PARTS).join(', then ')
  const more = parts.length > PARTS ? ' and more' : ''
  return parts.length === 0 ? 'Logon and nothing more' : `${told.charAt(0).toUpperCase()}${told.slice(1)}${more}`
}

function applicationParts(items: readonly RecordedItem[], dictionary: Dictionary): string[] {
  const parts: string[] = []
  for (const [i, item] of items.entries()) {
    if (item.kind !== 'message' || item.from !== 'tester' || isSessionMessage(item.message.msgType)) continue
    const name = messageName(dictionary, item.message.msgType) ?? `MsgType ${item.message.msgType}`
    const answers = answersTo(items, i)
    const part = `${name} ${endOf(answers, item, dictionary)}`
    if (part !== parts.at(-1)) parts.push(part)
    // The name tells no more, and a day of a market has many.
    if (parts.length > PARTS) break
  }
  if (parts.length > 0) return parts
  const told = items.flatMap((item) =>
    item.kind === 'message' && item.from === 'target' && !isSessionMessage(item.message.msgType)
      ? [`${messageName(dictionary, item.message.msgType) ?? 'message'} of the target`]
      : [],
  )
  return joined(told)
}

/** What the target said up to the tester's next message. */
function answersTo(items: readonly RecordedItem[], at: number): RecordedMessage[] {
  const behind = items.slice(at + 1, at + 1 + ANSWERS_MAX)
  const next = behind.findIndex(
    (item) => item.from === 'tester' && item.kind === 'message' && REQUESTS.has(item.message.msgType),
  )
  return (next < 0 ? behind : behind.slice(0, next)).filter(
    (item): item is RecordedMessage =>
      item.kind === 'message' &&
      item.from === 'target' &&
      (!isSessionMessage(item.message.msgType) || item.message.msgType === MsgType.Reject),
  )
}

function endOf(answers: readonly RecordedMessage[], request: RecordedMessage, dictionary: Dictionary): string {
  const reports = answers.filter(({ message }) => message.msgType === EXECUTION_REPORT)
  const partial = reports.filter(({ message }) => message.text(OrdStatus) === '1').length
  const last = reports.at(-1)?.message.text(OrdStatus)
  if (last === '2' && partial > 0) return `is filled in ${partial + 1} parts`
  if (last === '1' && partial > 1) return `is filled in part ${partial} times`
  if (last !== undefined) return `is ${BECAME[last] ?? `answered by OrdStatus ${last}`}`
  const [first] = answers
  if (first === undefined) return 'is not answered'
  const { msgType } = first.message
  if (msgType === MsgType.Reject) return 'is rejected by the session'
  if (msgType === MsgType.BusinessMessageReject || msgType === ORDER_CANCEL_REJECT) return 'is refused'
  const name = messageName(dictionary, msgType)
  return request.message.msgType === msgType ? 'is answered' : `is answered by ${name ?? 'another message'}`
}

/** What the session layer was asked, in the order of the log, administration of both ends left out. */
function sessionParts(items: readonly RecordedItem[], dictionary: Dictionary): string[] {
  const parts = items.flatMap((item, i): string[] => {
    if (item.from !== 'tester') return []
    const came = answer(items, i, dictionary)
    if (item.kind === 'garbage') return [`garbled bytes${came}`]
    const { message } = item
    const { msgType } = message
    const name = messageName(dictionary, msgType) ?? `MsgType ${msgType}`
    const again = message.text(Tag.PossDupFlag) === 'Y' ? ' sent again' : ''
    if (msgType === MsgType.Logon && i < 2) return came === '' || / Logon$/.test(came) ? [] : [`Logon${came}`]
    if (msgType === MsgType.Logout && (came === '' || / Logout$/.test(came))) return []
    if (msgType === MsgType.TestRequest && / Heartbeat$/.test(came)) return []
    if (msgType === MsgType.Heartbeat && came === '') return []
    return [`${name}${again}${came}`]
  })
  if (
    parts.length === 0 &&
    items.some((item) => item.kind === 'message' && item.message.msgType === MsgType.TestRequest)
  )
    return ['TestRequest is answered']
  return joined(parts)
}

function answer(items: readonly RecordedItem[], at: number, dictionary: Dictionary): string {
  const next = items[at + 1]
  if (next?.kind !== 'message' || next.from !== 'target') return ''
  const name = messageName(dictionary, next.message.msgType) ?? 'a message'
  return ` is answered by ${name}`
}

/** The same again is told once. */
function joined(parts: readonly string[]): string[] {
  return parts.filter((part, i) => part !== parts[i - 1])
}

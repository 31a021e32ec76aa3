/** What the tester sent, as steps: a message by its name and rows, a fault of framing by its name, all else as bytes. */

import { isSessionMessage } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { FlowState } from './flow-state.ts'
import { bytesInWords, namedFault } from './garbled-words.ts'
import { isOwnID } from './known-values.ts'
import { canBeSaid } from './message-layout.ts'
import type { RecordedGarbage, RecordedItem, RecordedMessage } from './recorded-session.ts'
import { type MessageNames, messageName } from './recorded-words.ts'
import { SECRET_TAGS } from './secrets.ts'
import { isPlainCell, type SentWords, sentRows } from './sent-cells.ts'
import { fieldName, type Row } from './step-rows.ts'
import { canStandInSentence, type Step } from './steps-text.ts'

export interface Speaking {
  readonly state: FlowState
  readonly names: MessageNames
  readonly words: SentWords
  readonly notes: string[]
}

export function sendSteps(item: RecordedItem, speaking: Speaking): Step[] {
  return item.kind === 'garbage' ? garbledSteps(item, speaking) : messageSteps(item, speaking)
}

function messageSteps(item: RecordedMessage, speaking: Speaking): Step[] {
  const { dictionary } = speaking.words
  const { message, line } = item
  const name = messageName(dictionary, message.msgType)
  if (name === undefined || !/^[A-Z]\w*$/.test(name) || !canBeSaid(message, dictionary))
    return bytesSteps(item, speaking)
  const rows = rowsToSend(item, speaking)
  if (rows === undefined) return bytesSteps(item, speaking)
  if (rows.some(({ cell }) => cell === '***'))
    speaking.notes.push(
      `line ${line}: the ${name} holds a password, which is left out: put in what the target is to be sent`,
    )
  return [{ keyword: 'When', head: `the tester sends ${name}`, name: () => speaking.names.asked(item), rows, line }]
}

/** @returns undefined where a cell would say something else than the value */
export function rowsToSend(item: RecordedMessage, { state, words }: Speaking): Row[] | undefined {
  const number = state.numberOf(item.message)
  const stated = item.message.text(Tag.MsgSeqNum)
  const cell = Number.isNaN(number) ? stated : number === state.nextOut ? undefined : String(number)
  const rows = sentRows(item, cell === '' ? '<empty>' : cell, words)
  return rows.every((row) => isSayable(row)) ? rows : undefined
}

const OURS =
  /^(absent|<empty>|<unique>|<now>|<today>|<tomorrow>|<yesterday>|<now with \d+ digits>|same as [\w ]+\.\w+|[+-]\d+ (seconds|days) from now)$/

function isSayable({ cell }: Row): boolean {
  return OURS.test(cell) || isPlainCell(cell)
}

function garbledSteps(item: RecordedGarbage, speaking: Speaking): Step[] {
  const fault = namedFault(item.text)
  const { dictionary } = speaking.words
  const name = fault === undefined ? undefined : messageName(dictionary, fault.message.msgType)
  if (fault !== undefined && name !== undefined && canBeSaid(fault.message, dictionary)) {
    const rows = rowsToSend({ ...item, kind: 'message', message: fault.message }, speaking)
    if (rows?.every(canStandInSentence))
      return [
        {
          keyword: 'When',
          head: `the tester sends ${name}`,
          tail: `, garbled: ${fault.fault}`,
          rows,
          inSentence: true,
          line: item.line,
        },
      ]
  }
  return bytesSteps(item, speaking)
}

function bytesSteps(item: RecordedItem, { state, names, words, notes }: Speaking): Step[] {
  const { usual, known, dictionary } = words
  const text = item.kind === 'message' ? item.message.bytes.toString('latin1') : item.text
  const recorded = item.kind === 'message' ? (item.message.text(Tag.MsgSeqNum) ?? '') : numberIn(text)
  const number = /^\d{1,15}$/.test(recorded) ? state.ofTester(Number(recorded)) : Number.NaN
  const right = { ...usual, msgSeqNum: number === state.nextOut ? recorded : '' }
  const ofApplication = item.kind === 'message' && !isSessionMessage(item.message.msgType)
  const docString = bytesInWords(text, right, (tag, value) => {
    if (SECRET_TAGS.has(tag)) return '***'
    if (tag === Tag.MsgSeqNum && !Number.isNaN(number)) return String(number)
    if (!ofApplication || item.kind !== 'message') return undefined
    const name = fieldName(dictionary, tag)
    const said = known.sameAs(name, value)
    if (said !== undefined) return `<${said}>`
    if (!isOwnID(name)) return undefined
    known.learn(name, value, item)
    return '<unique>'
  })
  if (item.kind === 'garbage') state.doubtful = !/\x01?10=\d{3}\x01$/.test(text)
  if (docString === undefined) {
    notes.push(
      `line ${item.line}: the bytes can not be written into a feature (a bar or a line feed among them), and are left out`,
    )
    return []
  }
  const name = item.kind === 'message' ? (): string | undefined => names.asked(item) : undefined
  return [
    {
      keyword: 'When',
      head: 'the tester sends these bytes',
      ...(name === undefined ? {} : { name }),
      docString,
      line: item.line,
    },
  ]
}

function numberIn(text: string): string {
  return /(?:^|\x01)34=([^\x01]*)/.exec(text)?.[1] ?? ''
}

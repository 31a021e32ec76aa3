/** Messages out of a log by their numbers: neighbours are read together, and each is checked before it is believed. */

import type { LogFile } from './log-file.ts'
import type { LogSlices } from './log-slices.ts'
import type { MessageIndex } from './message-index.ts'
import type { OnDamaged, StoredMessage } from './message-store.ts'
import { isMessage, parseRecord, type RecordKind } from './record.ts'
import { asStoreError, StoreError } from './store-error.ts'

/** Neighbouring messages are read together up to this size. */
const readTogetherBytes = 1024 * 1024

/**
 * @param only - leaves out the messages of other kinds
 * @throws StoreError when a message is damaged, or its place can not be read, and there is no `onDamaged`
 */
export function readMessages(
  log: LogFile,
  slices: LogSlices,
  index: MessageIndex,
  begin: number,
  end: number,
  onDamaged: OnDamaged | undefined,
  only?: RecordKind,
): StoredMessage[] {
  const found: StoredMessage[] = []
  let together = readTogetherBytes
  for (let from = index.firstFrom(begin); from < index.length && index.msgSeqNumAt(from) <= end; ) {
    const start = index.offsetAt(from)
    let to = from + 1
    while (
      to < index.length &&
      index.msgSeqNumAt(to) <= end &&
      follows(index, to) &&
      index.endAt(to) - start <= together
    )
      to++
    let bytes: Uint8Array
    try {
      bytes = log.read(start, index.endAt(to - 1) - start)
    } catch (cause) {
      if (onDamaged === undefined) throw cause
      // A bad place on the disk fails the whole stretch: from here on each message by itself, to lose only that one.
      if (to - from > 1) together = 0
      else onDamaged(index.msgSeqNumAt(from++), asStoreError(cause, log.path, 'the message could not be read'))
      continue
    }
    for (; from < to; from++) {
      const message = messageIn(bytes, start, from, index, slices)
      if (!(message instanceof StoreError)) {
        if (only === undefined || only === message.kind) found.push(message.stored)
      } else if (onDamaged === undefined) throw message
      else onDamaged(index.msgSeqNumAt(from), message)
    }
  }
  return found
}

/** One that left at last lies behind those that still waited then, whatever its number. */
function follows(index: MessageIndex, position: number): boolean {
  return index.offsetAt(position) >= index.endAt(position - 1)
}

function messageIn(
  bytes: Uint8Array,
  start: number,
  position: number,
  index: MessageIndex,
  slices: LogSlices,
): { readonly kind: RecordKind; readonly stored: StoredMessage } | StoreError {
  const msgSeqNum = index.msgSeqNumAt(position)
  const offset = index.offsetAt(position)
  const record = parseRecord(bytes, offset - start, bytes.length)
  if (record.state === 'whole' && isMessage(record.kind) && record.value === msgSeqNum) {
    return { kind: record.kind, stored: { msgSeqNum, bytes: record.payload } }
  }
  return new StoreError({
    problem: 'damaged',
    ...slices.placeOf(offset),
    found: `the record of MsgSeqNum(34) ${msgSeqNum} is damaged (${record.state === 'broken' ? record.reason : 'other content'})`,
    expected: 'the message as it was stored',
    remedy: 'restore the file from a copy, or reset the session',
  })
}

/**
 * What a log amounts to: the fold of its records. The living store and the recovery apply records through this one
 * function, so a store reopened cannot come to another result than the store that wrote. Pure.
 */

import { MessageIndex } from './message-index.ts'
import type { RecordKind } from './record.ts'

export class Numbering {
  createdAt: number
  nextIn = 1
  nextOut = 1
  /** MsgSeqNum(34) up to which every message has been transmitted; above it, those queued never had a connection. */
  transmittedTo = 0
  readonly index = new MessageIndex()

  /** @param createdAt - when the numbering began, epoch milliseconds UTC */
  constructor(createdAt: number) {
    this.createdAt = createdAt
  }

  /**
   * @param value - the record's value: a number or, for `begin`, an instant
   * @param offset - where the record begins in the log
   * @param size - bytes from there to the next record
   */
  apply(kind: RecordKind, value: number, offset: number, size: number): void {
    switch (kind) {
      case 'begin':
        this.createdAt = value
        break
      case 'message':
        this.index.append(value, offset, size)
        this.nextOut = value + 1
        this.transmittedTo = value
        break
      case 'late':
        // The record is no queued one, so the message is not unsent, whatever waits before it or behind.
        this.index.replace(value, offset, size)
        break
      case 'sent':
        this.transmittedTo = value
        break
      case 'queued':
      case 'ahead':
        this.index.append(value, offset, size)
        this.nextOut = value + 1
        // What was transmitted under this number, before nextOut was set back, counts no longer.
        this.transmittedTo = Math.min(this.transmittedTo, value - 1)
        break
      case 'nextIn':
        this.nextIn = value
        break
      case 'nextOut':
        this.index.cutFrom(value)
        this.nextOut = value
        break
      case 'slice':
        break
    }
  }
}

/**
 * What every store asks of the numbers handed to it. Here, so that two stores cannot come to differ in it.
 */

/** @throws RangeError unless `value` is a whole number from 1 on */
export function checkMsgSeqNum(what: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`${what}: expected a whole number from 1 on, received ${value}`)
  }
}

/** @throws RangeError when `msgSeqNum` is no MsgSeqNum(34) or lies below `nextOut`: a number is never given twice */
export function checkOutgoing(msgSeqNum: number, nextOut: number): void {
  checkMsgSeqNum('MsgSeqNum(34)', msgSeqNum)
  if (msgSeqNum < nextOut) {
    throw new RangeError(`MsgSeqNum(34) of an outgoing message: expected ${nextOut} or above, received ${msgSeqNum}`)
  }
}

/** What leaves at last has to be stored already. */
export function noMessage(msgSeqNum: number): RangeError {
  return new RangeError(`MsgSeqNum(34) of a message that leaves late: no message is stored under ${msgSeqNum}`)
}

/** @throws RangeError unless `at` is a whole number of milliseconds since 1970 */
export function checkInstant(what: string, at: number): void {
  if (!Number.isSafeInteger(at) || at < 0) {
    throw new RangeError(`${what}: expected whole epoch milliseconds, received ${at}`)
  }
}

/** A session as a new process finds it: what the store holds, and what was under way when it was last written. */
import type { Message } from '../codec/message.ts'
import { isResetLogon } from '../session/logon-content.ts'
import { createSession, type Session, type StoredNumbers } from '../session/session.ts'
import type { SessionSettings } from '../session/settings.ts'
import type { MessageStore } from '../store/message-store.ts'
import { readMessages } from './stored-messages.ts'

/**
 * @param before - the session of this process before a fault: it knows of a reset that the store does not show, and helps
 *   where the store can not even be read any more
 * @throws what the store throws, where there is no such session
 */
export function sessionOnStore(settings: SessionSettings, store: MessageStore, before?: Session): Session {
  const { nextIn, nextOut } = store
  try {
    const found = unfinished(settings, store)
    const resetUnanswered = found.resetUnanswered || hasUnsaidReset(store, before)
    return createSession(settings, { nextIn, nextOut, ...found, resetUnanswered })
  } catch (error) {
    if (before === undefined) throw error
    // The fault that made us begin again is told by the caller; this is the same one.
    const unsent = before.unsent.filter(({ end }) => end < nextOut)
    return createSession(settings, { nextIn, nextOut, unsent, resetUnanswered: before.resetReply === 'must' })
  }
}

/** A reset whose Logon could not be written: the new numbering is empty, and the counterparty counts in the old one. */
function hasUnsaidReset({ nextIn, nextOut }: MessageStore, before: Session | undefined): boolean {
  return before !== undefined && before.resetReply !== 'none' && nextIn === 1 && nextOut === 1
}

/** Messages never sent, and a reset that was not answered. */
function unfinished(settings: SessionSettings, store: MessageStore): Omit<StoredNumbers, 'nextIn' | 'nextOut'> {
  const { nextIn, nextOut } = store
  let damaged = 0
  // One that can not be read is filled over when the counterparty misses it: no reason not to start.
  const records = store.unsent(() => damaged++)
  const unsent = records.map(({ msgSeqNum }) => ({ begin: msgSeqNum, end: msgSeqNum }))
  const fresh = nextIn === 1 && nextOut === 1 + unsent.length + damaged
  // A reset that was answered has counted its reply: where nothing was counted, ours may never have arrived.
  const [first] = nextIn === 1 && !fresh ? stored(store, 1) : []
  const resetUnanswered = first !== undefined && isResetLogon(settings, first)
  const numbers = records.map(({ msgSeqNum }) => msgSeqNum)
  return { fresh, unsent, unsentUncertainTo: uncertainTo(store, numbers), resetUnanswered }
}

/**
 * Up to which number the store can not say that a message was never sent: those that our Logon has overtaken may have been
 * asked for since. Behind the last number that was sent nobody has asked, and what leaves by itself is stored as it does.
 */
function uncertainTo(store: MessageStore, unsent: readonly number[]): number {
  const last = store.nextOut - 1
  let behind = unsent.length
  while (behind > 0 && unsent[behind - 1] === last - (unsent.length - behind)) behind--
  return unsent[behind - 1] ?? 0
}

/** A damaged record says nothing here; it is told when somebody asks for the message. */
function stored(store: MessageStore, msgSeqNum: number): Message[] {
  return readMessages(store, msgSeqNum, msgSeqNum, () => undefined)
}

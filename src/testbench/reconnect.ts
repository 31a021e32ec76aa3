/** Coming back to a target that should still know its numbers: many are configured to begin again with each connection. */
import type { Message } from '../codec/message.ts'
import { NotReached } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Bench } from './bench.ts'
import { awaitLogon, logonFields } from './establish.ts'
import { logOut } from './log-on.ts'

/**
 * Whether a Logon of the target starts at 1 although it sent messages before and nobody asked for a reset. A target may
 * be configured to that; a case about kept numbers can not be tried on it.
 */
export function beganAgain(bench: Bench, logon: Message): boolean {
  const earlier = bench.entries.filter(
    (entry) => entry.kind === 'message' && entry.direction === 'in' && entry.message !== logon,
  )
  return logon.msgSeqNum === 1 && logon.text(Tag.ResetSeqNumFlag) !== 'Y' && earlier.length > 0
}

/**
 * Loses the connection to a target that listens, or leaves it, and logs on again with the right number, which the target
 * counts.
 *
 * @throws NotReached when the target began again by itself
 */
export async function reconnect(bench: Bench, end: 'cut' | 'Logout' = 'cut'): Promise<void> {
  if (end === 'Logout') await logOut(bench)
  else {
    bench.wire.cut()
    await bench.afterDisconnect()
  }
  const from = bench.entries.length
  await bench.connect()
  bench.send(MsgType.Logon, logonFields(bench, false))
  const logon = await awaitLogon(bench, from)
  if (beganAgain(bench, logon))
    throw new NotReached('the target begins again at 1 with each connection, so no number can be too low or too high')
  bench.skipToNow()
}

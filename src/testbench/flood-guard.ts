/** Ends the connection to a target that floods: whatever it says, it will not be more than can be kept and shown. */
import type { Journal } from '../journal/journal.ts'
import type { Counterparty } from '../simulator/counterparty.ts'

/** More than any scenario makes a target say. */
const MAX_MESSAGES = 10_000
const MAX_GARBLED_BYTES = 1024 * 1024

/**
 * @param wire - who holds the connection at the moment
 * @param onFlood - told why the tester hung up
 */
export function guardAgainstFlood(journal: Journal, wire: () => Counterparty, onFlood: (why: string) => void): void {
  let messages = 0
  let garbledBytes = 0
  journal.subscribe((entry) => {
    if (entry.direction !== 'in' || !wire().connected) return
    if (entry.kind === 'message') messages++
    else garbledBytes += entry.bytes?.length ?? 0
    if (messages <= MAX_MESSAGES && garbledBytes <= MAX_GARBLED_BYTES) return
    const why = `the target floods (${messages} messages, ${garbledBytes} garbled bytes), so the tester hung up`
    onFlood(why)
    journal.event('note', why)
    wire().cut()
  })
}

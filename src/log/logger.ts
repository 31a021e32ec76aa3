/**
 * Logs for people who look for the cause of trouble: connections, engines, processes. The journal is the evidence and
 * does not read them; they do not read it.
 */
import pino, { type Logger } from 'pino'
import type { LogLevel } from './log-levels.ts'

/** Keys that may hold a secret, wherever in a record they stand. */
const SECRET_KEYS = ['Password', 'NewPassword', 'RawData', 'password']

let logger: Logger = pino({ level: 'silent' })

/**
 * Sets the level for the process; until then nothing is logged.
 *
 * @param write - gets each record as a line of JSON
 */
export function startLogging(level: LogLevel, write: (line: string) => void): void {
  const redact = { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: '***' }
  logger = pino({ level, base: null, redact, timestamp: pino.stdTimeFunctions.isoTime }, { write })
}

/** The logger of a part of the program. */
export function log(part: string): Logger {
  return logger.child({ part })
}

/** Days on the command line. */
import { UsageError } from '../../runner/usage-error.ts'

/**
 * @returns the day as it was stated
 * @throws UsageError when there is no such day
 */
export function dayOf(option: string, text: string): string {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  const real = parsed !== undefined && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)
  if (!real) throw new UsageError(`${option} ${JSON.stringify(text)}: expected a day, YYYY-MM-DD`)
  return text
}

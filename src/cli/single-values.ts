/** What yargs lets pass without a word: an option that is given twice, one with an empty value, one that can not be sent. */
import { UsageError } from '../runner/usage-error.ts'

/** What yargs adds to the options, and what may be given again and again. */
const OTHERS = ['_', '$0', 'set', 'steps', 'what']

/**
 * Refuses what can hardly be meant: given twice, yargs would make a list of both values.
 *
 * @param args - as yargs hands them over: each option under its name, also in camelCase and under its alias
 * @throws UsageError that names the option
 */
export function refuseUnmeant(args: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(args)) {
    if (OTHERS.includes(name) || name.length === 1 || /[A-Z]/.test(name)) continue
    const option = `--${name}`
    if (Array.isArray(value))
      throw new UsageError(`${option} is given ${value.length} times, as ${value.join(' and as ')}: say it once`)
    if (value === '') throw new UsageError(`${option} is empty: expected a value`)
    // SOH would end a field, and a line that a terminal acts on would be told to people.
    const control = typeof value === 'string' ? value.search(/\p{Cc}/u) : -1
    if (control >= 0)
      throw new UsageError(
        `${option} ${JSON.stringify(value)}: expected text without control characters, found one at position ${control}`,
      )
  }
}

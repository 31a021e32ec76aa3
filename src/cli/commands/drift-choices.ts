/** Which differences are accepted, loosened or dropped, as options or a terminal say it. */
import { createInterface } from 'node:readline/promises'
import { CHOICES, type Choice, type Drift } from '../../recorded/drift.ts'
import { UsageError } from '../../runner/usage-error.ts'
import type { DriftArguments } from './drift.ts'

/** @returns by the number of the difference; undefined when no option says anything */
export function statedChoices(args: DriftArguments, drifts: readonly Drift[]): ReadonlyMap<number, Choice> | undefined {
  if (CHOICES.every((choice) => args[choice] === undefined)) return undefined
  const chosen = new Map<number, Choice>()
  for (const choice of CHOICES)
    for (const number of numbersIn(choice, args[choice], drifts)) {
      const other = chosen.get(number)
      if (other !== undefined)
        throw new UsageError(`difference ${number} is to be both --${other} and --${choice}: say one of them`)
      if (drifts[number - 1]?.would[choice] === undefined)
        throw new UsageError(`--${choice} ${number}: that makes no sense there; the list says what can be done`)
      chosen.set(number, choice)
    }
  return chosen
}

function numbersIn(choice: Choice, text: string | undefined, drifts: readonly Drift[]): number[] {
  if (text === undefined) return []
  if (text.trim() === 'all')
    return drifts.filter(({ would }) => would[choice] !== undefined).map(({ number }) => number)
  return text.split(',').map((part) => {
    const number = Number(part.trim())
    if (Number.isInteger(number) && number >= 1 && number <= drifts.length) return number
    throw new UsageError(
      `--${choice} "${text}": expected numbers of the list, 1 to ${drifts.length}, with commas between, or all`,
    )
  })
}

/** Asks on the terminal, one difference after the other; nothing is chosen for what is passed over. */
export async function askedChoices(
  drifts: readonly Drift[],
  show: (drift: Drift) => void,
): Promise<ReadonlyMap<number, Choice>> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const chosen = new Map<number, Choice>()
  try {
    for (const drift of drifts) {
      show(drift)
      const open = CHOICES.filter((choice) => drift.would[choice] !== undefined)
      const answer = (await lines.question(`${open.join(', ')}, or Enter to leave it: `)).trim().toLowerCase()
      if (answer === 'quit' || answer === 'q') break
      const choice = open.find((one) => answer !== '' && one.startsWith(answer))
      if (choice !== undefined) chosen.set(drift.number, choice)
    }
  } finally {
    lines.close()
  }
  return chosen
}

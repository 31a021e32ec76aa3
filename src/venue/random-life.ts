/** Steps drawn by the venue's seed: a life that no rule foresees (Q520). */
import type { Step } from './persona.ts'

const MOST_FILLS = 4
const LONGEST_PAUSE_MS = 400

/** After the acknowledgement: some fills at random times, the last of which may complete the order. */
export function randomLife(random: () => number): Step[] {
  const steps: Step[] = []
  const fills = Math.floor(random() * (MOST_FILLS + 1))
  for (let i = 0; i < fills; i++) {
    const qty = random() < 0.15 ? 'rest' : `${5 + Math.floor(random() * 40)}%`
    steps.push({ do: 'fill', qty, after: pause(random) })
  }
  return steps
}

/** An answer to a request: at once or late, pending or not, with fills in between, or a refusal. */
export function randomAnswer(random: () => number): Step[] {
  const steps: Step[] = []
  if (random() < 0.3) steps.push({ do: 'fill', qty: '10%', crossing: true })
  if (random() < 0.6) steps.push({ do: 'pending' })
  if (random() < 0.4) steps.push({ do: 'fill', qty: random() < 0.2 ? 'rest' : '10%', after: pause(random) })
  const drawn = random()
  const last: Step = drawn < 0.75 ? { do: 'accept' } : { do: 'refuse', reason: drawn < 0.9 ? 'option' : 'tooLate' }
  steps.push(random() < 0.5 ? { ...last, after: pause(random) } : last)
  return steps
}

function pause(random: () => number): number {
  return 1 + Math.floor(random() * LONGEST_PAUSE_MS)
}

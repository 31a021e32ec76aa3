/** What is said of a step that no sentence of the vocabulary fits. Pure. */
import { nearestSentences } from './sentences.ts'

/** @param place - `features/orders.feature:12` */
export function undefinedStep(place: string, text: string, sentences: Iterable<string>): string {
  const near = nearestSentences(text, sentences)
  const told = `${place}: "${text}" is no sentence that fixproof knows`
  return near.length === 0
    ? `${told}; see fixproof steps`
    : `${told}. Near it:\n${near.map((sentence) => `  ${sentence}`).join('\n')}`
}

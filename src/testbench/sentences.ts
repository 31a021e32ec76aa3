/** Sentences of the vocabulary: how people read the pattern of a step, and which of them a text may have meant. Pure. */
import { nearest } from '../dictionary/nearest.ts'

/** What a regular expression says, for people; a cucumber expression says it already. */
const READABLE: readonly (readonly [machine: string, people: string])[] = [
  ['(must|should|may)', '{level}'],
  ['(?: as "([^"]+)")?', '[ as "name"]'],
  ['(?: as ("[^"]+"|\\w+))?', '[ as "name"]'],
  ['(?: by ("[^"]+"|\\w+))?', '[ by "request"]'],
  ['(?: to ("[^"]+"|\\w+))?', '[ to "session"]'],
  ['(?: of ("[^"]+"|\\w+))?', '[ of "order"]'],
  ['of ("[^"]+"|\\w+)', 'of "order"'],
  ['("[^"]+"|\\w+)', '"name"'],
  ['([A-Z][A-Za-z ]*?)', '{event}'],
  ['([A-Z]\\w+)', '{message}'],
  ['(?: with (.+?))?', '[ with Field value and …]'],
  ['(?:, garbled: (.+?))?', '[, garbled: {fault}]'],
  ['(?<!:)', ''],
  ['(?:, with (.+))?', '[, with Field value and …]'],
  ['(?:, the tester at MsgSeqNum (\\d+))?', '[, the tester at MsgSeqNum {int}]'],
  ['(?: of its configuration)?', '[ of its configuration]'],
  ['(?:, before sending it)?', '[, before sending it]'],
  ['( without its files)?', '[ without its files]'],
  ['"([^"]+)"', '{string}'],
  ['(\\S+ \\w+)', '{duration}'],
  ['([A-Z][\\w ]*?)', '{status}'],
  ['([\\w-]+)', '{name}'],
  ['(-?\\S+)', '{number}'],
  ['(\\S+ \\S+ \\S+ \\S+)', '{symbol side quantity price}'],
  ['(.+?)', '{Field value and …}'],
  ['(\\d+)', '{int}'],
  ['(\\d\\d:\\d\\d:\\d\\d)', '{time}'],
  ['(\\S+ \\S+)', '{date time}'],
  ['[A-Z][a-z]+', '{day}'],
  ['(\\S+)', '{word}'],
  ['\\S+', '{word}'],
  ['\\d+', '{int}'],
  ['\\w+', '{word}'],
]

/** @param pattern - cucumber expression, or a regular expression as text */
export function readableSentence(pattern: string): string {
  const bare = pattern
    .replace(/^\/?\^/, '')
    .replace(/\$\/?$/, '')
    .replace(/\(\?<(\w+)>[^()]*\)/g, '{$1}')
  const told = READABLE.reduce((text, [machine, people]) => text.replaceAll(machine, people), bare)
  return told.replace(/\(\?:([^()]*)\)\?/g, '[$1]')
}

/** The sentences of this process: set once when the steps are loaded, so that a step that is none can be told what was near. */
export const vocabulary: { sentences: readonly string[] } = { sentences: [] }

/** A text differs from a sentence in no more than this part of its words, to be near it. */
const NEAR = 0.45

/** Up to three sentences that a text may have meant, nearest first. */
export function nearestSentences(text: string, sentences: Iterable<string>): string[] {
  const said = wordsOf(text)
  return [...new Set(sentences)]
    .map((sentence) => ({ sentence, apart: Math.min(...forms(sentence).map((form) => distance(said, wordsOf(form)))) }))
    .filter(({ apart }) => apart <= NEAR)
    .sort((a, b) => a.apart - b.apart || (a.sentence < b.sentence ? -1 : 1))
    .slice(0, 3)
    .map(({ sentence }) => sentence)
}

/** A sentence without its optional parts, and with all of them. */
function forms(sentence: string): string[] {
  return [sentence.replace(/\[[^\]]*\]/g, ''), sentence.replace(/[[\]]/g, '')]
}

const ANY = '*'

/** Words, each value a star: what stands in braces or quotes, numbers, names of fields and messages. */
function wordsOf(text: string): string[] {
  const words = text.replace(/\{[^}]*\}|"[^"]*"/g, ANY).split(/[\s,:]+/)
  return words.filter((word) => word !== '').map((word) => (/^[-\d.]+$|^[A-Z]/.test(word) ? ANY : word))
}

/** Words to change, add or leave out, as a part of all words; a word that is nearly the other counts little. */
function distance(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, i) => i + 1)
  row.unshift(0)
  for (const [i, word] of a.entries()) {
    const next = [i + 1]
    for (const [j, other] of b.entries())
      next.push(Math.min((row[j] as number) + unlike(word, other), (row[j + 1] as number) + 1, (next[j] as number) + 1))
    row = next
  }
  return (row.at(-1) ?? 0) / Math.max(a.length, b.length, 1)
}

function unlike(a: string, b: string): number {
  if (a === b) return 0
  if (a === ANY || b === ANY) return 0.5
  return nearest(a, [b]).length > 0 ? 0.3 : 1
}

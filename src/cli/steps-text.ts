/** The vocabulary of scenarios as people read it, at most 80 columns. */
import { styleText } from 'node:util'
import type { StepFile } from '../runner/step-vocabulary.ts'
import { EVENT_NAMES } from '../testbench/report-events.ts'
import { EXPECTED_CELLS, SENT_CELLS } from '../testbench/vocabulary-cells.ts'
import { SCENARIO_EXAMPLES, type ScenarioExample } from '../testbench/vocabulary-examples.ts'

const WIDTH = 80
/** Where it is said what a cell says. */
const MEANING = 28
/** Lines of the suite that are shown of a sentence. */
const SHOWN_EXAMPLES = 2

interface Part {
  readonly heading: string
  readonly lines: readonly string[]
}

/**
 * @param words - only what speaks of all of them; nothing for all
 * @returns undefined when nothing does
 */
export function stepsText(
  vocabulary: readonly StepFile[],
  words: readonly string[],
  color: boolean,
): string | undefined {
  const bold = (text: string): string => (color ? styleText('bold', text, { validateStream: false }) : text)
  const speaks = (...texts: readonly string[]): boolean => {
    const all = texts.join('\n').toLowerCase()
    return words.every((word) => all.includes(word.toLowerCase()))
  }
  const subjects = Map.groupBy(SCENARIO_EXAMPLES, ({ subject }) => subject)
  const parts = [
    ...vocabulary.map((file) => sentences(file, speaks)),
    cells('Cells of expectations', EXPECTED_CELLS, speaks),
    cells('Cells of messages that are sent', SENT_CELLS, speaks),
    events(speaks),
    ...[...subjects].map(([subject, examples]) => shownExamples(subject, examples, speaks)),
  ].filter(({ lines }) => lines.length > 0)
  if (parts.length === 0) return undefined
  const head =
    '{level} is must, should or may. What stands in brackets may be left out; [:] is a colon with a table of fields below it.'
  return [...folded(head, 0, 0), ...parts.flatMap(({ heading, lines }) => ['', bold(heading), ...lines])].join('\n')
}

type Speaks = (...texts: readonly string[]) => boolean

function sentences({ subject, steps }: StepFile, speaks: Speaks): Part {
  const lines = steps
    .filter(({ pattern, examples }) => speaks(subject, pattern, ...examples.slice(0, SHOWN_EXAMPLES)))
    .flatMap(({ pattern, examples }) => [
      // The blank of an optional part is better outside of it.
      ...folded(pattern.replaceAll('[ ', ' [').replaceAll('[, ', ' [, '), 2, 6),
      ...examples.slice(0, SHOWN_EXAMPLES).flatMap((example) => folded(`- ${example}`, 4, 6)),
    ])
  return { heading: subject, lines }
}

function cells(heading: string, examples: readonly { cell: string; says: string }[], speaks: Speaks): Part {
  const lines = examples
    .filter(({ cell, says }) => speaks(heading, cell, says))
    .flatMap(({ cell, says }) => {
      const meaning = folded(says, MEANING, MEANING)
      if (cell.length + 2 >= MEANING) return [`  ${cell}`, ...meaning]
      return [`  ${cell}`.padEnd(MEANING) + (meaning[0] ?? '').trimStart(), ...meaning.slice(1)]
    })
  return { heading, lines }
}

function events(speaks: Speaks): Part {
  const heading = 'Events of orders'
  return { heading, lines: speaks(heading, ...EVENT_NAMES) ? folded(EVENT_NAMES.join(', '), 2, 2) : [] }
}

function shownExamples(subject: string, examples: readonly ScenarioExample[], speaks: Speaks): Part {
  const shown = examples.filter(({ shows, steps }) => speaks(subject, shows, steps))
  const lines = shown.flatMap(({ shows, steps }, i) => [
    ...(i === 0 ? [] : ['']),
    ...folded(shows, 2, 2),
    ...steps
      .trim()
      .split('\n')
      .map((line) => `    ${line}`),
  ])
  return { heading: `Examples: ${subject}`, lines }
}

/** Lines of at most 80 columns, cut at blanks that stand in no brackets. @param further - indent of the second and later ones */
function folded(text: string, indent: number, further: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.match(/(?:\[[^\]]*\]|\S)+/g) ?? []) {
    const margin = ' '.repeat(lines.length === 0 ? indent : further)
    if (line === '') line = `${margin}${word}`
    else if (line.length + 1 + word.length <= WIDTH) line += ` ${word}`
    else {
      lines.push(line)
      line = `${' '.repeat(further)}${word}`
    }
  }
  return [...lines, line]
}

/** For tests only: the parts of docs/scenarios.md that are made from what the language is, so that they say what is so. */
import { EVENT_NAMES, reportEvent } from '../testbench/report-events.ts'
import { EXPECTED_CELLS, SENT_CELLS } from '../testbench/vocabulary-cells.ts'
import { SCENARIO_EXAMPLES } from '../testbench/vocabulary-examples.ts'

const MADE = /<!-- made: ([\w -]+) -->\n[\s\S]*?<!-- end -->/g

/** The page with each made part as it is now. @throws Error for a part that nobody makes */
export function madeAnew(page: string): string {
  return page.replace(MADE, (_, name: string) => `<!-- made: ${name} -->\n${part(name)}\n<!-- end -->`)
}

function part(name: string): string {
  if (name === 'expected cells') return cells(EXPECTED_CELLS)
  if (name === 'sent cells') return cells(SENT_CELLS)
  if (name === 'events') return events()
  const subject = /^examples of (.+)$/.exec(name)?.[1]
  const shown = SCENARIO_EXAMPLES.filter((example) => example.subject.toLowerCase() === subject)
  if (shown.length === 0) throw new Error(`docs/scenarios.md: nothing makes the part "${name}"`)
  return shown.map(({ shows, steps }) => `${shows}\n\n\`\`\`gherkin\n${steps.trim()}\n\`\`\``).join('\n\n')
}

function cells(examples: readonly { readonly cell: string; readonly says: string }[]): string {
  const rows = examples.map(({ cell, says }) => `| \`${escaped(cell)}\` | ${inCode(escaped(says))} |`)
  return ['| Cell | says |', '|---|---|', ...rows].join('\n')
}

/** A bar would end the cell of the page, also inside of code. */
function escaped(text: string): string {
  return text.replaceAll('|', '\\|')
}

/** What stands in angle brackets is no markup. */
function inCode(text: string): string {
  return text.replace(/<[^>]*>/g, '`$&`')
}

function events(): string {
  const rows = EVENT_NAMES.map((name) => `| ${name} | ${fieldsOf(name, 42)} | ${fieldsOf(name, 44)} |`)
  return ['| Event | FIX.4.2 | since FIX.4.3 |', '|---|---|---|', ...rows].join('\n')
}

function fieldsOf(name: string, ordinal: number): string {
  const { tells, besides } = reportEvent(name, ordinal)
  return [...tells, ...besides]
    .filter(([field]) => ordinal <= 42 || field !== 'ExecTransType')
    .map(([field, wanted]) =>
      'describe' in wanted ? `${field} ${wanted.describe}` : `${field} ${wanted.join(' or ')}`,
    )
    .join(', ')
}

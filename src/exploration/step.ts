/** Steps of a scenario as text, in the vocabulary of the suite: what is played is what the feature file will say. */

export interface Step {
  readonly keyword: 'Given' | 'When' | 'Then'
  readonly text: string
  /** Cells as they stand in the file. */
  readonly table?: readonly (readonly string[])[]
}

/** A field and what its cell says. */
export type Row = readonly [field: string, cell: string]

const step = (keyword: Step['keyword'], text: string, table?: Step['table']): Step =>
  table === undefined || table.length === 0 ? { keyword, text } : { keyword, text: `${text}:`, table }

export const given = (text: string): Step => step('Given', text)
export const when = (text: string, table?: Step['table']): Step => step('When', text, table)
// biome-ignore lint/suspicious/noThenProperty: the word of Gherkin, and this module is never awaited
export const then = (text: string, table?: Step['table']): Step => step('Then', text, table)

/** Values that need neither quotes nor a table. */
const PLAIN = /^[\w.+<>-]+(?: seconds from now)?$/

/** `the tester sends Heartbeat with MsgSeqNum 5`, or the same with a table where a line would be hard to read. */
export function sending(message: string, rows: readonly Row[] = []): Step {
  const inLine = rows.length <= 2 && rows.every(([field, cell]) => /^[A-Z]/.test(field) && PLAIN.test(cell))
  if (!inLine) return when(`the tester sends ${message}`, rows)
  const clause = rows.map(([field, cell]) => `${field} ${cell}`).join(' and ')
  return when(`the tester sends ${message}${clause === '' ? '' : ` with ${clause}`}`)
}

/** `the target must send Reject within 2 seconds:` */
export function expecting(
  level: 'must' | 'should' | 'may',
  message: string,
  within: string,
  rows?: readonly Row[],
): Step {
  return then(`the target ${level} send ${message} within ${within}`, rows)
}

/** The end of the connection, whatever else comes before it. */
export const disconnecting = (within: string): Step => then(`the target must disconnect within ${within}`)

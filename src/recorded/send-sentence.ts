/** The sentence `the target must send …`, taken apart and put together again. */

export interface SendSentence {
  /** `the target must send Heartbeat as "beat"` */
  readonly head: string
  /** What stands behind `with`. */
  readonly clause: string
  /** ` within 2 seconds:` */
  readonly tail: string
}

/** Undefined for any other sentence. */
export function sentenceOf(text: string): SendSentence | undefined {
  const found =
    /^(the target (?:must|should|may) send [A-Z]\w+(?: as "[^"]+")?)(?: with (.+?))?( within \S+ \w+:?)$/.exec(text)
  const [, head, clause = '', tail] = found ?? []
  return head === undefined || tail === undefined ? undefined : { head, clause, tail }
}

/** Fields of the clause with what is said of them, as it is written. */
export function clauseRows({ clause }: SendSentence): (readonly [name: string, cell: string])[] {
  if (clause === '') return []
  return clause
    .split(/(?: and |, )(?=[A-Z])(?![^<>]*>)(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((part) => [/^\S+/.exec(part)?.[0] ?? '', part.replace(/^\S+ ?/, '')] as const)
}

/**
 * The sentence with another cell for a field of its clause.
 *
 * @param cell - undefined leaves the field out
 */
export function withClause(sentence: SendSentence, field: string, cell: string | undefined): string {
  const rows = clauseRows(sentence).flatMap(([name, said]) => {
    if (name !== field) return [`${name} ${said}`]
    return cell === undefined ? [] : [`${name} ${quoted(cell)}`]
  })
  const clause = rows.length === 0 ? '' : ` with ${rows.join(' and ')}`
  return `${sentence.head}${clause}${sentence.tail}`
}

/** Whether a cell can stand in a clause: quotation marks end it, and so does what looks like the next field. */
export function fitsClause(cell: string): boolean {
  return !/["\n]/.test(cell) && !/ within \S+ \w+:?$/.test(cell)
}

function quoted(cell: string): string {
  return /[\s,]/.test(cell) && !/^".*"$/.test(cell) ? `"${cell}"` : cell
}

/** Changes of lines in a file; what is not named stays byte for byte. */

export interface Edit {
  /** The first line that is taken away, from 1; what is put in stands before it where none is. */
  readonly line: number
  readonly remove: number
  readonly insert: readonly string[]
}

/** @param text - one character a byte, or any text; line ends stay as they are, and new lines have those of the file */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const end = lines[0]?.endsWith('\r\n') === true ? '\r\n' : '\n'
  for (const { line, remove, insert } of edits.toSorted((a, b) => b.line - a.line)) {
    const last = line - 1 + remove >= lines.length && remove > 0 && !(lines.at(-1)?.endsWith('\n') ?? false)
    const put = insert.map((one, i) => (last && i === insert.length - 1 ? one : `${one}${end}`))
    lines.splice(line - 1, remove, ...put)
  }
  return lines.join('')
}

/** The changed lines as `-` and `+`, with the numbers that they had. */
export function shownEdits(text: string, edits: readonly Edit[]): string[] {
  const lines = text.split(/\r?\n/)
  return edits
    .toSorted((a, b) => a.line - b.line)
    .flatMap(({ line, remove, insert }) => [
      `@@ line ${line}`,
      ...lines.slice(line - 1, line - 1 + remove).map((one) => `-${one}`),
      ...insert.map((one) => `+${one}`),
    ])
}

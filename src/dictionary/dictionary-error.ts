/** A dictionary that cannot be used, told so that its author finds the place. */
export class DictionaryError extends Error {
  /** The file as it was named, undefined when the text came from elsewhere. */
  readonly file: string | undefined
  /** Position of what is wrong, both from 1; undefined when it is the file as a whole. */
  readonly line: number | undefined
  /** The same, within the line. */
  readonly column: number | undefined

  /**
   * @param what - what is wrong, naming the value
   * @param expected - what would have been right
   */
  constructor(what: string, expected: string, place: { file?: string; line?: number; column?: number } = {}) {
    const at = [place.file, place.line, place.column].filter((part) => part !== undefined).join(':')
    super(`${at === '' ? '' : `${at}: `}${what}; expected ${expected}`)
    this.name = 'DictionaryError'
    this.file = place.file
    this.line = place.line
    this.column = place.column
  }
}

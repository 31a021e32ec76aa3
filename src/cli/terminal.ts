/** Where people are written to, and whether in colour. The environment is handed in; nothing here is global. */
import { byteOutputOf } from './byte-output.ts'

export interface Terminal {
  /** For people: stdout when it is a terminal, stderr otherwise, so that a pipe stays clean. */
  say(text: string): void
  /**
   * Shows a line that stands below everything said, in the place of the one before; none when the text is empty. Absent
   * where lines can not be written over.
   */
  readonly showLive?: (text: string) => void
  /** For machines, and for what was asked for by name. */
  print(text: string): void
  /**
   * The same for a text without end, in UTF-8 and with its line feeds. Fulfilled when the bytes have left, and they may
   * be written over; fails with EPIPE when the reader went away.
   */
  readonly printBytes: (bytes: Buffer) => Promise<void>
  /** What is printed goes to people: stdout is a terminal. */
  readonly printsToTerminal: boolean
  /** How wide what is printed may be; absent where stdout is no terminal. */
  readonly columns?: number | undefined
  complain(text: string): void
  readonly color: boolean
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export function terminalOf(streams: Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env' | 'cwd'>): Terminal {
  const { stdout, stderr, env } = streams
  const people = stdout.isTTY ? stdout : stderr
  const line = people.isTTY && env.TERM !== 'dumb' ? new LiveLine(people) : undefined
  const above = (stream: Pick<NodeJS.WriteStream, 'write'>, text: string): void => {
    line?.clear()
    stream.write(`${text}\n`)
    line?.paint()
  }
  let printBytes: Terminal['printBytes'] | undefined
  return {
    say: (text) => above(people, forPeople(text, env)),
    print: (text) => above(stdout, text),
    printBytes: (bytes) => {
      printBytes ??= byteOutputOf(stdout)
      return printBytes(bytes)
    },
    printsToTerminal: stdout.isTTY === true,
    columns: stdout.isTTY ? stdout.columns : undefined,
    complain: (text) => above(stderr, forPeople(text, env)),
    ...(line === undefined ? {} : { showLive: (text: string) => line.show(text) }),
    color: colorWanted(people, env),
    cwd: streams.cwd(),
    env,
  }
}

/** GitHub obeys lines that begin with `::`; what a target says may begin so, and is no command. */
function forPeople(text: string, { GITHUB_ACTIONS }: Terminal['env']): string {
  return GITHUB_ACTIONS === 'true' ? text.replace(/^(\s*)::/gm, '$1: :') : text
}

/** The last line of a terminal, written over and over. No colour in it, so NO_COLOR changes nothing. */
class LiveLine {
  readonly #stream: Pick<NodeJS.WriteStream, 'write' | 'columns'>
  #text = ''

  constructor(stream: Pick<NodeJS.WriteStream, 'write' | 'columns'>) {
    this.#stream = stream
  }

  show(text: string): void {
    this.clear()
    this.#text = text
    this.paint()
  }

  clear(): void {
    if (this.#text !== '') this.#stream.write(`\r${ERASE_LINE}`)
  }

  /** A line that is too long would be wrapped, and could not be written over. */
  paint(): void {
    if (this.#text !== '') this.#stream.write(this.#text.slice(0, (this.#stream.columns || USUAL_COLUMNS) - 1))
  }
}

const ERASE_LINE = '\x1b[2K'
const USUAL_COLUMNS = 80

/** NO_COLOR (any value) turns colour off, FORCE_COLOR on; otherwise a terminal has it. */
function colorWanted(stream: { isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0') return true
  return stream.isTTY === true && env.TERM !== 'dumb'
}

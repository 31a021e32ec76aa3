/** Where people are written to, and whether in colour. The environment is handed in; nothing here is global. */

export interface Terminal {
  /** For people: stdout when it is a terminal, stderr otherwise, so that a pipe stays clean. */
  say(text: string): void
  /** For machines, and for what was asked for by name. */
  print(text: string): void
  complain(text: string): void
  readonly color: boolean
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export function terminalOf(streams: Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env' | 'cwd'>): Terminal {
  const { stdout, stderr, env } = streams
  const people = stdout.isTTY ? stdout : stderr
  return {
    say: (text) => void people.write(`${text}\n`),
    print: (text) => void stdout.write(`${text}\n`),
    complain: (text) => void stderr.write(`${text}\n`),
    color: colorWanted(people, env),
    cwd: streams.cwd(),
    env,
  }
}

/** NO_COLOR (any value) turns colour off, FORCE_COLOR on; otherwise a terminal has it. */
function colorWanted(stream: { isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0') return true
  return stream.isTTY === true && env.TERM !== 'dumb'
}

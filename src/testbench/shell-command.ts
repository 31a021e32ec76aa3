/** Commands of a profile: values are put in as single words of the shell, and what a command says is kept for people. */
import { type ChildProcess, spawn } from 'node:child_process'

/** Names that a command may have in braces. */
export type Placeholders = Readonly<Record<string, string>>

/**
 * Puts values in the place of `{name}`, each quoted so that it stays one word whatever is in it. Braces around anything
 * else belong to the shell.
 */
export function putIn(command: string, values: Placeholders): string {
  return command.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : quoted(value)
  })
}

/** A word of a POSIX shell. What needs no quotes gets none: people read these commands. */
function quoted(text: string): string {
  return /^[\w.:/,=+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** A command that did not do what it should; the text says how it ended and what it printed. */
export class CommandFailed extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CommandFailed'
  }
}

/** How much of what a command prints is kept. */
const KEPT_OUTPUT = 2_000

/**
 * Runs a command to its end. What it leaves in the background goes on.
 *
 * @param timeoutMs - then the command, and all that it started, is killed
 * @returns what it printed on its standard output
 * @throws CommandFailed (as rejection)
 */
export function runCommand(command: string, directory: string, timeoutMs: number): Promise<string> {
  const child = spawn(command, { cwd: directory, shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let printed = ''
  const keep = (kept: string, chunk: Buffer): string => (kept + chunk.toString()).slice(-KEPT_OUTPUT)
  child.stdout.on('data', (chunk: Buffer) => {
    output = keep(output, chunk)
    printed = keep(printed, chunk)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    printed = keep(printed, chunk)
  })
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      killGroup(child.pid)
    }, timeoutMs)
    const fail = (how: string): void => {
      const said = printed.trim() === '' ? 'it printed nothing' : `it printed: ${printed.trim()}`
      reject(new CommandFailed(`${how}; ${said}`))
    }
    child.once('error', (error) => {
      clearTimeout(timer)
      fail(error.message)
    })
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      void lastWords(child).then(() => {
        child.stdout.destroy()
        child.stderr.destroy()
        if (late) return fail(`it took more than ${timeoutMs / 1000} s`)
        if (code !== 0) return fail(`it ended with ${signal ?? code}`)
        resolve(output)
      })
    })
  })
}

/** How long what a command printed may take to be read when it has ended. */
const LAST_WORDS_MS = 1_000

/**
 * Settled when all is read that a command has printed. What it left in the background may hold its output open, and is not
 * waited for.
 */
export function lastWords(child: ChildProcess, withinMs = LAST_WORDS_MS): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, withinMs)
    child.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

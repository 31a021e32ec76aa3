/** What `fixproof decode` does: a log of any length, from a file or from another program. */
import { fstatSync, type Stats, statSync } from 'node:fs'
import { decodeStream } from '../../runner/decode-stream.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { chunksOf } from '../file-chunks.ts'
import { besideThePrinted, LogProgress } from '../log-progress.ts'
import type { Terminal } from '../terminal.ts'

const STDIN = 0

/**
 * Prints the text of a log while it is read. It ends quietly when the reader of the text goes away (`| head`).
 *
 * @param file - its path; `-` for standard input
 * @throws UsageError when it can not be read, when the text can not be written, and when there is no message in it
 */
export async function decodeFile(file: string, terminal: Terminal): Promise<void> {
  const stats = statsOf(file)
  // What flows has to be given up at once when nobody reads the text any longer.
  const stream = file === '-' && flows(stats) ? process.stdin : undefined
  const log = stream ?? chunksOf(file === '-' ? STDIN : file)
  const progress = new LogProgress(besideThePrinted(terminal), stats?.isFile() ? stats.size : undefined, 'decoded')
  let unwritten: NodeJS.ErrnoException | undefined
  const write = (bytes: Buffer): Promise<void> =>
    terminal.printBytes(bytes).catch((error: NodeJS.ErrnoException) => {
      unwritten = error
      stream?.destroy(error)
      throw error
    })
  let messages = 0
  try {
    messages = await decodeStream(log, write, (bytes) => progress.update(bytes))
  } catch (error) {
    if (unwritten?.code === 'EPIPE') return
    if (unwritten !== undefined) throw new UsageError(`the text could not be written (${unwritten.code})`)
    throw isOfSystem(error) ? new UsageError(`${file}: could not be read (${error.code})`) : error
  } finally {
    progress.end()
  }
  if (messages === 0)
    throw new UsageError(`${file}: no FIX message in it: expected 8=FIX…10=nnn with SOH, | or ^A between fields`)
}

/** Undefined for what can not be opened, which reading will tell. */
function statsOf(file: string): Stats | undefined {
  try {
    return file === '-' ? fstatSync(STDIN) : statSync(file)
  } catch {
    return undefined
  }
}

/** A pipe, a socket or a terminal. */
function flows(stats: Stats | undefined): boolean {
  return stats !== undefined && (stats.isFIFO() || stats.isSocket() || stats.isCharacterDevice())
}

function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}

/** Reads logs from their files, in the order of their time stamps, and has them judged line by line. */
import { createReadStream, statSync } from 'node:fs'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import { LogJudge, type LogJudgeOptions } from '../../conformance/monitors/log-judge.ts'
import { systemWords } from '../../log/system-words.ts'
import { directionOfFile, type LogItem, LogReader } from '../../recorded/log-reader.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { chunksOf } from '../file-chunks.ts'

const STDIN = 0

/** What was read of one log. */
export interface ReadLog {
  readonly name: string
  messages: number
  garbled: number
  /** The first lines that could not be read. */
  readonly firstGarbled: { readonly line: number; readonly problem: string }[]
  events: number
  bytes: number
  form: string
}

export interface LogsRead {
  readonly logs: readonly ReadLog[]
  readonly judge: LogJudge
  readonly firstAt: number | undefined
  readonly lastAt: number | undefined
}

/** Of what could not be read so much is told. */
const TOLD = 5

/**
 * @param onBytes - told of all bytes read so far
 * @throws UsageError when a log can not be read, or is no text
 */
export async function readLogs(
  names: readonly string[],
  cwd: string,
  options: LogJudgeOptions,
  onBytes: (bytes: number) => void,
): Promise<LogsRead> {
  const judge = new LogJudge(options)
  const logs = names.map(
    (name): ReadLog => ({ name, messages: 0, garbled: 0, firstGarbled: [], events: 0, bytes: 0, form: '' }),
  )
  const span = { firstAt: undefined as number | undefined, lastAt: undefined as number | undefined }
  const take = (file: number, item: LogItem): void => {
    const log = logs[file] as ReadLog
    if (item.at !== undefined) {
      span.firstAt ??= item.at
      span.lastAt = item.at
    }
    if (item.kind === 'message') {
      log.messages++
      const { line, at, direction, bytes, message } = item
      judge.line({ file, line, at, direction, bytes, message })
    } else if (item.kind === 'garbled') {
      log.garbled++
      const { line, at, direction, bytes, problem } = item
      if (log.firstGarbled.length < TOLD) log.firstGarbled.push({ line, problem })
      judge.line({ file, line, at, direction, bytes, message: undefined, problem })
    } else {
      log.events++
      judge.event({ file, ...item })
    }
  }
  const count = (log: ReadLog, bytes: number): void => {
    log.bytes += bytes
    onBytes(logs.reduce((sum, one) => sum + one.bytes, 0))
  }
  if (logs.length === 1) await readOne(logs[0] as ReadLog, cwd, (item) => take(0, item), count)
  else await readMerged(logs, cwd, take, count)
  judge.end()
  return { logs, judge, ...span }
}

/** Size of a log in bytes; undefined where that is not known beforehand. */
export function sizeOf(name: string, cwd: string): number | undefined {
  if (name === '-' || name.endsWith('.gz')) return undefined
  try {
    const stats = statSync(path.resolve(cwd, name))
    return stats.isFile() ? stats.size : undefined
  } catch {
    return undefined
  }
}

type Count = (log: ReadLog, bytes: number) => void

async function readOne(log: ReadLog, cwd: string, take: (item: LogItem) => void, count: Count): Promise<void> {
  const reader = readerOf(log.name)
  try {
    for await (const chunk of bytesOf(log.name, cwd)) {
      for (const item of reader.push(chunk)) take(item)
      count(log, chunk.length)
    }
    for (const item of reader.end()) take(item)
  } catch (error) {
    throw refused(log.name, error)
  }
  log.form = reader.form
}

/** Several logs of one time: what came first by its stamp is judged first. Without stamps a log goes on before the next. */
async function readMerged(
  logs: readonly ReadLog[],
  cwd: string,
  take: (file: number, item: LogItem) => void,
  count: Count,
): Promise<void> {
  const sources = logs.map((log) => itemsOf(log, cwd, count))
  const next: { item: LogItem; at: number }[] = []
  const advance = async (file: number, before: number): Promise<void> => {
    const { value, done } = await (sources[file] as AsyncGenerator<LogItem, void, undefined>).next()
    if (done === true) delete next[file]
    else next[file] = { item: value, at: value.at ?? sendingTimeOf(value) ?? before }
  }
  for (const file of sources.keys()) await advance(file, Number.NEGATIVE_INFINITY)
  for (;;) {
    let first = -1
    for (const file of sources.keys())
      if (next[file] !== undefined && (first < 0 || next[file].at < (next[first]?.at ?? 0))) first = file
    const one = next[first]
    if (one === undefined) return
    take(first, one.item)
    await advance(first, one.at)
  }
}

function sendingTimeOf(item: LogItem): number | undefined {
  return item.kind === 'message' ? item.message.utcTimestamp(52)?.epochMs : undefined
}

async function* itemsOf(log: ReadLog, cwd: string, count: Count): AsyncGenerator<LogItem, void, undefined> {
  const reader = readerOf(log.name)
  try {
    for await (const chunk of bytesOf(log.name, cwd)) {
      count(log, chunk.length)
      yield* reader.push(chunk)
    }
    yield* reader.end()
  } catch (error) {
    throw refused(log.name, error)
  }
  log.form = reader.form
}

function readerOf(name: string): LogReader {
  return new LogReader({ direction: directionOfFile(name) })
}

function bytesOf(name: string, cwd: string): AsyncIterable<Buffer> {
  if (name === '-') return chunksOf(STDIN)
  const file = path.resolve(cwd, name)
  return name.endsWith('.gz') ? createReadStream(file).pipe(createGunzip()) : chunksOf(file)
}

function refused(name: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (error.name === 'LogEncodingError') return new UsageError(`${name}: ${error.message}`)
  const { code } = error as NodeJS.ErrnoException
  return 'syscall' in error || code?.startsWith('Z_')
    ? new UsageError(`${name}: could not be read: ${systemWords(error)}`)
    : error
}

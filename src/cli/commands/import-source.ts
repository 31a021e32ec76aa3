/** What `fixproof import` reads: logs, or the talk of a case in a report. */
import { statSync } from 'node:fs'
import path from 'node:path'
import { systemWords } from '../../log/system-words.ts'
import { directionOfFile, LogReader } from '../../recorded/log-reader.ts'
import type { Recording } from '../../recorded/recording.ts'
import { writeLog } from '../../recorded/write-log.ts'
import { readReport } from '../../runner/report-files.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { chunksOf } from '../file-chunks.ts'
import { LogProgress } from '../log-progress.ts'
import type { Terminal } from '../terminal.ts'
import type { ImportArguments } from './import.ts'

const STDIN = 0

/** @returns what the log looks like, in words */
export async function readLog(
  log: string,
  args: ImportArguments,
  recording: Recording,
  terminal: Terminal,
): Promise<string> {
  const reader = new LogReader({ direction: directionOfFile(log) })
  const before = recording.lines
  const size = log === '-' ? undefined : statSync(path.resolve(terminal.cwd, log), { throwIfNoEntry: false })?.size
  const progress = new LogProgress(terminal, size, 'read')
  let bytes = 0
  try {
    for await (const chunk of bytesOf(log, args, terminal.cwd)) {
      for (const item of reader.push(chunk)) recording.add(item)
      bytes += chunk.length
      progress.update(bytes)
    }
    for (const item of reader.end()) recording.add(item)
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new UsageError(`${log}: could not be read: ${systemWords(error)}`)
    throw isUnusable(error) ? new UsageError(`${log}: ${error.message}`) : error
  } finally {
    progress.end()
  }
  if (reader.messages === 0 && recording.lines === before) return 'empty'
  return `${reader.messages} messages, ${reader.form}`
}

/** A log, or the talk of a case in a report. */
function bytesOf(log: string, args: ImportArguments, cwd: string): AsyncIterable<Buffer> | readonly Buffer[] {
  const file = path.resolve(cwd, log)
  if (log === '-') return chunksOf(STDIN)
  if (!log.endsWith('.json')) return chunksOf(file)
  const { results } = readReport(file)
  const wanted = args.case
  if (wanted === undefined)
    throw new UsageError(`${log} is a report: say --case, the id of the case whose talk is wanted`)
  const talks = results.filter((result) => result.case === wanted && result.transcript.some(({ raw }) => raw !== ''))
  const talk = talks.find(({ verdict }) => verdict === 'failed') ?? talks[0]
  if (talk === undefined) throw new UsageError(`--case "${wanted}": ${log} holds no talk of this case`)
  return [Buffer.from(writeLog(talk.transcript, 'plain'), 'latin1')]
}

const UNUSABLE: ReadonlySet<string> = new Set(['NothingRecorded', 'TargetUnknown', 'LogEncodingError'])

/** Errors that say what is wrong with a log. */
export function isUnusable(error: unknown): error is Error {
  return error instanceof Error && UNUSABLE.has(error.name)
}

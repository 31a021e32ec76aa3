/** For tests only: logs of a session between CLIENT and VENUE, and what an import makes of them. */
import { checkSum, formatCheckSum } from '../codec/checksum.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { type Imported, type ImportOptions, importLog } from '../recorded/import-log.ts'
import { LogReader } from '../recorded/log-reader.ts'
import { recordingOf } from '../recorded/recording.ts'

/** A message with `|` for SOH. @param body - from MsgType(35) on, without its end */
export function fix(body: string, beginString = 'FIX.4.4'): string {
  const text = `${body}|`.replaceAll('|', '\x01')
  const head = `8=${beginString}\x019=${text.length}\x01${text}`
  const bytes = Buffer.from(head, 'latin1')
  return `${head}10=${formatCheckSum(checkSum(bytes, 0, bytes.length))}\x01`.replaceAll('\x01', '|')
}

export interface LogWriter {
  /** Lines so far. */
  readonly lines: string[]
  /** `35=D|11=A`, from CLIENT; `seconds` behind nine o'clock. */
  client(seconds: number, body: string, msgSeqNum?: number | string): LogWriter
  venue(seconds: number, body: string, msgSeqNum?: number | string): LogWriter
  event(seconds: number, text: string): LogWriter
  readonly text: string
}

/** A log as CLIENT writes it, with arrows for the directions; numbers go on by themselves. */
export function logOf(first: { client?: number; venue?: number; names?: readonly [string, string] } = {}): LogWriter {
  const next = { client: first.client ?? 1, venue: first.venue ?? 1 }
  const [client, venue] = first.names ?? ['CLIENT', 'VENUE']
  const lines: string[] = []
  const add = (
    side: 'client' | 'venue',
    seconds: number,
    body: string,
    msgSeqNum: number | string | undefined,
  ): void => {
    const [msgType = '', ...rest] = body.split('|')
    const number = msgSeqNum ?? next[side]++
    const [from, to] = side === 'client' ? [client, venue] : [venue, client]
    const at = timeAt(seconds)
    const fields = [
      msgType,
      `49=${from}`,
      `56=${to}`,
      `34=${number}`,
      `52=${at}`,
      ...rest.filter((field) => field !== ''),
    ]
    lines.push(`${at} ${side === 'client' ? '->' : '<-'} ${fix(fields.join('|'))}`)
  }
  const log: LogWriter = {
    lines,
    client: (seconds, body, msgSeqNum) => {
      add('client', seconds, body, msgSeqNum)
      return log
    },
    venue: (seconds, body, msgSeqNum) => {
      add('venue', seconds, body, msgSeqNum)
      return log
    },
    event: (seconds, text) => {
      lines.push(`${timeAt(seconds)} ${text}`)
      return log
    },
    get text() {
      return lines.map((line) => `${line}\n`).join('')
    },
  }
  return log
}

/** Both Logons. */
export function loggedOn(log: LogWriter = logOf()): LogWriter {
  return log.client(0, '35=A|98=0|108=30').venue(0.01, '35=A|98=0|108=30')
}

function timeAt(seconds: number): string {
  const text = new Date(Date.UTC(2026, 10, 20, 9) + Math.round(seconds * 1000)).toISOString()
  return `${text.slice(0, 10).replaceAll('-', '')}-${text.slice(11, 23)}`
}

export function importOf(log: string | Buffer, change: Partial<ImportOptions> = {}): Imported {
  const reader = new LogReader()
  const bytes = typeof log === 'string' ? Buffer.from(log, 'latin1') : log
  const items = function* () {
    yield* reader.push(bytes)
    yield* reader.end()
  }
  const { from, to } = change
  return importLog(recordingOf(items(), { from, to }), {
    target: 'VENUE',
    source: 'a log',
    dictionaryOf: dictionaryFor,
    heartBtIntOf: () => 30,
    logonTags: new Set(),
    ...change,
  })
}

/** The steps of the only scenario, or of the one asked for, without blanks around them. */
export function stepsOf({ sessions }: Imported, scenario = 0): string[] {
  const all = sessions.flatMap(({ scenarios }) => scenarios)
  return (all[scenario]?.lines ?? []).map((line) => line.trim())
}

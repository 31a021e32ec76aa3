/**
 * What came of each scenario, kept while a run is under way: a run that was killed goes on where it was. The first line says
 * what the run is, each other one holds the results of a scenario; a line is appended, and never changed.
 */
import {
  closeSync,
  existsSync,
  fdatasync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import type { ReportResult } from '../report/report.ts'
import type { Leg } from '../testbench/leg.ts'
import { columnKey } from './part.ts'
import { UsageError } from './usage-error.ts'

/** What has to be the same for results to stand beside each other; waivers, plan and pack are not: they come last. */
export interface ProgressHead {
  readonly tool: string
  /** Hash of what the profile states. */
  readonly profile: string
  /** Hash of features and steps. */
  readonly suite: string
  /** Hashes of the dictionaries that are files of the user. */
  readonly dictionaries: readonly string[]
  /** What was asked for, in words. */
  readonly selection: string
  /** Versions, roles, sessions and addresses. */
  readonly legs: readonly string[]
  readonly seed: number
}

interface FirstLine extends ProgressHead {
  readonly fixproof: 'progress'
  readonly version: 1
  readonly startedAt: string
}

interface ScenarioLine {
  readonly column: string
  readonly results: ReportResult[]
}

/** What is left of a run that did not end. */
export interface Unfinished {
  readonly startedAt: string
  readonly seed: number
  readonly head: ProgressHead
  /** Results of each scenario in each column, by `FIX.4.4~acceptor` and place; the last of several. */
  readonly scenarios: readonly ScenarioLine[]
  /** Bytes that can be read; what is behind them was torn. */
  readonly length: number
}

export function progressFileIn(directory: string): string {
  return path.join(directory, 'progress.jsonl')
}

/**
 * @returns undefined when there is none
 * @throws UsageError when it is something else
 */
export function readProgress(file: string): Unfinished | undefined {
  if (!existsSync(file)) return undefined
  const bytes = readFileSync(file)
  const [first, ...rows] = wholeLines(bytes)
  // Killed before the first line was whole: nothing was done.
  if (first === undefined) return undefined
  const head = first.value as Partial<FirstLine>
  if (head.fixproof !== 'progress' || head.version !== 1)
    throw new UsageError(`${file}: this is not what a run of this version left behind: remove it, and run anew`)
  const { startedAt = '', fixproof: _, version: __, ...rest } = head as FirstLine
  const other = rows.findIndex(({ value }) => !isScenario(value))
  const lines = other < 0 ? rows : rows.slice(0, other)
  return {
    startedAt,
    seed: rest.seed,
    head: rest,
    scenarios: lines.map(({ value }) => value as ScenarioLine),
    length: (lines.at(-1) ?? first).end,
  }
}

function isScenario(value: unknown): value is ScenarioLine {
  const { column, results } = (value ?? {}) as Partial<ScenarioLine>
  return typeof column === 'string' && Array.isArray(results)
}

/** Lines up to the first that is no JSON: a run that is killed tears the last one, a power loss perhaps more. */
function wholeLines(bytes: Buffer): { value: unknown; end: number }[] {
  const found: { value: unknown; end: number }[] = []
  for (let from = 0, to = bytes.indexOf('\n'); to >= 0; from = to + 1, to = bytes.indexOf('\n', from)) {
    try {
      found.push({ value: JSON.parse(bytes.toString('utf8', from, to)), end: to + 1 })
    } catch {
      break
    }
  }
  return found
}

const WORDS: Readonly<Record<keyof ProgressHead, string>> = {
  tool: 'the version of fixproof',
  profile: 'the profile',
  suite: 'the features or steps',
  dictionaries: 'the dictionary',
  selection: 'what is asked for',
  legs: 'versions, roles, sessions or addresses',
  seed: 'the seed',
}

/** @throws UsageError that says what is not as it was, and what to do */
export function refuseOther(file: string, was: ProgressHead, now: ProgressHead): void {
  const changed = (Object.keys(WORDS) as (keyof ProgressHead)[]).filter(
    (key) => JSON.stringify(was[key]) !== JSON.stringify(now[key]),
  )
  if (changed.length === 0) return
  const lines = changed.map((key) => {
    const isHash = key === 'profile' || key === 'suite' || key === 'dictionaries'
    return `  ${WORDS[key]}${isHash ? ' changed' : `: was ${inWords(was[key])}, is ${inWords(now[key])}`}`
  })
  throw new UsageError(
    `${file}: the run that was interrupted is not this one, so its results can not be taken over:\n${lines.join('\n')}\n` +
      'Say the same as then to go on with it, or run without --resume to begin anew',
  )
}

function inWords(value: ProgressHead[keyof ProgressHead]): string {
  return Array.isArray(value) ? `[${value.join('; ')}]` : String(value)
}

/** Longest time, in milliseconds, for which a power loss may cost results. */
const SYNC_EVERY_MS = 1000

export class ProgressFile {
  readonly #file: string
  readonly #head: FirstLine
  readonly #goesOn: Unfinished | undefined
  #fd: number | undefined
  #syncedAt = 0
  #syncing = false

  /**
   * Nothing is written before there is a result: a run that does not begin leaves all as it was.
   *
   * @param goesOn - what was read from the file; without it the run begins anew
   */
  constructor(file: string, head: ProgressHead, startedAt: string, goesOn?: Unfinished) {
    this.#file = file
    this.#head = { fixproof: 'progress', version: 1, startedAt, ...head }
    this.#goesOn = goesOn
  }

  add(leg: Pick<Leg, 'version' | 'targetRole'>, results: readonly ReportResult[]): void {
    // A scenario that was given up has none, and is not done.
    if (results.length === 0) return
    this.#fd ??= this.#open()
    writeSync(this.#fd, `${JSON.stringify({ column: columnKey(leg), results })}\n`)
    this.#sync()
  }

  /** @param isDone - the report is written: nobody needs it any more */
  close(isDone: boolean): void {
    const isOurs = this.#fd === undefined ? this.#goesOn !== undefined : isAt(this.#file, this.#fd)
    if (this.#fd !== undefined) closeSync(this.#fd)
    this.#fd = undefined
    if (isDone && isOurs) rmSync(this.#file, { force: true })
  }

  #open(): number {
    mkdirSync(path.dirname(this.#file), { recursive: true })
    if (this.#goesOn !== undefined) {
      truncateTo(this.#file, this.#goesOn.length)
      return openSync(this.#file, 'a')
    }
    // Hours may be in it, and who began anew may have forgotten that.
    if (existsSync(this.#file)) renameSync(this.#file, `${this.#file}.before`)
    const fd = openSync(this.#file, 'a')
    writeSync(fd, `${JSON.stringify(this.#head)}\n`)
    return fd
  }

  /** In the background, and never two at a time: the run does not wait for the disk. */
  #sync(): void {
    const now = performance.now()
    if (this.#fd === undefined || this.#syncing || now - this.#syncedAt < SYNC_EVERY_MS) return
    this.#syncing = true
    this.#syncedAt = now
    fdatasync(this.#fd, () => {
      this.#syncing = false
    })
  }
}

/** Whether a file still has its name: another run that began meanwhile has put its own there. */
function isAt(file: string, fd: number): boolean {
  return statSync(file, { throwIfNoEntry: false })?.ino === fstatSync(fd).ino
}

function truncateTo(file: string, length: number): void {
  const fd = openSync(file, 'r+')
  try {
    ftruncateSync(fd, length)
  } finally {
    closeSync(fd)
  }
}

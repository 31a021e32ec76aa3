/**
 * Judging by the journal: waits until the record answers a question, and keeps what was found. It sends nothing and
 * knows no counterparty.
 */
import type { Message } from '../codec/message.ts'
import {
  anyOfThem,
  describeMessage,
  expectDisconnect,
  expectMessage,
  expectOneOf,
  firstReaction,
  fits,
  type MessagePattern,
  type Naming,
  type Outcome,
  unlike,
} from '../conformance/expect.ts'
import { expectAll } from '../conformance/expect-all.ts'
import { NotReached, RequirementBroken } from '../conformance/verdict.ts'
import type { Entry, MessageEntry } from '../journal/journal.ts'
import type { Level } from '../report/report.ts'
import type { Environment } from './environment.ts'
import { ScenarioRecord } from './record.ts'

/** How long a message of the stage may take to come. */
const STAGE_MS = 5_000

export class Judge {
  readonly environment: Environment
  readonly naming: Naming
  /** What the scenario has found; all of its sessions write into one. */
  readonly record: ScenarioRecord
  /** Position in the journal up to which everything has been judged. */
  cursor = 0
  /** The last message of the target that set the stage. */
  lastReceived: Message | undefined
  /** The last message that met an expectation. */
  lastMet: Message | undefined
  /** What the target may send, each once, before the message that is expected next. */
  allowedFirst: readonly MessagePattern[] = []
  /** Why the tester itself ended a connection: what follows from that is not the target's doing. */
  hungUp: string | undefined

  /** What has missed a should is passed over from there on: for scenarios that end with a fence, whatever they recommend. */
  protected tellsOnce = false
  readonly #told = new WeakSet<Message>()
  readonly #isFurther: boolean

  /** @param first - of the session that the scenario began with, where this is a further one */
  constructor(environment: Environment, naming: Naming, first?: Judge) {
    this.environment = environment
    this.naming = naming
    this.record = first?.record ?? new ScenarioRecord()
    this.#isFurther = first !== undefined
  }

  get entries(): readonly Entry[] {
    return this.environment.journal.entries
  }

  now(): number {
    return this.environment.clock.now()
  }

  /** Position behind everything journalled so far. */
  skipToNow(): void {
    this.cursor = this.entries.length
  }

  /** Waits for the message; the cursor moves behind it when it comes. */
  async expect(level: Level, pattern: MessagePattern, withinMs: number): Promise<Message | undefined> {
    const expected = [
      ...this.#perhaps(),
      `${pattern.name} within ${seconds(withinMs)}`,
      ...pattern.fields.map(({ tag, name, matcher }) => `${name}(${tag}) = ${matcher.describe}`),
    ]
    const outcome = await this.#awaitOneOf([pattern], withinMs)
    if (outcome.kind !== 'met') {
      this.lastMet = undefined
      this.#fail(level, expected, outcome, withinMs, unlike(pattern, this.naming))
      return undefined
    }
    const { message } = outcome.entry as MessageEntry
    this.#met(
      level,
      expected,
      describeMessage(
        message,
        this.naming,
        pattern.fields.map(({ tag }) => tag),
      ),
    )
    this.cursor = outcome.entry.index + 1
    this.lastMet = message
    return message
  }

  /**
   * Waits for one of several messages that the standard allows.
   *
   * @param passesOver - further messages that say nothing here
   */
  async expectOneOf(
    level: Level,
    patterns: readonly MessagePattern[],
    withinMs: number,
    passesOver?: (message: Message) => boolean,
  ): Promise<Message | undefined> {
    const expected = [...this.#perhaps(), `${patterns.map(inWords).join(', or ')} within ${seconds(withinMs)}`]
    const outcome = await this.#awaitOneOf(patterns, withinMs, passesOver)
    this.lastMet = undefined
    if (outcome.kind !== 'met') {
      this.#fail(level, expected, outcome, withinMs, unlike(anyOfThem(patterns), this.naming))
      return undefined
    }
    const { message } = outcome.entry as MessageEntry
    this.#met(level, expected, describeMessage(message, this.naming))
    this.cursor = outcome.entry.index + 1
    this.lastMet = message
    return message
  }

  async #awaitOneOf(
    patterns: readonly MessagePattern[],
    withinMs: number,
    passesOver?: (message: Message) => boolean,
  ): Promise<Outcome> {
    return this.#passingOver(patterns, passesOver, withinMs, (over) =>
      expectOneOf(this.entries, this.cursor, patterns, this.naming, over),
    )
  }

  /** What may come first is passed over where it comes, once, and told as a way that the target took. */
  async #passingOver(
    patterns: readonly MessagePattern[],
    passesOver: (message: Message) => boolean = () => false,
    withinMs: number,
    ask: (over: (message: Message) => boolean) => Outcome,
  ): Promise<Outcome> {
    const allowed = this.allowedFirst
    this.allowedFirst = []
    let came: Message[] = []
    const evaluate = (): Outcome => {
      const left = [...allowed]
      came = []
      return ask((message) => {
        if (passesOver(message) || this.#isTold(message, patterns)) return true
        const at = left.findIndex((pattern) => fits(message, pattern))
        if (at < 0) return false
        left.splice(at, 1)
        came.push(message)
        return true
      })
    }
    const outcome = await this.await(evaluate, withinMs)
    if (outcome.kind === 'met')
      for (const message of came) this.record.taken.push(`first ${describeMessage(message, this.naming)}`)
    return outcome
  }

  #isTold(message: Message, patterns: readonly MessagePattern[]): boolean {
    return this.tellsOnce && this.#told.has(message) && !patterns.some((pattern) => fits(message, pattern))
  }

  /** What may come before the message that is expected, in words. */
  #perhaps(): string[] {
    return this.allowedFirst.map((allowed) => `perhaps ${inWords(allowed)} first`)
  }

  /**
   * Waits for messages that may come in any order, each of the patterns once.
   *
   * @param passesOver - further messages that say nothing here
   * @returns the messages in the order of the patterns; undefined when they did not all come
   */
  async expectAll(
    level: Level,
    patterns: readonly MessagePattern[],
    withinMs: number,
    passesOver?: (message: Message) => boolean,
  ): Promise<readonly Message[] | undefined> {
    const expected = [...this.#perhaps(), ...patterns.map(inWords), `in any order within ${seconds(withinMs)}`]
    let came: readonly MessageEntry[] = []
    const outcome = await this.#passingOver(patterns, passesOver, withinMs, (over) => {
      const all = expectAll(this.entries, this.cursor, patterns, this.naming, over)
      came = all.came
      return all.outcome
    })
    this.lastMet = undefined
    if (outcome.kind !== 'met') {
      this.#fail(level, expected, outcome, withinMs, unlike(anyOfThem(patterns), this.naming))
      return undefined
    }
    const messages = came.map(({ message }) => message)
    this.#met(level, expected, messages.map((message) => describeMessage(message, this.naming)).join('; '))
    this.cursor = outcome.entry.index + 1
    this.lastMet = messages.at(-1)
    return messages
  }

  /** Waits for the end of the connection. @param strict - nothing else may be sent before it */
  async expectDisconnect(level: Level, withinMs: number, strict: boolean): Promise<boolean> {
    const expected = [`disconnect within ${seconds(withinMs)}`]
    const outcome = await this.await(() => expectDisconnect(this.entries, this.cursor, this.naming, strict), withinMs)
    if (outcome.kind !== 'met') {
      this.#fail(level, expected, outcome, withinMs)
      return false
    }
    this.#met(level, expected, 'disconnected')
    this.cursor = outcome.entry.index + 1
    return true
  }

  /** Waits, and the target may do nothing that it was not asked for, not even leave. */
  async expectSilence(level: Level, withinMs: number): Promise<void> {
    const reaction = (): Outcome => firstReaction(this.entries, this.cursor, this.naming) ?? { kind: 'pending' }
    const outcome = await this.await(reaction, withinMs)
    const expected = `nothing from the target for ${seconds(withinMs)}`
    if (outcome.kind === 'violated') this.#fail(level, [expected], outcome, 0)
    else this.#met(level, [expected], 'nothing')
  }

  /** Waits for a message of the stage; nothing is judged. @returns false when it does not come */
  async reaches(pattern: MessagePattern): Promise<boolean> {
    const outcome = await this.await(() => expectMessage(this.entries, this.cursor, pattern, this.naming), STAGE_MS)
    if (outcome.kind !== 'met') return false
    this.lastReceived = (outcome.entry as MessageEntry).message
    this.cursor = outcome.entry.index + 1
    return true
  }

  /** Judges something that is no single message, by the same record. */
  judge(level: Level, holds: boolean, expected: string, actual: string): void {
    if (holds) this.#met(level, [expected], actual)
    else this.#fail(level, [expected], { kind: 'violated', actual }, 0)
  }

  /** Judges by an outcome that was found elsewhere. */
  judgeWith(level: Level, expected: string, outcome: Exclude<Outcome, { kind: 'met' }>): void {
    this.#fail(level, [expected], outcome, 0)
  }

  /** Asks again whenever the record grew, until the answer is definite or the time is up. */
  async await(evaluate: () => Outcome, withinMs: number): Promise<Outcome> {
    let outcome = evaluate()
    const definite = (): boolean => {
      outcome = evaluate()
      return outcome.kind !== 'pending'
    }
    if (outcome.kind === 'pending') await this.environment.until(definite, this.now() + withinMs)
    return outcome
  }

  #met(level: Level, expected: readonly string[], seen: string): void {
    if (this.hungUp !== undefined) throw new NotReached(this.hungUp)
    this.record.expected.push(...expected)
    this.record.seen = seen
    if (level === 'may') this.record.taken.push(seen)
  }

  #fail(
    level: Level,
    expected: readonly string[],
    outcome: Exclude<Outcome, { kind: 'met' }>,
    withinMs: number,
    absent?: ReturnType<typeof unlike>,
  ): void {
    const said = outcome.kind === 'violated' && outcome.entry?.kind === 'message'
    if (this.hungUp !== undefined && !said) throw new NotReached(this.hungUp)
    if (level === 'may') return
    this.record.expected.push(...expected)
    const actual =
      outcome.kind === 'violated'
        ? outcome.actual
        : withinMs === 0
          ? 'it did not happen'
          : `nothing within ${seconds(withinMs)}`
    const found = outcome.kind === 'violated' ? outcome.difference : absent
    // Places in the record of a further session mean nothing in the one that is shown.
    const difference = this.#isFurther && found !== undefined ? { fields: found.fields } : found
    const finding = { expected, actual, difference }
    if (level === 'should') {
      if (outcome.kind === 'violated' && outcome.entry?.kind === 'message') this.#told.add(outcome.entry.message)
      this.record.missed.push(finding)
    } else {
      this.record.broken = finding
      throw new RequirementBroken(finding)
    }
  }
}

/** A pattern in a line: name and fields. */
function inWords({ name, fields }: MessagePattern): string {
  const said = fields.map((field) => `${field.name}(${field.tag}) = ${field.matcher.describe}`)
  return said.length === 0 ? name : `${name} with ${said.join(', ')}`
}

export function seconds(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`
}

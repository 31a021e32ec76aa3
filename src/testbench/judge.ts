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
  type MessagePattern,
  type Naming,
  type Outcome,
  unlike,
} from '../conformance/expect.ts'
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
  readonly record = new ScenarioRecord()
  /** Position in the journal up to which everything has been judged. */
  cursor = 0
  /** The last message of the target that set the stage. */
  lastReceived: Message | undefined
  /** The last message that met an expectation. */
  lastMet: Message | undefined
  /** Why the tester itself ended a connection: what follows from that is not the target's doing. */
  hungUp: string | undefined

  constructor(environment: Environment, naming: Naming) {
    this.environment = environment
    this.naming = naming
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
      `${pattern.name} within ${seconds(withinMs)}`,
      ...pattern.fields.map(({ tag, name, matcher }) => `${name}(${tag}) = ${matcher.describe}`),
    ]
    const outcome = await this.await(() => expectMessage(this.entries, this.cursor, pattern, this.naming), withinMs)
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
    const evaluate = (): Outcome => expectOneOf(this.entries, this.cursor, patterns, this.naming, passesOver)
    const outcome = await this.await(evaluate, withinMs)
    const expected = [`${patterns.map(inWords).join(', or ')} within ${seconds(withinMs)}`]
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
    const difference = outcome.kind === 'violated' ? outcome.difference : absent
    const finding = { expected, actual, difference }
    if (level === 'should') this.record.missed.push(finding)
    else {
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

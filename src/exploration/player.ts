/**
 * Plays steps by the very definitions that a feature file is run with, one scenario at a time and without cucumber
 * around it: so thousands of steps take seconds, and what was played can be written down and run again.
 */

import type { FixWorld } from '../../steps/world.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Support } from '../runner/run-cucumber.ts'
import { leave } from '../testbench/establish.ts'
import { interruption } from '../testbench/interruption.ts'
import type { Leg } from '../testbench/leg.ts'
import type { Facts, SentMessage } from './session-model.ts'
import type { Step } from './step.ts'

/** What a target did that breaks a must. */
export class Broken extends Error {
  readonly expected: readonly string[]
  readonly actual: string

  constructor(expected: readonly string[], actual: string) {
    super(actual)
    this.name = 'Broken'
    this.expected = expected
    this.actual = actual
  }
}

/** The stimulus could not be reached: nothing is proved by what was played. */
export class Unreached extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'Unreached'
  }
}

/** One scenario that is being played. */
export interface Talk {
  /** @throws Broken, Unreached; any other error is a fault of ours */
  play(step: Step): Promise<void>
  facts(): Facts
  close(): Promise<void>
}

/** The part of cucumber's library of steps that is used here; its own types keep it to themselves. */
interface StepDefinition {
  readonly code: (this: FixWorld, ...parameters: unknown[]) => unknown
  matchesStepName(text: string): boolean
  getInvocationParameters(request: {
    readonly step: { readonly text: string; readonly argument?: unknown }
    readonly world: FixWorld
  }): Promise<{ readonly parameters: unknown[] }>
}

interface StepLibrary {
  readonly World: new (options: Record<string, unknown>) => FixWorld
  readonly stepDefinitions: readonly StepDefinition[]
}

function libraryOf(support: Support): StepLibrary {
  const library = support as unknown as StepLibrary
  if (!Array.isArray(library.stepDefinitions)) throw new Error('this version of cucumber keeps its steps elsewhere')
  return library
}

const NOT_REACHED: ReadonlySet<string> = new Set(['NotReached', 'TargetUnreachable'])

export class Player {
  readonly #library: StepLibrary
  readonly #leg: Leg
  /** Definitions by text without numbers: a text is looked up once among all of them. */
  readonly #known = new Map<string, StepDefinition>()

  constructor(support: Support, leg: Leg) {
    this.#library = libraryOf(support)
    this.#leg = leg
  }

  /** @param scenario - identifies it, so that what is random about the target is the same when it is run again */
  open(scenario: string): Talk {
    const nothing = (): void => undefined
    const { World } = this.#library
    const world = new World({ attach: nothing, log: nothing, link: nothing, parameters: { leg: this.#leg } })
    world.scenario = scenario
    return {
      play: (step) => this.#play(world, step),
      facts: () => factsOf(world),
      close: () => close(world),
    }
  }

  async #play(world: FixWorld, step: Step): Promise<void> {
    const definition = this.#definition(step.text)
    const { parameters } = await definition.getInvocationParameters({ step: pickled(step), world })
    try {
      await definition.code.apply(world, parameters)
    } catch (error) {
      const { name, message } = error as Error
      const broken = world.openBench?.record.broken
      if (broken !== undefined) throw new Broken(broken.expected, broken.actual)
      if (NOT_REACHED.has(name) || interruption.requested) throw new Unreached(message)
      throw error
    }
  }

  #definition(text: string): StepDefinition {
    const key = text.replace(/\d+/g, '0')
    const known = this.#known.get(key)
    if (known?.matchesStepName(text) === true) return known
    const found = this.#library.stepDefinitions.find((definition) => definition.matchesStepName(text))
    if (found === undefined) throw new Error(`no step "${text}"`)
    this.#known.set(key, found)
    return found
  }
}

/** A step as cucumber hands it to a definition. */
function pickled({ text, table }: Step): { text: string; argument?: unknown } {
  if (table === undefined) return { text }
  return {
    text,
    argument: { dataTable: { rows: table.map((cells) => ({ cells: cells.map((value) => ({ value })) })) } },
  }
}

/** Numbers by the record: what the target sent since its numbers last began, fills apart. */
export function factsOf(world: Pick<FixWorld, 'openBench'>): Facts {
  const bench = world.openBench
  let sent: SentMessage[] = []
  for (const entry of bench?.entries ?? []) {
    if (entry.kind !== 'message' || entry.direction !== 'in') continue
    const { message } = entry
    const { msgSeqNum, msgType } = message
    if (msgSeqNum === undefined || msgType === MsgType.SequenceReset) continue
    const repeats = message.text(Tag.PossDupFlag) === 'Y'
    // What is repeated may be new to us: it was numbered while there was no connection.
    if (repeats && sent.some((known) => known.msgSeqNum === msgSeqNum)) continue
    if (msgType === MsgType.Logon && msgSeqNum === 1) sent = []
    sent.push({ msgSeqNum, msgType, ...(repeats ? { repeatedOnly: true } : {}) })
  }
  return { sent, testerNext: bench?.wire.nextOut ?? 1 }
}

async function close(world: FixWorld): Promise<void> {
  const bench = world.openBench
  if (bench === undefined) return
  // An interrupted run waits for nothing more, not even for a farewell.
  if (!interruption.requested) await leave(bench)
  bench.close()
}

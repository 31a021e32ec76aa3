/**
 * Where the numbers of a scenario stand on the wire. They are the same, unless the target is a stranger that can not be
 * reset: then they go on from one scenario to the next, and the record is read with the numbers of the scenario.
 */
import { Tag } from '../fix/tags.ts'
import type { Entry, Journal } from '../journal/journal.ts'
import { type Bases, lowered } from '../simulator/numbering.ts'
import type { SessionMemory } from './environment.ts'

/** MsgSeqNum(34) that one side expects and sends next. */
export interface NextNumbers {
  readonly nextIn?: number
  readonly nextOut?: number
}

const SAME: Bases = { tester: 0, target: 0 }

export class ScenarioNumbers {
  /** True with a stranger that can not be reset: its numbers go on from one scenario to the next. */
  readonly goOn: boolean
  /** How much higher they stand on the wire. */
  bases: Bases = SAME
  readonly #journal: Journal
  #awaitsFirst = false
  /** The record as the scenario reads it, as far as it was read. */
  #read: Entry[] = []

  constructor(journal: Journal, goOn: boolean) {
    this.#journal = journal
    this.goOn = goOn
  }

  /** The record with the numbers of the scenario. What was on the wire is in the journal. */
  get entries(): readonly Entry[] {
    const { entries } = this.#journal
    if (!this.goOn) return entries
    for (let i = this.#read.length; i < entries.length; i++) {
      const entry = entries[i] as Entry
      this.#beginsWith(entry)
      const isMessage = entry.kind === 'message'
      this.#read.push(isMessage ? { ...entry, message: lowered(entry.message, entry.direction, this.bases) } : entry)
    }
    return this.#read
  }

  /** The scenario's numbers are so much lower than those on the wire, from now on and for all that was said. */
  renumber(bases: Bases): void {
    this.bases = bases
    this.#read = []
  }

  /** Both sides know their numbers: the tester's next is 1, and so is the target's next message. */
  begin({ nextOut, nextIn }: SessionMemory): void {
    this.renumber({ tester: nextOut - 1, target: nextIn - 1 })
    this.#journal.event(
      'note',
      `numbers go on from earlier scenarios: number 1 of the tester is MsgSeqNum ${nextOut} here, number 1 of the target its first message`,
    )
    // What was said so far is read with these numbers; what the target says next decides on its own.
    void this.entries
    this.#awaitsFirst = true
  }

  /**
   * The first message of the target in the scenario is its number 1: what it has numbered while there was no connection
   * it keeps to itself until it is asked. One that begins again lower is told by `establish`.
   */
  #beginsWith(entry: Entry): void {
    if (!this.#awaitsFirst || entry.kind !== 'message' || entry.direction !== 'in') return
    this.#awaitsFirst = false
    const target = (entry.message.msgSeqNum ?? 0) - 1
    if (target > this.bases.target) this.bases = { tester: this.bases.tester, target }
  }

  /** A text that a target may say about the tester's numbers, as it says it. */
  onWire(text: string): string {
    const { tester } = this.bases
    return tester === 0 ? text : text.replace(/\d+/g, (number) => String(Number(number) + tester))
  }

  /** Numbers that the target is to have, as seen from it: as they stand on the wire. */
  ofTarget({ nextIn, nextOut }: NextNumbers): NextNumbers {
    const { tester, target } = this.bases
    return {
      ...(nextIn === undefined ? {} : { nextIn: nextIn + tester }),
      ...(nextOut === undefined ? {} : { nextOut: nextOut + target }),
    }
  }

  /**
   * Keeps for the next scenario where the numbers stand on the wire.
   *
   * @param nextOut - MsgSeqNum(34) of the tester's next message, in the scenario's numbers
   * @param inStep - both sides know them
   */
  remember(memory: SessionMemory, nextOut: number, inStep: boolean): void {
    const last = this.#journal.entries.findLast(
      (entry) => entry.kind === 'message' && entry.direction === 'in' && entry.message.text(Tag.PossDupFlag) !== 'Y',
    )
    memory.nextOut = nextOut + this.bases.tester
    if (last?.kind === 'message') memory.nextIn = (last.message.msgSeqNum ?? 0) + 1
    memory.agreed = inStep
  }
}

/** One game: moves against a target, one after the other, with the steps that were played. */
import { type Choice, ESTABLISHED, type Move, probe } from './move.ts'
import { fillGap } from './moves/gap.ts'
import { Broken, type Talk, Unreached } from './player.ts'
import type { SessionModel } from './session-model.ts'
import { type Step, then } from './step.ts'

/** A move as it is drawn, shrunk and played again. */
export interface PlannedMove {
  readonly move: Move
  readonly choice: Choice
}

export interface Finding {
  readonly expected: readonly string[]
  readonly actual: string
  /** Cases of the move that was played when it showed. */
  readonly cases: readonly string[]
  readonly move: string
}

export interface Game {
  /** The moves that were played, without those that did not apply. */
  readonly moves: readonly PlannedMove[]
  readonly steps: readonly Step[]
  readonly finding: Finding | undefined
  /** Why it ended before its end. */
  readonly unreached: string | undefined
}

const ALIVE = 'the session is alive'
const IN_ORDER = then('every message of the target must be in order')

/** A game that is under way. */
export class Playing {
  readonly model: SessionModel
  readonly #talk: Talk
  readonly #steps: Step[] = []
  readonly #moves: PlannedMove[] = []
  #finding: Finding | undefined
  #unreached: string | undefined

  constructor(talk: Talk, model: SessionModel) {
    this.#talk = talk
    this.model = model
  }

  /** A finding, or a stimulus that was not reached, is the end of it. */
  get ended(): boolean {
    return this.#finding !== undefined || this.#unreached !== undefined
  }

  /** Whether the move may be played as far as is known; before the beginning an ordinary one is assumed. */
  static applies(move: Move, model: SessionModel): boolean {
    if (model.standing !== 'begin' || move.begins === true) return move.applies(model)
    return move.applies(model.established())
  }

  async move(planned: PlannedMove): Promise<void> {
    const { move, choice } = planned
    const { model } = this
    await this.#guarded(move, async () => {
      if (model.standing === 'begin') await this.#begin(move)
      model.observe(this.#talk.facts())
      if (!move.applies(model)) return
      this.#moves.push(planned)
      const from = model.nextIn
      const steps = move.play(model, choice)
      for (const step of steps) await this.#play(step)
      if (move.begins === true && model.standing === 'established') model.begin(this.#talk.facts())
      if (steps.some(({ text }) => text.includes('send Reject'))) model.doubt(from)
      if (model.asTesterGoesOn) model.observe(this.#talk.facts())
      // What came of it has been waited for.
      if (this.#steps.at(-1)?.keyword === 'Then') model.settled = true
      if (model.active && (choice.probed || model.testerNext !== model.nextIn)) await this.#play(probe(model))
    })
  }

  /** A gap is closed, where the session stands its numbers are proved; then all that the target has said is judged. */
  async end(): Promise<Game> {
    const last = this.#moves.at(-1)?.move
    if (last !== undefined && this.#finding === undefined)
      await this.#guarded(last, async () => {
        if (this.#unreached === undefined) await this.#settle()
        await this.#play(IN_ORDER)
      })
    return { moves: this.#moves, steps: this.#steps, finding: this.#finding, unreached: this.#unreached }
  }

  /** Nothing may be left open, either: some targets remember it in the next session. */
  async #settle(): Promise<void> {
    const { model } = this
    if (model.inGap) for (const step of fillGap(model, 0)) await this.#play(step)
    if (model.active && this.#steps.at(-1)?.text.startsWith(ALIVE) !== true) await this.#play(probe(model))
  }

  async #begin(move: Move): Promise<void> {
    if (move.begins === true) return
    await this.#play(ESTABLISHED)
    this.model.begin(this.#talk.facts())
  }

  async #play(step: Step): Promise<void> {
    this.#steps.push(step)
    await this.#talk.play(step)
  }

  async #guarded({ name, cases }: Move, play: () => Promise<void>): Promise<void> {
    try {
      await play()
    } catch (error) {
      if (error instanceof Broken) {
        const { expected, actual } = error
        this.#finding = { expected, actual, cases, move: name }
      } else if (error instanceof Unreached) this.#unreached = error.message
      else throw error
    }
  }
}

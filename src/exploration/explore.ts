/**
 * Plays random games against a target until a must is broken or the budget of steps is spent; a game that breaks one is
 * made as short as it gets. fast-check draws the moves and shrinks them; all of it is a function of the seed.
 */
import fc from 'fast-check'
import { type Finding, type Game, type PlannedMove, Playing } from './game.ts'
import type { Choice, Move } from './move.ts'
import type { Talk } from './player.ts'
import type { SessionModel } from './session-model.ts'
import type { Step } from './step.ts'

export interface ExploreOptions {
  readonly seed: number
  /** Steps that are played before a finding; shrinking comes on top. */
  readonly steps: number
  readonly moves: readonly Move[]
  /** Begins a scenario with the target; one after the other. */
  open(): Talk
  model(): SessionModel
  /** Begins with every variant of every beginning, not with one of each. */
  readonly thorough: boolean
  /** Plays a game again before it counts: in real time a target may be late once, because its machine was busy. */
  readonly confirms: boolean
  /** Games that may be played to make a finding shorter. */
  readonly shrinks: number
  /** Asked between games: the user wants an end. */
  stopped?(): boolean
}

export interface Exploration {
  /** Steps and games, those of shrinking apart. */
  readonly steps: number
  readonly games: number
  /** Games that came further than to their first step. */
  readonly proved: number
  /** Why games ended early, and how often. */
  readonly unreached: ReadonlyMap<string, number>
  /** How often each move was played. */
  readonly played: ReadonlyMap<string, number>
  /** Why nothing more was tried: the target let nobody in, again and again. */
  readonly givenUp: string | undefined
  /** What a target did once, and not when the same was played again. */
  readonly once: readonly Finding[]
  readonly found: Found | undefined
}

/** A finding in as few steps as it could be made. */
export interface Found {
  readonly finding: Finding
  readonly steps: readonly Step[]
  /** Steps of the game in which it showed first. */
  readonly before: number
}

/** Moves in a game, at most. */
const LONGEST = 24

/** Games between two draws of a seed. */
const GAMES = 20

/** Games in a row that may come to nothing, before the target is given up. */
const GIVE_UP_AFTER = 5

/** What of the games for shrinking goes to fast-check; the rest is for what it leaves over. */
const FIRST_SHARE = 0.4

const SIMPLEST: Choice = { a: 0, b: 0, probed: true }

export async function explore(options: ExploreOptions): Promise<Exploration> {
  const search = new Search(options)
  await search.begin()
  await search.begin()
  for (let seed = options.seed; !search.done; seed++)
    await fc.check(
      fc.asyncProperty(gamesOf(options.moves), async (commands) => await search.holds(commands)),
      // Two explorations whose seeds are neighbours have nothing in common.
      { seed: Math.imul(seed, 0x9e3779b1) ^ options.seed, numRuns: GAMES },
    )
  return await search.result()
}

/** fast-check's commands, each a move with its choice; what does not apply is passed over. */
function gamesOf(moves: readonly Move[]): fc.Arbitrary<Iterable<fc.AsyncCommand<SessionModel, Playing>>> {
  const choice: fc.Arbitrary<Choice> = fc.record({ a: fc.nat(999), b: fc.nat(999), probed: fc.boolean() })
  const drawn = moves.map((move) => ({
    weight: move.weight ?? 3,
    arbitrary: choice.map((made) => new MoveCommand({ move, choice: made })),
  }))
  return fc.commands([fc.oneof(...drawn)], { maxCommands: LONGEST, size: 'max' })
}

class MoveCommand implements fc.AsyncCommand<SessionModel, Playing> {
  readonly #planned: PlannedMove

  constructor(planned: PlannedMove) {
    this.#planned = planned
  }

  check(model: Readonly<SessionModel>): boolean {
    return Playing.applies(this.#planned.move, model as SessionModel)
  }

  async run(_: SessionModel, playing: Playing): Promise<void> {
    if (!playing.ended) await playing.move(this.#planned)
  }

  toString(): string {
    return this.#planned.move.name
  }
}

class Search {
  readonly #options: ExploreOptions
  #steps = 0
  #games = 0
  #proved = 0
  #inVain = 0
  readonly #unreached = new Map<string, number>()
  readonly #played = new Map<string, number>()
  #first: Game | undefined
  #best: Game | undefined
  #shrinks = 0
  /** Findings that did not show a second time. */
  readonly #once: Finding[] = []
  #fault: unknown
  #givenUp: string | undefined

  constructor(options: ExploreOptions) {
    this.#options = options
  }

  get done(): boolean {
    return (
      this.#fault !== undefined ||
      this.#givenUp !== undefined ||
      this.#first !== undefined ||
      this.#steps >= this.#options.steps ||
      this.#options.stopped?.() === true
    )
  }

  /** How a session begins is tried first, once in each way: a target that lets nobody in shows nothing else. */
  async begin(): Promise<void> {
    for (const move of this.#options.moves.filter(({ begins }) => begins))
      for (let a = 0; a < (this.#options.thorough ? (move.variants ?? 1) : 1); a++)
        if (!this.done) await this.#judge(replaying([{ move, choice: { ...SIMPLEST, a } }]))
  }

  /** The property: no must is broken. Once one is, what is played serves to make it shorter. */
  async holds(commands: Iterable<fc.AsyncCommand<SessionModel, Playing>>): Promise<boolean> {
    if (this.#first === undefined ? this.done : !this.#mayShrink(FIRST_SHARE)) return true
    return await this.#judge((playing) =>
      fc.asyncModelRun(
        () => ({ model: playing.model, real: playing }),
        commands as Iterable<fc.AsyncCommand<SessionModel, Playing>>,
      ),
    )
  }

  async #judge(moves: (playing: Playing) => Promise<void>): Promise<boolean> {
    const shrinking = this.#first !== undefined
    try {
      const game = await this.#play(moves)
      if (!shrinking) this.#count(game)
      if (game.finding === undefined) return true
      if (!shrinking && this.#options.confirms && (await this.#play(replaying(game.moves))).finding === undefined) {
        this.#once.push(game.finding)
        return true
      }
      this.#first ??= game
      this.#keep(game)
      return false
    } catch (error) {
      // fast-check would take it for a counterexample.
      this.#fault = error
      return true
    }
  }

  async #play(moves: (playing: Playing) => Promise<void>): Promise<Game> {
    const { open, model } = this.#options
    const talk = open()
    if (this.#first !== undefined) this.#shrinks++
    try {
      const playing = new Playing(talk, model())
      await moves(playing)
      return await playing.end()
    } finally {
      await talk.close()
    }
  }

  /** @throws what was neither a finding nor a stimulus that was not reached */
  async result(): Promise<Exploration> {
    if (this.#fault !== undefined) throw this.#fault
    if (this.#best !== undefined) await this.#shorten()
    const { finding, steps } = this.#best ?? {}
    return {
      steps: this.#steps,
      games: this.#games,
      proved: this.#proved,
      unreached: this.#unreached,
      played: this.#played,
      givenUp: this.#givenUp,
      once: this.#once,
      found:
        finding === undefined || steps === undefined
          ? undefined
          : { finding, steps, before: this.#first?.steps.length ?? 0 },
    }
  }

  #mayShrink(share = 1): boolean {
    return this.#shrinks < this.#options.shrinks * share && this.#options.stopped?.() !== true
  }

  #count(game: Game): void {
    if (game.moves.length === 0 && game.unreached === undefined) return
    this.#games++
    if (game.moves.length > 0 && game.steps.length > 1) this.#proved++
    this.#steps += game.steps.length
    for (const { move } of game.moves) this.#played.set(move.name, (this.#played.get(move.name) ?? 0) + 1)
    if (game.unreached !== undefined)
      this.#unreached.set(game.unreached, (this.#unreached.get(game.unreached) ?? 0) + 1)
    this.#inVain = game.unreached !== undefined && game.steps.length <= 1 ? this.#inVain + 1 : 0
    if (this.#inVain >= GIVE_UP_AFTER) this.#givenUp = game.unreached
  }

  #keep(game: Game): void {
    if (this.#best === undefined || game.steps.length <= this.#best.steps.length) this.#best = game
  }

  /** What fast-check leaves over is tried again and again with less. */
  async #shorten(): Promise<void> {
    for (let shorter = true; shorter && this.#mayShrink(); ) {
      shorter = false
      const { moves } = this.#best as Game
      for (const plan of simpler(moves)) {
        if (!this.#mayShrink()) return
        const game = await this.#play(replaying(plan))
        const best = this.#best as Game
        if (game.finding === undefined || game.steps.length >= best.steps.length) continue
        this.#best = game
        shorter = true
        break
      }
    }
  }
}

/** Plays planned moves, without those that do not apply. */
function replaying(plan: readonly PlannedMove[]): (playing: Playing) => Promise<void> {
  return async (playing) => {
    for (const planned of plan)
      if (!playing.ended && Playing.applies(planned.move, playing.model)) await playing.move(planned)
  }
}

/**
 * The same moves with some left out, in a row or alone, and with one probe less. What a choice stands for may depend on
 * how much was played before it, so the last move is also tried in its simplest form.
 */
export function* simpler(moves: readonly PlannedMove[]): Generator<PlannedMove[]> {
  for (const length of [8, 4, 2, 1])
    for (let from = moves.length - length; from >= 0 && length < moves.length; from--) {
      const left = moves.toSpliced(from, length)
      yield left
      const last = left.at(-1)
      if (last !== undefined && (last.choice.a > 0 || last.choice.b > 0))
        yield left.with(-1, { ...last, choice: { ...last.choice, a: 0, b: 0 } })
    }
  for (const [i, { move, choice }] of moves.entries())
    if (choice.probed) yield moves.with(i, { move, choice: { ...choice, probed: false } })
}

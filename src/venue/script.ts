/** Runs the steps of rules: one after the other, held up by delays and by events of the market. */
import type { Floor } from './floor.ts'
import type { Order, PendingRequest } from './order.ts'
import type { Step, StepTiming } from './persona.ts'

/** Steps under way for one order. */
export interface Script {
  readonly order: Order
  steps: readonly Step[]
  next: number
  /** The request that the steps decide about; undefined in the steps for a new order. */
  readonly request: PendingRequest | undefined
  /** An operator's: done as it is told, without regard for what is left. */
  readonly direct: boolean
}

export type ScriptEvent = NonNullable<StepTiming['on']>

/** @returns steps that take the place of the one done; undefined: it is done */
export type Perform = (step: Step, script: Script) => readonly Step[] | undefined

/** Steps that one script may take at most: a rule that unfolds for ever shall not hold the venue. */
const MOST_STEPS = 1000

export class Scripts {
  readonly #floor: Floor
  readonly #perform: Perform
  readonly #onPause: (script: Script) => void
  /** Those that wait, by order. */
  readonly #waiting = new Map<Order, Set<Script>>()
  readonly #byEvent = new Map<ScriptEvent, Set<Script>>()
  readonly #timers = new Map<Script, string>()
  #current: Script | undefined

  /** @param onPause - a script is at its end, or waits */
  constructor(floor: Floor, perform: Perform, onPause: (script: Script) => void) {
    this.#floor = floor
    this.#perform = perform
    this.#onPause = onPause
  }

  start(
    order: Order,
    steps: readonly Step[],
    more: { request?: PendingRequest | undefined; direct?: boolean } = {},
  ): void {
    this.#run({ order, steps, next: 0, request: more.request, direct: more.direct ?? false }, false)
  }

  /** An event of the market has come: all that wait for it go on. @param symbol - undefined: all symbols */
  release(event: ScriptEvent, symbol: string | undefined): void {
    const waiting = this.#byEvent.get(event)
    if (waiting === undefined || waiting.size === 0) return
    for (const script of [...waiting]) {
      if (symbol !== undefined && script.order.symbol !== symbol) continue
      if (!this.#unwait(script)) continue
      this.#run(script, true)
    }
  }

  /** The order waits for the event to do what the event does by itself. */
  waitsFor(order: Order, event: ScriptEvent): boolean {
    for (const script of this.#waiting.get(order) ?? []) if (this.#byEvent.get(event)?.has(script)) return true
    return false
  }

  /** The order is over: what waits for it never comes, but for the script that ended it. */
  drop(order: Order): void {
    for (const script of [...(this.#waiting.get(order) ?? [])]) if (script !== this.#current) this.#unwait(script)
  }

  #run(script: Script, released: boolean): void {
    const outer = this.#current
    this.#current = script
    let free = released
    for (let done = 0; script.next < script.steps.length && done < MOST_STEPS; done++) {
      const step = script.steps[script.next] as Step
      if (!free && (step.on !== undefined || step.after !== undefined)) {
        this.#wait(script, step)
        break
      }
      free = false
      const instead = this.#perform(step, script)
      script.next++
      if (instead !== undefined) {
        script.steps = [...instead, ...script.steps.slice(script.next)]
        script.next = 0
      }
    }
    this.#current = outer
    this.#onPause(script)
  }

  #wait(script: Script, step: Step): void {
    let scripts = this.#waiting.get(script.order)
    if (scripts === undefined) {
      scripts = new Set()
      this.#waiting.set(script.order, scripts)
    }
    scripts.add(script)
    if (step.on !== undefined) {
      let event = this.#byEvent.get(step.on)
      if (event === undefined) {
        event = new Set()
        this.#byEvent.set(step.on, event)
      }
      event.add(script)
      return
    }
    const key = this.#floor.unique('step')
    this.#timers.set(script, key)
    this.#floor.schedule(key, this.#floor.now + (step.after ?? 0), () => {
      if (this.#unwait(script)) this.#run(script, true)
    })
  }

  /** @returns false when it did not wait */
  #unwait(script: Script): boolean {
    const scripts = this.#waiting.get(script.order)
    if (scripts?.delete(script) !== true) return false
    if (scripts.size === 0) this.#waiting.delete(script.order)
    for (const event of this.#byEvent.values()) event.delete(script)
    const timer = this.#timers.get(script)
    if (timer !== undefined) {
      this.#timers.delete(script)
      this.#floor.unschedule(timer)
    }
    return true
  }
}

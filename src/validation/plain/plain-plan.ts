/** Finds the tables for a message by the bytes of its MsgType(35); makes them when a type first comes. */
import { INDEX_STRIDE, type Message } from '../../codec/message.ts'
import { Tag } from '../../fix/tags.ts'
import type { Plan } from '../plan.ts'
import { type PlainTables, plainTables } from './tables.ts'
import { PlainValues } from './values.ts'

/** Where the tag of the third field stands: the place of MsgType(35) in a message that is well formed. */
const MSG_TYPE_AT = 2 * INDEX_STRIDE

/** Null: the type is known, and not one for the pass. */
type Known = PlainTables | null | undefined

export class PlainPlan {
  readonly #plan: Plan
  #values: PlainValues | undefined
  /** By the byte of a type of one character. */
  readonly #ofOne = new Array<Known>(256).fill(undefined)
  /** By the two bytes, as one number, of a type of two characters. */
  readonly #ofTwo = new Map<number, PlainTables | null>()

  constructor(plan: Plan) {
    this.#plan = plan
  }

  /** The tables for this message; undefined when its type is not where it should be, or not one for the pass. */
  tablesFor(message: Message): PlainTables | undefined {
    const { source, index, indexStart } = message
    const at = indexStart + MSG_TYPE_AT
    if (message.count < 3 || index[at] !== Tag.MsgType) return undefined
    const start = index[at + 1] as number
    const length = (index[at + 2] as number) - start
    let known: Known
    if (length === 1) known = this.#ofOne[source[start] as number]
    else if (length === 2) known = this.#ofTwo.get(((source[start] as number) << 8) | (source[start + 1] as number))
    else return undefined
    return known === undefined ? this.#make(message, length) : (known ?? undefined)
  }

  #make(message: Message, length: number): PlainTables | undefined {
    const { msgType } = message
    const plan = this.#plan.message(msgType)
    if (plan === undefined) return undefined
    this.#values ??= new PlainValues(this.#plan)
    const tables = plainTables(plan, msgType, this.#values, this.#plan.settings)
    const first = msgType.charCodeAt(0)
    if (length === 1) this.#ofOne[first] = tables ?? null
    else this.#ofTwo.set((first << 8) | msgType.charCodeAt(1), tables ?? null)
    return tables
  }
}

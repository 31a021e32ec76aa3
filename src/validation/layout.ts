/**
 * Finds out which fields of a message lie in repeating groups. What is wrong with the groups is noted on the way and
 * reported when it is the groups' turn.
 */
import type { Message } from '../codec/message.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import { isUserDefined } from './options.ts'
import type { GroupPlan, MessagePlan } from './plan.ts'

export interface GroupFault {
  readonly reason: number
  readonly tag: number
}

export interface Layout {
  /** True when field `i` belongs to an entry of a group. */
  inGroup(i: number): boolean
  /** First faults of each kind. */
  readonly groupFault: GroupFault | undefined
  /** A field that is required in each entry and missing in one, all groups up to there being in order. */
  readonly missingInEntry: number | undefined
  /** The same behind a fault of a group: where entries end is not certain there. */
  readonly missingBehindFault: number | undefined
}

const NO_GROUPS: Layout = {
  inGroup: () => false,
  groupFault: undefined,
  missingInEntry: undefined,
  missingBehindFault: undefined,
}

export function layOut(message: Message, plan: MessagePlan): Layout {
  if (plan.groups.size === 0) return NO_GROUPS
  let walk: GroupWalk | undefined
  for (let i = 0; i < message.count; ) {
    const group = plan.groups.get(message.tagAt(i))
    if (group === undefined) i++
    else {
      walk ??= new GroupWalk(message)
      i = walk.group(i, group)
    }
  }
  return walk ?? NO_GROUPS
}

class GroupWalk implements Layout {
  groupFault: GroupFault | undefined
  missingInEntry: number | undefined
  missingBehindFault: number | undefined
  readonly #message: Message
  readonly #inGroup: Uint8Array

  constructor(message: Message) {
    this.#message = message
    this.#inGroup = new Uint8Array(message.count)
  }

  inGroup(i: number): boolean {
    return this.#inGroup[i] === 1
  }

  /** Walks over the group counted by field `at`; returns the position of the field behind it. */
  group(at: number, plan: GroupPlan): number {
    const message = this.#message
    const announced = Number(message.textAt(at))
    let entries = 0
    let entryStart = at + 1
    let last = -1
    let i = at + 1
    while (i < message.count) {
      const tag = message.tagAt(i)
      const position = plan.positions.get(tag)
      if (position === undefined) {
        if (entries === 0 || !this.#isUserDefinedInside(i, plan)) break
        this.#inGroup[i++] = 1
        continue
      }
      if (tag === plan.delimiter) {
        if (entries === announced && plan.outside.has(tag)) break
        if (entries > 0) this.#closeEntry(entryStart, i, plan)
        entries++
        entryStart = i
        last = position
      } else if (entries === 0) {
        this.#note(SessionRejectReason.RepeatingGroupFieldsOutOfOrder, tag)
        entries = 1
        last = position
      } else if (position >= 0 && position <= last) {
        if (entries === announced && plan.outside.has(tag)) break
        this.#note(this.#misplaced(tag, entryStart, i), tag)
      } else if (position >= 0) last = position
      this.#inGroup[i] = 1
      const inner = plan.groups.get(tag)
      i = inner === undefined ? i + 1 : this.group(i, inner)
    }
    if (entries > 0) this.#closeEntry(entryStart, i, plan)
    if (entries !== announced) this.#note(SessionRejectReason.IncorrectNumInGroupCount, plan.countTag)
    return i
  }

  /** A user-defined field lies in the entry when the entry, or another one, goes on behind it. */
  #isUserDefinedInside(from: number, plan: GroupPlan): boolean {
    let i = from
    while (i < this.#message.count && isUserDefined(this.#message.tagAt(i))) i++
    return i > from && i < this.#message.count && plan.positions.has(this.#message.tagAt(i))
  }

  #misplaced(tag: number, entryStart: number, i: number): number {
    return this.#message.indexOf(tag, entryStart) < i
      ? SessionRejectReason.TagAppearsMoreThanOnce
      : SessionRejectReason.RepeatingGroupFieldsOutOfOrder
  }

  #closeEntry(from: number, to: number, plan: GroupPlan): void {
    for (const tag of plan.required) {
      const i = this.#message.indexOf(tag, from)
      if (i >= 0 && i < to) continue
      if (this.groupFault === undefined) this.missingInEntry ??= tag
      else this.missingBehindFault ??= tag
    }
  }

  #note(reason: number, tag: number): void {
    this.groupFault ??= { reason, tag }
  }
}

/** The sessions that an acceptor serves: what a Logon costs does not depend on how many they are. */
import type { FramerOptions } from '../codec/framer.ts'
import type { Message } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'
import type { EngineSession } from './engine-session.ts'
import { type Admission, findAdmission } from './session-lookup.ts'

export class Admissions {
  /** By the CompIDs of both sides, in order of their adding; few sessions, mostly one, have the same. */
  readonly #byCompIDs = new Map<string, readonly Admission[]>()
  #size = 0
  /** How many sessions say nothing to a Logon that is refused, and how many take what others do not. */
  #silent = 0
  #anyCheckSum = 0
  #anyGarbled = 0

  get size(): number {
    return this.#size
  }

  add(admission: Admission): void {
    const key = keyOf(admission.session)
    this.#byCompIDs.set(key, [...(this.#byCompIDs.get(key) ?? []), admission])
    this.#count(admission, 1)
  }

  /** Takes out the first admission of a session; nothing happens without one. */
  remove(session: EngineSession): void {
    const admission = this.of(session)
    if (admission === undefined) return
    const key = keyOf(session)
    const left = this.#byCompIDs.get(key)?.filter((other) => other !== admission) ?? []
    if (left.length > 0) this.#byCompIDs.set(key, left)
    else this.#byCompIDs.delete(key)
    this.#count(admission, -1)
  }

  /** The admission of a session. */
  of(session: EngineSession): Admission | undefined {
    return this.#byCompIDs.get(keyOf(session))?.find((admission) => admission.session === session)
  }

  /** Which of them the first message of a connection names, as `findAdmission` says. */
  named(first: Message, qualifierTag: number): Admission | undefined {
    const those = this.#byCompIDs.get(keyFor(first.text(Tag.TargetCompID), first.text(Tag.SenderCompID)))
    return those === undefined ? undefined : findAdmission(those, first, qualifierTag)
  }

  /** True when no session of ours says a word about a Logon that is not in order: then garbage deserves none, either. */
  get closesOnGarbled(): boolean {
    return this.#size > 0 && this.#silent === this.#size
  }

  /** As lenient as the most lenient of them: whose the message is, it tells first; the session reads it again. */
  get framing(): FramerOptions {
    return { validateCheckSum: this.#anyCheckSum === 0, validateGarbled: this.#anyGarbled === 0 }
  }

  *[Symbol.iterator](): Iterator<Admission> {
    for (const those of this.#byCompIDs.values()) yield* those
  }

  #count({ session: { settings } }: Admission, by: 1 | -1): void {
    this.#size += by
    if (settings.refusedLogon === 'close') this.#silent += by
    if (!settings.validateChecksum) this.#anyCheckSum += by
    if (!settings.validateGarbledMessage) this.#anyGarbled += by
  }
}

function keyOf({ settings: { senderCompID, targetCompID } }: EngineSession): string {
  return keyFor(senderCompID, targetCompID)
}

/** Whoever looks under a key compares both CompIDs, so that nothing depends on what they are made of. */
function keyFor(us: string | undefined, them: string | undefined): string {
  return `${us ?? ''}\x01${them ?? ''}`
}

/** Messages that a scenario has given names to, and what they hold. */
import type { Message } from '../codec/message.ts'
import { textInGroup } from '../conformance/group-place.ts'
import { NotReached } from '../conformance/verdict.ts'
import type { Bench } from './bench.ts'
import { nearIt, tagOf } from './field-names.ts'
import { placesOf } from './group-rows.ts'

/** Names that a step was to give, and did not, because what it recommends or allows did not come. */
const unmet = new WeakMap<ReadonlyMap<string, unknown>, Set<string>>()

/** Gives the message a name; the name of one that did not come is remembered, for those who ask for it. */
export function nameMet(bench: Bench, name: string, message: Message | undefined): void {
  if (message === undefined) return missName(bench.named, name)
  bench.named.set(name, message)
  unmet.get(bench.named)?.delete(name)
}

/** @param names - of messages, or of captured values */
export function missName(names: ReadonlyMap<string, unknown>, name: string): void {
  unmet.set(names, (unmet.get(names) ?? new Set()).add(name))
}

/** @throws NotReached when the name was to be given by a step that was not met */
export function refuseUnmet(names: ReadonlyMap<string, unknown>, name: string): void {
  if (!names.has(name) && unmet.get(names)?.has(name) === true)
    throw new NotReached(`"${name}" names nothing: what it was to name did not come`)
}

/** @throws Error when no message has the name, with the names that there are; NotReached when it was to have one */
export function namedMessage(bench: Bench, name: string): Message {
  const message = bench.named.get(name)
  if (message !== undefined) return message
  refuseUnmet(bench.named, name)
  const names = [...bench.named.keys()]
  const known = names.length === 0 ? 'none has a name yet' : `there are ${names.map((one) => `"${one}"`).join(', ')}`
  throw new Error(`no message was named "${name}"${nearIt(name, names)}: ${known}`)
}

/** @param field - name of a field, or its place in a group: `NoPartyIDs[1].PartyID` */
export function namedValue(bench: Bench, name: string, field: string): string | undefined {
  const message = namedMessage(bench, name)
  if (!field.includes('.')) return message.text(tagOf(bench, field))
  const { tag, within } = placesOf(bench, message.msgType, field)
  return textInGroup(message, within, tag)
}

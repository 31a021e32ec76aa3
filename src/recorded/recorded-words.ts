/** Names that messages of a session have in its scenario: `order`, `cancel`, `report2`. */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { sessionMessageName } from '../fix/msg-types.ts'
import { itemsOf, type RecordedMessage, type RecordedSession } from './recorded-session.ts'

/** What people call them; all others by the name of the message. */
const CALLED: Readonly<Record<string, string>> = {
  D: 'order',
  F: 'cancel',
  G: 'replace',
  H: 'status',
  '8': 'report',
  '9': 'refusal',
  '1': 'test',
  '2': 'request',
  '3': 'reject',
  A: 'logon',
  j: 'reject',
  R: 'quoteRequest',
  S: 'quote',
  V: 'subscription',
  W: 'snapshot',
  X: 'update',
  s: 'cross',
  AE: 'trade',
}

export function messageName(dictionary: Dictionary, msgType: string): string | undefined {
  return dictionary.message(msgType)?.name ?? sessionMessageName(msgType)
}

export class MessageNames {
  readonly #names = new Map<RecordedMessage, string>()
  readonly #asked = new Set<RecordedMessage>()

  constructor(session: RecordedSession, dictionary: Dictionary) {
    const counts = new Map<string, number>()
    for (const item of itemsOf(session)) {
      if (item.kind !== 'message') continue
      const { msgType } = item.message
      const base = CALLED[msgType] ?? lowered(messageName(dictionary, msgType) ?? 'message')
      const count = (counts.get(base) ?? 0) + 1
      counts.set(base, count)
      this.#names.set(item, count === 1 ? base : `${base}${count}`)
    }
  }

  /** The name, which a step will give from now on. */
  readonly ask = (message: RecordedMessage): string => {
    this.#asked.add(message)
    return this.#names.get(message) ?? 'message'
  }

  /** The name, if a step speaks of the message. */
  asked(message: RecordedMessage): string | undefined {
    return this.#asked.has(message) ? this.#names.get(message) : undefined
  }
}

function lowered(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

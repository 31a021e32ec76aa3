/** Which scenarios a change of a dictionary touches: by the messages, fields and values that they name. */
import type { DictionaryChange } from './dictionary-diff.ts'
import { labelKey } from './labels.ts'

/** A scenario as far as it matters here. */
export interface ScenarioText {
  /** Its name, steps and tables, with the examples put in. */
  readonly text: string
}

export interface Touched<T> {
  readonly scenario: T
  /** The changes that touch it; never empty. */
  readonly changes: readonly DictionaryChange[]
}

/**
 * The scenarios that name what has changed: the field of a changed field, and for a member of a message the message with
 * it; the value or its label beside its field; the message itself for a message that comes or goes, and for a member that
 * is required now. What a scenario implies without naming it (`must report New` is an ExecutionReport) is not seen.
 *
 */
export function touchedBy<T extends ScenarioText>(
  changes: readonly DictionaryChange[],
  scenarios: readonly T[],
): Touched<T>[] {
  return scenarios.flatMap((scenario) => {
    const said = new Said(scenario.text)
    const found = changes.filter((change) => isTouched(change, said))
    return found.length === 0 ? [] : [{ scenario, changes: found }]
  })
}

/** What a scenario says, in words. */
class Said {
  readonly #words: readonly string[]
  readonly #names: ReadonlySet<string>

  constructor(text: string) {
    // `NewOrderSingle`, `54`, `MsgSeqNum`: names and numbers stand alone.
    const words = text.match(/[A-Za-z0-9]+/g) ?? []
    this.#names = new Set(words)
    this.#words = words.map((word) => word.toLowerCase())
  }

  names(name: string | undefined): boolean {
    return name !== undefined && this.#names.has(name)
  }

  /** A label in any spelling, as whole words: `NEW` is not in `NewOrderSingle`. */
  says(label: string | undefined): boolean {
    const key = labelKey(label ?? '')
    if (key === '') return false
    return this.#words.some((_, i) => {
      let rest = key
      for (let at = i; rest !== ''; at++) {
        const word = this.#words[at]
        if (word === undefined || !rest.startsWith(word)) return false
        rest = rest.slice(word.length)
      }
      return true
    })
  }
}

function isTouched(change: DictionaryChange, said: Said): boolean {
  const { of, field, message, value, before, now } = change
  const namesField = said.names(field?.name) || (of === 'fieldName' && said.names(before))
  switch (of) {
    case 'field':
    case 'fieldName':
    case 'type':
    case 'open':
    case 'values':
      return namesField
    case 'value':
      return namesField && (said.names(value) || said.says(before ?? now))
    case 'label':
      // Yes and no are understood whatever the values of a Boolean are called.
      return namesField && !['yes', 'no'].includes(labelKey(before ?? '')) && said.says(before)
    case 'message':
    case 'messageName':
    case 'category':
    case 'rule':
      return said.names(message?.name) || (of === 'messageName' && said.names(before))
    default:
      // Header and trailer are in every message: it is the field that tells.
      if (message?.msgType === undefined) return namesField
      return said.names(message.name) && (namesField || isRequiredNow(change))
  }
}

/** Such a message is refused without the field, so whatever sends it is touched. */
function isRequiredNow({ of, now, path }: DictionaryChange): boolean {
  return path === undefined && (of === 'member' || of === 'required') && now === 'required'
}

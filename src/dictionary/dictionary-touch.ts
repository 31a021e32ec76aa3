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
    const words = wordsOf(scenario.text)
    const text = labelKey(scenario.text)
    const found = changes.filter((change) => isTouched(change, words, text))
    return found.length === 0 ? [] : [{ scenario, changes: found }]
  })
}

/** `NewOrderSingle`, `54`, `MsgSeqNum`: names and numbers stand alone. */
function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[A-Za-z0-9_]+/g) ?? [])
}

function isTouched(change: DictionaryChange, words: ReadonlySet<string>, text: string): boolean {
  const { field, message } = change
  const namesField =
    field !== undefined && (words.has(field.name) || (change.of === 'fieldName' && words.has(change.before ?? '')))
  switch (change.of) {
    case 'field':
    case 'fieldName':
    case 'type':
    case 'open':
      return namesField
    case 'value':
    case 'label':
      return namesField && namesValue(change, words, text)
    case 'message':
    case 'messageName':
    case 'category':
    case 'rule':
      return message !== undefined && (words.has(message.name) || words.has(change.before ?? ''))
    default:
      // Header and trailer are in every message: it is the field that tells.
      if (message?.msgType === undefined) return namesField
      return words.has(message.name) && (namesField || isRequiredNow(change))
  }
}

/** Such a message is refused without the field, so whatever sends it is touched. */
function isRequiredNow({ of, now, path }: DictionaryChange): boolean {
  return path === undefined && (of === 'member' || of === 'required') && now === 'required'
}

function namesValue(change: DictionaryChange, words: ReadonlySet<string>, text: string): boolean {
  const { value = '', before = '', now = '' } = change
  if (words.has(value)) return true
  return [before, now].some((label) => labelKey(label).length > 1 && text.includes(labelKey(label)))
}

/** Which messages checks are made for, by what a person wrote; and why some are refused. */
import type { Dictionary, MessageDefinition } from '../dictionary/dictionary.ts'
import { nearest } from '../dictionary/nearest.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { isStepName } from './answer.ts'

/** A message that is not there, or that no checks are made for; the text says which and why. */
export interface Refused {
  readonly kind: 'refused'
  readonly text: string
}

/** Every message of the application that checks can be made for. */
export const ALL = 'all'

/**
 * @param words - names or MsgTypes, or `all`
 * @returns each message once, in the order of the words; those of `all` in the order of the dictionary
 */
export function chosenMessages(dictionary: Dictionary, words: readonly string[]): MessageDefinition[] | Refused {
  const chosen = new Map<string, MessageDefinition>()
  for (const word of words) {
    const found = word === ALL ? checkable(dictionary) : oneMessage(dictionary, word)
    if ('kind' in found) return found
    for (const message of found) chosen.set(message.msgType, message)
  }
  return [...chosen.values()]
}

function checkable(dictionary: Dictionary): MessageDefinition[] {
  return dictionary.messages.filter((message) => whyRefused(message) === undefined)
}

function oneMessage(dictionary: Dictionary, word: string): MessageDefinition[] | Refused {
  const message =
    dictionary.messageByName(word) ??
    dictionary.message(word) ??
    dictionary.messages.find(({ name }) => name.toLowerCase() === word.toLowerCase())
  if (message === undefined) {
    const near = nearest(
      word,
      dictionary.messages.map(({ name }) => name),
    )
    const hint = near.length === 0 ? '' : `, did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`
    return refused(
      `${dictionary.name} has no message "${word}"${hint}${hint === '' ? '.' : ''} Expected a name or MsgType, or "${ALL}": fixproof dictionary show ${dictionary.name} lists them`,
    )
  }
  const why = whyRefused(message)
  return why === undefined ? [message] : refused(why)
}

function refused(text: string): Refused {
  return { kind: 'refused', text }
}

/** Which of our own cases are about a message of the session. */
const OWN_CASES: Readonly<Record<string, string>> = {
  [MsgType.Logon]: '1B 1S',
  [MsgType.Heartbeat]: '4 14',
  [MsgType.TestRequest]: '4 14',
  [MsgType.ResendRequest]: '8 14',
  [MsgType.Reject]: '7',
  [MsgType.SequenceReset]: '10 11',
  [MsgType.Logout]: '12',
}

function whyRefused({ msgType, name }: MessageDefinition): string | undefined {
  if (isSessionMessage(msgType)) {
    const cases = OWN_CASES[msgType]
    return `no checks are made for ${name}: it belongs to the session, where a fault may end the connection. The suite has cases of its own for it: fixproof run ${cases ?? '14'}`
  }
  if (msgType === MsgType.BusinessMessageReject)
    return `no checks are made for ${name}: a reject is never answered by a reject, so the standard asks for no answer to a faulty one`
  if (!isStepName(name))
    return `no checks are made for MsgType ${msgType}: steps have no sentence for its name "${name}". Expected letters and digits, the first one a capital`
  return undefined
}

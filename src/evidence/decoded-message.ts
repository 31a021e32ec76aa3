/** A message as lines of text: one field each, with tag, name, value and the label of the value. */
import { decode } from '../codec/decode.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { Tag } from '../fix/tags.ts'
import { visible } from '../report/plain-text.ts'

export interface FieldNames {
  /** Tag → `35 MsgType`. */
  of(tag: number): string
  /** ` Logon`, with a blank before it; nothing where the value has no label. */
  labelOf(tag: number, value: string): string
  messageOf(msgType: string): string | undefined
}

/** Names out of a dictionary, each looked up once: the same few are needed a million times. */
export function fieldNames(dictionary: Dictionary | undefined): FieldNames {
  const names = new Map<number, string>()
  const labels = new Map<string, string>()
  return {
    of: (tag) => remembered(names, tag, () => `    ${tag} ${dictionary?.fieldByTag(tag)?.name ?? '?'} = `),
    labelOf: (tag, value) => {
      if (dictionary?.fieldByTag(tag)?.values === undefined) return ''
      return remembered(labels, `${tag}=${value}`, () => {
        const label = dictionary.labelOf(tag, value)
        return label === undefined || label === value ? '' : `  ${label}`
      })
    },
    messageOf: (msgType) => dictionary?.message(msgType)?.name,
  }
}

function remembered<K>(known: Map<K, string>, key: K, make: () => string): string {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}

export function decodedMessage(bytes: Buffer, names: FieldNames): { head: string; fields: string[] } {
  const message = decode(bytes)
  const fields: string[] = []
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    if (tag === 0) fields.push(`    no field: ${visible(message.fieldTextAt(i))}`)
    else {
      const value = message.textAt(i)
      fields.push(`${names.of(tag)}${visible(value)}${names.labelOf(tag, value)}`)
    }
  }
  const { msgType } = message
  const at = message.indexOf(Tag.MsgSeqNum)
  const number = at < 0 ? '' : ` ${visible(message.textAt(at))}`
  return { head: `${names.messageOf(msgType) ?? 'message'}(${visible(msgType)})${number}`, fields }
}

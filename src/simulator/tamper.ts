/**
 * Rules that make an engine wrong on purpose: each says which messages it meets and what becomes of them. A rule is
 * data, so a profile can hold it, and a wrong target needs no code.
 */
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Tamper } from '../engine/tamper.ts'
import { Tag } from '../fix/tags.ts'

export interface TamperRule {
  /** Seen from the engine that is tampered with. */
  readonly direction: 'outgoing' | 'incoming'
  /** MsgType(35) that it meets; every type when absent. */
  readonly msgType?: string | undefined
  /** Fields that the message must carry with these values, by tag. */
  readonly where?: Readonly<Record<number, string>> | undefined
  /** Meets the n-th such message only, from 1; every one when absent. */
  readonly nth?: number | undefined
  readonly drop?: boolean | undefined
  /** Field values by tag: put in, or in the place of the first occurrence; `null` takes out every occurrence. */
  readonly set?: Readonly<Record<number, string | null>> | undefined
  /** Sends the message this many times. */
  readonly times?: number | undefined
}

const RECOMPUTED: ReadonlySet<number> = new Set([Tag.BodyLength, Tag.CheckSum])

/** One state per engine: counting rules count what this engine met. */
export function tamperWith(rules: readonly TamperRule[]): Tamper {
  const counts = new Map<TamperRule, number>()
  const ruleFor = (direction: TamperRule['direction'], message: Message): TamperRule | undefined =>
    rules.find((rule) => {
      if (rule.direction !== direction || !meets(rule, message)) return false
      const count = (counts.get(rule) ?? 0) + 1
      counts.set(rule, count)
      return rule.nth === undefined || rule.nth === count
    })
  return {
    outgoing(bytes) {
      const message = decode(bytes)
      const rule = ruleFor('outgoing', message)
      if (rule === undefined) return [bytes]
      if (rule.drop === true) return []
      const changed = rule.set === undefined ? bytes : rewrite(message, rule.set)
      return Array.from({ length: rule.times ?? 1 }, () => changed)
    },
    incoming(message) {
      const rule = ruleFor('incoming', message)
      if (rule === undefined) return message
      if (rule.drop === true) return undefined
      return rule.set === undefined ? message : decode(rewrite(message, rule.set))
    },
  }
}

function meets(rule: TamperRule, message: Message): boolean {
  if (rule.msgType !== undefined && rule.msgType !== message.msgType) return false
  return Object.entries(rule.where ?? {}).every(([tag, value]) => message.text(Number(tag)) === value)
}

function rewrite(message: Message, set: Readonly<Record<number, string | null>>): Buffer {
  const fields: Field[] = []
  const stated = new Map(Object.entries(set).map(([tag, value]) => [Number(tag), value]))
  const placed = new Set<number>()
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    if (RECOMPUTED.has(tag)) continue
    const value = stated.get(tag)
    if (value === undefined || placed.has(tag)) fields.push([tag, message.bytesAt(i)])
    else if (value !== null) {
      fields.push([tag, value])
      placed.add(tag)
    }
  }
  // For the encoder null means left out, even where it would be computed.
  for (const [tag, value] of stated) if (!placed.has(tag)) fields.push([tag, value])
  return encode(fields)
}

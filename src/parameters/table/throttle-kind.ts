/** The kind of a list of throttles, in our words or in those of FIX Antenna C++. */
import { integer, type Kind, oneOf, text } from '../kinds.ts'

/** By name in lower case: where it goes, and what it may hold. */
const PARTS: Readonly<Record<string, readonly [key: string, kind: Kind]>> = {
  direction: ['direction', oneOf(['incoming', 'outgoing'])],
  msgtype: ['msgType', text],
  messageslimit: ['messagesLimit', integer(1)],
  intervalms: ['intervalMs', integer(1)],
  action: ['action', oneOf(['notify', 'disconnect'])],
  defaultaction: ['action', oneOf(['notify', 'disconnect'], { none: 'notify', callback: 'notify' })],
  type: ['type', oneOf(['SlidingWindowMessages'])],
}

export const throttlers: Kind = {
  name: 'list of throttles',
  allowed:
    'expected a list of { direction: incoming or outgoing, messagesLimit and intervalMs above 0, and if wanted msgType, action: notify or disconnect }',
  schema: { type: 'array' },
  read(stated) {
    if (!Array.isArray(stated)) return undefined
    const read = stated.flatMap((item) => throttle(item) ?? [])
    return read.length === stated.length ? { value: read } : undefined
  },
}

function throttle(stated: unknown): Record<string, unknown> | undefined {
  if (typeof stated !== 'object' || stated === null) return undefined
  const read: Record<string, unknown> = { action: 'disconnect' }
  for (const [key, value] of Object.entries(stated)) {
    const part = PARTS[key.toLowerCase()]
    const box = part?.[1].read(value)
    if (part === undefined || box === undefined) return undefined
    // There is one type only: it is checked, and not kept.
    if (part[0] !== 'type') read[part[0]] = box.value
  }
  return ['direction', 'messagesLimit', 'intervalMs'].every((key) => key in read) ? read : undefined
}

/** The entries of a repeating group, without a dictionary. */
import type { Message } from '../codec/message.ts'

/** One entry; the last one of a group reaches to the end of the message. */
export interface GroupEntry {
  text(tag: number): string | undefined
}

/** So many entries are read; a message that states more is cut there. */
const ENTRIES_MAX = 10_000

/** The entries behind a count, each beginning with the tag that the first begins with; none when there is no count. */
export function entriesOf(message: Message, countTag: number): GroupEntry[] {
  const starts: number[] = []
  let at = message.entryStart(countTag, 0)
  const delimiter = at < 0 ? 0 : message.tagAt(at)
  const stated = Math.min(message.int(countTag) ?? 0, ENTRIES_MAX)
  while (at >= 0 && starts.length < stated) {
    starts.push(at)
    at = message.indexOf(delimiter, at + 1)
  }
  return starts.map((start, i) => ({
    text: (tag) => {
      const found = message.indexOf(tag, start, starts[i + 1] ?? message.count)
      return found < 0 ? undefined : message.textAt(found)
    },
  }))
}

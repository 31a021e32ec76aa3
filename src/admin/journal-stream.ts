/**
 * The tail of a journal as server-sent events. Nothing is queued for a client: it gets what the journal keeps as fast as
 * it reads, and when it was too slow for that, it is told how much it has missed.
 */
import type { ServerResponse } from 'node:http'
import type { AdminSession } from './admin-host.ts'
import { entryView } from './session-view.ts'

/** Entries between two looks at whether the client still reads. */
const AT_ONCE = 50

/** Silence tells neither a proxy nor the client that the stream still stands. */
const KEEP_ALIVE_MS = 15_000

export interface StreamEnd {
  end(): void
}

/**
 * @param after - index of the last entry that the client has
 * @param onEnd - called once, when either side ended the stream
 */
export function streamJournal(
  response: ServerResponse,
  { journal, secretTags }: Pick<AdminSession, 'journal' | 'secretTags'>,
  after: number,
  onEnd: () => void,
): StreamEnd {
  let last = after
  let behind = false
  const write = (text: string): void => {
    behind = !response.write(text)
  }
  const pump = (): void => {
    while (!behind && !response.writableEnded) {
      const entries = journal.after(last, AT_ONCE)
      const [first] = entries
      if (first === undefined) return
      if (first.index > last + 1) write(`event: lost\ndata: ${JSON.stringify({ lost: first.index - last - 1 })}\n\n`)
      for (const entry of entries)
        write(`id: ${entry.index}\nevent: entry\ndata: ${JSON.stringify(entryView(entry, secretTags))}\n\n`)
      last = entries.at(-1)?.index ?? last
    }
  }
  response.on('drain', () => {
    behind = false
    pump()
  })
  const unsubscribe = journal.subscribe(pump)
  const keepAlive = setInterval(() => {
    if (!behind) write(': still here\n\n')
  }, KEEP_ALIVE_MS)
  keepAlive.unref()
  response.once('close', () => {
    clearInterval(keepAlive)
    unsubscribe()
    onEnd()
  })
  write('retry: 1000\n\n')
  pump()
  return { end: () => void response.end() }
}

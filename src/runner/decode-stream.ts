/** A log from where it comes to where its text goes: what is written is written while the next is decoded. */
import { LogDecoder } from './decode-log.ts'

/**
 * Decodes a log as it comes. Waits for a slow reader of the text, and holds of the log what `LogDecoder` holds.
 *
 * @param log - in chunks, each of which may be written over when the next is asked for
 * @param write - the text, one piece at a time; the next is handed over when it is fulfilled
 * @param progress - told the number of bytes read, now and then
 * @returns the number of messages
 * @throws what the log or `write` fails with; the log is not read any further
 */
export async function decodeStream(
  log: AsyncIterable<Buffer>,
  write: (bytes: Buffer) => Promise<void>,
  progress: (bytes: number) => void,
): Promise<number> {
  const decoder = new LogDecoder()
  let written: Promise<void> = Promise.resolve()
  let read = 0
  const hand = async (pieces: Iterable<Buffer>): Promise<void> => {
    for (const piece of pieces) {
      await written
      written = write(piece)
      // That it failed is met with the next piece, or at the end.
      written.catch(() => undefined)
    }
  }
  for await (const chunk of log) {
    await hand(decoder.push(chunk))
    read += chunk.length
    progress(read)
  }
  await hand(decoder.end())
  await written
  return decoder.messages
}

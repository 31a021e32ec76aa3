/** A file from its beginning to its end, in chunks that lie one after the other in the same memory. */
import { close, open, read } from 'node:fs'
import { promisify } from 'node:util'

const CHUNK = 512 << 10

const openFile = promisify(open)
const readFrom = promisify(read)
const closeFile = promisify(close)

/**
 * @param file - its path, or the number of a file that is open, which stays open
 * @returns chunks that are written over when the next is asked for
 * @throws the error of the system
 */
export async function* chunksOf(file: string | number): AsyncGenerator<Buffer, void, undefined> {
  const fd = typeof file === 'number' ? file : await openFile(file, 'r')
  try {
    const buffer = Buffer.allocUnsafeSlow(CHUNK)
    for (;;) {
      const { bytesRead } = await readFrom(fd, buffer, 0, CHUNK, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    if (fd !== file) await closeFile(fd)
  }
}

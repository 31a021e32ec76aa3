/** Where great amounts of text are written: bytes, and no further ones before these have left. */
import { fstatSync, write } from 'node:fs'
import { promisify } from 'node:util'

const writeTo = promisify(write)

type Output = Pick<NodeJS.Process['stdout'], 'write' | 'fd' | 'isTTY'>

/**
 * @returns writes all of the bytes, which must stay as they are until it is fulfilled; fails with the error of the
 *   system, EPIPE when the reader went away
 */
export function byteOutputOf(stdout: Output): (bytes: Buffer) => Promise<void> {
  if (flows(stdout)) {
    return (bytes) =>
      new Promise((resolve, reject) => {
        stdout.write(bytes, (error) => (error == null ? resolve() : reject(error)))
      })
  }
  // Node's stream of a file writes while everything waits; this lets the next bytes be made meanwhile.
  return async (bytes) => {
    for (let done = 0; done < bytes.length; ) done += (await writeTo(stdout.fd, bytes, done)).bytesWritten
  }
}

/** A pipe, a socket or a terminal: it may be full for a while, and its stream knows how to wait. */
function flows({ fd, isTTY }: Output): boolean {
  const stats = fstatSync(fd)
  return isTTY || stats.isFIFO() || stats.isSocket()
}

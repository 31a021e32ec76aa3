/**
 * Memory for encoded messages: they are written at their final place, one behind the other, into pieces that are taken
 * fresh when full. What is handed out is never written again. All sessions share it: one thread writes one message at a time.
 */

/** Bytes of a piece: enough for all that leaves in one write, and little to keep for one message that is kept. */
const SLAB_BYTES = 64 * 1024

/** A piece of memory, and how much of it is handed out. */
export interface Slab {
  readonly bytes: Buffer
  readonly view: DataView
  used: number
}

/** The piece that is being filled. */
export let slab: Slab = slabOf(SLAB_BYTES)

export function slabOf(size: number): Slab {
  const bytes = Buffer.allocUnsafeSlow(size)
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), used: 0 }
}

/** Takes a fresh piece for a message that does not fit the rest; false when this one is fresh. */
export function renewSlab(): boolean {
  if (slab.used === 0) return false
  slab = slabOf(SLAB_BYTES)
  return true
}

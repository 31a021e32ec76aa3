/** Bytes four at a time: what looks at many of them looks at a word in the time that a byte takes. Knows no fields. */

// Memory of the last one asked for: all messages of one read lie in one buffer, and a view costs as much as ten fields.
let lastBytes: Uint8Array = new Uint8Array(0)
let lastView: DataView = new DataView(lastBytes.buffer)

/** A view on the same bytes at the same positions, for the byte loops of this house; read it with the lowest byte first. */
export function wordsOf(bytes: Uint8Array): DataView {
  if (bytes !== lastBytes) {
    lastBytes = bytes
    lastView = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  return lastView
}

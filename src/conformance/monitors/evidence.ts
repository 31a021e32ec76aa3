/** The last lines of a session, copied so that they can be shown when something was found. */
import { maskedBytes } from '../../journal/masked.ts'
import type { Shown, Sighting } from './sighting.ts'

/** Lines that are kept of each session, and of each line so many bytes. */
const KEPT = 24
const KEPT_BYTES = 2_048
/** Values that are never shown: Password, NewPassword, RawData and the encrypted ones. */
const SECRET: ReadonlySet<number> = new Set([554, 925, 96, 1402, 1404])

interface Slot {
  ordinal: number
  file: number
  line: number
  at: number
  side: Shown['side']
  bytes: Buffer
  length: number
  text: string
}

export class Evidence {
  readonly #slots: Slot[] = []
  #next = 0

  add({ ordinal, file, line, at, side, bytes }: Sighting): void {
    const slot = this.#slot()
    const length = bytes.length < KEPT_BYTES ? bytes.length : KEPT_BYTES
    if (slot.bytes.length < length) slot.bytes = Buffer.allocUnsafeSlow(Math.min(KEPT_BYTES, 2 * length))
    bytes.copy(slot.bytes, 0, 0, length)
    slot.length = length
    slot.ordinal = ordinal
    slot.file = file
    slot.line = line
    slot.at = at
    slot.side = side
  }

  event({
    ordinal,
    file,
    line,
    at,
    text,
  }: {
    ordinal: number
    file: number
    line: number
    at: number
    text: string
  }): void {
    const slot = this.#slot()
    Object.assign(slot, { ordinal, file, line, at, text, side: 'event' })
  }

  /** @param ordinal - of the sighting to begin with; a few before it are shown too. Default: the last few */
  since(ordinal: number | undefined): readonly Shown[] {
    const ordered = [...this.#slots.slice(this.#next), ...this.#slots.slice(0, this.#next)]
    const found = ordinal === undefined ? -1 : ordered.findIndex((slot) => slot.ordinal >= ordinal)
    const from = found < 0 ? Math.max(0, ordered.length - 6) : Math.max(0, found - 2)
    return ordered.slice(from).map(shown)
  }

  #slot(): Slot {
    const known = this.#slots[this.#next]
    const slot = known ?? {
      ordinal: 0,
      file: 0,
      line: 0,
      at: 0,
      side: 'event',
      bytes: Buffer.alloc(0),
      length: 0,
      text: '',
    }
    if (known === undefined) this.#slots.push(slot)
    this.#next = (this.#next + 1) % KEPT
    return slot
  }
}

function shown({ file, line, at, side, bytes, length, text }: Slot): Shown {
  return { file, line, at, side, raw: side === 'event' ? text : maskedBytes(bytes.subarray(0, length), SECRET) }
}

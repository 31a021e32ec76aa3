/** How the fields of a FIX version look in the text of a log: names and labels, made ready when first met. */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { sessionMessageName } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { type Piece, pieceOf } from './log-text.ts'

/** Tags up to here are found by their number; QuickFIX knows none above, and so a log is not to fill the memory. */
const TABLE_SIZE = 0x10000
/** Values of a field that are remembered, and bytes of each: no version names more, and a log may hold anything. */
const VALUES_MAX = 256
const VALUE_LENGTH_MAX = 32
const NOTHING = pieceOf('')

/** Values that are never shown. */
const SECRET_TAGS: ReadonlySet<number> = new Set([
  Tag.Password,
  Tag.NewPassword,
  Tag.EncryptedPassword,
  Tag.EncryptedNewPassword,
])

export interface FieldLayout {
  /** What stands before the value. */
  readonly prefix: Piece
  /** Never shown; with `logon`, not in a Logon: before FIX.4.3 its password is in RawData. */
  readonly secret: boolean | 'logon'
  /** What stands behind a value, for fields whose values have names. */
  readonly labels: Pieces | undefined
}

/** Texts by a value on the wire. */
export class Pieces {
  readonly #textOf: (value: string) => string
  readonly #single: (Piece | undefined)[] = []
  readonly #more = new Map<string | number, Piece>()

  constructor(textOf: (value: string) => string) {
    this.#textOf = textOf
  }

  /** The text for the value that stands in `bytes`. */
  of(bytes: Buffer, start: number, end: number): Piece {
    const length = end - start
    if (length === 1) {
      const byte = bytes[start] as number
      const known = this.#single[byte]
      if (known !== undefined) return known
      const made = this.#make(bytes, start, end)
      this.#single[byte] = made
      return made
    }
    // Most are short: their bytes as a number are found without making a string. The length tells NULs apart.
    let key: string | number
    if (length <= 3) {
      key = length
      for (let i = start; i < end; i++) key = (key << 8) | (bytes[i] as number)
    } else key = bytes.toString('latin1', start, end)
    const known = this.#more.get(key)
    if (known !== undefined) return known
    const made = this.#make(bytes, start, end)
    if (this.#more.size < VALUES_MAX && length <= VALUE_LENGTH_MAX) this.#more.set(key, made)
    return made
  }

  #make(bytes: Buffer, start: number, end: number): Piece {
    const text = this.#textOf(bytes.toString('latin1', start, end))
    return text === '' ? NOTHING : pieceOf(text)
  }
}

export class Layout {
  /** Names of messages by MsgType(35). */
  readonly messages: Pieces
  readonly #dictionary: Dictionary | undefined
  readonly #byTag: (FieldLayout | undefined)[] = new Array(TABLE_SIZE).fill(undefined)

  /** @param dictionary - undefined for a version that nobody knows */
  constructor(dictionary: Dictionary | undefined) {
    this.#dictionary = dictionary
    this.messages = new Pieces((type) => {
      return `${dictionary?.message(type)?.name ?? sessionMessageName(type) ?? 'unknown message'}`
    })
  }

  field(tag: number): FieldLayout {
    if (tag >= TABLE_SIZE) return this.#make(tag)
    const known = this.#byTag[tag]
    if (known !== undefined) return known
    const made = this.#make(tag)
    this.#byTag[tag] = made
    return made
  }

  #make(tag: number): FieldLayout {
    const field = this.#dictionary?.fieldByTag(tag)
    return {
      prefix: pieceOf(`  ${String(tag).padStart(5)} ${(field?.name ?? '?').padEnd(24)} `),
      secret: tag === Tag.RawData ? 'logon' : SECRET_TAGS.has(tag),
      labels:
        tag === Tag.MsgType || field?.values !== undefined ? new Pieces((value) => this.#label(tag, value)) : undefined,
    }
  }

  #label(tag: number, value: string): string {
    const dictionary = this.#dictionary
    const label = tag === Tag.MsgType ? dictionary?.message(value)?.name : dictionary?.labelOf(tag, value)
    return label === undefined || label === value ? '' : `  ${label}`
  }
}

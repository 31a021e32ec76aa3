/** What the encoder is given: fields as tags with values. Knows no bytes and no order. */

/**
 * A value to be written.
 *
 * - string: one byte for each character (latin1); a string with any character beyond latin1 is written as UTF-8
 * - number: its decimal digits, never with an exponent
 * - Uint8Array: the bytes as they are
 * - null: the field is left out, even where it would be computed
 */
export type FieldValue = string | number | Uint8Array | null

/** A tag and its value, in the order of the wire. */
export type Field = readonly [tag: number, value: FieldValue]

/** Where fields are put. */
export interface EncodeOptions {
  /**
   * `standard` (default) puts header and trailer where the standard wants them and leaves the body as stated.
   * `asStated` moves nothing: computed fields go to their places around the stated ones.
   */
  readonly order?: 'standard' | 'asStated'
}

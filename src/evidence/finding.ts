/** What verification finds wrong. */

/** Something in a bundle that is not as it was sealed. */
export interface Finding {
  /** Name of the file in the bundle, or of the record of the zip. */
  readonly where: string
  /** In a sentence; offsets are those in the bundle. */
  readonly text: string
  /** Bytes of the bundle that it is about, first and behind the last; absent where bytes are missing or nothing is known. */
  readonly bytes?: readonly [from: number, to: number]
}

export function finding(where: string, text: string, bytes?: readonly [number, number]): Finding {
  return { where, text, ...(bytes === undefined ? {} : { bytes }) }
}

/**
 * Text of a target or a scenario made harmless for a terminal, a page or a file: nothing in it may move the cursor,
 * break a line or turn the reading direction.
 */

const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g

/** One line: control characters, what XML cannot hold and marks of reading direction are named (`<U+001B>`), not done. */
export function visible(text: string): string {
  return text.toWellFormed().replace(UNSEEN, (character) => {
    const code = character.charCodeAt(0)
    if (code === 9 || code === 10 || code === 13) return ' '
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** At most `length` characters, the last of them `…` where something was cut. */
export function clip(text: string, length: number): string {
  const characters = [...text]
  return characters.length <= length ? text : `${characters.slice(0, Math.max(0, length - 1)).join('')}…`
}

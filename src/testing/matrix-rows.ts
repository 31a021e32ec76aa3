/** For tests only: the rows that the matrices are made of. */
import type { Step } from '../venue/persona.ts'
import type { Happening, MatrixRow } from './matrix.ts'

/** A message comes in; what the venue says to it at once. */
export function comes(message: string, ...sent: string[]): MatrixRow {
  return { do: { in: message }, sent }
}

export function does(step: Step, ...sent: string[]): MatrixRow {
  return { do: { step }, sent }
}

export function fill(
  qty: number,
  report: string,
  more: { px?: string; with?: Record<number, string> } = {},
): MatrixRow {
  return { ...does({ do: 'fill', qty: String(qty), px: more.px }, report), ...(more.with && { with: more.with }) }
}

export const day: Happening = { market: { name: 'day' } }
export const ORDER = comes('D(X)')
export const ACK = does({ do: 'ack' }, '8(X) 0 0 10000 0 10000 0')
export const ACCEPT: Step = { do: 'accept' }
export const PENDING: Step = { do: 'pending' }
export const TOO_LATE: Step = { do: 'refuse', reason: 'tooLate' }
export const OPTION: Step = { do: 'refuse', reason: 'option' }
export const BEGIN = [ORDER, ACK]
export const gtc = (message: string): MatrixRow => ({ do: { in: message, tags: { 59: '1' } }, sent: [] })
/** The first day of the matrices H.1: 2000 of 10000 done, then the night. */
export const FIRST_DAY = [
  gtc('D(X)'),
  ACK,
  fill(2000, '8(X) F 1 10000 2000 8000 2000', { px: '50' }),
  does({ do: 'doneForDay' }, '8(X) 3 3 10000 2000 8000 0'),
]
export const RENEWED: MatrixRow = {
  do: day,
  sent: ['8(X) D 1 10000 2000 8000 0'],
  with: { 378: '1', 424: '8000', 425: '0' },
}

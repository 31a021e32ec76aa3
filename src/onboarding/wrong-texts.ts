/** What is wrong with a text that was typed, in words; undefined when nothing is. Pure. */
import { parseDecimal } from '../codec/decimal.ts'

type Wrong = string | undefined

/** Names that no system keeps a folder under. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

export function wrongName(text: string): Wrong {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text) || text.endsWith('.'))
    return 'expected letters, digits, dots, dashes and underscores, and no more than 64 of them'
  return RESERVED.test(text) ? 'expected another name: some systems keep this one for themselves' : undefined
}

export function wrongAddress(text: string): Wrong {
  const match = /^(?:\[[0-9a-fA-F:.]+\]|[^\s:]+):(\d{1,5})$/.exec(text)
  return match === null || Number(match[1]) > 65_535 ? 'expected HOST:PORT, such as 127.0.0.1:9878' : undefined
}

export function wrongListen(text: string): Wrong {
  const match = /^(?:(?:\[[0-9a-fA-F:.]+\]|[^\s:]+):)?(\d{1,5})$/.exec(text)
  return match === null || Number(match[1]) > 65_535 ? 'expected [HOST:]PORT, such as 9879 or 0.0.0.0:9879' : undefined
}

export function wrongCompID(text: string): Wrong {
  return text === '' || text.length > 64 || /\s/.test(text)
    ? 'expected a CompID: 1 to 64 characters, no blanks'
    : undefined
}

/** One or several with commas between: a pool of sessions. */
export function wrongCompIDs(text: string): Wrong {
  const ids = compIDsIn(text)
  if (new Set(ids).size < ids.length) return 'expected each CompID once'
  return ids.map(wrongCompID).find((problem) => problem !== undefined)
}

export function compIDsIn(text: string): string[] {
  return text.split(',').map((id) => id.trim())
}

export function wrongHeartbeat(text: string): Wrong {
  return text === '' || (/^\d{1,5}$/.test(text) && Number(text) <= 86_400)
    ? undefined
    : 'expected a whole number of seconds, 0 to 86400'
}

export function wrongInstrument(text: string): Wrong {
  const [symbol, ...prices] = text.split(/\s+/)
  const fits = symbol !== '' && (prices.length === 1 || prices.length === 2)
  return fits && prices.every((price) => parseDecimal(price) !== undefined)
    ? undefined
    : 'expected SYMBOL PRICE, such as SIM 100.25, or SYMBOL PRICE RESTING-PRICE'
}

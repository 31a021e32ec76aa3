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

export function wrongInstrument(text: string): Wrong {
  const [symbol, price, ...more] = text.split(/\s+/)
  const fits = symbol !== '' && price !== undefined && more.length === 0 && parseDecimal(price) !== undefined
  return fits ? undefined : 'expected SYMBOL PRICE, such as SIM 100.25'
}

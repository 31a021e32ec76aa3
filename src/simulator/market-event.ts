/** Events of a venue's market as text: what scenarios, hooks and the admin API say. */
import { nearest } from '../dictionary/nearest.ts'
import type { MarketEvent } from '../venue/seam.ts'
import { parseSteps } from './persona-file.ts'

/** A market event that can not be read; the text says what was expected. */
export class MarketEventError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'MarketEventError'
  }
}

/** Each event with its words, and what they become. */
const FORMS: Readonly<Record<string, { readonly form: string; readonly read: Reading }>> = {
  open: { form: 'open [SYMBOL]', read: ([symbol]) => ({ name: 'open', symbol }) },
  close: { form: 'close [SYMBOL]', read: ([symbol]) => ({ name: 'close', symbol }) },
  day: { form: 'day', read: () => ({ name: 'day' }) },
  halt: { form: 'halt [SYMBOL]', read: ([symbol]) => ({ name: 'halt', symbol }) },
  resume: { form: 'resume [SYMBOL]', read: ([symbol]) => ({ name: 'resume', symbol }) },
  split: {
    form: 'split SYMBOL RATIO',
    read: ([symbol, ratio]) => symbol && Number(ratio) > 0 && { name: 'split', symbol, ratio: Number(ratio) },
  },
  trade: {
    form: 'trade SYMBOL PRICE [QUANTITY]',
    read: ([symbol, px, qty]) => symbol && px && { name: 'trade', symbol, px, qty },
  },
  order: {
    form: 'order CLORDID STEP',
    read: ([clOrdID, ...steps]) =>
      clOrdID && steps.length > 0 && { name: 'order', clOrdID, steps: parseSteps(steps.join(' ')) },
  },
  voice: {
    form: 'voice SYMBOL SIDE QUANTITY PRICE',
    read: ([symbol, side, qty, px], session) =>
      symbol && side && qty && px && { name: 'voiceOrder', session, symbol, side, qty, px },
  },
  purge: { form: 'purge', read: (_words, session) => ({ name: 'purge', session }) },
  enable: { form: 'enable', read: (_words, session) => ({ name: 'enable', session }) },
  down: { form: 'down', read: () => ({ name: 'down' }) },
  up: { form: 'up', read: () => ({ name: 'up' }) },
  feed: {
    form: 'feed SYMBOL SCRIPT',
    read: ([symbol, ...script]) => symbol && script.length > 0 && { name: 'feed', symbol, script: script.join(' ') },
  },
}

type Reading = (words: readonly string[], session: string) => MarketEvent | undefined | '' | false

/** The events that there are, each as it is written. */
export const MARKET_EVENT_FORMS: readonly string[] = Object.values(FORMS).map(({ form }) => form)

/**
 * @param session - whom an event is about that names no session
 * @throws MarketEventError
 */
export function parseMarketEvent(text: string, session: string): MarketEvent {
  const [name = '', ...words] = text.trim().split(/\s+/)
  const known = FORMS[name]
  if (known === undefined) {
    const near = nearest(name, Object.keys(FORMS), 1)[0]
    const hint = near === undefined ? '' : `, did you mean "${near}"?`
    throw new MarketEventError(`"${name}" is no event of a market${hint} There are ${MARKET_EVENT_FORMS.join('; ')}`)
  }
  const event = known.read(words, session)
  if (event) return event
  throw new MarketEventError(`"${text}": expected ${known.form}`)
}

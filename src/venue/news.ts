/**
 * News(B) on request of a scenario: market event `feed` on a symbol whose feed is NEWS. Words of the script, in any
 * order: a number of lines (default 1), `raw` for raw data with SOH inside, `flash` or `background` for Urgency(61);
 * every other word goes into the headline.
 */
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { bodyOf, type Part } from './message-body.ts'
import type { VenueSession } from './seam.ts'

const NEWS = 'B'
const MOST_LINES = 100
/** Urgency(61). */
const URGENCY: Readonly<Record<string, string>> = { flash: '1', background: '2' }
const NORMAL = '0'
/** Data as hard as it gets: the separator of fields, and what looks like the end of a message. */
const RAW_DATA = Buffer.from('raw\u000110=000\u00018=FIX.4.4\u0001end', 'latin1')

export function sendNews(context: VenueContext, sessions: Iterable<VenueSession>, script: string): void {
  const words = script.split(/\s+/).filter((word) => word !== '' && word !== 'news')
  const count = words.map(Number).find((number) => Number.isInteger(number) && number > 0) ?? 1
  const urgency = words.map((word) => URGENCY[word]).find((each) => each !== undefined) ?? NORMAL
  const headline = words.filter((word) => word !== 'raw' && URGENCY[word] === undefined && Number.isNaN(Number(word)))
  const lines = Array.from({ length: Math.min(count, MOST_LINES) }, (_, i): Part[] => [[DeskTag.Text, `line ${i + 1}`]])
  const parts: Part[] = [
    [DeskTag.OrigTime, formatUtcTimestamp(context.now)],
    [DeskTag.Urgency, urgency],
    [DeskTag.Headline, headline.length > 0 ? headline.join(' ') : 'News of the simulated market'],
    [DeskTag.NoLinesOfText, lines],
    [DeskTag.RawData, words.includes('raw') ? RAW_DATA : undefined],
  ]
  for (const session of sessions)
    context.send(session, NEWS, bodyOf(session.dictionary, NEWS, parts), { rule: 'D:NEWS' })
}

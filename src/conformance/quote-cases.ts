/** Cases of quotes (QUO): requests for quote, mass quotes, quote cancels and protection of market makers. */
import { rowsAbout } from './application-row.ts'
import type { Requirement } from './requirement.ts'

const quote = rowsAbout('QuoteRequest, Quote, QuoteResponse and MassQuote')

export const QUOTE_CASES: readonly Requirement[] = [
  quote(
    'QUO-01.a',
    'V/C ≥4.4 must',
    'Quote asked for and hit',
    'A quote repeats the QuoteReqID; who hits it gets a fill at the quoted side, under the ClOrdID and the id of the hit.',
    { rule: 'R:RFQ', map: 'Bitcoin Suisse 2.2.1, 3.2.1.1; MarketFactory RFS' },
  ),
  quote(
    'QUO-01.b',
    'V/C ≥4.4 should',
    'Request without side',
    'A request that names no Side should be answered by a quote of both sides.',
    { rule: 'R:RFQ', map: 'Bitcoin Suisse 2.3.1' },
  ),
  quote(
    'QUO-01.c',
    'V/C 4.2 should',
    'Quote hit by an order',
    'An order that names the QuoteID should be filled at the quoted side.',
    { rule: 'R:RFQ' },
  ),
  quote(
    'QUO-01.d',
    'V/C ≥4.4 must',
    'Request refused',
    'A request for quote that can not be answered is refused by its own reject, with the QuoteReqID and the reason.',
    { rule: 'R:RFQ', map: 'Bitcoin Suisse 2.1.2' },
  ),
  quote(
    'QUO-01.e',
    'V ≥4.4 must',
    'Request without QuoteReqID',
    'A request for quote without a required field is rejected by the session for that field.',
    { rule: 'R:RFQ', map: 'Bitcoin Suisse 2.1.1', clause: 'FIX Session Layer, Reject' },
  ),
  quote('QUO-01.f', 'C ≥4.4 may', 'Client passes', 'A client may pass on a quote, or let it expire in silence.', {
    rule: 'R:RFQ',
  }),
  quote(
    'QUO-02.a',
    'V ≥4.4 must',
    'Hit after expiry',
    'A quote whose time is over is not traded: the hit is refused.',
    {
      rule: 'R:RFQ',
    },
  ),
  quote(
    'QUO-02.b',
    'C ≥4.4 should',
    'Client leaves an expired quote alone',
    'A client should not hit a quote whose time is over.',
    { rule: 'R:RFQ' },
  ),
  quote(
    'QUO-02.c',
    'C ≥4.4 must',
    'Newer quote replaces',
    'A second quote for one request replaces the first: a client hits the newer one and no other.',
    { rule: 'R:RFQ' },
  ),
  quote('QUO-02.d', 'V ≥4.4 must', 'Quote hit twice', 'A quote that was hit is used up: a second hit is refused.', {
    rule: 'R:RFQ',
  }),
  quote(
    'QUO-03.a',
    'V/C all should',
    'Mass quote accepted',
    'A mass quote that asks for an answer should be acknowledged under its QuoteID.',
    { rule: 'R:MQ', map: 'SOLA 4.11 bulk quote' },
  ),
  quote(
    'QUO-03.b',
    'V/C all should',
    'Mass quote with one bad entry',
    'An entry that can not be should be refused by itself, and the others live.',
    { rule: 'R:MQ' },
  ),
  quote(
    'QUO-03.c',
    'V all may',
    'Answers as asked for',
    'A venue may answer a mass quote only where it asks for that: never, on errors, or always.',
    { rule: 'R:MQ' },
  ),
  quote(
    'QUO-03.d',
    'V all venue',
    'One side withdrawn',
    'An update that leaves one side out, or empty, withdraws that side.',
    { rule: 'R:MQ' },
  ),
  quote(
    'QUO-03.e',
    'V/C all should',
    'Streamed quote filled',
    'The fill of a streamed quote should carry the id that was agreed for quotes, and leave the right rest.',
    { rule: 'R:MQ' },
  ),
  quote(
    'QUO-04.a',
    'V/C all should',
    'All quotes cancelled',
    'After a cancel of all quotes none should be tradeable.',
    {
      rule: 'R:MQ',
    },
  ),
  quote(
    'QUO-04.b',
    'V all should',
    'Unknown quote cancelled',
    'A cancel of an unknown quote should be answered as such.',
    { rule: 'R:MQ' },
  ),
  quote(
    'QUO-05.a',
    'V/C ≥4.4 venue',
    'Protection triggers',
    'When a market maker is filled too often in its window all of its quotes are withdrawn, and new ones refused.',
    { rule: 'R:MMP', map: 'B3 W; SOLA 4.13; Deribit' },
  ),
  quote(
    'QUO-05.b',
    'V/C ≥4.4 venue',
    'Protection reset',
    'After the reset of its protection a market maker can quote again.',
    { rule: 'R:MMP' },
  ),
]

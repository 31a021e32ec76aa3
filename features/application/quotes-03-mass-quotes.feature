@application
Feature: Quotes: streamed by a market maker
  Each entry of a mass quote stands or falls by itself, replaces the one with its ids, and trades like an order.

  Rule: A mass quote that asks for an answer is acknowledged under its QuoteID.

    @QUO-03.a @should @venue @needs:massQuotes @needs:quantityBands
    Scenario: Two sets accepted
      Given an established session with the target
      When the tester sends MassQuote as "quotes":
        | QuoteResponseLevel  | 2                               |
        | NoQuoteSets         | 2                               |
        |   QuoteSetID        | 1                               |
        |   UnderlyingSymbol  | <FIX.4.2: MQ, FIX.4.4: absent>  |
        |   TotNoQuoteEntries | 1                               |
        |   NoQuoteEntries    | 1                               |
        |     QuoteEntryID    | E1                              |
        |     Symbol          | MQ                              |
        |     BidPx           | 99                              |
        |     OfferPx         | 101                             |
        |     BidSize         | 10                              |
        |     OfferSize       | 10                              |
        |   QuoteSetID        | 2                               |
        |   UnderlyingSymbol  | <FIX.4.2: SIM, FIX.4.4: absent> |
        |   TotNoQuoteEntries | 1                               |
        |   NoQuoteEntries    | 1                               |
        |     QuoteEntryID    | E2                              |
        |     Symbol          | SIM                             |
        |     BidPx           | 98                              |
        |     OfferPx         | 102                             |
        |     BidSize         | 10                              |
        |     OfferSize       | 10                              |
      Then the target should send MassQuoteAcknowledgement within 2 seconds:
        | QuoteID     | same as quotes.QuoteID |
        | QuoteStatus | 0                      |
      And the target must not send anything else

    @QUO-03.a @should @client @needs:massQuotes @needs:enterOrders
    Scenario: The target's mass quote is accepted
      Given the tester plays the venue
      When the target's user sends MassQuote as "quotes":
        | QuoteID             | MQ-1                           |
        | QuoteResponseLevel  | 2                              |
        | NoQuoteSets         | 1                              |
        |   QuoteSetID        | 1                              |
        |   UnderlyingSymbol  | <FIX.4.2: MQ, FIX.4.4: absent> |
        |   TotNoQuoteEntries | 1                              |
        |   NoQuoteEntries    | 1                              |
        |     QuoteEntryID    | E1                             |
        |     Symbol          | MQ                             |
        |     BidPx           | 99                             |
        |     OfferPx         | 101                            |
        |     BidSize         | 10                             |
        |     OfferSize       | 10                             |
      Then "quotes" should carry QuoteID any
      And the tester's venue has sent MassQuoteAcknowledgement with QuoteID same as quotes.QuoteID and QuoteStatus 0 within 2 seconds
      And the target must accept it

  Rule: An entry that can not be is refused by itself, and the others live.

    @QUO-03.b @should @venue @needs:massQuotes @needs:quantityBands @needs:marketEvents
    Scenario: One of two entries crossed
      Given an established session with the target
      When the tester sends MassQuote as "quotes":
        | QuoteResponseLevel  | 2                              |
        | NoQuoteSets         | 1                              |
        |   QuoteSetID        | 1                              |
        |   UnderlyingSymbol  | <FIX.4.2: MQ, FIX.4.4: absent> |
        |   TotNoQuoteEntries | 2                              |
        |   NoQuoteEntries    | 2                              |
        |     QuoteEntryID    | GOOD                           |
        |     Symbol          | MQ                             |
        |     BidPx           | 99                             |
        |     OfferPx         | 101                            |
        |     BidSize         | 10                             |
        |     OfferSize       | 10                             |
        |     QuoteEntryID    | BAD                            |
        |     Symbol          | MQ                             |
        |     BidPx           | 101.50                         |
        |     OfferPx         | 100.50                         |
        |     BidSize         | 10                             |
        |     OfferSize       | 10                             |
      Then the target should send MassQuoteAcknowledgement within 2 seconds:
        | QuoteID                                                 | same as quotes.QuoteID |
        | QuoteStatus                                             | 0 or 5                 |
        | NoQuoteSets[1].NoQuoteEntries[1].QuoteEntryID           | GOOD                   |
        | NoQuoteSets[1].NoQuoteEntries[1].QuoteEntryRejectReason | absent                 |
        | NoQuoteSets[1].NoQuoteEntries[2].QuoteEntryID           | BAD                    |
        | NoQuoteSets[1].NoQuoteEntries[2].QuoteEntryRejectReason | 7                      |
      When the target's market trades at 101 in MQ
      Then the target may first send ExecutionReport with OrdStatus New
      And the target should send ExecutionReport within 2 seconds:
        | Symbol    | MQ     |
        | Side      | Sell   |
        | OrdStatus | Filled |
        | LastPx    | 101    |
        | LastQty   | 10     |
      And the target must not send anything else

    @QUO-03.b @should @client @needs:massQuotes @needs:enterOrders @needs:showOrders
    Scenario: One entry of the target's mass quote is refused, and the other one trades
      Given the tester plays the venue
      When the target's user sends MassQuote as "quotes":
        | QuoteID             | MQ-1                           |
        | QuoteResponseLevel  | 2                              |
        | NoQuoteSets         | 1                              |
        |   QuoteSetID        | 1                              |
        |   UnderlyingSymbol  | <FIX.4.2: MQ, FIX.4.4: absent> |
        |   TotNoQuoteEntries | 2                              |
        |   NoQuoteEntries    | 2                              |
        |     QuoteEntryID    | GOOD                           |
        |     Symbol          | MQ                             |
        |     BidPx           | 99                             |
        |     OfferPx         | 101                            |
        |     BidSize         | 10                             |
        |     OfferSize       | 10                             |
        |     QuoteEntryID    | BAD                            |
        |     Symbol          | MQ                             |
        |     BidPx           | 101.50                         |
        |     OfferPx         | 100.50                         |
        |     BidSize         | 10                             |
        |     OfferSize       | 10                             |
      Then the tester's venue has sent MassQuoteAcknowledgement with QuoteID same as quotes.QuoteID within 2 seconds
      When the tester's market trades at 101 in MQ
      Then the tester's venue has sent ExecutionReport with OrdStatus Filled and LastQty 10 within 2 seconds
      And the target should show a position of -10 in MQ
      And the target must accept it

  Rule: A mass quote is answered as it asks to be: never, on errors, or always.

    @QUO-03.c @may @venue @needs:massQuotes @needs:quantityBands
    Scenario Outline: Good mass quote that asks for <answer>
      Given an established session with the target
      When the tester sends MassQuote as "quotes":
        | QuoteResponseLevel  | <level>                        |
        | NoQuoteSets         | 1                              |
        |   QuoteSetID        | 1                              |
        |   UnderlyingSymbol  | <FIX.4.2: MQ, FIX.4.4: absent> |
        |   TotNoQuoteEntries | 1                              |
        |   NoQuoteEntries    | 1                              |
        |     QuoteEntryID    | E1                             |
        |     Symbol          | MQ                             |
        |     BidPx           | 99                             |
        |     OfferPx         | 101                            |
        |     BidSize         | 10                             |
        |     OfferSize       | 10                             |
      Then the target should not send MassQuoteAcknowledgement for 2 seconds
      And the target may first send MassQuoteAcknowledgement with QuoteID same as quotes.QuoteID
      And the target must not send anything else

      Examples:
        | answer      | level |
        | no answer   | 0     |
        | errors only | 1     |

    @QUO-03.c @may @venue @needs:massQuotes @needs:quantityBands
    Scenario: Bad mass quote that asks for errors
      Given an established session with the target
      When the tester sends MassQuote as "quotes":
        | QuoteResponseLevel  | 1                              |
        | NoQuoteSets         | 1                              |
        |   QuoteSetID        | 1                              |
        |   UnderlyingSymbol  | <FIX.4.2: MQ, FIX.4.4: absent> |
        |   TotNoQuoteEntries | 1                              |
        |   NoQuoteEntries    | 1                              |
        |     QuoteEntryID    | BAD                            |
        |     Symbol          | MQ                             |
        |     BidPx           | 101                            |
        |     OfferPx         | 99                             |
        |     BidSize         | 10                             |
        |     OfferSize       | 10                             |
      Then the target should send MassQuoteAcknowledgement within 2 seconds:
        | QuoteID                                                 | same as quotes.QuoteID |
        | QuoteStatus                                             | 0 or 5                 |
        | NoQuoteSets[1].NoQuoteEntries[1].QuoteEntryRejectReason | 7                      |
      And the target must not send anything else

@application
Feature: Quotes: traded, and one side withdrawn
  What stands of a streamed quote trades at its own price, and what was withdrawn does not.

  Rule: An update that leaves one side out withdraws that side.

    @QUO-03.d @must @venue @needs:massQuotes @needs:quantityBands @needs:marketEvents
    Scenario Outline: Update with <words>
      Given an established session with the target
      When the tester sends MassQuote as "both":
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
      Then the target must send MassQuoteAcknowledgement with QuoteID same as both.QuoteID and QuoteStatus 0 within 2 seconds
      When the tester sends MassQuote as "one":
        | QuoteResponseLevel  | 2                              |
        | NoQuoteSets         | 1                              |
        |   QuoteSetID        | 1                              |
        |   UnderlyingSymbol  | <FIX.4.2: MQ, FIX.4.4: absent> |
        |   TotNoQuoteEntries | 1                              |
        |   NoQuoteEntries    | 1                              |
        |     QuoteEntryID    | E1                             |
        |     Symbol          | MQ                             |
        |     BidPx           | 99                             |
        |     OfferPx         | <px>                           |
        |     BidSize         | 5                              |
        |     OfferSize       | <size>                         |
      Then the target must send MassQuoteAcknowledgement with QuoteID same as one.QuoteID and QuoteStatus 0 within 2 seconds
      When the target's market trades at 101 in MQ
      Then the target must not send ExecutionReport for 2 seconds
      When the target's market trades at 99 in MQ
      Then the target may first send ExecutionReport with OrdStatus New
      And the target must send ExecutionReport within 2 seconds:
        | Symbol    | MQ     |
        | Side      | Buy    |
        | OrdStatus | Filled |
        | LastPx    | 99     |
        | LastQty   | 5      |
      And the target must not send anything else

      Examples:
        | words                  | px     | size   |
        | the offer left out     | absent | absent |
        | the offer without size | 101    | 0      |

  Rule: The fill of a streamed quote carries an id that was agreed for quotes, and leaves the right rest.

    @QUO-03.e @should @venue @needs:massQuotes @needs:quantityBands @needs:marketEvents
    Scenario: Both sides filled
      Given an established session with the target
      When the tester sends MassQuote as "quotes":
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
        |     OfferSize       | 20                             |
      Then the target should send MassQuoteAcknowledgement with QuoteStatus 0 within 2 seconds
      When the target's market trades at 98 in MQ
      Then the target may first send ExecutionReport with OrdStatus New
      And the target should send ExecutionReport as "bought" within 2 seconds:
        | ClOrdID   | any    |
        | Symbol    | MQ     |
        | Side      | Buy    |
        | OrdStatus | Filled |
        | OrderQty  | 10     |
        | LastPx    | 99     |
        | LastQty   | 10     |
        | CumQty    | 10     |
        | LeavesQty | 0      |
      When the target's market trades at 98 in MQ
      Then the target should not send ExecutionReport for 2 seconds
      When the target's market trades at 102 in MQ
      Then the target may first send ExecutionReport with OrdStatus New
      And the target should send ExecutionReport within 2 seconds:
        | ClOrdID   | other than bought.ClOrdID |
        | Side      | Sell                      |
        | OrdStatus | Filled                    |
        | LastPx    | 101                       |
        | LastQty   | 20                        |
        | LeavesQty | 0                         |
      And the target must not send anything else

    @QUO-03.e @should @client @needs:massQuotes @needs:enterOrders @needs:showOrders
    Scenario: The target's quotes are filled
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
        |     OfferSize       | 25                             |
      Then the tester's venue has sent MassQuoteAcknowledgement with QuoteStatus 0 within 2 seconds
      When the tester's market trades at 99 in MQ
      Then the tester's venue has sent ExecutionReport with Side Buy and OrdStatus Filled within 2 seconds
      And the target should show a position of 10 in MQ
      When the tester's market trades at 101 in MQ
      Then the tester's venue has sent ExecutionReport with Side Sell and OrdStatus Filled within 2 seconds
      And the target should show a position of -15 in MQ
      And the target must accept it

@application
Feature: Quotes: cancelled
  A quote that its maker has cancelled can not be traded on any more.

  Rule: After a cancel of all quotes none can be traded on.

    @QUO-04.a @should @venue @needs:massQuotes @needs:quantityBands @needs:marketEvents
    Scenario: All quotes cancelled
      Given an established session with the target
      When the tester sends MassQuote as "quotes":
        | QuoteResponseLevel  | 2                              |
        | NoQuoteSets         | 1                              |
        |   QuoteSetID        | 1                              |
        |   UnderlyingSymbol  | <FIX.4.2: MQ, FIX.4.4: absent> |
        |   TotNoQuoteEntries | 2                              |
        |   NoQuoteEntries    | 2                              |
        |     QuoteEntryID    | E1                             |
        |     Symbol          | MQ                             |
        |     BidPx           | 99                             |
        |     OfferPx         | 101                            |
        |     BidSize         | 10                             |
        |     OfferSize       | 10                             |
        |     QuoteEntryID    | E2                             |
        |     Symbol          | SIM                            |
        |     BidPx           | 99                             |
        |     OfferPx         | 101                            |
        |     BidSize         | 10                             |
        |     OfferSize       | 10                             |
      Then the target should send MassQuoteAcknowledgement with QuoteStatus 0 within 2 seconds
      When the tester sends QuoteCancel as "cancel":
        | QuoteID         | same as quotes.QuoteID         |
        | QuoteCancelType | 4                              |
        | NoQuoteEntries  | <FIX.4.2: 1, FIX.4.4: absent>  |
        |   Symbol        | <FIX.4.2: MQ, FIX.4.4: absent> |
      Then the target should answer "cancel" by one of these within 2 seconds:
        | QuoteStatusReport        | QuoteStatus 4 |
        | MassQuoteAcknowledgement | QuoteStatus 4 |
      When the target's market trades at 101 in MQ
      And the target's market trades at 99 in SIM
      Then the target should not send ExecutionReport for 2 seconds
      And the target must not send anything else

    @QUO-04.a @should @client @needs:massQuotes @needs:enterOrders @needs:showOrders
    Scenario: The target cancels all of its quotes
      Given the tester plays the venue
      When the target's user sends MassQuote as "quotes":
        | QuoteID             | MQ-1                           |
        | QuoteResponseLevel  | 2                              |
        | NoQuoteSets         | 1                              |
        |   QuoteSetID        | 1                              |
        |   UnderlyingSymbol  | <FIX.4.2: MQ, FIX.4.4: absent> |
        |   TotNoQuoteEntries | 2                              |
        |   NoQuoteEntries    | 2                              |
        |     QuoteEntryID    | E1                             |
        |     Symbol          | MQ                             |
        |     BidPx           | 99                             |
        |     OfferPx         | 101                            |
        |     BidSize         | 10                             |
        |     OfferSize       | 10                             |
        |     QuoteEntryID    | E2                             |
        |     Symbol          | SIM                            |
        |     BidPx           | 99                             |
        |     OfferPx         | 101                            |
        |     BidSize         | 10                             |
        |     OfferSize       | 10                             |
      Then the tester's venue has sent MassQuoteAcknowledgement with QuoteStatus 0 within 2 seconds
      When the target's user sends QuoteCancel as "cancel":
        | QuoteID         | same as quotes.QuoteID         |
        | QuoteCancelType | 4                              |
        | NoQuoteEntries  | <FIX.4.2: 1, FIX.4.4: absent>  |
        |   Symbol        | <FIX.4.2: MQ, FIX.4.4: absent> |
      Then "cancel" must carry QuoteCancelType 4
      And the target must accept it
      When the tester's market trades at 101 in MQ
      Then the target should show a position of 0 in MQ
      And the target must accept it

  Rule: A cancel of an unknown quote is answered as such.

    @QUO-04.b @should @venue @needs:massQuotes @until:FIX.4.2
    Scenario: Unknown quote cancelled
      Given an established session with the target
      When the tester sends QuoteCancel as "cancel":
        | QuoteID         | zz       |
        | QuoteCancelType | 1        |
        | NoQuoteEntries  | 1        |
        |   Symbol        | <symbol> |
      Then the target should send QuoteAcknowledgement within 2 seconds:
        | QuoteID           | zz |
        | QuoteStatus       | 5  |
        | QuoteRejectReason | 5  |
      And the target must not send anything else

    @QUO-04.b @should @venue @needs:massQuotes @since:FIX.4.4
    Scenario: Unknown quote cancelled
      Given an established session with the target
      When the tester sends QuoteCancel as "cancel":
        | QuoteID         | zz       |
        | QuoteCancelType | 1        |
        | NoQuoteEntries  | 1        |
        |   Symbol        | <symbol> |
      Then the target should answer "cancel" by one of these within 2 seconds:
        | QuoteStatusReport        | QuoteID zz and QuoteStatus 9                         |
        | MassQuoteAcknowledgement | QuoteID zz and QuoteStatus 5 and QuoteRejectReason 5 |
      And the target must not send anything else

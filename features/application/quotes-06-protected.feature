@application
Feature: Quotes: protection of market makers
  Who is filled too often in a short time has all of its quotes withdrawn, until it asks to go on.

  Rule: When the protection triggers all quotes are withdrawn, and new ones refused.

    @QUO-05.a @must @venue @needs:marketMakerProtection @needs:quantityBands @needs:marketEvents @since:FIX.4.4
    Scenario: Three fills within a second
      Given an established session with the target
      When the tester sends MassQuote as "quotes":
        | QuoteResponseLevel  | 2   |
        | NoQuoteSets         | 1   |
        |   QuoteSetID        | 1   |
        |   TotNoQuoteEntries | 3   |
        |   NoQuoteEntries    | 3   |
        |     QuoteEntryID    | E1  |
        |     Symbol          | MMP |
        |     BidPx           | 99  |
        |     OfferPx         | 101 |
        |     BidSize         | 10  |
        |     OfferSize       | 10  |
        |     QuoteEntryID    | E2  |
        |     Symbol          | MMP |
        |     BidPx           | 98  |
        |     OfferPx         | 102 |
        |     BidSize         | 10  |
        |     OfferSize       | 10  |
        |     QuoteEntryID    | E3  |
        |     Symbol          | MMP |
        |     BidPx           | 97  |
        |     OfferPx         | 103 |
        |     BidSize         | 10  |
        |     OfferSize       | 10  |
      Then the target must send MassQuoteAcknowledgement with QuoteStatus 0 within 2 seconds
      When the target's market trades at 101 in MMP
      And the target's market trades at 102 in MMP
      And the target's market trades at 103 in MMP
      Then the target may first send ExecutionReport with OrdStatus New
      And the target must send ExecutionReport with OrdStatus Filled and LastPx 101 within 2 seconds
      Then the target may first send ExecutionReport with OrdStatus New
      And the target must send ExecutionReport with OrdStatus Filled and LastPx 102 within 2 seconds
      Then the target may first send ExecutionReport with OrdStatus New
      And the target must send ExecutionReport with OrdStatus Filled and LastPx 103 within 2 seconds
      And the target must answer "quotes" by one of these within 2 seconds:
        | QuoteStatusReport        | QuoteStatus 6 |
        | MassQuoteAcknowledgement | QuoteStatus 6 |
      When the target's market trades at 97 in MMP
      Then the target must not send ExecutionReport for 2 seconds
      When the tester sends MassQuote as "refused":
        | QuoteResponseLevel  | 2   |
        | NoQuoteSets         | 1   |
        |   QuoteSetID        | 1   |
        |   TotNoQuoteEntries | 1   |
        |   NoQuoteEntries    | 1   |
        |     QuoteEntryID    | E4  |
        |     Symbol          | MMP |
        |     BidPx           | 99  |
        |     OfferPx         | 101 |
        |     BidSize         | 10  |
        |     OfferSize       | 10  |
      Then the target must send MassQuoteAcknowledgement within 2 seconds:
        | QuoteID     | same as refused.QuoteID |
        | QuoteStatus | 5                       |
      When the target's market trades at 101 in MMP
      Then the target must not send ExecutionReport for 2 seconds
      And the target must not send anything else

    @QUO-05.a @must @client @needs:marketMakerProtection @needs:enterOrders @needs:showOrders @since:FIX.4.4
    Scenario: The protection of the target triggers
      Given the tester plays the venue
      When the target's user sends MassQuote as "quotes":
        | QuoteID             | MQ-1 |
        | QuoteResponseLevel  | 2    |
        | NoQuoteSets         | 1    |
        |   QuoteSetID        | 1    |
        |   TotNoQuoteEntries | 3    |
        |   NoQuoteEntries    | 3    |
        |     QuoteEntryID    | E1   |
        |     Symbol          | MMP  |
        |     BidPx           | 99   |
        |     OfferPx         | 101  |
        |     BidSize         | 10   |
        |     OfferSize       | 10   |
        |     QuoteEntryID    | E2   |
        |     Symbol          | MMP  |
        |     BidPx           | 98   |
        |     OfferPx         | 102  |
        |     BidSize         | 10   |
        |     OfferSize       | 10   |
        |     QuoteEntryID    | E3   |
        |     Symbol          | MMP  |
        |     BidPx           | 97   |
        |     OfferPx         | 103  |
        |     BidSize         | 10   |
        |     OfferSize       | 10   |
      Then the tester's venue has sent MassQuoteAcknowledgement with QuoteStatus 0 within 2 seconds
      When the tester's market trades at 101 in MMP
      And the tester's market trades at 102 in MMP
      And the tester's market trades at 103 in MMP
      Then the tester's venue has sent QuoteStatusReport with QuoteStatus 6 within 2 seconds
      And the target must show a position of -30 in MMP
      And the target must accept it
      When the target's user sends MassQuote as "early":
        | QuoteID             | early |
        | QuoteResponseLevel  | 2     |
        | NoQuoteSets         | 1     |
        |   QuoteSetID        | 1     |
        |   TotNoQuoteEntries | 1     |
        |   NoQuoteEntries    | 1     |
        |     QuoteEntryID    | E4    |
        |     Symbol          | MMP   |
        |     BidPx           | 99    |
        |     OfferPx         | 101   |
        |     BidSize         | 10    |
        |     OfferSize       | 10    |
      Then the tester's venue has sent MassQuoteAcknowledgement with QuoteID same as early.QuoteID and QuoteStatus 5 within 2 seconds
      When the tester's market trades at 101 in MMP
      Then the target must show a position of -30 in MMP
      And the target must accept it

  Rule: After the reset a market maker can quote again.

    @QUO-05.b @must @venue @needs:marketMakerProtection @needs:quantityBands @needs:marketEvents @since:FIX.4.4
    Scenario: Reset by a cancel of all quotes
      Given an established session with the target
      When the tester sends MassQuote as "quotes":
        | QuoteResponseLevel  | 2   |
        | NoQuoteSets         | 1   |
        |   QuoteSetID        | 1   |
        |   TotNoQuoteEntries | 3   |
        |   NoQuoteEntries    | 3   |
        |     QuoteEntryID    | E1  |
        |     Symbol          | MMP |
        |     BidPx           | 99  |
        |     OfferPx         | 101 |
        |     BidSize         | 10  |
        |     OfferSize       | 10  |
        |     QuoteEntryID    | E2  |
        |     Symbol          | MMP |
        |     BidPx           | 98  |
        |     OfferPx         | 102 |
        |     BidSize         | 10  |
        |     OfferSize       | 10  |
        |     QuoteEntryID    | E3  |
        |     Symbol          | MMP |
        |     BidPx           | 97  |
        |     OfferPx         | 103 |
        |     BidSize         | 10  |
        |     OfferSize       | 10  |
      Then the target must send MassQuoteAcknowledgement with QuoteStatus 0 within 2 seconds
      When the target's market trades at 101 in MMP
      And the target's market trades at 102 in MMP
      And the target's market trades at 103 in MMP
      Then the target may first send ExecutionReport with OrdStatus New
      And the target must send ExecutionReport with OrdStatus Filled and LastPx 101 within 2 seconds
      Then the target may first send ExecutionReport with OrdStatus New
      And the target must send ExecutionReport with OrdStatus Filled and LastPx 102 within 2 seconds
      Then the target may first send ExecutionReport with OrdStatus New
      And the target must send ExecutionReport with OrdStatus Filled and LastPx 103 within 2 seconds
      And the target must answer "quotes" by one of these within 2 seconds:
        | QuoteStatusReport        | QuoteStatus 6 |
        | MassQuoteAcknowledgement | QuoteStatus 6 |
      When the tester sends MassQuote as "refused":
        | QuoteResponseLevel  | 2   |
        | NoQuoteSets         | 1   |
        |   QuoteSetID        | 1   |
        |   TotNoQuoteEntries | 1   |
        |   NoQuoteEntries    | 1   |
        |     QuoteEntryID    | E4  |
        |     Symbol          | MMP |
        |     BidPx           | 99  |
        |     OfferPx         | 101 |
        |     BidSize         | 10  |
        |     OfferSize       | 10  |
      Then the target must send MassQuoteAcknowledgement within 2 seconds:
        | QuoteID     | same as refused.QuoteID |
        | QuoteStatus | 5                       |
      When the tester sends QuoteCancel as "reset" with QuoteID same as quotes.QuoteID and QuoteCancelType 4
      Then the target must answer "reset" by one of these within 2 seconds:
        | QuoteStatusReport        | QuoteStatus 4 |
        | MassQuoteAcknowledgement | QuoteStatus 4 |
      When the tester sends MassQuote as "again":
        | QuoteResponseLevel  | 2   |
        | NoQuoteSets         | 1   |
        |   QuoteSetID        | 1   |
        |   TotNoQuoteEntries | 1   |
        |   NoQuoteEntries    | 1   |
        |     QuoteEntryID    | E4  |
        |     Symbol          | MMP |
        |     BidPx           | 99  |
        |     OfferPx         | 101 |
        |     BidSize         | 10  |
        |     OfferSize       | 10  |
      Then the target must send MassQuoteAcknowledgement within 2 seconds:
        | QuoteID     | same as again.QuoteID |
        | QuoteStatus | 0                     |
      When the target's market trades at 101 in MMP
      Then the target may first send ExecutionReport with OrdStatus New
      And the target must send ExecutionReport with OrdStatus Filled and LastPx 101 within 2 seconds
      And the target must not send anything else

    @QUO-05.b @must @client @needs:marketMakerProtection @needs:enterOrders @needs:showOrders @since:FIX.4.4
    Scenario: The target resets its protection
      Given the tester plays the venue
      When the target's user sends MassQuote as "quotes":
        | QuoteID             | MQ-1 |
        | QuoteResponseLevel  | 2    |
        | NoQuoteSets         | 1    |
        |   QuoteSetID        | 1    |
        |   TotNoQuoteEntries | 3    |
        |   NoQuoteEntries    | 3    |
        |     QuoteEntryID    | E1   |
        |     Symbol          | MMP  |
        |     BidPx           | 99   |
        |     OfferPx         | 101  |
        |     BidSize         | 10   |
        |     OfferSize       | 10   |
        |     QuoteEntryID    | E2   |
        |     Symbol          | MMP  |
        |     BidPx           | 98   |
        |     OfferPx         | 102  |
        |     BidSize         | 10   |
        |     OfferSize       | 10   |
        |     QuoteEntryID    | E3   |
        |     Symbol          | MMP  |
        |     BidPx           | 97   |
        |     OfferPx         | 103  |
        |     BidSize         | 10   |
        |     OfferSize       | 10   |
      Then the tester's venue has sent MassQuoteAcknowledgement with QuoteStatus 0 within 2 seconds
      When the tester's market trades at 101 in MMP
      And the tester's market trades at 102 in MMP
      And the tester's market trades at 103 in MMP
      Then the tester's venue has sent QuoteStatusReport with QuoteStatus 6 within 2 seconds
      When the target's user sends QuoteCancel as "reset" with QuoteID MQ-1 and QuoteCancelType 4
      Then the tester's venue has sent QuoteStatusReport with QuoteStatus 4 within 2 seconds
      When the target's user sends MassQuote as "again":
        | QuoteID             | again |
        | QuoteResponseLevel  | 2     |
        | NoQuoteSets         | 1     |
        |   QuoteSetID        | 1     |
        |   TotNoQuoteEntries | 1     |
        |   NoQuoteEntries    | 1     |
        |     QuoteEntryID    | E4    |
        |     Symbol          | MMP   |
        |     BidPx           | 99    |
        |     OfferPx         | 101   |
        |     BidSize         | 10    |
        |     OfferSize       | 10    |
      Then the tester's venue has sent MassQuoteAcknowledgement with QuoteID same as again.QuoteID and QuoteStatus 0 within 2 seconds
      When the tester's market trades at 101 in MMP
      Then the target must show a position of -40 in MMP
      And the target must accept it

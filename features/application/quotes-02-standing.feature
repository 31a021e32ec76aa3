@application
Feature: Quotes: how long one stands
  A quote is traded on once, while its time runs, and while no newer one has taken its place.

  Rule: A quote whose time is over is not traded.

    @QUO-02.a @must @venue @needs:quotes @needs:quantityBands @since:FIX.4.4
    Scenario: Hit after ValidUntilTime
      Given an established session with the target
      When the tester sends QuoteRequest as "request" with NoRelatedSym[1].Symbol RFQ
      Then the target must send Quote as "quote" within 2 seconds:
        | QuoteReqID     | same as request.QuoteReqID |
        | ValidUntilTime | +5 seconds from now        |
      When 6 seconds pass
      And the tester sends QuoteResponse as "late":
        | QuoteID       | same as quote.QuoteID |
        | QuoteRespType | 1                     |
        | ClOrdID       | <unique>              |
        | Symbol        | RFQ                   |
        | Side          | Buy                   |
        | OrderQty      | 1                     |
        | Price         | same as quote.OfferPx |
      Then the target must answer "late" by one of these within 2 seconds:
        | QuoteStatusReport | QuoteStatus 7 and QuoteID same as quote.QuoteID |
        | Rejected          |                                                 |
      And the target must not send anything else

    @QUO-02.b @should @client @needs:quotes @needs:enterOrders @since:FIX.4.4
    Scenario: The target leaves an expired quote alone
      Given the tester plays the venue
      When the target's user sends QuoteRequest as "request" with Symbol RFQ
      Then the tester's venue has sent Quote with QuoteReqID same as request.QuoteReqID within 2 seconds
      When 6 seconds pass
      And the target's user tries to send QuoteResponse with Symbol RFQ and Side Buy and OrderQty 1
      Then the target should not send QuoteResponse or NewOrderSingle for 2 seconds
      And the target must accept it

  Rule: A second quote for one request replaces the first.

    @QUO-02.c @must @client @needs:quotes @needs:enterOrders @needs:showOrders @since:FIX.4.4
    Scenario: The target lifts the newer of two quotes
      Given the tester plays the venue
      When the target's user sends QuoteRequest as "request" with Symbol RFQ
      Then the tester's venue has sent Quote as "older" with QuoteReqID same as request.QuoteReqID within 2 seconds
      When the tester's market feeds "requote" in RFQ
      Then the tester's venue has sent Quote as "newer" with QuoteReqID same as request.QuoteReqID within 2 seconds
      When the target's user sends QuoteResponse as "hit" with Symbol RFQ and Side Buy and OrderQty 10
      Then "hit" must carry QuoteID same as newer.QuoteID
      And the target must show "hit" as Filled with CumQty 10 and AvgPx 100.99
      And the target must accept it

  Rule: A quote that was hit is used up.

    @QUO-02.d @must @venue @needs:quotes @since:FIX.4.4
    Scenario: Quote hit twice
      Given an established session with the target
      When the tester sends QuoteRequest as "request"
      Then the target must send Quote as "quote" with QuoteReqID same as request.QuoteReqID within 2 seconds
      When the tester sends QuoteResponse as "first":
        | QuoteID       | same as quote.QuoteID |
        | QuoteRespType | 1                     |
        | ClOrdID       | <unique>              |
        | Symbol        | same as quote.Symbol  |
        | Side          | Buy                   |
        | OrderQty      | 1                     |
        | Price         | same as quote.OfferPx |
      Then the target may first report New of "first"
      And the target must report Fill of "first" within 2 seconds
      When the tester sends QuoteResponse as "second":
        | QuoteID       | same as quote.QuoteID |
        | QuoteRespType | 1                     |
        | ClOrdID       | <unique>              |
        | Symbol        | same as quote.Symbol  |
        | Side          | Buy                   |
        | OrderQty      | 1                     |
        | Price         | same as quote.OfferPx |
      Then the target must answer "second" by one of these within 2 seconds:
        | QuoteStatusReport | QuoteStatus 5 or 9 and QuoteID same as quote.QuoteID |
        | Rejected          | OrdRejReason 99                                      |
      And the target must not send anything else

    @QUO-02.d @must @venue @needs:quotes @since:FIX.4.4
    Scenario: Orders on a quote that was hit
      Given an established session with the target
      When the tester sends QuoteRequest as "request"
      Then the target must send Quote as "quote" with QuoteReqID same as request.QuoteReqID within 2 seconds
      When the tester sends QuoteResponse as "hit":
        | QuoteID       | same as quote.QuoteID |
        | QuoteRespType | 1                     |
        | ClOrdID       | <unique>              |
        | Symbol        | same as quote.Symbol  |
        | Side          | Buy                   |
        | OrderQty      | 1                     |
        | Price         | same as quote.OfferPx |
      Then the target may first report New of "hit"
      And the target must report Fill of "hit" within 2 seconds
      When the tester sends NewOrderSingle as "order":
        | OrdType  | Previously quoted     |
        | QuoteID  | same as quote.QuoteID |
        | OrderQty | 1                     |
        | Price    | same as quote.OfferPx |
      Then the target must reject "order" within 2 seconds
      And the target must not send anything else

  Rule: A client may pass on a quote, or let it expire in silence.

    @QUO-01.f @may @client @needs:quotes @needs:enterOrders @since:FIX.4.4
    Scenario: Quote that nobody takes
      Given the tester plays the venue
      When the target's user sends QuoteRequest as "request" with Symbol RFQ
      Then the tester's venue has sent Quote as "quote" with QuoteReqID same as request.QuoteReqID within 2 seconds
      And the target may send QuoteResponse with QuoteRespType 6 and QuoteID same as quote.QuoteID within 6 seconds
      And the target must not send anything else

    @QUO-01.f @may @client @needs:quotes @needs:enterOrders @since:FIX.4.4
    Scenario: The target's user passes
      Given the tester plays the venue
      When the target's user sends QuoteRequest as "request" with Symbol RFQ
      Then the tester's venue has sent Quote as "quote" with QuoteReqID same as request.QuoteReqID within 2 seconds
      When the target's user sends QuoteResponse as "pass" with Symbol RFQ and QuoteRespType 6
      Then "pass" must carry QuoteID same as quote.QuoteID
      And the target must accept it

@application
Feature: Market data: what is lost
  A book with a gap is filled or begun anew, never guessed.

  Rule: A client whose feed has a gap asks for what it misses, and its book is right when it has come; or it subscribes anew.

    @MKT-06.a @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: One update is lost
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And the tester's market feeds "lost insert bid 1 7; change bid 2 9" in SIM
      Then the target must send ResendRequest within 5 seconds
      And the target must show a book of SIM with bids 5 and bid1 99.91 and bidSize1 7 and bid2 99.90 and bidSize2 9 and bid5 99.60
      And the target must accept it

    @MKT-06.a @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: Several updates are lost
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And the tester's market feeds "lost delete offer 1; lost delete offer 1; lost insert offer 1 3; change offer 1 9" in SIM
      Then the target must send ResendRequest within 5 seconds
      And the target must show a book of SIM with offers 4 and offer1 100.29 and offerSize1 9 and offer2 100.30 and offer4 100.50
      And the target must accept it

  Rule: A book whose RptSeq jumps is wrong, and is asked for anew.

    @MKT-06.b @should @client @needs:marketData @needs:enterOrders @needs:showOrders @since:FIX.5.0
    Scenario: RptSeq jumps
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And the tester's market feeds "gap" in SIM
      Then the target may first send MarketDataRequest with SubscriptionRequestType 2 and MDReqID same as request.MDReqID
      And the target should send MarketDataRequest with SubscriptionRequestType 0 or 1 within 5 seconds
      And the target should show an alarm about the book of SIM
      When the tester's market feeds "delete bid 1" in SIM
      Then the target should show a book of SIM with bids 4 and bid1 99.80 and offers 5
      And the target must accept it

  Rule: A client that does not read gets less, or loses its connection, and never a wrong book.

    @MKT-06.c @may @venue @needs:marketData @needs:quantityBands
    Scenario: The tester does not read for a while
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | 1     |
        | MarketDepth             | 5     |
        | MDUpdateType            | 1     |
        | NoRelatedSym            | 1     |
        |   Symbol                | BURST |
      Then the target must send MarketDataSnapshotFullRefresh with MDReqID same as request.MDReqID within 2 seconds
      When the tester reads nothing for 20 seconds
      And 3 seconds pass
      Then the books of "request" should be in order, after at least 0 updates
      And the target may disconnect within 1 second

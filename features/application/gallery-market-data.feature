@application
Feature: Market data: found by the gallery
  Mistakes of real clients that no other scenario sees.

  Rule: A level whose size becomes 0 is gone.

    @MKT-02.e @should @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: The best bid is changed to size 0
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And the tester's market feeds "empty" in SIM
      Then the target should show a book of SIM with bids 4 and bid1 99.80 and offers 5
      And the target must accept it

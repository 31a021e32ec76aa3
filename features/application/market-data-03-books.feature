@application
Feature: Market data: the book of the client
  Each update takes effect as its MDUpdateAction says, and what can not be of the book is no reason to invent a level.

  Rule: A new level pushes the levels behind it down, and what exceeds the depth is gone.

    @MKT-02.b @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: New best bid in a book of five levels
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And the tester's market feeds "insert bid 1 7" in SIM
      Then the target must show a book of SIM with bids 5 and bid1 99.91 and bidSize1 7 and bid2 99.90 and bid5 99.60
      And the target must accept it

    @MKT-02.b @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: New third offer in a book of three levels
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 3 and MDUpdateType 1
      And the tester's market feeds "insert offer 3 7; insert offer 5 8" in SIM
      Then the target must show a book of SIM with offers 3 and offer2 100.20 and offer3 100.29 and offerSize3 7
      And the target must accept it

  Rule: A change alters its level and no other; a delete pulls up what is behind it.

    @MKT-02.c @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: Change, then Delete
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And the tester's market feeds "change bid 2 7" in SIM
      Then the target must show a book of SIM with bids 5 and bid1 99.90 and bidSize1 100 and bid2 99.80 and bidSize2 7 and bidSize3 100
      When the tester's market feeds "delete bid 1; delete offer 5" in SIM
      Then the target must show a book of SIM with bids 4 and bid1 99.80 and bidSize1 7 and bid2 99.70 and bid4 99.50
      And the target must show a book of SIM with offers 4 and offer1 100.10 and offer4 100.40
      And the target must accept it

    @MKT-02.c @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: Everything is deleted
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And the tester's market feeds "clear" in SIM
      Then the target must show a book of SIM with bids 0 and offers 0
      When the tester's market feeds "append bid 3" in SIM
      Then the target must show a book of SIM with bids 1 and bidSize1 3 and offers 0
      And the target must accept it

  Rule: Some updates take several levels away at once, or put one in place of another.

    @MKT-02.d @should @client @needs:marketData @needs:enterOrders @needs:showOrders @since:FIX.5.0
    Scenario Outline: <update>
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And the tester's market feeds "<script>" in SIM
      Then the tester's venue has sent MarketDataIncrementalRefresh with NoMDEntries[1].MDUpdateAction <action> within 2 seconds
      And the target should show a book of SIM with <book>
      And the target must accept it

      Examples:
        | update      | script          | action | book                                                               |
        | Delete Thru | through offer 2 | 3      | offers 3 and offer1 100.30 and offer3 100.50 and bids 5            |
        | Delete From | from bid 3      | 4      | bids 2 and bid1 99.90 and bid2 99.80 and offers 5                  |
        | Overlay     | overlay bid 2 9 | 5      | bids 5 and bid1 99.90 and bid2 99.81 and bidSize2 9 and bid3 99.70 |

  Rule: The entries of an update take effect in their order and together.

    @MKT-02.e @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario Outline: A bid takes the place of the best offer, <order>
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And the tester's market feeds "<script> bid" in SIM
      Then the target must show a book of SIM with bids 5 and bid1 100.10 and bid2 99.90 and offers 5 and offer1 100.20
      And the target must not send MarketDataRequest or MarketDataRequestReject for 1 second
      And the target must accept it

      Examples:
        | order           | script |
        | delete first    | burst  |
        | new level first | swap   |

  Rule: The delete of a level that is not there adds none; the client asks for the book anew.

    @MKT-02.f @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: Delete of an unknown level
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And the tester's market feeds "badDelete" in SIM
      Then the target may first send MarketDataRequest with SubscriptionRequestType 2 and MDReqID same as request.MDReqID
      And the target must send MarketDataRequest as "anew" with SubscriptionRequestType 0 or 1 within 5 seconds
      And the target must show a book of SIM with bids 5 and bid1 99.90 and bid5 99.50 and offers 5
      And the target should show an alarm about the book of SIM
      And the target must accept it

  Rule: A deleted level does not come back by a change of it.

    @MKT-02.g @should @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: Change of a level that was deleted
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And the tester's market feeds "badChange" in SIM
      Then the target should show an alarm about the book of SIM
      And the target should show a book of SIM with bids 4 and bid4 99.60 and offers 5
      And the target must accept it

  Rule: An entry that tells a trade leaves the book as it is.

    @MKT-02.h @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario Outline: Trade at <px>
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request":
        | SubscriptionRequestType | 1   |
        | MarketDepth             | 5   |
        | MDUpdateType            | 1   |
        | NoMDEntryTypes          | 3   |
        |   MDEntryType           | 0   |
        |   MDEntryType           | 1   |
        |   MDEntryType           | 2   |
        | NoRelatedSym            | 1   |
        |   Symbol                | SIM |
      And the tester's market feeds "trade <px> 60" in SIM
      Then the tester's venue has sent MarketDataIncrementalRefresh with NoMDEntries[1].MDEntryType 2 within 2 seconds
      And the target must show a book of SIM with bids 5 and bid1 99.90 and bidSize1 100 and offers 5 and offer1 100.10 and offerSize1 100
      And the target must not send MarketDataRequest or MarketDataRequestReject for 1 second
      And the target must accept it

      Examples:
        | px     |
        | 100.10 |
        | 105    |
        | 99.90  |

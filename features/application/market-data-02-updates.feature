@application
Feature: Market data: updates
  A subscription begins with a snapshot; what comes behind it makes books that can be.

  Rule: Updates of an instrument come behind its snapshot, and the book that they make is one that can be.

    @MKT-02.a @must @venue @needs:marketData @needs:quantityBands
    Scenario Outline: Snapshot, then updates of <symbol> at depth <depth>
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | 1        |
        | MarketDepth             | <depth>  |
        | MDUpdateType            | 1        |
        | NoRelatedSym            | 1        |
        |   Symbol                | <symbol> |
      Then the target must send MarketDataSnapshotFullRefresh within 2 seconds:
        | MDReqID | same as request.MDReqID |
        | Symbol  | <symbol>                |
      And the target must send MarketDataIncrementalRefresh within 10 seconds:
        | MDReqID                       | same as request.MDReqID or absent |
        | NoMDEntries                   | at least 1                        |
        | NoMDEntries[1].MDUpdateAction | any                               |
        | NoMDEntries[1].MDEntryType    | any                               |
      When 20 seconds pass
      Then the books of "request" must be in order, after at least 1 updates

      Examples:
        | symbol | depth |
        | BOOK   | 5     |
        | BOOK   | 2     |
        | BOOK   | 0     |
        | SHIFT  | 5     |
        | BURST  | 5     |
        | BOOK5  | 5     |

    @MKT-02.a @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: The target follows a book
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      Then "request" must carry:
        | MDReqID                 | any |
        | SubscriptionRequestType | 1   |
        | MarketDepth             | 5   |
        | MDUpdateType            | 1   |
      And the target must show a book of SIM with bids 5 and bid1 99.90 and offers 5 and offer1 100.10
      When the tester's market feeds "insert bid 1 7; insert offer 1 8; change bid 2 9; delete offer 2" in SIM
      Then the target must show a book of SIM with bids 5 and bid1 99.91 and bidSize1 7 and bid2 99.90 and bidSize2 9
      And the target must show a book of SIM with offers 4 and offer1 100.09 and offerSize1 8 and offer2 100.20
      And the target must accept it

    @MKT-02.a @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: The target follows a book that moves by itself
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol BOOK and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And 20 seconds pass
      Then the target must show a book of BOOK with bid1 above 0 and offer1 above 0
      And the target must have sent MarketDataRequest at most 1 times
      And the target must accept it

  Rule: A subscription of full refreshes is served by snapshots alone.

    @MKT-02.i @should @venue @needs:marketData @needs:quantityBands
    Scenario: Full refreshes
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | 1    |
        | MarketDepth             | 5    |
        | MDUpdateType            | 0    |
        | NoRelatedSym            | 1    |
        |   Symbol                | BOOK |
      Then the target must send MarketDataSnapshotFullRefresh with MDReqID same as request.MDReqID within 2 seconds
      And the target should send MarketDataSnapshotFullRefresh with MDReqID same as request.MDReqID within 10 seconds
      And the target should not send MarketDataIncrementalRefresh for 20 seconds
      And the books of "request" must be in order, after at least 0 updates

    @MKT-02.i @should @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: The target follows full refreshes
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 0
      Then "request" must carry MDUpdateType 0
      When the tester's market feeds "delete bid 1; insert offer 1 8; delete bid 1" in SIM
      Then the tester's venue has sent MarketDataSnapshotFullRefresh within 2 seconds
      And the target should show a book of SIM with bids 3 and bid1 99.70 and offers 5 and offer1 100.09 and offerSize1 8
      And the target must accept it

  Rule: In continuous trading the best bid is below the best offer.

    @MKT-02.j @should @venue @needs:marketData @needs:quantityBands
    Scenario: A minute of a book
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | 1    |
        | MarketDepth             | 5    |
        | MDUpdateType            | 1    |
        | NoRelatedSym            | 1    |
        |   Symbol                | BOOK |
      And 60 seconds pass
      Then the books of "request" should be in order, after at least 10 updates

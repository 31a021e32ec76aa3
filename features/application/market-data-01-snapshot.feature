@application
Feature: Market data: snapshots
  Who asks for a snapshot gets one for each instrument, and nothing more.

  Rule: A request for a snapshot is answered by one snapshot of each instrument under its MDReqID, and by no update.

    @MKT-01.a @must @venue @needs:marketData
    Scenario: Snapshot of the best bid and offer
      Given an established session with the target
      When the tester sends MarketDataRequest as "request" with SubscriptionRequestType 0 and MarketDepth 1
      Then the target must send MarketDataSnapshotFullRefresh within 2 seconds:
        | MDReqID                    | same as request.MDReqID |
        | Symbol                     | <symbol>                |
        | NoMDEntries                | between 1 and 2         |
        | NoMDEntries[1].MDEntryType | 0 or 1                  |
        | NoMDEntries[1].MDEntryPx   | above 0                 |
        | NoMDEntries[1].MDEntrySize | above 0                 |
      And the books of "request" must be in order, after at least 0 updates
      And the target must not send MarketDataIncrementalRefresh or MarketDataSnapshotFullRefresh for 3 seconds
      And the target must not send anything else

    @MKT-01.a @must @venue @needs:marketData @needs:quantityBands
    Scenario: Snapshot of offers alone, of a book that moves
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | 0    |
        | MarketDepth             | 0    |
        | NoMDEntryTypes          | 1    |
        |   MDEntryType           | 1    |
        | NoRelatedSym            | 1    |
        |   Symbol                | BOOK |
      Then the target must send MarketDataSnapshotFullRefresh within 2 seconds:
        | MDReqID                    | same as request.MDReqID |
        | Symbol                     | BOOK                    |
        | NoMDEntries                | 5                       |
        | NoMDEntries[1].MDEntryType | 1                       |
        | NoMDEntries[5].MDEntryType | 1                       |
      And the books of "request" must be in order, after at least 0 updates
      And the target must not send MarketDataIncrementalRefresh or MarketDataSnapshotFullRefresh for 5 seconds
      And the target must not send anything else

    @MKT-01.a @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: The target takes a snapshot
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol SIM and SubscriptionRequestType 0 and MarketDepth 0
      Then "request" must carry:
        | MDReqID                 | any |
        | SubscriptionRequestType | 0   |
        | MarketDepth             | 0   |
      And the target must show a book of SIM with bids 5 and bid1 99.90 and bidSize1 100 and bid5 99.50
      And the target must show a book of SIM with offers 5 and offer1 100.10 and offerSize1 100 and offer5 100.50
      And the target must accept it

  Rule: An empty book is told as empty, or refused.

    @MKT-01.b @should @venue @needs:marketData @needs:quantityBands
    Scenario: Snapshot of an empty book
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | 0       |
        | MarketDepth             | 0       |
        | NoRelatedSym            | 1       |
        |   Symbol                | EMPTYMD |
      Then the target should answer "request" by one of these within 2 seconds:
        | MarketDataSnapshotFullRefresh | MDReqID same as request.MDReqID and NoMDEntries 0                                                                    |
        | MarketDataSnapshotFullRefresh | MDReqID same as request.MDReqID and NoMDEntries <FIX.4.2: 0, FIX.5.0: 1> and NoMDEntries[1].MDEntryType <FIX.5.0: J> |
        | MarketDataRequestReject       | MDReqID same as request.MDReqID                                                                                      |
      And the target must not send anything else

  Rule: Each instrument of a request gets its own snapshot.

    @MKT-01.c @should @venue @needs:marketData @needs:quantityBands
    Scenario: Three instruments
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | 0     |
        | MarketDepth             | 1     |
        | NoRelatedSym            | 3     |
        |   Symbol                | SIM   |
        |   Symbol                | BOOK  |
        |   Symbol                | SHIFT |
      Then the target should send in any order within 5 seconds:
        | MarketDataSnapshotFullRefresh | MDReqID same as request.MDReqID and Symbol SIM   |
        | MarketDataSnapshotFullRefresh | MDReqID same as request.MDReqID and Symbol BOOK  |
        | MarketDataSnapshotFullRefresh | MDReqID same as request.MDReqID and Symbol SHIFT |
      And the target must not send anything else

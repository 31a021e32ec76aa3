@application
Feature: Market data: the life of a subscription
  A subscription has its MDReqID to itself, and ends when it is ended, or with the session.

  Rule: After a subscription was ended nothing comes under its MDReqID any more.

    @MKT-03.a @must @venue @needs:marketData @needs:quantityBands
    Scenario Outline: Subscription ended, <kind>
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | 1      |
        | MarketDepth             | 5      |
        | MDUpdateType            | <type> |
        | NoRelatedSym            | 1      |
        |   Symbol                | BOOK   |
      Then the target must send MarketDataSnapshotFullRefresh with MDReqID same as request.MDReqID within 2 seconds
      And the target must send <message> within 10 seconds
      When the tester sends MarketDataRequest as "end":
        | MDReqID                 | same as request.MDReqID |
        | SubscriptionRequestType | 2                       |
        | MarketDepth             | 5                       |
        | MDUpdateType            | <type>                  |
        | NoRelatedSym            | 1                       |
        |   Symbol                | BOOK                    |
      And the market data that is under way has come
      Then the target must not send MarketDataIncrementalRefresh or MarketDataSnapshotFullRefresh for 10 seconds
      And the target must not send anything else

      Examples:
        | kind         | type | message                       |
        | updates      | 1    | MarketDataIncrementalRefresh  |
        | full refresh | 0    | MarketDataSnapshotFullRefresh |

    @MKT-03.a @must @client @needs:marketData @needs:enterOrders
    Scenario: The target ends its subscription
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol BOOK and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      And 5 seconds pass
      And the target's user sends MarketDataRequest as "end" with Symbol BOOK and SubscriptionRequestType 2 and MarketDepth 5 and MDUpdateType 1
      Then "end" must carry:
        | MDReqID                 | same as request.MDReqID |
        | SubscriptionRequestType | 2                       |
      And the target must not send MarketDataRequest or ResendRequest for 5 seconds
      And the target must accept it

  Rule: Ending a subscription that is not there is refused or passed over; the session lives.

    @MKT-03.b @may @venue @needs:marketData
    Scenario: Unknown subscription ended
      Given an established session with the target
      When the tester sends MarketDataRequest as "end":
        | SubscriptionRequestType | 2 |
        | MarketDepth             | 1 |
        | MDUpdateType            | 1 |
      Then the target may send MarketDataRequestReject with MDReqID same as end.MDReqID within 2 seconds
      And the target must not send anything else

  Rule: After a new Logon no data comes until it is asked for again.

    @MKT-03.c @should @venue @acceptor @needs:marketData @needs:quantityBands
    Scenario: Connection lost in the midst of a subscription
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | 1    |
        | MarketDepth             | 5    |
        | MDUpdateType            | 1    |
        | NoRelatedSym            | 1    |
        |   Symbol                | BOOK |
      Then the target must send MarketDataSnapshotFullRefresh with MDReqID same as request.MDReqID within 2 seconds
      And the target must send MarketDataIncrementalRefresh within 10 seconds
      When the tester disconnects
      And 5 seconds pass
      And the tester logs on with HeartBtInt 30
      Then the target must send Logon within 2 seconds
      And the target should not send MarketDataIncrementalRefresh or MarketDataSnapshotFullRefresh for 10 seconds
      When the tester sends MarketDataRequest as "again":
        | MDReqID                 | same as request.MDReqID |
        | SubscriptionRequestType | 1                       |
        | MarketDepth             | 5                       |
        | MDUpdateType            | 1                       |
        | NoRelatedSym            | 1                       |
        |   Symbol                | BOOK                    |
      Then the target should send MarketDataSnapshotFullRefresh with MDReqID same as again.MDReqID within 2 seconds

  Rule: A second subscription under the MDReqID of a live one is refused, and the first goes on.

    @MKT-05.a @must @venue @needs:marketData @needs:quantityBands
    Scenario: MDReqID used twice
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | 1    |
        | MarketDepth             | 5    |
        | MDUpdateType            | 1    |
        | NoRelatedSym            | 1    |
        |   Symbol                | BOOK |
      Then the target must send MarketDataSnapshotFullRefresh with MDReqID same as request.MDReqID within 2 seconds
      When the tester sends MarketDataRequest as "twin":
        | MDReqID                 | same as request.MDReqID |
        | SubscriptionRequestType | 1                       |
        | MarketDepth             | 5                       |
        | MDUpdateType            | 1                       |
        | NoRelatedSym            | 1                       |
        |   Symbol                | SHIFT                   |
      Then the target may first send MarketDataIncrementalRefresh with NoMDEntries[1].Symbol BOOK
      And the target must send MarketDataRequestReject within 2 seconds:
        | MDReqID        | same as request.MDReqID |
        | MDReqRejReason | 1                       |
      And the target must send MarketDataIncrementalRefresh within 10 seconds:
        | MDReqID               | same as request.MDReqID or absent |
        | NoMDEntries[1].Symbol | BOOK                              |
      When 10 seconds pass
      Then the books of "request" must be in order, after at least 2 updates

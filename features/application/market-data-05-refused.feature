@application
Feature: Market data: refused
  A request that can not be served is refused by its own reject, with its MDReqID and the reason.

  Rule: A request for an unknown Symbol is refused for that.

    @MKT-04.a @must @venue @needs:marketData
    Scenario Outline: Unknown symbol, <kind>
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | <subscription> |
        | MarketDepth             | 1              |
        | MDUpdateType            | <update>       |
        | NoRelatedSym            | 1              |
        |   Symbol                | NOSUCH         |
      Then the target must send MarketDataRequestReject within 2 seconds:
        | MDReqID        | same as request.MDReqID |
        | MDReqRejReason | 0                       |
      And the target must not send anything else

      Examples:
        | kind         | subscription | update |
        | snapshot     | 0            | absent |
        | subscription | 1            | 1      |

    @MKT-04.a @must @client @needs:marketData @needs:enterOrders @needs:showOrders
    Scenario: The request of the target is refused
      Given the tester plays the venue
      When the target's user sends MarketDataRequest as "request" with Symbol NOSUCH and SubscriptionRequestType 1 and MarketDepth 5 and MDUpdateType 1
      Then the tester's venue has sent MarketDataRequestReject with MDReqID same as request.MDReqID and MDReqRejReason 0 within 2 seconds
      And the target must show no book of NOSUCH
      And the target should show an alarm about "request"
      And the target must not send MarketDataRequest or Reject for 5 seconds
      And the target must accept it

  Rule: A depth, a type of entry or a way of updating that the venue does not have is refused for that.

    @MKT-04.b @should @venue @needs:marketData @needs:quantityBands
    Scenario Outline: Unsupported <what>
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | 1        |
        | MarketDepth             | <depth>  |
        | MDUpdateType            | <update> |
        | NoMDEntryTypes          | 1        |
        |   MDEntryType           | <type>   |
        | NoRelatedSym            | 1        |
        |   Symbol                | LIMIT    |
      Then the target should send MarketDataRequestReject within 2 seconds:
        | MDReqID        | same as request.MDReqID |
        | MDReqRejReason | <reason>                |
      And the target must not send anything else

      Examples:
        | what          | depth | update | type | reason |
        | depth         | 7     | 0      | 0    | 5      |
        | type of entry | 1     | 0      | 9    | 8      |
        | updates       | 1     | 1      | 0    | 6      |

    @MKT-04.b @should @venue @needs:marketData @needs:quantityBands
    Scenario: What the venue does have is served
      Given an established session with the target
      When the tester sends MarketDataRequest as "request":
        | SubscriptionRequestType | 1     |
        | MarketDepth             | 1     |
        | MDUpdateType            | 0     |
        | NoRelatedSym            | 1     |
        |   Symbol                | LIMIT |
      Then the target should send MarketDataSnapshotFullRefresh with MDReqID same as request.MDReqID within 2 seconds
      And the books of "request" should be in order, after at least 0 updates

  Rule: A SubscriptionRequestType that the version does not list is refused, by the session or by the reject of the request.

    @MKT-04.c @must @venue @needs:marketData
    Scenario: Bad type of subscription
      Given an established session with the target
      When the tester sends MarketDataRequest as "request" with SubscriptionRequestType 9 and MarketDepth 1
      Then the target must answer "request" by one of these within 2 seconds:
        | Reject                  | SessionRejectReason 5 and RefTagID 263               |
        | MarketDataRequestReject | MDReqID same as request.MDReqID and MDReqRejReason 4 |
      And the target must not send anything else

  Rule: A request of a client that may not have the data is refused for that.

    @MKT-04.d @must @venue @needs:marketData @needs:quantityBands
    Scenario: Not entitled to data
      Given an established session with the target
      When the tester sends MarketDataRequest as "request" with SubscriptionRequestType 0 and MarketDepth 1 and SenderSubID ACC-NOMD
      Then the target must send MarketDataRequestReject within 2 seconds:
        | MDReqID        | same as request.MDReqID |
        | MDReqRejReason | 3                       |
      And the target must not send anything else

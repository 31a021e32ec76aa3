@application
Feature: Executions: trade capture
  Trades are reported once more, for those who book them; reports of members are taken or refused.

  Rule: A subscription is acknowledged, and each trade is reported under it.

    @EXE-10.a @must @venue @since:FIX.4.4 @needs:tradeCapture @needs:quantityBands
    Scenario: Subscription, then a trade
      Given an established session with the target
      When the tester sends TradeCaptureReportRequest as "request":
        | TradeRequestID          | <unique> |
        | TradeRequestType        | 0        |
        | SubscriptionRequestType | 1        |
      Then the target must send TradeCaptureReportRequestAck within 2 seconds:
        | TradeRequestID     | same as request.TradeRequestID |
        | TradeRequestResult | 0                              |
        | TradeRequestStatus | 0                              |
      When the tester sends NewOrderSingle as "order" with OrderQty 15
      Then the target must send in any order within 5 seconds:
        | New of "order"     |                                                                                            |
        | Fill of "order"    | CumQty 15                                                                                  |
        | TradeCaptureReport | TradeRequestID same as request.TradeRequestID and LastQty 15 and LastPx 100 and Symbol SIM |
      And the target must not send anything else

    @EXE-10.a @must @client @since:FIX.4.4 @needs:tradeCapture @needs:enterOrders @needs:showOrders
    Scenario: The target subscribes to trade reports
      Given the tester plays the venue
      When the target's user sends TradeCaptureReportRequest:
        | TradeRequestID          | <unique> |
        | TradeRequestType        | 0        |
        | SubscriptionRequestType | 1        |
      And the target's user sends NewOrderSingle as "order" with OrderQty 15
      Then the tester's venue has sent TradeCaptureReport within 2 seconds
      And the target must show a position of 15 in SIM
      And the target must accept it

  Rule: A request that the venue does not serve is refused.

    @EXE-10.b @must @venue @since:FIX.4.4 @needs:tradeCapture
    Scenario: Type of request that is none
      Given an established session with the target
      When the tester sends TradeCaptureReportRequest:
        | TradeRequestID   | <unique> |
        | TradeRequestType | 9        |
      Then the target must send one of these within 2 seconds:
        | TradeCaptureReportRequestAck | TradeRequestStatus 2 and TradeRequestResult 8 |
        | Reject                       | SessionRejectReason 5                         |
      And the target must not send anything else

  Rule: A trade report is acknowledged, or refused with the reason.

    @EXE-10.c @must @venue @since:FIX.4.4 @needs:tradeCapture @needs:quantityBands
    Scenario Outline: Trade report of <symbol>
      Given an established session with the target
      When the tester sends TradeCaptureReport as "report":
        | TradeReportID        | <unique> |
        | TradeReportTransType | 0        |
        | TradeReportType      | 0        |
        | PreviouslyReported   | N        |
        | Symbol               | <symbol> |
        | LastQty              | 10       |
        | LastPx               | 100      |
        | TradeDate            | <today>  |
        | TransactTime         | <now>    |
        | NoSides              | 2        |
        |   Side               | 1        |
        |   OrderID            | NONE     |
        |   Side               | 2        |
        |   OrderID            | NONE     |
      Then the target must send TradeCaptureReportAck within 2 seconds:
        | TradeReportID | same as report.TradeReportID |
        | TrdRptStatus  | <status>                     |
      And the target must not send anything else

      Examples:
        | symbol | status |
        | TCR    | 0      |
        | NOSUCH | 1      |

    @EXE-10.d @must @venue @since:FIX.4.4 @needs:tradeCapture @needs:quantityBands
    Scenario: Trade report canceled
      Given an established session with the target
      When the tester sends TradeCaptureReport as "report":
        | TradeReportID        | <unique> |
        | TradeReportTransType | 0        |
        | TradeReportType      | 0        |
        | PreviouslyReported   | N        |
        | Symbol               | TCR      |
        | LastQty              | 10       |
        | LastPx               | 100      |
        | TradeDate            | <today>  |
        | TransactTime         | <now>    |
        | NoSides              | 2        |
        |   Side               | 1        |
        |   OrderID            | NONE     |
        |   Side               | 2        |
        |   OrderID            | NONE     |
      Then the target must send TradeCaptureReportAck with TrdRptStatus 0 within 2 seconds
      When the tester sends TradeCaptureReport as "undo":
        | TradeReportID        | <unique>                     |
        | TradeReportTransType | 1                            |
        | TradeReportRefID     | same as report.TradeReportID |
        | PreviouslyReported   | N                            |
        | Symbol               | TCR                          |
        | LastQty              | 10                           |
        | LastPx               | 100                          |
        | TradeDate            | <today>                      |
        | TransactTime         | <now>                        |
        | NoSides              | 2                            |
        |   Side               | 1                            |
        |   OrderID            | NONE                         |
        |   Side               | 2                            |
        |   OrderID            | NONE                         |
      Then the target must send TradeCaptureReportAck within 2 seconds:
        | TradeReportID | same as undo.TradeReportID |
        | TrdRptStatus  | 0                          |
      And the target must send TradeCaptureReport with TradeReportTransType 1 within 2 seconds
      And the target must not send anything else

@application
Feature: Reference data: trading sessions and halts
  Who asks how the market stands is told, once or with every change.

  Rule: A request for the trading session is answered by its status, under the id of the request.

    @MKT-09.a @should @venue @needs:tradingSessionStatus
    Scenario: Status of the trading session
      Given an established session with the target
      When the tester sends TradingSessionStatusRequest as "request" with SubscriptionRequestType 0
      Then the target should send TradingSessionStatus within 2 seconds:
        | TradSesReqID     | same as request.TradSesReqID |
        | TradingSessionID | any                          |
        | TradSesStatus    | between 1 and 5              |
      And the target must not send anything else

    @MKT-09.a @should @venue @needs:tradingSessionStatus @needs:marketEvents
    Scenario: Status of the trading session, once it is closed
      Given an established session with the target
      When the target's market closes
      And the tester sends TradingSessionStatusRequest as "request" with SubscriptionRequestType 0
      Then the target should send TradingSessionStatus within 2 seconds:
        | TradSesReqID     | same as request.TradSesReqID |
        | TradingSessionID | any                          |
        | TradSesStatus    | Closed                       |
      When the target's market opens
      Then the target must not send anything else

    @MKT-09.a @should @client @needs:tradingSessionStatus @needs:enterOrders
    Scenario: The target asks for the trading session
      Given the tester plays the venue
      When the target's user sends TradingSessionStatusRequest as "request" with SubscriptionRequestType 0
      Then "request" should carry TradSesReqID any
      And the tester's venue has sent TradingSessionStatus with TradSesReqID same as request.TradSesReqID and TradSesStatus Open within 2 seconds
      And the target must accept it

  Rule: A client follows changes of the trading session, and holds its orders back when the market is closed.

    @MKT-09.b @should @client @needs:tradingSessionStatus @needs:enterOrders @needs:showOrders
    Scenario: Market closed, and opened again
      Given the tester plays the venue
      When the target's user sends TradingSessionStatusRequest as "request" with SubscriptionRequestType 1
      Then the tester's venue has sent TradingSessionStatus with TradSesStatus Open within 2 seconds
      When the tester's market closes
      Then the tester's venue has sent TradingSessionStatus with TradSesStatus Closed and UnsolicitedIndicator Y within 2 seconds
      When the target's user tries to send NewOrderSingle with OrderQty 5
      Then the target should not send NewOrderSingle for 2 seconds
      When the tester's market opens
      Then the tester's venue has sent TradingSessionStatus with TradSesStatus Open and UnsolicitedIndicator Y within 2 seconds
      When the target's user tries to send NewOrderSingle with OrderQty 15
      Then the target should send NewOrderSingle with OrderQty 15 within 10 seconds
      And the target should show a position of 15 in SIM
      And the target must accept it

  Rule: A request for a trading session that is not there is refused by its own answer, where the version has one.

    @MKT-09.c @should @venue @needs:tradingSessionStatus @until:FIX.4.2
    Scenario: Unknown trading session
      Given an established session with the target
      When the tester sends TradingSessionStatusRequest as "request" with SubscriptionRequestType 0 and TradingSessionID zz
      Then the target should send BusinessMessageReject within 2 seconds:
        | RefMsgType           | g                         |
        | RefSeqNum            | same as request.MsgSeqNum |
        | BusinessRejectReason | 1                         |
      And the target must not send anything else

    @MKT-09.c @should @venue @needs:tradingSessionStatus @needs:quantityBands @since:FIX.4.4
    Scenario: Unknown trading session
      Given an established session with the target
      When the tester sends TradingSessionStatusRequest as "request" with SubscriptionRequestType 0 and TradingSessionID <FIX.4.4: zz, FIX.5.0: 5>
      Then the target should send TradingSessionStatus within 2 seconds:
        | TradSesReqID           | same as request.TradSesReqID |
        | TradSesStatus          | 6                            |
        | TradSesStatusRejReason | 1                            |
      And the target must not send anything else

  Rule: Who subscribed to the status of a security learns of its halt, with the reason, and of its resumption.

    @MKT-10.a @should @venue @needs:securityStatus @needs:quantityBands @needs:marketEvents
    Scenario: Halt and resume
      Given an established session with the target
      When the tester sends SecurityStatusRequest as "request" with Symbol HALT and SubscriptionRequestType 1
      Then the target should send SecurityStatus within 2 seconds:
        | SecurityStatusReqID  | same as request.SecurityStatusReqID |
        | Symbol               | HALT                                |
        | UnsolicitedIndicator | N or absent                         |
      When the target's market halts in HALT
      Then the target should send SecurityStatus within 2 seconds:
        | SecurityStatusReqID   | same as request.SecurityStatusReqID |
        | Symbol                | HALT                                |
        | SecurityTradingStatus | 2                                   |
        | HaltReasonChar        | any                                 |
        | UnsolicitedIndicator  | Y                                   |
      When the target's market resumes in HALT
      Then the target should send SecurityStatus within 2 seconds:
        | SecurityStatusReqID   | same as request.SecurityStatusReqID |
        | Symbol                | HALT                                |
        | SecurityTradingStatus | 3                                   |
        | UnsolicitedIndicator  | Y                                   |
      And the target must not send anything else

    @MKT-10.a @should @venue @needs:securityStatus @needs:quantityBands @needs:marketEvents
    Scenario: Status asked for once
      Given an established session with the target
      When the tester sends SecurityStatusRequest as "request" with Symbol HALT and SubscriptionRequestType 0
      Then the target should send SecurityStatus with SecurityStatusReqID same as request.SecurityStatusReqID within 2 seconds
      When the target's market halts in HALT
      And the target's market resumes in HALT
      Then the target must not send anything else

    @MKT-10.a @should @client @needs:securityStatus @needs:enterOrders
    Scenario: The target is told of a halt
      Given the tester plays the venue
      When the target's user sends SecurityStatusRequest as "request" with Symbol HALT and SubscriptionRequestType 1
      Then "request" should carry:
        | SecurityStatusReqID     | any  |
        | Symbol                  | HALT |
        | SubscriptionRequestType | 1    |
      When the tester's market halts in HALT
      Then the tester's venue has sent SecurityStatus with SecurityTradingStatus 2 within 2 seconds
      When the tester's market resumes in HALT
      Then the tester's venue has sent SecurityStatus with SecurityTradingStatus 3 within 2 seconds
      And the target must accept it

  Rule: The reason of a halt is a letter up to FIX.4.4 and a number since FIX.5.0.

    @MKT-10.b @must @venue @needs:securityStatus @needs:quantityBands @needs:marketEvents
    Scenario: Reason of a halt
      Given an established session with the target
      When the tester sends SecurityStatusRequest as "request" with Symbol HALT and SubscriptionRequestType 1
      Then the target must send SecurityStatus with SecurityStatusReqID same as request.SecurityStatusReqID within 2 seconds
      When the target's market halts in HALT
      Then the target must send SecurityStatus within 2 seconds:
        | SecurityTradingStatus | 2                                            |
        | HaltReasonChar        | <FIX.4.2: /^[DEIMPX]$/, FIX.5.0: /^[0-9]+$/> |
      And the target must not send anything else

  Rule: A client sends no order into a halt, or takes the rejects as they come.

    @MKT-10.c @should @client @needs:securityStatus @needs:enterOrders @needs:showOrders
    Scenario: Orders in a halt and behind it
      Given the tester plays the venue
      When the target's user sends SecurityStatusRequest as "request" with Symbol HALT and SubscriptionRequestType 1
      And the tester's market halts in HALT
      Then the tester's venue has sent SecurityStatus with SecurityTradingStatus 2 within 2 seconds
      When the target's user tries to send NewOrderSingle with Symbol HALT and OrderQty 5
      Then the target may not send NewOrderSingle for 2 seconds
      And the target must accept it
      When the tester's market resumes in HALT
      And the target's user tries to send NewOrderSingle with Symbol HALT and OrderQty 15
      Then the target should send NewOrderSingle with Symbol HALT and OrderQty 15 within 10 seconds
      And the target should show a position of 15 in HALT
      And the target must accept it

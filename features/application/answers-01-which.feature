@application
Feature: Answers: which one for which fault
  The first layer that finds a fault answers it, once: the session, the application's own reject, or BusinessMessageReject.

  Rule: A type that the standard has and the venue does not take is refused as unsupported.

    @APP-01.a @must @venue @needs:order-flow
    Scenario: Unsupported message type
      Given an established session with the target
      When the tester sends IOI:
        | 23 | <unique> |
        | 28 | N        |
        | 55 | SIM      |
        | 54 | 1        |
        | 27 | S        |
      Then the target must send BusinessMessageReject within 2 seconds:
        | BusinessRejectReason | 3           |
        | RefMsgType           | IOI         |
        | RefSeqNum            | 2 or absent |
        | DefaultApplVerID     | absent      |
      And the target must not send anything else

    @APP-01.b @must @venue @needs:order-flow
    Scenario: Message type that no version has
      Given an established session with the target
      When the tester sends a message of MsgType "ZZ9"
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | 2  |
        | SessionRejectReason | 11 |
      And the target must not send anything else

  Rule: A field that is needed and missing is told once.

    @APP-01.c @must @venue @needs:order-flow
    Scenario: Limit order without Price is answered once
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Price absent
      Then the target must answer "order" by one of these within 2 seconds:
        | BusinessMessageReject | BusinessRejectReason 5 |
        | Rejected              |                        |
      And the target must not send anything else

  Rule: While the application is away its messages are refused for that, and taken again later.

    @APP-01.d @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Application not available
      Given an established session with the target
      When the target's market goes down
      And the tester sends NewOrderSingle as "early" with OrderQty 5
      Then the target should send BusinessMessageReject within 2 seconds:
        | BusinessRejectReason | 4              |
        | RefMsgType           | NewOrderSingle |
      When the target's market comes back
      And the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds
      And the target must not send anything else

    @APP-01.d @should @client @needs:enterOrders @needs:showOrders
    Scenario: The venue of the target is not available
      Given the tester plays the venue
      When the tester's market goes down
      And the target's user sends NewOrderSingle as "order" with OrderQty 5
      Then the tester's venue has sent BusinessMessageReject with BusinessRejectReason 4 within 2 seconds
      And the target should show "order" as Rejected or Canceled with LeavesQty 0
      And the target must accept it

  Rule: Who may not trade on a session is told so.

    @APP-01.e @should @venue @acceptor @since:FIX.4.4 @needs:order-flow @needs:readOnlySessions @needs:dropCopy @needs:quantityBands
    Scenario: Order on a session for reading
      Given an established session with the target
      And "DC" is a further session of the target with SenderCompID TESTER-DC
      When the tester sends NewOrderSingle as "first" with OrderQty 5 and Account ACC-DROP
      Then the target must report New of "first" within 2 seconds
      And the target must report New of "first" to "DC" within 2 seconds
      When "DC" sends NewOrderSingle as "order" with OrderQty 5
      Then the target should send BusinessMessageReject to "DC" with BusinessRejectReason 6 within 2 seconds
      And the target must not send anything else to "DC"

  Rule: What comes too fast is refused, not queued in silence; cancels pass.

    @APP-01.f @must @venue @needs:order-flow @needs:throttle @needs:quantityBands
    Scenario: More orders at once than ten a second
      Given an established session with the target
      When the tester sends 25 times NewOrderSingle with OrderQty 5 and Account ACC-RATE
      And 3 seconds pass
      Then the target must have answered 25 orders, and taken 10 to 20 of them

    @APP-01.f @must @client @needs:throttle @needs:enterOrders @needs:showOrders
    Scenario: The target is throttled
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      And the tester's venue does "{businessReject: throttle}" with "order"
      Then the target must show "order" as Rejected or Canceled with LeavesQty 0
      And the target must accept it

    @APP-01.g @must @venue @needs:order-flow @needs:throttle @needs:quantityBands
    Scenario: Cancel while throttled
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Account ACC-RATE
      Then the target must report New of "order" within 2 seconds
      When the tester sends 12 times NewOrderSingle with OrderQty 5 and Account ACC-RATE
      And the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      And 3 seconds pass
      Then the target must have sent ExecutionReport with ClOrdID same as cancel.ClOrdID and OrdStatus Canceled once

  Rule: Each fault has one answer.

    @APP-01.h @must @venue @needs:order-flow
    Scenario: Three faults, three answers
      Given an established session with the target
      When the tester sends NewOrderSingle with OrderQty 5 and Side absent
      Then the target must send Reject with SessionRejectReason 1 within 2 seconds
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Symbol NOSUCH
      Then the target must reject "order" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID NOSUCHORDER
      Then the target must refuse "cancel" within 2 seconds:
        | CxlRejReason | 1 |
      And the target must not send anything else

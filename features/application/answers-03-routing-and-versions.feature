@application
Feature: Answers: routing, versions, orders that waited
  What a message says about its way comes back crosswise; what a version asks for is on every report.

  Rule: An order of a third party is answered to it.

    @APP-04.a @must @venue @needs:order-flow @needs:routing @needs:quantityBands
    Scenario: Order on behalf of a third party
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty         | 5         |
        | Account          | ACC-ROUTE |
        | OnBehalfOfCompID | CLIENT7   |
        | OnBehalfOfSubID  | DESK      |
      Then the target must report New of "order" within 2 seconds:
        | DeliverToCompID | CLIENT7 |
        | DeliverToSubID  | DESK    |
      And the target must not send anything else

    @APP-04.a @must @client @needs:routing @needs:enterOrders @needs:showOrders
    Scenario: The target orders on behalf of a third party
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty         | 5         |
        | Account          | ACC-ROUTE |
        | OnBehalfOfCompID | CLIENT7   |
      Then "order" must carry OnBehalfOfCompID CLIENT7
      And the tester's venue has sent ExecutionReport with DeliverToCompID CLIENT7 within 2 seconds
      And the target must show "order" as New with LeavesQty 5
      And the target must accept it

  Rule: In FIXT.1.1 a message is of its ApplVerID, or of the default of the session.

    @APP-05.a @must @venue @since:FIX.5.0SP2 @needs:order-flow
    Scenario: Order with and without ApplVerID
      Given an established session with the target
      When the tester sends NewOrderSingle as "with" with OrderQty 5 and ApplVerID 9
      Then the target must report New of "with" within 2 seconds
      When the tester sends NewOrderSingle as "without" with OrderQty 5
      Then the target must report New of "without" within 2 seconds
      When the tester sends NewOrderSingle with OrderQty 5 and ApplVerID 99
      Then the target must send Reject within 2 seconds:
        | SessionRejectReason | 18 or 5 |
      And the target must not send anything else

  Rule: In FIX.4.2 an order says how it is to be handled.

    @APP-05.b @must @venue @until:FIX.4.2 @needs:order-flow
    Scenario: HandlInst missing
      Given an established session with the target
      When the tester sends NewOrderSingle with OrderQty 5 and HandlInst absent
      Then the target must send Reject within 2 seconds:
        | RefTagID            | HandlInst |
        | SessionRejectReason | 1         |
      And the target must not send anything else

  Rule: In FIX.4.2 every report says what kind of transaction it is; later ones never do.

    @APP-05.c @must @venue @until:FIX.4.2 @needs:order-flow @needs:quantityBands
    Scenario: ExecTransType on every report
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 55
      Then the target must report New of "order" with ExecTransType 0 within 2 seconds
      And the target must report Partial fill of "order" with ExecTransType 0 within 5 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" with ExecTransType 3 within 2 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      And the target may first report Pending Cancel of "order" by "cancel" with ExecTransType 0
      Then the target must report Canceled of "order" by "cancel" with ExecTransType 0 within 2 seconds

    @APP-05.d @must @venue @since:FIX.4.4 @needs:order-flow @needs:quantityBands
    Scenario: No ExecTransType
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 55
      Then the target must report New of "order" with 20 absent within 2 seconds
      And the target must report Partial fill of "order" with 20 absent within 5 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" with 20 absent within 2 seconds

  Rule: An order that waited for a connection is looked at again before it goes.

    @SES-15.a @should @client @initiator @needs:enterOrders @needs:advanceClock
    Scenario: Order entered while there is no session
      Given the tester plays the venue
      When the tester's venue disconnects
      And the target's user enters an order that can not leave
      And the tester's venue takes the connection of the target again after 7200 seconds
      Then the target should have sent NewOrderSingle at most 0 times
      And the target must accept it

    @SES-15.b @must @venue @needs:order-flow @needs:staleness @needs:quantityBands
    Scenario: Order that was lost for ten minutes
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty     | 5                     |
        | Symbol       | STALE                 |
        | PossResend   | Y                     |
        | TransactTime | -600 seconds from now |
      Then the target must answer "order" by one of these within 2 seconds:
        | Rejected | OrdRejReason 8 |
        | New      |                |
      And the target must not send anything else

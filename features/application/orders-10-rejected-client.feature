@application
Feature: Orders: rejects, as the client takes them
  A reject ends the order that it names, and nothing else; its ClOrdID is used up.

  Rule: A client takes a reject for the end of the order, says why, and can send the next one.

    @ORD-10.p @must @client @needs:enterOrders @needs:showOrders
    Scenario: Rejected, and the next order
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 65
      Then the target must show "order" as Rejected with CumQty 0 and LeavesQty 0
      When the target's user sends NewOrderSingle as "next" with OrderQty 5
      Then "next" must carry ClOrdID other than order.ClOrdID
      And the target must show "next" as New with LeavesQty 5
      And the target must show "order" as Rejected
      And the target must accept it

  Rule: A reject may come behind Pending New, and behind New.

    @ORD-10.q @should @client @needs:enterOrders @needs:showOrders
    Scenario: Rejected behind Pending New
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 155
      Then the tester's venue has sent ExecutionReport with OrdStatus Pending New within 2 seconds
      And the target should show "order" as Rejected with LeavesQty 0
      And the target must accept it

    @ORD-10.r @should @client @needs:enterOrders @needs:showOrders
    Scenario: Rejected behind New
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 475
      Then the tester's venue has sent ExecutionReport with OrdStatus New within 2 seconds
      And the tester's venue has sent ExecutionReport with OrdStatus Rejected within 5 seconds
      And the target should show "order" as Rejected with LeavesQty 0
      And the target must accept it

  Rule: A reason that the client does not know ends the order as well as any other.

    @ORD-10.s @should @client @needs:enterOrders @needs:showOrders @until:FIX.4.2
    Scenario: OrdRejReason that the version does not have
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 485
      Then the tester's venue has sent ExecutionReport with 103 99 within 2 seconds
      And the target should show "order" as Rejected with LeavesQty 0

    @ORD-10.s @should @client @needs:enterOrders @needs:showOrders @since:FIX.4.4
    Scenario: OrdRejReason 99
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 485
      Then the tester's venue has sent ExecutionReport with OrdRejReason 99 within 2 seconds
      And the target should show "order" as Rejected with LeavesQty 0
      And the target must accept it

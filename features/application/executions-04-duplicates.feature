@application
Feature: Executions: the same one again
  An execution is booked once, however often it comes; the state that it tells still counts.

  Rule: A report sent again with PossDupFlag is dropped by the session.

    @EXE-04.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: Fill sent again under its number
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 100
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 40" with "order"
      And the tester's venue does "{again, delivery: possDup}" with "order"
      Then the target must show "order" as Partially filled with CumQty 40 and LeavesQty 60
      And the target must show a position of 40 in SIM
      And the target must accept it

  Rule: A report that may have been sent before is known by its ExecID.

    @EXE-04.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: Fill sent again with PossResend
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 285
      And 2 seconds pass
      Then the target must show "order" as Partially filled with CumQty 10 and LeavesQty 275
      And the target must show a position of 10 in SIM
      And the target must accept it

    @EXE-04.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: Same ExecID without a flag
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 290
      And 2 seconds pass
      Then the target must show "order" as Partially filled with CumQty 10 and LeavesQty 280
      And the target must show a position of 10 in SIM

    @EXE-04.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: Last fill twice
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 100
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: rest" with "order"
      And the tester's venue does "again" with "order"
      Then the target must show "order" as Filled with CumQty 100 and LeavesQty 0
      And the target must show a position of 100 in SIM

    @EXE-04.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: Same ExecID, and the order is over
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 100
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 40" with "order"
      And the tester's venue does "{again, set: {OrdStatus: 4, LeavesQty: 0}}" with "order"
      Then the target must show "order" as Canceled with CumQty 40 and LeavesQty 0
      And the target must show a position of 40 in SIM

    @EXE-04.d @should @client @needs:enterOrders @needs:showOrders
    Scenario: Same ExecID and another quantity
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 295
      And 2 seconds pass
      Then the target should show a position of 10 in SIM
      And the target should react by OrderStatusRequest or by an alarm about "order" within 2 seconds

  Rule: The ExecIDs of a venue are its own, one for each execution.

    @EXE-04.e @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Twenty-two executions of three orders
      Given an established session with the target
      When the tester sends NewOrderSingle as "a" with OrderQty 430
      Then the target must report New of "a" as "a0" within 2 seconds
      And the target must report Partial fill of "a" as "a1" within 5 seconds
      And the target must report Partial fill of "a" as "a2" with ExecID other than a1.ExecID within 5 seconds
      When 2 seconds pass
      Then the target must send in any order within 5 seconds:
        | Partial fill of "a" | CumQty 129 |
        | Partial fill of "a" | CumQty 172 |
        | Partial fill of "a" | CumQty 215 |
        | Partial fill of "a" | CumQty 258 |
        | Partial fill of "a" | CumQty 301 |
        | Partial fill of "a" | CumQty 344 |
        | Partial fill of "a" | CumQty 387 |
        | Fill of "a"         | CumQty 430 |
      When the tester sends NewOrderSingle as "b" with OrderQty 25
      Then the target must report New of "b" with ExecID other than a0.ExecID within 2 seconds
      And the target must report Partial fill of "b" with ExecID other than a1.ExecID within 5 seconds
      And the target must report Fill of "b" with ExecID other than a2.ExecID within 5 seconds
      And the target must have sent ExecutionReport with ExecID same as a1.ExecID once
      And the target must not send anything else

@application
Feature: Order state change matrix B: cancel requests
  Fills come first as long as the cancel is not decided; OrdStatus tells what outranks what.
  The rows are those of the standard, in its letters; quantities and ids are printed as there.

  Rule: B.1.a Cancel request for an unfilled order

    @MAT-B.1.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Cancel request for an unfilled order, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the tester sends OrderCancelRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Cancel of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "accept" with "Y"
      Then the target should report Canceled of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 0     |
      And the target must not send anything else

    @MAT-B.1.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Cancel request for an unfilled order, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the target's user cancels "X" as "Y"
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Cancel with CumQty 0 and LeavesQty 10000
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Canceled with CumQty 0 and LeavesQty 0
      And the target must accept it

  Rule: B.1.b Cancel request for a part-filled order; fills while the request is active

    @MAT-B.1.b @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Cancel request for a part-filled order; fills while the request is active, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "fill: 2000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 2000  |
        | LeavesQty | 8000  |
        | LastQty   | 2000  |
      When the tester sends OrderCancelRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
      And the target's venue does "fill: 3000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 5000  |
        | LeavesQty | 5000  |
        | LastQty   | 3000  |
      When the target's venue does "pending" with "Y"
      Then the target may report Pending Cancel of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 5000  |
        | LeavesQty | 5000  |
      When the target's venue does "fill: 1000" with "X"
      Then the target should report Trade of "X" within 2 seconds:
        | OrdStatus | Pending Cancel |
        | OrderQty  | 10000          |
        | CumQty    | 6000           |
        | LeavesQty | 4000           |
        | LastQty   | 1000           |
      When the target's venue does "accept" with "Y"
      Then the target should report Canceled of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 6000  |
        | LeavesQty | 0     |
      And the target must not send anything else

    @MAT-B.1.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: Cancel request for a part-filled order; fills while the request is active, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" as Partially filled with CumQty 2000 and LeavesQty 8000
      When the target's user cancels "X" as "Y"
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "fill: 3000" with "X"
      Then the target should show "X" with CumQty 5000 and LeavesQty 5000
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Cancel with CumQty 5000 and LeavesQty 5000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" as Pending Cancel with CumQty 6000 and LeavesQty 4000
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Canceled with CumQty 6000 and LeavesQty 0
      And the target must accept it

  Rule: B.1.c Order fills before the cancel can be accepted

    @MAT-B.1.c @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Order fills before the cancel can be accepted, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "fill: 2000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 2000  |
        | LeavesQty | 8000  |
        | LastQty   | 2000  |
      When the tester sends OrderCancelRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
      And the target's venue does "fill: 3000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 5000  |
        | LeavesQty | 5000  |
        | LastQty   | 3000  |
      When the target's venue does "pending" with "Y"
      Then the target may report Pending Cancel of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 5000  |
        | LeavesQty | 5000  |
      When the target's venue does "fill: 5000" with "X"
      Then the target should report Trade of "X" within 2 seconds:
        | OrdStatus | Pending Cancel |
        | OrderQty  | 10000          |
        | CumQty    | 10000          |
        | LeavesQty | 0              |
        | LastQty   | 5000           |
      When the target's venue does "refuse: tooLate" with "Y"
      Then the target should refuse "Y" of "X" within 2 seconds:
        | OrdStatus    | Filled |
        | CxlRejReason | 0      |
      And the target must not send anything else

    @MAT-B.1.c @should @client @needs:enterOrders @needs:showOrders
    Scenario: Order fills before the cancel can be accepted, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" as Partially filled with CumQty 2000 and LeavesQty 8000
      When the target's user cancels "X" as "Y"
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "fill: 3000" with "X"
      Then the target should show "X" with CumQty 5000 and LeavesQty 5000
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Cancel with CumQty 5000 and LeavesQty 5000
      When the tester's venue does "fill: 5000" with "X"
      Then the target should show "X" as Pending Cancel with CumQty 10000 and LeavesQty 0
      When the tester's venue does "refuse: tooLate" with "Y"
      Then the target should show "X" with OrdStatus 2
      And the target must accept it

  Rule: B.1.d Cancel request before the order was acknowledged

    @MAT-B.1.d @should @venue @since:FIX.4.4 @needs:order-flow @needs:marketEvents
    Scenario: Cancel request before the order was acknowledged, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester sends OrderCancelRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Cancel of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrdStatus | Pending Cancel |
        | OrderQty  | 10000          |
        | CumQty    | 0              |
        | LeavesQty | 10000          |
      When the target's venue does "accept" with "Y"
      Then the target should report Canceled of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 0     |
      And the target must not send anything else

    @MAT-B.1.d @should @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: Cancel request before the order was acknowledged, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's user cancels "X" as "Y"
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Cancel with CumQty 0 and LeavesQty 10000
      When the tester's venue does "ack" with "X"
      Then the target should show "X" as Pending Cancel with CumQty 0 and LeavesQty 10000
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Canceled with CumQty 0 and LeavesQty 0
      And the target must accept it

  Rule: B.1.e The same, acknowledgement and cancel request cross

    @MAT-B.1.e @should @venue @since:FIX.4.4 @needs:order-flow @needs:marketEvents
    Scenario: The same, acknowledgement and cancel request cross, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester sends OrderCancelRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "pending" with "Y"
      Then the target may report Pending Cancel of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "accept" with "Y"
      Then the target should report Canceled of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 0     |
      And the target must not send anything else

    @MAT-B.1.e @should @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: The same, acknowledgement and cancel request cross, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's user cancels "X" as "Y"
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Cancel with CumQty 0 and LeavesQty 10000
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Canceled with CumQty 0 and LeavesQty 0
      And the target must accept it

  Rule: B.1.f Cancel request for an unknown order

    @MAT-B.1.f @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Cancel request for an unknown order, target as venue
      Given an established session with the target
      When the tester sends OrderCancelRequest as "Y":
        | OrigClOrdID | <unique> |
      Then the target should refuse "Y" within 2 seconds:
        | OrdStatus    | Rejected |
        | CxlRejReason | 1        |
        | OrderID      | NONE     |
      And the target must not send anything else

    @MAT-B.1.f @should @client @needs:enterOrders @needs:showOrders
    Scenario: Cancel request for an unknown order, target as client
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "X" with OrderQty 10000
      And the tester's venue does "ack" with "X"
      And the target's user cancels "X" as "Y"
      And the tester's venue does "refuse: unknown" with "Y"
      And 2 seconds pass
      Then the target must have sent NewOrderSingle at most 1 times
      And the target must accept it

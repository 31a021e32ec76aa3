@application
Feature: Order state change matrix C: replace requests
  The terms in force, and their ClOrdID, change with the report Replaced and not before.
  The rows are those of the standard, in its letters; quantities and ids are printed as there.

  Rule: C.1.a Unfilled order, quantity increased

    @MAT-C.1.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Unfilled order, quantity increased, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the tester sends OrderCancelReplaceRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
        | OrderQty    | 11000             |
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Replace of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "accept" with "Y"
      Then the target should report Replaced of "X" by "Y" within 2 seconds:
        | OrderQty  | 11000 |
        | CumQty    | 0     |
        | LeavesQty | 11000 |
      When the target's venue does "fill: 1000" with "X"
      Then the target should report Partial fill of "Y" within 2 seconds:
        | OrderQty  | 11000 |
        | CumQty    | 1000  |
        | LeavesQty | 10000 |
        | LastQty   | 1000  |
      When the target's venue does "fill: 2000" with "X"
      Then the target should report Partial fill of "Y" within 2 seconds:
        | OrderQty  | 11000 |
        | CumQty    | 3000  |
        | LeavesQty | 8000  |
        | LastQty   | 2000  |
      And the target must not send anything else

    @MAT-C.1.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Unfilled order, quantity increased, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the target's user replaces "X" as "Y" with OrderQty 11000
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Replace with CumQty 0 and LeavesQty 10000
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" with CumQty 0 and LeavesQty 11000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" with CumQty 1000 and LeavesQty 10000
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" with CumQty 3000 and LeavesQty 8000
      And the target must accept it

  Rule: C.1.b Part-filled order, quantity increased, fill while pending replace

    @MAT-C.1.b @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Part-filled order, quantity increased, fill while pending replace, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "fill: 1000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1000  |
        | LeavesQty | 9000  |
        | LastQty   | 1000  |
      When the tester sends OrderCancelReplaceRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
        | OrderQty    | 12000             |
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Replace of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1000  |
        | LeavesQty | 9000  |
      When the target's venue does "fill: 100" with "X"
      Then the target should report Trade of "X" within 2 seconds:
        | OrdStatus | Pending Replace |
        | OrderQty  | 10000           |
        | CumQty    | 1100            |
        | LeavesQty | 8900            |
        | LastQty   | 100             |
      When the target's venue does "accept" with "Y"
      Then the target should report Replaced of "X" by "Y" within 2 seconds:
        | OrderQty  | 12000 |
        | CumQty    | 1100  |
        | LeavesQty | 10900 |
      When the target's venue does "fill: 10900" with "X"
      Then the target should report Fill of "Y" within 2 seconds:
        | OrderQty  | 12000 |
        | CumQty    | 12000 |
        | LeavesQty | 0     |
        | LastQty   | 10900 |
      And the target must not send anything else

    @MAT-C.1.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: Part-filled order, quantity increased, fill while pending replace, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 9000
      When the target's user replaces "X" as "Y" with OrderQty 12000
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Replace with CumQty 1000 and LeavesQty 9000
      When the tester's venue does "fill: 100" with "X"
      Then the target should show "X" as Pending Replace with CumQty 1100 and LeavesQty 8900
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Partially filled with CumQty 1100 and LeavesQty 10900
      When the tester's venue does "fill: 10900" with "X"
      Then the target should show "X" with CumQty 12000 and LeavesQty 0
      And the target must accept it

  Rule: C.1.c Filled order, quantity increased

    @MAT-C.1.c @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Filled order, quantity increased, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "fill: 10000" with "X"
      Then the target should report Fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 10000 |
        | LeavesQty | 0     |
        | LastQty   | 10000 |
      When the tester sends OrderCancelReplaceRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
        | OrderQty    | 12000             |
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Replace of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 10000 |
        | LeavesQty | 0     |
      When the target's venue does "accept" with "Y"
      Then the target should report Replaced of "X" by "Y" within 2 seconds:
        | OrderQty  | 12000 |
        | CumQty    | 10000 |
        | LeavesQty | 2000  |
      When the target's venue does "fill: 2000" with "X"
      Then the target should report Fill of "Y" within 2 seconds:
        | OrderQty  | 12000 |
        | CumQty    | 12000 |
        | LeavesQty | 0     |
        | LastQty   | 2000  |
      And the target must not send anything else

    @MAT-C.1.c @should @client @needs:enterOrders @needs:showOrders
    Scenario: Filled order, quantity increased, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 10000" with "X"
      Then the target should show "X" as Filled with CumQty 10000 and LeavesQty 0
      When the target's user replaces "X" as "Y" with OrderQty 12000
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Replace with CumQty 10000 and LeavesQty 0
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Partially filled with CumQty 10000 and LeavesQty 2000
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" with CumQty 12000 and LeavesQty 0
      And the target must accept it

  Rule: C.2.a Replace without quantity change refused because a fill came first

    @MAT-C.2.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Replace without quantity change refused because a fill came first, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "fill: 1000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1000  |
        | LeavesQty | 9000  |
        | LastQty   | 1000  |
      When the tester sends OrderCancelReplaceRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
        | OrderQty    | 10000             |
        | Price       | 100.5             |
      And the target's venue does "fill: 9000" with "X"
      Then the target should report Fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 10000 |
        | LeavesQty | 0     |
        | LastQty   | 9000  |
      When the target's venue does "refuse: tooLate" with "Y"
      Then the target should refuse "Y" of "X" within 2 seconds:
        | OrdStatus    | Filled |
        | CxlRejReason | 0      |
      And the target must not send anything else

    @MAT-C.2.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Replace without quantity change refused because a fill came first, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 9000
      When the target's user replaces "X" as "Y" with Price 100.5
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "fill: 9000" with "X"
      Then the target should show "X" with CumQty 10000 and LeavesQty 0
      When the tester's venue does "refuse: tooLate" with "Y"
      Then the target should show "X" with OrdStatus 2
      And the target must accept it

  Rule: C.3.a Decrease; new quantity above CumQty

    @MAT-C.3.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Decrease; new quantity above CumQty, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "fill: 1000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1000  |
        | LeavesQty | 9000  |
        | LastQty   | 1000  |
      When the tester sends OrderCancelReplaceRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
        | OrderQty    | 8000              |
      And the target's venue does "fill: 500" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1500  |
        | LeavesQty | 8500  |
        | LastQty   | 500   |
      When the target's venue does "pending" with "Y"
      Then the target may report Pending Replace of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1500  |
        | LeavesQty | 8500  |
      When the target's venue does "fill: 100" with "X"
      Then the target should report Trade of "X" within 2 seconds:
        | OrdStatus | Pending Replace |
        | OrderQty  | 10000           |
        | CumQty    | 1600            |
        | LeavesQty | 8400            |
        | LastQty   | 100             |
      When the target's venue does "accept" with "Y"
      Then the target should report Replaced of "X" by "Y" within 2 seconds:
        | OrderQty  | 8000 |
        | CumQty    | 1600 |
        | LeavesQty | 6400 |
      When the target's venue does "fill: 6400" with "X"
      Then the target should report Fill of "Y" within 2 seconds:
        | OrderQty  | 8000 |
        | CumQty    | 8000 |
        | LeavesQty | 0    |
        | LastQty   | 6400 |
      And the target must not send anything else

    @MAT-C.3.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Decrease; new quantity above CumQty, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 9000
      When the target's user replaces "X" as "Y" with OrderQty 8000
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "fill: 500" with "X"
      Then the target should show "X" with CumQty 1500 and LeavesQty 8500
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Replace with CumQty 1500 and LeavesQty 8500
      When the tester's venue does "fill: 100" with "X"
      Then the target should show "X" as Pending Replace with CumQty 1600 and LeavesQty 8400
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Partially filled with CumQty 1600 and LeavesQty 6400
      When the tester's venue does "fill: 6400" with "X"
      Then the target should show "X" with CumQty 8000 and LeavesQty 0
      And the target must accept it

  Rule: C.3.b Decrease; new quantity equals CumQty

    @MAT-C.3.b @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Decrease; new quantity equals CumQty, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the tester sends OrderCancelReplaceRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
        | OrderQty    | 7000              |
      And the target's venue does "fill: 7000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 7000  |
        | LeavesQty | 3000  |
        | LastQty   | 7000  |
      When the target's venue does "amendToCum" with "Y"
      Then the target should report Replaced of "X" by "Y" within 2 seconds:
        | OrdStatus | Filled |
        | OrderQty  | 7000   |
        | CumQty    | 7000   |
        | LeavesQty | 0      |
      And the target must not send anything else

    @MAT-C.3.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: Decrease; new quantity equals CumQty, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the target's user replaces "X" as "Y" with OrderQty 7000
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "fill: 7000" with "X"
      Then the target should show "X" with CumQty 7000 and LeavesQty 3000
      When the tester's venue does "amendToCum" with "Y"
      Then the target should show "X" as Filled with CumQty 7000 and LeavesQty 0
      And the target must accept it

  Rule: C.3.c Decrease; new quantity below CumQty

    @MAT-C.3.c @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Decrease; new quantity below CumQty, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the tester sends OrderCancelReplaceRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
        | OrderQty    | 7000              |
      And the target's venue does "fill: 8000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 8000  |
        | LeavesQty | 2000  |
        | LastQty   | 8000  |
      When the target's venue does "amendToCum" with "Y"
      Then the target should report Replaced of "X" by "Y" within 2 seconds:
        | OrdStatus | Filled |
        | OrderQty  | 8000   |
        | CumQty    | 8000   |
        | LeavesQty | 0      |
      And the target must not send anything else

    @MAT-C.3.c @should @client @needs:enterOrders @needs:showOrders
    Scenario: Decrease; new quantity below CumQty, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the target's user replaces "X" as "Y" with OrderQty 7000
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "fill: 8000" with "X"
      Then the target should show "X" with CumQty 8000 and LeavesQty 2000
      When the tester's venue does "amendToCum" with "Y"
      Then the target should show "X" as Filled with CumQty 8000 and LeavesQty 0
      And the target must accept it

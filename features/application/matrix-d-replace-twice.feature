@application
Feature: Order state change matrix D: two replaces
  OrigClOrdID of the client is the last id sent and not rejected; that of the venue the last one accepted.
  The rows are those of the standard, in its letters; quantities and ids are printed as there.

  Rule: D.1.a Two replaces, both accepted

    @MAT-D.1.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Two replaces, both accepted, target as venue
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
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Replace of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1000  |
        | LeavesQty | 9000  |
      When the target's venue does "fill: 500" with "X"
      Then the target should report Trade of "X" within 2 seconds:
        | OrdStatus | Pending Replace |
        | OrderQty  | 10000           |
        | CumQty    | 1500            |
        | LeavesQty | 8500            |
        | LastQty   | 500             |
      When the target's venue does "accept" with "Y"
      Then the target should report Replaced of "X" by "Y" within 2 seconds:
        | OrderQty  | 8000 |
        | CumQty    | 1500 |
        | LeavesQty | 6500 |
      When the target's venue does "fill: 2000" with "X"
      Then the target should report Partial fill of "Y" within 2 seconds:
        | OrderQty  | 8000 |
        | CumQty    | 3500 |
        | LeavesQty | 4500 |
        | LastQty   | 2000 |
      When the tester sends OrderCancelReplaceRequest as "Z":
        | OrigClOrdID | same as Y.ClOrdID |
        | OrderQty    | 6000              |
      And the target's venue does "pending" with "Z"
      Then the target may report Pending Replace of "Y" by "Z" within 2 seconds:
        | OrderQty  | 8000 |
        | CumQty    | 3500 |
        | LeavesQty | 4500 |
      When the target's venue does "fill: 500" with "X"
      Then the target should report Trade of "Y" within 2 seconds:
        | OrdStatus | Pending Replace |
        | OrderQty  | 8000            |
        | CumQty    | 4000            |
        | LeavesQty | 4000            |
        | LastQty   | 500             |
      When the target's venue does "accept" with "Z"
      Then the target should report Replaced of "Y" by "Z" within 2 seconds:
        | OrderQty  | 6000 |
        | CumQty    | 4000 |
        | LeavesQty | 2000 |
      When the target's venue does "fill: 2000" with "X"
      Then the target should report Fill of "Z" within 2 seconds:
        | OrderQty  | 6000 |
        | CumQty    | 6000 |
        | LeavesQty | 0    |
        | LastQty   | 2000 |
      And the target must not send anything else

    @MAT-D.1.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Two replaces, both accepted, target as client
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
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Replace with CumQty 1000 and LeavesQty 9000
      When the tester's venue does "fill: 500" with "X"
      Then the target should show "X" as Pending Replace with CumQty 1500 and LeavesQty 8500
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Partially filled with CumQty 1500 and LeavesQty 6500
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" with CumQty 3500 and LeavesQty 4500
      When the target's user replaces "X" as "Z" with OrderQty 6000
      Then "Z" must carry OrigClOrdID same as Y.ClOrdID
      When the tester's venue does "pending" with "Z"
      Then the target should show "X" as Pending Replace with CumQty 3500 and LeavesQty 4500
      When the tester's venue does "fill: 500" with "X"
      Then the target should show "X" as Pending Replace with CumQty 4000 and LeavesQty 4000
      When the tester's venue does "accept" with "Z"
      Then the target should show "X" as Partially filled with CumQty 4000 and LeavesQty 2000
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" with CumQty 6000 and LeavesQty 0
      And the target must accept it

  Rule: D.1.b First replace refused before pending, second accepted

    @MAT-D.1.b @should @venue @needs:order-flow @needs:marketEvents
    Scenario: First replace refused before pending, second accepted, target as venue
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
      And the target's venue does "refuse: option" with "Y"
      Then the target should refuse "Y" of "X" within 2 seconds:
        | OrdStatus | Partially filled |
      When the target's venue does "fill: 500" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1500  |
        | LeavesQty | 8500  |
        | LastQty   | 500   |
      When the target's venue does "fill: 2000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 3500  |
        | LeavesQty | 6500  |
        | LastQty   | 2000  |
      When the tester sends OrderCancelReplaceRequest as "Z":
        | OrigClOrdID | same as X.ClOrdID |
        | OrderQty    | 6000              |
      And the target's venue does "pending" with "Z"
      Then the target may report Pending Replace of "X" by "Z" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 3500  |
        | LeavesQty | 6500  |
      When the target's venue does "accept" with "Z"
      Then the target should report Replaced of "X" by "Z" within 2 seconds:
        | OrderQty  | 6000 |
        | CumQty    | 3500 |
        | LeavesQty | 2500 |
      When the target's venue does "fill: 1500" with "X"
      Then the target should report Partial fill of "Z" within 2 seconds:
        | OrderQty  | 6000 |
        | CumQty    | 5000 |
        | LeavesQty | 1000 |
        | LastQty   | 1500 |
      And the target must not send anything else

    @MAT-D.1.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: First replace refused before pending, second accepted, target as client
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
      When the tester's venue does "refuse: option" with "Y"
      Then the target should show "X" with OrdStatus 1
      When the tester's venue does "fill: 500" with "X"
      Then the target should show "X" with CumQty 1500 and LeavesQty 8500
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" with CumQty 3500 and LeavesQty 6500
      When the target's user replaces "X" as "Z" with OrderQty 6000
      Then "Z" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "pending" with "Z"
      Then the target should show "X" as Pending Replace with CumQty 3500 and LeavesQty 6500
      When the tester's venue does "accept" with "Z"
      Then the target should show "X" as Partially filled with CumQty 3500 and LeavesQty 2500
      When the tester's venue does "fill: 1500" with "X"
      Then the target should show "X" with CumQty 5000 and LeavesQty 1000
      And the target must accept it

  Rule: D.1.c First replace refused after pending, second accepted

    @MAT-D.1.c @should @venue @needs:order-flow @needs:marketEvents
    Scenario: First replace refused after pending, second accepted, target as venue
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
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Replace of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1000  |
        | LeavesQty | 9000  |
      When the target's venue does "fill: 500" with "X"
      Then the target should report Trade of "X" within 2 seconds:
        | OrdStatus | Pending Replace |
        | OrderQty  | 10000           |
        | CumQty    | 1500            |
        | LeavesQty | 8500            |
        | LastQty   | 500             |
      When the target's venue does "refuse: option" with "Y"
      Then the target should refuse "Y" of "X" within 2 seconds:
        | OrdStatus | Partially filled |
      When the target's venue does "fill: 2000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 3500  |
        | LeavesQty | 6500  |
        | LastQty   | 2000  |
      When the tester sends OrderCancelReplaceRequest as "Z":
        | OrigClOrdID | same as X.ClOrdID |
        | OrderQty    | 6000              |
      And the target's venue does "pending" with "Z"
      Then the target may report Pending Replace of "X" by "Z" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 3500  |
        | LeavesQty | 6500  |
      When the target's venue does "accept" with "Z"
      Then the target should report Replaced of "X" by "Z" within 2 seconds:
        | OrderQty  | 6000 |
        | CumQty    | 3500 |
        | LeavesQty | 2500 |
      When the target's venue does "fill: 1500" with "X"
      Then the target should report Partial fill of "Z" within 2 seconds:
        | OrderQty  | 6000 |
        | CumQty    | 5000 |
        | LeavesQty | 1000 |
        | LastQty   | 1500 |
      And the target must not send anything else

    @MAT-D.1.c @should @client @needs:enterOrders @needs:showOrders
    Scenario: First replace refused after pending, second accepted, target as client
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
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Replace with CumQty 1000 and LeavesQty 9000
      When the tester's venue does "fill: 500" with "X"
      Then the target should show "X" as Pending Replace with CumQty 1500 and LeavesQty 8500
      When the tester's venue does "refuse: option" with "Y"
      Then the target should show "X" with OrdStatus 1
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" with CumQty 3500 and LeavesQty 6500
      When the target's user replaces "X" as "Z" with OrderQty 6000
      Then "Z" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "pending" with "Z"
      Then the target should show "X" as Pending Replace with CumQty 3500 and LeavesQty 6500
      When the tester's venue does "accept" with "Z"
      Then the target should show "X" as Partially filled with CumQty 3500 and LeavesQty 2500
      When the tester's venue does "fill: 1500" with "X"
      Then the target should show "X" with CumQty 5000 and LeavesQty 1000
      And the target must accept it

  Rule: D.2.a Two replaces at once; venue works one after the other

    @MAT-D.2.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Two replaces at once; venue works one after the other, target as venue
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
      And the tester sends OrderCancelReplaceRequest as "Z":
        | OrigClOrdID | same as Y.ClOrdID |
        | OrderQty    | 7000              |
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Replace of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1000  |
        | LeavesQty | 9000  |
      When the target's venue does "accept" with "Y"
      Then the target should report Replaced of "X" by "Y" within 2 seconds:
        | OrderQty  | 8000 |
        | CumQty    | 1000 |
        | LeavesQty | 7000 |
      When the target's venue does "pending" with "Z"
      Then the target may report Pending Replace of "Y" by "Z" within 2 seconds:
        | OrderQty  | 8000 |
        | CumQty    | 1000 |
        | LeavesQty | 7000 |
      When the target's venue does "accept" with "Z"
      Then the target should report Replaced of "Y" by "Z" within 2 seconds:
        | OrderQty  | 7000 |
        | CumQty    | 1000 |
        | LeavesQty | 6000 |
      When the target's venue does "fill: 6000" with "X"
      Then the target should report Fill of "Z" within 2 seconds:
        | OrderQty  | 7000 |
        | CumQty    | 7000 |
        | LeavesQty | 0    |
        | LastQty   | 6000 |
      And the target must not send anything else

    @MAT-D.2.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Two replaces at once; venue works one after the other, target as client
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
      When the target's user replaces "X" as "Z" with OrderQty 7000
      Then "Z" must carry OrigClOrdID same as Y.ClOrdID
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Replace with CumQty 1000 and LeavesQty 9000
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 7000
      When the tester's venue does "pending" with "Z"
      Then the target should show "X" as Pending Replace with CumQty 1000 and LeavesQty 7000
      When the tester's venue does "accept" with "Z"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 6000
      When the tester's venue does "fill: 6000" with "X"
      Then the target should show "X" with CumQty 7000 and LeavesQty 0
      And the target must accept it

  Rule: D.2.b Two replaces at once; venue acknowledges both, then decides

    @MAT-D.2.b @should @venue @since:FIX.4.4 @needs:order-flow @needs:marketEvents
    Scenario: Two replaces at once; venue acknowledges both, then decides, target as venue
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
      And the tester sends OrderCancelReplaceRequest as "Z":
        | OrigClOrdID | same as Y.ClOrdID |
        | OrderQty    | 7000              |
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Replace of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1000  |
        | LeavesQty | 9000  |
      When the target's venue does "pending" with "Z"
      Then the target may report Pending Replace of "X" by "Z" within 2 seconds:
        | OrderQty  | 8000 or 10000 |
        | CumQty    | 1000          |
        | LeavesQty | 7000 or 9000  |
      When the target's venue does "accept" with "Y"
      Then the target should report Replaced of "X" by "Y" within 2 seconds:
        | OrdStatus | Pending Replace or Partially filled |
        | OrderQty  | 8000                                |
        | CumQty    | 1000                                |
        | LeavesQty | 7000                                |
      When the target's venue does "accept" with "Z"
      Then the target should report Replaced of "Y" by "Z" within 2 seconds:
        | OrderQty  | 7000 |
        | CumQty    | 1000 |
        | LeavesQty | 6000 |
      When the target's venue does "fill: 6000" with "X"
      Then the target should report Fill of "Z" within 2 seconds:
        | OrderQty  | 7000 |
        | CumQty    | 7000 |
        | LeavesQty | 0    |
        | LastQty   | 6000 |
      And the target must not send anything else

    @MAT-D.2.b @should @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: Two replaces at once; venue acknowledges both, then decides, target as client
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
      When the target's user replaces "X" as "Z" with OrderQty 7000
      Then "Z" must carry OrigClOrdID same as Y.ClOrdID
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Replace with CumQty 1000 and LeavesQty 9000
      When the tester's venue does "pending" with "Z"
      Then the target should show "X" with CumQty 1000
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Pending Replace with CumQty 1000 and LeavesQty 7000
      When the tester's venue does "accept" with "Z"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 6000
      When the tester's venue does "fill: 6000" with "X"
      Then the target should show "X" with CumQty 7000 and LeavesQty 0
      And the target must accept it

  Rule: D.2.c Two replaces at once; both refused

    @MAT-D.2.c @should @venue @since:FIX.4.4 @needs:order-flow @needs:marketEvents
    Scenario: Two replaces at once; both refused, target as venue
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
      And the tester sends OrderCancelReplaceRequest as "Z":
        | OrigClOrdID | same as Y.ClOrdID |
        | OrderQty    | 7000              |
      And the target's venue does "refuse: option" with "Y"
      Then the target should refuse "Y" of "X" within 2 seconds:
        | OrdStatus | Partially filled |
      When the target's venue does "refuse: option" with "Z"
      Then the target should refuse "Z" of "X" within 2 seconds:
        | OrdStatus | Partially filled |
      When the target's venue does "fill: 9000" with "X"
      Then the target should report Fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 10000 |
        | LeavesQty | 0     |
        | LastQty   | 9000  |
      And the target must not send anything else

    @MAT-D.2.c @should @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: Two replaces at once; both refused, target as client
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
      When the target's user replaces "X" as "Z" with OrderQty 7000
      Then "Z" must carry OrigClOrdID same as Y.ClOrdID
      When the tester's venue does "refuse: option" with "Y"
      Then the target should show "X" with OrdStatus 1
      When the tester's venue does "refuse: option" with "Z"
      Then the target should show "X" with OrdStatus 1
      When the tester's venue does "fill: 9000" with "X"
      Then the target should show "X" with CumQty 10000 and LeavesQty 0
      And the target must accept it

  Rule: D.2.d Two replaces at once; second refused because the first pends

    @MAT-D.2.d @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Two replaces at once; second refused because the first pends, target as venue
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
      And the tester sends OrderCancelReplaceRequest as "Z":
        | OrigClOrdID | same as Y.ClOrdID |
        | OrderQty    | 7000              |
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Replace of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1000  |
        | LeavesQty | 9000  |
      When the target's venue does "refuse: pending" with "Z"
      Then the target should refuse "Z" of "X" within 2 seconds:
        | OrdStatus    | Pending Replace |
        | CxlRejReason | 3               |
      When the target's venue does "accept" with "Y"
      Then the target should report Replaced of "X" by "Y" within 2 seconds:
        | OrderQty  | 8000 |
        | CumQty    | 1000 |
        | LeavesQty | 7000 |
      When the target's venue does "fill: 2000" with "X"
      Then the target should report Partial fill of "Y" within 2 seconds:
        | OrderQty  | 8000 |
        | CumQty    | 3000 |
        | LeavesQty | 5000 |
        | LastQty   | 2000 |
      And the target must not send anything else

    @MAT-D.2.d @should @client @needs:enterOrders @needs:showOrders
    Scenario: Two replaces at once; second refused because the first pends, target as client
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
      When the target's user replaces "X" as "Z" with OrderQty 7000
      Then "Z" must carry OrigClOrdID same as Y.ClOrdID
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Replace with CumQty 1000 and LeavesQty 9000
      When the tester's venue does "refuse: pending" with "Z"
      Then the target should show "X" with OrdStatus E
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 7000
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" with CumQty 3000 and LeavesQty 5000
      And the target must accept it

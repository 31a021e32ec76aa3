@application
Feature: Order state change matrix A: filled orders
  One report for each event in the life of an order, up to the last fill or the end of the day.
  The rows are those of the standard, in its letters; quantities and ids are printed as there.

  Rule: A.1.a Filled order

    @MAT-A.1.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Filled order, target as venue
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
      When the target's venue does "fill: 1000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 3000  |
        | LeavesQty | 7000  |
        | LastQty   | 1000  |
      When the target's venue does "fill: 7000" with "X"
      Then the target should report Fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 10000 |
        | LeavesQty | 0     |
        | LastQty   | 7000  |
      And the target must not send anything else

    @MAT-A.1.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Filled order, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" as Partially filled with CumQty 2000 and LeavesQty 8000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" as Partially filled with CumQty 3000 and LeavesQty 7000
      When the tester's venue does "fill: 7000" with "X"
      Then the target should show "X" as Filled with CumQty 10000 and LeavesQty 0
      And the target must accept it

  Rule: A.1.b Part-filled day order, done for day

    @MAT-A.1.b @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Part-filled day order, done for day, target as venue
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
      When the target's venue does "fill: 1000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 3000  |
        | LeavesQty | 7000  |
        | LastQty   | 1000  |
      When the target's venue does "doneForDay" with "X"
      Then the target should report Done for day of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 3000  |
        | LeavesQty | 0     |
      And the target must not send anything else

    @MAT-A.1.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: Part-filled day order, done for day, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" as Partially filled with CumQty 2000 and LeavesQty 8000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" as Partially filled with CumQty 3000 and LeavesQty 7000
      When the tester's venue does "doneForDay" with "X"
      Then the target should show "X" as Done for day with CumQty 3000 and LeavesQty 0
      And the target must accept it

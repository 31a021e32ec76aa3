@application
Feature: Order state change matrix I: fill or kill, immediate or cancel
  What is not traded at once is canceled.
  The rows are those of the standard, in its letters; quantities and ids are printed as there.

  Rule: I.1.a Fill-or-kill that cannot be filled

    @MAT-I.1.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Fill-or-kill that cannot be filled, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty    | 10000      |
        | Account     | ACC-MANUAL |
        | TimeInForce | 4          |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "cancel: none" with "X"
      Then the target should report Canceled of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 0     |
      And the target must not send anything else

    @MAT-I.1.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Fill-or-kill that cannot be filled, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty    | 10000      |
        | Account     | ACC-MANUAL |
        | TimeInForce | 4          |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "cancel: none" with "X"
      Then the target should show "X" as Canceled with CumQty 0 and LeavesQty 0
      And the target must accept it

  Rule: I.1.b Immediate-or-cancel, not fully hit

    @MAT-I.1.b @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Immediate-or-cancel, not fully hit, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty    | 10000      |
        | Account     | ACC-MANUAL |
        | TimeInForce | 3          |
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
      When the target's venue does "cancel: none" with "X"
      Then the target should report Canceled of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1000  |
        | LeavesQty | 0     |
      And the target must not send anything else

    @MAT-I.1.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: Immediate-or-cancel, not fully hit, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty    | 10000      |
        | Account     | ACC-MANUAL |
        | TimeInForce | 3          |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 9000
      When the tester's venue does "cancel: none" with "X"
      Then the target should show "X" as Canceled with CumQty 1000 and LeavesQty 0
      And the target must accept it

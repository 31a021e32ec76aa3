@application
Feature: Order state change matrix L: guarantees and cash orders
  A guarantee is no trade; an amount of money is a quantity once it is converted.
  The rows are those of the standard, in its letters; quantities and ids are printed as there.

  Rule: L.1.a Guarantee before execution (Stopped)

    @MAT-L.1.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Guarantee before execution (Stopped), target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
        | OrdType  | Market     |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "{stop: 1000, px: 50.10}" with "X"
      Then the target should report Stopped of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
        | LastQty   | 1000  |
        | LastPx    | 50.10 |
      When the target's venue does "{fill: 1000, px: 50}" with "X"
      Then the target should report Trade of "X" within 2 seconds:
        | OrdStatus | Stopped |
        | OrderQty  | 10000   |
        | CumQty    | 1000    |
        | LeavesQty | 9000    |
        | LastQty   | 1000    |
        | LastPx    | 50      |
      And the target must not send anything else

    @MAT-L.1.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Guarantee before execution (Stopped), target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
        | OrdType  | Market     |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "{stop: 1000, px: 50.10}" with "X"
      Then the target should show "X" as Stopped with CumQty 0 and LeavesQty 10000
      When the tester's venue does "{fill: 1000, px: 50}" with "X"
      Then the target should show "X" as Stopped with CumQty 1000 and LeavesQty 9000
      And the target must accept it

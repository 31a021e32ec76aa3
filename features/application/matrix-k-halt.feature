@application
Feature: Order state change matrix K: trading halts
  What a halt does to an order hangs on ExecInst.
  The rows are those of the standard, in its letters; quantities and ids are printed as there.

  Rule: K.1.a Trading halt, order reinstated

    @MAT-K.1.a @should @venue @since:FIX.4.4 @needs:order-flow @needs:marketEvents
    Scenario: Trading halt, order reinstated, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
        | ExecInst | J          |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "suspend" with "X"
      Then the target may report Suspended of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "release" with "X"
      Then the target should answer "X" by one of these within 2 seconds:
        | New      | OrderQty 10000 and CumQty 0 and LeavesQty 10000                   |
        | Restated | OrdStatus New and OrderQty 10000 and CumQty 0 and LeavesQty 10000 |
      When the target's venue does "fill: 10000" with "X"
      Then the target should report Fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 10000 |
        | LeavesQty | 0     |
        | LastQty   | 10000 |
      And the target must not send anything else

    @MAT-K.1.a @should @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: Trading halt, order reinstated, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
        | ExecInst | J          |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "suspend" with "X"
      Then the target should show "X" as Suspended with CumQty 0 and LeavesQty 10000
      When the tester's venue does "release" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 10000" with "X"
      Then the target should show "X" as Filled with CumQty 10000 and LeavesQty 0
      And the target must accept it

  Rule: K.1.b Trading halt, order cancelled

    @MAT-K.1.b @should @venue @since:FIX.4.4 @needs:order-flow @needs:marketEvents
    Scenario: Trading halt, order cancelled, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
        | ExecInst | K          |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "cancel: halt" with "X"
      Then the target should report Canceled of "X" within 2 seconds:
        | OrderQty              | 10000 |
        | CumQty                | 0     |
        | LeavesQty             | 0     |
        | ExecRestatementReason | 6     |
      And the target must not send anything else

    @MAT-K.1.b @should @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: Trading halt, order cancelled, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
        | ExecInst | K          |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "cancel: halt" with "X"
      Then the target should show "X" as Canceled with CumQty 0 and LeavesQty 0
      And the target must accept it

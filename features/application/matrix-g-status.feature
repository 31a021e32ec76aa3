@application
Feature: Order state change matrix G: order status requests
  A status request is answered by the state, and changes nothing.
  The rows are those of the standard, in its letters; quantities and ids are printed as there.

  Rule: G.1.a Status request for an unknown order

    @MAT-G.1.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Status request for an unknown order, target as venue
      Given an established session with the target
      When the tester sends OrderStatusRequest as "X":
        | ClOrdID | <unique> |
      Then the target should report Status of "X" within 2 seconds:
        | OrdStatus | Rejected |
        | CumQty    | 0        |
        | LeavesQty | 0        |
      And the target must not send anything else

    @MAT-G.1.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Status request for an unknown order, target as client
      Given the tester plays the venue
      When the target's user sends OrderStatusRequest as "X":
        | ClOrdID | <unique> |
      Then the target must accept it

  Rule: G.1.b "Nothing done" as answer to a status request

    @MAT-G.1.b @should @venue @needs:order-flow @needs:marketEvents
    Scenario: "Nothing done" as answer to a status request, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the tester sends OrderStatusRequest as "H":
        | ClOrdID | same as X.ClOrdID |
      Then the target should report Status of "X" within 2 seconds:
        | OrdStatus | New   |
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      And the target must not send anything else

    @MAT-G.1.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: "Nothing done" as answer to a status request, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the target's user sends OrderStatusRequest:
        | ClOrdID | same as X.ClOrdID |
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      And the target must accept it

  Rule: G.1.c Order, at once a status request; more during its life

    @MAT-G.1.c @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Order, at once a status request; more during its life, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester sends OrderStatusRequest as "H":
        | ClOrdID | same as X.ClOrdID |
      Then the target should report Status of "X" within 2 seconds:
        | OrdStatus | Pending New |
        | OrderQty  | 10000       |
        | CumQty    | 0           |
        | LeavesQty | 10000       |
      When the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the tester sends OrderStatusRequest as "H":
        | ClOrdID | same as X.ClOrdID |
      Then the target should report Status of "X" within 2 seconds:
        | OrdStatus | New   |
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "fill: 1000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 1000  |
        | LeavesQty | 9000  |
        | LastQty   | 1000  |
      When the tester sends OrderStatusRequest as "H":
        | ClOrdID | same as X.ClOrdID |
      Then the target should report Status of "X" within 2 seconds:
        | OrdStatus | Partially filled |
        | OrderQty  | 10000            |
        | CumQty    | 1000             |
        | LeavesQty | 9000             |
      When the target's venue does "fill: 9000" with "X"
      Then the target should report Fill of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 10000 |
        | LeavesQty | 0     |
        | LastQty   | 9000  |
      When the tester sends OrderStatusRequest as "H":
        | ClOrdID | same as X.ClOrdID |
      Then the target should report Status of "X" within 2 seconds:
        | OrdStatus | Filled |
        | OrderQty  | 10000  |
        | CumQty    | 10000  |
        | LeavesQty | 0      |
      And the target must not send anything else

    @MAT-G.1.c @should @client @needs:enterOrders @needs:showOrders
    Scenario: Order, at once a status request; more during its life, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's user sends OrderStatusRequest:
        | ClOrdID | same as X.ClOrdID |
      Then the target should show "X" as Pending New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the target's user sends OrderStatusRequest:
        | ClOrdID | same as X.ClOrdID |
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 9000
      When the target's user sends OrderStatusRequest:
        | ClOrdID | same as X.ClOrdID |
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 9000
      When the tester's venue does "fill: 9000" with "X"
      Then the target should show "X" as Filled with CumQty 10000 and LeavesQty 0
      When the target's user sends OrderStatusRequest:
        | ClOrdID | same as X.ClOrdID |
      Then the target should show "X" as Filled with CumQty 10000 and LeavesQty 0
      And the target must accept it

@application
Feature: Order state change matrix E: changes that nobody asked for by fix
  A change that was made by telephone, or by the venue, is reported under the ids that the order has.
  The rows are those of the standard, in its letters; quantities and ids are printed as there.

  Rule: E.1.a Telephoned order

    @MAT-E.1.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Telephoned order, target as venue
      Given an established session with the target
      When the target's venue takes an order by telephone: SIM 1 10000 100
      Then the target should send ExecutionReport as "voice" within 2 seconds:
        | ClOrdID   | absent |
        | ExecType  | New    |
        | OrdStatus | New    |
        | OrderQty  | 10000  |
        | CumQty    | 0      |
      When the target's venue does "fill: 2000" with "voice"
      Then the target should send ExecutionReport within 2 seconds:
        | ClOrdID   | absent                        |
        | ExecType  | <FIX.4.2: 1 or 2, FIX.4.4: F> |
        | OrdStatus | Partially filled              |
        | OrderQty  | 10000                         |
        | CumQty    | 2000                          |
        | LeavesQty | 8000                          |
        | LastQty   | 2000                          |
      When the target's venue does "fill: 1000" with "voice"
      Then the target should send ExecutionReport within 2 seconds:
        | ClOrdID   | absent                        |
        | ExecType  | <FIX.4.2: 1 or 2, FIX.4.4: F> |
        | OrdStatus | Partially filled              |
        | OrderQty  | 10000                         |
        | CumQty    | 3000                          |
        | LeavesQty | 7000                          |
        | LastQty   | 1000                          |
      When the target's venue does "fill: 7000" with "voice"
      Then the target should send ExecutionReport within 2 seconds:
        | ClOrdID   | absent                        |
        | ExecType  | <FIX.4.2: 1 or 2, FIX.4.4: F> |
        | OrdStatus | Filled                        |
        | OrderQty  | 10000                         |
        | CumQty    | 10000                         |
        | LeavesQty | 0                             |
        | LastQty   | 7000                          |
      And the target must not send anything else

    @MAT-E.1.a @should @client @needs:enterOrders
    Scenario: Telephoned order, target as client
      Given the tester plays the venue and decides nothing by itself
      When the tester's venue takes an order by telephone: SIM 1 10000 100
      Then the tester's venue has sent ExecutionReport as "voice" with CumQty 0 within 2 seconds
      When the tester's venue does "fill: 2000" with "voice"
      And the tester's venue does "fill: 1000" with "voice"
      And the tester's venue does "fill: 7000" with "voice"
      Then the tester's venue has sent ExecutionReport with OrdStatus Filled and CumQty 10000 within 2 seconds
      And the session is alive

  Rule: E.1.b Unsolicited cancel of a part-filled order

    @MAT-E.1.b @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Unsolicited cancel of a part-filled order, target as venue
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
      When the target's venue does "cancel: verbal" with "X"
      Then the target should report Canceled of "X" within 2 seconds:
        | OrderQty              | 10000 |
        | CumQty                | 1000  |
        | LeavesQty             | 0     |
        | ExecRestatementReason | 2     |
      And the target must not send anything else

    @MAT-E.1.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: Unsolicited cancel of a part-filled order, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 9000
      When the tester's venue does "cancel: verbal" with "X"
      Then the target should show "X" as Canceled with CumQty 1000 and LeavesQty 0
      And the target must accept it

  Rule: E.1.c Unsolicited replacement

    @MAT-E.1.c @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Unsolicited replacement, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "{restate: 2, qty: 11000}" with "X"
      Then the target should report Restated of "X" within 2 seconds:
        | OrdStatus             | New   |
        | OrderQty              | 11000 |
        | CumQty                | 0     |
        | LeavesQty             | 11000 |
        | ExecRestatementReason | 2     |
      When the target's venue does "fill: 1000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 11000 |
        | CumQty    | 1000  |
        | LeavesQty | 10000 |
        | LastQty   | 1000  |
      When the target's venue does "{restate: 2, qty: 12000}" with "X"
      Then the target should report Restated of "X" within 2 seconds:
        | OrdStatus             | Partially filled |
        | OrderQty              | 12000            |
        | CumQty                | 1000             |
        | LeavesQty             | 11000            |
        | ExecRestatementReason | 2                |
      And the target must not send anything else

    @MAT-E.1.c @should @client @needs:enterOrders @needs:showOrders
    Scenario: Unsolicited replacement, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "{restate: 2, qty: 11000}" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 11000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 10000
      When the tester's venue does "{restate: 2, qty: 12000}" with "X"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 11000
      And the target must accept it

  Rule: E.1.d Unsolicited reduction by the sell side

    @MAT-E.1.d @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Unsolicited reduction by the sell side, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "{restate: 5, qty: 9000}" with "X"
      Then the target should report Restated of "X" within 2 seconds:
        | OrdStatus             | New  |
        | OrderQty              | 9000 |
        | CumQty                | 0    |
        | LeavesQty             | 9000 |
        | ExecRestatementReason | 5    |
      When the target's venue does "fill: 9000" with "X"
      Then the target should report Fill of "X" within 2 seconds:
        | OrderQty  | 9000 |
        | CumQty    | 9000 |
        | LeavesQty | 0    |
        | LastQty   | 9000 |
      And the target must not send anything else

    @MAT-E.1.d @should @client @needs:enterOrders @needs:showOrders
    Scenario: Unsolicited reduction by the sell side, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "{restate: 5, qty: 9000}" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 9000
      When the tester's venue does "fill: 9000" with "X"
      Then the target should show "X" as Filled with CumQty 9000 and LeavesQty 0
      And the target must accept it

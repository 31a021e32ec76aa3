@application
Feature: Order state change matrix H: orders over several days
  An order that lives on is carried to the next day with its executions.
  The rows are those of the standard, in its letters; quantities and ids are printed as there.

  Rule: H.1.a GTC part-filled, restated, part-filled next day

    @MAT-H.1.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: GTC part-filled, restated, part-filled next day, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty    | 10000            |
        | Account     | ACC-MANUAL       |
        | TimeInForce | Good Till Cancel |
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
      When the target's venue does "doneForDay" with "X"
      Then the target may report Done for day of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 2000  |
        | LeavesQty | 8000  |
      When the target's market begins the next day
      And the target's venue does "restate: 1" with "X"
      Then the target may report Restated of "X" within 2 seconds:
        | OrdStatus             | Partially filled |
        | OrderQty              | 10000            |
        | CumQty                | 2000             |
        | LeavesQty             | 8000             |
        | DayOrderQty           | 8000             |
        | DayCumQty             | 0                |
        | ExecRestatementReason | 1                |
      When the target's venue does "fill: 1000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty    | 10000 |
        | CumQty      | 3000  |
        | LeavesQty   | 7000  |
        | LastQty     | 1000  |
        | DayOrderQty | 8000  |
        | DayCumQty   | 1000  |
      And the target must not send anything else

    @MAT-H.1.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: GTC part-filled, restated, part-filled next day, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty    | 10000            |
        | Account     | ACC-MANUAL       |
        | TimeInForce | Good Till Cancel |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" as Partially filled with CumQty 2000 and LeavesQty 8000
      When the tester's venue does "doneForDay" with "X"
      Then the target should show "X" as Done for day with CumQty 2000 and LeavesQty 8000
      When the tester's market begins the next day
      And the tester's venue does "restate: 1" with "X"
      Then the target should show "X" as Partially filled with CumQty 2000 and LeavesQty 8000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" as Partially filled with CumQty 3000 and LeavesQty 7000
      And the target must accept it

  Rule: H.1.b GTC, partial fill, 2:1 split, fills next day

    @MAT-H.1.b @should @venue @needs:order-flow @needs:marketEvents
    Scenario: GTC, partial fill, 2:1 split, fills next day, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty    | 10000            |
        | Account     | ACC-MANUAL       |
        | OrdType     | Market           |
        | TimeInForce | Good Till Cancel |
        | Symbol      | SPLIT            |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "{fill: 2000, px: 50}" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 10000                                |
        | CumQty    | 2000                                 |
        | LeavesQty | 8000                                 |
        | LastQty   | 2000                                 |
        | LastPx    | 50                                   |
        | AvgPx     | <FIX.4.2: 50, FIX.5.0: 50 or absent> |
      When the target's venue does "doneForDay" with "X"
      Then the target may report Done for day of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 2000  |
        | LeavesQty | 8000  |
      When the target's market begins the next day
      And the target's market splits SPLIT 2 for 1
      Then the target should report Restated of "X" within 2 seconds:
        | OrdStatus             | Partially filled                     |
        | OrderQty              | 20000                                |
        | CumQty                | 4000                                 |
        | LeavesQty             | 16000                                |
        | AvgPx                 | <FIX.4.2: 25, FIX.5.0: 25 or absent> |
        | DayOrderQty           | 16000                                |
        | DayCumQty             | 0                                    |
        | ExecRestatementReason | 0                                    |
      When the target's venue does "fill: 5000" with "X"
      Then the target should report Partial fill of "X" within 2 seconds:
        | OrderQty  | 20000 |
        | CumQty    | 9000  |
        | LeavesQty | 11000 |
        | LastQty   | 5000  |
        | DayCumQty | 5000  |
      When the target's venue does "fill: 11000" with "X"
      Then the target should report Fill of "X" within 2 seconds:
        | OrderQty  | 20000 |
        | CumQty    | 20000 |
        | LeavesQty | 0     |
        | LastQty   | 11000 |
        | DayCumQty | 16000 |
      And the target must not send anything else

    @MAT-H.1.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: GTC, partial fill, 2:1 split, fills next day, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty    | 10000            |
        | Account     | ACC-MANUAL       |
        | OrdType     | Market           |
        | TimeInForce | Good Till Cancel |
        | Symbol      | SPLIT            |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "{fill: 2000, px: 50}" with "X"
      Then the target should show "X" as Partially filled with CumQty 2000 and LeavesQty 8000
      When the tester's venue does "doneForDay" with "X"
      Then the target should show "X" as Done for day with CumQty 2000 and LeavesQty 8000
      When the tester's market begins the next day
      And the tester's market splits SPLIT 2 for 1
      Then the target should show "X" as Partially filled with CumQty 4000 and LeavesQty 16000
      When the tester's venue does "fill: 5000" with "X"
      Then the target should show "X" as Partially filled with CumQty 9000 and LeavesQty 11000
      When the tester's venue does "fill: 11000" with "X"
      Then the target should show "X" as Filled with CumQty 20000 and LeavesQty 0
      And the target must accept it

  Rule: H.1.c GTC part-filled, restated, cancelled next day

    @MAT-H.1.c @should @venue @needs:order-flow @needs:marketEvents
    Scenario: GTC part-filled, restated, cancelled next day, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty    | 10000            |
        | Account     | ACC-MANUAL       |
        | TimeInForce | Good Till Cancel |
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
      When the target's venue does "doneForDay" with "X"
      Then the target may report Done for day of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 2000  |
        | LeavesQty | 8000  |
      When the target's market begins the next day
      And the target's venue does "restate: 1" with "X"
      Then the target may report Restated of "X" within 2 seconds:
        | OrdStatus             | Partially filled |
        | OrderQty              | 10000            |
        | CumQty                | 2000             |
        | LeavesQty             | 8000             |
        | DayOrderQty           | 8000             |
        | DayCumQty             | 0                |
        | ExecRestatementReason | 1                |
      When the tester sends OrderCancelRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Cancel of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 2000  |
        | LeavesQty | 8000  |
      When the target's venue does "accept" with "Y"
      Then the target should report Canceled of "X" by "Y" within 2 seconds:
        | OrderQty    | 10000 |
        | CumQty      | 2000  |
        | LeavesQty   | 0     |
        | DayOrderQty | 8000  |
        | DayCumQty   | 0     |
      And the target must not send anything else

    @MAT-H.1.c @should @client @needs:enterOrders @needs:showOrders
    Scenario: GTC part-filled, restated, cancelled next day, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty    | 10000            |
        | Account     | ACC-MANUAL       |
        | TimeInForce | Good Till Cancel |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" as Partially filled with CumQty 2000 and LeavesQty 8000
      When the tester's venue does "doneForDay" with "X"
      Then the target should show "X" as Done for day with CumQty 2000 and LeavesQty 8000
      When the tester's market begins the next day
      And the tester's venue does "restate: 1" with "X"
      Then the target should show "X" as Partially filled with CumQty 2000 and LeavesQty 8000
      When the target's user cancels "X" as "Y"
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Cancel with CumQty 2000 and LeavesQty 8000
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Canceled with CumQty 2000 and LeavesQty 0
      And the target must accept it

  Rule: H.1.d GTC part-filled, restated, increased next day

    @MAT-H.1.d @should @venue @needs:order-flow @needs:marketEvents
    Scenario: GTC part-filled, restated, increased next day, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty    | 10000            |
        | Account     | ACC-MANUAL       |
        | TimeInForce | Good Till Cancel |
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
      When the target's venue does "doneForDay" with "X"
      Then the target may report Done for day of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 2000  |
        | LeavesQty | 8000  |
      When the target's market begins the next day
      And the target's venue does "restate: 1" with "X"
      Then the target may report Restated of "X" within 2 seconds:
        | OrdStatus             | Partially filled |
        | OrderQty              | 10000            |
        | CumQty                | 2000             |
        | LeavesQty             | 8000             |
        | ExecRestatementReason | 1                |
      When the tester sends OrderCancelReplaceRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
        | OrderQty    | 15000             |
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Replace of "X" by "Y" within 2 seconds:
        | OrderQty    | 10000 |
        | CumQty      | 2000  |
        | LeavesQty   | 8000  |
        | DayOrderQty | 8000  |
        | DayCumQty   | 0     |
      When the target's venue does "fill: 1000" with "X"
      Then the target should report Trade of "X" within 2 seconds:
        | OrdStatus | Pending Replace |
        | OrderQty  | 10000           |
        | CumQty    | 3000            |
        | LeavesQty | 7000            |
        | LastQty   | 1000            |
        | DayCumQty | 1000            |
      When the target's venue does "accept" with "Y"
      Then the target should report Replaced of "X" by "Y" within 2 seconds:
        | OrderQty    | 15000 |
        | CumQty      | 3000  |
        | LeavesQty   | 12000 |
        | DayOrderQty | 13000 |
        | DayCumQty   | 1000  |
      And the target must not send anything else

    @MAT-H.1.d @should @client @needs:enterOrders @needs:showOrders
    Scenario: GTC part-filled, restated, increased next day, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty    | 10000            |
        | Account     | ACC-MANUAL       |
        | TimeInForce | Good Till Cancel |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 2000" with "X"
      Then the target should show "X" as Partially filled with CumQty 2000 and LeavesQty 8000
      When the tester's venue does "doneForDay" with "X"
      Then the target should show "X" as Done for day with CumQty 2000 and LeavesQty 8000
      When the tester's market begins the next day
      And the tester's venue does "restate: 1" with "X"
      Then the target should show "X" as Partially filled with CumQty 2000 and LeavesQty 8000
      When the target's user replaces "X" as "Y" with OrderQty 15000
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Replace with CumQty 2000 and LeavesQty 8000
      When the tester's venue does "fill: 1000" with "X"
      Then the target should show "X" as Pending Replace with CumQty 3000 and LeavesQty 7000
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Partially filled with CumQty 3000 and LeavesQty 12000
      And the target must accept it

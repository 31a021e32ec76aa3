@application
Feature: Order state change matrix J: corrections and busts
  ExecRefID names the execution that is taken back or put right, by its last report.
  The rows are those of the standard, in its letters; quantities and ids are printed as there.

  Rule: J.1.a Filled order, then corrections and busts

    @MAT-J.1.a @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Filled order, then corrections and busts, target as venue
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
      When the target's venue does "{fill: 1000, px: 100}" with "X"
      Then the target should report Partial fill of "X" as "C" within 2 seconds:
        | OrderQty  | 10000                                  |
        | CumQty    | 1000                                   |
        | LeavesQty | 9000                                   |
        | LastQty   | 1000                                   |
        | LastPx    | 100                                    |
        | AvgPx     | <FIX.4.2: 100, FIX.5.0: 100 or absent> |
      When the target's venue does "{fill: 9000, px: 110}" with "X"
      Then the target should report Fill of "X" as "D" within 2 seconds:
        | OrderQty  | 10000                                  |
        | CumQty    | 10000                                  |
        | LeavesQty | 0                                      |
        | LastQty   | 9000                                   |
        | LastPx    | 110                                    |
        | AvgPx     | <FIX.4.2: 109, FIX.5.0: 109 or absent> |
      When the target's venue does "bust: 1" with "X"
      Then the target should report Trade Cancel of "X" within 2 seconds:
        | OrdStatus | Partially filled                       |
        | OrderQty  | 10000                                  |
        | CumQty    | 9000                                   |
        | LeavesQty | 1000                                   |
        | AvgPx     | <FIX.4.2: 110, FIX.5.0: 110 or absent> |
        | ExecRefID | same as C.ExecID                       |
      When the target's venue does "{correct: 1, qty: 9000, px: 100}" with "X"
      Then the target should report Trade Correct of "X" as "F" within 2 seconds:
        | OrdStatus | Partially filled                       |
        | OrderQty  | 10000                                  |
        | CumQty    | 9000                                   |
        | LeavesQty | 1000                                   |
        | LastQty   | 9000                                   |
        | LastPx    | 100                                    |
        | AvgPx     | <FIX.4.2: 100, FIX.5.0: 100 or absent> |
        | ExecRefID | same as D.ExecID                       |
      When the target's venue does "{fill: 1000, px: 120}" with "X"
      Then the target should report Fill of "X" as "G" within 2 seconds:
        | OrderQty  | 10000                                  |
        | CumQty    | 10000                                  |
        | LeavesQty | 0                                      |
        | LastQty   | 1000                                   |
        | LastPx    | 120                                    |
        | AvgPx     | <FIX.4.2: 102, FIX.5.0: 102 or absent> |
      When the target's venue does "{correct: 1, qty: 9000, px: 120}" with "X"
      Then the target should report Trade Correct of "X" as "H" within 2 seconds:
        | OrdStatus | Filled                                 |
        | OrderQty  | 10000                                  |
        | CumQty    | 10000                                  |
        | LeavesQty | 0                                      |
        | LastQty   | 9000                                   |
        | LastPx    | 120                                    |
        | AvgPx     | <FIX.4.2: 120, FIX.5.0: 120 or absent> |
        | ExecRefID | same as F.ExecID                       |
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
      When the target's venue does "{correct: 1, qty: 9500, px: 120}" with "X"
      Then the target should report Trade Correct of "Y" as "K" within 2 seconds:
        | OrdStatus | Partially filled                       |
        | OrderQty  | 12000                                  |
        | CumQty    | 10500                                  |
        | LeavesQty | 1500                                   |
        | LastQty   | 9500                                   |
        | AvgPx     | <FIX.4.2: 120, FIX.5.0: 120 or absent> |
        | ExecRefID | same as H.ExecID                       |
      And the target must not send anything else

    @MAT-J.1.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Filled order, then corrections and busts, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
        | OrdType  | Market     |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "{fill: 1000, px: 100}" with "X"
      Then the target should show "X" as Partially filled with CumQty 1000 and LeavesQty 9000
      When the tester's venue does "{fill: 9000, px: 110}" with "X"
      Then the target should show "X" as Filled with CumQty 10000 and LeavesQty 0
      When the tester's venue does "bust: 1" with "X"
      Then the target should show "X" as Partially filled with CumQty 9000 and LeavesQty 1000
      When the tester's venue does "{correct: 1, qty: 9000, px: 100}" with "X"
      Then the target should show "X" as Partially filled with CumQty 9000 and LeavesQty 1000
      When the tester's venue does "{fill: 1000, px: 120}" with "X"
      Then the target should show "X" as Filled with CumQty 10000 and LeavesQty 0
      When the tester's venue does "{correct: 1, qty: 9000, px: 120}" with "X"
      Then the target should show "X" as Filled with CumQty 10000 and LeavesQty 0
      When the target's user replaces "X" as "Y" with OrderQty 12000
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Replace with CumQty 10000 and LeavesQty 0
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Partially filled with CumQty 10000 and LeavesQty 2000
      When the tester's venue does "{correct: 1, qty: 9500, px: 120}" with "X"
      Then the target should show "X" as Partially filled with CumQty 10500 and LeavesQty 1500
      And the target must accept it

  Rule: J.1.b Cancelled order, then a bust and a new fill

    @MAT-J.1.b @should @venue @needs:order-flow @needs:marketEvents
    Scenario: Cancelled order, then a bust and a new fill, target as venue
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
      When the target's venue does "{fill: 5000, px: 50}" with "X"
      Then the target should report Partial fill of "X" as "B" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 5000  |
        | LeavesQty | 5000  |
        | LastQty   | 5000  |
        | LastPx    | 50    |
      When the tester sends OrderCancelRequest as "Y":
        | OrigClOrdID | same as X.ClOrdID |
      And the target's venue does "pending" with "Y"
      Then the target may report Pending Cancel of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 5000  |
        | LeavesQty | 5000  |
      When the target's venue does "accept" with "Y"
      Then the target should report Canceled of "X" by "Y" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 5000  |
        | LeavesQty | 0     |
      When the target's venue does "bust: 1" with "X"
      Then the target should report Trade Cancel of "X" within 2 seconds:
        | ClOrdID   | same as X.ClOrdID or same as Y.ClOrdID |
        | OrdStatus | Canceled                               |
        | OrderQty  | 10000                                  |
        | CumQty    | 0                                      |
        | LeavesQty | 0                                      |
        | ExecRefID | same as B.ExecID                       |
      When the target's venue does "{fill: 4000, px: 51}" with "X"
      Then the target should report Trade of "X" as "F" within 2 seconds:
        | ClOrdID   | same as X.ClOrdID or same as Y.ClOrdID |
        | OrdStatus | Canceled                               |
        | OrderQty  | 10000                                  |
        | CumQty    | 4000                                   |
        | LeavesQty | 0                                      |
        | LastQty   | 4000                                   |
        | LastPx    | 51                                     |
      And the target must not send anything else

    @MAT-J.1.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: Cancelled order, then a bust and a new fill, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
        | OrdType  | Market     |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "{fill: 5000, px: 50}" with "X"
      Then the target should show "X" as Partially filled with CumQty 5000 and LeavesQty 5000
      When the target's user cancels "X" as "Y"
      Then "Y" must carry OrigClOrdID same as X.ClOrdID
      When the tester's venue does "pending" with "Y"
      Then the target should show "X" as Pending Cancel with CumQty 5000 and LeavesQty 5000
      When the tester's venue does "accept" with "Y"
      Then the target should show "X" as Canceled with CumQty 5000 and LeavesQty 0
      When the tester's venue does "bust: 1" with "X"
      Then the target should show "X" as Canceled with CumQty 0 and LeavesQty 0
      When the tester's venue does "{fill: 4000, px: 51}" with "X"
      Then the target should show "X" as Canceled with CumQty 4000 and LeavesQty 0
      And the target must accept it

  Rule: J.1.c GTC with corrections of executions of two days

    @MAT-J.1.c @should @venue @needs:order-flow @needs:marketEvents
    Scenario: GTC with corrections of executions of two days, target as venue
      Given an established session with the target
      When the tester sends NewOrderSingle as "X":
        | OrderQty    | 10000            |
        | Account     | ACC-MANUAL       |
        | OrdType     | Market           |
        | TimeInForce | Good Till Cancel |
      And the target's venue does "ack" with "X"
      Then the target should report New of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 0     |
        | LeavesQty | 10000 |
      When the target's venue does "fill: 2000" with "X"
      Then the target should report Partial fill of "X" as "B" within 2 seconds:
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
      Then the target should report Partial fill of "X" as "E" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 3000  |
        | LeavesQty | 7000  |
        | LastQty   | 1000  |
        | DayCumQty | 1000  |
      When the target's venue does "{correct: 1, qty: 1500, px: 100}" with "X"
      Then the target should report Trade Correct of "X" as "F" within 2 seconds:
        | OrdStatus   | Partially filled |
        | OrderQty    | 10000            |
        | CumQty      | 2500             |
        | LeavesQty   | 7500             |
        | LastQty     | 1500             |
        | DayOrderQty | 8500             |
        | DayCumQty   | 1000             |
        | ExecRefID   | same as B.ExecID |
      When the target's venue does "{correct: 2, qty: 500, px: 100}" with "X"
      Then the target should report Trade Correct of "X" as "G" within 2 seconds:
        | OrdStatus   | Partially filled |
        | OrderQty    | 10000            |
        | CumQty      | 2000             |
        | LeavesQty   | 8000             |
        | LastQty     | 500              |
        | DayOrderQty | 8500             |
        | DayCumQty   | 500              |
        | ExecRefID   | same as E.ExecID |
      And the target must not send anything else

    @MAT-J.1.c @should @client @needs:enterOrders @needs:showOrders
    Scenario: GTC with corrections of executions of two days, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty    | 10000            |
        | Account     | ACC-MANUAL       |
        | OrdType     | Market           |
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
      When the tester's venue does "{correct: 1, qty: 1500, px: 100}" with "X"
      Then the target should show "X" as Partially filled with CumQty 2500 and LeavesQty 7500
      When the tester's venue does "{correct: 2, qty: 500, px: 100}" with "X"
      Then the target should show "X" as Partially filled with CumQty 2000 and LeavesQty 8000
      And the target must accept it

  Rule: J.1.d Part-filled order, done for day, then correction and bust

    @MAT-J.1.d @should @venue @since:FIX.4.4 @needs:order-flow @needs:marketEvents
    Scenario: Part-filled order, done for day, then correction and bust, target as venue
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
      When the target's venue does "fill: 5000" with "X"
      Then the target should report Partial fill of "X" as "B" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 5000  |
        | LeavesQty | 5000  |
        | LastQty   | 5000  |
      When the target's venue does "doneForDay" with "X"
      Then the target should report Done for day of "X" within 2 seconds:
        | OrderQty  | 10000 |
        | CumQty    | 5000  |
        | LeavesQty | 0     |
      When the target's venue does "{correct: 1, qty: 4000, px: 100}" with "X"
      Then the target should report Trade Correct of "X" as "correction" within 2 seconds:
        | OrdStatus | Done for day     |
        | OrderQty  | 10000            |
        | CumQty    | 4000             |
        | LeavesQty | 0                |
        | LastQty   | 4000             |
        | ExecRefID | same as B.ExecID |
      When the target's venue does "bust: 1" with "X"
      Then the target should report Trade Cancel of "X" within 2 seconds:
        | OrdStatus | Done for day              |
        | OrderQty  | 10000                     |
        | CumQty    | 0                         |
        | LeavesQty | 0                         |
        | ExecRefID | same as correction.ExecID |
      And the target must not send anything else

    @MAT-J.1.d @should @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: Part-filled order, done for day, then correction and bust, target as client
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "X":
        | OrderQty | 10000      |
        | Account  | ACC-MANUAL |
        | OrdType  | Market     |
      And the tester's venue does "ack" with "X"
      Then the target should show "X" as New with CumQty 0 and LeavesQty 10000
      When the tester's venue does "fill: 5000" with "X"
      Then the target should show "X" as Partially filled with CumQty 5000 and LeavesQty 5000
      When the tester's venue does "doneForDay" with "X"
      Then the target should show "X" as Done for day with CumQty 5000 and LeavesQty 0
      When the tester's venue does "{correct: 1, qty: 4000, px: 100}" with "X"
      Then the target should show "X" as Done for day with CumQty 4000 and LeavesQty 0
      When the tester's venue does "bust: 1" with "X"
      Then the target should show "X" as Done for day with CumQty 0 and LeavesQty 0
      And the target must accept it

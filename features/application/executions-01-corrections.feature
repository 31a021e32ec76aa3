@application
Feature: Executions: corrections and busts
  A correction takes the place of the execution that it names; a bust takes it away. Neither is a trade.

  Rule: A price correction changes the average, and no quantity.

    @EXE-01.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Price corrected
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 175
      And the target may first report New of "order"
      Then the target must report Fill of "order" as "fill" with AvgPx <FIX.4.2: 100, FIX.5.0: 100 or absent> within 5 seconds
      And the target must report Trade Correct of "order" within 5 seconds:
        | ExecRefID | same as fill.ExecID                          |
        | ExecID    | other than fill.ExecID                       |
        | OrdStatus | Filled                                       |
        | LastQty   | 175                                          |
        | LastPx    | 100.01                                       |
        | CumQty    | 175                                          |
        | AvgPx     | <FIX.4.2: 100.01, FIX.5.0: 100.01 or absent> |
      And the target must not send anything else

    @EXE-01.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target corrects a price
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 175
      Then the target must show "order" as Filled with CumQty 175 and AvgPx 100.01
      And the target must show a position of 175 in SIM
      And the target must accept it

  Rule: A quantity correction changes what has traded, and may open the order again.

    @EXE-01.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: Quantity corrected downwards
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 100
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 100" with "order"
      Then the target must show "order" as Filled with CumQty 100
      When the tester's venue does "{correct: 1, qty: 60}" with "order"
      Then the target must show "order" as Partially filled with CumQty 60 and LeavesQty 40
      And the target must show a position of 60 in SIM
      And the target must accept it

    @EXE-01.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: Correction of a correction
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 100 and OrdType Market
      And the tester's venue does "ack" with "order"
      And the tester's venue does "{fill: 100, px: 100}" with "order"
      And the tester's venue does "{correct: 1, qty: 100, px: 101}" with "order"
      And the tester's venue does "{correct: 1, qty: 90, px: 102}" with "order"
      Then the target must show "order" as Partially filled with CumQty 90 and AvgPx 102
      And the target must show a position of 90 in SIM
      And the target must accept it

    @EXE-01.d @should @client @needs:enterOrders @needs:showOrders @needs:gtcOrders
    Scenario: Correction of yesterday's execution
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 100 and TimeInForce Good Till Cancel
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 20" with "order"
      And the tester's market begins the next day
      And the tester's venue does "restate: 1" with "order"
      And the tester's venue does "fill: 10" with "order"
      And the tester's venue does "{correct: 1, qty: 15}" with "order"
      Then the tester's venue has sent ExecutionReport with DayOrderQty 85 and DayCumQty 10 within 2 seconds
      And the target should show "order" as Partially filled with CumQty 25 and LeavesQty 75
      And the target must accept it

  Rule: A correction of an execution that the client never had is not booked.

    @EXE-01.e @should @client @needs:enterOrders @needs:showOrders
    Scenario: Correction of an unknown execution
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 535
      And 2 seconds pass
      Then the target should show a position of 10 in SIM
      And the target should react by DontKnowTrade or by an alarm about "order" within 2 seconds

  Rule: A bust takes the execution out of the order, which works again where it can.

    @EXE-02.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Bust of the only fill
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 165
      And the target may first report New of "order"
      Then the target must report Fill of "order" as "fill" within 5 seconds
      And the target must report Trade Cancel of "order" within 5 seconds:
        | ExecRefID | same as fill.ExecID                        |
        | ExecID    | other than fill.ExecID                     |
        | OrdStatus | New or Canceled or Expired or Done for day |
        | CumQty    | 0                                          |
        | LeavesQty | 165 or 0                                   |
        | AvgPx     | <FIX.4.2: 0, FIX.5.0: 0 or absent>         |
      And the target must not send anything else

    @EXE-02.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's only fill is busted
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 165
      And 3 seconds pass
      Then the target must show "order" as New with CumQty 0 and LeavesQty 165
      And the target must show a position of 0 in SIM
      And the target must accept it

    @EXE-02.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: Bust and late fill behind a cancel
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 425
      And the target's user cancels "order" as "cancel"
      And 3 seconds pass
      Then the target should show "order" as Canceled with CumQty 40
      And the target should show a position of 40 in SIM
      And the target must accept it

    @EXE-02.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: Bust sent twice
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 545
      And 3 seconds pass
      Then the target must show "order" as New with CumQty 0
      And the target must show a position of 0 in SIM

    @EXE-02.d @should @venue @needs:order-flow @needs:quantityBands @needs:marketEvents
    Scenario: Bust behind a replace carries the id in force
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 55
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" as "fill" within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 60
      And the target may first report Pending Replace of "order" by "replace"
      Then the target must report Replaced of "order" by "replace" within 2 seconds
      When the target's venue does "bust: 1" with "replace"
      Then the target should report Trade Cancel of "replace" within 2 seconds:
        | ExecRefID | same as fill.ExecID |
        | CumQty    | 0                   |
        | LeavesQty | 60                  |
      And the target must not send anything else

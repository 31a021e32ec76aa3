@application
Feature: Replace: price and quantity
  A replace takes effect with its report and not before; what has traded stays, and OrderQty is the new whole.

  Rule: The new price holds from the report Replaced on, under the new ClOrdID.

    @CXL-06.a @must @venue @needs:order-flow
    Scenario: Price replaced
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Price 100
      Then the target must report New of "order" as "ack" within 2 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and Price 99
      And the target may first report Pending Replace of "order" by "replace" with Price 100
      Then the target must report Replaced of "order" by "replace" within 2 seconds:
        | OrderID   | same as ack.OrderID |
        | Price     | 99                  |
        | OrderQty  | 5                   |
        | CumQty    | 0                   |
        | LeavesQty | 5                   |
      And the target must not send anything else

    @CXL-06.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target replaces its price
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5 and Price 100
      And the target's user replaces "order" as "replace" with Price 99
      Then "replace" must carry:
        | OrigClOrdID | same as order.ClOrdID    |
        | ClOrdID     | other than order.ClOrdID |
        | OrderQty    | 5                        |
        | Price       | 99                       |
        | Symbol      | same as order.Symbol     |
        | Side        | same as order.Side       |
        | OrdType     | same as order.OrdType    |
      And the target must show "order" with OrdStatus <FIX.4.2: 0 or 5, FIX.4.4: 0> and CumQty 0 and LeavesQty 5
      And the target must accept it

  Rule: A fill behind a replace carries the new ClOrdID, and keeps to the new limit.

    @CXL-06.b @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Fill behind the replace
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 35 and Price 100
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and Price 99
      And the target may first report Pending Replace of "order" by "replace" with Price 100
      Then the target must report Replaced of "order" by "replace" with Price 99 within 2 seconds
      And the target must report Fill of "replace" within 5 seconds:
        | LastPx    | at most 99 |
        | LastQty   | 35         |
        | CumQty    | 35         |
        | LeavesQty | 0          |
      And the target must not send anything else

    @CXL-06.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's order fills behind its replace
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 35 and Price 100
      And the target's user replaces "order" as "replace" with Price 99
      Then "replace" must carry OrigClOrdID same as order.ClOrdID
      And the target must show "order" as Filled with CumQty 35 and LeavesQty 0 and AvgPx 99
      And the target must show a position of 35 in SIM
      And the target must accept it

  Rule: An order that becomes immediate or cancel trades at once or ends, or stays as it was.

    @CXL-06.c @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Day becomes immediate or cancel
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Price 50
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelReplaceRequest as "replace":
        | OrigClOrdID | same as order.ClOrdID |
        | TimeInForce | Immediate or Cancel   |
      And the target may first report Pending Replace of "order" by "replace"
      And the target may first report Replaced of "order" by "replace" with CumQty 0
      Then the target must answer "replace" by one of these within 5 seconds:
        | Canceled          | CumQty 0 and OrigClOrdID absent or same as order.ClOrdID or same as replace.ClOrdID |
        | Expired           | CumQty 0 and OrigClOrdID absent or same as order.ClOrdID or same as replace.ClOrdID |
        | OrderCancelReject | OrdStatus New                                                                       |
      And the target must not send anything else

  Rule: What is added to an order is open.

    @CXL-07.a @must @venue @needs:order-flow
    Scenario: Quantity increased, nothing traded
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 8
      And the target may first report Pending Replace of "order" by "replace" with OrderQty 5 and LeavesQty 5
      Then the target must report Replaced of "order" by "replace" within 2 seconds:
        | OrderQty  | 8 |
        | CumQty    | 0 |
        | LeavesQty | 8 |
      And the target must not send anything else

    @CXL-07.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target increases its order
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      And the target's user replaces "order" as "replace" with OrderQty 8
      Then "replace" must carry OrderQty 8
      And the target must show "order" with OrdStatus <FIX.4.2: 0 or 5, FIX.4.4: 0> and CumQty 0 and LeavesQty 8 and OrderQty 8
      And the target must show a position of 0 in SIM
      And the target must accept it

  Rule: A decrease takes from what is open, and nothing from what has traded.

    @CXL-07.b @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Quantity decreased, part-filled
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 55
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 40
      And the target may first report Pending Replace of "order" by "replace" with OrderQty 55 and LeavesQty 35
      Then the target must report Replaced of "order" by "replace" within 2 seconds:
        | OrdStatus | Partially filled |
        | OrderQty  | 40               |
        | CumQty    | 20               |
        | LeavesQty | 20               |
      And the target must not send anything else

    @CXL-07.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target decreases its part-filled order
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 55
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the target's user replaces "order" as "replace" with OrderQty 40
      Then the tester's venue has sent ExecutionReport with ExecType Replaced within 5 seconds
      And the target must show "order" as Partially filled with CumQty 20 and LeavesQty 20 and OrderQty 40
      And the target must show a position of 20 in SIM
      And the target must accept it

  Rule: OrderQty of a replace holds what has traded, too.

    @CXL-07.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: 20 of 55 have traded, and 10 more are wanted
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 55
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      And the target must show "order" as Partially filled with CumQty 20 and LeavesQty 35
      When the target's user replaces "order" as "replace" with OrderQty 30
      Then "replace" must carry OrderQty 30
      And the target must show "order" as Partially filled with CumQty 20 and LeavesQty 10 and OrderQty 30
      And the target must accept it

  Rule: An increase opens a filled order again, or comes too late.

    @CXL-07.d @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Filled order increased
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 455
      Then the target must report New of "order" within 2 seconds
      And the target must report Fill of "order" with CumQty 455 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 500
      And the target may first report Pending Replace of "order" by "replace" with OrderQty 455 and LeavesQty 0
      Then the target must answer "replace" by one of these within 2 seconds:
        | Replaced          | OrdStatus Partially filled and OrderQty 500 and CumQty 455 and LeavesQty 45 |
        | OrderCancelReject | CxlRejReason 0 and OrdStatus Filled                                         |
      And the target must not send anything else

  Rule: A fill while the replace pends carries the old ClOrdID and the old OrderQty, and is part of what is replaced.

    @CXL-07.e @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Fill while the replace pends
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 245
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 10 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 260
      Then the target must report Partial fill of "order" within 5 seconds:
        | OrderQty  | 245 |
        | CumQty    | 15  |
        | LeavesQty | 230 |
      And the target may report Pending Replace of "order" by "replace" as "pending" within 2 seconds:
        | OrderQty  | 245 |
        | CumQty    | 15  |
        | LeavesQty | 230 |
      And the target must report Trade of "order" within 5 seconds:
        | OrderID   | same as pending.OrderID |
        | OrdStatus | Pending Replace         |
        | OrderQty  | 245                     |
        | LastQty   | 5                       |
        | CumQty    | 20                      |
        | LeavesQty | 225                     |
      And the target must report Replaced of "order" by "replace" within 5 seconds:
        | OrderQty  | 260 |
        | CumQty    | 20  |
        | LeavesQty | 240 |
      And the target must not send anything else

    @CXL-07.e @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's order fills while its replace pends
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 245
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 10" with "order"
      And the target's user replaces "order" as "replace" with OrderQty 260
      And the tester's venue does "fill: 5" with "order"
      And the tester's venue does "pending" with "replace"
      Then the target must show "order" as Pending Replace with CumQty 15 and LeavesQty 230
      When the tester's venue does "fill: 5" with "order"
      Then the target must show "order" as Pending Replace with CumQty 20 and LeavesQty 225
      When the tester's venue does "accept" with "replace"
      Then the target must show "order" as Partially filled with CumQty 20 and LeavesQty 240 and OrderQty 260
      And the target must show a position of 20 in SIM
      And the target must accept it

  Rule: What is filled in the end is the new quantity.

    @CXL-07.f @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Part-filled, increased, filled
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 45
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 50
      And the target may first report Pending Replace of "order" by "replace" with OrderQty 45
      Then the target must report Replaced of "order" by "replace" within 2 seconds:
        | OrderQty  | 50 |
        | CumQty    | 20 |
        | LeavesQty | 30 |
      And the target must report Fill of "replace" within 5 seconds:
        | LastQty   | 30 |
        | CumQty    | 50 |
        | LeavesQty | 0  |
      And the target must not send anything else

    @CXL-07.f @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target increases its part-filled order, and it fills
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 45
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the target's user replaces "order" as "replace" with OrderQty 50
      Then the target must show "order" as Filled with CumQty 50 and LeavesQty 0
      And the target must show a position of 50 in SIM
      And the target must accept it

@application
Feature: Orders: stop orders
  A stop order sleeps outside the market until a trade reaches its StopPx.

  Rule: A triggered stop order trades as a market order.

    @ORD-08.a @must @venue @needs:order-flow @needs:stopOrders @needs:quantityBands @needs:marketEvents
    Scenario: Stop order triggered
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5    |
        | OrdType  | Stop |
        | StopPx   | 101  |
      Then the target must report New of "order" with LeavesQty 5 within 2 seconds
      And the target must not report Trade of "order" for 5 seconds
      When the target's market trades at 101
      And the target may first report Triggered of "order" with LeavesQty 5
      And the target may first report New of "order" with LeavesQty 5
      And the target may first report Restated of "order" with LeavesQty 5
      Then the target must report Fill of "order" with CumQty 5 within 5 seconds
      And the target must not send anything else

    @ORD-08.a @must @client @needs:stopOrders @needs:enterOrders @needs:showOrders
    Scenario: The target's stop order is triggered
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty | 5    |
        | OrdType  | Stop |
        | StopPx   | 101  |
      Then the target must show "order" as New with CumQty 0 and LeavesQty 5
      When the tester's market trades at 101
      Then the target must show "order" as Filled with CumQty 5
      And the target must accept it

  Rule: A triggered stop limit order rests where its limit does not trade.

    @ORD-08.b @must @venue @needs:order-flow @needs:stopOrders @needs:quantityBands @needs:marketEvents
    Scenario: Stop limit order triggered
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5          |
        | OrdType  | Stop limit |
        | StopPx   | 101        |
        | Price    | 100.5      |
      Then the target must report New of "order" with LeavesQty 5 within 2 seconds
      When the target's market trades at 101
      And the target may first report Triggered of "order" with LeavesQty 5
      And the target may first report New of "order" with LeavesQty 5
      And the target may first report Restated of "order" with LeavesQty 5
      Then the target must not report Trade of "order" for 5 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" with OrdStatus New and LeavesQty 5 within 2 seconds
      And the target must not send anything else

    @ORD-08.b @must @client @needs:stopOrders @needs:enterOrders @needs:showOrders
    Scenario: The target's stop limit order is triggered, and rests
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty | 5          |
        | OrdType  | Stop limit |
        | StopPx   | 101        |
        | Price    | 100.5      |
      And the tester's market trades at 101
      Then the target must show "order" as New with CumQty 0 and LeavesQty 5
      And the target must accept it

  Rule: A sleeping stop order can be canceled.

    @ORD-08.c @must @venue @needs:order-flow @needs:stopOrders
    Scenario: Canceled before it was triggered
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5    |
        | OrdType  | Stop |
        | StopPx   | 101  |
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      And the target may first report Pending Cancel of "order" by "cancel"
      Then the target must report Canceled of "order" by "cancel" with CumQty 0 within 2 seconds
      And the target must not send anything else

    @ORD-08.c @must @client @needs:stopOrders @needs:enterOrders @needs:showOrders
    Scenario: The target cancels its stop order
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty | 5    |
        | OrdType  | Stop |
        | StopPx   | 101  |
      And the target's user cancels "order" as "cancel"
      Then the target must show "order" as Canceled with CumQty 0
      And the target must accept it

  Rule: A stop price that the market has passed is refused, or triggers at once.

    @ORD-08.d @must @venue @needs:order-flow @needs:stopOrders @needs:quantityBands
    Scenario: Stop price on the wrong side of the market
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5    |
        | OrdType  | Stop |
        | StopPx   | 99   |
      And the target may first report New of "order"
      And the target may first report Triggered of "order"
      And the target may first report Restated of "order"
      Then the target must answer "order" by one of these within 5 seconds:
        | Rejected | OrdRejReason <FIX.4.2: 0, FIX.4.4: 99> |
        | Fill     | CumQty 5                               |
      And the target must not send anything else

  Rule: A stop order needs its StopPx.

    @ORD-08.e @must @venue @needs:order-flow @needs:stopOrders
    Scenario: Stop order without StopPx
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and OrdType Stop
      Then the target must answer "order" by one of these within 2 seconds:
        | BusinessMessageReject | BusinessRejectReason 5 |
        | Rejected              |                        |
      And the target must not send anything else

@application
Feature: Cancel: an order is canceled
  A cancel is a request of its own: its answer carries its ClOrdID, and names the order beside it.

  Rule: A cancel of an unfilled order ends it, and nothing comes behind that.

    @CXL-01.a @must @venue @needs:order-flow
    Scenario: Unfilled order canceled
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" as "ack" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      And the target may first report Pending Cancel of "order" by "cancel" with LeavesQty 5
      Then the target must report Canceled of "order" by "cancel" within 2 seconds:
        | OrderID  | same as ack.OrderID |
        | OrderQty | 5                   |
        | CumQty   | 0                   |
      And the target must not send anything else

    @CXL-01.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: Unfilled order of the target canceled
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      And the target's user cancels "order" as "cancel"
      Then "cancel" must carry:
        | OrigClOrdID  | same as order.ClOrdID    |
        | ClOrdID      | other than order.ClOrdID |
        | Symbol       | same as order.Symbol     |
        | Side         | same as order.Side       |
        | TransactTime | any                      |
      And the target must show "order" as Canceled with CumQty 0 and LeavesQty 0
      And the target must show a position of 0 in SIM
      And the target must accept it

  Rule: Since FIX.5.0 a cancel may name its order by OrderID alone.

    @CXL-01.b @may @venue @since:FIX.5.0SP2 @needs:order-flow
    Scenario: Cancel by OrderID alone
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" as "ack" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel":
        | OrderID     | same as ack.OrderID |
        | OrigClOrdID | absent              |
      And the target may first report Pending Cancel of "cancel" with OrigClOrdID absent or same as order.ClOrdID
      Then the target should answer "cancel" by one of these within 2 seconds:
        | Canceled              | OrigClOrdID absent or same as order.ClOrdID |
        | OrderCancelReject     |                                             |
        | BusinessMessageReject |                                             |
      And the target must not send anything else

  Rule: A cancel that names two orders at once is refused, and both live on.

    @CXL-01.c @should @venue @needs:order-flow
    Scenario: OrderID of another order
      Given an established session with the target
      When the tester sends NewOrderSingle as "first" with OrderQty 5
      Then the target must report New of "first" within 2 seconds
      When the tester sends NewOrderSingle as "second" with OrderQty 6
      Then the target must report New of "second" as "ack" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel":
        | OrigClOrdID | same as first.ClOrdID |
        | OrderID     | same as ack.OrderID   |
      Then the target should refuse "cancel" of "first" within 2 seconds:
        | CxlRejReason | 1 |
      When the tester sends OrderStatusRequest with ClOrdID same as first.ClOrdID
      Then the target should report Status of "first" with OrdStatus New and LeavesQty 5 within 2 seconds
      When the tester sends OrderStatusRequest with ClOrdID same as second.ClOrdID
      Then the target should report Status of "second" with OrdStatus New and LeavesQty 6 within 2 seconds
      And the target must not send anything else

  Rule: Side and Symbol of a cancel are those of its order.

    @CXL-01.d @should @venue @needs:order-flow
    Scenario Outline: Cancel with <field> <value>
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Side Buy
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel":
        | OrigClOrdID | same as order.ClOrdID |
        | <field>     | <value>               |
      Then the target should refuse "cancel" of "order" within 2 seconds:
        | CxlRejReason | <FIX.4.2: 1 or 2, FIX.4.4: 1 or 99> |
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target should report Status of "order" with OrdStatus New and LeavesQty 5 within 2 seconds
      And the target must not send anything else

      Examples:
        | field  | value |
        | Side   | Sell  |
        | Symbol | OTHER |

  Rule: What has traded stays, and the rest is gone.

    @CXL-02.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Part-filled order canceled
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 55
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      And the target may first report Pending Cancel of "order" by "cancel" with CumQty 20 and LeavesQty 35
      Then the target must report Canceled of "order" by "cancel" within 2 seconds:
        | CumQty | 20 |
      And the target must not send anything else

    @CXL-02.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: Part-filled order of the target canceled
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 55
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the target's user cancels "order" as "cancel"
      Then "cancel" must carry OrigClOrdID same as order.ClOrdID
      And the target must show "order" as Canceled with CumQty 20 and LeavesQty 0
      And the target must show a position of 20 in SIM
      And the target must accept it

  Rule: An order trades on while its cancel pends, under its own ClOrdID and as Pending Cancel.

    @CXL-02.b @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Fill while the cancel pends
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 225
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      Then the target may report Pending Cancel of "order" by "cancel" as "pending" with CumQty 20 within 2 seconds
      And the target must report Trade of "order" within 5 seconds:
        | OrderID   | same as pending.OrderID |
        | OrdStatus | Pending Cancel          |
        | LastQty   | 10                      |
        | CumQty    | 30                      |
        | LeavesQty | 195                     |
      And the target must report Canceled of "order" by "cancel" within 5 seconds:
        | CumQty | 30 |
      And the target must not send anything else

    @CXL-02.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's order fills while its cancel pends
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 225
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 20" with "order"
      And the target's user cancels "order" as "cancel"
      And the tester's venue does "pending" with "cancel"
      Then the target must show "order" as Pending Cancel with CumQty 20 and LeavesQty 205
      When the tester's venue does "fill: 10" with "order"
      Then the target must show "order" as Pending Cancel with CumQty 30 and LeavesQty 195
      When the tester's venue does "accept" with "cancel"
      Then the target must show "order" as Canceled with CumQty 30 and LeavesQty 0
      And the target must show a position of 30 in SIM
      And the target must accept it

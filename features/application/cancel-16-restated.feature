@application
Feature: Replace: changed by the venue, and small print
  A venue may change an order by itself, and says so by a restatement; a replace states again what shall hold.

  Rule: A client follows a restatement for which it has not asked.

    @CXL-16.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: The quantity of the target's order is restated
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 195
      Then the tester's venue has sent ExecutionReport with ExecType Restated and OrderQty 185 within 5 seconds
      And the target should show "order" as New with CumQty 0 and LeavesQty 185 and OrderQty 185
      And the target should show a position of 0 in SIM
      When the tester's venue does "fill: rest" with "order"
      Then the target should show "order" as Filled with CumQty 185 and LeavesQty 0
      And the target must accept it
      And the target must have sent OrderCancelReplaceRequest at most 0 times

    @CXL-16.b @should @client @needs:enterOrders @needs:showOrders @needs:pegged
    Scenario: The price of the target's pegged order is restated
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty | 5      |
        | OrdType  | Pegged |
        | ExecInst | R      |
      And the tester's market trades at 101
      Then the tester's venue has sent ExecutionReport with ExecType Restated and Price 101 within 5 seconds
      And the target should show "order" as New with CumQty 0 and LeavesQty 5
      When the tester's venue does "{fill: 2, px: 101}" with "order"
      Then the target should show "order" as Partially filled with CumQty 2 and LeavesQty 3 and AvgPx 101
      And the target must accept it
      And the target must have sent OrderCancelReplaceRequest at most 0 times

    @CXL-16.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's order is replaced by telephone
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 55
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the tester's venue does "{restate: 2, qty: 70}" with "order"
      Then the tester's venue has sent ExecutionReport with ExecType Restated and OrderQty 70 within 2 seconds
      And the target should show "order" as Partially filled with CumQty 20 and LeavesQty 50 and OrderQty 70
      And the target should show a position of 20 in SIM
      And the target must accept it
      And the target should have sent OrderCancelReplaceRequest at most 0 times

  Rule: A request that names an older change of the order may be refused for that.

    @CXL-17.a @may @venue @since:FIX.4.4 @needs:order-flow
    Scenario: OrigOrdModTime of an hour ago
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel":
        | OrigClOrdID    | same as order.ClOrdID  |
        | OrigOrdModTime | -3600 seconds from now |
      And the target may first report Pending Cancel of "order" by "cancel"
      Then the target should answer "cancel" by one of these within 2 seconds:
        | OrderCancelReject | CxlRejReason 5 and OrdStatus New |
        | Canceled          | LeavesQty 0                      |
      And the target must not send anything else

  Rule: An instruction that a replace does not say again is gone with it.

    @CXL-18.a @should @venue @needs:order-flow @needs:postOnly
    Scenario: ExecInst not said again
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5  |
        | Price    | 50 |
        | ExecInst | 6  |
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelReplaceRequest as "replace":
        | OrigClOrdID | same as order.ClOrdID |
        | Price       | 51                    |
      And the target may first report Pending Replace of "order" by "replace"
      Then the target should report Replaced of "order" by "replace" within 2 seconds:
        | Price    | 51     |
        | ExecInst | absent |
      And the target must not send anything else

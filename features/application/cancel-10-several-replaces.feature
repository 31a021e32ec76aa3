@application
Feature: Replace: several requests of one order
  OrigClOrdID of the client is the last id sent and not rejected; OrderID and CumQty go through the whole chain.

  Rule: Each replace of a chain names the one before it; what has traded is carried on, and counted once.

    @CXL-10.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Chain of three replaces
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 55
      Then the target must report New of "order" as "ack" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "first" with OrigClOrdID same as order.ClOrdID and OrderQty 60
      And the target may first report Pending Replace of "order" by "first"
      Then the target must report Replaced of "order" by "first" within 2 seconds:
        | OrderID   | same as ack.OrderID |
        | OrderQty  | 60                  |
        | CumQty    | 20                  |
        | LeavesQty | 40                  |
      When the tester sends OrderCancelReplaceRequest as "second" with OrigClOrdID same as first.ClOrdID and OrderQty 40
      And the target may first report Pending Replace of "first" by "second"
      Then the target must report Replaced of "first" by "second" within 2 seconds:
        | OrderID   | same as ack.OrderID |
        | OrderQty  | 40                  |
        | CumQty    | 20                  |
        | LeavesQty | 20                  |
      When the tester sends OrderCancelReplaceRequest as "third" with OrigClOrdID same as second.ClOrdID and OrderQty 80
      And the target may first report Pending Replace of "second" by "third"
      Then the target must report Replaced of "second" by "third" within 2 seconds:
        | OrderID   | same as ack.OrderID |
        | OrderQty  | 80                  |
        | CumQty    | 20                  |
        | LeavesQty | 60                  |
      And the target must not send anything else

    @CXL-10.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target replaces three times
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 55
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the target's user replaces "order" as "first" with OrderQty 60
      Then "first" must carry OrigClOrdID same as order.ClOrdID
      And the tester's venue has sent ExecutionReport with ExecType Replaced within 5 seconds
      When the target's user replaces "order" as "second" with OrderQty 40
      Then "second" must carry OrigClOrdID same as first.ClOrdID
      And the tester's venue has sent ExecutionReport with ExecType Replaced within 5 seconds
      When the target's user replaces "order" as "third" with OrderQty 80
      Then "third" must carry OrigClOrdID same as second.ClOrdID
      And the tester's venue has sent ExecutionReport with ExecType Replaced within 5 seconds
      And the target must show "order" as Partially filled with CumQty 20 and LeavesQty 60 and OrderQty 80
      And the target must show a position of 20 in SIM
      And the target must accept it

  Rule: Two replaces at once are worked one after the other.

    @CXL-10.b @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Two replaces at once
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 55
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "first" with OrigClOrdID same as order.ClOrdID and OrderQty 60
      And the tester sends OrderCancelReplaceRequest as "second" with OrigClOrdID same as first.ClOrdID and OrderQty 70
      And the target may first report Pending Replace of "order" by "first" with OrderQty 55
      Then the target should report Replaced of "order" by "first" within 5 seconds:
        | OrderQty  | 60 |
        | CumQty    | 20 |
        | LeavesQty | 40 |
      And the target may first report Pending Replace of "first" by "second" with OrderQty 60
      And the target should report Replaced of "first" by "second" within 5 seconds:
        | OrderQty  | 70 |
        | CumQty    | 20 |
        | LeavesQty | 50 |
      And the target must not send anything else

    @CXL-10.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: The target replaces twice before the first is decided
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 55
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 20" with "order"
      And the target's user replaces "order" as "first" with OrderQty 60
      And the target's user replaces "order" as "second" with OrderQty 70
      Then "second" should carry OrigClOrdID same as first.ClOrdID
      When the tester's venue does "accept" with "first"
      Then the target should show "order" with CumQty 20 and LeavesQty 40 and OrderQty 60
      When the tester's venue does "accept" with "second"
      Then the target should show "order" as Partially filled with CumQty 20 and LeavesQty 50 and OrderQty 70
      And the target should show a position of 20 in SIM
      And the target must accept it

    @CXL-10.c @should @client @needs:enterOrders @needs:showOrders
    Scenario: Both of the target's replaces pend before the first is decided
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 55
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 10" with "order"
      And the target's user replaces "order" as "first" with OrderQty 60
      And the target's user replaces "order" as "second" with OrderQty 70
      And the tester's venue does "pending" with "first"
      And the tester's venue does "pending" with "second"
      Then the target should show "order" as Pending Replace with CumQty 10 and LeavesQty 45
      When the tester's venue does "accept" with "first"
      Then the tester's venue has sent ExecutionReport with ExecType Replaced and OrdStatus Pending Replace within 2 seconds
      And the target should show "order" as Pending Replace with CumQty 10 and LeavesQty 50
      When the tester's venue does "accept" with "second"
      Then the target should show "order" as Partially filled with CumQty 10 and LeavesQty 60 and OrderQty 70
      And the target should show a position of 10 in SIM
      And the target must accept it

  Rule: Where only one replace is taken, the second is refused as pending, and the first goes on.

    @CXL-10.d @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Second replace refused, the first pends
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 272
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 10 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "first" with OrigClOrdID same as order.ClOrdID and OrderQty 280
      Then the target should report Pending Replace of "order" by "first" with OrderQty 272 within 2 seconds
      When the tester sends OrderCancelReplaceRequest as "second" with OrigClOrdID same as first.ClOrdID and OrderQty 290
      Then the target should refuse "second" of "order" within 2 seconds:
        | CxlRejReason | 3               |
        | OrdStatus    | Pending Replace |
      And the target must report Replaced of "order" by "first" within 5 seconds:
        | OrderQty  | 280 |
        | CumQty    | 10  |
        | LeavesQty | 270 |
      And the target must not send anything else

    @CXL-10.d @should @client @needs:enterOrders @needs:showOrders
    Scenario: The target's second replace is refused, the first pends
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 272
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 10" with "order"
      And the target's user replaces "order" as "first" with OrderQty 280
      And the tester's venue does "pending" with "first"
      And the target's user replaces "order" as "second" with OrderQty 290
      And the tester's venue does "refuse: pending" with "second"
      Then the tester's venue has sent OrderCancelReject with OrdStatus Pending Replace within 2 seconds
      And the target should show "order" as Pending Replace with CumQty 10 and LeavesQty 262
      When the tester's venue does "accept" with "first"
      Then the target should show "order" as Partially filled with CumQty 10 and LeavesQty 270 and OrderQty 280
      When the target's user replaces "order" as "third" with OrderQty 285
      Then "third" should carry OrigClOrdID same as first.ClOrdID
      And the target must accept it

  Rule: When both are refused the order works on under its first ClOrdID.

    @CXL-10.e @should @client @needs:enterOrders @needs:showOrders
    Scenario: Both of the target's replaces are refused
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 75
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 10" with "order"
      And the target's user replaces "order" as "first" with OrderQty 76
      And the target's user replaces "order" as "second" with OrderQty 77
      And the tester's venue does "pending" with "first"
      And the tester's venue does "pending" with "second"
      And the tester's venue does "refuse: option" with "first"
      Then the tester's venue has sent OrderCancelReject with OrdStatus Pending Replace within 2 seconds
      And the target should show "order" as Pending Replace with CumQty 10 and LeavesQty 65
      When the tester's venue does "refuse: option" with "second"
      Then the target should show "order" as Partially filled with CumQty 10 and LeavesQty 65 and OrderQty 75
      When the tester's venue does "fill: 5" with "order"
      Then the target should show "order" as Partially filled with CumQty 15 and LeavesQty 60
      When the target's user cancels "order" as "cancel"
      Then "cancel" should carry OrigClOrdID same as order.ClOrdID
      And the target must accept it

  Rule: A cancel while a replace pends waits for it, or is refused; nothing lives on that the client takes for dead.

    @CXL-10.f @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Cancel waits for the replace
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 277
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 10 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 290
      And the target may first report Pending Replace of "order" by "replace" with OrderQty 277
      And the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as replace.ClOrdID
      Then the target must report Replaced of "order" by "replace" within 5 seconds:
        | OrderQty | 290 |
        | CumQty   | 10  |
      And the target may first report Pending Cancel of "replace" by "cancel" with CumQty 10 and LeavesQty 280
      And the target must report Canceled of "replace" by "cancel" within 5 seconds:
        | CumQty | 10 |
      And the target must not send anything else

    @CXL-10.f @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Cancel refused, the replace pends
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 272
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 10 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 290
      Then the target may report Pending Replace of "order" by "replace" as "pending" with OrderQty 272 within 2 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as replace.ClOrdID
      Then the target must refuse "cancel" of "order" within 2 seconds:
        | OrderID      | same as pending.OrderID |
        | CxlRejReason | 3                       |
        | OrdStatus    | Pending Replace         |
      And the target must report Replaced of "order" by "replace" within 5 seconds:
        | OrderQty  | 290 |
        | CumQty    | 10  |
        | LeavesQty | 280 |
      And the target must not send anything else

    @CXL-10.f @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's cancel waits for its replace
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 277
      Then the tester's venue has sent ExecutionReport with CumQty 10 within 5 seconds
      When the target's user replaces "order" as "replace" with OrderQty 290
      Then the tester's venue has sent ExecutionReport with OrdStatus Pending Replace within 2 seconds
      When the target's user cancels "order" as "cancel"
      Then "cancel" must carry OrigClOrdID same as replace.ClOrdID
      And the tester's venue has sent ExecutionReport with OrdStatus Canceled within 5 seconds
      And the target must show "order" as Canceled with CumQty 10 and LeavesQty 0
      And the target must show a position of 10 in SIM
      And the target must accept it

    @CXL-10.f @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's cancel is refused, its replace pends
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 272
      Then the tester's venue has sent ExecutionReport with CumQty 10 within 5 seconds
      When the target's user replaces "order" as "replace" with OrderQty 290
      Then the tester's venue has sent ExecutionReport with OrdStatus Pending Replace within 2 seconds
      When the target's user cancels "order" as "cancel"
      Then the tester's venue has sent OrderCancelReject with CxlRejReason 3 within 2 seconds
      And the target must show "order" with LeavesQty at least 262 and CumQty 10
      And the tester's venue has sent ExecutionReport with ExecType Replaced within 5 seconds
      And the target must show "order" as Partially filled with CumQty 10 and LeavesQty 280
      And the target must accept it

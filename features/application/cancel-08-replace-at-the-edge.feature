@application
Feature: Replace: to what has traded, refused, too late
  OrderQty never falls below CumQty, and a refused replace leaves the order with its old terms.

  Rule: A replace to the quantity that has traded fills the order, or is refused.

    @CXL-08.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Replaced to CumQty
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 255
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 20
      And the target may first report Pending Replace of "order" by "replace" with OrderQty 255
      Then the target must answer "replace" by one of these within 2 seconds:
        | Replaced          | OrdStatus Filled and OrderQty 20 and CumQty 20 and LeavesQty 0 |
        | OrderCancelReject | OrdStatus Partially filled                                     |
      And the target must not send anything else

    @CXL-08.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target replaces to what has traded
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 255
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the target's user replaces "order" as "replace" with OrderQty 20
      Then the tester's venue has sent ExecutionReport with ExecType Replaced within 5 seconds
      And the target must show "order" as Filled with CumQty 20 and LeavesQty 0
      And the target must show a position of 20 in SIM
      And the target must accept it

  Rule: A replace below what has traded is amended to it, or refused.

    @CXL-08.b @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Replaced below CumQty
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 255
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and OrderQty 15
      And the target may first report Pending Replace of "order" by "replace" with OrderQty 255
      Then the target must answer "replace" by one of these within 2 seconds:
        | Replaced          | OrdStatus Filled and OrderQty 20 and CumQty 20 and LeavesQty 0                  |
        | OrderCancelReject | CxlRejReason <FIX.4.2: 0 or 2, FIX.4.4: 0 or 99> and OrdStatus Partially filled |
      And the target must not send anything else

    @CXL-08.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target replaces to less than has traded, and is amended
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 255
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the target's user replaces "order" as "replace" with OrderQty 15
      Then the tester's venue has sent ExecutionReport with ExecType Replaced and OrderQty 20 within 5 seconds
      And the target must show "order" as Filled with CumQty 20 and LeavesQty 0 and OrderQty 20
      And the target must show a position of 20 in SIM
      And the target must accept it

    @CXL-08.a @CXL-08.b @must @client @needs:enterOrders @needs:showOrders
    Scenario Outline: The target's replace to <quantity> of what has traded 20 is refused
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 255
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 20" with "order"
      And the target's user replaces "order" as "replace" with OrderQty <quantity>
      And the tester's venue does "refuse: tooLate" with "replace"
      Then the tester's venue has sent OrderCancelReject with OrdStatus Partially filled within 2 seconds
      And the target must show "order" as Partially filled with CumQty 20 and LeavesQty 235 and OrderQty 255
      And the target must accept it

      Examples:
        | quantity |
        | 20       |
        | 15       |

  Rule: A refused replace leaves price and quantity as they were.

    @CXL-09.a @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Replace refused
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 75 and Price 100
      Then the target must report New of "order" as "ack" within 2 seconds
      When the tester sends OrderCancelReplaceRequest as "replace":
        | OrigClOrdID | same as order.ClOrdID |
        | OrderQty    | 78                    |
        | Price       | 99                    |
      And the target may first report Pending Replace of "order" by "replace" with OrderQty 75 and Price 100
      Then the target must refuse "replace" within 2 seconds:
        | OrderID      | same as ack.OrderID |
        | CxlRejReason | 2                   |
        | OrdStatus    | New                 |
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" within 2 seconds:
        | OrdStatus | New |
        | OrderQty  | 75  |
        | Price     | 100 |
        | LeavesQty | 75  |
      And the target must not send anything else

    @CXL-09.a @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's replace is refused
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 75
      And the target's user replaces "order" as "replace" with OrderQty 78
      Then the tester's venue has sent OrderCancelReject with OrdStatus New within 2 seconds
      And the target must show "order" as New with CumQty 0 and LeavesQty 75 and OrderQty 75
      And the target must accept it

    @CXL-09.d @must @client @needs:enterOrders
    Scenario: The target replaces once more behind a refusal
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 75
      And the target's user replaces "order" as "refused" with OrderQty 78
      Then the tester's venue has sent OrderCancelReject within 2 seconds
      When the target's user replaces "order" as "next" with OrderQty 77
      Then "next" must carry:
        | OrigClOrdID | same as order.ClOrdID      |
        | ClOrdID     | other than refused.ClOrdID |
        | OrderQty    | 77                         |
      And the target must accept it

  Rule: Behind a refused replace fills go on under the old ClOrdID.

    @CXL-09.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's replace pends, and is refused
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 265
      And the tester's venue does "ack" with "order"
      And the tester's venue does "fill: 10" with "order"
      And the target's user replaces "order" as "replace" with OrderQty 280
      And the tester's venue does "pending" with "replace"
      Then the target must show "order" as Pending Replace with CumQty 10 and LeavesQty 255
      When the tester's venue does "fill: 10" with "order"
      And the tester's venue does "refuse: option" with "replace"
      Then the target must show "order" as Partially filled with CumQty 20 and LeavesQty 245 and OrderQty 265
      When the tester's venue does "fill: 45" with "order"
      Then the tester's venue has sent ExecutionReport with ClOrdID same as order.ClOrdID and CumQty 65 within 2 seconds
      And the target must show "order" as Partially filled with CumQty 65 and LeavesQty 200
      And the target must show a position of 65 in SIM
      And the target must accept it

  Rule: A replace that fails an entry check is refused, and the order lives on at its old price.

    @CXL-09.c @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Replaced to a price off tick
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5     |
        | Symbol   | TICK5 |
        | Price    | 10.05 |
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and Price 10.03
      And the target may first report Pending Replace of "order" by "replace" with Price 10.05
      Then the target must refuse "replace" within 2 seconds:
        | CxlRejReason | <FIX.4.2: 2, FIX.4.4: 2 or 99, FIX.5.0: 2 or 18 or 99> |
        | OrdStatus    | New                                                    |
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" within 2 seconds:
        | OrdStatus | New   |
        | Price     | 10.05 |
        | LeavesQty | 5     |
      And the target must not send anything else

  Rule: A replace that comes behind the last fill is too late.

    @CXL-09.e @must @venue @needs:order-flow @needs:quantityBands
    Scenario: Replace lost to a fill
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 235 and Price 100
      Then the target must report New of "order" within 2 seconds
      And the target must report Partial fill of "order" with CumQty 20 within 5 seconds
      When the tester sends OrderCancelReplaceRequest as "replace" with OrigClOrdID same as order.ClOrdID and Price 101
      Then the target must report Fill of "order" within 5 seconds:
        | LastQty | 215 |
        | CumQty  | 235 |
      And the target must refuse "replace" within 2 seconds:
        | CxlRejReason | 0      |
        | OrdStatus    | Filled |
      And the target must not send anything else

    @CXL-09.e @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's replace is lost to a fill
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 235
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the target's user replaces "order" as "replace" with Price 101
      Then the tester's venue has sent OrderCancelReject with OrdStatus Filled within 5 seconds
      And the target must show "order" as Filled with CumQty 235 and LeavesQty 0
      And the target must show a position of 235 in SIM
      And the target must accept it

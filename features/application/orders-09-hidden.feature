@application
Feature: Orders: hidden quantity, least quantity
  What is hidden counts as open; what is too little is not traded.

  Rule: The hidden part is a part of OrderQty and LeavesQty.

    @ORD-09.a @should @venue @needs:order-flow @needs:iceberg @needs:quantityBands @needs:marketEvents
    Scenario: Iceberg order shows its peak again and again
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 100 |
        | MaxFloor | 10  |
        | Price    | 99  |
      Then the target should report New of "order" with OrderQty 100 and LeavesQty 100 within 2 seconds
      When the target's market trades at 99
      And the target may first report Restated of "order"
      Then the target should report Partial fill of "order" within 5 seconds:
        | LastQty   | at most 10 |
        | OrderQty  | 100        |
        | CumQty    | 10         |
        | LeavesQty | 90         |
      When the target's market trades at 99
      And the target may first report Restated of "order"
      Then the target should report Partial fill of "order" with CumQty 20 and LeavesQty 80 within 5 seconds
      And the target must not send anything else

    @ORD-09.a @should @client @needs:iceberg @needs:enterOrders @needs:showOrders
    Scenario: The target counts the hidden part as open
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty | 100 |
        | MaxFloor | 10  |
        | Price    | 99  |
      And the tester's market trades at 99
      Then the target should show "order" as Partially filled with CumQty 10 and LeavesQty 90
      And the target must accept it

    @ORD-09.b @should @venue @needs:order-flow @needs:iceberg @needs:quantityBands
    Scenario: Peak changed by a replace
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 100 |
        | MaxFloor | 10  |
        | Price    | 99  |
      Then the target should report New of "order" within 2 seconds
      When the tester sends OrderCancelReplaceRequest as "replace":
        | OrigClOrdID | same as order.ClOrdID |
        | MaxFloor    | 15                    |
      And the target may first report Pending Replace of "order" by "replace"
      Then the target should report Replaced of "order" by "replace" with OrderQty 100 and LeavesQty 100 within 2 seconds
      And the target must not send anything else

    @ORD-09.b @should @client @needs:iceberg @needs:enterOrders @needs:showOrders
    Scenario: The target changes its peak, and nothing else
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty | 100 |
        | MaxFloor | 10  |
        | Price    | 99  |
      And the target's user replaces "order" as "replace" with MaxFloor 15
      Then "replace" should carry OrderQty 100
      And the target should show "order" with OrderQty 100 and LeavesQty 100
      And the target must accept it

    @ORD-09.c @should @venue @needs:order-flow @needs:iceberg
    Scenario: Peak above the quantity
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 10 and MaxFloor 20
      Then the target should reject "order" within 2 seconds:
        | OrdRejReason | <FIX.4.2: 0, FIX.4.4: 13 or 99> |
      And the target must not send anything else

  Rule: No first fill is below MinQty.

    @ORD-09.d @should @venue @needs:order-flow @needs:minQty @needs:quantityBands
    Scenario: Less to be had than MinQty
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty    | 200                 |
        | MinQty      | 150                 |
        | TimeInForce | Immediate or Cancel |
      And the target may first report New of "order"
      Then the target should answer "order" by one of these within 5 seconds:
        | Canceled | CumQty 0 |
        | Expired  | CumQty 0 |
        | Rejected | CumQty 0 |
      And the target must not send anything else

    @ORD-09.d @should @venue @needs:order-flow @needs:minQty @needs:quantityBands
    Scenario: As much to be had as MinQty
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 200 and MinQty 50
      Then the target should report New of "order" within 2 seconds
      And the target should report Partial fill of "order" with LastQty at least 50 within 5 seconds

    @ORD-09.d @should @client @needs:minQty @needs:enterOrders @needs:showOrders
    Scenario: The target's MinQty can not be had
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty    | 200                 |
        | MinQty      | 150                 |
        | TimeInForce | Immediate or Cancel |
      Then the target should show "order" as Canceled with CumQty 0
      And the target must accept it

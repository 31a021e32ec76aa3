@application
Feature: Orders: post-only
  An order that must not take liquidity rests, or goes.

  Rule: A post-only order that would trade is canceled or rejected, never filled.

    @ORD-15.a @must @venue @needs:order-flow @needs:postOnly @needs:quantityBands
    Scenario: Post-only above the best offer
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5   |
        | Price    | 101 |
        | ExecInst | 6   |
      And the target may first report New of "order"
      Then the target must answer "order" by one of these within 2 seconds:
        | Canceled | CumQty 0 |
        | Rejected |          |
      And the target must not send anything else

    @ORD-15.a @must @client @needs:postOnly @needs:enterOrders @needs:showOrders
    Scenario: The target's post-only order would trade
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty | 5   |
        | Price    | 101 |
        | ExecInst | 6   |
      Then the target must show "order" as Canceled or Rejected with CumQty 0
      And the target must accept it

  Rule: A post-only order below the market rests, and its fills added liquidity.

    @ORD-15.b @must @venue @needs:order-flow @needs:postOnly @needs:quantityBands @needs:marketEvents
    Scenario: Post-only below the best offer
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5  |
        | Price    | 99 |
        | ExecInst | 6  |
      Then the target must report New of "order" with LeavesQty 5 within 2 seconds
      When the target's market trades at 99
      Then the target must report Fill of "order" within 5 seconds:
        | LastPx           | 99          |
        | LastLiquidityInd | 1 or absent |
      And the target must not send anything else

    @ORD-15.b @must @client @needs:postOnly @needs:enterOrders @needs:showOrders
    Scenario: The target's post-only order rests
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty | 5  |
        | Price    | 99 |
        | ExecInst | 6  |
      Then the target must show "order" as New with LeavesQty 5
      When the tester's market trades at 99
      Then the target must show "order" as Filled with CumQty 5
      And the target must accept it

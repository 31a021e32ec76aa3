@application
Feature: Orders: halts, and what follows a fill
  A halted order trades no more until it is released; what is computed behind a fill is no second fill.

  Rule: A suspended order is open still, and works again when it is released.

    @ORD-14.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: Suspended and released
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 215
      Then the tester's venue has sent ExecutionReport with OrdStatus Suspended within 5 seconds
      And the target should show "order" as Suspended with LeavesQty 215
      Then the tester's venue has sent ExecutionReport with OrdStatus New within 5 seconds
      And the target should show "order" as New with LeavesQty 215
      And the target must accept it

  Rule: Calculated comes behind the last fill, and books nothing.

    @ORD-14.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: Calculated behind the fill
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 365
      Then the tester's venue has sent ExecutionReport with OrdStatus Calculated within 2 seconds
      And the target must show "order" with CumQty 365 and LeavesQty 0
      And the target must show a position of 365 in SIM
      And the target must accept it

  Rule: A halt cancels an order that asks for it.

    @ORD-14.c @should @venue @since:FIX.4.4 @needs:order-flow @needs:quantityBands @needs:marketEvents
    Scenario: Canceled by the halt
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty | 5    |
        | Symbol   | HALT |
        | ExecInst | K    |
      Then the target must report New of "order" within 2 seconds
      When the target's market halts in HALT
      Then the target should report Canceled of "order" within 5 seconds:
        | CumQty                | 0 |
        | ExecRestatementReason | 6 |
      And the target must not send anything else

    @ORD-14.c @should @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: The halt cancels the target's order
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty | 5    |
        | Symbol   | HALT |
        | ExecInst | K    |
      And the tester's market halts in HALT
      Then the target should show "order" as Canceled with LeavesQty 0
      And the target must accept it

  Rule: While the market is halted an order is rejected, or waits; it does not trade.

    @ORD-14.d @must @venue @needs:order-flow @needs:quantityBands @needs:marketEvents
    Scenario: Order during a halt
      Given an established session with the target
      When the target's market halts in HALT
      And the tester sends NewOrderSingle as "order" with OrderQty 15 and Symbol HALT
      And the target may first report Pending New of "order"
      Then the target must answer "order" by one of these within 2 seconds:
        | Rejected | OrdRejReason <FIX.4.2: 2 or 0, FIX.4.4: 2 or 99> |
        | New      | LeavesQty 15                                     |
      And the target must not report Trade of "order" for 5 seconds
      And the target must not send anything else

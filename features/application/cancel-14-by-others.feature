@application
Feature: Cancel: for others, suspended and released, purged
  Who may cancel for another session, and what an operator does to all orders, is agreed with the venue.

  Rule: A cancel of an order of another session is done and reported to both, or refused as unknown.

    @CXL-14.a @must @venue @needs:order-flow @needs:onBehalf @needs:quantityBands
    Scenario: Canceled on behalf of another session
      Given an established session with the target
      And "B" is a further session of the target with SenderCompID TESTER-B
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Account ACC-BEHALF
      Then the target must report New of "order" within 2 seconds
      When "B" sends OrderCancelRequest as "cancel":
        | OrigClOrdID | same as order.ClOrdID |
        | Symbol      | same as order.Symbol  |
        | Side        | same as order.Side    |
        | OrderQty    | 5                     |
      Then the target must report Canceled of "order" by "cancel" to "B" within 2 seconds:
        | CumQty | 0 |
      And the target may first send ExecutionReport with OrdStatus Pending Cancel
      And the target must report Canceled of "order" within 2 seconds:
        | CumQty | 0 |
      And the target must not send anything else
      And the target must not send anything else to "B"

    @CXL-14.a @must @venue @needs:order-flow @needs:onBehalf
    Scenario: An order of another session is not revealed
      Given an established session with the target
      And "B" is a further session of the target with SenderCompID TESTER-B
      When the tester sends NewOrderSingle as "order" with OrderQty 5
      Then the target must report New of "order" within 2 seconds
      When "B" sends OrderCancelRequest as "cancel":
        | OrigClOrdID | same as order.ClOrdID |
        | Symbol      | same as order.Symbol  |
        | Side        | same as order.Side    |
        | OrderQty    | 5                     |
      Then the target must refuse "cancel" to "B" within 2 seconds:
        | CxlRejReason | 1        |
        | OrderID      | NONE     |
        | OrdStatus    | Rejected |
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target must report Status of "order" with OrdStatus New and LeavesQty 5 within 2 seconds
      And the target must not send anything else
      And the target must not send anything else to "B"

  Rule: A mass action suspends orders and releases them, and says how it was taken.

    @CXL-15.a @must @venue @since:FIX.5.0SP2 @needs:order-flow @needs:massAction
    Scenario: All orders suspended, and released
      Given an established session with the target
      When the tester sends NewOrderSingle as "first" with OrderQty 5
      Then the target must report New of "first" within 2 seconds
      When the tester sends NewOrderSingle as "second" with OrderQty 6
      Then the target must report New of "second" within 2 seconds
      When the tester sends OrderMassActionRequest as "suspend" with MassActionType 1 and MassActionScope 7
      Then the target must send OrderMassActionReport within 2 seconds:
        | ClOrdID            | same as suspend.ClOrdID |
        | MassActionType     | 1                       |
        | MassActionScope    | 7                       |
        | MassActionResponse | 1 or 2                  |
      And the target must send in any order within 5 seconds:
        | Suspended of "first"  | CumQty 0 and LeavesQty 5 |
        | Suspended of "second" | CumQty 0 and LeavesQty 6 |
      When the tester sends OrderMassActionRequest as "release" with MassActionType 2 and MassActionScope 7
      Then the target must send OrderMassActionReport within 2 seconds:
        | ClOrdID            | same as release.ClOrdID |
        | MassActionType     | 2                       |
        | MassActionResponse | 1 or 2                  |
      And the target must send in any order within 5 seconds:
        | New of "first"  | CumQty 0 and LeavesQty 5 |
        | New of "second" | CumQty 0 and LeavesQty 6 |
      And the target must not send anything else

    @CXL-15.a @must @client @since:FIX.5.0SP2 @needs:enterOrders @needs:showOrders @needs:massAction
    Scenario: The target suspends its orders, and releases them
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "first" with OrderQty 5
      And the target's user sends NewOrderSingle as "second" with OrderQty 55
      Then the tester's venue has sent ExecutionReport with CumQty 20 within 5 seconds
      When the target's user sends OrderMassActionRequest as "suspend" with MassActionType 1 and MassActionScope 7
      Then the tester's venue has sent OrderMassActionReport with MassActionResponse 1 within 2 seconds
      And the target must show "first" as Suspended with CumQty 0 and LeavesQty 5
      And the target must show "second" as Suspended with CumQty 20 and LeavesQty 35
      When the target's user sends OrderMassActionRequest as "release" with MassActionType 2 and MassActionScope 7
      Then the target must show "first" as New with CumQty 0 and LeavesQty 5
      And the target must show "second" as Partially filled with CumQty 20 and LeavesQty 35
      And the target must accept it

  Rule: Behind a purge nothing is open, and nothing is taken until trading is enabled again.

    @CXL-15.b @must @venue @needs:order-flow @needs:purge @needs:marketEvents
    Scenario: Purged, and enabled again
      Given an established session with the target
      When the tester sends NewOrderSingle as "first" with OrderQty 5
      Then the target must report New of "first" within 2 seconds
      When the tester sends NewOrderSingle as "second" with OrderQty 6
      Then the target must report New of "second" within 2 seconds
      When the target's market purges all orders
      Then the target must send in any order within 5 seconds:
        | Canceled of "first"  | CumQty 0 |
        | Canceled of "second" | CumQty 0 |
      When the tester sends NewOrderSingle as "blocked" with OrderQty 5
      Then the target must reject "blocked" with LeavesQty 0 within 2 seconds
      When the target's market takes orders again
      And the tester sends NewOrderSingle as "taken" with OrderQty 5
      Then the target must report New of "taken" with LeavesQty 5 within 2 seconds
      And the target must not send anything else

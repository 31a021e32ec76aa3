@application
Feature: Orders: parties, amounts of money, guarantees
  What an order carries beside its terms comes back as it was; what is no quantity yet is no trade.

  Rule: The parties of an order come back in their order.

    @ORD-17.a @should @venue @since:FIX.4.4 @needs:order-flow @needs:quantityBands
    Scenario: Two parties
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty        | 5         |
        | Account         | ACC-PARTY |
        | NoPartyIDs      | 2         |
        |   PartyID       | DESK1     |
        |   PartyIDSource | D         |
        |   PartyRole     | 1         |
        |   PartyID       | TRADER7   |
        |   PartyIDSource | D         |
        |   PartyRole     | 11        |
      Then the target should report New of "order" within 2 seconds:
        | NoPartyIDs            | 2       |
        | NoPartyIDs[1].PartyID | DESK1   |
        | NoPartyIDs[2].PartyID | TRADER7 |
      And the target must not send anything else

    @ORD-17.a @should @client @since:FIX.4.4 @needs:enterOrders @needs:showOrders
    Scenario: The target sends two parties
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | OrderQty        | 5         |
        | Account         | ACC-PARTY |
        | NoPartyIDs      | 2         |
        |   PartyID       | DESK1     |
        |   PartyIDSource | D         |
        |   PartyRole     | 1         |
        |   PartyID       | TRADER7   |
        |   PartyIDSource | D         |
        |   PartyRole     | 11        |
      Then "order" should carry NoPartyIDs 2
      And the target should show "order" as New with LeavesQty 5
      And the target must accept it

  Rule: A group with fewer members than it says is rejected by the session.

    @ORD-17.b @must @venue @since:FIX.4.4 @needs:order-flow
    Scenario: NoPartyIDs says two and there is one
      Given an established session with the target
      When the tester sends NewOrderSingle:
        | OrderQty        | 5     |
        | NoPartyIDs      | 2     |
        |   PartyID       | DESK1 |
        |   PartyIDSource | D     |
        |   PartyRole     | 1     |
      Then the target must send Reject within 2 seconds:
        | RefTagID            | NoPartyIDs |
        | SessionRejectReason | 16         |
      And the target must not send anything else

  Rule: An order for an amount of money has no quantity until it is converted.

    @ORD-19.a @must @venue @needs:order-flow @needs:cashOrders @needs:quantityBands
    Scenario: CashOrderQty
      Given an established session with the target
      When the tester sends NewOrderSingle as "order":
        | OrderQty     | absent |
        | CashOrderQty | 16000  |
        | OrdType      | Market |
      Then the target must report New of "order" with CumQty 0 within 2 seconds
      And the target must report Fill of "order" within 5 seconds:
        | LastQty   | 160 |
        | CumQty    | 160 |
        | LeavesQty | 0   |
      And the target must not send anything else

    @ORD-19.a @must @client @needs:cashOrders @needs:enterOrders @needs:showOrders
    Scenario: The target orders for an amount of money
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order":
        | CashOrderQty | 16000  |
        | OrdType      | Market |
      Then the target must show "order" as Filled with CumQty 160 and LeavesQty 0
      And the target must accept it

  Rule: A guarantee is no trade; the fill behind it is.

    @ORD-19.b @must @client @needs:enterOrders @needs:showOrders
    Scenario: Guaranteed, then filled at a better price
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 205
      Then the tester's venue has sent ExecutionReport with ExecType Stopped and CumQty 0 within 2 seconds
      And the tester's venue has sent ExecutionReport with OrdStatus Stopped and CumQty at least 20 within 2 seconds
      And the target must show "order" as Stopped with CumQty 20 or 20.5
      And the target must accept it

@application
Feature: Orders: pending new
  Between receipt and acceptance an order is pending; it can be asked for, and canceled.

  Rule: Pending New comes before New, under one OrderID.

    @ORD-11.a @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Pending, then accepted
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 145
      Then the target should report Pending New of "order" as "pending" with CumQty 0 within 2 seconds
      And the target should report New of "order" with OrderID same as pending.OrderID and LeavesQty 145 within 5 seconds
      And the target must not send anything else

    @ORD-11.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: The target's order is pending, then accepted
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 145
      Then the target should show "order" as Pending New with CumQty 0
      When 2 seconds pass
      Then the target should show "order" as New with LeavesQty 145
      And the target must accept it

  Rule: An order that pends can be canceled; it ends once.

    @ORD-11.b @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Canceled while it pends
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 145
      And the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      And the target may first report Pending New of "order"
      And the target may first report Pending Cancel of "order" by "cancel"
      And the target may first report New of "order" with OrdStatus New or Pending Cancel
      Then the target should answer "cancel" by one of these within 5 seconds:
        | Canceled          | CumQty 0 |
        | OrderCancelReject |          |
      When 3 seconds pass
      And the target may first report New of "order"
      Then the target must not send anything else

    @ORD-11.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: The target cancels what pends
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 145
      And the target's user cancels "order" as "cancel"
      Then "cancel" must carry OrigClOrdID same as order.ClOrdID
      When 3 seconds pass
      Then the target should show "order" as Canceled with CumQty 0 and LeavesQty 0
      And the target must accept it

@application
Feature: Cancel: pending
  A venue that decides later says so; until then the order is live, and may still fill.

  Rule: Pending Cancel comes before Canceled, both under the ids of the request.

    @CXL-04.a @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Pending, then canceled
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 5 and Account ACC-PEND
      And the target may first report Pending New of "order"
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      Then the target should report Pending Cancel of "order" by "cancel" within 2 seconds:
        | CumQty    | 0 |
        | LeavesQty | 5 |
      And the target must report Canceled of "order" by "cancel" within 2 seconds
      And the target must not send anything else

    @CXL-04.a @should @client @needs:enterOrders @needs:showOrders
    Scenario: The target's cancel pends, and is done
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 5
      And the tester's venue does "ack" with "order"
      And the target's user cancels "order" as "cancel"
      And the tester's venue does "pending" with "cancel"
      Then the target should show "order" as Pending Cancel with CumQty 0 and LeavesQty 5
      When the tester's venue does "accept" with "cancel"
      Then the target must show "order" as Canceled with CumQty 0 and LeavesQty 0
      And the target must accept it

  Rule: A refusal behind Pending Cancel says the status that the order has without the request.

    @CXL-04.b @should @venue @needs:order-flow @needs:quantityBands
    Scenario: Pending, then refused
      Given an established session with the target
      When the tester sends NewOrderSingle as "order" with OrderQty 85 and Account ACC-PEND
      And the target may first report Pending New of "order"
      Then the target must report New of "order" within 2 seconds
      When the tester sends OrderCancelRequest as "cancel" with OrigClOrdID same as order.ClOrdID
      Then the target should report Pending Cancel of "order" by "cancel" with LeavesQty 85 within 2 seconds
      And the target should refuse "cancel" within 2 seconds:
        | CxlRejReason | 2   |
        | OrdStatus    | New |
      When the tester sends OrderStatusRequest with ClOrdID same as order.ClOrdID
      Then the target should report Status of "order" with OrdStatus New and LeavesQty 85 within 2 seconds
      And the target must not send anything else

    @CXL-04.b @should @client @needs:enterOrders @needs:showOrders
    Scenario: The target's cancel pends, and is refused
      Given the tester plays the venue and decides nothing by itself
      When the target's user sends NewOrderSingle as "order" with OrderQty 85
      And the tester's venue does "ack" with "order"
      And the target's user cancels "order" as "cancel"
      And the tester's venue does "pending" with "cancel"
      Then the target should show "order" as Pending Cancel with LeavesQty 85
      When the tester's venue does "refuse: option" with "cancel"
      Then the target should show "order" as New with CumQty 0 and LeavesQty 85
      And the target must accept it

  Rule: A cancel that pends for long is no canceled order: the exposure stays, and no order is sent in its place.

    @CXL-04.c @must @client @needs:enterOrders @needs:showOrders
    Scenario: The target's cancel pends for ever
      Given the tester plays the venue
      When the target's user sends NewOrderSingle as "order" with OrderQty 575
      And the target's user cancels "order" as "cancel"
      Then the tester's venue has sent ExecutionReport with OrdStatus Pending Cancel within 2 seconds
      And the target must show "order" as Pending Cancel with CumQty 0 and LeavesQty 575
      When 65 seconds pass
      Then the target may send OrderStatusRequest within 20 seconds
      And the target must show "order" as Pending Cancel with CumQty 0 and LeavesQty 575
      And the target must have sent NewOrderSingle at most 1 times
      And the target must accept it
